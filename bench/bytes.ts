import { sql } from 'kysely';
import type { World } from '../demo/world.ts';
import { createYear } from '../sandbox/year/year.ts';
import type { Db } from '../src/store/transaction.ts';
import { UNHURRIED, UNHURRIED_SANDBOX } from '../test/support/fast-limits.ts';
import { liveYear } from '../test/support/year/year.ts';
import { tablesOfContacts } from './support/copy-base.ts';
import { inWorld } from './support/in-world.ts';
import { machine, saved } from './support/measure.ts';

/*
 * How many bytes a contact takes in the database after a year, by table and by column: as the
 * tables are then, and packed anew, without the space that writing has left. The pages that an
 * empty table has are not counted: of few contacts they would be a tenth.
 *
 *   npm exec -- node bench/bytes.ts [contacts, default 100] [days, default 365]
 */

const CONTACTS = Number(process.argv[2] ?? 100);
const DAYS = Number(process.argv[3] ?? 365);
const TOLD = 20;

await inWorld(run, { sandbox: { rate: UNHURRIED_SANDBOX }, app: { debounceMs: 0, limits: UNHURRIED } });

async function run({ sandbox, app, install, settled }: World): Promise<void> {
  const year = createYear(sandbox, { contacts: CONTACTS, days: DAYS, everyDays: 12, seed: 5 });
  const { db } = app.database;
  const empty = new Map((await tablesOf(db)).map(({ name, bytes }) => [name, bytes]));
  await install();
  await settled();
  await liveYear({ sandbox, settled }, year);
  const tables = await tablesOf(db);
  const columns = { contact: await columnsOf(db, 'contact'), activity_pack: await columnsOf(db, 'activity_pack') };
  await sql`vacuum full`.execute(db);
  const packed = new Map((await tablesOf(db)).map((table) => [table.name, table]));
  const [contact, pack] = [packed.get('contact')!, packed.get('activity_pack')!];
  const grown = ({ name, bytes }: Table) => bytes - empty.get(name)!;
  const activities = await activitiesOf(db);
  const each = (bytes: number, of = contact) => Math.round(bytes / of.rows);
  console.log(`${machine()}; ${contact.rows} contacts, ${DAYS} days, ${activities.all} activities`);
  console.log('\nbytes a contact, by table: as it is, and packed');
  const ofContacts = await tablesOfContacts(db);
  const told = tables.filter(({ name }) => ofContacts.includes(name));
  for (const table of told.slice(0, TOLD))
    console.log(`${table.name.padEnd(20)} ${each(grown(table))}, ${each(grown(packed.get(table.name)!))}`);
  for (const [name, parts] of Object.entries(columns))
    console.log(
      `\nbytes a row of ${name}, by column: ${parts.map(({ column, bytes }) => `${column} ${bytes}`).join(', ')}`,
    );
  // A row without what is in its columns: its header, and its part of a page and of the index.
  const bare = each(grown(pack), pack) - sumOf(columns.activity_pack);
  const twenty = each(grown(contact)) + bare + Math.round(activities.ofTwenty);
  const sum = told.reduce((bytes, { name }) => bytes + grown(packed.get(name)!), 0);
  console.log(`all ${told.length} tables of contacts, packed: ${each(sum)}`);
  console.log(
    `\npacked: a contact ${each(grown(contact))}, its activities ${each(grown(pack), pack)}; a contact with 20 activities ${twenty}`,
  );
  await saved('bytes', {
    contacts: contact.rows,
    each: Object.fromEntries(told.map(({ name }) => [name, each(grown(packed.get(name)!))])),
    ofTwentyActivities: twenty,
    activities,
    tables,
    packed: [...packed.values()],
    columns,
  });
}

function sumOf(columns: readonly { readonly bytes: number }[]): number {
  return columns.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** How many there are, and what twenty of a contact take in its pack, by the line through all. */
async function activitiesOf(db: Db): Promise<{ readonly all: number; readonly ofTwenty: number }> {
  const { rows } = await sql<{ all: number; ofTwenty: number }>`
    select sum(n)::int as all, regr_intercept(bytes, n) + 20 * regr_slope(bytes, n) as "ofTwenty" from (
      select pg_column_size(kinds) + 24 as bytes, (select sum(json_array_length(kind -> 4)) from json_array_elements(kinds) kind) as n
      from activity_pack) p`.execute(db);
  return rows[0]!;
}

type Table = { readonly name: string; readonly bytes: number; readonly rows: number };

/** The largest first, without the maps of free space that autovacuum adds at some time. */
async function tablesOf(db: Db): Promise<readonly Table[]> {
  await sql`analyze`.execute(db);
  const { rows } = await sql<Table>`
    select t.relname as name, sum(pg_relation_size(part.oid))::bigint as bytes, t.reltuples::int as rows
    from pg_class t cross join lateral (
      select t.oid union select t.reltoastrelid where t.reltoastrelid <> 0
      union select indexrelid from pg_index where indrelid in (t.oid, t.reltoastrelid)
    ) part
    where t.relkind = 'r' and t.relnamespace = current_schema()::regnamespace group by t.oid order by 2 desc`.execute(
    db,
  );
  return rows;
}

async function columnsOf(
  db: Db,
  table: string,
): Promise<readonly { readonly column: string; readonly bytes: number }[]> {
  const { rows } = await sql<{ column: string; bytes: number }>`
    select column_name as column, null as bytes from information_schema.columns
    where table_schema = current_schema() and table_name = ${table}`.execute(db);
  const sizes = sql.join(
    rows.map(({ column }) => sql`${column}::text, coalesce(sum(pg_column_size(${sql.ref(column)})), 0)`),
  );
  const found = await sql<{ sizes: Readonly<Record<string, number>>; rows: number }>`
    select jsonb_object_agg(s.key, s.value) as sizes, max(t.rows)::int as rows
    from (select jsonb_build_object(${sizes}) as all, count(*) as rows from ${sql.table(table)}) t, jsonb_each(t.all) s`.execute(
    db,
  );
  const [sums] = found.rows;
  return Object.entries(sums!.sizes)
    .map(([column, bytes]) => ({ column, bytes: Math.round(bytes / sums!.rows) }))
    .filter(({ bytes }) => bytes > 0)
    .sort((a, b) => b.bytes - a.bytes);
}
