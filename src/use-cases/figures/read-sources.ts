import type { SourcesSeen, SourcesView } from '../../../cards/pages/contracts/figures-contract.ts';
import { costEach } from '../../domain/figures/costs.ts';
import { monthName } from '../../domain/figures/months.ts';
import { rateOf } from '../../domain/figures/rates.ts';
import { RIPENING_DAYS, type Ripener, ripenersOf } from '../../domain/figures/ripening.ts';
import { type Stay, timeInStage } from '../../domain/figures/time-in-stage.ts';
import { DAY } from '../../domain/time/time.ts';
import { addUp, type Cell } from '../../store/figures/cells.ts';
import { listCosts, type SourceCost } from '../../store/figures/costs.ts';
import {
  countSources,
  SOURCE_COUNTS,
  SOURCE_KINDS,
  type SourceCell,
  type SourceCount,
  sourceCells,
  winsOf,
} from '../../store/figures/sources.ts';
import type { FiguresQuery } from './figures-query.ts';
import { type FiguresContext, prepareFigures } from './prepare-figures.ts';
import { filtersOf } from './read-funnel.ts';

/** So many sources get a line each; all others share one. */
const TOLD = 25;

/** Where the contacts of a period come from, what became of them, and what they cost. */
export async function readSources(
  context: FiguresContext,
  portalId: number,
  query: FiguresQuery,
): Promise<SourcesView> {
  const prepared = await prepareFigures(context, portalId, query);
  if (prepared === null) return { state: 'not_set_up' };
  const { db } = context;
  const { now, timeZone, bounds, period, countedAt } = prepared;
  const cells = await sourceCells(db, period);
  const found = countSources(cells, TOLD);
  const rowsOf = (kind: SourceCount['kind']) => found.filter((one) => one.kind === kind);
  const bySource = cells.filter(({ kind }) => kind === 'source');
  const old = bySource.filter(({ month }) => bounds[month + 1]! <= now - RIPENING_DAYS * DAY);
  const { compared, more, less } = ripenersOf(addUp(old, ({ value }) => JSON.stringify(value), SOURCE_COUNTS));
  const wins = await winsOf(db, period, now);
  const months = bounds.slice(0, -1).map((from) => monthName(timeZone, from));
  return {
    state: 'ok',
    now,
    kinds: SOURCE_KINDS.map((kind) => ({ kind, rows: rowsOf(kind).map(rowSeen) })),
    ripening: { days: RIPENING_DAYS, compared, more: more.map(ripenerSeen), less: less.map(ripenerSeen) },
    wins: rowsOf('source')
      .filter(({ isRest }) => !isRest)
      .map(({ value }) => ({ value, ...winSeen(wins.get(value) ?? []) })),
    // What was paid for a source was not paid for one persona or owner of it.
    costs: Object.keys(period.only).every((name) => name === 'source')
      ? costsSeen(await listCosts(db, portalId, months), bySource, months).filter(
          ({ value }) => value === (period.only.source ?? value),
        )
      : null,
    countedAt: countedAt(['origins', 'time_to_win', 'filters']),
    filters: await filtersOf(db, period, prepared),
  };
}

const rowSeen = ({ kind: _, ...one }: SourceCount): SourcesSeen['kinds'][number]['rows'][number] => ({
  ...one,
  rates: {
    valid: rateOf(one.valid, one.captured),
    mql: rateOf(one.mql, one.captured),
    sql: rateOf(one.sql, one.captured),
    customer: rateOf(one.customer, one.captured),
  },
});

const ripenerSeen = ({ value, rate, others }: Ripener) => ({ value, rate, others: others.percent });

function winSeen(stays: readonly Stay[]): Omit<SourcesSeen['wins'][number], 'value'> {
  const { entered, ended, medianDays, curve } = timeInStage(stays);
  const last = curve.at(-1);
  return {
    captured: entered,
    won: ended.next,
    medianDays,
    until: last === undefined ? null : { days: last.days, percent: last.next, ...last.ranges.next },
  };
}

/** Only the contacts of months with a cost are counted beside it: there may be none. */
function costsSeen(
  costs: readonly SourceCost[],
  cells: readonly Cell<SourceCell>[],
  months: readonly string[],
): NonNullable<SourcesSeen['costs']> {
  return [...Map.groupBy(costs, ({ source }) => source)].map(([value, ofSource]) => {
    const paid = ofSource.map(({ month }) => months.indexOf(month));
    const there = cells.filter((cell) => cell.value === value && paid.includes(cell.month));
    const amount = ofSource.reduce((sum, one) => sum + one.amount, 0);
    const [all] = addUp(there, () => '', SOURCE_COUNTS);
    const { captured = 0, valid = 0, mql = 0, sql = 0, customer = 0 } = all ?? {};
    const counts = { captured, valid, mql, sql, customer };
    return { value, amount, months: ofSource.length, ...counts, each: costEach(amount, counts) };
  });
}
