import type { DealFacts, LinkedFacts, Properties } from '../../../domain/contact.ts';
import { isFirstSightOnly } from '../../../domain/model/reads.ts';
import { own } from '../../../domain/own.ts';
import { parseInstant } from '../../../domain/time/time.ts';
import type { DealOutcome } from '../../../domain/words.ts';

/** The values of a record without the empty ones. */
export function knownProperties(values: Readonly<Record<string, string | null>>, names: readonly string[]): Properties {
  const known: Record<string, string> = {};
  for (const name of names) {
    const value = own(values, name);
    if (value !== null && value !== undefined && value !== '') known[name] = value;
  }
  return known;
}

/**
 * Properties with the date of something past. A date in the future is a typing error or a hope
 * there, so it counts as unknown.
 */
const PAST = /^(?:createdate|first_conversion_date|hs_lifecyclestage_.*_date|hs_v2_date_entered_.*)$/;

/** The clocks of two computers differ by less than this. */
export const CLOCKS_APART_MS = 15 * 60_000;

/** A contact's values as HubSpot gave them at `now`, without empty and impossible ones. */
export function knownContact(
  values: Readonly<Record<string, string | null>>,
  names: readonly string[],
  now: number,
): Properties {
  const isPast = ([name, value]: readonly [string, string]) =>
    !PAST.test(name) || (parseInstant(value) ?? now) <= now + CLOCKS_APART_MS;
  return Object.fromEntries(Object.entries(knownProperties(values, names)).filter(isPast));
}

export const DEAL_PROPERTIES = [
  'dealstage',
  'closedate',
  'hs_is_closed',
  'hs_is_closed_won',
  'hs_lastmodifieddate',
] as const;

/**
 * Sums up a contact's deals at `now`, the instant of the reading. A deal's stage says whether it is
 * won or lost, by the account's pipelines; for a stage that is newer than these, HubSpot's flags
 * do. A closed deal may have a close date in the future: then its last change counts, or `now` at
 * the latest.
 */
export function dealFacts(
  deals: readonly Properties[],
  stages: Readonly<Record<string, DealOutcome>>,
  now: number,
): DealFacts {
  const facts = { open: 0, won: 0, lost: 0, lastLostAt: null as number | null, lastWonAt: null as number | null };
  for (const deal of deals) {
    const flags: DealOutcome =
      deal['hs_is_closed_won'] === 'true' ? 'won' : deal['hs_is_closed'] === 'true' ? 'lost' : 'open';
    const outcome = stages[deal['dealstage'] ?? ''] ?? flags;
    facts[outcome]++;
    const dates = [parseInstant(deal['closedate']), parseInstant(deal['hs_lastmodifieddate'])].filter(
      (d) => d !== null,
    );
    const at = dates.find((date) => date <= now) ?? (dates.length > 0 ? now : null);
    if (at === null) continue;
    if (outcome === 'lost') facts.lastLostAt = Math.max(facts.lastLostAt ?? at, at);
    if (outcome === 'won') facts.lastWonAt = Math.max(facts.lastWonAt ?? at, at);
  }
  return facts;
}

/** The dates that HubSpot gives for lifecycle stages, as far as they were read. */
export const stampsIn = ({ contact }: LinkedFacts): Properties =>
  Object.fromEntries(Object.entries(contact).filter(([name]) => isFirstSightOnly(name)));

/** The facts without properties that are used only when a contact is seen for the first time. */
export function lessFirstSight(facts: LinkedFacts): LinkedFacts {
  const kept = Object.entries(facts.contact).filter(([name]) => !isFirstSightOnly(name));
  return { ...facts, contact: Object.fromEntries(kept) };
}
