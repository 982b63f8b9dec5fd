import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import type { WebhookDeadLetter } from '../../src/domain/sync/webhook-dead-letter.ts';
import { DAY } from '../../src/domain/time/time.ts';
import { claimContacts, claimThese, releaseContacts } from '../../src/store/contacts/claim-contacts.ts';
import { completeContacts } from '../../src/store/contacts/complete-contacts.ts';
import { countContacts, findContact, rememberLifecycleIntent } from '../../src/store/contacts/contacts.ts';
import { storeReadContacts } from '../../src/store/contacts/store-read-contacts.ts';
import { doubtGrant, sealPortal } from '../../src/store/portals/grants.ts';
import { erasePortal, storeInstalledPortal } from '../../src/store/portals/portals.ts';
import { findScore } from '../../src/store/portals/score-cards.ts';
import { forgetOld } from '../../src/store/work/forget-old.ts';
import { acceptDeliveries, type Effect, type InboxEvent } from '../../src/store/work/inbox.ts';
import { claimJobs } from '../../src/store/work/jobs.ts';
import { pendingListChanges } from '../../src/store/work/lists.ts';
import { claimTasks } from '../../src/store/work/tasks.ts';
import { emptyTables, freshDatabase } from '../support/database/database.ts';
import { law } from '../support/law.ts';
import { acceptEvents, activePortal, activity, event, facts, lease, NOW, result, TOKENS } from './fixtures.ts';

const database = await freshDatabase();
const { db } = database;
const PORTAL = 1;
const DEBOUNCE_MS = 2_000;

const accept = (events: InboxEvent[], now = NOW) =>
  acceptEvents(db, { portalId: PORTAL, events, now, debounceMs: DEBOUNCE_MS });
const claim = (now = NOW + DEBOUNCE_MS) => claimContacts(db, { portalId: PORTAL, lease: lease(), now, limit: 10 });

beforeEach(async () => {
  await emptyTables(database);
  await activePortal(db, PORTAL);
});

