import type { KnownFacts, Memory } from '../contact.ts';
import type { Model } from '../model/model.ts';
import { span } from '../time/time.ts';
import type { DormantSegment, Relation } from '../words.ts';

export type DormancyInput = {
  readonly relation: Relation;
  readonly facts: Pick<KnownFacts, 'deals' | 'decisions'>;
  /** the memory after qualification at `now` */
  readonly memory: Memory;
  /** the last activity that was the person's own; null when there was none */
  readonly lastActivityAt: number | null;
  /** since when the contact is silent: the last activity, else its creation, else first sight */
  readonly silentSince: number;
  readonly now: number;
};

export type Dormancy = { readonly segment: DormantSegment; readonly since: number } | null;

/**
 * The dormant segment, decided in the design's order; null for an active contact, and for one that
 * is no prospect.
 */
export function dormancyOf(model: Model, input: DormancyInput): Dormancy {
  if (input.relation !== 'prospect') return null;
  const decided = decidedSegment(input);
  if (decided !== undefined) return decided;
  const { facts, memory, lastActivityAt, now } = input;
  const { deals } = facts;
  const lostAt = deals.lastLostAt ?? 0;
  if (deals.lost > 0 && deals.won === 0 && (lastActivityAt === null || lastActivityAt <= lostAt))
    return { segment: 'closed_lost', since: lostAt };

  const [segment, since] = lineOf(model, memory, input.silentSince);
  return since <= now ? { segment, since } : null;
}

/**
 * The segment that was decided, while it holds: until it ends, or until activity wakes the contact.
 */
function decidedSegment({ facts, lastActivityAt, now }: DormancyInput): Dormancy | undefined {
  const decided = facts.decisions?.segment;
  if (decided === undefined || now < decided.since || now >= decided.until) return undefined;
  if (decided.value === 'none') return null;
  return (lastActivityAt ?? -Infinity) > decided.since ? undefined : { segment: decided.value, since: decided.since };
}

/** The segment a silent contact will fall into, and when. */
function lineOf(model: Model, memory: Memory, silentSince: number): readonly [DormantSegment, number] {
  const { sqlSilentDays, mqlProgrammeDays, mqlSilentDays, unqualifiedSilentDays } = model.dormancy;
  if (memory.qualification === 'sql') return ['dormant_sql', silentSince + span(sqlSilentDays)];
  if (memory.mqlAt === null && memory.sqlAt === null)
    return ['dormant_unqualified', silentSince + span(unqualifiedSilentDays)];
  // Leaving mql for unqualified ends the short-term programme at once; while mql it lasts its days.
  const programmeEnd = memory.qualifiedSince + (memory.qualification === 'mql' ? span(mqlProgrammeDays) : 0);
  return ['dormant_mql', Math.max(programmeEnd, silentSince + span(mqlSilentDays))];
}

/** When a prospect that stays silent falls dormant; the instant may have passed. */
export const dormantFrom = (model: Model, memory: Memory, silentSince: number): number =>
  lineOf(model, memory, silentSince)[1];
