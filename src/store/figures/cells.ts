import { type RawBuilder, sql } from 'kysely';
import { boundedKey } from '../bounded-key.ts';
import { type Db, inTransaction } from '../transaction.ts';
import { type ChosenTraits, FUNNEL_FILTERS, type FunnelFilter, isChosen, type Split } from './present.ts';

/*
 * Every figure is a sum of cells: counts of one month, told apart by a few texts. A counter counts
 * the cells of any months from a ledger. Of a large account a worker keeps those of each month
 * (`kept-months.ts`), so that a page adds up what is kept and counts only the months that have
 * changed since. Of some counters, the cells of those contacts are kept too that a page may choose
 * by one value, or by several that somebody asked for. All other choices are counted from the
 * ledger.
 */

/** What a counter counts from; a change of a row there changes the months that it lies in. */
const COUNTED_LEDGERS = ['cohort', 'answer', 'stay', 'touch', 'mailing'] as const;
export type CountedLedger = (typeof COUNTED_LEDGERS)[number];

/** `bounds`: the first instants of months, or of any other spans, and the end of the last one. */
export type CountQuery = { readonly portalId: number; readonly bounds: readonly number[]; readonly only: ChosenTraits };

/** `month`: the place among the months that were asked for. */
export type Cell<Row> = Row & { readonly month: number };

export type CellCounter<Row> = {
  /** names what is kept; a counter whose cells change gets another name, as old ones are kept */
  readonly what: string;
  readonly ledger: CountedLedger;
  readonly count: (db: Db, query: CountQuery) => Promise<Cell<Row>[]>;
  /** the statements that count the same of the contacts of each value */
  readonly split?: (query: CountQuery, split: Split) => readonly RawBuilder<unknown>[];
  /** at most so many months, where each has thousands of cells */
  readonly splitAtOnce?: number;
  /** of months: when time alone will change their cells next; absent: never */
  readonly changesAt?: (db: Db, query: Omit<CountQuery, 'only'>) => Promise<Cell<{ readonly at: number }>[]>;
};

/** Which months of which counter may be taken as they are kept, by `keptKey`. */
export type Kept = ReadonlyMap<string, { readonly since: number; readonly until: number }>;
export const keptKey = (what: string, since: number): string => `${what} ${since}`;

export type CountedPeriod = CountQuery & { readonly kept?: Kept };

/** The name of what is kept of the contacts of one value, beside what is kept of all. */
export const byChoice = (what: string): string => `${what} by choice`;

const valuesIn = (only: ChosenTraits) => FUNNEL_FILTERS.filter((name) => only[name] !== undefined);

/** Several values: their months are kept once somebody has asked for them (`asked-choices.ts`). */
export const isAsked = (only: ChosenTraits): boolean => valuesIn(only).length > 1;

export const askedKey = (only: ChosenTraits): string =>
  boundedKey(JSON.stringify(valuesIn(only).map((name) => [name, only[name]])));

/** The name of what is kept of the contacts that have all of several values. */
export const ofAsked = (what: string, only: ChosenTraits): string => `${what} of ${askedKey(only)}`;

/** The contacts that have this value, the empty one: none. */
export type Choice = { readonly filter: FunnelFilter; readonly value: string };

/** Null: nothing is chosen, or more than one value. */
export function onlyChoice(only: ChosenTraits): Choice | null {
  const [filter, ...more] = valuesIn(only);
  return filter === undefined || more.length > 0 ? null : { filter, value: only[filter]! };
}

const keptAs = (what: string, only: ChosenTraits): string =>
  isAsked(only) ? ofAsked(what, only) : isChosen(only) ? byChoice(what) : what;

/** Counts from the ledger. */
export const countCells = <Row>(db: Db, counter: CellCounter<Row>, query: CountQuery): Promise<Cell<Row>[]> =>
  isChosen(query.only) ? withRoom(db, 'reads_all', (trx) => counter.count(trx, query)) : counter.count(db, query);

