import { sql } from 'kysely';
import type { Db } from '../transaction.ts';
import { addUp, byName, type CellCounter, type CountedPeriod, cellsOf } from './cells.ts';
import { monthOf, ofChosen, PRESENT } from './present.ts';

/** By what answers are told apart; `all`: not at all. */
type SpeedKind = 'all' | 'why' | 'owner' | 'territory' | 'month';

const COUNTS = ['owed', 'kept', 'late', 'missed', 'waiting', 'dropped', 'escalated', 'due'] as const;

/** Answers that sales owed, and what became of them. */
type SpeedCell = {
  readonly kind: Exclude<SpeedKind, 'month'>;
  /** null: nobody, none */
  readonly value: string | null;
  /** tenths of working hours until the answer, as it is told: those are few */
  readonly tenths: number | null;
  readonly owed: number;
  /** by their deadline */
  readonly kept: number;
  readonly late: number;
  /** the deadline has passed, and nobody has answered */
  readonly missed: number;
  /** the deadline is to come */
  readonly waiting: number;
  /** nobody wanted an answer any more before its deadline */
  readonly dropped: number;
  /** the second deadline passed before anybody answered */
  readonly escalated: number;
  /** those that were answered, or whose deadline has passed */
  readonly due: number;
};

export type SpeedCount = Omit<SpeedCell, 'kind' | 'tenths'> & {
  readonly kind: SpeedKind;
  /** working hours after which half of those had an answer; null: half of them had none */
  readonly median: number | null;
};

/** By the month of the occasion, as they are at this instant. */
export const answersCounter = (now: number): CellCounter<SpeedCell> => ({
  what: 'answers',
  ledger: 'answer',
  count: async (db, { portalId, bounds, only }) => {
    const fate = (...names: readonly string[]) => sql`count(*) filter (where fate in (${sql.join(names)}))`;
    const { rows } = await sql<SpeedCell & { month: number }>`
      select month,
        case when grouping(why) = 0 then 'why' when grouping(owner_id) = 0 then 'owner'
          when grouping(territory) = 0 then 'territory' else 'all' end as kind,
        case when grouping(why) = 0 then why when grouping(owner_id) = 0 then owner_id
          when grouping(territory) = 0 then territory end as value,
        tenths, count(*) as owed, ${fate('kept')} as kept, ${fate('late')} as late, ${fate('missed')} as missed,
        ${fate('waiting')} as waiting, ${fate('dropped')} as dropped, ${fate('kept', 'late', 'missed')} as due,
        count(*) filter (where fate <> 'dropped' and escalate < coalesce(answered, dropped, ${now})) as escalated
      from (
        select why, owner_id, territory, ${monthOf('occasion', bounds)} as month,
          round(hours * 10) as tenths, escalate, answered, dropped,
          case when answered <= due then 'kept' when answered is not null then 'late'
            when dropped < due then 'dropped' when due < ${now} then 'missed' else 'waiting' end as fate
        from answer p
        where portal_id = ${portalId} and occasion >= ${bounds[0]!} and occasion < ${bounds.at(-1)!} and ${PRESENT}
          ${ofChosen(portalId, only)}
      ) a
      group by grouping sets ((month, tenths), (month, why, tenths), (month, owner_id, tenths), (month, territory, tenths))`.execute(
      db,
    );
    return rows;
  },
  changesAt: async (db, { portalId, bounds }) => {
    const after = (deadline: 'due' | 'escalate') =>
      sql`min(p.${sql.ref(deadline)}) filter (where p.${sql.ref(deadline)} >= ${now})`;
    const { rows } = await sql<{ month: number; at: number }>`
      select month, at from (
        select ${monthOf('occasion', bounds)} as month, least(${after('due')}, ${after('escalate')}) + 1 as at
        from answer p
        where portal_id = ${portalId} and occasion >= ${bounds[0]!} and occasion < ${bounds.at(-1)!} and answered is null
        group by 1
      ) m where at is not null`.execute(db);
    return rows;
  },
});

/** Answers whose occasion lies within a period, by each kind. A month's value is its place. */
export async function countAnswers(db: Db, period: CountedPeriod, now: number): Promise<SpeedCount[]> {
  const cells = await cellsOf(db, answersCounter(now), period);
  const byMonth = cells
    .filter(({ kind }) => kind === 'all')
    .map((cell) => ({ ...cell, kind: 'month' as const, value: `${cell.month}` }));
  const kinds = Map.groupBy([...cells, ...byMonth], ({ kind, value }) => JSON.stringify([kind, value]));
  return [...kinds.values()]
    .map(countOf)
    .sort((a, b) => byName(a.kind, b.kind) || b.owed - a.owed || byName(a.value, b.value));
}

type Cell = Omit<SpeedCell, 'kind'> & { readonly kind: SpeedKind };

function countOf(cells: readonly Cell[]): SpeedCount {
  const [sum] = addUp(cells, () => '', COUNTS);
  const { kind, value, owed, kept, late, missed, waiting, dropped, escalated, due } = sum!;
  const counts = { owed, kept, late, missed, waiting, dropped, escalated, due };
  const placed = cells.filter((cell) => cell.due > 0 && cell.tenths !== null).sort((a, b) => a.tenths! - b.tenths!);
  let until = 0;
  const half = placed.find((cell) => {
    until += cell.due;
    return 2 * until >= due;
  });
  return { kind, value, ...counts, median: half === undefined ? null : half.tenths! / 10 };
}
