import { beforeEach, describe, expect, it } from 'vitest';
import type { Waking } from '../../src/domain/contact.ts';
import type { ListName, Track } from '../../src/domain/words.ts';
import { claimContacts } from '../../src/store/contacts/claim-contacts.ts';
import { completeContacts } from '../../src/store/contacts/complete-contacts.ts';
import { makeDue } from '../../src/store/contacts/contacts.ts';
import { mergeContacts } from '../../src/store/contacts/merge-contacts.ts';
import { storeReadContacts } from '../../src/store/contacts/store-read-contacts.ts';
import { type ChosenTraits, FUNNEL_FILTERS } from '../../src/store/figures/present.ts';
import { latestDeeds, recordDeeds } from '../../src/store/ledgers/audit.ts';
import { watchedCorrespondence } from '../../src/store/ledgers/correspondence.ts';
import type { NotedPassage } from '../../src/store/ledgers/passages.ts';
import { countTouches, missedTouches } from '../../src/store/ledgers/touches.ts';
import { doubtfulContacts, excludedContacts } from '../../src/store/portals/people.ts';
import { countExcluded, dataQuality, missedCauses, readyContacts } from '../../src/store/portals/settings.ts';
import { countDeadLetters, listDeadLetters, retryDueDeadLetters } from '../../src/store/work/dead-letters.ts';
import { CHOSEN_LISTS, type ChosenList, listOptions } from '../../src/store/work/list-options.ts';
import { confirmListed, doubtListed, holdListed, pendingListChanges } from '../../src/store/work/lists.ts';
import {
  claimTasks,
  OPEN_AGAIN,
  settleClosed,
  settleTasks,
  tasksInDoubt,
  tasksToClose,
} from '../../src/store/work/tasks.ts';
import { type WorkOrder, workList } from '../../src/store/work/work-list.ts';
import { emptyTables, freshDatabase } from '../support/database/database.ts';
import { activePortal, type Found, facts, lease, MEMORY, NOW, PASSAGE, result, scored } from './fixtures.ts';

const database = await freshDatabase();
const { db } = database;
const PORTAL = 1;

/** Evaluates a contact (an unknown one first comes along in a page) with this result. */
async function evaluate(contactId: number, found: Found): Promise<void> {
  const held = lease();
  await storeReadContacts(db, { portalId: PORTAL, contacts: [{ contactId, facts: facts(), at: NOW }], now: NOW });
  await makeDue(db, { portalId: PORTAL, contactIds: [contactId], now: NOW });
  const claimed = await claimContacts(db, { portalId: PORTAL, lease: held, now: NOW, limit: 10 });
  const rows = claimed.filter((contact) => contact.contactId === contactId).map((contact) => result(contact, found));
  await completeContacts(db, { portalId: PORTAL, lease: held, now: NOW, rows });
}

beforeEach(async () => {
  await emptyTables(database);
  await activePortal(db, PORTAL);
});

describe('the work list', () => {
  const DAY = 86_400_000;
  const task = (kind: string, dueAt: number) => ({
    key: kind,
    kind,
    dueAt,
    body: { subject: kind, note: '' },
    to: null,
  });
  const owes = (why?: Waking) => ({
    evaluation: { response: { since: NOW, dueAt: NOW + DAY, escalateAt: NOW + 2 * DAY, answeredAt: null } },
    memory: { ...MEMORY, owed: { since: NOW, isOver: false, ...(why && { why }) } },
  });

  it('says why each contact waits, how many there are, and shows some of each kind', async () => {
    const owned = { facts: facts({ hubspot_owner_id: '5' }) };
    await evaluate(1, { ...owned, ...owes(), tasks: [task('respond', NOW + DAY)] });
    await evaluate(2, { ...owned, ...owes('mql_woke'), tasks: [task('respond', NOW + DAY)] });
    await evaluate(3, { ...owned, tasks: [task('manual', NOW - DAY), task('late', NOW)] });
    await evaluate(4, { ...owes(), track: 'sales_ready', tasks: [task('manual', NOW + 2 * DAY)] });
    await evaluate(5, { facts: facts({ hubspot_owner_id: '9' }), track: 'sales_ready' });
    await evaluate(6, { ...owned, track: 'sales_ready' });
    const read = (limit: number, ofWait = 0) =>
      workList(db, { portalId: PORTAL, owners: ['5'], now: NOW, limit, ofWait });

    const { items, ...counts } = await read(9);
    expect(counts).toMatchObject({
      count: 5,
      late: 1,
      withoutOwner: 2,
      waiting: { unanswered: 2, woke: 1, by_hand: 2, without_owner: 2 },
    });
    expect(items.map(({ contactId, waits }) => [contactId, waits])).toEqual([
      [4, ['unanswered', 'by_hand', 'without_owner']],
      [5, ['without_owner']],
      [3, ['by_hand']],
      [1, ['unanswered']],
      [2, ['woke']],
    ]);
    expect((await read(1, 1)).items.map(({ contactId }) => contactId)).toEqual([4, 2]);
  });
});

