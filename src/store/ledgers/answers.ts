import { sql } from 'kysely';
import type { OwedAnswer } from '../../domain/figures/answers.ts';
import { type Db, json } from '../transaction.ts';

export type NotedAnswer = OwedAnswer & { readonly contactId: number; readonly ownerId: string | null };

/**
 * Notes answers that sales owes or owed. An answer that was given does not change any more; of two
 * instants at which one was dropped the earlier holds, unless it is wanted again. Owner and
 * territory are those at the end.
 */
export async function noteAnswers(trx: Db, portalId: number, answers: readonly NotedAnswer[]): Promise<void> {
  if (answers.length === 0) return;
  const rows = answers.map(({ contactId, ownerId, ...rest }) => ({
    contact_id: contactId,
    owner_id: ownerId,
    ...rest,
  }));
  const again = rows.filter(({ isAgain }) => isAgain);
  if (again.length > 0)
    await sql`
      update answer k set dropped = null from jsonb_to_recordset(${json(again)}) as t(contact_id bigint, since bigint)
      where k.portal_id = ${portalId} and k.contact_id = t.contact_id and k.since = t.since and k.answered is null`.execute(
      trx,
    );
  await sql`
    insert into answer as k (portal_id, contact_id, since, occasion, why, due, escalate, answered, hours, dropped, owner_id, territory)
    select ${portalId}, t.*, (select nullif(a.territory, '') from assignment a
      where a.portal_id = ${portalId} and a.contact_id = t.contact_id order by a.at desc, a.occasion limit 1)
    from jsonb_to_recordset(${json(rows)}) as t(contact_id bigint, since bigint, occasion bigint, why text, due bigint,
      escalate bigint, answered bigint, hours double precision, dropped bigint, owner_id text)
    order by t.contact_id, t.since
    on conflict (portal_id, contact_id, since) do update set answered = excluded.answered, hours = excluded.hours,
      dropped = case when excluded.answered is null then least(k.dropped, excluded.dropped) end, owner_id = excluded.owner_id, territory = excluded.territory
    where k.answered is null and (k.dropped is null or excluded.answered is not null)`.execute(trx);
}

/**
 * Carries answers of a merged contact over; of two with the same instant the present one stays. Of
 * those that nobody has given yet the later ones join the first, as they do with one contact: their
 * rows go, and come back should one of them be owed anew.
 */
export async function carryAnswers(trx: Db, portalId: number, from: number, into: number): Promise<void> {
  await sql`
    update answer a set contact_id = ${into}
    where portal_id = ${portalId} and contact_id = ${from} and not exists (
      select from answer x where x.portal_id = ${portalId} and x.contact_id = ${into} and x.since = a.since)`.execute(
    trx,
  );
  await sql`
    delete from answer a
    where portal_id = ${portalId} and contact_id = ${into} and answered is null and dropped is null and exists (
      select from answer x where x.portal_id = ${portalId} and x.contact_id = ${into} and x.since < a.since
        and x.answered is null and x.dropped is null)`.execute(trx);
}
