import { setTimeout as delay } from 'node:timers/promises';
import { type RawBuilder, sql } from 'kysely';
import { wasLocked } from '../../postgres/trouble.ts';
import { type Db, inTransaction, portalMoved } from '../transaction.ts';
import { putElsewhere } from './elsewhere.ts';

/*
 * What a move of a portal to another database does on each of the two. The tables are read from
 * the catalog, so that a new one is not forgotten.
 */

/** Where a portal stands in one database. */
type Presence = {
  /** the name of the database to which it moves; null: it is at home here */
  readonly movingTo: string | null;
};

type Table = {
  readonly name: string;
  /** those that a row brings along; the others the database works out */
  readonly columns: readonly string[];
  /** a column that counts the rows of the table as they come; null: there is none */
  readonly counter: string | null;
  /** the tables that its rows refer to */
  readonly refersTo: readonly string[];
};

/** Rows that are carried over, or deleted, by one statement. */
const BATCH = 500;
const DELETE_BATCH = 5_000;
/** So long at most the writes of others to a table wait for us, each time that we ask for it. */
const LOCK_MS = 200;
const PAUSE_MS = 100;

/** Null: the portal is not in this database. */
export async function presenceOf(db: Db, portalId: number): Promise<Presence | null> {
  const row = await db.selectFrom('portal').select('moving_to').where('portal_id', '=', portalId).executeTakeFirst();
  return row === undefined ? null : { movingTo: row.moving_to };
}

