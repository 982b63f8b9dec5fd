import { sql } from 'kysely';
import type { Activity } from '../../domain/contact.ts';
import { MAIL_CLICKED, MAIL_OPENED } from '../../domain/figures/mailings.ts';
import { WORTH_WRITING, writeHistories } from '../ledgers/history.ts';
import { type Db, inTransaction } from '../transaction.ts';
import { lockContacts } from './erase-contacts.ts';
import { type ActivitiesOf, dropActivities, keepActivities } from './keep-activities.ts';

/** A known contact with a past. */
export type LongPast = {
  readonly contactId: number;
  /** until when its memory reaches */
  readonly judgedAt: number;
  /** it did something at or before the instant */
  readonly isOld: boolean;
  /** activities or points that an earlier program left in rows, or very many activities */
  readonly hasRows: boolean;
};

/** Evaluated contacts after an id, in order. */
export async function longPasts(
  db: Db,
  portalId: number,
  { after, until, limit }: { readonly after: number; readonly until: number; readonly limit: number },
): Promise<readonly LongPast[]> {
  const { rows } = await sql<LongPast>`
    select k.contact_id as "contactId", (k.memory ->> 'asOf')::bigint as "judgedAt", exists (
        select from activity_pack p where p.portal_id = k.portal_id and p.contact_id = k.contact_id and p.since <= ${until}) or exists (
        select from activity a where a.portal_id = k.portal_id and a.contact_id = k.contact_id and a.at <= ${until}) as "isOld", exists (
        select from activity a where a.portal_id = k.portal_id and a.contact_id = k.contact_id) or exists (
        select from score_point s where s.portal_id = k.portal_id and s.contact_id = k.contact_id offset ${WORTH_WRITING - 1}) as "hasRows"
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
 * Deletes activities of a contact. The first opening and the first click of an e-mail stay, since
 * the ledger of e-mails is computed anew from them. Returns how many are gone.
 */
export async function forgetActivities(
  db: Db,
  portalId: number,
  { contactId, activities }: ActivitiesOf,
): Promise<number> {
  if (activities.length === 0) return 0;
  return inTransaction(db, async (trx) => {
    await lockContacts(trx, portalId, [contactId]);
    const mailings = await trx
      .selectFrom('mailing')
      .select(['opened', 'clicked'])
      .where('portal_id', '=', portalId)
      .where('contact_id', '=', contactId)
      .execute();
    const isFirst = ({ source, at }: Activity) =>
      (source === MAIL_OPENED && mailings.some(({ opened }) => opened === at)) ||
      (source === MAIL_CLICKED && mailings.some(({ clicked }) => clicked === at));
    const ids = activities.flatMap((activity) => (isFirst(activity) ? [] : [activity.id]));
    return dropActivities(trx, { portalId, contactId, ids });
  });
}

/**
 * Puts activities of a contact that are in rows into its pack, if they are not too many, and points
 * into its history.
 */
export const packRows = (db: Db, portalId: number, contactId: number): Promise<void> =>
  inTransaction(db, async (trx) => {
    if ((await lockContacts(trx, portalId, [contactId])).length === 0) return;
    await keepActivities(trx, portalId, [{ contactId, activities: [] }]);
    await writeHistories(trx, portalId, [{ contactId, points: [] }]);
  });
