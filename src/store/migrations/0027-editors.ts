import { type Kysely, sql } from 'kysely';

/**
 * Who may change the model, and the account's own properties with their labels, types and options,
 * so that a condition is built by choosing.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table editor (
  portal_id bigint not null references portal on delete cascade,
  user_id bigint not null,
  name text not null,
  at bigint not null,
  given_by text,
  primary key (portal_id, user_id)
);
comment on table editor is 'HubSpot users who may change the model';
comment on column editor.given_by is 'who put them on the list; null: HubSpot let them install Ripen, or open its settings';

create table account_property (
  portal_id bigint not null references portal on delete cascade,
  definitions jsonb not null,
  at bigint not null,
  primary key (portal_id)
);
comment on table account_property is 'contact properties of the account: name, label, type, options';`)
    .execute(db);
}
