import { sql } from 'kysely';
import {
  BURST,
  NO_PEERS,
  type Peers,
  PHONE_SHARED_BY,
  type Trait,
  type Traits,
} from '../../domain/lead/validity-peers.ts';
import { boundedKey } from '../bounded-key.ts';
import { type Db, json } from '../transaction.ts';

/**
 * What the other contacts of the portal tell about these contacts, whose traits need not be stored
 * yet. Of contacts that share an address or number the oldest is the original; one without a date
 * of creation counts as the youngest, and of two with the same date the lower id as the older.
 */
export async function peersOf(db: Db, portalId: number, contacts: readonly Traits[]): Promise<Map<number, Peers>> {
  const found = new Map<number, Peers>(contacts.map(({ contactId }) => [contactId, NO_PEERS]));
  const given = contacts.flatMap(({ contactId, createdAt, traits }) =>
    traits.map((trait) => ({ contact_id: contactId, created_at: createdAt, ...boundedTrait(trait) })),
  );
  if (given.length === 0) return found;
  const { rows } = await sql<Peers & { contactId: number }>`
    with given as materialized (
      select contact_id, coalesce(created_at, ${NEVER}) as created_at, kind, key
      from jsonb_to_recordset(${json(given)}) as g(contact_id bigint, created_at bigint, kind text, key text)
    ), holder as materialized (
      select t.contact_id, coalesce(k.created_at, ${NEVER}) as created_at, t.kind, t.key
      from (select distinct kind, key from given) g
      join trait t on t.portal_id = ${portalId} and t.kind = g.kind and t.key = g.key
      join contact k on k.portal_id = ${portalId} and k.contact_id = t.contact_id and k.missing_since is null
      where t.contact_id <> all(${contacts.map(({ contactId }) => contactId)}::bigint[])
      union all select * from given
    ), crowd as materialized (
      select kind, key, count(*) as holders from holder group by kind, key
    ), original as (
      select distinct on (g.contact_id) g.contact_id, h.contact_id as original
      from given g join crowd c using (kind, key) join holder h using (kind, key)
      where (g.kind = 'email' or g.kind = 'phone' and c.holders <= ${PHONE_SHARED_BY})
        and (h.created_at, h.contact_id) < (g.created_at, g.contact_id)
      order by g.contact_id, h.created_at, h.contact_id
    ), burst as (
      select distinct contact_id from given join crowd using (kind, key) where kind = 'form' and holders >= ${BURST}
    )
    select contact_id as "contactId", original as "duplicateOf", burst.contact_id is not null as "formBurst"
    from original full join burst using (contact_id)`.execute(db);
  for (const { contactId, duplicateOf, formBurst } of rows) found.set(contactId, { duplicateOf, formBurst });
  return found;
}

/** A trait as it is stored: addresses and names of forms have any length. */
export const boundedTrait = ({ kind, key }: Trait): Trait => ({ kind, key: boundedKey(key) });

const NEVER = sql`9223372036854775807`;