describe('what work lists read of a contact', () => {
  const byHand = { key: 'manual', kind: 'manual', dueAt: NOW, body: { subject: 'Call', note: '' } };
  const owned = { facts: facts({ hubspot_owner_id: '5' }) };
  const waiting = async () => {
    const { items } = await workList(db, { portalId: PORTAL, owners: ['5'], now: NOW, limit: 9 });
    return items.map(({ contactId, ownerId }) => [contactId, ownerId]);
  };

  it('is kept as long as it may be on one', async () => {
    await evaluate(1, { ...owned, tasks: [byHand] });
    expect(await waiting()).toEqual([[1, '5']]);
    await evaluate(1, { ...owned, closedTasks: [{ key: 'manual', as: 'COMPLETED' }] });
    expect(await waiting()).toEqual([]);
    expect(await db.selectFrom('at_hand').selectAll().execute()).toEqual([]);
  });

  it('is known of the contact that is left of a merge, before it is evaluated again', async () => {
    await evaluate(1, { ...owned, tasks: [byHand] });
    await evaluate(2, owned);
    const merge = { portalId: PORTAL, from: [1], into: 2, now: NOW };
    await mergeContacts(db, { ...merge, mergeMemory: (a) => a, shownBy: () => ({}) });
    expect(await waiting()).toEqual([[2, '5']]);
  });
});

