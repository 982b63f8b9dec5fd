import { sql } from 'kysely';
import type { Db } from '../../src/store/transaction.ts';

/** A statement may take two minutes, also of a busy machine. */
const ROWS_AT_ONCE = 50_000;

/**
 * Copies contacts, and what these tables tell of them, until there are enough; seconds. `only`:
 * absent, all tables that tell something of a contact.
 */
export async function copyBase(db: Db, wanted: number, only?: readonly string[]): Promise<number> {
  const began = performance.now();
  const tables = only ?? (await tablesOfContacts(db));
  const { rows } = await sql<{ contacts: number; step: number }>`
    select count(*) as contacts, max(contact_id) + 1 as step from contact`.execute(db);
  const { contacts, step } = rows[0]!;
  const copies = Math.ceil(wanted / contacts) - 1;
  const copiesAtOnce = Math.max(1, Math.floor(ROWS_AT_ONCE / contacts));
  for (const table of tables) {
    const { rows: columns } = await sql<{ name: string }>`
      select column_name as name from information_schema.columns
      where table_name = ${table} and table_schema = current_schema() and is_generated = 'NEVER' and is_identity = 'NO'`.execute(
      db,
    );
    const names = columns.map(({ name }) => name);
    const values = names.map((name) => {
      if (name === 'contact_id') return sql`contact_id + n * ${step}::bigint`;
      // Copies are other people: with the same addresses each would have a hundred duplicates.
      return name === 'digest' ? sql`md5(digest::text || n)::uuid` : sql.ref(name);
    });
    // A trigger keeps the name of a contact as it is copied.
    for (let first = 1; first <= copies; first += copiesAtOnce)
      await sql`
        insert into ${sql.table(table)} (${sql.join(names.map((name) => sql.ref(name)))})
        select ${sql.join(values)} from ${sql.table(table)} cross join
          generate_series(${first}::int, ${Math.min(copies, first + copiesAtOnce - 1)}::int) as n
        where contact_id < ${step}
        on conflict do nothing`.execute(db);
  }
  // Else PostgreSQL does so, and writes all to the disk, while something is measured.
  for (const table of tables) await sql`vacuum (analyze) ${sql.table(table)}`.execute(db);
  await sql`checkpoint`.execute(db);
  return (performance.now() - began) / 1000;
}

/** The tables with a row, or rows, for each contact; others refer to the first one. */
export async function tablesOfContacts(db: Db): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select key.table_name as name from information_schema.key_column_usage as key
    where key.table_schema = current_schema() and key.column_name = 'contact_id'
    group by key.table_name order by key.table_name <> 'contact', key.table_name`.execute(db);
  return rows.map(({ name }) => name);
}

/** Bytes on the disk for each contact, with indexes and what is stored apart; the largest first. */
export async function bytesOf(db: Db, tables: readonly string[]): Promise<Readonly<Record<string, number>>> {
  const { rows } = await sql<{ name: string; bytes: number }>`
    select name, round(pg_total_relation_size(name::regclass)::numeric / (select count(*) from contact))::int as bytes
    from unnest(${[...tables]}::text[]) as name order by bytes desc`.execute(db);
  return Object.fromEntries(rows.map(({ name, bytes }) => [name, bytes]));
}
