import type { Decision, Memory } from '../contact.ts';
import type { Model } from '../model/model.ts';
import { reaches, type Scores } from '../rules/score.ts';
import { DAY, span } from '../time/time.ts';
import type { Qualification } from '../words.ts';

export type QualifyInput = {
  /** scores at this instant */
  readonly scores: Scores;
  /**
   * the explicit score of now with the implicit score of an instant, which is not before the last
   * evidence
   */
  readonly scoresAt: (instant: number) => Scores;
  /**
   * when the last decision was made, or the last activity happened that is evidence: the person did
   * it, or it costs points; null: never
   */
  readonly evidenceAt: number | null;
  /**
   * when, at or before an instant, the last activity happened that qualifies for at least this
   * level; null: never
   */
  readonly lastQualifying: (level: 'mql' | 'sql', instant: number) => number | null;
  readonly decision: Decision | null;
  /** a rule in `never` of the model holds */
  readonly barred: boolean;
  /** when sales returned the contact to marketing, at or before now; null: it did not */
  readonly handedBackAt: number | null;
  readonly before: Qualification;
  /** when `before` began */
  readonly since: number;
  readonly now: number;
};

/**
 * The qualification of a contact. It enters a level by its enter threshold, by a qualifying signal,
 * or by a decision. It leaves a level only on evidence: Ripen compares the leave threshold with the
 * scores at the last evidence, or at the beginning of the level if that was later (old negative
 * points had faded by then). So silence alone disqualifies nobody (silence makes dormant), and a
 * score between the two thresholds changes nothing.
 *
 * A contact that sales handed back becomes an SQL again only by something new, and only after a
 * day. A decision can make it an SQL sooner.
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
    // A contact that leaves sql enters mql now, so mql begins at this instant.
    const began = level === before ? since : now;
    if (evidenceAt === null) return reaches(scoresAt(began), leave);
    if (reaches(scoresAt(evidenceAt), leave) || qualifiedBy(model, input, level, evidenceAt)) return true;
    return began > evidenceAt && reaches(scoresAt(began), leave);
  };

  if (enters('sql') || (before === 'sql' && stays('sql'))) return 'sql';
  if (enters('mql') || (before !== 'unqualified' && stays('mql'))) return 'mql';
  return 'unqualified';
}

/**
 * Whether sales handed the contact back, and since then less than a day has passed or nothing new
 * has happened.
 */
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

/**
 * Only a signal or decision after this instant qualifies: earlier ones are no longer fresh, or
 * sales knew them when it handed the contact back.
 */
function freshFrom(model: Model, { handedBackAt }: QualifyInput, level: 'mql' | 'sql', instant: number): number {
  const fresh = instant - span(model.qualification.signalDays);
  return level === 'sql' ? Math.max(fresh, handedBackAt ?? -Infinity) : fresh;
}

const isAtLeast = (qualifies: 'mql' | 'sql', level: 'mql' | 'sql'): boolean =>
  qualifies === 'sql' || qualifies === level;

/** The memory after sales has handed the contact back: it is an MQL from that instant on. */
export function afterHandBack(memory: Memory | null, handedBackAt: number | null): Memory | null {
  if (memory === null || handedBackAt === null) return memory;
  if (memory.qualification !== 'sql' || memory.qualifiedSince > handedBackAt) return memory;
  return { ...memory, qualification: 'mql', qualifiedSince: handedBackAt, mqlAt: handedBackAt };
}

/** What the next evaluation must know of this one, beside the qualification. */
export type Found = Pick<Memory, 'decision' | 'stage' | 'bant' | 'lastActivityAt'>;

/**
 * The memory after an evaluation at `now` that found this qualification. Segment, touches and
 * responses stay as they were: later steps of the evaluation set them.
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
