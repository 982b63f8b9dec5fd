import { sql } from 'kysely';
import { type Db, inTransaction, json } from '../transaction.ts';
import { holdLease } from '../work/leases.ts';
import { askedChoices, forgetAsked } from './asked-choices.ts';
import {
  byChoice,
  type CellCounter,
  type Choice,
  type CountedLedger,
  countCells,
  isAsked,
  type Kept,
  keptKey,
  ofAsked,
  onlyChoice,
  withRoom,
} from './cells.ts';
import { CONTENT_COUNTER } from './content.ts';
import { FUNNEL_COUNTER, OPTIONS_COUNTER, STAYS_COUNTER } from './funnel.ts';
import { type ChosenTraits, isChosen, splitBy } from './present.ts';
import { SOURCES_COUNTER, WINS_COUNTER } from './sources.ts';
import { answersCounter } from './speed.ts';
import { MAILS_COUNTER, TOUCHES_COUNTER, TRACKS_COUNTER } from './tracks.ts';

const DAY = 86_400_000;

/** All that is kept of a month. */
const countersAt = (now: number): readonly CellCounter<unknown>[] => [
  FUNNEL_COUNTER,
  STAYS_COUNTER,
  OPTIONS_COUNTER,
  SOURCES_COUNTER,
  WINS_COUNTER,
  CONTENT_COUNTER,
  answersCounter(now),
  TRACKS_COUNTER,
  TOUCHES_COUNTER,
  MAILS_COUNTER,
];

/**
 * What is kept of each month under one name: the cells of all contacts, those of the contacts of
 * each frequent value, or those of a choice of several values. The last two also change when a
 * contact gets another trait.
 */
type Keeping = {
  readonly what: string;
  readonly counter: CellCounter<unknown>;
  readonly ledgers: readonly (CountedLedger | `chosen_${CountedLedger}`)[];
  readonly of: 'each_value' | ChosenTraits;
};

const keptAt = (now: number, asked: readonly ChosenTraits[]): readonly Keeping[] =>
  countersAt(now).flatMap((counter): Keeping[] => {
    const { what, ledger } = counter;
    const ofAll: Keeping = { what, counter, ledgers: [ledger], of: {} };
    if (counter.split === undefined) return [ofAll];
    const ledgers = [ledger, `chosen_${ledger}`] as const;
    return [
      ofAll,
      { what: byChoice(what), counter, ledgers, of: 'each_value' },
      ...asked.map((only): Keeping => ({ what: ofAsked(what, only), counter, ledgers, of: only })),
    ];
  });

/** Months of a choice that one statement counts: it has few cells. */
const ASKED_AT_ONCE = 12;

/** How much longer months by choice wait: they take most of the work, for a few pages. */
const CHOICES_WAIT_MS = 60 * 60_000;

/** Where a row of a ledger has its instant; a stay that begins later has its place by that too. */
const INSTANTS = {
  cohort: { table: 'passage', instant: 'captured' },
  answer: { table: 'answer', instant: 'occasion' },
  stay: { table: 'stay', instant: 'since' },
  touch: { table: 'touch', instant: 'due_at' },
  mailing: { table: 'mailing', instant: 'at' },
} as const satisfies Readonly<Record<CountedLedger, unknown>>;

/** The earliest instant of any ledger; null: there is none, or fewer contacts than `least`. */
export async function earliestCounted(db: Db, portalId: number, least: number): Promise<number | null> {
  const { rows } = await sql<{ contacts: number; first: number | null }>`
    select (select count(*) from (select from passage where portal_id = ${portalId} limit ${least}) p) as contacts,
      least(${sql.join(
        Object.values(INSTANTS).map(
          ({ table, instant }) =>
            sql`(select min(${sql.ref(instant)}) from ${sql.table(table)} where portal_id = ${portalId})`,
        ),
      )}) as first`.execute(db);
  const { contacts, first } = rows[0]!;
  return contacts < least ? null : first;
}

/** Nothing is kept any more. False: the lease is lost. */
export async function forgetMonths(
  db: Db,
  { portalId, lease }: Pick<KeptMonths, 'portalId' | 'lease'>,
): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    if (!(await holdLease(trx, { portalId, holder: lease }))) return false;
    await trx.deleteFrom('kept_month').where('portal_id', '=', portalId).execute();
    await trx.deleteFrom('stale_day').where('portal_id', '=', portalId).execute();
    return true;
  });
}

/** The months of a portal, and the name under which whoever keeps them holds the portal. */
type KeptMonths = {
  readonly portalId: number;
  readonly lease: string;
  readonly bounds: readonly number[];
  readonly now: number;
};

