import { sql } from 'kysely';
import { type Db, inTransaction, json } from '../transaction.ts';
import { holdLease } from '../work/leases.ts';
import { type CellCounter, type CountedLedger, type Kept, keptKey } from './cells.ts';
import { CONTENT_COUNTER } from './content.ts';
import { FUNNEL_COUNTER, OPTIONS_COUNTER, STAYS_COUNTER } from './funnel.ts';
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
    const { rows: days } = await sql<{ ledger: CountedLedger; day: number }>`
      with gone as (delete from stale_day where portal_id = ${portalId} returning ledger, day)
      select distinct ledger, day from gone`.execute(trx);
    await sql`
      delete from kept_month where portal_id = ${portalId} and not exists (
        select from unnest(${bounds.slice(0, -1)}::bigint[], ${bounds.slice(1)}::bigint[]) as m(since, until)
        where m.since = kept_month.since and m.until = kept_month.until)`.execute(trx);
    const changed = countersAt(now).flatMap(({ what, ledger }) =>
      days.filter((one) => one.ledger === ledger).map(({ day }) => ({ what, day })),
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
 * lost.
 */
export async function keepSomeMonths(
  db: Db,
  { most, ...months }: KeptMonths & { readonly most: number },
): Promise<number | null> {
  const { portalId, bounds, now } = months;
  const { rows: kept } = await sql<{ what: string; since: number; at: number; stale: boolean }>`
    select what, since, at, stale from kept_month where portal_id = ${portalId}`.execute(db);
  const known = new Map(kept.map(({ what, since, ...one }) => [keptKey(what, since), one]));
  const [longest] = countersAt(now)
    .flatMap((counter) =>
      bounds.slice(0, -1).map((since, place) => ({ counter, place, one: known.get(keptKey(counter.what, since)) })),
    )
    .filter(({ one }) => one === undefined || one.stale)
    .sort((a, b) => (a.one?.at ?? 0) - (b.one?.at ?? 0) || b.place - a.place);
  if (longest === undefined) return 0;
  const { counter, place: last } = longest;
  const isWanted = (place: number) => {
    if (place < 0) return false;
    const one = known.get(keptKey(counter.what, bounds[place]!));
    return one === undefined || one.stale;
  };
  let first = last;
  while (last - first + 1 < most && isWanted(first - 1)) first--;
  const isKept = await keepMonths(db, counter, { ...months, bounds: bounds.slice(first, last + 2) });
  return isKept ? last - first + 1 : null;
}

/**
 * False: the lease is lost. What was counted is not kept then: whoever has the portal now may have
 * forgotten a day that this count did not see.
 */
async function keepMonths(
  db: Db,
  counter: CellCounter<unknown>,
  { portalId, lease, bounds, now }: KeptMonths,
): Promise<boolean> {
  const { table, instant } = INSTANTS[counter.ledger];
  const cells = await counter.count(db, { portalId, bounds, only: {} });
  const changes = (await counter.changesAt?.(db, { portalId, bounds })) ?? [];
  const { rows: weights } = await sql<{ month: number; weight: number }>`
    select width_bucket(${sql.ref(instant)}, ${[...bounds]}::bigint[]) - 1 as month, count(*) as weight from ${sql.table(table)}
    where portal_id = ${portalId} and ${sql.ref(instant)} >= ${bounds[0]!} and ${sql.ref(instant)} < ${bounds.at(-1)!}
    group by 1`.execute(db);
  const rows = bounds.slice(0, -1).map((since, place) => ({
    since,
    until: bounds[place + 1],
    changes_at: changes.find(({ month }) => month === place)?.at ?? null,
    weight: weights.find(({ month }) => month === place)?.weight ?? 0,
    cells: cells.filter(({ month }) => month === place).map(({ month: _, ...cell }) => cell),
  }));
  return inTransaction(db, async (trx) => {
    if (!(await holdLease(trx, { portalId, holder: lease }))) return false;
    await sql`
      insert into kept_month (portal_id, what, since, until, at, changes_at, weight, cells)
      select ${portalId}, ${counter.what}, t.since, t.until, ${now}, t.changes_at, t.weight, t.cells
      from jsonb_to_recordset(${json(rows)}) as t(since bigint, until bigint, changes_at bigint, weight bigint, cells jsonb)
      on conflict (portal_id, what, since) do update set until = excluded.until, at = excluded.at, stale = false,
        changes_at = excluded.changes_at, weight = excluded.weight, cells = excluded.cells`.execute(trx);
    return true;
  });
}

/** `at`: when the oldest of what is shown as it was kept was counted; null: nothing has changed. */
export type UsableMonths = { readonly kept: Kept; readonly countedAt: (whats: readonly string[]) => number | null };

/**
 * Which months a page may take as they are kept: those that nothing has changed, and those that a
 * page could not count anew at once, since more than so many rows have changed months.
 */
export async function usableMonths(
  db: Db,
  { portalId, now, atOnce }: { readonly portalId: number; readonly now: number; readonly atOnce: number },
): Promise<UsableMonths> {
  const { rows: months } = await sql<{
    what: string;
    since: number;
    until: number;
    at: number;
    stale: boolean;
    weight: number;
  }>`
    select what, since, until, at, stale or coalesce(changes_at <= ${now}, false) as stale, weight
    from kept_month where portal_id = ${portalId} order by since desc`.execute(db);
  if (months.length === 0) return { kept: new Map(), countedAt: () => null };
  const { rows: days } = await sql<{ ledger: CountedLedger; day: number }>`
    select distinct ledger, day from stale_day where portal_id = ${portalId}`.execute(db);
  const ledgers = new Map(countersAt(now).map(({ what, ledger }) => [what, ledger]));
  const changedDays = new Set(days.map(({ ledger, day }) => `${ledger} ${day}`));
  const counted = new Map<string, number>();
  const kept = new Map<string, { since: number; until: number }>();
  const old: { readonly what: string; readonly at: number }[] = [];
  for (const { what, since, until, at, stale, weight } of months) {
    const daysOf = Array.from(
      { length: Math.ceil(until / DAY) - Math.floor(since / DAY) },
      (_, place) => Math.floor(since / DAY) + place,
    );
    if (stale || daysOf.some((day) => changedDays.has(`${ledgers.get(what)} ${day}`))) {
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
      const instants = old.filter(({ what }) => whats.includes(what)).map(({ at }) => at);
      return instants.length === 0 ? null : Math.min(...instants);
    },
  };
}
