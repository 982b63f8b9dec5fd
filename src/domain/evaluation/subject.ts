import { type Interests, interestsOf } from '../activity/interest.ts';
import { countAmong, countUntil, latestUntil, type Timeline } from '../activity/timeline.ts';
import type { Decision, Decisions, KnownFacts, Memory } from '../contact.ts';
import type { Model } from '../model/model.ts';
import type { KnownClock } from '../nurture/touch-clock.ts';
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
 * One contact, prepared for an instant: everything that stays the same while time passes and
 * nothing happens.
 */
export type Subject = {
  readonly sheet: Sheet;
  readonly compiled: CompiledModel;
  readonly facts: KnownFacts & Pick<FactView, 'until' | 'decoded'>;
  readonly timeline: Timeline;
  /** the instant of preparation: what happened later does not count yet */
  readonly preparedAt: number;
  /** for each implicit rule: how many occurrences there are, and which of them give points */
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
  /** the last few clocks of touches: one clock serves many instants in a row */
  readonly clocks: KnownClock[];
};

/**
 * Prepares a contact for an instant. `earlier`: the same contact prepared for an earlier instant;
 * its results are reused where they still hold.
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
  const happened = countUntil(timeline.at, now);
  const counts: number[] = [];
  const chosen: Chosen[] = [];
  for (let index = 0; index < compiled.implicit.length; index++) {
    const occurrences = timeline.rules[index];
    const count = countAmong(occurrences, happened);
    counts.push(count);
    if (count === 0) chosen.push(NOTHING);
    else if (count === earlier?.counts[index]) chosen.push(earlier.chosen[index]!);
    else chosen.push(compiled.implicit[index]!.choose(occurrences!, count));
  }
  return {
    sheet,
    compiled,
    facts: withEnding(model, facts, bant, now),
    timeline,
    preparedAt: now,
    counts,
    chosen,
    interests: interestsOf(compiled, timeline, now, earlier?.interests),
    bant,
    lastActivityAt,
    evidenceAt: decision !== null && decision.at <= now && decision.at > (lastAt ?? -Infinity) ? decision.at : lastAt,
    silentSince: silentSince(sheet, lastActivityAt, memory, now),
    decision,
    before: memory,
    mail: sheet.mail,
    clocks: earlier?.clocks ?? [],
  };
}

/**
 * Since when a contact has been silent: its last activity, or its creation if that was later. What
 * is said to have happened years before HubSpot knew a contact makes no new contact an old one.
 */
function silentSince({ createdAt }: Sheet, lastActivityAt: number | null, memory: Memory | null, now: number): number {
  if (createdAt === null) return lastActivityAt ?? memory?.firstSeenAt ?? now;
  return Math.max(lastActivityAt ?? -Infinity, Math.min(createdAt, memory?.watchedSince ?? now));
}

/** Adds facts that end by themselves: BANT answers, and why sales handed the contact back. */
function withEnding(model: Model, facts: Subject['facts'], bant: Memory['bant'], now: number): Subject['facts'] {
  const { lead, decisions } = facts;
  const handedBackAt = past(decisions?.handedBackAt, now);
  if (handedBackAt === null && isEmpty(bant)) return facts;
  const ending: Record<string, string> = {};
  const until: Record<string, number> = {};
  for (const question of BANT_QUESTIONS) {
    const record = bant[question];
    if (record === undefined) continue;
    ending[`bant_${question}`] = record.answer;
    until[`bant_${question}`] = freshUntil(model, question, record.at);
  }
  if (handedBackAt !== null) {
    ending['hand_back'] = decisions?.handBackKind ?? 'other';
    until['hand_back'] = handedBackAt + span(model.handBackDays);
  }
  return { ...facts, lead: { ...lead, ...ending }, until };
}

function isEmpty(record: object): boolean {
  for (const _ in record) return false;
  return true;
}

/**
 * The latest decision: somebody set a lifecycle stage, a workflow or a rep decided, or sales handed
 * the contact back, which makes it an MQL.
 */
function latestDecision(model: Model, facts: KnownFacts, now: number): Decision | null {
  const { qualification = null, handedBackAt } = facts.decisions ?? {};
  const byStage = decisionOf(model, facts, facts.memory, now);
  const bySales = handedBackAt === undefined ? null : ({ qualification: 'mql', at: handedBackAt } as const);
  return later(later(byStage, qualification), bySales);
}

const later = (last: Decision | null, next: Decision | null): Decision | null =>
  next !== null && (last === null || next.at >= last.at) ? next : last;

/** Instants at which a decision, a hand-back or an answer of BANT begins to count. */
export const decidedAt = (decision: Decision | null, { handedBackAt, bant = {} }: Decisions): readonly number[] =>
  [decision?.at, handedBackAt, ...Object.values(bant).map(({ at }) => at)].filter((at) => at !== undefined);

/** The instant, if it is at or before `now`; null otherwise. */
export const past = (instant: number | null | undefined, now: number): number | null =>
  instant !== undefined && instant !== null && instant <= now ? instant : null;
