import { type RawBuilder, sql } from 'kysely';

/*
 * Statements that change a few contacts find them by their keys, whatever PostgreSQL knows of the
 * table. A plain join reads all contacts of the portal for each batch until there are statistics of
 * the table, and in any case for a portal that they do not know.
 */

/**
 * SQL: `held`, the rows of `t` whose contacts are so. It locks these in the order of their ids.
 * `is not distinct from` a lease: an index of all leased contacts would look better than the key.
 */
export const heldOfT = (portalId: number, areSo: RawBuilder<unknown>) => sql`held as materialized (
      select t.* from (select * from t order by contact_id) t cross join lateral (
        select from contact k where k.portal_id = ${portalId} and k.contact_id = t.contact_id and ${areSo} for update
      ) k
    )`;

/** SQL, beside the join of `held`: the planner looks few keys up. */
export const IS_HELD = sql`k.contact_id = any(array(select contact_id from held))`;
