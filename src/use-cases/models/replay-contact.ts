import type { History } from '../../domain/activity/observe.ts';
import type { Activity, Decisions, Former, HoldOut, LinkedFacts, Memory } from '../../domain/contact.ts';
import { KEPT_OF_MEMORY } from '../../domain/contact.ts';
import { advanceInStretches, type Step } from '../../domain/evaluation/advance.ts';
import { knownFacts } from '../../domain/lead/known-facts.ts';
import type { Peers } from '../../domain/lead/validity-peers.ts';
import { lessFirstSight } from '../contacts/hubspot-facts.ts';
import { memoryUnder, type RipenSettings, settingsFor } from '../contacts/judge-contact.ts';
import { type ContactPast, changesOfFacts, factsThen } from '../contacts/past-facts.ts';

/*
 * A contact lives its past again: at every instant at which its facts changed, another version came
 * into force, or time alone changed something, it is judged as it was judged then. Pure.
 */

export type ContactThen = {
  readonly contactId: number;
  /** the facts of today */
  readonly present: LinkedFacts;
  readonly past: ContactPast;
  readonly activities: readonly Activity[];
  readonly peers: Peers;
  readonly decisions: Decisions;
  /** with its lots; left out: nobody was left out of a track */
  readonly holdOuts?: readonly HoldOut[];
};

/** A version of the model, and since when it is in force; the oldest first. */
export type VersionThen = { readonly from: number; readonly settings: RipenSettings };

export type ReplayedStep = Step & {
  readonly version: number;
  /** what nobody can know of the facts until then, as fields of a model */
  readonly unknown: readonly string[];
};

/**
 * Every evaluation from the instant at which Ripen met the contact until another, oldest first.
 * `ownWrites`: whether stages and owners that Ripen itself gave count; they are of the version that
 * was in force, so a draft does without them.
 */
export function* replayContact(
  who: ContactThen,
  versions: readonly VersionThen[],
  { metAt, until, ownWrites }: { readonly metAt: number; readonly until: number; readonly ownWrites: boolean },
): Generator<unknown, readonly ReplayedStep[]> {
  const past = { ...who.past, contact: withOwnWrites(who.past.contact, ownWrites) };
  const { read, referenceData } = versions[0]!.settings;
  const changes = new Set([
    ...changesOfFacts(past, read, metAt, until),
    ...versions.map(({ from }) => from),
    ...decidedAt(who.decisions),
    until,
  ]);
  const instants = [metAt, ...[...changes].filter((at) => at > metAt && at <= until).sort((a, b) => a - b)];
  const steps: ReplayedStep[] = [];
  const unknown = new Set<string>();
  let memory: Memory | null = null;
  let nextAt: number | null = null;
  let facts: LinkedFacts | null = null;
  let judgedBy: RipenSettings | null = null;
  let formers: readonly Former[] = [];
  for (const at of instants) {
    // What time alone changed before, it changed with the facts of before.
    if (nextAt !== null && nextAt < at) yield* judge(judgedBy!, facts!, at - 1, { dueAt: nextAt, news: false });
    const then = factsThen(past, read, who.present, at);
    for (const field of then.unknown) unknown.add(field);
    if (isDecisionLost(who.decisions, at)) unknown.add('decisions');
    facts = memory === null ? then.facts : lessFirstSight(then.facts);
    const inForce: RipenSettings = versions.findLast(({ from }) => from <= at)?.settings ?? versions[0]!.settings;
    const settings = settingsFor(inForce, { contactId: who.contactId, memory }, facts, at);
    const { version } = settings.compiled.model;
    const modelVersion = judgedBy?.compiled.model.version ?? null;
    if (memory !== null && modelVersion !== null && modelVersion !== version) {
      const left = Object.fromEntries(KEPT_OF_MEMORY.map((name) => [name, memory![name]])) as Former['memory'];
      memory = memoryUnder(settings, { memory, former: formers, modelVersion }, facts, at);
      formers = [...formers, { version: modelVersion, memory: left }];
    }
    judgedBy = settings;
    yield* judge(settings, facts, at, { dueAt: nextAt, news: true });
  }
  return steps;

  function* judge(
    { compiled }: RipenSettings,
    then: LinkedFacts,
    at: number,
    trigger: { readonly dueAt: number | null; readonly news: boolean },
  ): Generator<unknown, void> {
    const { memory: _, ...known } = knownFacts(then, referenceData, {
      memory: null,
      decisions: decisionsThen(who.decisions, at),
      peers: who.peers,
    });
    const seen = who.activities.filter((activity) => activity.at <= at);
    const advanced = yield* advanceInStretches(
      compiled,
      { ...known, memory, holdOuts: who.holdOuts ?? [] },
      seen,
      at,
      trigger,
    );
    const { version } = compiled.model;
    steps.push(...advanced.steps.map((step) => ({ ...step, version, unknown: [...unknown] })));
    if (advanced.last === null) return;
    memory = advanced.last.memory;
    nextAt = advanced.last.nextChangeAt;
  }
}

/** What Ripen writes beside its own properties. */
const OWN = ['lifecyclestage', 'hubspot_owner_id'] as const;

/**
 * Ripen writes a stage or an owner together with its score, after it has judged the contact: in a
 * replay the value comes after the evaluation, or not at all.
 */
function withOwnWrites(contact: History, kept: boolean): History {
  const writes = new Set((contact['ripen_scored_at'] ?? []).map(({ at }) => at));
  const isOwn = ({ at, source }: History[string][number]) =>
    writes.has(at) && (source === undefined || source === 'INTEGRATION');
  const changed = OWN.flatMap((name) => {
    const past = contact[name];
    if (past === undefined) return [];
    const others = past.flatMap((one) => (!isOwn(one) ? [one] : kept ? [{ ...one, at: one.at + 1 }] : []));
    return [[name, others] as const];
  });
  return { ...contact, ...Object.fromEntries(changed) };
}

/** When people and workflows decided what is known of their decisions. */
function decidedAt({ qualification, handedBackAt, track, segment, touchedAt, bant }: Decisions): readonly number[] {
  const answers = Object.values(bant ?? {}).map(({ at }) => at);
  return [qualification?.at, handedBackAt, track?.since, segment?.since, touchedAt, ...answers].filter(
    (at) => at !== undefined,
  );
}

/** A later decision has taken the place of what was decided before, or nobody knows when it was. */
const isDecisionLost = (decisions: Decisions, at: number): boolean =>
  decidedAt(decisions).some((decided) => decided > at) ||
  decisions.pausedUntil !== undefined ||
  decisions.validity !== undefined;

function decisionsThen(decisions: Decisions, at: number): Decisions {
  const { qualification, qualificationReason, handedBackAt, handBackReason, handBackKind, track, segment } = decisions;
  const { touchedAt, bant, pausedUntil, validity } = decisions;
  const answers = Object.entries(bant ?? {}).filter(([, answer]) => answer.at <= at);
  return {
    ...(qualification &&
      qualification.at <= at && { qualification, ...(qualificationReason && { qualificationReason }) }),
    ...(handedBackAt !== undefined &&
      handedBackAt <= at && {
        handedBackAt,
        ...(handBackReason !== undefined && { handBackReason }),
        ...(handBackKind !== undefined && { handBackKind }),
      }),
    ...(track && track.since <= at && { track }),
    ...(segment && segment.since <= at && { segment }),
    ...(touchedAt !== undefined && touchedAt <= at && { touchedAt }),
    ...(answers.length > 0 && { bant: Object.fromEntries(answers) }),
    ...(pausedUntil !== undefined && { pausedUntil }),
    ...(validity !== undefined && { validity }),
  };
}
