import { beforeEach, describe, expect, it } from 'vitest';
import { claimContacts } from '../../src/store/contacts/claim-contacts.ts';
import { completeContacts } from '../../src/store/contacts/complete-contacts.ts';
import { eraseContacts } from '../../src/store/contacts/erase-contacts.ts';
import { mergeContacts } from '../../src/store/contacts/merge-contacts.ts';
import { storeReadContacts } from '../../src/store/contacts/store-read-contacts.ts';
import {
  changeHoldOut,
  countDraws,
  countEntries,
  endHoldOut,
  leftOutOf,
  listHoldOuts,
  noteDraws,
} from '../../src/store/ledgers/hold-outs.ts';
import { endHarmfulHoldOuts } from '../../src/use-cases/portals/hold-outs.ts';
import { emptyTables, freshDatabase } from '../support/database/database.ts';
import { activePortal, facts, lease, MEMORY, NOW, PASSAGE, result } from './fixtures.ts';

const database = await freshDatabase();
const { db } = database;
const PORTAL = 1;
const DAY = 86_400_000;
const NOWHERE_YET = { ...PASSAGE, captured: NOW - 9 * DAY, mql: NOW };

type Person = { readonly out?: boolean; readonly at?: number; readonly sql?: number; readonly customer?: number };

/** Contacts that were evaluated, numbered from 1; `out` absent: nothing was drawn for it. */
async function contacts(...people: readonly Person[]): Promise<void> {
  const held = lease();
  const ids = people.map((_, at) => at + 1);
  await storeReadContacts(db, {
    portalId: PORTAL,
    contacts: ids.map((contactId) => ({ contactId, facts: facts(), at: NOW })),
    now: NOW,
  });
  const claimed = await claimContacts(db, { portalId: PORTAL, lease: held, now: NOW, limit: 1_000 });
  const rows = claimed.map((contact) => {
    const { out, at = NOW, sql = null, customer = null } = people[contact.contactId - 1]!;
    return result(contact, {
      memory: MEMORY,
      passage: { ...NOWHERE_YET, sql, customer },
      draws: out === undefined ? [] : [{ track: 'mql_nurture', of: NOW, at, out }],
      stays: out === false ? [{ kind: 'track', value: 'mql_nurture', since: at, until: null, next: null }] : [],
    });
  });
  await completeContacts(db, { portalId: PORTAL, lease: held, now: NOW, rows });
}
const drawn = () => db.selectFrom('draw').select(['contact_id', 'at', 'is_out']).orderBy('contact_id').execute();
const merge = (from: number, into: number) =>
  mergeContacts(db, { portalId: PORTAL, from: [from], into, now: NOW, mergeMemory: (a) => a, shownBy: () => ({}) });

beforeEach(async () => {
  await emptyTables(database);
  await activePortal(db, PORTAL);
  await changeHoldOut(db, PORTAL, { track: 'mql_nurture', share: 50, isBack: false, now: NOW });
});

