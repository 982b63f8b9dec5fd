import { type RawBuilder, sql } from 'kysely';
import { PROBES, type WritePart, type WriteRule } from '../../domain/sync/write-rules.ts';
import { type Db, json } from '../transaction.ts';

/** The rules by which the account refuses writes, as far as Ripen knows them. */
export async function findWriteRules(db: Db, portalId: number): Promise<WriteRule[]> {
  const { rows } = await sql<WriteRule>`
    select part, value, code, properties, since, try_at as "tryAt" from write_rule
    where portal_id = ${portalId} order by since, part, value`.execute(db);
  return rows;
}

/** SQL: when to try a rule next: after a day, and later the older it is, at most a week. */
const nextProbe = (now: number, since: RawBuilder<number>) =>
  sql<number>`${now}::bigint + least(${PROBES.mostMs}::bigint, greatest(${PROBES.leastMs}::bigint, (${now}::bigint - ${since}) / 2))`;

/** Stores rules that an answer of HubSpot showed. Returns those that are new or have changed. */
export async function rememberWriteRules(
  db: Db,
  {
    portalId,
    rules,
    now,
  }: { readonly portalId: number; readonly rules: readonly Omit<WriteRule, 'since' | 'tryAt'>[]; now: number },
): Promise<readonly Omit<WriteRule, 'since' | 'tryAt'>[]> {
  if (rules.length === 0) return [];
  const { rows } = await sql<Omit<WriteRule, 'since' | 'tryAt'>>`
    with before as materialized (
      select part, value, code, properties from write_rule where portal_id = ${portalId}
    ), stored as (
      insert into write_rule as r (portal_id, part, value, code, properties, since, try_at)
      select ${portalId}, part, value, code, properties, ${now}, ${nextProbe(now, sql<number>`${now}::bigint`)}
      from jsonb_to_recordset(${json(rules)}) as t(part text, value text, code text, properties text[])
      order by part, value
      on conflict (portal_id, part, value) do update set
        code = excluded.code, properties = excluded.properties, try_at = ${nextProbe(now, sql<number>`r.since`)}
      returning part, value, code, properties
    )
    select * from stored except select * from before`.execute(db);
  return rows;
}

/**
 * Takes the right to try whether the account still has a rule (and rules alike). True for only one
 * process, each time that the rule is due for a try.
 */
export async function takeProbe(
  db: Db,
  { portalId, rule, now }: { readonly portalId: number; readonly rule: WriteRule; readonly now: number },
): Promise<boolean> {
  const { rows } = await sql<{ value: string }>`
    update write_rule r set try_at = ${nextProbe(now, sql<number>`r.since`)}
    where ${alike(portalId, rule)} and try_at <= ${now} returning value`.execute(db);
  return rows.some(({ value }) => value === rule.value);
}

/** Forgets a rule that the account has given up, and rules alike. Returns their values. */
export async function forgetWriteRule(
  db: Db,
  { portalId, rule }: { readonly portalId: number; readonly rule: WriteRule },
): Promise<string[]> {
  const { rows } = await sql<{ value: string }>`
    delete from write_rule where ${alike(portalId, rule)} returning value`.execute(db);
  return rows.map(({ value }) => value);
}

/** SQL: rules alike. If an account has one rule for several stages, each stage has a row. */
const alike = (portalId: number, { part, code, properties }: WriteRule) => sql<boolean>`
  portal_id = ${portalId} and part = ${part} and code = ${code} and properties = ${properties}::text[]`;

/** How many contacts have a stage or an owner that waits, by value, and how many tasks wait. */
export async function countWaiting(
  db: Db,
  portalId: number,
): Promise<{ part: WritePart; value: string; count: number }[]> {
  const { rows } = await sql<{ part: WritePart; value: string; count: number }>`
    select w.key as part, case when w.key = 'stage' then w.value ->> 'value' else '' end as value, count(*) as count
    from contact k, jsonb_each(k.waits) w where k.portal_id = ${portalId} and k.waits is not null group by 1, 2
    union all
    select 'task', '', count(*) from task where portal_id = ${portalId} and state = 'pending' and try_at > 0
    order by 1, 2`.execute(db);
  return rows.filter(({ count }) => count > 0);
}

/** Contacts for which a part waits, up to `limit`. */
export async function contactsWaiting(
  db: Db,
  {
    portalId,
    part,
    value,
    limit,
  }: { readonly portalId: number; readonly part: 'stage' | 'owner'; readonly value: string; limit: number },
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select contact_id as id from contact
    where portal_id = ${portalId} and waits is not null and waits -> ${part}::text is not null
      and (${part}::text = 'owner' or waits -> ${part}::text ->> 'value' = ${value})
    order by contact_id limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}
