import { type Kysely, sql } from 'kysely';
import { expect, test } from 'vitest';
import { migrations } from '../../src/store/migrations/index.ts';
import { newBackfill } from '../../src/use-cases/portals/backfill-contacts.ts';
import { freshDatabase } from '../support/database.ts';
import { NOW } from './fixtures.ts';

const { db } = await freshDatabase();

test('the progress of a first reading moves out of the account, and unused facts stay', async () => {
  const facts = { contact: { email: 'a' } };
  const backfill = { ...newBackfill(NOW), read: 7, finishedAt: NOW + 5 };
  await db.transaction().execute(async (trx) => {
    const old = trx as unknown as Kysely<unknown>;
    await sql`create schema before`.execute(old);
    await sql`set local search_path = before`.execute(old);
    const names = Object.keys(migrations);
    const last = names.indexOf('0010-said-once');
    for (const name of names.slice(0, last)) await migrations[name]!.up(old);
    await sql`
      insert into portal (portal_id, status, installed_at, account)
      values (1, 'active', 0, ${JSON.stringify({ stageOrder: ['lead'], backfill })}), (2, 'installing', 0, '{}')`.execute(
      old,
    );
    await sql`
      insert into contact (portal_id, contact_id, reading, reading_at) values (1, 7, ${JSON.stringify(facts)}, 5)`.execute(
      old,
    );

    await migrations['0010-said-once']!.up(old);

    const portals = await trx.selectFrom('portal').select(['account', 'backfill']).orderBy('portal_id').execute();
    const contacts = await trx.selectFrom('contact').select(['pending_facts', 'pending_facts_at']).execute();
    expect(portals).toEqual([
      { account: { stageOrder: ['lead'] }, backfill },
      { account: {}, backfill: null },
    ]);
    expect(contacts).toEqual([{ pending_facts: facts, pending_facts_at: 5 }]);
    await sql`drop schema before cascade`.execute(old);
  });
});
