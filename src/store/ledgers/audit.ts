import { sql } from 'kysely';
import { type ChosenTraits, ofChosen, PRESENT } from '../figures/present.ts';
import { type Db, json } from '../transaction.ts';

/** Who asks, as HubSpot signed it. */
export type CardUser = { readonly id: number; readonly email: string | null };

/** What somebody did on a score card. `detail`: what they entered. */
export type Deed = {
  readonly by: CardUser | null;
  readonly action: string;
  readonly detail: Readonly<Record<string, unknown>>;
};

export type AuditEntry = Deed & { readonly contactId: number; readonly at: number };

/** How long the same deed counts as a repetition: HubSpot repeats a request after a late answer. */
const AGAIN_MS = 60_000;

/**
 * Records what somebody did. The same deed by the same user within a minute is a repetition. Call
 * it in the transaction that holds the contact's row.
 */
export async function recordDeeds(
  trx: Db,
  portalId: number,
  deeds: readonly (Deed & { readonly contactId: number })[],
  now: number,
): Promise<void> {
  const rows = deeds.map(({ contactId, by, action, detail }) => ({
    contact_id: contactId,
    user_id: by?.id ?? null,
    user_email: by?.email ?? null,
    action,
    detail,
  }));
  if (rows.length === 0) return;
  await sql`
    insert into audit (portal_id, contact_id, at, place, user_id, user_email, action, detail)
    select ${portalId}, t.contact_id, ${now}, (
        select count(*) from audit a where a.portal_id = ${portalId} and a.contact_id = t.contact_id and a.at = ${now}
      ), t.user_id, t.user_email, t.action, t.detail
    from jsonb_to_recordset(${json(rows)})
      as t(contact_id bigint, user_id bigint, user_email text, action text, detail jsonb)
    where not exists (
      select from audit a where a.portal_id = ${portalId} and a.contact_id = t.contact_id and a.at > ${now - AGAIN_MS}
        and a.user_id is not distinct from t.user_id and a.action = t.action and a.detail = t.detail
        and not exists (select from audit later where later.portal_id = a.portal_id
          and later.contact_id = a.contact_id and (later.at, later.place) > (a.at, a.place)))`.execute(trx);
}

/** The newest deeds in a portal, of the contacts with these values. */
export async function latestDeeds(
  db: Db,
  { portalId, limit, only = {} }: { readonly portalId: number; readonly limit: number; readonly only?: ChosenTraits },
): Promise<readonly AuditEntry[]> {
  const { rows } = await sql<AuditEntry>`
    select contact_id as "contactId", at, action, detail,
      case when user_id is null then null else jsonb_build_object('id', user_id, 'email', user_email) end as by
    from audit p where portal_id = ${portalId} and ${PRESENT} ${ofChosen(portalId, only)}
    order by at desc, place desc, contact_id limit ${limit}`.execute(db);
  return rows;
}