describe('the lists that readers choose from', () => {
  const traits = (contactId: number): NotedPassage => {
    const value = ['A', 'B', null][contactId % 3]!;
    const validity = ['valid', 'suspect', 'invalid'][contactId % 3]!;
    const some = { source: value, persona: value, product: value, country: value, track: value, segment: value };
    return { ...PASSAGE, ...some, contactId, validity, ownerId: contactId % 2 === 0 ? '5' : null };
  };

  beforeEach(async () => {
    for (let id = 1; id <= 9; id++)
      await evaluate(id, {
        facts: facts(id % 2 === 0 ? { hubspot_owner_id: '5' } : {}),
        extra: ['ready'],
        evaluation: scored((id * 7) % 10, { ready: 'Asked for a demo' }),
        passage: traits(id),
        tasks: [{ key: 'k', kind: 'manual', dueAt: NOW + id, body: { subject: `${id}`, note: '' } }],
        ...(id <= 3 && {
          excluded: ['Opted out'],
          correspondence: [excluded, { kind: 'send', at: NOW, campaign: null }],
        }),
        // What was due before the period counts for nothing.
        touches: [{ ...touch, event: id % 2 === 0 ? 'missed' : 'done', dueAt: id === 9 ? NOW - 1 : NOW }],
      });
    const deeds = [1, 2, 3, 4, 5, 6].map((contactId) => ({ contactId, by: null, action: 'vouch', detail: {} }));
    await recordDeeds(db, PORTAL, deeds, NOW);
  });
  const excluded = { kind: 'excluded', at: NOW - 1, rules: ['Opted out'] } as const;
  const touch = { track: 'mql_nurture', kind: 'email', at: NOW, cause: null } as const;

  const countOf: Readonly<Record<ChosenList, (only: ChosenTraits) => Promise<number>>> = {
    sales: async (only) =>
      (await workList(db, { portalId: PORTAL, owners: ['5'], now: NOW, limit: 99, only })).items.length,
    ready: async (only) => (await readyContacts(db, PORTAL, { shown: 99, only })).contacts.length,
    nurture: async (only) => {
      const period = { portalId: PORTAL, since: NOW, only };
      const touches = await countTouches(db, period);
      const missed = await missedTouches(db, period, 99);
      const inState = (state: string) => touches.find((one) => one.state === state)?.touches ?? 0;
      expect(missed).toHaveLength(inState('missed'));
      expect((await missedCauses(db, period)).map(({ count }) => count)).toEqual(
        missed.length > 0 ? [missed.length] : [],
      );
      const watched = await watchedCorrespondence(db, period, 99);
      expect(watched.latest).toHaveLength(watched.sends);
      const { length } = await excludedContacts(db, PORTAL, 99, only);
      expect([await countExcluded(db, PORTAL, only), watched.excluded, watched.sends]).toEqual([
        length,
        length,
        length,
      ]);
      return inState('done') + inState('missed');
    },
    deeds: async (only) => (await latestDeeds(db, { portalId: PORTAL, limit: 99, only })).length,
    quality: async (only) => {
      const { suspect, invalid } = await dataQuality(db, PORTAL, only);
      const listed = await Promise.all(
        (['suspect', 'invalid'] as const).map((validity) =>
          doubtfulContacts(db, PORTAL, { validity, limit: 99, only }),
        ),
      );
      expect(listed.map(({ length }) => length)).toEqual([suspect, invalid]);
      return suspect + invalid;
    },
  };

  it.each(CHOSEN_LISTS)('of the values of each choice add up to all: %s', async (list) => {
    const options = await listOptions(db, { portalId: PORTAL, owners: ['5'], since: NOW, list, only: {}, most: 9 });
    const all = await countOf[list]({});
    expect(all).toBe({ sales: 9, ready: 9, nurture: 8, quality: 6, deeds: 6 }[list]);
    expect(await countExcluded(db, PORTAL)).toBe(3);
    for (const filter of FUNNEL_FILTERS) {
      const values = options.filter((one) => one.filter === filter);
      expect(
        values.reduce((sum, { contacts }) => sum + contacts, 0),
        filter,
      ).toBe(all);
      for (const { value, contacts } of values)
        expect(await countOf[list]({ [filter]: value ?? '' }), `${filter} ${value}`).toBe(contacts);
    }
  });

  it('keep on offer what is chosen, among however many values', async () => {
    const options = await listOptions(db, {
      portalId: PORTAL,
      owners: ['5'],
      since: NOW,
      list: 'sales',
      only: { source: '' },
      most: 1,
    });
    expect(options.filter(({ filter }) => filter === 'source').map(({ value }) => value)).toEqual(['A', null]);
  });

  it('come in the order that is asked for', async () => {
    const ordered = async (order: WorkOrder) => {
      const { items } = await workList(db, { portalId: PORTAL, owners: ['5'], now: NOW, limit: 99, order });
      return items.map(({ contactId }) => contactId);
    };
    expect(await ordered('due'), 'nobody’s first').toEqual([1, 3, 5, 7, 9, 2, 4, 6, 8]);
    expect(await ordered('score')).toEqual([7, 4, 1, 8, 5, 2, 9, 6, 3]);
    await db.updateTable('task').set({ created_at: 5 }).where('contact_id', '=', 6).execute();
    expect((await ordered('since'))[0]).toBe(6);
    await db.updateTable('task').set({ due_at: NOW }).execute();
    expect(await ordered('due'), 'of the same instant: the highest score').toEqual([7, 1, 5, 9, 3, 4, 8, 2, 6]);
  });
});

