import { type Kysely, sql } from 'kysely';

/**
 * How far the first reading has come gets a column of its own, and facts that no evaluation has
 * used get the name that the design gives them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table portal add column backfill jsonb;
update portal set backfill = account -> 'backfill', account = account - 'backfill' where account ? 'backfill';
comment on column portal.account is 'what Ripen knows of the HubSpot account since it was last provisioned';
comment on column portal.backfill is 'how the last complete reading of all contacts ended; one that goes on is a job';

alter table contact rename column reading to pending_facts;
alter table contact rename column reading_at to pending_facts_at;
comment on column contact.pending_facts is 'newer facts, read in passing (backfill, search), that no evaluation has used yet';
comment on column contact.pending_facts_at is 'when they were asked for';

comment on table activity is 'what a contact did, each occurrence once';
comment on table callback is 'runs of workflow actions that HubSpot waits for, or that were answered';
comment on table contact is 'a contact as it was last evaluated; the row is also its job: run_at, lease, seq, attempts';
comment on table dead_letter is 'what failed too often and is set aside; it is retried at long intervals';
comment on table event is 'events of webhooks that were taken in, so that a repeated delivery is known';
comment on table job is 'work of a portal that is not one contact, at most once a kind and key';
comment on table model is 'the versions of each portal''s scoring model; none ever changes';
comment on table portal is 'the HubSpot accounts that installed the app, with their tokens and the lease of the worker';
comment on table score_point is 'the history of scores, the newest of each contact';
comment on table task is 'the outbox of tasks, and those that were created in HubSpot';
comment on table touch is 'what became of each touch';
comment on table turn is 'whose turn it is among owners';
comment on table write_rule is 'rules of an account that refuse what Ripen writes';
`)
    .execute(db);
}
