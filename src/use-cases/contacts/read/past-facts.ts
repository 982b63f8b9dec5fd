import type { History } from '../../../domain/activity/history.ts';
import { changesBetween, unknownThen, valuesThen, valueThen } from '../../../domain/activity/values-then.ts';
import type { LinkedFacts, Properties } from '../../../domain/contact.ts';
import { MERGED_IDS, tookOver } from '../../../domain/merged.ts';
import { parseNumber } from '../../../domain/text/number.ts';
import { DEAL_PROPERTIES, dealFacts, knownContact, knownProperties } from './hubspot-facts.ts';
import type { ReadPlan } from './read-contacts.ts';

/* Facts of a contact as they stood at a past instant, from the histories of its records. Pure. */

/** The histories of a contact, of all its past and present companies, and of its deals, by id. */
export type ContactPast = {
  readonly contact: History;
  readonly companies: Readonly<Record<string, History>>;
  readonly deals: Readonly<Record<string, History>>;
};

/** Facts as they stood, and the fields of them that nobody can know, named as in a model. */
export type FactsThen = { readonly facts: LinkedFacts; readonly unknown: readonly string[] };

/** The property by which a contact names its primary company. */
export const COMPANY_LINK = 'associatedcompanyid';

/**
 * Properties that Ripen wrote: a replay is compared with them, and they show Ripen's own writes.
 */
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

/** HubSpot sets it with each change; so the histories of the other properties tell it. */
const MODIFIED = 'hs_lastmodifieddate';
export const DEAL_HISTORY = DEAL_PROPERTIES.filter((name) => name !== MODIFIED);

/** The facts at the instant `at`. `present`: the facts of today, as far as they are known. */
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
  // After a merge, HubSpot no longer tells what the other contact was before.
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
  // The numbers differ when a deal was deleted or unlinked since, or was linked later than it was
  // made.
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

/** Properties whose value then is unknown, those without a history that was read included. */
const unknownOf = (history: History, names: readonly string[], present: Properties, at: number): string[] => {
  const unasked = names.filter((name) => !Object.hasOwn(history, name));
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

/** The ids merged into it by then; where HubSpot keeps no history of them, the present ones. */
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
