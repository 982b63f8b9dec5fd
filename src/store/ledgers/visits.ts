import { sql } from 'kysely';
import type { Db } from '../transaction.ts';

/** When a user last looked at a contact's card, and (`beforeAt`) when the visit before ended. */
export type Visit = { readonly userId: number; readonly at: number; readonly beforeAt: number | null };

/** Two looks at a card within this time belong to one visit. */
export const VISIT_MS = 30 * 60_000;

/** Notes that somebody looks at a contact's card; an unknown contact is left out. */
export async function noteVisit(
  db: Db,
  visit: { readonly portalId: number; readonly contactId: number; readonly userId: number; readonly now: number },
): Promise<void> {
  const { portalId, contactId, userId, now } = visit;
  await sql`
    insert into visit as v (portal_id, contact_id, user_id, at)
    select portal_id, contact_id, ${userId}, ${now} from contact where portal_id = ${portalId} and contact_id = ${contactId}
    for key share
    on conflict (portal_id, contact_id, user_id) do update set
      before_at = case when excluded.at - v.at > ${VISIT_MS} then v.at else v.before_at end,
      at = greatest(v.at, excluded.at)`.execute(db);
}