describe('accepting events', () => {
  it('inserts an unknown contact, to be read after the debounce', async () => {
    const outcome = await accept([event({ kind: 'mark_stale', contactId: 7 })]);

    expect(outcome).toEqual({ outcome: 'accepted', accepted: 1, duplicates: 0, echoes: 0, deadLetters: [] });
    expect(await findContact(db, PORTAL, 7)).toMatchObject({ stale: true, runAt: NOW + DEBOUNCE_MS, facts: null });
  });

  it('counts an event once, whether repeated in its batch or in another', async () => {
    const look = event({ kind: 'mark_stale', contactId: 7 });

    const first = await accept([look, look]);
    const again = await accept([look]);

    expect(first).toMatchObject({ accepted: 1, duplicates: 1 });
    expect(again).toMatchObject({ accepted: 0, duplicates: 1 });
    expect((await claim())[0]!.seq).toBe(1);
  });

  it('stores deliveries together, and says of each what became of its events', async () => {
    const look = (eventId: number) => event({ kind: 'mark_stale', contactId: 7 }, { eventId });
    const letter: WebhookDeadLetter = {
      ...{ what: 'event', portalId: PORTAL, key: 'k', reason: 'no_object', type: '', objectIds: [], shape: '' },
    };
    const unread = event({ kind: 'dead_letter', deadLetter: letter }, { eventId: 3 });
    const batch = { portalId: PORTAL, now: NOW, debounceMs: DEBOUNCE_MS };

    expect(await acceptDeliveries(db, { ...batch, deliveries: [[look(1)], [], [look(1), look(2), unread]] })).toEqual([
      { outcome: 'accepted', accepted: 1, duplicates: 0, deadLetters: [] },
      { outcome: 'accepted', accepted: 0, duplicates: 0, deadLetters: [] },
      { outcome: 'accepted', accepted: 2, duplicates: 1, deadLetters: [letter] },
    ]);
    await erasePortal(db, PORTAL, NOW);
    expect(await acceptDeliveries(db, { ...batch, deliveries: [[look(4)], [look(5)]] })).toEqual([
      { outcome: 'portal_not_active' },
      { outcome: 'portal_not_active' },
    ]);
  });

  it('leaves a contact as it is that will be read in time already', async () => {
    const look = (eventId: number, relink = false) => event({ kind: 'mark_stale', contactId: 7, relink }, { eventId });
    const seqNow = async () => {
      const { rows } = await database.pool.query('select seq, relink, run_at, xmin::text from contact');
      return rows[0];
    };
    await accept([look(1)]);
    const waiting = await seqNow();

    expect(await accept([look(2)], NOW + 9)).toMatchObject({ accepted: 1, echoes: 0 });
    expect(await seqNow()).toEqual(waiting);
    await accept([look(3)], NOW - 9);
    expect(await seqNow(), 'due earlier').toMatchObject({ seq: 2, run_at: NOW - 9 + DEBOUNCE_MS });
    await accept([look(4, true)], NOW + 9);
    expect(await seqNow(), 'more to read').toMatchObject({ seq: 3, relink: true });
    const held = lease();
    const [claimed] = await claimContacts(db, { portalId: PORTAL, lease: held, now: NOW + DEBOUNCE_MS, limit: 1 });
    await accept([look(5)], NOW + 9);
    const marked = await seqNow();
    expect(marked, 'held').toMatchObject({ seq: 4 });
    await accept([look(6)], NOW + 9);
    expect(await seqNow(), 'held, and marked since').toEqual(marked);
    await completeContacts(db, { portalId: PORTAL, lease: held, now: NOW, rows: [result(claimed!)] });
    expect(await findContact(db, PORTAL, 7), 'whoever completes it makes it due').toMatchObject({ stale: true });

    await claim();
    await accept([look(7)], NOW + 9);
    await database.pool.query("update contact set claimed_by = '00000000-0000-4000-8000-000000000000'");
    await accept([look(8)], NOW + 9);
    expect(await seqNow(), 'held by a program that does not say what it claimed').toMatchObject({ seq: 6 });
  });

  it.each<[string, (held: string) => Promise<unknown>]>([
    [
      'claimed as due',
      (held) => claimContacts(db, { portalId: PORTAL, lease: held, now: NOW + DEBOUNCE_MS, limit: 1 }),
    ],
    ['chosen', (held) => claimThese(db, { portalId: PORTAL, lease: held, now: NOW, contactIds: [7] })],
  ])('marks a contact that is %s once more by the same worker', async (_, claimAgain) => {
    const look = (eventId: number) => event({ kind: 'mark_stale', contactId: 7 }, { eventId });
    const seqNow = async () => (await database.pool.query('select seq from contact')).rows[0].seq;
    const held = lease();
    await accept([look(1)]);
    await claimContacts(db, { portalId: PORTAL, lease: held, now: NOW + DEBOUNCE_MS, limit: 1 });
    await accept([look(2)]);
    await releaseContacts(db, { portalId: PORTAL, lease: held, contactIds: [7] });

    await claimAgain(held);
    const claimed = await seqNow();
    await accept([look(3)]);
    expect(await seqNow(), 'the worker may have read it before').toBe(claimed + 1);
    await accept([look(4)]);
    expect(await seqNow(), 'it will be read again anyway').toBe(claimed + 1);
  });

  it.each<[string, Partial<InboxEvent>]>([
    ['event id', { eventId: 2 }],
    ['type', { type: 'contact.creation' }],
    ['object', { objectId: 8 }],
    ['property', { property: 'phone' }],
    ['instant', { occurredAt: NOW + 1 }],
  ])('tells events apart by their %s', async (_, key) => {
    const effect = { kind: 'mark_stale', contactId: 7 } as const;

    const outcome = await accept([event(effect), event(effect, key)]);

    expect(outcome).toMatchObject({ accepted: 2, duplicates: 0 });
  });

  it('does not push a due contact back', async () => {
    await accept([event({ kind: 'mark_stale', contactId: 7 })]);

    await accept([event({ kind: 'mark_stale', contactId: 7 }, { eventId: 2 })], NOW + 1_500);

    expect((await findContact(db, PORTAL, 7))?.runAt).toBe(NOW + DEBOUNCE_MS);
  });

  it('keeps a contact that is said to be gone, untold, until a later look confirms it', async () => {
    await accept([event({ kind: 'mark_stale', contactId: 7 })]);
    const held = lease();
    const [claimed] = await claimContacts(db, { portalId: PORTAL, lease: held, now: NOW + DEBOUNCE_MS, limit: 1 });
    const point = {
      at: NOW,
      explicit: 1,
      implicit: 2,
      score: 3,
      qualification: 'mql',
      segment: null,
      cause: 'x',
    } as const;
    const task = { key: 'k', kind: 'call', dueAt: NOW, body: {} };
    const found = { activities: [activity('a')], points: [point], tasks: [task], track: 'customer' } as const;
    const rows = [result(claimed!, found)];
    await completeContacts(db, { portalId: PORTAL, lease: held, now: NOW, rows });

    await accept([event({ kind: 'gone', contactId: 7, by: 'told', afterMs: 60_000 }, { type: 'contact.deletion' })]);

    expect((await findScore(db, PORTAL, 7))?.contact).toBeNull();
    expect(await countContacts(db, PORTAL, NOW)).toMatchObject({ total: 0, scored: 0 });
    expect(await claimTasks(db, { portalId: PORTAL, limit: 10, now: NOW })).toEqual([]);
    expect(await pendingListChanges(db, { portalId: PORTAL, limit: 10, now: NOW })).toEqual([]);
    expect(await claimContacts(db, { portalId: PORTAL, lease: lease(), now: NOW + 59_999, limit: 1 })).toEqual([]);
    expect(await claimContacts(db, { portalId: PORTAL, lease: lease(), now: NOW + 60_000, limit: 1 })).toMatchObject([
      { contactId: 7, stale: true, missing: { since: NOW, by: 'told' }, activities: [{ id: 'a' }] },
    ]);
  });

  it('confirms at once what a person asked for, even if a deletion is told too', async () => {
    await accept([
      event({ kind: 'gone', contactId: 7, by: 'told', afterMs: 60_000 }, { type: 'contact.deletion' }),
      event({ kind: 'gone', contactId: 7, by: 'privacy', afterMs: 0 }, { type: 'contact.privacyDeletion' }),
    ]);

    expect(await claimContacts(db, { portalId: PORTAL, lease: lease(), now: NOW, limit: 1 })).toMatchObject([
      { missing: { since: NOW, by: 'privacy' } },
    ]);
  });

  it('looks at a contact that was erased and restored in one batch', async () => {
    await accept([event({ kind: 'mark_stale', contactId: 7 })]);

    await accept([
      event({ kind: 'mark_stale', contactId: 7 }, { type: 'contact.restore' }),
      event({ kind: 'gone', contactId: 7, by: 'told', afterMs: 0 }, { type: 'contact.deletion' }),
    ]);

    expect(await findContact(db, PORTAL, 7)).toMatchObject({ stale: true, facts: null });
  });

  it('adds a job once, with the payload of the last event', async () => {
    const job = (into: number) =>
      ({ kind: 'job', job: { kind: 'merge', key: '5', payload: { into, from: [4] } } }) as const;

    await accept([event(job(1)), event(job(2), { eventId: 2 })]);
    await accept([event(job(3), { eventId: 3 })]);

    const { jobs } = await claimJobs(db, { portalId: PORTAL, lease: lease(), now: NOW, limit: 10 });
    expect(jobs).toMatchObject([{ kind: 'merge', key: '5', payload: { into: 3, from: [4] } }]);
  });

  it('remembers an event without an effect', async () => {
    expect(await accept([event({ kind: 'none' })])).toMatchObject({ accepted: 1, duplicates: 0 });
    expect(await accept([event({ kind: 'none' })])).toMatchObject({ accepted: 0, duplicates: 1 });
  });

  it('takes an empty batch', async () => {
    expect(await accept([])).toEqual({
      outcome: 'accepted',
      accepted: 0,
      duplicates: 0,
      echoes: 0,
      deadLetters: [],
    });
  });

  it.each(['unknown', 'installing', 'disconnected'])('stores nothing for a portal that is %s', async (state) => {
    await emptyTables(database);
    await activePortal(db, 2);
    if (state !== 'unknown') await storeInstalledPortal(db, { portalId: PORTAL, tokens: TOKENS, scopes: [], now: NOW });
    if (state === 'disconnected') await erasePortal(db, PORTAL, NOW);

    const outcome = await accept([event({ kind: 'mark_stale', contactId: 7 })]);

    expect(outcome).toEqual({ outcome: 'portal_not_active' });
    expect(await accept([])).toEqual(outcome);
    expect(await db.selectFrom('event').selectAll().execute()).toEqual([]);
    expect(await findContact(db, PORTAL, 7)).toBeNull();
  });

  it('erases the contact of a portal that is sealed, or being installed again, and stores nothing', async () => {
    for (const contactId of [7, 8, 9]) await accept([event({ kind: 'mark_stale', contactId }, { eventId: contactId })]);
    await doubtGrant(db, { portalId: PORTAL, now: NOW, checkAt: NOW });
    await sealPortal(db, { portalId: PORTAL, refusedAt: NOW, now: NOW, eraseAt: NOW + 1 });

    expect(await accept([event({ kind: 'gone', by: 'privacy', afterMs: 0, contactId: 7 })])).toEqual({
      outcome: 'portal_not_active',
    });
    await storeInstalledPortal(db, { portalId: PORTAL, tokens: TOKENS, scopes: [], now: NOW });
    expect(await accept([event({ kind: 'gone', by: 'privacy', afterMs: 0, contactId: 8 })])).toEqual({
      outcome: 'portal_not_active',
    });

    const left = await Promise.all([7, 8, 9].map((contactId) => findContact(db, PORTAL, contactId)));
    expect(left.map((contact) => contact === null)).toEqual([true, true, false]);
  });

  it('comes to the same in one statement as in several', async () => {
    const eventId = fc.integer({ min: 1, max: 8 });
    const contactId = fc.integer({ min: 7, max: 10 });
    const property = fc.constantFrom('Paris', 'Rome').map((value) => ({ property: 'city', value, at: NOW }));
    const ifNot = fc.option(property, { nil: undefined });
    const mark = fc
      .record({ contactId, relink: fc.boolean(), ifNot })
      .map(({ ifNot, ...mark }): Effect => ({ kind: 'mark_stale', ...mark, ...(ifNot && { ifNot }) }));
    const effect = fc.oneof(mark, fc.constant<Effect>({ kind: 'none' }));
    const told = fc
      .tuple(effect, eventId, fc.boolean())
      .map(([effect, eventId, repeated]) => event(effect, { eventId, repeated }));
    const comesOf = async (batches: readonly InboxEvent[][], heardAt: number | null) => {
      await emptyTables(database);
      await activePortal(db, PORTAL);
      await database.pool.query(
        `insert into contact (portal_id, contact_id, stale, facts, facts_at) values (1, 7, false, $1, $2), (1, 8, true, $1, $2)`,
        [JSON.stringify({ contact: { city: 'Paris' } }), NOW],
      );
      const outcomes = [];
      for (const [n, events] of batches.entries()) {
        // Who was not heard within a minute is noted first, which takes a statement of its own.
        await db.updateTable('portal').set({ heard_at: heardAt }).execute();
        outcomes.push(await accept(events, NOW + n));
      }
      const contacts = await sql`select contact_id, stale, relink, run_at from contact order by 1`.execute(db);
      const events = await sql`select event_id, property, received_at from event order by 1, 2`.execute(db);
      return { outcomes, contacts: contacts.rows, events: events.rows };
    };

    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(told, { maxLength: 8 }), { minLength: 1, maxLength: 3 }), async (batches) => {
        expect(await comesOf(batches, NOW)).toEqual(await comesOf(batches, null));
      }),
      law(20),
    );
  });

  it('forgets events after a time', async () => {
    await accept([event({ kind: 'none' })], NOW);
    await accept([event({ kind: 'none' }, { eventId: 2 })], NOW + 1);

    await forgetOld(db, NOW + 3 * DAY + 1);
    const { rows } = await database.pool.query('select received_at from event');
    expect(rows).toEqual([{ received_at: NOW + 1 }]);
  });
});

