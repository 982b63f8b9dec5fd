import type { Decision, Memory } from '../contact.ts';
import type { Model } from '../model/model.ts';
import { reaches, type Scores } from '../rules/score.ts';
import { DAY, span } from '../time/time.ts';
import type { Qualification } from '../words.ts';

export type QualifyInput = {
  /** scores at this instant */
  readonly scores: Scores;
  /**
   * scores as they stood at an instant from the last evidence on: explicit of now, implicit of then
   */
  readonly scoresAt: (instant: number) => Scores;
  /**
   * the last activity that says something of the contact (its own, or one that costs points), or
   * decision; null when there was none
   */
  readonly evidenceAt: number | null;
  /**
   * when something last happened, at or before an instant, that qualifies at least for a level;
   * null: never
   */
  readonly lastQualifying: (level: 'mql' | 'sql', instant: number) => number | null;
  readonly decision: Decision | null;
  /** one of the model's `never` holds */
  readonly barred: boolean;
  /** when sales returned the contact to marketing, if it did, not later than now */
  readonly handedBackAt: number | null;
  readonly before: Qualification;
  /** when `before` began */
  readonly since: number;
  readonly now: number;
};

/**
 * Enters by threshold, by a qualifying signal, or by decision. Leaves only on evidence: what was
 * qualified is judged by its leave threshold as things stood at the last activity, or at its own
 * beginning when that came later (old minus points had faded). So silence alone never disqualifies
 * (that is what dormancy is for), and a score that hovers between the two thresholds changes
 * nothing.
 *
 * A contact that sales handed back is not sql again on what it did before, nor on the same day for
 * whatever it does or scores: only somebody's word brings it back sooner.
 */
export function qualify(model: Model, input: QualifyInput): Qualification {
  const { scores, scoresAt, evidenceAt, before, since, now, handedBackAt } = input;
  if (input.barred && !(input.decision !== null && input.decision.at <= now)) return 'unqualified';

  const tooSoon = tooSoonForSql(handedBackAt, evidenceAt, now);
  const enters = (level: 'mql' | 'sql') =>
    level === 'sql' && tooSoon
      ? decidedBy(model, input, level, now)
      : reaches(scores, model.qualification[level].enter) || qualifiedBy(model, input, level, now);
  const stays = (level: 'mql' | 'sql') => {
    const { leave } = model.qualification[level];
    // A step down from sql begins its mql now, and will be judged by this instant from here on.
    const began = level === before ? since : now;
    if (evidenceAt === null) return reaches(scoresAt(began), leave);
    if (reaches(scoresAt(evidenceAt), leave) || qualifiedBy(model, input, level, evidenceAt)) return true;
    return began > evidenceAt && reaches(scoresAt(began), leave);
  };

  if (enters('sql') || (before === 'sql' && stays('sql'))) return 'sql';
  if (enters('mql') || (before !== 'unqualified' && stays('mql'))) return 'mql';
  return 'unqualified';
}

/** Sales gave the contact back, and since then there was not a day, or nothing new. */
export const tooSoonForSql = (handedBackAt: number | null, evidenceAt: number | null, now: number): boolean =>
  handedBackAt !== null && (now < handedBackAt + DAY || (evidenceAt ?? handedBackAt) <= handedBackAt);

/** Whether a signal or decision of at least this level was still fresh at the instant. */
function qualifiedBy(model: Model, input: QualifyInput, level: 'mql' | 'sql', instant: number): boolean {
  if (decidedBy(model, input, level, instant)) return true;
  const last = input.lastQualifying(level, instant);
  return last !== null && last > freshFrom(model, input, level, instant);
}

function decidedBy(model: Model, input: QualifyInput, level: 'mql' | 'sql', instant: number): boolean {
  const { decision } = input;
  if (decision === null || !isAtLeast(decision.qualification, level)) return false;
  return decision.at > freshFrom(model, input, level, instant) && decision.at <= instant;
}

/** What qualifies must be later than this: not too old, and nothing that sales has seen already. */
function freshFrom(model: Model, { handedBackAt }: QualifyInput, level: 'mql' | 'sql', instant: number): number {
  const fresh = instant - span(model.qualification.signalDays);
  return level === 'sql' ? Math.max(fresh, handedBackAt ?? -Infinity) : fresh;
}

const isAtLeast = (qualifies: 'mql' | 'sql', level: 'mql' | 'sql'): boolean =>
  qualifies === 'sql' || qualifies === level;

/**
 * What is remembered once sales has handed the contact back: it is marketing's again from that
 * instant on.
 */
export function afterHandBack(memory: Memory | null, handedBackAt: number | null): Memory | null {
  if (memory === null || handedBackAt === null) return memory;
  if (memory.qualification !== 'sql' || memory.qualifiedSince > handedBackAt) return memory;
  return { ...memory, qualification: 'mql', qualifiedSince: handedBackAt, mqlAt: handedBackAt };
}

/** What an evaluation found out that the next one must know, beside the qualification. */
export type Found = Pick<Memory, 'decision' | 'stage' | 'bant' | 'lastActivityAt'>;

/**
 * The memory after an evaluation at `now` that found this qualification. Segment, touches and
 * answers of sales are still those before.
 */
export function remember(before: Memory | null, qualification: Qualification, found: Found, now: number): Memory {
  const changed = before?.qualification !== qualification;
  return {
    ...found,
    watchedSince: before?.watchedSince ?? now,
    segment: before?.segment ?? null,
    open: before?.open ?? [],
    nextTouch: before?.nextTouch ?? null,
    lastTouch: before?.lastTouch ?? null,
    owed: before?.owed ?? null,
    firstSeenAt: before?.firstSeenAt ?? now,
    asOf: now,
    qualification,
    qualifiedSince: changed || before === null ? now : before.qualifiedSince,
    mqlAt: changed && qualification === 'mql' ? now : (before?.mqlAt ?? null),
    sqlAt: changed && qualification === 'sql' ? now : (before?.sqlAt ?? null),
  };
}
