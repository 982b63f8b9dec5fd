import { sql } from 'kysely';
import type { Counts } from '../../domain/sales/conversion.ts';
import { boundedKey, boundedKeySql } from '../bounded-key.ts';
import { type Db, json } from '../transaction.ts';

/** What a contact counts as. */
export type CohortMember = {
  readonly contactId: number;
  /** the types of lead that it belongs to, each once; null: those that it belonged to before */
  readonly keys: readonly string[] | null;
  /** it is, or was, a customer */
  readonly converted: boolean;
};

/** A contact keeps its keys in full; the counters are found by bounded ones. */
const KEY = boundedKeySql(sql`change.key`);

/**
 * Counts contacts under these keys instead of their earlier ones; `members` has each contact once
 * at most. Call it late in a transaction that holds the contacts' rows: it holds the portal's
 * counters until the end. The row of a contact says what the contact counts as, so repeating
 * changes nothing. It passes over contacts that do not exist.
 */
export async function countCohorts(trx: Db, portalId: number, members: readonly CohortMember[]): Promise<void> {
  if (members.length === 0) return;
  const rows = members.map(({ contactId, keys, converted }) => ({ contact_id: contactId, keys, converted }));
  await sql`
    with t as materialized (
      select * from jsonb_to_recordset(${json(rows)}) as t(contact_id bigint, keys text[], converted boolean)
    ), held as materialized (
      select k.contact_id, k.cohort as old_keys, k.converted as old_converted,
        coalesce(t.keys, k.cohort, '{}') as keys, t.converted
      from contact k join t using (contact_id)
      where k.portal_id = ${portalId}
        and (k.cohort is distinct from coalesce(t.keys, k.cohort, '{}') or k.converted <> t.converted)
      order by k.contact_id for update of k
    ), kept as (
      update contact k set cohort = held.keys, converted = held.converted
      from held where k.portal_id = ${portalId} and k.contact_id = held.contact_id
    )
    insert into cohort as c (portal_id, key, seen, won)
    select ${portalId}, ${KEY}, sum(seen), sum(won) from (
      select unnest(keys) as key, 1 as seen, converted::int as won from held
      union all
      select unnest(old_keys), -1, -old_converted::int from held
    ) as change
    group by ${KEY} having sum(seen) <> 0 or sum(won) <> 0 order by 2
    on conflict (portal_id, key) do update set seen = c.seen + excluded.seen, won = c.won + excluded.won`.execute(trx);
}

/** Takes contacts out of the counts, in the transaction that erases them. */
export async function uncountCohorts(trx: Db, portalId: number, contactIds: readonly number[]): Promise<void> {
  await countCohorts(
    trx,
    portalId,
    contactIds.map((contactId) => ({ contactId, keys: [], converted: false })),
  );
}

/** The counts of those of the keys that have any. */
export async function cohortsOf(
  db: Db,
  portalId: number,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Counts>> {
  const asGiven = new Map(keys.map((key) => [boundedKey(key), key]));
  const rows = await db
    .selectFrom('cohort')
    .select(['key', 'seen', 'won'])
    .where('portal_id', '=', portalId)
    .where('key', '=', sql<string>`any(${[...asGiven.keys()]}::text[])`)
    .execute();
  return new Map(rows.map(({ key, seen, won }) => [asGiven.get(key)!, { seen, won }]));
}