describe('the echo of our own lifecycle write', () => {
  const stageChanged = (lifecycle: string, eventId: number) =>
    event(
      { kind: 'mark_stale', contactId: 7, ifNot: { property: 'lifecyclestage', value: lifecycle, at: NOW } },
      { property: 'lifecyclestage', eventId },
    );
  const known = facts({ lifecyclestage: 'lead' });
  /** as completed: HubSpot has taken the stage */
  const written = facts({ lifecyclestage: 'mql' });

  async function evaluated(work: (held: string) => Promise<void> = async () => {}, found = known): Promise<void> {
    const held = lease();
    const [claimed] = await claimContacts(db, { portalId: PORTAL, lease: held, now: NOW + DEBOUNCE_MS, limit: 1 });
    await work(held);
    await completeContacts(db, {
      portalId: PORTAL,
      lease: held,
      now: NOW,
      rows: [result(claimed!, { facts: found })],
    });
  }
  const writeStage = (held: string) =>
    rememberLifecycleIntent(db, { portalId: PORTAL, lease: held, rows: [{ contactId: 7, lifecycle: 'mql' }] });

  beforeEach(() => accept([event({ kind: 'mark_stale', contactId: 7 })]));

  it('is known when it arrives before the completion', async () => {
    await evaluated(async (held) => {
      await writeStage(held);
      expect(await accept([stageChanged('mql', 2)])).toMatchObject({ accepted: 1, echoes: 1 });
    });

    expect(await findContact(db, PORTAL, 7)).toMatchObject({ stale: false, runAt: null });
  });

  it('is known when it arrives after the completion', async () => {
    await evaluated(writeStage, written);

    expect(await accept([stageChanged('mql', 2)])).toMatchObject({ echoes: 1 });
    expect(await findContact(db, PORTAL, 7)).toMatchObject({ stale: false, runAt: null });
  });

  it('is not confused with somebody who sets the stage back', async () => {
    await evaluated(writeStage, written);

    expect(await accept([stageChanged('lead', 2)])).toMatchObject({ echoes: 0 });
    expect(await findContact(db, PORTAL, 7)).toMatchObject({ stale: true });
  });

  it('is not confused with somebody who sets our stage again, later', async () => {
    await evaluated(writeStage, written);
    await accept([stageChanged('lead', 2)]);
    await evaluated(undefined, facts({ lifecyclestage: 'lead' }));

    expect(await accept([stageChanged('mql', 3)])).toMatchObject({ echoes: 0 });
  });

  it('does not hide another change of the same contact', async () => {
    await evaluated(writeStage, written);

    const outcome = await accept([stageChanged('mql', 2), event({ kind: 'mark_stale', contactId: 7 }, { eventId: 3 })]);

    expect(outcome).toMatchObject({ accepted: 2, echoes: 1 });
    expect(await findContact(db, PORTAL, 7)).toMatchObject({ stale: true });
  });

  it('is not confused with somebody who sets the stage back while the contact is in hand', async () => {
    await evaluated();
    await accept([stageChanged('mql', 2)]);
    await evaluated(async () => {
      expect(await accept([stageChanged('lead', 3)])).toMatchObject({ echoes: 0 });
    }, written);

    expect(await findContact(db, PORTAL, 7)).toMatchObject({ stale: true });
  });
});

