import { type Interests, interestsOf } from '../activity/interest.ts';
import { countUntil, latestUntil, type Timeline } from '../activity/timeline.ts';
import type { Decision, Decisions, KnownFacts, Memory } from '../contact.ts';
import type { Model } from '../model/model.ts';
import type { TouchClock } from '../nurture/touch-clock.ts';
import { bantRecords, freshUntil } from '../qualification/bant.ts';
import { decisionOf } from '../qualification/lifecycle.ts';
import type { CompiledModel } from '../rules/compile.ts';
import type { FactView } from '../rules/condition.ts';
import { type Chosen, NOTHING } from '../rules/implicit.ts';
import type { Calendar } from '../time/calendar.ts';
import { span } from '../time/time.ts';
import { BANT_QUESTIONS } from '../words.ts';
import type { Sheet } from './sheet.ts';

/**
 * One contact with its past in order: everything that stays the same while time passes and nothing
 * happens.
 */
export type Subject = {
  readonly sheet: Sheet;
  readonly compiled: CompiledModel;
  readonly facts: KnownFacts & Pick<FactView, 'until' | 'lower'>;
  readonly timeline: Timeline;
  /** the instant of preparation: what happened later does not count yet */
  readonly preparedAt: number;
  /** by implicit rule: how many of its occurrences count, and what it chose of them */
  readonly counts: readonly number[];
  readonly chosen: readonly Chosen[];
  readonly interests: Interests;
  readonly bant: Memory['bant'];
  readonly lastActivityAt: number | null;
  readonly evidenceAt: number | null;
  readonly silentSince: number;
  readonly decision: Decision | null;
  readonly before: Memory | null;
  /** when the person may be written to, by their own clocks */
  readonly mail: Calendar;
  /** clocks of touches by what they depend on: the same clock serves many instants in a row */
  readonly clocks: Map<string, TouchClock>;
};

/**
 * A contact as it was at an instant. `earlier`: the same contact at an earlier instant; most of its
 * work is used again.
 */
export function prepare(
  sheet: Sheet,
  timeline: Timeline,
  memory: Memory | null,
  now: number,
  earlier?: Subject,
): Subject {
  const { compiled } = sheet;
  const { model } = compiled;
  const facts = { ...sheet.facts, memory };
  const lastActivityAt = latestUntil(timeline.own, now);
  const decision = latestDecision(model, facts, now);
  const lastAt = latestUntil(timeline.evidence, now);
  const bant = bantRecords(model, facts, latestUntil(timeline.forms, now), now);
  const counts = timeline.rules.map((occurrences) => (occurrences === undefined ? 0 : countUntil(occurrences.at, now)));
  return {
    sheet,
    compiled,
    facts: { ...facts, ...endingFacts(model, facts, bant, now) },
    timeline,
    preparedAt: now,
    counts,
    chosen: compiled.implicit.map((rule, index) => {
      const count = counts[index]!;
      if (count === 0) return NOTHING;
      return count === earlier?.counts[index] ? earlier.chosen[index]! : rule.choose(timeline.rules[index]!, count);
    }),
    interests: interestsOf(compiled, timeline, now, earlier?.interests),
    bant,
    lastActivityAt,
    evidenceAt: decision !== null && decision.at <= now && decision.at > (lastAt ?? -Infinity) ? decision.at : lastAt,
    silentSince: lastActivityAt ?? Math.min(sheet.createdAt ?? Infinity, memory?.firstSeenAt ?? now),
    decision,
    before: memory,
    mail: sheet.mail,
    clocks: earlier?.clocks ?? new Map(),
  };
}

/** Facts that end by themselves: answers of BANT, and why sales handed the contact back. */
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

/**
 * The latest decision: by a lifecycle stage, by a workflow or a rep, or by sales, who hand the
 * contact back and so make it an MQL.
 */
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

/** Instants at which a decision, a hand-back or an answer of BANT begins to count. */
export const decidedAt = (decision: Decision | null, { handedBackAt, bant = {} }: Decisions): readonly number[] =>
  [decision?.at, handedBackAt, ...Object.values(bant).map(({ at }) => at)].filter((at) => at !== undefined);

/** An instant, if it has come. */
export const past = (instant: number | null | undefined, now: number): number | null =>
  instant !== undefined && instant !== null && instant <= now ? instant : null;
