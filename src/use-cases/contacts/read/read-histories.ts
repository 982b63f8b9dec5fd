import type { History } from '../../../domain/activity/history.ts';
import { historyNeeded } from '../../../domain/evaluation/first-sight.ts';
import { knownFacts } from '../../../domain/lead/known-facts.ts';
import { SEND_PROPERTIES, sendHistoryNeeded } from '../../../domain/nurture/correspondence.ts';
import type { Session } from '../../session.ts';
import type { Evidence, JudgedContact, RipenSettings } from '../judge/judge-contact.ts';
import { takeTurns } from '../judge/take-turns.ts';

export type ContactWithFacts = Pick<JudgedContact, 'contact'> & Pick<Evidence, 'facts' | 'factsAt' | 'stamps'>;

/**
 * Reads the histories that a judgement needs. For an old contact seen for the first time, they tell
 * when things happened, where the dates beside the counters do not. For an excluded contact that
 * got e-mail, they tell each send.
 */
export async function readHistories(
  { hubspot, settings }: Session,
  contacts: readonly ContactWithFacts[],
  now: number,
): Promise<ReadonlyMap<number, History>> {
  const histories = await hubspot.readContactHistory(await takeTurns(findNeeded(settings, contacts, now)));
  return new Map(histories.map(({ id, history }) => [Number(id), history]));
}

function* findNeeded(settings: RipenSettings, contacts: readonly ContactWithFacts[], now: number) {
  const found: { readonly id: string; readonly properties: readonly string[] }[] = [];
  for (const contact of contacts) {
    const properties = neededFor(settings, contact, now);
    if (properties.length > 0) found.push({ id: `${contact.contact.contactId}`, properties });
    yield;
  }
  return found;
}

function neededFor(
  { compiled, referenceData }: RipenSettings,
  { contact, facts }: ContactWithFacts,
  now: number,
): readonly string[] {
  if (contact.facts !== null)
    return sendHistoryNeeded(contact.excluded, contact.facts.contact, facts.contact) ? SEND_PROPERTIES : [];
  const { memory, decisions } = contact;
  if (memory !== null) return [];
  return historyNeeded(compiled, facts.contact, now, () => knownFacts(facts, referenceData, { memory, decisions }));
}