describe('a value that was read already', () => {
  const cityChanged = (city: string, at: number, eventId = 2) =>
    event(
      { kind: 'mark_stale', contactId: 7, ifNot: { property: 'city', value: city, at } },
      { property: 'city', eventId },
    );
  const read = (city: string, at: number) =>
    storeReadContacts(db, { portalId: PORTAL, contacts: [{ contactId: 7, facts: facts({ city }), at }], now: NOW });
  const evaluated = async () => {
    const held = lease();
    const [claimed] = await claimContacts(db, { portalId: PORTAL, lease: held, now: NOW + DEBOUNCE_MS, limit: 1 });
    return {
      claimed: claimed!,
      complete: (city: string) =>
        completeContacts(db, {
          portalId: PORTAL,
          lease: held,
          now: NOW,
          rows: [result(claimed!, { facts: facts({ city }), factsAt: NOW })],
        }),
    };
  };
  beforeEach(async () => {
    await read('Rome', NOW);
    await (await evaluated()).complete('Rome');
  });

  it('is no news when the change came before the reading', async () => {
    expect(await accept([cityChanged('Rome', NOW - 5)])).toMatchObject({ echoes: 1 });
    expect(await findContact(db, PORTAL, 7)).toMatchObject({ stale: false });
  });

  it('is news when the change came after it: the value went away and came back', async () => {
    expect(await accept([cityChanged('Rome', NOW + 5)])).toMatchObject({ echoes: 0 });
  });

  it('is news while a worker has the contact, which may have read another value', async () => {
    await accept([cityChanged('Oslo', NOW + 1)]);
    const { complete } = await evaluated();

    expect(await accept([cityChanged('Rome', NOW, 3)])).toMatchObject({ echoes: 0 });
    await complete('Oslo');

    expect(await findContact(db, PORTAL, 7)).toMatchObject({ stale: true });
  });

  it('is news when a newer reading, which no evaluation has used, found another', async () => {
    await read('Oslo', NOW + 1);

    expect(await accept([cityChanged('Oslo', NOW + 1, 3)])).toMatchObject({ echoes: 1 });
    expect(await accept([cityChanged('Rome', NOW)])).toMatchObject({ echoes: 0 });
  });
});
