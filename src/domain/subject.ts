import { bantRecords, freshUntil } from './bant.ts';
import { type Calendar, inTimeZone } from './calendar.ts';
import type { CompiledModel } from './compile.ts';
import type { FactView } from './condition.ts';
import type { Activity, Decision, Decisions, KnownFacts, Memory } from './contact.ts';
import { arrange } from './implicit.ts';
import { type Interests, interestsOf } from './interest.ts';
import { decisionOf } from './lifecycle.ts';
import type { Model } from './model.ts';
import { parseInstant, span } from './time.ts';
import { hubspotTimeZone } from './time-zone.ts';
import type { TouchClock } from './touch-clock.ts';
import { BANT_QUESTIONS } from './words.ts';

/** One contact with its past put in order: what stays the same while time passes and nothing happens. */
export type Subject = {
  readonly compiled: CompiledModel;
  readonly facts: KnownFacts & Pick<FactView, 'until'>;
  /** newest first, none later than the instant of preparation */
  readonly activities: readonly Activity[];
  readonly chosen: readonly ReturnType<CompiledModel['implicit'][number]['choose']>[];
  readonly interests: Interests;
  readonly bant: Memory['bant'];
  readonly lastActivityAt: number | null;
  readonly evidenceAt: number | null;
  readonly silentSince: number;
  readonly decision: Decision | null;
  readonly before: Memory | null;
  /** when the person may be written to, by their own clocks */
  readonly mail: Calendar;
  /** clocks of touches, by what they depend on: they are asked for many instants in a row */
  readonly clocks: Map<string, TouchClock>;
};

export function prepare(
  compiled: CompiledModel,
  facts: KnownFacts,
  activities: readonly Activity[],
  now: number,
): Subject {
  const { model } = compiled;
  const arranged = arrange(activities, now);
  const lastActivityAt = arranged.find((a) => !compiled.quiet.has(a.signal))?.at ?? null;
  const decision = latestDecision(model, facts, now);
  const lastAt = arranged.find((a) => !compiled.idle.has(a.signal))?.at ?? null;
  const createdAt = parseInstant(facts.contact['createdate']);
  const bant = bantRecords(model, facts, arranged, now);
  const zone = hubspotTimeZone(facts.contact['hs_timezone']);
  return {
    compiled,
    facts: { ...facts, ...endingFacts(model, facts, bant, now) },
    activities: arranged,
    chosen: compiled.implicit.map((rule) => rule.choose(arranged)),
    interests: interestsOf(compiled, arranged),
    bant,
    lastActivityAt,
    evidenceAt: decision !== null && decision.at <= now && decision.at > (lastAt ?? -Infinity) ? decision.at : lastAt,
    silentSince: lastActivityAt ?? Math.min(createdAt ?? Infinity, facts.memory?.firstSeenAt ?? now),
    decision,
    before: facts.memory,
    mail: zone === null ? compiled.mail : inTimeZone(compiled.mail, zone),
    clocks: new Map(),
  };
}

/** Facts that hold for a time: answers of BANT, and why sales gave the contact back. */
function endingFacts(model: Model, { lead, decisions }: KnownFacts, bant: Memory['bant'], now: number) {
  const ending: Record<string, string> = {};
  const until: Record<string, number> = {};
  for (const question of BANT_QUESTIONS) {
    const record = bant[question];
    if (record === undefined) continue;
    ending[`bant_${question}`] = record.answer;
    until[`bant_${question}`] = freshUntil(model, question, record);
  }
  const handedBackAt = past(decisions?.handedBackAt, now);
  if (handedBackAt !== null) {
    ending['hand_back'] = decisions?.handBackKind ?? 'other';
    until['hand_back'] = handedBackAt + span(model.handBackDays);
  }
  return { lead: { ...lead, ...ending }, until };
}

/** The last word that was given: by a lifecycle stage, by a workflow or rep, or by sales handing the contact back, which leaves it an MQL. */
function latestDecision(model: Model, facts: KnownFacts, now: number): Decision | null {
  const { qualification, handedBackAt } = facts.decisions ?? {};
  const candidates = [
    decisionOf(model, facts, facts.memory, now),
    qualification ?? null,
    handedBackAt === undefined ? null : ({ qualification: 'mql', at: handedBackAt } as const),
  ];
  return candidates.reduce(
    (last, next) => (next !== null && (last === null || next.at >= last.at) ? next : last),
    null,
  );
}

/** Instants at which what people said begins to count, and puts a contact in another light. */
export const saidAt = (decision: Decision | null, { handedBackAt, bant = {} }: Decisions): readonly number[] =>
  [decision?.at, handedBackAt, ...Object.values(bant).map(({ at }) => at)].filter((at) => at !== undefined);

/** An instant, if it has come. */
export const past = (instant: number | null | undefined, now: number): number | null =>
  instant !== undefined && instant !== null && instant <= now ? instant : null;
