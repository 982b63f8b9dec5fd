import { isDeepStrictEqual } from 'node:util';
import { gistOf, packed } from '../../../domain/changes/untouched/gist.ts';
import { derivedFacts } from '../../../domain/lead/known-facts.ts';
import { NO_PEERS } from '../../../domain/lead/validity/validity-peers.ts';
import { evaluatedOf } from '../../../store/contacts/complete-contacts.ts';
import { type BaseContact, readBase } from '../../../store/models/base.ts';
import { type SettledContact, settle } from '../../../store/models/rollouts.ts';
import { holdOutsFor, lotsOf } from '../../contacts/judge/hold-outs.ts';
import { type Judgement, judgeContact, settingsFor } from '../../contacts/judge/judge-contact.ts';
import { takeTurns } from '../../contacts/judge/take-turns.ts';
import type { Session } from '../../session.ts';

/** So many contacts show whether a version finds most of them as they were. */
const SAMPLE = 30;

/**
 * Judges contacts by the version in force. Of whoever it finds as the stored evaluation does, with
 * nothing to write, to ask or to note, it stores no more than that: the usual way of a contact
 * would write its row twice. Returns these contacts; the others go the usual way. If that
 * would be most of them, it leaves all to the usual way.
 */
export async function settleAlike(session: Session, contactIds: readonly number[]): Promise<readonly number[]> {
  const first = await settleSome(session, contactIds.slice(0, SAMPLE));
  if (first.length < Math.min(SAMPLE, contactIds.length) / 2) return first;
  return [...first, ...(await settleSome(session, contactIds.slice(SAMPLE)))];
}

async function settleSome(session: Session, contactIds: readonly number[]): Promise<readonly number[]> {
  if (contactIds.length === 0) return [];
  const { db, portalId, settings, clock, goOn, metrics } = session;
  const now = clock.now();
  const base = (await readBase(db, portalId, { contactIds })).filter((contact) => mayBeAlike(contact, now));
  const holdOuts = await holdOutsFor(db, portalId, settings);
  const alike: SettledContact[] = [];
  for (const contact of base) {
    const { contactId, seq, decisions, standing } = contact;
    const [facts, activities, memory] = [contact.facts!, contact.activities!, contact.memory!];
    const by = settingsFor(settings, contact, facts, now);
    const peers = contact.peers ?? NO_PEERS;
    const evidence = {
      facts,
      factsAt: contact.factsAt ?? now,
      history: undefined,
      traits: { contactId, createdAt: null, traits: [], peers },
      holdOuts: lotsOf(holdOuts, contactId),
      derived: derivedFacts(facts, by.referenceData, { decisions, peers }),
    };
    let judged: Judgement;
    try {
      judged = await takeTurns(judgeContact(by, { ...contact, activities }, evidence, now), goOn);
    } catch {
      // The usual way tells what is wrong with it.
      goOn();
      continue;
    }
    const { evaluation } = judged;
    metrics.evaluations.inc(judged.steps.length);
    if (!isQuiet(judged, contact) || evaluatedOf(evaluation) !== contact.evaluated) continue;
    if (!isDeepStrictEqual({ ...evaluation.memory, asOf: memory.asOf }, memory)) continue;
    const gist = packed(gistOf({ model: by.compiled.model, evaluation, standing, facts, decisions }));
    alike.push({ contactId, seq, evaluation, evaluated: contact.evaluated, gist });
  }
  return settle(db, { portalId, version: settings.compiled.model.version, contacts: alike });
}

/** Nothing has come to it, it waits for nothing, and no answer of sales is counted by the model. */
const mayBeAlike = (contact: BaseContact, now: number): boolean =>
  contact.facts !== null &&
  contact.memory !== null &&
  contact.memory.owed === null &&
  contact.activities !== null &&
  !contact.hasNews &&
  !contact.stale &&
  contact.waits === null &&
  contact.evaluated !== null &&
  (contact.runAt === null || contact.runAt > now);

/** Nothing is to be written, asked or noted. */
function isQuiet({ activities, steps, plan, touchEvents, sends, exclusion }: Judgement, contact: BaseContact): boolean {
  return (
    activities.length === 0 &&
    steps.length === 1 &&
    Object.keys(plan.properties).length === 0 &&
    plan.stage === null &&
    !plan.needsOwner &&
    plan.asks.tasks.length === 0 &&
    plan.asks.closed.length === 0 &&
    isDeepStrictEqual(plan.standing, contact.standing) &&
    touchEvents.length === 0 &&
    sends.length === 0 &&
    exclusion.entries.length === 0 &&
    isDeepStrictEqual(exclusion.excluded, contact.excluded)
  );
}
