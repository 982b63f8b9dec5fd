import { sql } from 'kysely';
import type { Db } from '../transaction.ts';

/** What sales owed a contact last, and whether it was given. Instants are ms since 1970. */
export type StoredAnswer = {
  /** empty: nobody */
  readonly owner: string;
  readonly since: number;
  /** null: not yet, or not at all */
  readonly answeredAt: number | null;
};

/** The last answer that was owed to each contact, where it was owed since then. */
export async function answersSince(db: Db, portalId: number, since: number): Promise<readonly StoredAnswer[]> {
  const { rows } = await sql<StoredAnswer>`
    select coalesce(facts #>> '{contact,hubspot_owner_id}', '') as owner, (memory #>> '{owed,since}')::bigint as since,
      (memory #>> '{owed,answeredAt}')::bigint as "answeredAt"
    from contact where portal_id = ${portalId} and missing_since is null
      and (memory #>> '{owed,since}')::bigint >= ${since} order by contact_id`.execute(db);
  return rows;
}