/**
 * Says which of the kept months what has happened since, or time alone, makes wrong, and forgets
 * those that are not among the months of the account any more. A day is forgotten only here, and
 * whatever noted it has been committed; so a month that is counted after this is right. False: the
 * lease is lost.
 */
export async function markStaleMonths(db: Db, { portalId, lease, bounds, now }: KeptMonths): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    if (!(await holdLease(trx, { portalId, holder: lease }))) return false;
    const { rows: days } = await sql<{ ledger: Keeping['ledgers'][number]; day: number }>`
      with gone as (delete from stale_day where portal_id = ${portalId} returning ledger, day)
      select distinct ledger, day from gone`.execute(trx);
    await forgetAsked(trx, portalId, now);
    const keepings = keptAt(now, await askedChoices(trx, portalId, now));
    await sql`
      delete from kept_month where portal_id = ${portalId} and (not exists (
        select from unnest(${bounds.slice(0, -1)}::bigint[], ${bounds.slice(1)}::bigint[]) as m(since, until)
        where m.since = kept_month.since and m.until = kept_month.until)
        or what like ${'% of %'} and what <> all(${keepings.map(({ what }) => what)}::text[]))`.execute(trx);
    const changed = keepings.flatMap(({ what, ledgers }) =>
      days.filter(({ ledger }) => ledgers.includes(ledger)).map(({ day }) => ({ what, day })),
    );
    await sql`
      update kept_month k set stale = true
      where portal_id = ${portalId} and not stale and (changes_at <= ${now} or exists (
        select from jsonb_to_recordset(${json(changed)}) as t(what text, day bigint)
        where t.what = k.what and t.day * ${DAY}::bigint < k.until and (t.day + 1) * ${DAY}::bigint > k.since))`.execute(
      trx,
    );
    return true;
  });
}

/**
 * Counts anew some neighbouring months of one counter that are stale, or are not kept yet: those
 * that have waited longest, and then the newest. Returns how many there were; null: the lease is
 * lost. `least`: choices of fewer contacts are not kept.
 */
export async function keepSomeMonths(
  db: Db,
  { most, least, ...months }: KeptMonths & { readonly most: number; readonly least: number },
): Promise<number | null> {
  const { portalId, bounds, now } = months;
  const { rows: kept } = await sql<{ what: string; since: number; at: number; stale: boolean; cells: unknown[] }>`
    select what, since, at, stale, case when what like ${byChoice('%')} then cells else '[]' end as cells
    from kept_month where portal_id = ${portalId}`.execute(db);
  const known = new Map(kept.map(({ what, since, ...one }) => [keptKey(what, since), one]));
  const choices = await frequentChoices(db, portalId, least);
  /** Since when it waits; null: it does not. */
  const waitsSince = ({ what, of }: Keeping, place: number): number | null => {
    const one = known.get(keptKey(what, bounds[place]!));
    // Once nobody has a value, each month that has some is counted anew: as nothing.
    if (of === 'each_value' && choices.length === 0)
      return one === undefined || one.cells.length === 0 ? null : one.at + CHOICES_WAIT_MS;
    // Somebody waits for a choice of several values.
    if (one === undefined) return of === 'each_value' ? now - CHOICES_WAIT_MS : 0;
    const later = of === 'each_value' || isAsked(of) ? CHOICES_WAIT_MS : 0;
    if (one.stale) return one.at + later;
    if (of !== 'each_value') return null;
    const there = new Set(one.cells);
    return choices.every((choice) => there.has(choiceKey(choice))) ? null : one.at + later;
  };
  const [longest] = keptAt(now, await askedChoices(db, portalId, now))
    .flatMap((keeping) =>
      bounds.slice(0, -1).flatMap((_, place) => {
        const since = waitsSince(keeping, place);
        return since === null ? [] : [{ keeping, place, since }];
      }),
    )
    .sort((a, b) => a.since - b.since || b.place - a.place);
  if (longest === undefined) return 0;
  const { keeping, place: last } = longest;
  const { counter, of } = keeping;
  const atOnce = of === 'each_value' ? (counter.splitAtOnce ?? most) : isAsked(of) ? ASKED_AT_ONCE : most;
  let first = last;
  while (last - first + 1 < atOnce && first > 0 && waitsSince(keeping, first - 1) !== null) first--;
  const these = { ...months, bounds: bounds.slice(first, last + 2) };
  const isKept = await (of === 'each_value'
    ? keepChoices(db, keeping, { ...these, choices })
    : keepMonths(db, { ...keeping, only: of }, these));
  return isKept ? last - first + 1 : null;
}

const choiceKey = ({ filter, value }: Choice): string => `${filter} ${value}`;

