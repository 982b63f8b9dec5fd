import type { DealFacts, Properties } from '../domain/contact.ts';
import { parseInstant } from '../domain/time.ts';

/** Record values as HubSpot gives them, reduced to what is known. */
export function knownProperties(values: Readonly<Record<string, string | null>>, names: readonly string[]): Properties {
  const known: Record<string, string> = {};
  for (const name of names) {
    const value = values[name];
    if (value !== null && value !== undefined && value !== '') known[name] = value;
  }
  return known;
}

export const DEAL_PROPERTIES = [
  'dealstage',
  'closedate',
  'hs_is_closed',
  'hs_is_closed_won',
  'hs_lastmodifieddate',
] as const;
export type DealOutcome = 'open' | 'won' | 'lost';

/**
 * What a contact's deals say together. The stage decides by the account's pipelines; HubSpot's own flags help for a stage
 * made since they were read.
 */
export function dealFacts(deals: readonly Properties[], stages: Readonly<Record<string, DealOutcome>>): DealFacts {
  const facts = { open: 0, won: 0, lost: 0, lastLostAt: null as number | null, lastWonAt: null as number | null };
  for (const deal of deals) {
    const flags: DealOutcome =
      deal['hs_is_closed_won'] === 'true' ? 'won' : deal['hs_is_closed'] === 'true' ? 'lost' : 'open';
    const outcome = stages[deal['dealstage'] ?? ''] ?? flags;
    facts[outcome]++;
    const at = parseInstant(deal['closedate']) ?? parseInstant(deal['hs_lastmodifieddate']);
    if (at === null) continue;
    if (outcome === 'lost') facts.lastLostAt = Math.max(facts.lastLostAt ?? at, at);
    if (outcome === 'won') facts.lastWonAt = Math.max(facts.lastWonAt ?? at, at);
  }
  return facts;
}