/** The cells of a period: those that are kept, and of all other times those of the ledger. */
export async function cellsOf<Row>(
  db: Db,
  counter: CellCounter<Row>,
  { portalId, bounds, only, kept = new Map() }: CountedPeriod,
): Promise<Cell<Row>[]> {
  const spanOf = (instant: number) => bounds.findLastIndex((from) => from <= instant);
  const what = keptAs(counter.what, only);
  const taken = [...kept]
    .filter(([key, { since }]) => key === keptKey(what, since))
    .map(([, month]) => month)
    .filter(({ since, until }) => since >= bounds[0]! && until <= (bounds[spanOf(since) + 1] ?? 0))
    .sort((a, b) => a.since - b.since);
  const ends = [...taken.map(({ since }) => since), bounds.at(-1)!];
  const begins = [bounds[0]!, ...taken.map(({ until }) => until)];
  const found: Cell<Row>[] = await keptCells<Row>(db, { portalId, what, choice: onlyChoice(only) }, taken, spanOf);
  for (const [place, from] of begins.entries()) {
    const until = ends[place]!;
    if (from >= until) continue;
    const inside = bounds.filter((bound) => bound > from && bound < until);
    const first = spanOf(from);
    const query = { portalId, bounds: [from, ...inside, until], only };
    for (const cell of await countCells(db, counter, query)) found.push({ ...cell, month: cell.month + first });
  }
  return found;
}

/**
 * Counts with memory for a table of some hundred thousand contacts, which then need not be written
 * to the disk and read again. `looks_up`: PostgreSQL looks for the rows of each contact, since it
 * would read those of all: it does not know that they are in memory.
 */
export const withRoom = <T>(db: Db, how: 'reads_all' | 'looks_up', count: (trx: Db) => Promise<T>): Promise<T> =>
  inTransaction(db, async (trx) => {
    const join = how === 'reads_all' ? 'on' : 'off';
    await sql`
      select set_config('work_mem', '32MB', true), set_config('enable_hashjoin', ${join}, true),
        set_config('enable_mergejoin', ${join}, true)`.execute(trx);
    return count(trx);
  });

/** Told as one span, where nobody asks for months: PostgreSQL has less to tell apart. */
export const asOneSpan = (period: CountedPeriod): CountedPeriod =>
  isChosen(period.only) ? { ...period, bounds: [period.bounds[0]!, period.bounds.at(-1)!] } : period;

async function keptCells<Row>(
  db: Db,
  { portalId, what, choice }: { readonly portalId: number; readonly what: string; readonly choice: Choice | null },
  months: readonly { readonly since: number }[],
  spanOf: (instant: number) => number,
): Promise<Cell<Row>[]> {
  if (months.length === 0) return [];
  const { rows } = await sql<{ since: number; cells: Row[] }>`
    select since, cells from ${choice === null ? sql`kept_month` : sql`kept_choice`}
    where portal_id = ${portalId} and what = ${what} and since = any(${months.map(({ since }) => since)}::bigint[])
      ${choice === null ? sql`` : sql`and filter = ${choice.filter} and value = ${choice.value}`}
    order by since`.execute(db);
  return rows.flatMap(({ since, cells }) => cells.map((cell) => ({ ...cell, month: spanOf(since) })));
}

/** Adds up these counts of the cells that have the same key; of the rest the first one's holds. */
export function addUp<Row extends object, Name extends keyof Row>(
  cells: readonly Row[],
  keyOf: (cell: Row) => string,
  counts: readonly Name[],
): Row[] {
  const sums = new Map<string, Row>();
  for (const cell of cells) {
    const key = keyOf(cell);
    const sum = sums.get(key);
    if (sum === undefined) sums.set(key, { ...cell });
    else for (const name of counts) (sum[name] as number) += cell[name] as number;
  }
  return [...sums.values()];
}

/** By their places; who has no name comes last. */
export const byName = (a: string | null, b: string | null): number =>
  a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1;
