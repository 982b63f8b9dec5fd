import type { Apart } from '../../../domain/activity/counters.ts';
import type { History } from '../../../domain/activity/history.ts';
import { type Observation, observeAll } from '../../../domain/activity/observe.ts';
import { formerUnder, takenBack } from '../../../domain/changes/document/taken-back.ts';
import { isInRamp, type Ramp } from '../../../domain/changes/ramp.ts';
import {
  type Activity,
  type HoldOut,
  type LinkedFacts,
  NO_STANDING,
  type Properties,
} from '../../../domain/contact.ts';
import { advanceInStretches, type Step, type Trigger } from '../../../domain/evaluation/advance.ts';
import type { Evaluation } from '../../../domain/evaluation/evaluate.ts';
import { sameWritten } from '../../../domain/evaluation/written.ts';
import { type DerivedFacts, derivedFacts } from '../../../domain/lead/known-facts.ts';
import type { ReferenceData } from '../../../domain/lead/lead-facts.ts';
import type { Peers, Traits } from '../../../domain/lead/validity/validity-peers.ts';
import { tookOver } from '../../../domain/merged.ts';
import type { Model } from '../../../domain/model/model.ts';
import { type Exclusion, exclusionOf, type Send, sendsSeen } from '../../../domain/nurture/correspondence.ts';
import type { TouchEvent } from '../../../domain/nurture/open-touches.ts';
import { decisionOf } from '../../../domain/qualification/lifecycle.ts';
import type { CompiledModel } from '../../../domain/rules/compile.ts';
import { type Plan, plan } from '../../../domain/sync/plan.ts';
import type { Calendar } from '../../../domain/time/calendar.ts';
import type { ClaimedContact } from '../../../store/contacts/claim-contacts.ts';
import type { ContactInHand } from '../contact-in-hand.ts';
import { CLOCKS_APART_MS } from '../read/hubspot-facts.ts';
import type { ReadPlan } from '../read/read-contacts.ts';

/* Judges one contact: from facts just read to what should be written. Pure. */

export type RipenSettings = {
  readonly compiled: CompiledModel;
  readonly read: ReadPlan;
  /** the account's lifecycle stages, first to last */
  readonly stageOrder: readonly string[];
  readonly referenceData: ReferenceData;
  /** Ripen's properties that the account does not have: Ripen does not write them */
  readonly lacking?: ReadonlySet<string>;
  /** the versions whose document this one takes up again; empty: it is not a roll-back */
  readonly takesUp: readonly number[];
  /** absent: this version holds for all */
  readonly ramp?: { readonly ramp: Ramp; readonly outside: RipenSettings } | undefined;
};

/**
 * The settings that judge a contact, also while a version holds for a part of the contacts only.
 */
export function settingsFor(
  settings: RipenSettings,
  { contactId, memory }: Pick<ContactInHand, 'contactId' | 'memory'>,
  { contact }: LinkedFacts,
  now: number,
): RipenSettings {
  if (settings.ramp === undefined) return settings;
  const { ramp, outside } = settings.ramp;
  const who = { contactId, metAt: memory?.watchedSince ?? now, owner: contact['hubspot_owner_id'] };
  return isInRamp(ramp, who) ? settings : outside;
}

/** What a contact is judged by, beside what was stored. */
export type Evidence = {
  /** as HubSpot has them, with the inputs that Ripen has still to write there */
  readonly facts: LinkedFacts;
  readonly factsAt: number;
  /** the dates that HubSpot gives for stages; absent: they were not read */
  readonly stamps?: Properties | undefined;
  readonly history: History | undefined;
  /** the traits by which others find it as a peer, and its own peers */
  readonly traits: Traits & { readonly peers: Peers };
  /** with the contact's lots; absent: there are none */
  readonly holdOuts?: readonly HoldOut[];
  /** what Ripen derives from the facts, if the caller has it already; it depends on no model */
  readonly derived?: DerivedFacts;
};

/** What was found out about a contact. */
export type Judgement = {
  /** only new ones */
  readonly activities: readonly Activity[];
  readonly apart: Apart;
  /** one for each evaluation, oldest first */
  readonly steps: readonly Step[];
  /** the last evaluation, which holds */
  readonly evaluation: Evaluation;
  readonly plan: Plan;
  /** which touches fell due, happened or were missed */
  readonly touchEvents: readonly TouchEvent[];
  /** e-mails that HubSpot reported since the last reading */
  readonly sends: readonly Send[];
  readonly exclusion: Exclusion;
};

/**
 * A contact from the claim to the write: as it was stored, as it was found, and what that means.
 */
export type JudgedContact = Evidence &
  Judgement & {
    readonly contact: ContactInHand;
    /** the model that it was judged by */
    readonly model: Model;
    /** the account's working hours, by that model */
    readonly work: Calendar;
    /** the id of the owner that it is to get; absent: it keeps what it has */
    readonly owner?: string;
  };

const NOTHING_SEEN: Observation = { activities: [], apart: {} };

/**
 * Observes what happened since the last evaluation, brings the contact up to `now`, and plans what
 * to write. It yields often, so that other work gets its turn: each stretch takes far less than a
 * millisecond, all of them may take seconds. `horizon`: the caller needs no next change that comes
 * later than this.
 */
