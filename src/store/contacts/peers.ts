import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import {
  BURST,
  NO_PEERS,
  type Peers,
  PHONE_SHARED_BY,
  type Trait,
  type Traits,
} from '../../domain/lead/validity/validity-peers.ts';
import { type Db, json } from '../transaction.ts';

/** A trait as it is stored. `digest`: of its kind and its key, which may be long; in hex. */
export type StoredTrait = { readonly kind: Trait['kind']; readonly digest: string };

/** A contact with its traits as they are stored. */
export type StoredTraits = Omit<Traits, 'traits'> & { readonly traits: readonly StoredTrait[] };

export const asStored = ({ contactId, createdAt, traits }: Traits): StoredTraits => ({
  contactId,
  createdAt,
  traits: traits.map(({ kind, key }) => ({ kind, digest: digestOf(`${kind} ${key}`) })),
});

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

/**
 * So many others with the trait `g` tell all that others can tell: with more it is a crowd, however
 * many they are. Null: each of them may be the original.
 */
export const OTHERS_THAT_TELL = sql`case g.kind when 'phone' then ${PHONE_SHARED_BY + 1}::int when 'form' then ${BURST}::int end`;

/**
 * What the other contacts of the portal tell about these contacts, whose traits need not be stored
 * yet. Of contacts that share an address or number the oldest is the original; one without a date
 * of creation counts as the youngest, and of two with the same date the lower id as the older.
 */
export const peersOf = (db: Db, portalId: number, contacts: readonly Traits[]): Promise<Map<number, Peers>> =>
  peersOfStored(db, portalId, contacts.map(asStored));

export async function peersOfStored(
  db: Db,
  portalId: number,
  contacts: readonly StoredTraits[],
): Promise<Map<number, Peers>> {
  const found = new Map<number, Peers>(contacts.map(({ contactId }) => [contactId, NO_PEERS]));
  const given = contacts.flatMap(({ contactId, createdAt, traits }) =>
    traits.map((trait) => ({ contact_id: contactId, created_at: createdAt, ...trait })),
  );
  if (given.length === 0) return found;
  const { rows } = await sql<Peers & { contactId: number }>`
    with given as materialized (
      select contact_id, coalesce(created_at, ${NEVER}) as created_at, kind, digest
      from jsonb_to_recordset(${json(given)}) as g(contact_id bigint, created_at bigint, kind text, digest uuid)
    ), holder as materialized (
      select h.contact_id, coalesce(h.created_at, ${NEVER}) as created_at, g.kind, g.digest
      from (select distinct kind, digest from given) g cross join lateral (
        select t.contact_id, k.created_at from trait t
        join contact k on k.portal_id = ${portalId} and k.contact_id = t.contact_id and k.missing_since is null
        where t.portal_id = ${portalId} and t.digest = g.digest
          and t.contact_id <> all(${contacts.map(({ contactId }) => contactId)}::bigint[])
        limit ${OTHERS_THAT_TELL}
      ) h
      union all select * from given
    ), crowd as materialized (
      select digest, count(*) as holders from holder group by digest
    ), original as (
      select distinct on (g.contact_id) g.contact_id, h.contact_id as original
      from given g join crowd c using (digest) join holder h using (digest)
      where (g.kind = 'email' or g.kind = 'phone' and c.holders <= ${PHONE_SHARED_BY})
        and (h.created_at, h.contact_id) < (g.created_at, g.contact_id)
      order by g.contact_id, h.created_at, h.contact_id
    ), burst as (
      select distinct contact_id from given join crowd using (digest) where kind = 'form' and holders >= ${BURST}
    )
    select contact_id as "contactId", original as "duplicateOf", burst.contact_id is not null as "formBurst"
    from original full join burst using (contact_id)`.execute(db);
  for (const { contactId, duplicateOf, formBurst } of rows) found.set(contactId, { duplicateOf, formBurst });
  return found;
}

const NEVER = sql`9223372036854775807`;
