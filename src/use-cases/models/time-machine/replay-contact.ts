import type { History } from '../../../domain/activity/history.ts';
import type { Activity, Decisions, Former, HoldOut, LinkedFacts, Memory } from '../../../domain/contact.ts';
import { KEPT_OF_MEMORY } from '../../../domain/contact.ts';
import { advanceInStretches, type Step } from '../../../domain/evaluation/advance.ts';
import { knownFacts } from '../../../domain/lead/known-facts.ts';
import type { Peers } from '../../../domain/lead/validity/validity-peers.ts';
import { memoryUnder, type RipenSettings, settingsFor } from '../../contacts/judge/judge-contact.ts';
import { lessFirstSight } from '../../contacts/read/hubspot-facts.ts';
import { type ContactPast, changesOfFacts, factsThen } from '../../contacts/read/past-facts.ts';

/*
 * Replays the past of a contact: it is judged again, as it was judged then, at every instant at
 * which its facts changed, another version came into force, or time alone changed something. Pure.
 */

export type ContactThen = {
  readonly contactId: number;
  /** the facts of today */
  readonly present: LinkedFacts;
  readonly past: ContactPast;
  readonly activities: readonly Activity[];
  readonly peers: Peers;
  readonly decisions: Decisions;
  /** with the contact's lots; absent: there were none */
  readonly holdOuts?: readonly HoldOut[];
};

/** A version of the model, and since when it is in force; the oldest first. */
export type VersionThen = { readonly from: number; readonly settings: RipenSettings };

export type ReplayedStep = Step & {
  readonly version: number;
  /** fields of the facts that nobody can know up to then, named as in a model */
  readonly unknown: readonly string[];
};

/**
 * All evaluations of a contact from `metAt` until `until`, oldest first. `ownWrites`: whether
 * stages and owners that Ripen wrote count. They came from the version that was in force, so a
 * draft is replayed without them.
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
    // Changes by time before `at` are judged by the facts that held before `at`.
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

/** HubSpot's properties that Ripen writes, too. */
const OWN = ['lifecyclestage', 'hubspot_owner_id'] as const;

/**
 * The history for a replay. Ripen wrote a stage or owner together with the score, so both have the
 * same instant there. In the replay such a value comes just after its evaluation, or not at all.
 */
function withOwnWrites(contact: History, kept: boolean): History {
  const writes = new Set((contact['ripen_scored_at'] ?? []).map(({ at }) => at));
  const isOwn = ({ at, source }: History[string][number]) =>
    writes.has(at) && (source === undefined || source === 'INTEGRATION');
  const changed = OWN.flatMap((name) => {
    const past = contact[name];
    if (past === undefined) return [];
    const others = past.flatMap((entry) => {
      if (!isOwn(entry)) return [entry];
      return kept ? [{ ...entry, at: entry.at + 1 }] : [];
    });
    return [[name, others] as const];
  });
  return { ...contact, ...Object.fromEntries(changed) };
}

/** The instants of the decisions of people and workflows, as far as they are known. */
function decidedAt({ qualification, handedBackAt, track, segment, touchedAt, bant }: Decisions): readonly number[] {
  const answers = Object.values(bant ?? {}).map(({ at }) => at);
  return [qualification?.at, handedBackAt, track?.since, segment?.since, touchedAt, ...answers].filter(
    (at) => at !== undefined,
  );
}

/** Whether a decision of then may be lost: a later one replaced it, or its instant is unknown. */
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
