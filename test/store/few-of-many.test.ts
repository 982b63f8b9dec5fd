import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { NO_PEERS } from '../../src/domain/lead/validity/validity-peers.ts';
import { claimContacts, claimThese } from '../../src/store/contacts/claim-contacts.ts';
import { completeContacts } from '../../src/store/contacts/complete-contacts.ts';
import { asStored, peersOf } from '../../src/store/contacts/peers.ts';
import { storeReadContacts } from '../../src/store/contacts/store-read-contacts.ts';
import { recordTraits } from '../../src/store/contacts/traits.ts';
import { settle, takeOver } from '../../src/store/models/rollouts.ts';
import { type Db, inTransaction } from '../../src/store/transaction.ts';
import { freshDatabase } from '../support/database/database.ts';
import { activePortal, facts, lease, MEMORY, NOW, result } from './fixtures.ts';

const { db } = await freshDatabase();
const portalId = 1;
const LEASE = lease();
const ids = Array.from({ length: 2_000 }, (_, n) => n + 1);
const few = ids.slice(700, 720);

/** How many rows of contacts, and of their traits, a piece of work reads. */
async function rowsRead(work: (trx: Db) => Promise<unknown>): Promise<number> {
  return inTransaction(db, async (trx) => {
    const read = async () => {
      const { rows } = await sql<{ n: number }>`
        select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::int as n from pg_stat_xact_user_tables
        where relname in ('contact', 'trait')`.execute(trx);
      return rows[0]?.n ?? 0;
    };
    const before = await read();
    await work(trx);
    return (await read()) - before;
  });
}

it('reads few contacts of many to change few, while the statistics know nothing of them', async () => {
  await sql`alter table contact set (autovacuum_enabled = false)`.execute(db);
  await activePortal(db, portalId);
  const contacts = ids.map((contactId) => ({ contactId, facts: facts({}), at: NOW }));
  await storeReadContacts(db, { portalId, contacts, now: NOW });
  await sql`update contact set model_version = 1, run_at = null, memory = ${JSON.stringify(MEMORY)}::jsonb`.execute(db);
  const known = few.map((contactId) => ({ contactId, seq: 1 }));
  const allowed = 5 * few.length;

  const taken = await rowsRead(async (trx) =>
    expect(await takeOver(trx, { portalId, version: 2, contacts: known })).toHaveLength(few.length),
  );
  expect(taken, 'taken over').toBeLessThan(allowed);

  const evaluation = { at: NOW, memory: MEMORY, nextChangeAt: null };
  const settled = known.map((one) => ({ ...one, evaluation, evaluated: 'x', gist: '[]' }));
  const read = await rowsRead(async (trx) =>
    expect(await settle(trx, { portalId, version: 3, contacts: settled })).toHaveLength(few.length),
  );
  expect(read, 'settled').toBeLessThan(allowed);

  const completed = await rowsRead(async (trx) => {
    const claimed = await claimThese(trx, { portalId, lease: LEASE, contactIds: few, now: NOW });
    const rows = claimed.map((one) => result(one));
    expect((await completeContacts(trx, { portalId, lease: LEASE, now: NOW, rows })).completed).toEqual(few);
  });
  expect(completed, 'claimed and completed').toBeLessThan(2 * allowed);

  await sql`update contact set run_at = ${NOW}`.execute(db);
  const claimed = await rowsRead(async (trx) =>
    expect(await claimContacts(trx, { portalId, lease: LEASE, now: NOW, limit: 20 })).toHaveLength(20),
  );
  expect(claimed, 'claimed as due').toBeLessThan(allowed);
});

it('reads few of the many who share a switchboard, or came through one form in one second', async () => {
  const shared = [
    { kind: 'phone', key: '+4930123' },
    { kind: 'form', key: 'Newsletter@1' },
  ] as const;
  const traits = (contactId: number) => ({ contactId, createdAt: NOW, traits: shared });
  await sql`
    insert into trait (portal_id, contact_id, kind, digest)
    select ${portalId}, n, t.kind, t.digest from unnest(${ids}::bigint[]) as n,
      jsonb_to_recordset(${JSON.stringify(asStored(traits(0)).traits)}::jsonb) as t(kind text, digest uuid)`.execute(
    db,
  );
  const one = ids.at(-1)!;

  const looked = await rowsRead(async (trx) =>
    expect(await peersOf(trx, portalId, [traits(one)])).toEqual(
      new Map([[one, { duplicateOf: null, formBurst: true }]]),
    ),
  );
  expect(looked, 'looked up').toBeLessThan(50);

  const changed = await rowsRead(async (trx) => {
    const claimed = await claimThese(trx, { portalId, lease: LEASE, contactIds: [one], now: NOW });
    expect(claimed).toHaveLength(1);
    const rows = [{ ...traits(one), traits: [], peers: NO_PEERS }];
    await recordTraits(trx, { portalId, lease: LEASE, now: NOW, rows });
  });
  expect(changed, 'left').toBeLessThan(100);
});
