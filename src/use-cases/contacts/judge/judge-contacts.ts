import { isDeepStrictEqual } from 'node:util';
import type { LinkedFacts, Properties } from '../../../domain/contact.ts';
import { NO_PEERS, type Traits, traitsOf } from '../../../domain/lead/validity/validity-peers.ts';
import { parseInstant } from '../../../domain/time/time.ts';
import { beginEvaluating } from '../../../store/contacts/claim-contacts.ts';
import { knownOf } from '../../../store/contacts/note-missing.ts';
import { peersOf } from '../../../store/contacts/peers.ts';
import type { Session } from '../../session.ts';
import { type ContactInHand, latestFacts, type UnjudgedContact } from '../contact-in-hand.ts';
import { judgeMissing } from '../read/confirm-missing.ts';
import { lessFirstSight, stampsIn } from '../read/hubspot-facts.ts';
import { readContacts } from '../read/read-contacts.ts';
import { type ContactWithFacts, readHistories } from '../read/read-histories.ts';
import { holdOutsFor, lotsOf } from './hold-outs.ts';
import { type JudgedContact, judgeContact, type RipenSettings, settingsFor, takenOver } from './judge-contact.ts';
import { takeTurns } from './take-turns.ts';

/**
 * Judges up to 100 contacts: reads those that `mustRead` names or that were never read, observes,
 * evaluates and plans. Every contact is in one of the two results.
 */
export async function judgeContacts(
  session: Session,
  contacts: readonly ContactInHand[],
  mustRead: (contact: ContactInHand) => boolean,
  now: number,
): Promise<{ readonly judged: readonly JudgedContact[]; readonly unjudged: readonly UnjudgedContact[] }> {
  const { db, portalId, lease, hubspot, settings, goOn } = session;
  const toRead = new Set(contacts.filter((contact) => mustRead(contact) || latestFacts(contact) === null));
  const read = await readContacts(hubspot, settings.read, [...toRead], now);
  const missing = [...toRead].filter(({ contactId }) => read.missing.has(contactId));
  const unjudged = [...read.unjudged, ...(await judgeMissing(hubspot, missing, { strangers: read.strangers, now }))];
  const here = contacts.flatMap((contact): ContactWithFacts[] => {
    const isRead = toRead.has(contact);
    const known = latestFacts(contact);
    const fresh = isRead ? read.facts.get(contact.contactId) : known;
    if (!fresh) return [];
    const found = contact.memory === null ? fresh : lessFirstSight(fresh);
    // A reading that found nothing new is no news: it must not cause an evaluation.
    const facts = known !== null && isDeepStrictEqual(found, known) ? known : found;
    const factsAt = isRead ? now : (contact.pendingFacts?.at ?? contact.factsAt ?? now);
    return [{ contact, facts: withInputs(facts, contact.inputs), factsAt, stamps: stampsIn(fresh) }];
  });
  const merged = await mergedUntold(session, here);
  unjudged.push(...merged);
  const present = here.filter(({ contact }) => !merged.some(({ contactId }) => contactId === contact.contactId));

  const histories = await readHistories(session, present, now);
  const traits = present.map(({ contact, facts }) => traitsOfContact(settings, contact.contactId, facts));
  const peers = await peersOf(db, portalId, traits);
  const holdOuts = await holdOutsFor(db, portalId, settings);
  const judged: JudgedContact[] = [];
  for (const [index, { contact, facts, factsAt, stamps }] of present.entries()) {
    const { contactId } = contact;
    // Outside of the `try`: when the database fails, the contact is not to blame.
    if (contact.suspect) await beginEvaluating(db, { portalId, lease, contactId });
    try {
      const evidence = {
        facts,
        factsAt,
        stamps,
        history: histories.get(contactId),
        traits: { ...traits[index]!, peers: peers.get(contactId) ?? NO_PEERS },
        holdOuts: lotsOf(holdOuts, contactId),
      };
      const by = settingsFor(settings, contact, facts, now);
      const judgement = await takeTurns(judgeContact(by, contact, evidence, now), goOn);
      const { model, work } = by.compiled;
      judged.push({ contact, model, work, ...evidence, ...judgement });
    } catch (error) {
      goOn();
      const name = error instanceof Error ? error.name : 'unknown';
      unjudged.push({ outcome: 'failed', contactId, code: `evaluation_failed ${name}` });
    }
  }
  return { judged, unjudged };
}

/**
 * Finds merges of which no event told: a contact lists others as merged into it, and they are still
 * stored.
 */
async function mergedUntold({ db, portalId }: Session, here: readonly ContactWithFacts[]) {
  const merges = here.map(({ contact, facts }) => ({ into: contact.contactId, from: takenOver(contact, facts) }));
  const stored = new Set(
    await knownOf(
      db,
      portalId,
      merges.flatMap(({ from }) => from),
    ),
  );
  return merges
    .map(({ into, from }) => ({
      outcome: 'merged' as const,
      contactId: into,
      into,
      from: from.filter((id) => stored.has(id)),
    }))
    .filter(({ from }) => from.length > 0);
}

/** The facts with the inputs that Ripen has still to write to HubSpot. */
export const withInputs = (facts: LinkedFacts, inputs: Properties): LinkedFacts =>
  Object.keys(inputs).length === 0 ? facts : { ...facts, contact: { ...facts.contact, ...inputs } };

const traitsOfContact = ({ referenceData }: RipenSettings, contactId: number, { contact }: LinkedFacts): Traits => ({
  contactId,
  createdAt: parseInstant(contact['createdate']),
  traits: traitsOf(contact, referenceData.readPhone),
});
