import { sql } from 'kysely';
import type { Db } from '../transaction.ts';

/** How often each rule of a version gave points, in one page of stored evaluations. */
export type RuleUsePage = {
  /** contacts on the page; fewer than `limit`: it is the last page */
  readonly seen: number;
  /** contacts on the page that this version evaluated */
  readonly judged: number;
  readonly lastId: number | null;
  /** by rule: to how many contacts it gave points, and how many milli-points in all */
  readonly rules: Readonly<Record<string, readonly [contacts: number, milli: number]>>;
};

/** SQL: the points by rule of an evaluation that is stored in full. */
const RULES_IN_FULL = sql`(
  select jsonb_object_agg(line ->> 'id', line -> 'milli')
  from jsonb_array_elements((evaluation #> '{scores,explicit,contributions}') || (evaluation #> '{scores,implicit,contributions}')) as line
  where line ->> 'kind' = 'rule')`;

/** The evaluations of a portal's contacts in the order of their ids, counted by rule. */
export async function ruleUsePage(
  db: Db,
  portalId: number,
  { version, after, limit }: { readonly version: number; readonly after: number; readonly limit: number },
): Promise<RuleUsePage> {
  const { rows } = await sql<RuleUsePage>`
    with page as materialized (
      select contact_id, model_version is not distinct from ${version} as is_judged, coalesce((evaluation ->> 'rules')::jsonb, ${RULES_IN_FULL}) as rules
      from contact where portal_id = ${portalId} and missing_since is null and evaluation is not null and contact_id > ${after}
      order by contact_id limit ${limit}
    ), rule as (
      select id, count(*) as contacts, sum(milli::bigint) as milli
      from page, jsonb_each_text(rules) as line(id, milli)
      where is_judged group by 1
    )
    select (select count(*) from page) as seen, (select count(*) from page where is_judged) as judged,
      (select max(contact_id) from page) as "lastId",
      (select coalesce(jsonb_object_agg(id, jsonb_build_array(contacts, milli)), '{}') from rule) as rules`.execute(db);
  return rows[0]!;
}
