import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { NO_PEERS } from '../../src/domain/lead/validity/validity-peers.ts';
import { boundedKey, boundedKeySql } from '../../src/store/bounded-key.ts';
import { readActivities } from '../../src/store/contacts/activities.ts';
import { claimContacts } from '../../src/store/contacts/claim-contacts.ts';
import { completeContacts } from '../../src/store/contacts/complete-contacts.ts';
import { contactsLinkedTo } from '../../src/store/contacts/contacts.ts';
import { noteContacts } from '../../src/store/contacts/note-contacts.ts';
import { assignOwners, keepTurns } from '../../src/store/ledgers/assignments.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { listDeadLetters, retryDeadLetters } from '../../src/store/work/dead-letters.ts';
import { addJobs, claimJobs, completeJob, failJob, findJob } from '../../src/store/work/jobs.ts';
import { claimTasks, closeTasks, settleTasks } from '../../src/store/work/tasks.ts';
import { listWebhookDeadLetters, putWebhookDeadLetters } from '../../src/store/work/webhook-dead-letters.ts';
import { emptyTables, freshDatabase } from '../support/database/database.ts';
import { law } from '../support/law.ts';
import { acceptEvents, activePortal, activity, event, type Found, facts, lease, NOW, result } from './fixtures.ts';

/* An entry of an index holds 2,704 bytes, and texts that come from outside have any length. */

const database = await freshDatabase();
const { db } = database;
const PORTAL = 1;

/** A text that cannot be compressed: PostgreSQL compresses what it puts into an index. */
function noise(length: number, seed: string): string {
  const parts: string[] = [];
  for (let n = 0; n * 44 < length; n++) parts.push(createHash('sha256').update(`${seed}${n}`).digest('base64'));
  return parts.join('').slice(0, length);
}

/** Two long texts that differ in their last letter alone. */
const pair = (length: number): [string, string] => [`${noise(length - 1, 'x')}a`, `${noise(length - 1, 'x')}b`];
const LENGTHS = [10_000, 1_000_000];

beforeEach(async () => {
  await emptyTables(database);
  await activePortal(db, PORTAL);
});

describe('a bounded key', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc
      .tuple(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), fc.integer({ min: 1, max: 400 }))
      .map(([part, times]) => part.repeat(times)),
  );

  it('is the text while it is short, bounded whatever it is, its own key, and the same in PostgreSQL', async () => {
    await fc.assert(
      fc.asyncProperty(
        texts.map((text) => text.replaceAll('\u0000', '').toWellFormed()),
        async (text) => {
          const key = boundedKey(text);
          const { rows } = await sql<{ key: string }>`select ${boundedKeySql(sql`${text}::text`)} as key`.execute(db);

          expect(rows[0]!.key).toBe(key);
          expect(boundedKey(key)).toBe(key);
          expect(Buffer.byteLength(key)).toBeLessThanOrEqual(1_000);
          if (Buffer.byteLength(text) <= 1_000) expect(key).toBe(text);
        },
      ),
      law(100),
    );
  });

  it.each(LENGTHS)('tells two texts of %i letters apart by their last', (length) => {
    const [one, other] = pair(length);

    expect(boundedKey(one)).not.toBe(boundedKey(other));
  });
});

