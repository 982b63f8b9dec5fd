import { sql } from 'kysely';
import { NOWHERE, type TrackStay } from '../../domain/figures/stays.ts';
import { type Db, json } from '../transaction.ts';

export type NotedStay = TrackStay & { readonly contactId: number };

/**
 * Notes stays in tracks and segments, those of one contact and kind in order. The first of them
 * ends the stored stay that goes on, or continues it if its value is the same.
 */
export async function noteStays(trx: Db, portalId: number, stays: readonly NotedStay[]): Promise<void> {
  if (stays.length === 0) return;
  const first = new Set<string>();
  const rows = stays.map(({ contactId, ...stay }) => {
    const key = `${contactId} ${stay.kind}`;
    const isFirst = !first.has(key);
    first.add(key);
    return { contact_id: contactId, is_first: isFirst, ...stay };
  });
  const given = sql`jsonb_to_recordset(${json(rows)}) as t(contact_id bigint, is_first boolean, kind text, value text,
    since bigint, until bigint, next text)`;
  // Beside the join, the planner looks few keys up, whatever it knows of the table.
  const contacts = sql`any(${[...new Set(stays.map(({ contactId }) => contactId))]}::bigint[])`;
  await sql`
    update stay s set
      until = greatest(s.since, case when s.value = t.value then t.until else t.since end),
      next = case when s.value = t.value then t.next else t.value end
    from ${given}
    where t.is_first and s.portal_id = ${portalId} and s.contact_id = ${contacts} and s.contact_id = t.contact_id
      and s.kind = t.kind and s.until is null and (s.value <> t.value or t.until is not null)`.execute(trx);
  await sql`
    insert into stay (portal_id, contact_id, kind, since, value, until, next)
    select ${portalId}, t.contact_id, t.kind, t.since, t.value, t.until, t.next from ${given}
    where t.value <> ${NOWHERE} and not (t.is_first and exists (select from stay s where s.portal_id = ${portalId}
      and s.contact_id = t.contact_id and s.kind = t.kind and s.value = t.value and s.until is not distinct from t.until))
    order by t.contact_id, t.kind, t.since on conflict do nothing`.execute(trx);
}

/**
 * Carries the ended stays of a merged contact over. Stays that go on are erased with it, since the
 * contact that is left is in one track only.
 */
export async function carryStays(trx: Db, portalId: number, from: number, into: number): Promise<void> {
  await sql`
    update stay s set contact_id = ${into}
    where portal_id = ${portalId} and contact_id = ${from} and until is not null and not exists (
      select from stay x where x.portal_id = ${portalId} and x.contact_id = ${into} and x.kind = s.kind and x.since = s.since)`.execute(
    trx,
  );
}
