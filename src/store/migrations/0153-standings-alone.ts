import { type Kysely, sql } from 'kysely';

/**
 * A standing has its values by their place, once it is stored anew. An older version would take it
 * for one of which nobody knows what HubSpot shows: it may not run beside. Shorter rows leave room
 * for updates in their page, so that less of a row makes PostgreSQL store parts of it apart.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table contact set (toast_tuple_target = 1600);
comment on column contact.standing is 'what HubSpot shows, as Ripen wrote it: values as a JSON list in a text, by their place in the names of src/store/contacts/stored-standing.ts; properties: those without a place, or all, as an older program stored them; forgotten: properties that HubSpot has no more';`)
    .execute(db);
}