describe.each(LENGTHS)('texts of %i letters', (length) => {
  const [one, other] = pair(length);
  const claim = (held: string) => claimContacts(db, { portalId: PORTAL, lease: held, now: NOW, limit: 10 });

  async function evaluate(contactIds: readonly number[], found: (contactId: number) => Found) {
    const held = lease();
    await noteContacts(db, { portalId: PORTAL, notes: contactIds.map((contactId) => ({ contactId })), now: NOW });
    const rows = (await claim(held)).map((claimed) => result(claimed, found(claimed.contactId)));
    await completeContacts(db, { portalId: PORTAL, lease: held, now: NOW, rows });
  }

  it('are types and properties of events, each remembered by itself', async () => {
    const none = { kind: 'none' } as const;
    const events = [one, other].flatMap((text) => [
      event(none, { type: text, property: other }),
      event(none, { type: 'x', property: text }),
    ]);

    const first = await acceptEvents(db, { portalId: PORTAL, events, now: NOW, debounceMs: 0 });
    const again = await acceptEvents(db, { portalId: PORTAL, events, now: NOW, debounceMs: 0 });

    expect(first).toMatchObject({ accepted: 4, deadLetters: [] });
    expect(again).toMatchObject({ accepted: 0, duplicates: 4 });
  });

  it('are keys of jobs, which are done, set aside and tried again by them', async () => {
    const payloadOf = (key: string) => ({ into: key.charCodeAt(key.length - 1), from: [] });
    const jobs = [one, other].map((key) => ({ kind: 'merge' as const, key, payload: payloadOf(key), runAt: NOW }));
    await addJobs(db, { portalId: PORTAL, jobs, ifPresent: 'replace' });
    await addJobs(db, { portalId: PORTAL, jobs, ifPresent: 'replace' });
    expect(await findJob(db, PORTAL, 'merge', one)).toEqual({ payload: payloadOf('a') });

    const claimed = await claimJobs(db, { portalId: PORTAL, lease: lease(), now: NOW, limit: 10 });
    expect(claimed).toMatchObject({ jobs: [{}, {}], unreadable: [] });
    const [a, b] = claimed.jobs;
    await failJob(db, a!, { error: 'x', now: NOW, maxAttempts: 1, random: () => 0 });
    expect(await completeJob(db, b!)).toBe(true);

    const listed = await listDeadLetters(db, { portalId: PORTAL, limit: 10 });
    expect(listed).toHaveLength(1);
    expect(await retryDeadLetters(db, { portalId: PORTAL, deadLetters: listed, now: NOW })).toBe(1);
  });

  it('are ids of activities and keys of tasks and touches', async () => {
    const task = (key: string) => ({ key, kind: 'manual', dueAt: NOW, body: {} });
    const found = {
      activities: [activity(one), activity(other)],
      tasks: [task(one), task(other)],
    };
    await evaluate([1], () => found);
    await evaluate([1], () => found);
    await noteContacts(db, { portalId: PORTAL, notes: [{ contactId: 1, activities: [activity(one)] }], now: NOW });

    expect(await readActivities(db, { portalId: PORTAL, contactId: 1 })).toHaveLength(2);
    expect(await db.selectFrom('task').selectAll().execute()).toHaveLength(2);
    const claimed = await claimTasks(db, { portalId: PORTAL, limit: 10, now: NOW });
    const created = claimed.map(({ contactId, key }, n) => ({
      contactId,
      key,
      outcome: 'created' as const,
      hubspotId: n,
    }));
    await settleTasks(db, { portalId: PORTAL, tasks: created, now: NOW, maxAttempts: 8, random: () => 0 });
    await inTransaction(db, (trx) => closeTasks(trx, PORTAL, [{ contactId: 1, key: one, as: 'COMPLETED' }]));
    const tasks = await db.selectFrom('task').select(['state', 'close_as']).execute();
    expect(tasks).toHaveLength(2);
    expect(tasks).toContainEqual({ state: 'created', close_as: null });
    expect(tasks).toContainEqual({ state: 'created', close_as: 'COMPLETED' });
  });

  it.each(['email', 'phone', 'form'] as const)(
    'are traits (%s): the same are duplicates, others are not',
    async (kind) => {
      const traitsOf = (contactId: number, key: string) => ({
        traits: { createdAt: NOW + contactId, traits: [{ kind, key }], peers: NO_PEERS },
      });
      const keys = [one, one, other];
      await evaluate([1, 2, 3], (contactId) => traitsOf(contactId, keys[contactId - 1]!));
      const stored = await db.selectFrom('trait').select('digest').orderBy('contact_id').execute();

      const digests = stored.map(({ digest }) => digest);
      expect(digests.map((digest) => digests.indexOf(digest))).toEqual([0, 0, 2]);
      // The same again is no news, so nobody is due.
      await db.updateTable('contact').set({ run_at: null }).execute();
      await evaluate([1], (contactId) => traitsOf(contactId, one));
      expect(await claim(lease())).toEqual([]);
    },
  );

  it('are occasions for which owners are given', async () => {
    const ask = (occasion: string) => ({
      contactId: 1,
      occasion,
      roundRobin: other,
      owners: ['1', '2'].map((id) => ({ id, weight: 1 })),
      existing: undefined,
      fallback: undefined,
    });
    const assign = (asks: readonly ReturnType<typeof ask>[]) =>
      assignOwners(db, PORTAL, { asks, inAccount: new Set(['1', '2']), now: NOW });

    const given = await assign([ask(one), ask(one), ask(other)]);
    const owners = given.map((assignment) => assignment?.ownerId);
    expect(owners).toEqual(['1', '1', '2']);
    expect((await assign([ask(other), ask(one)])).map((a) => a?.ownerId)).toEqual(['2', '1']);

    const turns = { queues: new Map(), open: new Map() };
    const assignments = [{ contactId: 2, occasion: one, territory: other, ownerId: '1', by: 'turn' as const }];
    await inTransaction(db, (trx) => keepTurns(trx, PORTAL, { turns, assignments, now: NOW }));
    expect(await db.selectFrom('assignment').selectAll().execute()).toHaveLength(3);
  });

  it('are dead letters of webhooks', async () => {
    const letter = (text: string) =>
      ({
        what: 'event',
        portalId: PORTAL,
        reason: 'no_object',
        key: text,
        type: text,
        objectIds: [],
        shape: '',
      }) as const;
    await putWebhookDeadLetters(db, [letter(one), letter(other)], NOW);
    await putWebhookDeadLetters(db, [letter(one)], NOW + 1);

    expect((await listWebhookDeadLetters(db, { portalId: PORTAL, limit: 10 })).map(({ times }) => times)).toEqual([
      2, 1,
    ]);
  });

  it('are ids of a company', async () => {
    await evaluate([1], () => ({ facts: { ...facts(), companyId: one } }));
    await evaluate([2], () => ({ facts: { ...facts(), companyId: '5' } }));

    expect(await contactsLinkedTo(db, PORTAL, 'company', ['5'], NOW)).toEqual([2]);
  });
});
