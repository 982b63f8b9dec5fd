import type { Apart } from '../../domain/activity/counters.ts';
import { type History, observeAll } from '../../domain/activity/observe.ts';
import {
  type Activity,
  type Decisions,
  type LinkedFacts,
  type Memory,
  type Missing,
  NO_STANDING,
  type Properties,
  type Standing,
} from '../../domain/contact.ts';
import { advanceInStretches, type Step, type Trigger } from '../../domain/evaluation/advance.ts';
import type { Evaluation } from '../../domain/evaluation/evaluate.ts';
import { sameWritten } from '../../domain/evaluation/written.ts';
import { knownFacts } from '../../domain/lead/known-facts.ts';
import type { ReferenceData } from '../../domain/lead/lead-facts.ts';
import type { Peers } from '../../domain/lead/validity-peers.ts';
import { tookOver } from '../../domain/merged.ts';
import { type Exclusion, exclusionOf, type Send, sendsSeen } from '../../domain/nurture/correspondence.ts';
import type { TouchEvent } from '../../domain/nurture/open-touches.ts';
import type { CompiledModel } from '../../domain/rules/compile.ts';
import { type Plan, plan } from '../../domain/sync/plan.ts';
import type { Waits } from '../../domain/sync/write-rules.ts';
import type { ReadPlan } from './read-contacts.ts';

/* One contact, from facts just read to what should be written. Pure. */

/** A contact claimed for work. */
export type DueContact = {
  readonly contactId: number;
  /** must be read from HubSpot before it is evaluated; `relink`: with its company and deals */
  readonly stale: boolean;
  readonly relink: boolean;
  /** what the last evaluation saw; null at first sight */
  readonly facts: LinkedFacts | null;
  /** facts read since that no evaluation has seen, and when */
  readonly reading: LinkedFacts | null;
  readonly readAt: number | null;
  /** what people and workflows decided */
  readonly decisions: Decisions;
  /** property values that they gave and that HubSpot does not have yet */
  readonly inputs: Properties;
  readonly memory: Memory | null;
  readonly standing: Standing | null;
  readonly activities: readonly Activity[];
  /** what is counted and the facts do not show; null: nothing */
  readonly apart: Apart | null;
  /** contacts became one since the last evaluation */
  readonly merged: boolean;
  /** HubSpot seems to have it no more; null: it has it as far as we know */
  readonly missing: Missing | null;
  /** the rules by which it is excluded from correspondence; null: it is not */
  readonly excluded: readonly string[] | null;
  /** the last evaluation's nextChangeAt */
  readonly dueAt: number | null;
  /** a process ended while it was in hand */
  readonly suspect: boolean;
  /** what a rule of the account refused to take */
  readonly waits: Waits | null;
};

export type RipenSettings = {
  readonly compiled: CompiledModel;
  readonly read: ReadPlan;
  /** the account's lifecycle stages, first to last */
  readonly stageOrder: readonly string[];
  readonly referenceData: ReferenceData;
  /** properties of ours that the account does not have: they are not written */
  readonly lacking?: ReadonlySet<string>;
};

/** What there is to judge a contact by, beside what was stored. */
export type Evidence = {
  readonly facts: LinkedFacts;
  readonly readAt: number;
  readonly history: History | undefined;
  readonly peers: Peers;
};

/** What was found out about a contact. */
export type Judgement = {
  readonly newActivities: readonly Activity[];
  readonly apart: Apart;
  /** one for each evaluation, oldest first */
  readonly steps: readonly Step[];
  /** the last one, which holds */
  readonly evaluation: Evaluation;
  readonly plan: Plan;
  /** what became of touches */
  readonly touchEvents: readonly TouchEvent[];
  /** e-mails that HubSpot reports since the last reading */
  readonly sends: readonly Send[];
  readonly exclusion: Exclusion;
  readonly nextAt: number | null;
};

/**
 * Observes what happened since the last evaluation, brings the contact up to `now`, and plans what
 * to write. It pauses often, so that others can be let through: each stretch takes far less than a
 * millisecond, all of them may take seconds.
 */
export function* judgeContact(
  { compiled, referenceData, stageOrder, lacking }: RipenSettings,
  contact: DueContact,
  { facts, readAt, history, peers }: Evidence,
  now: number,
): Generator<unknown, Judgement> {
  const before = contact.facts?.contact ?? null;
  const merged = before !== null && (contact.merged || takenOver(contact, facts).length > 0);
  const seen = observeAll(compiled.model, before, facts.contact, readAt, {
    history,
    merged,
    apart: contact.apart ?? {},
  });
  const newActivities = unknownOf(seen.activities, contact.activities);
  const activities = newActivities.length === 0 ? contact.activities : [...contact.activities, ...newActivities];
  const { memory, decisions } = contact;
  const known = knownFacts(facts, referenceData, { memory, decisions, peers });
  // A contact that is worked on before its time has come has something new to it.
  const news = facts !== contact.facts || newActivities.length > 0 || contact.dueAt === null || contact.dueAt > now;
  const bringUpToDate = (trigger: Trigger) => advanceInStretches(compiled, known, activities, now, trigger);
  const advanced = yield* bringUpToDate({ dueAt: contact.dueAt, news });
  // Nothing was due after all (somebody else's clock): evaluate, so that there is a next instant.
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
    newActivities,
    apart: seen.apart,
    steps,
    evaluation,
    // What is left out stands as if it were written: the day on which the account has the property,
    // it is written to everybody.
    plan: { ...planned, properties: withoutLacking(planned.properties, lacking) },
    touchEvents,
    sends: sendsSeen(before, facts.contact, history, readAt),
    exclusion: exclusionOf(contact.excluded, steps, {
      knownSince: news ? now : Number.NEGATIVE_INFINITY,
      firstSight: memory === null,
    }),
    nextAt: evaluation.nextChangeAt,
  };
}

/** Only what the account has a property for. */
export function withoutLacking(properties: Properties, lacking: RipenSettings['lacking']): Properties {
  if (lacking === undefined || lacking.size === 0) return properties;
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !lacking.has(name)));
}

/** The contacts that this one took over since its last evaluation, as its own lists tell. */
export function takenOver({ contactId, facts: before }: DueContact, { contact }: LinkedFacts): readonly number[] {
  return tookOver(before?.contact ?? {}, contact).filter((id) => id !== contactId);
}

/** Those that are not stored yet. */
function unknownOf(seen: readonly Activity[], stored: readonly Activity[]): readonly Activity[] {
  if (seen.length === 0) return [];
  const unknown = new Map(seen.map((activity) => [activity.id, activity]));
  for (const { id } of stored) unknown.delete(id);
  return seen.filter(({ id }) => unknown.has(id));
}

/** The instant of the first of the last evaluations that all say the same. */
function saidSince(steps: readonly Step[]): number {
  const last = steps.at(-1)!;
  const other = steps.findLastIndex(({ written }) => written !== last.written && !sameWritten(written, last.written));
  return steps[other + 1]!.at;
}
