import type { KnownFacts, Memory } from '../contact.ts';
import type { Model } from '../model/model.ts';
import { span } from '../time/time.ts';
import type { DormantSegment, Relation } from '../words.ts';

export type DormancyInput = {
  readonly relation: Relation;
  readonly facts: Pick<KnownFacts, 'deals' | 'decisions'>;
  /** the memory after qualification at `now` */
  readonly memory: Memory;
  /** the last activity of the person, passive signals left out; null: there was none */
  readonly lastActivityAt: number | null;
  /** since when the contact has been silent: the later of last activity and creation */
  readonly silentSince: number;
  readonly now: number;
};

export type Dormancy = { readonly segment: DormantSegment; readonly since: number } | null;

/** The dormant segment of a contact; null: it is active, or no prospect. The order matters. */
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
 * The segment of a decision, until the decision ends or activity wakes the contact; undefined: no
 * decision holds.
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
  // An MQL's short-term track lasts its days; a contact that has fallen to unqualified leaves it.
  const programmeEnd = memory.qualifiedSince + (memory.qualification === 'mql' ? span(mqlProgrammeDays) : 0);
  return ['dormant_mql', Math.max(programmeEnd, silentSince + span(mqlSilentDays))];
}

/** When a prospect that stays silent falls dormant; the instant may have passed. */
export const dormantFrom = (model: Model, memory: Memory, silentSince: number): number =>
  lineOf(model, memory, silentSince)[1];