/** The values that so many contacts have in common, as far as the months that are kept tell. */
async function frequentChoices(db: Db, portalId: number, least: number): Promise<Choice[]> {
  const { rows } = await sql<Choice>`
    select c.filter, coalesce(c.value, '') as value
    from kept_month k cross join lateral jsonb_to_recordset(k.cells) as c(filter text, value text, contacts bigint)
    where k.portal_id = ${portalId} and k.what = ${OPTIONS_COUNTER.what}
    group by 1, 2 having sum(c.contacts) >= ${least} order by 1, 2`.execute(db);
  return rows;
}

/**
 * False: the lease is lost. What was counted is not kept then: whoever has the portal now may have
 * forgotten a day that this count did not see.
 */
async function keepMonths(
  db: Db,
  { what, counter, only }: Pick<Keeping, 'what' | 'counter'> & { readonly only: ChosenTraits },
  { portalId, lease, bounds, now }: KeptMonths,
): Promise<boolean> {
  const cells = await countCells(db, counter, { portalId, bounds, only });
  const changes = (await counter.changesAt?.(db, { portalId, bounds })) ?? [];
  const weights = await weightsOf(db, counter, { portalId, bounds });
  const rows = bounds.slice(0, -1).map((since, place) => ({
    since,
    until: bounds[place + 1]!,
    changes_at: changes.find(({ month }) => month === place)?.at ?? null,
    weight: weights(place),
    cells: cells.filter(({ month }) => month === place).map(({ month: _, ...cell }) => cell),
  }));
  return inTransaction(db, async (trx) => {
    if (!(await holdLease(trx, { portalId, holder: lease }))) return false;
    await putMonths(trx, { portalId, what, now, rows });
    return true;
  });
}

/** As `keepMonths`, of the contacts of each of these values. */
async function keepChoices(
  db: Db,
  { what, counter }: Keeping,
  { portalId, lease, bounds, now, choices }: KeptMonths & { readonly choices: readonly Choice[] },
): Promise<boolean> {
  const split = splitBy(portalId, [...new Set(choices.map(({ filter }) => filter))]);
  const wanted = sql`jsonb_to_recordset(${json(choices)}) as w(filter text, value text)`;
  const counted: { month: number; filter: string; value: string; cells: string }[] = [];
  const statements = choices.length === 0 ? [] : counter.split!({ portalId, bounds, only: {} }, split);
  for (const statement of statements)
    await withRoom(db, 'reads_all', async (trx) => {
      // Hashing the rows for each value takes a fraction of what sorting them for each would, and
      // less memory than PostgreSQL expects.
      await sql`select set_config('enable_sort', 'off', true), set_config('work_mem', '96MB', true)`.execute(trx);
      const { rows } = await sql<(typeof counted)[number]>`
        select c.month, w.filter, w.value, jsonb_agg(to_jsonb(c) - '{month,filter,chosen}'::text[])::text as cells
        from (${statement}) c join ${wanted} on w.filter = c.filter and w.value = c.chosen
        group by 1, 2, 3`.execute(trx);
      counted.push(...rows);
    });
  const weights = await weightsOf(db, counter, { portalId, bounds });
  const rows = bounds.slice(0, -1).map((since, place) => ({
    since,
    until: bounds[place + 1]!,
    changes_at: null,
    weight: weights(place),
    cells: choices.map(choiceKey),
  }));
  // Made before the transaction, which may not wait for it: with many values it has megabytes.
  const cells = json(counted.map(({ month, ...one }) => ({ ...one, since: bounds[month] })));
  return inTransaction(db, async (trx) => {
    if (!(await holdLease(trx, { portalId, holder: lease }))) return false;
    await putMonths(trx, { portalId, what, now, rows });
    await sql`
      delete from kept_choice where portal_id = ${portalId} and what = ${what}
        and since = any(${rows.map(({ since }) => since)}::bigint[])`.execute(trx);
    // What several statements count of one value is put together.
    await sql`
      insert into kept_choice (portal_id, what, since, filter, value, cells)
      select ${portalId}, ${what}, t.since, t.filter, t.value, jsonb_agg(cell)
      from jsonb_to_recordset(${cells}) as t(since bigint, filter text, value text, cells text)
        cross join lateral jsonb_array_elements(t.cells::jsonb) as cell
      group by 3, 4, 5`.execute(trx);
    return true;
  });
}

