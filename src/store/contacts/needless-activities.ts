import { sql } from 'kysely';
import { MAIL_CLICKED, MAIL_OPENED } from '../../domain/figures/mailings.ts';
import { type Db, json } from '../transaction.ts';

/** A known contact with old activities. `judgedAt`: until when its memory reaches. */
export type LongPast = { readonly contactId: number; readonly judgedAt: number; readonly isOld: boolean };

/**
 * Evaluated contacts after an id, in order; `isOld`: it did something at or before the instant.
 */
export async function longPasts(
  db: Db,
  portalId: number,
  { after, until, limit }: { readonly after: number; readonly until: number; readonly limit: number },
): Promise<readonly LongPast[]> {
  const { rows } = await sql<LongPast>`
    select k.contact_id as "contactId", (k.memory ->> 'asOf')::bigint as "judgedAt", exists (
        select from activity a where a.portal_id = k.portal_id and a.contact_id = k.contact_id and a.at <= ${until}) as "isOld"
    from contact k where k.portal_id = ${portalId} and k.contact_id > ${after} and k.memory is not null
    order by k.contact_id limit ${limit}`.execute(db);
  return rows;
}

/**
 * Every document by which contacts may be judged one day: of all versions, which may be taken up
 * again, of drafts that are open and of plans.
 */
export async function documentsInUse(db: Db, portalId: number): Promise<readonly unknown[]> {
  const { rows } = await sql<{ document: unknown }>`
    select document from model where portal_id = ${portalId}
    union select document from model_plan where portal_id = ${portalId}
    union select e.document from draft d join draft_edit e on e.portal_id = d.portal_id and e.draft_id = d.draft_id
      where d.portal_id = ${portalId} and d.state in ('draft', 'reviewed')`.execute(db);
  return rows.map(({ document }) => document);
}

/**
 * Deletes activities. The first opening and the first click of an e-mail stay, since the ledger of
 * e-mails is computed anew from them. Returns how many are gone.
 */
export async function forgetActivities(
  db: Db,
  portalId: number,
  activities: readonly { readonly contactId: number; readonly id: string }[],
): Promise<number> {
  if (activities.length === 0) return 0;
  const rows = activities.map(({ contactId, id }) => ({ contact_id: contactId, id }));
  const { numAffectedRows } = await sql`
    delete from activity a using jsonb_to_recordset(${json(rows)}) as t(contact_id bigint, id text)
    where a.portal_id = ${portalId} and a.contact_id = t.contact_id and a.id = t.id and not exists (
      select from mailing m where m.portal_id = a.portal_id and m.contact_id = a.contact_id
        and (a.source = ${MAIL_OPENED} and m.opened = a.at or a.source = ${MAIL_CLICKED} and m.clicked = a.at))`.execute(
    db,
  );
  return Number(numAffectedRows);
}
