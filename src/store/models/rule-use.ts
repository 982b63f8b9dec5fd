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

/** The evaluations of a portal's contacts in the order of their ids, counted by rule. */
export async function ruleUsePage(
  db: Db,
  portalId: number,
  { version, after, limit }: { readonly version: number; readonly after: number; readonly limit: number },
): Promise<RuleUsePage> {
  const { rows } = await sql<RuleUsePage>`
    with page as materialized (
      select contact_id, model_version is not distinct from ${version} as is_judged, evaluation -> 'scores' as scores
      from contact where portal_id = ${portalId} and missing_since is null and evaluation is not null and contact_id > ${after}
      order by contact_id limit ${limit}
    ), rule as (
      select line ->> 'id' as id, count(*) as contacts, sum((line ->> 'milli')::bigint) as milli
      from page, jsonb_array_elements((scores #> '{explicit,contributions}') || (scores #> '{implicit,contributions}')) as line
      where is_judged and line ->> 'kind' = 'rule' group by 1
    )
    select (select count(*) from page) as seen, (select count(*) from page where is_judged) as judged,
      (select max(contact_id) from page) as "lastId",
      (select coalesce(jsonb_object_agg(id, jsonb_build_array(contacts, milli)), '{}') from rule) as rules`.execute(db);
  return rows[0]!;
}
