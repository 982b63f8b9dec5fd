import { sql } from 'kysely';
import { expect, it, test } from 'vitest';
import { findPeople, peopleLike } from '../../src/store/portals/people.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { freshDatabase } from '../support/database/database.ts';
import { activePortal } from './fixtures.ts';

const { db } = await freshDatabase();
const [OURS, THEIRS] = [41, 410];

for (const portalId of [OURS, THEIRS]) {
  await activePortal(db, portalId);
  await sql`
    insert into contact (portal_id, contact_id, facts, facts_at)
    select ${portalId}, n, jsonb_build_object('contact', jsonb_build_object(
      'firstname', 'Person', 'lastname', 'Number' || n, 'email', 'p' || n || '@some.example')), n
    from generate_series(101, 3000) n`.execute(db);
}
const people = [
  { firstname: 'Zoë', lastname: "O'Hara-Smith", email: 'zoe.ohara@acme-tools.example' },
  { firstname: '太郎', lastname: '山田', email: 'taro@kaisha.example' },
  { email: 'zoe@elsewhere.example' },
  { firstname: '\u202eZoe', lastname: 'x'.repeat(65_536), company: 'Acme\nInc\u202e', email: 'x@y.example' },
  { firstname: '\u200b\ufeff', lastname: '\u200d', email: 'nobody@sees.example' },
];
for (const [at, contact] of people.entries())
  await sql`insert into contact (portal_id, contact_id, facts, facts_at)
    values (${OURS}, ${at + 1}, ${JSON.stringify({ contact })}::jsonb, ${at})`.execute(db);
await sql`insert into contact (portal_id, contact_id, facts) values (${OURS}, 9, null)`.execute(db);
await sql`update contact set facts = jsonb_set(facts, '{contact,lastname}', '"Moved"') where portal_id = ${OURS}
  and contact_id = 200`.execute(db);
await sql`delete from contact where portal_id = ${OURS} and contact_id = 2998`.execute(db);
for (const table of ['contact', 'contact_name']) await sql`analyze ${sql.table(table)}`.execute(db);

test.for<[string, readonly number[]]>([
  ['zoe', [3, 1]],
  ['ZOË', [1]],
  ['smith zo', [1]],
  ['acme-tools.example', [1]],
  ['山', [2]],
  ['taro@', [2]],
  ['hara', [1]],
  ["x' | 'zoe", []],
  ['\\', []],
  ['&!:* ', []],
  ['41:zoe', []],
  ['x'.repeat(5_000), []],
  ['moved', [200]],
  ['p2998@', []],
])('%s finds whoever has words that begin so', async ([text, found]) => {
  expect(await peopleLike(db, OURS, { text, limit: 9 })).toEqual(found);
});

it('is shown by a name that can stand in a list: on one line, turned round by no sign, and cut', async () => {
  const shown = await findPeople(db, OURS, [4, 5]);

  expect(shown.map(({ name, company, email }) => ({ name, company, email }))).toEqual([
    { name: `Zoe ${'x'.repeat(196)}`, company: 'Acme Inc', email: 'x@y.example' },
    { name: '', company: '', email: 'nobody@sees.example' },
  ]);
});

it('need not look at anybody else: an index finds them', async () => {
  await inTransaction(db, async (trx) => {
    const wholeReads = async () => {
      const { rows } = await sql<{ all: number }>`select sum(seq_scan)::int as all from pg_stat_xact_user_tables
        where relname in ('contact', 'contact_name')`.execute(trx);
      return rows[0]!.all;
    };
    // So few are read as fast without: it could not be done, were there no index that fits.
    await sql`set local enable_seqscan = off`.execute(trx);
    const before = await wholeReads();

    expect(await peopleLike(trx, OURS, { text: 'number2999', limit: 9 })).toEqual([2999]);
    expect(await wholeReads()).toBe(before);
  });
});
