import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { NO_FACTS } from '../../src/domain/contact.ts';
import { DAY } from '../../src/domain/time/time.ts';
import { claimContacts } from '../../src/store/contacts/claim-contacts.ts';
import { completeContacts } from '../../src/store/contacts/complete-contacts.ts';
import { eraseContacts } from '../../src/store/contacts/erase-contacts.ts';
import { failContacts } from '../../src/store/contacts/fail-contacts.ts';
import { mergeContacts } from '../../src/store/contacts/merge-contacts.ts';
import { noteContacts } from '../../src/store/contacts/note-contacts.ts';
import { storeReadContacts } from '../../src/store/contacts/store-read-contacts.ts';
import { erasePortal } from '../../src/store/portals/portals.ts';
import {
  contactsAtHand,
  countOpenCallbacks,
  deferCallbacks,
  findCallbacks,
  finishCallbacks,
  putCallbacks,
  readyCallbacks,
  storeAnswers,
} from '../../src/store/work/callbacks.ts';
import { forgetOld } from '../../src/store/work/forget-old.ts';
import { takePortals } from '../../src/store/work/leases.ts';
import { emptyTables, freshDatabase } from '../support/database/database.ts';
import { activePortal, facts, lease, NOW, result } from './fixtures.ts';

const database = await freshDatabase();
const { db } = database;
const PORTAL = 1;

/** A workflow reaches a step that needs a fresh evaluation. */
async function enrol(callbackId: string, contactId: number): Promise<void> {
  await noteContacts(db, { portalId: PORTAL, notes: [{ contactId, refresh: true }], now: NOW });
  const callback = { callbackId, contactId, action: 'score_contact', input: { from: callbackId }, outputs: null };
  const waiting = { ...callback, state: 'waiting' as const, expiresAt: NOW + 1_000 };
  await putCallbacks(db, { portalId: PORTAL, callbacks: [waiting], now: NOW });
}

const held = lease();
const claim = () => claimContacts(db, { portalId: PORTAL, lease: held, now: NOW, limit: 10 });
const complete = async (claimed: Awaited<ReturnType<typeof claim>>) =>
  completeContacts(db, {
    portalId: PORTAL,
    lease: held,
    now: NOW,
    rows: claimed.map((c) => result(c, { facts: facts() })),
  });
const ready = (now = NOW) => readyCallbacks(db, { portalId: PORTAL, now, limit: 100 });
const idsOf = (callbacks: readonly { readonly callbackId: string }[]) => callbacks.map(({ callbackId }) => callbackId);
const statesOf = async (...ids: string[]) => {
  const found = await findCallbacks(db, PORTAL, ids);
  return ids.map((id) => found.get(id)?.state);
};

beforeEach(async () => {
  await emptyTables(database);
  await activePortal(db, PORTAL);
});

