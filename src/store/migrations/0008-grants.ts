import { type Kysely, sql } from 'kysely';

/**
 * A grant that is refused is looked at again; a portal that lost it is sealed for a while before it
 * is erased.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table portal
  add column refresh_before bytea,
  add column refresh_asked_at bigint,
  add column refreshing_until timestamptz,
  add column grant_refused_at bigint,
  add column grant_looks integer not null default 0,
  add column grant_look_at bigint,
  add column erase_at bigint;
alter table portal add constraint portal_sealed check (erase_at is null or status = 'disconnected');
comment on column portal.refresh_before is 'the refresh token that the present one replaced, encrypted: what HubSpot may still take';
comment on column portal.refresh_asked_at is 'new tokens were asked for then, and no answer to that was stored since';
comment on column portal.refreshing_until is 'a process is renewing the tokens; on the clock of the database';
comment on column portal.grant_refused_at is 'since when HubSpot refuses to renew the tokens: nothing else is asked of it; null: it does not';
comment on column portal.grant_looks is 'how often the grant was refused since then';
comment on column portal.grant_look_at is 'when the grant is looked at again; null: never';
comment on column portal.erase_at is 'the portal is sealed: nobody reads its rows, and they are erased then; null: it is not, or they are';
`)
    .execute(db);
}