describe('list membership', () => {
  const moveTo = (contactId: number, track: Track) => evaluate(contactId, { track });
  const pending = (limit = 10, now = NOW) => pendingListChanges(db, { portalId: PORTAL, limit, now });
  const confirm = (changes: Parameters<typeof confirmListed>[1]['changes']) =>
    confirmListed(db, { portalId: PORTAL, changes });

  it('is pending from the evaluation that changed the track until HubSpot has confirmed it', async () => {
    await moveTo(1, 'mql_nurture');
    await moveTo(2, 'none');

    const changes = await pending();
    await confirm(changes);

    expect(changes).toEqual([{ contactId: 1, from: [], to: ['mql_nurture'], inDoubt: null, tries: 0 }]);
    expect(await pending()).toEqual([]);
  });

  it('can be confirmed in two steps: off the old list, then on the new one', async () => {
    await moveTo(1, 'mql_nurture');
    await confirm(await pending());
    await moveTo(1, 'sales_ready');

    await confirm([{ contactId: 1, from: ['mql_nurture'], to: [] }]);

    expect(await pending()).toMatchObject([{ contactId: 1, from: [], to: ['sales_ready'] }]);
  });

  it('is pending from where the contact really is when its track changed while HubSpot was asked', async () => {
    await moveTo(1, 'mql_nurture');
    const changes = await pending();
    await moveTo(1, 'sales_ready');

    await confirm(changes);

    expect(await pending()).toMatchObject([{ contactId: 1, from: ['mql_nurture'], to: ['sales_ready'] }]);
  });

  it('is pending after a call of which nobody knows, though the contact is where it was before', async () => {
    await moveTo(1, 'mql_nurture');
    await confirm(await pending());
    await moveTo(1, 'sales_ready');
    const doubt = (lists: ListName[]) => doubtListed(db, { portalId: PORTAL, lists: new Map([[1, lists]]) });
    await doubt(['sales_ready']);
    await doubt(['mql_nurture']);
    await moveTo(1, 'mql_nurture');

    const changes = await pending();
    await confirm(changes);

    expect(changes).toMatchObject([
      { from: ['mql_nurture'], to: ['mql_nurture'], inDoubt: ['mql_nurture', 'sales_ready'] },
    ]);
    expect(await pending()).toEqual([]);
  });

  it('stays unknown for a contact that was merged while HubSpot was asked', async () => {
    await moveTo(1, 'mql_nurture');
    const changes = await pending();
    await mergeContacts(db, {
      portalId: PORTAL,
      from: [2],
      into: 1,
      now: NOW,
      mergeMemory: (a) => a,
      shownBy: () => ({}),
    });

    await confirm(changes);

    expect(await pending()).toMatchObject([{ contactId: 1, from: null, to: ['mql_nurture'] }]);
  });

  it('that a list does not take waits longer each time, and is shown in the end', async () => {
    await moveTo(1, 'mql_nurture');
    const pauses: number[] = [];
    let now = NOW;
    for (let times = 0; times < 4; times++) {
      await holdListed(db, { portalId: PORTAL, refused: new Map([[1, 'list_refused invalid']]), now });
      expect(await pending(10, now)).toEqual([]);
      const { list_try_at } = await db.selectFrom('contact').select('list_try_at').executeTakeFirstOrThrow();
      pauses.push((list_try_at - now) / 60_000);
      now = list_try_at;
    }
    const deadLetters = await countDeadLetters(db, PORTAL);
    await confirm(await pending(10, now));

    expect(pauses).toEqual([1, 2, 4, 8]);
    expect(deadLetters).toMatchObject([{ what: 'list', error: 'list_refused invalid', count: 1 }]);
    expect(await countDeadLetters(db, PORTAL)).toEqual([]);
  });

  it('comes in parts', async () => {
    for (const contactId of [1, 2, 3]) await moveTo(contactId, 'customer');

    expect(await pending(2)).toHaveLength(2);
  });
});