async function weightsOf(
  db: Db,
  { ledger }: CellCounter<unknown>,
  { portalId, bounds }: Pick<KeptMonths, 'portalId' | 'bounds'>,
): Promise<(place: number) => number> {
  const { table, instant } = INSTANTS[ledger];
  const { rows } = await sql<{ month: number; weight: number }>`
    select width_bucket(${sql.ref(instant)}, ${[...bounds]}::bigint[]) - 1 as month, count(*) as weight from ${sql.table(table)}
    where portal_id = ${portalId} and ${sql.ref(instant)} >= ${bounds[0]!} and ${sql.ref(instant)} < ${bounds.at(-1)!}
    group by 1`.execute(db);
  return (place) => rows.find(({ month }) => month === place)?.weight ?? 0;
}

type MonthRow = {
  readonly since: number;
  readonly until: number;
  readonly changes_at: number | null;
  readonly weight: number;
  readonly cells: readonly unknown[];
};

async function putMonths(
  trx: Db,
  { portalId, what, now, rows }: { portalId: number; what: string; now: number; rows: readonly MonthRow[] },
): Promise<void> {
  await sql`
    insert into kept_month (portal_id, what, since, until, at, changes_at, weight, cells)
    select ${portalId}, ${what}, t.since, t.until, ${now}, t.changes_at, t.weight, t.cells
    from jsonb_to_recordset(${json(rows)}) as t(since bigint, until bigint, changes_at bigint, weight bigint, cells jsonb)
    on conflict (portal_id, what, since) do update set until = excluded.until, at = excluded.at, stale = false,
      changes_at = excluded.changes_at, weight = excluded.weight, cells = excluded.cells`.execute(trx);
}

/** `at`: when the oldest of what is shown as it was kept was counted; null: nothing has changed. */
export type UsableMonths = { readonly kept: Kept; readonly countedAt: (whats: readonly string[]) => number | null };

/**
 * Which months a page may take as they are kept: those that nothing has changed, and those that a
 * page could not count anew at once, since more than so many rows have changed months.
 */
export async function usableMonths(
  db: Db,
  {
    portalId,
    now,
    atOnce,
    only,
  }: { readonly portalId: number; readonly now: number; readonly atOnce: number; readonly only: ChosenTraits },
): Promise<UsableMonths> {
  // A page with a choice also offers all other choices.
  const choice = onlyChoice(only);
  const keepings = keptAt(now, isAsked(only) ? [only] : []);
  const named = (which: (keeping: Keeping) => boolean) =>
    sql`what = any(${keepings.filter(which).map(({ what }) => what)}::text[])`;
  const ofChoice =
    choice === null
      ? named(({ of }) => of === only)
      : sql`(${named(({ of }) => of === 'each_value')} and cells @> ${json([choiceKey(choice)])})`;
  const wanted = isChosen(only)
    ? sql`(what = ${OPTIONS_COUNTER.what} or ${ofChoice})`
    : named(({ what, counter }) => what === counter.what);
  const { rows: months } = await sql<{
    what: string;
    since: number;
    until: number;
    at: number;
    stale: boolean;
    weight: number;
  }>`
    select what, since, until, at, stale or coalesce(changes_at <= ${now}, false) as stale, weight
    from kept_month where portal_id = ${portalId} and ${wanted} order by since desc`.execute(db);
  if (months.length === 0) return { kept: new Map(), countedAt: () => null };
  const { rows: days } = await sql<{ ledger: string; day: number }>`
    select distinct ledger, day from stale_day where portal_id = ${portalId}`.execute(db);
  const ledgers = new Map(keepings.map(({ what, ledgers }) => [what, ledgers]));
  const changedDays = new Set(days.map(({ ledger, day }) => `${ledger} ${day}`));
  const counted = new Map<string, number>();
  const kept = new Map<string, { since: number; until: number }>();
  const old: { readonly what: string; readonly at: number }[] = [];
  for (const { what, since, until, at, stale, weight } of months) {
    const daysOf = Array.from(
      { length: Math.ceil(until / DAY) - Math.floor(since / DAY) },
      (_, place) => Math.floor(since / DAY) + place,
    );
    const noted = ledgers.get(what) ?? [];
    if (stale || daysOf.some((day) => noted.some((ledger) => changedDays.has(`${ledger} ${day}`)))) {
      const rows = (counted.get(what) ?? 0) + weight;
      if (rows <= atOnce) {
        counted.set(what, rows);
        continue;
      }
      old.push({ what, at });
    }
    kept.set(keptKey(what, since), { since, until });
  }
  return {
    kept,
    countedAt: (whats) => {
      const asked = whats.flatMap((what) => [what, byChoice(what), ofAsked(what, only)]);
      const instants = old.filter(({ what }) => asked.includes(what)).map(({ at }) => at);
      return instants.length === 0 ? null : Math.min(...instants);
    },
  };
}
