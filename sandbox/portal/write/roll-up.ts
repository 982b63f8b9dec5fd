import type { Portal } from '../portal.ts';
import type { CrmRecord, Source } from '../records.ts';
import { changeValues } from './change-values.ts';

/** Brings the contacts of a deal up to date with it. */
export function rollUpDeal(portal: Portal, deal: CrmRecord, source: Source): void {
  for (const { toId } of portal.associations.of('deals', deal.id, 'contacts')) rollUpContact(portal, toId, source);
}

/**
 * Contact properties that HubSpot keeps from the contact's deals; only won deals count as "recent".
 * No webhook, no modified date.
 */
export function rollUpContact(portal: Portal, contactId: string, source: Source): void {
  const contact = portal.records.contacts.get(contactId);
  if (!contact) return;
  const deals = portal.associations
    .of('contacts', contactId, 'deals')
    .map(({ toId }) => portal.records.deals.get(toId)?.properties)
    .filter((deal) => deal !== undefined);
  const won = deals
    .filter((deal) => deal.hs_is_closed_won === 'true')
    .sort((a, b) => (a.closedate ?? '').localeCompare(b.closedate ?? ''));
  const values = {
    num_associated_deals: String(deals.length),
    hs_num_associated_open_deals: String(deals.filter((deal) => deal.hs_is_closed !== 'true').length),
    first_deal_created_date: deals.map((deal) => deal.createdate ?? '').sort()[0] ?? '',
    recent_deal_amount: won.at(-1)?.amount ?? '',
    recent_deal_close_date: won.at(-1)?.closedate ?? '',
    total_revenue: won.length === 0 ? '' : String(won.reduce((sum, deal) => sum + Number(deal.amount ?? 0), 0)),
  };
  changeValues(portal, contact, values, source, { quiet: true });
}

/** Notes a contact's primary company on the contact. */
export function rollUpCompany(portal: Portal, contactId: string, source: Source): void {
  const contact = portal.records.contacts.get(contactId);
  const company = portal.associations.of('contacts', contactId, 'companies').find((link) => link.primary);
  if (!contact) return;
  changeValues(portal, contact, { associatedcompanyid: company?.toId ?? '' }, source, { quiet: true });
}
