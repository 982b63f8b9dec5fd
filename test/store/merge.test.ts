import { beforeEach, describe, expect, it } from 'vitest';
import { readActivities } from '../../src/store/contacts/activities.ts';
import { claimContacts } from '../../src/store/contacts/claim-contacts.ts';
import { completeContacts } from '../../src/store/contacts/complete-contacts.ts';
import { findContact } from '../../src/store/contacts/contacts.ts';
import { mergeContacts } from '../../src/store/contacts/merge-contacts.ts';
import { type Note, noteContacts } from '../../src/store/contacts/note-contacts.ts';
import { storeReadContacts } from '../../src/store/contacts/store-read-contacts.ts';
import { pointsOf } from '../../src/store/ledgers/history.ts';
import { emptyTables, freshDatabase } from '../support/database/database.ts';
import { activePortal, activity, type Found, facts, lease, MEMORY, NOW, result } from './fixtures.ts';

const database = await freshDatabase();
const { db } = database;
const PORTAL = 1;

const read = (contactId: number) =>
  storeReadContacts(db, { portalId: PORTAL, contacts: [{ contactId, facts: facts(), at: NOW }], now: NOW });
const claim = (held: string) => claimContacts(db, { portalId: PORTAL, lease: held, now: NOW, limit: 10 });
const merge = (from: number[], into: number) =>
  mergeContacts(db, {
    portalId: PORTAL,
    from,
    into,
    now: NOW,
    mergeMemory: (a, b) => ({ ...a, firstSeenAt: Math.min(a.firstSeenAt, b.firstSeenAt) }),
    shownBy: ({ views = '0' }) => (views === '0' ? {} : { views: [{ count: Number(views), first: null, last: null }] }),
  });

async function evaluated(contactId: number, found: Found): Promise<void> {
  const held = lease();
  await read(contactId);
  const rows = (await claim(held)).map((claimed) => result(claimed, found));
  await completeContacts(db, { portalId: PORTAL, lease: held, now: NOW, rows });
}

const point = { at: NOW, explicit: 1, implicit: 1, score: 1, qualification: 'mql', segment: null, cause: 'x' } as const;
const task = { key: 'k', kind: 'manual', dueAt: NOW, body: {} };

beforeEach(async () => {
  await emptyTables(database);
  await activePortal(db, PORTAL);
});

describe('merging contacts', () => {
  it('carries activities, history, tasks and memory over, and leaves nothing behind', async () => {
    const from = {
      activities: [activity('a')],
      points: [{ ...point, at: NOW - 1 }],
      tasks: [{ ...task, key: 'other' }],
    };
    await evaluated(1, { ...from, memory: { ...MEMORY, firstSeenAt: NOW - 100 } });
    await evaluated(2, { activities: [activity('a'), activity('b')], points: [point], tasks: [task] });

    await merge([1], 2);

    const left = await findContact(db, PORTAL, 2);
    expect(left!.activities.map(({ id }) => id).sort()).toEqual(['1/a', 'a', 'b']);
    expect(left!.memory).toEqual({ ...MEMORY, firstSeenAt: NOW - 100 });
    expect((await pointsOf(db, { portalId: PORTAL, contactId: 2 })).map(({ at }) => at)).toEqual([NOW, NOW - 1]);
    expect(await db.selectFrom('task').select(['contact_id', 'key']).orderBy('key').execute()).toEqual([
      { contact_id: 2, key: 'k' },
      { contact_id: 2, key: 'other' },
    ]);
    expect(await findContact(db, PORTAL, 1)).toBeNull();
  });

  it('keeps, of two scores at one instant and two tasks for one occasion, those of the contact that is left', async () => {
    await evaluated(1, { points: [{ ...point, score: 11 }], tasks: [{ ...task, kind: 'gone' }] });
    await evaluated(2, { points: [{ ...point, score: 22 }], tasks: [{ ...task, kind: 'left' }] });

    await merge([1], 2);

    expect(await pointsOf(db, { portalId: PORTAL, contactId: 2 })).toMatchObject([{ score: 22 }]);
    expect(await db.selectFrom('task').select(['contact_id', 'kind']).execute()).toEqual([
      { contact_id: 2, kind: 'left' },
    ]);
  });

  it('has the one that is left read and evaluated again, with an unknown standing and unknown lists', async () => {
    await evaluated(1, {});
    await evaluated(2, { track: 'mql_nurture', standing: { properties: { ripen_score: '1' }, track: 'mql_nurture' } });

    await merge([1], 2);

    expect(await claim(lease())).toMatchObject([
      { contactId: 2, stale: true, relink: true, standing: { track: 'none' }, listed: null, nextAt: null },
    ]);
  });

  it('takes a new contact as what is left, with the newest facts known of the merged ones', async () => {
    await evaluated(1, { facts: facts({ email: 'older' }), factsAt: NOW - 1 });
    await evaluated(2, { facts: facts({ email: 'newer' }), factsAt: NOW });

    await merge([1, 2], 3);

    expect(await findContact(db, PORTAL, 3)).toMatchObject({ facts: facts({ email: 'newer' }), memory: MEMORY });
  });

  it('carries over what people decided and gave, that of the contact that is left first', async () => {
    const note = (contactId: number, given: Omit<Note, 'contactId'>) =>
      noteContacts(db, { portalId: PORTAL, notes: [{ contactId, ...given }], now: NOW });
    await note(1, {
      decisions: { pausedUntil: 1, handedBackAt: 1 },
      inputs: { ripen_bant_need: 'no', ripen_bant_budget: 'no' },
    });
    await note(2, { decisions: { pausedUntil: 2 }, inputs: { ripen_bant_need: 'yes' } });

    await merge([1], 2);

    expect(await claim(lease())).toMatchObject([
      {
        decisions: { pausedUntil: 2, handedBackAt: 1 },
        inputs: { ripen_bant_need: 'yes', ripen_bant_budget: 'no' },
      },
    ]);
  });

  it('refuses the worker who was busy with one of them', async () => {
    await read(1);
    await read(2);
    const held = lease();
    const claimed = await claim(held);

    await merge([1], 2);
    const rows = claimed.map((contact) => result(contact, { activities: [activity('a')] }));
    const outcome = await completeContacts(db, { portalId: PORTAL, lease: held, now: NOW, rows });

    expect(outcome).toMatchObject({ completed: [], refused: [1, 2] });
    expect(await readActivities(db, { portalId: PORTAL, contactId: 2 })).toEqual([]);
  });

  it('changes nothing more when it is repeated', async () => {
    await evaluated(1, { activities: [activity('a')] });
    await evaluated(2, {});
    await merge([1], 2);
    const once = await findContact(db, PORTAL, 2);

    await merge([1, 2], 2);

    expect(await findContact(db, PORTAL, 2)).toEqual(once);
  });

  it('keeps the ids of activities short enough for an index, and apart, through any chain of merges', async () => {
    const first = 100_000_000_000;
    await evaluated(first, { activities: [activity('a'), activity('b')] });
    for (let n = 0; n < 90; n++) await merge([first + n], first + n + 1);

    const carried = await readActivities(db, { portalId: PORTAL, contactId: first + 90 });
    expect(carried).toHaveLength(2);
    for (const { id } of carried) expect(Buffer.byteLength(id)).toBeLessThanOrEqual(1_000);
  });
});