describe('the outbox', () => {
  const task = (key: string) => ({ key, kind: 'manual', dueAt: NOW, body: { subject: `Call (${key})` } });
  const claim = (limit = 10, now = NOW) => claimTasks(db, { portalId: PORTAL, limit, now });
  const settle = (tasks: Parameters<typeof settleTasks>[1]['tasks'], now = NOW) =>
    settleTasks(db, { portalId: PORTAL, tasks, now, maxAttempts: 2, random: () => 0 });

  it('gives a task once', async () => {
    await evaluate(1, { tasks: [task('a'), task('b')] });

    expect(await claim(1)).toEqual([{ contactId: 1, ...task('a'), attempts: 1 }]);
    expect(await claim()).toEqual([{ contactId: 1, ...task('b'), attempts: 1 }]);
    expect(await claim()).toEqual([]);
  });

  it('holds one task for one occasion, also after it was created', async () => {
    await evaluate(1, { tasks: [task('a')] });
    await claim();
    const settled = [{ contactId: 1, key: 'a', outcome: 'created', hubspotId: 99 }] as const;
    await settle(settled);

    await evaluate(1, { tasks: [task('a')] });

    expect(await claim()).toEqual([]);
  });

  describe('opens a task again that is asked for again', () => {
    const given = async (as: string | undefined) => {
      await evaluate(1, { tasks: [task('a'), task('never sent')] });
      await claim(1);
      await settle([{ contactId: 1, key: 'a', outcome: 'created', hubspotId: 99 }]);
      await evaluate(1, { closedTasks: ['a', 'never sent'].map((key) => ({ key, as: as ?? 'DEFERRED' })) });
    };
    const again = () => evaluate(1, { tasks: [task('a'), task('never sent')] });
    const toDo = () => tasksToClose(db, { portalId: PORTAL, limit: 10, now: NOW });
    const settled = (as: string) => settleClosed(db, { portalId: PORTAL, tasks: [{ contactId: 1, key: 'a', as }] });
    const bodies = async () =>
      (await db.selectFrom('task').select('body').orderBy('key').execute()).map(({ body }) => body);
    const states = async () =>
      (await db.selectFrom('task').select(['key', 'state', 'close_as']).orderBy('key').execute()).map((row) =>
        Object.values(row),
      );

    it.each([true, false])('whether HubSpot has closed it, %s, or not yet', async (isClosed) => {
      await given('DEFERRED');
      if (isClosed) await settled('DEFERRED');
      await again();

      expect(await toDo()).toEqual([{ contactId: 1, key: 'a', hubspotId: 99, as: OPEN_AGAIN }]);
      expect(await claim()).toMatchObject([task('never sent')]);
      expect(await bodies()).toEqual([task('a').body, task('never sent').body]);
      // The answer to the closing may be late.
      await settled('DEFERRED');
      expect(await toDo()).toHaveLength(1);
      await settled(OPEN_AGAIN);
      expect(await states()).toEqual([
        ['a', 'created', null],
        ['never sent', 'sending', null],
      ]);
    });

    it('which may be closed once more before HubSpot has opened it', async () => {
      await given('DEFERRED');
      await settled('DEFERRED');
      await again();
      await evaluate(1, { closedTasks: [{ key: 'a', as: 'COMPLETED' }] });

      expect(await toDo()).toMatchObject([{ key: 'a', as: 'COMPLETED' }]);
    });

    it('unless it was done', async () => {
      await given('COMPLETED');
      await settled('COMPLETED');
      expect(await bodies(), 'what nobody reads any more').toEqual([null, null]);
      await again();

      expect([await toDo(), await claim()]).toEqual([[], []]);
    });

    it('unless somebody has done it, and Ripen closed it afterwards', async () => {
      await evaluate(1, { tasks: [task('a')] });
      await claim(1);
      await settle([{ contactId: 1, key: 'a', outcome: 'created', hubspotId: 99 }]);
      await settleClosed(db, { portalId: PORTAL, tasks: [{ contactId: 1, key: 'a' }] });
      await evaluate(1, { closedTasks: [{ key: 'a', as: 'DEFERRED' }] });
      await again();

      expect(await toDo()).toEqual([]);
    });
  });

  it('knows which tasks were being sent when a worker ended', async () => {
    await evaluate(1, { tasks: [task('a'), task('b')] });
    await claim(1);

    expect(await tasksInDoubt(db, PORTAL)).toEqual([{ contactId: 1, ...task('a') }]);
  });

  it.each([
    [{ outcome: 'created', hubspotId: 99 }, { state: 'created', hubspot_id: 99, error: null }, 0],
    [{ outcome: 'failed', error: 'no_owner' }, { state: 'pending', hubspot_id: null, error: 'no_owner' }, 0],
    [{ outcome: 'pending' }, { state: 'pending', hubspot_id: null, error: null }, 1],
  ] as const)('settles a task as %o', async (settlement, row, comesAgain) => {
    await evaluate(1, { tasks: [task('a')] });
    await claim();

    await settle([{ contactId: 1, key: 'a', ...settlement }]);

    expect(await db.selectFrom('task').select(['state', 'hubspot_id', 'error']).execute()).toEqual([row]);
    expect(await tasksInDoubt(db, PORTAL)).toEqual([]);
    expect(await claim()).toHaveLength(comesAgain);
  });

  it('sets a task aside that is refused again and again, and sends it once more when its time has come', async () => {
    await evaluate(1, { tasks: [task('a')] });
    for (const now of [NOW, NOW + 10_000]) {
      await claim(10, now);
      await settle([{ contactId: 1, key: 'a', outcome: 'failed', error: 'task_refused NO' }], now);
    }
    const [letter] = await listDeadLetters(db, { portalId: PORTAL, limit: 10 });

    expect(letter).toMatchObject({ what: 'task', key: '1 a', error: 'task_refused NO' });
    expect(await retryDueDeadLetters(db, { portalId: PORTAL, now: letter!.retryAt! - 1 })).toBe(0);
    expect(await retryDueDeadLetters(db, { portalId: PORTAL, now: letter!.retryAt! })).toBe(1);
    expect(await claim(10, letter!.retryAt!)).toMatchObject([{ contactId: 1, key: 'a' }]);
    await settle([{ contactId: 1, key: 'a', outcome: 'created', hubspotId: 99 }]);
    expect(await listDeadLetters(db, { portalId: PORTAL, limit: 10 })).toEqual([]);
  });
});