describe('a callback', () => {
  it('waits for an evaluation that began after it came', async () => {
    await enrol('first', 1);
    const claimed = await claim();
    await enrol('during', 1);

    await complete(claimed);
    expect(await statesOf('first', 'during')).toEqual(['waiting', 'waiting']);
    await complete(await claim());

    expect(idsOf(await ready())).toEqual(['during', 'first']);
  });

  it('that came before stays as it was', async () => {
    await enrol('one', 1);
    await complete(await claim());
    await storeAnswers(db, PORTAL, [{ callbackId: 'one', outputs: { score: '5' } }]);

    await enrol('one', 1);

    expect(await findCallbacks(db, PORTAL, ['one'])).toEqual(
      new Map([['one', { state: 'ready', outputs: { score: '5' } }]]),
    );
  });

  it('brings its portal to a worker when it is ready, though nothing else is due', async () => {
    await enrol('one', 1);
    const take = (now: number) =>
      takePortals(db, { holder: lease(), now, limit: 1, leaseMs: 0, quietMs: 0 }).then((taken) => taken.length);
    await complete(await claim());

    const whenReady = await take(NOW);
    await deferCallbacks(db, PORTAL, { callbackIds: ['one'], until: NOW + 5 });
    const deferred = [await take(NOW), (await ready()).length];
    const later = [await take(NOW + 5), (await ready(NOW + 5)).length];
    await finishCallbacks(db, PORTAL, ['one']);

    expect([whenReady, deferred, later, await take(NOW + 5)]).toEqual([1, [0, 0], [1, 1], 0]);
  });

  it('is told that its contact could not be brought up to date', async () => {
    await enrol('one', 1);
    const [claimed] = await claim();
    const rows = [{ contactId: 1, seq: claimed!.seq, error: 'broken' }];

    await failContacts(db, { portalId: PORTAL, lease: held, rows, now: NOW, maxAttempts: 1, random: () => 0 });

    expect(await ready()).toMatchObject([{ callbackId: 'one', deadLetter: true }]);
  });

  it('goes on waiting while its contact is tried again', async () => {
    await enrol('one', 1);
    const [claimed] = await claim();
    const rows = [{ contactId: 1, seq: claimed!.seq, error: 'broken' }];

    await failContacts(db, { portalId: PORTAL, lease: held, rows, now: NOW, maxAttempts: 8, random: () => 0 });

    expect(await statesOf('one')).toEqual(['waiting']);
  });

  it('outlives an erased contact to be answered, without anything of the contact; what was answered goes with it', async () => {
    await enrol('waiting', 1);
    await enrol('done', 1);
    await finishCallbacks(db, PORTAL, ['done']);

    await eraseContacts(db, { portalId: PORTAL, contactIds: [1], now: NOW });

    expect(await statesOf('waiting', 'done')).toEqual(['ready', undefined]);
    expect(await ready()).toMatchObject([{ contactId: null, input: {}, outputs: null, contact: null }]);
    await finishCallbacks(db, PORTAL, ['waiting']);
    expect(await statesOf('waiting')).toEqual([undefined]);
  });

  it('follows a merge, and waits for the contact that is left', async () => {
    await enrol('of the merged', 1);
    await enrol('evaluated', 3);
    await enrol('evaluated, of the contact that is left', 2);
    await complete((await claim()).filter(({ contactId }) => contactId !== 1));

    await mergeContacts(db, {
      portalId: PORTAL,
      from: [1, 3],
      into: 2,
      now: NOW,
      mergeMemory: (a) => a,
      shownBy: () => ({}),
    });
    expect(await ready()).toEqual([]);
    await complete(await claim());

    expect((await ready()).map(({ contactId }) => contactId)).toEqual([2, 2, 2]);
  });

  it('is erased with its portal, and forgotten in time', async () => {
    await enrol('one', 1);
    await forgetOld(db, NOW + 3 * DAY);
    expect(await countOpenCallbacks(db, PORTAL, 10)).toBe(1);
    expect(await countOpenCallbacks(db, PORTAL, 0)).toBe(0);

    await forgetOld(db, NOW + 3 * DAY + 1);
    await enrol('two', 1);
    await erasePortal(db, PORTAL, NOW);

    expect(await statesOf('one', 'two')).toEqual([undefined, undefined]);
  });
});

describe('a contact at hand', () => {
  it('is what the newest reading, people and the last evaluation say', async () => {
    const notes = [
      { contactId: 1, refresh: true, decisions: { pausedUntil: NOW + 1 }, inputs: { ripen_bant_need: 'yes' } },
    ];
    await noteContacts(db, { portalId: PORTAL, notes, now: NOW });

    expect((await contactsAtHand(db, PORTAL, [1, 2])).get(1)).toEqual({
      facts: null,
      memory: null,
      decisions: { pausedUntil: NOW + 1 },
      inputs: { ripen_bant_need: 'yes' },
      evaluation: null,
    });
    expect((await contactsAtHand(db, PORTAL, [1, 2])).has(2)).toBe(false);
  });

  it('is what was found and written, until nobody knows what HubSpot shows', async () => {
    await enrol('one', 1);
    const [claimed] = await claim();
    const found = { relation: 'prospect', grade: 'B2', doNotContact: ['Competitor'], bantDetails: {} };
    const standing = { track: 'sales_ready', properties: { ripen_score: '40' } } as const;
    const row = result(claimed!, { evaluation: found, track: 'sales_ready', standing });
    await completeContacts(db, { portalId: PORTAL, lease: held, now: NOW, rows: [row] });
    const evaluation = async () => (await contactsAtHand(db, PORTAL, [1])).get(1)?.evaluation;

    expect(await evaluation()).toEqual({
      relation: 'prospect',
      grade: 'B2',
      doNotContact: ['Competitor'],
      qualification: row.evaluation.memory.qualification,
      segment: row.evaluation.memory.segment,
      track: 'sales_ready',
      written: { ripen_score: '40' },
    });

    await sql`update contact set standing = '{"track": "none"}'`.execute(db);
    expect(await evaluation()).toBeNull();
  });

  it('has no deals where none were read yet', async () => {
    const contacts = [{ contactId: 1, facts: { contact: { email: 'ada@engines.example' } }, at: NOW }];
    await storeReadContacts(db, { portalId: PORTAL, contacts, now: NOW });

    const atHand = (await contactsAtHand(db, PORTAL, [1])).get(1);

    expect(atHand?.facts).toEqual({ ...NO_FACTS, contact: { email: 'ada@engines.example' } });
  });
});
