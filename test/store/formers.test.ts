import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { storeReadContacts } from '../../src/store/contacts/store-read-contacts.ts';
import { takeOver } from '../../src/store/models/rollouts.ts';
import { freshDatabase } from '../support/database/database.ts';
import { activePortal, facts, MEMORY, NOW } from './fixtures.ts';

const { db } = await freshDatabase();
const [portalId, contactId] = [1, 7];

async function judgedBy(version: number): Promise<void> {
  const { rows } = await sql<{ seq: number }>`select seq from contact`.execute(db);
  const contacts = [{ contactId, seq: rows[0]!.seq }];
  expect(await takeOver(db, { portalId, version, contacts })).toEqual([contactId]);
}

async function formers(): Promise<unknown> {
  const { rows } = await sql<{ former: { version: number; since?: number; memory: { qualification: string } }[] }>`
    select former from contact`.execute(db);
  return rows[0]!.former.map(({ version, since, memory }) => [since ?? version, version, memory.qualification]);
}

it('keeps what versions in a row left the same once, and what others left apart', async () => {
  await activePortal(db, portalId);
  await storeReadContacts(db, { portalId, contacts: [{ contactId, facts: facts({}), at: NOW }], now: NOW });
  const leaves = (qualification: string) =>
    sql`update contact set memory = ${JSON.stringify({ ...MEMORY, qualification })}::jsonb`.execute(db);
  await leaves('unqualified');
  await sql`update contact set model_version = 1`.execute(db);
  for (const version of [2, 3, 4]) await judgedBy(version);
  await leaves('mql');
  for (const version of [5, 6]) await judgedBy(version);
  // No version 6 to 7 of it is known: version 7 never judged it.
  await sql`update contact set model_version = 8`.execute(db);
  await judgedBy(9);
  expect(await formers()).toEqual([
    [1, 3, 'unqualified'],
    [4, 5, 'mql'],
    [8, 8, 'mql'],
  ]);
});