export function* judgeContact(
  settings: RipenSettings,
  contact: ContactInHand,
  { facts, factsAt, history, traits, holdOuts = [], derived }: Evidence,
  clockNow: number,
  horizon = Infinity,
): Generator<unknown, Judgement> {
  const now = notBeforeLast(contact.memory, clockNow);
  const { compiled, referenceData, stageOrder, lacking } = settings;
  const before = contact.facts?.contact ?? null;
  const merged =
    before !== null && (contact.merged || (facts !== contact.facts && takenOver(contact, facts).length > 0));
  // The same facts show nothing new, unless a part of them is counted apart.
  const isSeen = facts === contact.facts && contact.apart === null && !merged && history === undefined;
  const seen = isSeen
    ? NOTHING_SEEN
    : observeAll(compiled.model, before, facts.contact, factsAt, { history, merged, apart: contact.apart ?? {} });
  const news = unknownOf(seen.activities, contact.activities);
  const activities = news.length === 0 ? contact.activities : [...contact.activities, ...news];
  const { decisions, nextAt } = contact;
  const memory = memoryUnder(settings, { ...contact, memory: withOwnStage(contact, facts) }, facts, now);
  const known = {
    ...facts,
    ...(derived ?? derivedFacts(facts, referenceData, { decisions, peers: traits.peers })),
    memory,
    decisions,
    holdOuts,
  };
  // A contact that is worked on before its time has come has something new to it.
  const hasNews = facts !== contact.facts || news.length > 0 || nextAt === null || nextAt > now;
  const bringUpToDate = (trigger: Trigger) =>
    advanceInStretches(compiled, known, activities, now, { ...trigger, horizon });
  const advanced = yield* bringUpToDate({ dueAt: nextAt, news: hasNews });
  // Nothing was due after all (another process's clock is ahead): evaluate all the same, so that
  // there is a next instant.
  const { steps, last, touchEvents, asks } =
    advanced.last !== null ? advanced : yield* bringUpToDate({ dueAt: null, news: true });
  const evaluation = last!;
  const planned = plan({
    model: compiled.model,
    standing: contact.standing ?? NO_STANDING,
    evaluation,
    since: saidSince(steps),
    facts,
    stageOrder,
    asks,
  });
  return {
    activities: news,
    apart: seen.apart,
    steps,
    evaluation,
    // The evaluation keeps lacking properties as if they were written. Once the account has such a
    // property, Ripen writes it to everybody.
    plan: { ...planned, properties: withoutLacking(planned.properties, lacking) },
    touchEvents,
    sends: sendsSeen(before, facts.contact, history, factsAt),
    exclusion: exclusionOf(contact.excluded, steps, {
      knownSince: hasNews ? now : Number.NEGATIVE_INFINITY,
      firstSight: memory === null,
    }),
  };
}

/**
 * The instant at which a contact is judged: not before its last evaluation, which a process with a
 * clock ahead may have made. Otherwise its history would end with what is over.
 */
function notBeforeLast(memory: ContactInHand['memory'], now: number): number {
  const last = memory?.asOf ?? now;
  return now < last && last <= now + CLOCKS_APART_MS ? last : now;
}

/**
 * The contact's memory. A process that ended between its write and its commit has left a stage in
 * HubSpot that the memory does not know: Ripen wrote it, and nobody decided so.
 */
export function withOwnStage<M extends ContactInHand['memory']>(
  { memory, lifecycle }: { readonly memory: M; readonly lifecycle?: string | null },
  { contact }: LinkedFacts,
): M {
  const stage = contact['lifecyclestage'];
  return memory !== null && stage !== undefined && stage === lifecycle ? { ...memory, stage } : memory;
}

/** The contact's memory; a roll-back restores what it was before the version that it takes back. */
export function memoryUnder(
  { compiled: { model }, takesUp }: Pick<RipenSettings, 'compiled' | 'takesUp'>,
  { memory, former, modelVersion }: Pick<ContactInHand, 'memory' | 'former' | 'modelVersion'>,
  facts: Pick<LinkedFacts, 'contact'>,
  now: number,
): ContactInHand['memory'] {
  if (memory === null || former === null || modelVersion === model.version) return memory;
  // A version before this one kept no list.
  const then = formerUnder(takesUp, { formers: [former].flat(), judgedBy: modelVersion });
  if (then === null) return memory;
  const isNews = decisionOf(model, facts, memory, now) !== memory.decision;
  return takenBack(memory, then, isNews ? memory.stage : (facts.contact['lifecyclestage'] ?? null));
}

/** The properties that the account has. */
export function withoutLacking(properties: Properties, lacking: RipenSettings['lacking']): Properties {
  if (lacking === undefined || lacking.size === 0) return properties;
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !lacking.has(name)));
}

/**
 * The contacts that were merged into this one since its last evaluation, as its facts list them.
 */
export function takenOver({ contactId, facts: before }: ClaimedContact, { contact }: LinkedFacts): readonly number[] {
  return tookOver(before?.contact ?? {}, contact).filter((id) => id !== contactId);
}

/** The activities that are not stored yet. */
function unknownOf(seen: readonly Activity[], stored: readonly Activity[]): readonly Activity[] {
  if (seen.length === 0) return [];
  const unknown = new Map(seen.map((activity) => [activity.id, activity]));
  for (const { id } of stored) unknown.delete(id);
  return seen.filter(({ id }) => unknown.has(id));
}

/** Since when the evaluations, up to the last one, have all said the same. */
function saidSince(steps: readonly Step[]): number {
  const last = steps.at(-1)!;
  const other = steps.findLastIndex(({ written }) => written !== last.written && !sameWritten(written, last.written));
  return steps[other + 1]!.at;
}
