import { sql } from 'kysely';
import type { Db } from '../../src/store/transaction.ts';

/**
 * The tables as PostgreSQL knows them, in the words of `create table`: what all migrations together
 * have made.
 */
export async function schemaPicture(db: Db): Promise<string> {
  const { rows } = await sql<{ picture: string }>`
    select format(E'create table %I (\n  %s\n)%s;\n%s', c.relname,
      (select string_agg(line, E',\n  ') from (
        select format('%s %s', quote_ident(a.attname), format_type(a.atttypid, a.atttypmod))
          || case when a.attnotnull then ' not null' else '' end
          || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') as line
        from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        order by a.attnum) columns),
      coalesce(' with (' || array_to_string(c.reloptions, ', ') || ')', ''),
      coalesce((select string_agg(format(E'alter table %I add constraint %I %s;\n', c.relname, k.conname,
          pg_get_constraintdef(k.oid)), '' order by k.conname)
        from pg_constraint k where k.conrelid = c.oid and k.contype <> 'n'), '')
      || coalesce((select string_agg(pg_get_indexdef(i.indexrelid) || E';\n', '' order by i.indexrelid::regclass::text)
        from pg_index i where i.indrelid = c.oid and not i.indisprimary), '')
      || coalesce((select string_agg(format(E'comment on column %I.%I is %L;\n', c.relname, a.attname,
          col_description(c.oid, a.attnum)), '' order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and col_description(c.oid, a.attnum) is not null), '')
    ) as picture
    from pg_class c
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname not like 'kysely%'
    order by c.relname`.execute(db);
  const head =
    '-- What the migrations make; a picture to read. A test keeps it true: `vitest run test/store -u` redraws it.\n';
  return [head, ...rows.map(({ picture }) => picture)].join('\n');
}
