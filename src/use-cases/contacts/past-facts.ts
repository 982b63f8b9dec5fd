import type { History } from '../../domain/activity/observe.ts';
import { changesBetween, unknownThen, valuesThen, valueThen } from '../../domain/activity/values-then.ts';
import type { LinkedFacts, Properties } from '../../domain/contact.ts';
import { MERGED_IDS, tookOver } from '../../domain/merged.ts';
import { parseNumber } from '../../domain/text/number.ts';
import { DEAL_PROPERTIES, dealFacts, knownContact, knownProperties } from './hubspot-facts.ts';
import type { ReadPlan } from './read-contacts.ts';

/* Facts of a contact as they stood at a past instant, from the histories of its records. Pure. */

/** The histories of a contact, of the companies that it ever had, and of its deals, by id. */
export type ContactPast = {
  readonly contact: History;
  readonly companies: Readonly<Record<string, History>>;
  readonly deals: Readonly<Record<string, History>>;
};

/** Facts as they stood, and what of them nobody can know: fields as a model calls them. */
export type FactsThen = { readonly facts: LinkedFacts; readonly unknown: readonly string[] };

/** The property by which a contact names its primary company. */
export const COMPANY_LINK = 'associatedcompanyid';

/** What Ripen wrote of a contact: a replay is held against it, and it tells Ripen's own writes. */
export const RECORDED = [
  'ripen_scored_at',
  'ripen_score',
  'ripen_explicit_score',
  'ripen_implicit_score',
  'ripen_grade',
  'ripen_qualification',
  'ripen_dormant_segment',
  'ripen_nurture_track',
] as const;

/** HubSpot stamps it with each change; its history is that of all others. */
const MODIFIED = 'hs_lastmodifieddate';
export const DEAL_HISTORY = DEAL_PROPERTIES.filter((name) => name !== MODIFIED);

/** `present`: the facts of today, as far as known. */
export function factsThen(
  { contact, companies, deals }: ContactPast,
  { properties, dealStages }: Pick<ReadPlan, 'properties' | 'dealStages'>,
  present: LinkedFacts,
  at: number,
): FactsThen {
  const known = knownContact(valuesThen(contact, at), properties.contact, at);
  const unknown = unknownOf(contact, properties.contact, present.contact, at).filter(
    (name) => !(MERGED_IDS as readonly string[]).includes(name),
  );
  // What the other contact of a merge showed before, HubSpot has told nobody since.
  if (tookOver(mergedThen(contact, present.contact, at), present.contact).length > 0) unknown.push('merged');

  const companyId = valueThen(contact[COMPANY_LINK] ?? [], at) ?? null;
  const company = companyId === null ? undefined : companies[companyId];
  const presentCompany = companyId === present.companyId ? present.company : {};
  const isLost = companyId !== null && company === undefined;
  const isUntold = unknownThen(contact, [COMPANY_LINK], at, linkOf(present)).size > 0;
  if (isLost || isUntold) unknown.push('company');
  if (company !== undefined)
    unknown.push(...unknownOf(company, properties.company, presentCompany, at).map((name) => `company.${name}`));

  const dealIds = present.dealIds.filter((id) => (deals[id]?.['dealstage'] ?? []).some((stage) => stage.at <= at));
  // A deal that was deleted or taken off since, or came to the contact later than it was made.
  if (dealIds.length !== (parseNumber(known['num_associated_deals'] ?? '0', 'plain') ?? 0)) unknown.push('deals');
  return {
    facts: {
      contact: known,
      company: company === undefined ? {} : knownProperties(valuesThen(company, at), properties.company),
      deals: dealFacts(
        dealIds.map((id) => dealThen(deals[id]!, at)),
        dealStages,
        at,
      ),
      companyId,
      dealIds,
    },
    unknown,
  };
}

/** Those of which no history was asked for are unknown too. */
const unknownOf = (history: History, names: readonly string[], present: Properties, at: number): string[] => {
  const unasked = names.filter((name) => history[name] === undefined);
  return [...new Set([...unasked, ...unknownThen(history, names, at, present).keys()])];
};

/** When any of these facts changed, after `from` and until `until`, in order. */
export function changesOfFacts(
  { contact, companies, deals }: ContactPast,
  { properties }: Pick<ReadPlan, 'properties'>,
  from: number,
  until: number,
): readonly number[] {
  const instants = new Set([
    ...changesBetween(contact, [...properties.contact, COMPANY_LINK], from, until),
    ...Object.values(companies).flatMap((company) => changesBetween(company, properties.company, from, until)),
    ...Object.values(deals).flatMap((deal) => changesBetween(deal, DEAL_HISTORY, from, until)),
  ]);
  return [...instants].sort((a, b) => a - b);
}

function dealThen(deal: History, at: number): Properties {
  const changes = changesBetween(deal, DEAL_HISTORY, -Infinity, at);
  return { ...valuesThen(deal, at), [MODIFIED]: new Date(changes.at(-1)!).toISOString() };
}

/** Those that it had taken over; where HubSpot keeps no history of them, the present ones hold. */
function mergedThen(contact: History, present: Properties, at: number): Properties {
  return Object.fromEntries(
    MERGED_IDS.flatMap((name) => {
      const past = contact[name] ?? [];
      const value = past.length === 0 ? present[name] : valueThen(past, at);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

const linkOf = ({ companyId }: LinkedFacts): Properties => (companyId === null ? {} : { [COMPANY_LINK]: companyId });
