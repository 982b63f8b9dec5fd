import { sql } from 'kysely';
import type { ListName } from '../../domain/words.ts';
import { madeDue } from '../make-due.ts';
import { type Db, retried } from '../transaction.ts';
import { HAS_PROPERTIES, standingWithout } from './stored-standing.ts';

/** Notes that nobody is on these lists: somebody deleted them, and Ripen made them anew. */
export async function forgetListed(
  db: Db,
  { portalId, lists }: { readonly portalId: number; readonly lists: readonly ListName[] },
): Promise<void> {
  if (lists.length === 0) return;
  await retried(() =>
    sql`
      with held as materialized (
        select contact_id from contact where portal_id = ${portalId} and listed && ${lists}::text[]
        order by contact_id for update
      )
      update contact k set listed = array(select l from unnest(k.listed) as l where l <> all(${lists}::text[]) order by l)
      from held
      where k.portal_id = ${portalId} and k.contact_id = held.contact_id`.execute(db),
  );
}

/**
 * Notes that no contact has values of these properties: somebody deleted them, and Ripen made them
 * anew. Every contact is due, to get them again.
 */
export async function forgetWritten(
  db: Db,
  {
    portalId,
    properties,
    now,
  }: { readonly portalId: number; readonly properties: readonly string[]; readonly now: number },
): Promise<void> {
  if (properties.length === 0) return;
  await retried(() =>
    sql`
      with held as materialized (
        select contact_id from contact k where portal_id = ${portalId} and ${HAS_PROPERTIES}
        order by contact_id for update
      )
      update contact k set
        ${madeDue(now)},
        standing = ${standingWithout(properties)}
      from held where k.portal_id = ${portalId} and k.contact_id = held.contact_id`.execute(db),
  );
}
