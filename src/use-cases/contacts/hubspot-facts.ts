import type { DealFacts, LinkedFacts, Properties } from '../../domain/contact.ts';
import { isFirstSightOnly } from '../../domain/model/reads.ts';
import { parseInstant } from '../../domain/time/time.ts';
import type { DealOutcome } from '../../domain/words.ts';

/** Record values as HubSpot gives them, reduced to what is known. */
export function knownProperties(values: Readonly<Record<string, string | null>>, names: readonly string[]): Properties {
  const known: Record<string, string> = {};
  for (const name of names) {
    const value = values[name];
    if (value !== null && value !== undefined && value !== '') known[name] = value;
  }
  return known;
}

/**
 * Dates of what has happened. One that lies in the future is a typing error or a hope, so it is
 * unknown.
 */
const PAST = /^(?:createdate|first_conversion_date|hs_lifecyclestage_.*_date|hs_v2_date_entered_.*)$/;

/** The clocks of two computers differ by less. */
const CLOCKS_APART_MS = 15 * 60_000;

/** A contact's values as HubSpot gave them at `now`, reduced to what is known. */
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
 * What a contact's deals say together. The stage decides by the account's pipelines; HubSpot's own
 * flags help for a stage made since they were read. A deal that is over may keep the date on which
 * it was hoped to close: then it was over when it was last changed, or at the latest at `now`, the
 * instant of the reading.
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

/** The dates that HubSpot gave for stages, as far as it was asked. */
export const stampsIn = ({ contact }: LinkedFacts): Properties =>
  Object.fromEntries(Object.entries(contact).filter(([name]) => isFirstSightOnly(name)));

/** Without what matters only when a contact is seen for the first time. */
export function lessFirstSight(facts: LinkedFacts): LinkedFacts {
  const kept = Object.entries(facts.contact).filter(([name]) => !isFirstSightOnly(name));
  return { ...facts, contact: Object.fromEntries(kept) };
}