describe('a hold-out', () => {
  it('ends when another share comes into force, and the new one has a secret of its own', async () => {
    await changeHoldOut(db, PORTAL, { track: 'mql_nurture', share: 20, isBack: false, now: NOW + DAY });
    await changeHoldOut(db, PORTAL, { track: 'mql_nurture', share: 0, isBack: false, now: NOW + 2 * DAY });

    const found = await listHoldOuts(db, PORTAL);

    expect(found).toMatchObject([
      { share: 50, since: NOW, until: NOW + DAY, ended: 'changed' },
      { share: 20, since: NOW + DAY + 1, until: NOW + 2 * DAY, ended: 'changed' },
    ]);
    expect(found[0]!.secret).not.toBe(found[1]!.secret);
  });

  it.each([
    {
      ended: null,
      back: [
        { until: null, ended: null },
        { until: NOW + 2 * DAY, ended: 'changed' },
      ],
    },
    { ended: 'harm', back: [{ until: NOW + DAY }, { ended: 'harm' }, { since: NOW + 2 * DAY, until: null }] },
  ] as const)('goes on when its share is taken up again, unless another one ended for harm: $ended', async (given) => {
    const change = (share: number, days: number, isBack = false) =>
      changeHoldOut(db, PORTAL, { track: 'mql_nurture', share, isBack, now: NOW + days * DAY });
    await change(20, 1);
    if (given.ended !== null)
      await endHoldOut(db, PORTAL, { track: 'mql_nurture', ended: given.ended, now: NOW + DAY + 9 });
    await change(50, 2, true);

    expect(await listHoldOuts(db, PORTAL)).toMatchObject(given.back);
  });

  it('that shows for certain that leaving people out costs ends, and whom it left out is due at once', async () => {
    const won = { sql: NOW + DAY };
    await contacts(
      ...Array.from({ length: 30 }, () => ({ out: false, ...won })),
      ...Array.from({ length: 30 }, () => ({ out: true })),
    );
    const end = () => endHarmfulHoldOuts({ db, portalId: PORTAL, clock: { now: () => NOW + 2 * DAY } });

    await end();

    expect(await listHoldOuts(db, PORTAL)).toMatchObject([{ until: NOW + 2 * DAY, ended: 'harm' }]);
    const due = await db.selectFrom('contact').select('contact_id').where('run_at', 'is not', null).execute();
    const left = await leftOutOf(db, PORTAL, { track: 'mql_nurture', since: NOW });
    expect(left).toHaveLength(30);
    expect(due.map(({ contact_id }) => contact_id).sort((a, b) => a - b)).toEqual(left);
    await end();
    expect(await listHoldOuts(db, PORTAL)).toHaveLength(1);
  });

  it('goes on where both groups do alike', async () => {
    const won = { sql: NOW + DAY };
    await contacts(...Array.from({ length: 60 }, (_, at) => ({ out: at % 2 === 0, ...won })));

    await endHarmfulHoldOuts({ db, portalId: PORTAL, clock: { now: () => NOW + 2 * DAY } });

    expect(await listHoldOuts(db, PORTAL)).toMatchObject([{ until: null, ended: null }]);
  });
});

describe('what was drawn', () => {
  it('stays as it was drawn first, however often it is stored', async () => {
    await contacts({ out: true });

    await noteDraws(db, PORTAL, [{ contactId: 1, track: 'mql_nurture', of: NOW, at: NOW + 5, out: false }]);

    expect(await drawn()).toEqual([{ contact_id: 1, at: NOW, is_out: true }]);
  });

  it.for<[string, Person, Person, object]>([
    ['of one of two', { out: true }, {}, { at: NOW, is_out: true }],
    ['of both what was drawn first', { out: true, at: NOW + 1 }, { out: false, at: NOW + 2 }, { is_out: true }],
    [
      'also where that is the one that is left',
      { out: true, at: NOW + 2 },
      { out: false, at: NOW + 1 },
      { is_out: false },
    ],
  ])('is carried over by a merge: %s', async ([, from, into, expected]) => {
    await contacts(from, into);

    await merge(1, 2);

    expect(await drawn()).toMatchObject([{ contact_id: 2, ...expected }]);
  });

  it('is erased with the contact', async () => {
    await contacts({ out: true });

    await eraseContacts(db, { portalId: PORTAL, contactIds: [1], now: NOW });

    expect(await drawn()).toEqual([]);
  });

  it('counts what became of each within the days, after the entry and before the end', async () => {
    await changeHoldOut(db, PORTAL, { track: 'mql_nurture', share: 0, isBack: false, now: NOW + 60 * DAY });
    await contacts(
      { out: false, sql: NOW + 89 * DAY },
      { out: false, sql: NOW + 59 * DAY, customer: NOW + 60 * DAY },
      { out: false, sql: NOW - DAY },
      { out: true, at: NOW + 10 * DAY, sql: NOW + 41 * DAY },
      {},
    );

    const count = (days: number) => countDraws(db, PORTAL, days * DAY);

    expect(await count(90)).toEqual([
      { track: 'mql_nurture', since: NOW, isOut: false, seen: 3, sql: 1, customer: 1 },
      { track: 'mql_nurture', since: NOW, isOut: true, seen: 1, sql: 1, customer: 0 },
    ]);
    expect(await count(30)).toMatchObject([{ sql: 0 }, { sql: 0 }]);
  });

  it('counts as an entry, as does whoever is in the track; of those whose days are over, what became of them', async () => {
    await contacts({ out: false, sql: NOW + DAY }, { out: true, at: NOW + DAY }, { out: false, at: NOW + 50 * DAY });
    const span = { portalId: PORTAL, from: NOW + 20 * DAY, until: NOW + 92 * DAY, after: NOW - 1, windowMs: 90 * DAY };

    expect(await countEntries(db, span)).toEqual([{ track: 'mql_nurture', entered: 1, seen: 2, sql: 1, customer: 0 }]);
    expect(await countEntries(db, { ...span, after: NOW })).toMatchObject([{ seen: 1, sql: 0 }]);
  });
});