/** How many portals are connected here. */
export async function countConnected(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from portal where status <> 'disconnected'`.execute(db);
  return rows[0]!.count;
}

/**
 * From now on nothing writes to the portal's rows here, whoever tries and whatever it knows: first
 * nobody begins anything, then the database refuses. `renewing`: a process renews its tokens just
 * now, and what HubSpot answers must be stored. `elsewhere`: another move of it has begun.
 */
export async function fencePortal(
  db: Db,
  portalId: number,
  to: string,
): Promise<'fenced' | 'renewing' | 'elsewhere' | 'gone'> {
  const begun = await inTransaction(db, async (trx) => {
    const { rows } = await sql<{ movingTo: string | null; renewing: boolean }>`
      select moving_to as "movingTo", coalesce(refreshing_until > clock_timestamp(), false) as renewing
      from portal where portal_id = ${portalId} for update`.execute(trx);
    const [portal] = rows;
    if (portal === undefined) return 'gone';
    if (portal.movingTo !== null) return portal.movingTo === to ? 'fenced' : 'elsewhere';
    if (portal.renewing) return 'renewing';
    await sql`update portal set moving_to = ${to} where portal_id = ${portalId}`.execute(trx);
    return 'fenced';
  });
  if (begun !== 'fenced') return begun;
  for (const { name } of await tablesOfPortals(db)) await patiently(() => fenceTable(db, name, portalId));
  return 'fenced';
}

/**
 * Takes a move back, and the fence away: the portal stays here, as `here`. Who carries its rows
 * over goes first. False: the other database has it now.
 */
export async function unfencePortal(
  db: Db,
  portalId: number,
  { here, hasArrived }: { readonly here: string; readonly hasArrived: () => Promise<boolean> },
): Promise<boolean> {
  const isOurs = await inTransaction(db, async (trx) => {
    await sql`select from portal where portal_id = ${portalId} for update`.execute(trx);
    if (await hasArrived()) return false;
    await sql`set local ripen.mover = 'on'`.execute(trx);
    await sql`update portal set moving_to = ${here} where portal_id = ${portalId}`.execute(trx);
    return true;
  });
  if (!isOurs) return false;
  for (const { name } of await tablesOfPortals(db)) await patiently(() => unfenceTable(db, name, portalId));
  await sql`update portal set moving_to = null where portal_id = ${portalId}`.execute(db);
  return true;
}

const FENCES = [
  ['insert', 'new'],
  ['update or delete', 'old'],
] as const;
const fenceName = (portalId: number, of: 'new' | 'old') => `moving_${of}_${portalId}`;

/** It waits for whoever writes to the table, and whoever comes later meets the fence. */
const fenceTable = (db: Db, table: string, portalId: number): Promise<void> =>
  alter(
    db,
    ([events, row]) => sql`
    create or replace trigger ${sql.ref(fenceName(portalId, row))} before ${sql.raw(events)} on ${sql.table(table)}
    for each row when (${sql.raw(row)}.portal_id = ${sql.lit(portalId)}) execute function portal_is_moving()`,
  );

const unfenceTable = (db: Db, table: string, portalId: number): Promise<void> =>
  alter(
    db,
    ([, row]) => sql`
    drop trigger if exists ${sql.ref(fenceName(portalId, row))} on ${sql.table(table)}`,
  );

async function alter(db: Db, statement: (fence: (typeof FENCES)[number]) => RawBuilder<unknown>): Promise<void> {
  const statements = sql.join(FENCES.map(statement), sql`;`);
  await inTransaction(db, (trx) => sql`set local lock_timeout = ${sql.lit(LOCK_MS)}; ${statements}`.execute(trx));
}

/** Others have the table: they go first, again and again, and we come in between. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!wasLocked(error)) throw error;
      await delay(PAUSE_MS);
    }
  }
}

/**
 * Carries all rows of a fenced portal over, in one commit, and says how many there were. What the
 * target has stored is held against the source row by row. Its work goes on there when the lease of
 * whoever worked on it here has run out, as after a crash.
 */
export async function copyPortal(
  from: Db,
  { name, db: to }: { readonly name: string; readonly db: Db },
  portalId: number,
): Promise<number> {
  const tables = await tablesOfPortals(from);
  return inTransaction(from, async (source) => {
    // Until the target has all, nobody takes the move back.
    const { rows: fenced } = await sql`
      select from portal where portal_id = ${portalId} and moving_to = ${name} for key share`.execute(source);
    if (fenced.length === 0)
      throw portalMoved(portalId, `does not move to "${name}" any more: the move is taken back.`);
    return inTransaction(to, async (target) => {
      await putElsewhere(target, portalId, null);
      // What triggers keep beside a row comes along.
      await sql`set local ripen.mover = 'on'`.execute(target);
      let rows = 0;
      for (const table of tables) rows += await copyTable(source, target, table, portalId);
      const { rows: leases } = await sql<{ ms: number | null }>`
        select greatest(extract(epoch from lease_until - clock_timestamp()) * 1000, 0)::float8 as ms
        from portal where portal_id = ${portalId}`.execute(source);
      await sql`
        update portal set moving_to = null,
          lease_until = clock_timestamp() + make_interval(secs => ${(leases[0]!.ms ?? 0) / 1000}::float8)
        where portal_id = ${portalId}`.execute(target);
      return rows;
    });
  });
}

async function copyTable(source: Db, target: Db, { name, columns, counter }: Table, portalId: number): Promise<number> {
  const table = sql.table(name);
  const its = sql.join(columns.map((column) => sql.ref(`t.${column}`)));
  const hash = sql`hashtextextended(row(${its})::text, 0)::text`;
  const order = counter === null ? sql`` : sql`order by ${sql.ref(`t.${counter}`)}`;
  await sql`
    declare moving no scroll cursor for select t::text as row, ${hash} as hash
    from ${table} t where portal_id = ${sql.lit(portalId)} ${order}`.execute(source);
  let copied = 0;
  for (;;) {
    const { rows } = await sql<{ row: string; hash: string }>`
      fetch ${sql.lit(BATCH)} from moving`.execute(source);
    if (rows.length === 0) break;
    const { rows: stored } = await sql<{ hash: string }>`
      insert into ${table} as t (${sql.join(columns.map((column) => sql.ref(column)))})
      select ${its} from unnest(${rows.map(({ row }) => row)}::${table}[]) t
      returning ${hash} as hash`.execute(target);
    if (sumOf(rows) !== sumOf(stored)) throw new Error(`Rows of ${name} came over changed.`);
    copied += rows.length;
  }
  await sql`close moving`.execute(source);
  return copied;
}

const sumOf = (rows: readonly { readonly hash: string }[]): string =>
  rows
    .map(({ hash }) => hash)
    .sort()
    .join();

/**
 * Deletes what is left of a portal that has moved, and leaves its new address. The fences are taken
 * away last: until its row is gone, one that stood still would take the portal to be here.
 */
export async function emptyPortal(db: Db, portalId: number, to: string): Promise<void> {
  const tables = (await tablesOfPortals(db)).filter(({ name }) => name !== 'portal').reverse();
  for (const { name } of tables) while ((await deleteSome(db, name, portalId)) === DELETE_BATCH);
  await inTransaction(db, async (trx) => {
    await sql`set local ripen.mover = 'on'`.execute(trx);
    await trx.deleteFrom('portal').where('portal_id', '=', portalId).execute();
    await putElsewhere(trx, portalId, to);
  });
  await unfenceGone(db, portalId);
}

/** Takes the fences away that a move has left around a portal which is not here. */
export async function unfenceGone(db: Db, portalId: number): Promise<void> {
  const { rows } = await sql<{ table: string }>`
    select distinct c.relname as "table" from pg_trigger g join pg_class c on c.oid = g.tgrelid
    where g.tgname in (${fenceName(portalId, 'new')}, ${fenceName(portalId, 'old')})
      and c.relnamespace = current_schema()::regnamespace
      and not exists (select from portal where portal_id = ${portalId})`.execute(db);
  for (const { table } of rows) await patiently(() => unfenceTable(db, table, portalId));
}

async function deleteSome(db: Db, name: string, portalId: number): Promise<number> {
  return inTransaction(db, async (trx) => {
    await sql`set local ripen.mover = 'on'`.execute(trx);
    const { numAffectedRows = 0n } = await sql`
      delete from ${sql.table(name)} where ctid = any (array(
        select ctid from ${sql.table(name)} where portal_id = ${portalId} limit ${DELETE_BATCH}))`.execute(trx);
    return Number(numAffectedRows);
  });
}

/** Every table with rows of portals, each after those that it refers to. */
export async function tablesOfPortals(db: Db): Promise<readonly Table[]> {
  const { rows } = await sql<Table>`
    select c.relname as name,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and ${COMES_ALONG}) as columns,
      (select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attidentity <> '') as counter,
      array(select f.relname::text from pg_constraint k join pg_class f on f.oid = k.confrelid
        where k.conrelid = c.oid and k.contype = 'f' and f.oid <> c.oid) as "refersTo"
    from pg_class c
    where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and c.relname <> 'elsewhere'
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'portal_id' and not a.attisdropped)
    order by c.relname`.execute(db);
  const sorted: Table[] = [];
  const left = new Set(rows);
  while (left.size > 0) {
    const before = left.size;
    for (const table of left) {
      if (table.refersTo.some((name) => [...left].some((other) => other.name === name))) continue;
      left.delete(table);
      sorted.push(table);
    }
    if (left.size === before) throw new Error(`Tables refer to each other: ${[...left].map((t) => t.name).join(', ')}`);
  }
  return sorted;
}

const COMES_ALONG: RawBuilder<unknown> = sql`a.attgenerated = '' and a.attidentity = ''`;
