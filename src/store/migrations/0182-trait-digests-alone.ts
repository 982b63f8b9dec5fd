import { type Kysely, sql } from 'kysely';

/**
 * A trait is stored as a digest: its text took several times as much, in the row and in two
 * indexes, and names a person once more. An older version would ask for the text. A long text was
 * shortened before, so that its digest is another one until the contact is evaluated next.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table trait drop constraint trait_pkey;
drop index trait_key;
alter table trait rename column key to digest;
alter table trait alter column digest type uuid
  using encode(substr(sha256(convert_to(kind || ' ' || digest, 'UTF8')), 1, 16), 'hex')::uuid;
alter table trait add primary key (portal_id, digest, contact_id);
create index trait_by_contact on trait (portal_id, contact_id);
comment on column trait.digest is 'the first 16 bytes of the SHA-256 of its kind and its text';`)
    .execute(db);
}
