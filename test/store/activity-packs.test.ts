import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { timelineOrder } from '../../src/domain/activity/timeline.ts';
import type { Activity } from '../../src/domain/contact.ts';
import { readActivities } from '../../src/store/contacts/activities.ts';
import { activitiesIn, packOf } from '../../src/store/contacts/activity-pack.ts';
import { claimThese, releaseContacts } from '../../src/store/contacts/claim-contacts.ts';
import { completeContacts } from '../../src/store/contacts/complete-contacts.ts';
import { findContact } from '../../src/store/contacts/contacts.ts';
import { exportContact } from '../../src/store/contacts/export-contact.ts';
import { mergeContacts } from '../../src/store/contacts/merge-contacts.ts';
import { forgetActivities, packRows } from '../../src/store/contacts/needless-activities.ts';
import { noteContacts } from '../../src/store/contacts/note-contacts.ts';
import { storeReadContacts } from '../../src/store/contacts/store-read-contacts.ts';
import { readStanding } from '../../src/store/models/base.ts';
import { freshDatabase } from '../support/database/database.ts';
import { law } from '../support/law.ts';
import { activePortal, activity, facts, lease, NOW, result } from './fixtures.ts';

const PORTAL = 1;
const { db } = await freshDatabase();
await activePortal(db, PORTAL);
let last = 0;

const names = fc.constantFrom('a', 'page_view', 'a:b', 'x@1', '', 'ü "quoted" \\ 😀');
const activities: fc.Arbitrary<readonly Activity[]> = fc.uniqueArray(
  fc
    .record({
      source: names,
      signal: names,
      at: fc.integer({ min: NOW - 50, max: NOW }),
      quantity: fc.integer({ min: 1, max: 3 }),
      mark: fc.constantFrom('1', '20', `${NOW}`, ''),
      detail: fc.option(names, { nil: undefined }),
      own: fc.option(fc.string({ unit: 'grapheme', maxLength: 5 }), { nil: undefined, freq: 5 }),
    })
    .map(({ mark, own, detail, ...some }) => ({
      id: own ?? `${some.source}:${some.signal}:${mark}@${some.at}`,
      ...some,
      ...(detail !== undefined && { detail }),
    })),
  { selector: ({ id }) => id, maxLength: 12 },
);
const sorted = (some: Iterable<Activity>) => [...some].sort(timelineOrder);

test('a pack gives back what was packed', () => {
  fc.assert(
    fc.property(activities, (some) => {
      expect(activitiesIn(JSON.parse(JSON.stringify([packOf(some), null])))).toEqual(sorted(some));
    }),
    law(500),
  );
});

const steps = fc.array(
  fc.oneof(
    fc.record({ does: fc.constantFrom('note', 'complete', 'legacy'), of: fc.nat({ max: 1 }), some: activities }),
    fc.record({ does: fc.constantFrom('forget', 'pack'), of: fc.nat({ max: 1 }), some: activities }),
  ),
  { minLength: 1, maxLength: 6 },
);

test('whatever arrives, again or not, in whatever order, is there once, through notes, completions, deletion and a merge', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (taken) => {
      const [one, other] = [++last, ++last];
      const known = new Map([one, other].map((contactId) => [contactId, new Map<string, Activity>()]));
      for (const { does, of, some } of taken) {
        const contactId = [one, other][of]!;
        const its = known.get(contactId)!;
        if (does === 'forget') {
          const gone = [...its.values()].slice(0, 3);
          expect(await forgetActivities(db, PORTAL, { contactId, activities: gone })).toBe(gone.length);
          for (const { id } of gone) its.delete(id);
          continue;
        }
        if (does === 'pack') await packRows(db, PORTAL, contactId);
        if (does === 'note') await note(contactId, some);
        if (does === 'complete') await complete(contactId, some);
        if (does === 'legacy')
          await legacy(
            contactId,
            some.filter(({ id }) => !its.has(id)),
          );
        if (does !== 'pack') for (const activity of some) if (!its.has(activity.id)) its.set(activity.id, activity);
        expect(await readInAllWays(contactId)).toEqual(Array(4).fill(sorted(its.values())));
      }
      await note(one, []);
      await note(other, []);
      await merge(one, other);
      await merge(one, other);
      const carried = [...known.get(one)!.values()].map((activity) => ({ ...activity, id: `${one}/${activity.id}` }));
      expect(await readInAllWays(other)).toEqual(Array(4).fill(sorted([...known.get(other)!.values(), ...carried])));
      expect(await readActivities(db, { portalId: PORTAL, contactId: one })).toEqual([]);
    }),
    law(30),
  );
});

test('whether a contact ever showed a signal, or a name, is found in packs and in rows', async () => {
  const oddly = 'ü "50%_" \\ 😀';
  const [packed, inRow] = [++last, ++last];
  const shown = { ...activity('a'), signal: oddly, detail: 'like "page_view"' };
  await note(packed, [shown]);
  await legacy(inRow, [shown]);
  const contactIds = [packed, inRow];
  const contacts = contactIds.map((contactId) => ({ contactId, facts: facts(), at: NOW }));
  await storeReadContacts(db, { portalId: PORTAL, contacts, now: NOW });
  const shows = async (signals: readonly string[], details = false) =>
    (await readStanding(db, PORTAL, { contactIds, signals, details, facts: [], readsPast: false })).map(
      (contact) => contact.shows,
    );

  expect(await shows([oddly])).toEqual([true, true]);
  expect(await shows(['page_view', 'ü "50__" \\ 😀', shown.source])).toEqual([false, false]);
  expect(await shows([], true)).toEqual([true, true]);
});

test('very many stay in rows, none of them twice', async () => {
  const contactId = ++last;
  const some = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, n) => ({ ...activity(`n${from + n}`), at: NOW + from + n }));
  await note(contactId, some(0, 400));
  await note(contactId, some(300, 700));
  await note(contactId, some(0, 1_200));

  expect(await readActivities(db, { portalId: PORTAL, contactId })).toEqual(some(0, 1_200));
  expect(await rowsOf(contactId)).toBe(800);
  expect((await claim(contactId)).activities, 'too many for a batch').toBeNull();
});

const rowsOf = async (contactId: number) =>
  (await sql`select from activity where portal_id = ${PORTAL} and contact_id = ${contactId}`.execute(db)).rows.length;

async function note(contactId: number, some: readonly Activity[]): Promise<void> {
  expect(await noteContacts(db, { portalId: PORTAL, notes: [{ contactId, activities: some }], now: NOW })).toBe(true);
}

async function claim(contactId: number, held = lease()) {
  await note(contactId, []);
  const [claimed] = await claimThese(db, { portalId: PORTAL, lease: held, now: NOW, contactIds: [contactId] });
  return claimed!;
}

async function complete(contactId: number, some: readonly Activity[]): Promise<void> {
  const held = lease();
  const claimed = await claim(contactId, held);
  // Something arrives while it is in hand.
  await note(contactId, some.slice(0, 1));
  const rows = [result(claimed, { activities: some })];
  await completeContacts(db, { portalId: PORTAL, lease: held, now: NOW, rows });
}

/** As an earlier program stored them. */
async function legacy(contactId: number, some: readonly Activity[]): Promise<void> {
  await note(contactId, []);
  for (const row of some)
    await db
      .insertInto('activity')
      .values({ portal_id: PORTAL, contact_id: contactId, detail: null, ...row })
      .execute();
}

const merge = (from: number, into: number) =>
  mergeContacts(db, {
    portalId: PORTAL,
    from: [from],
    into,
    now: NOW,
    mergeMemory: (memory) => memory,
    shownBy: () => ({}),
  });

/** By the claim, a page, page by page, and for who asks for their data. */
async function readInAllWays(contactId: number): Promise<(readonly Activity[])[]> {
  const exported = (await exportContact(db, { portalId: PORTAL, contactId }))?.['activity'] ?? [];
  const rows = (exported as (Activity & { detail: string | null })[]).map(({ detail, ...row }) =>
    detail === null ? row : { ...row, detail },
  );
  const held = lease();
  const claimed = await claim(contactId, held);
  await releaseContacts(db, { portalId: PORTAL, lease: held, contactIds: [contactId] });
  return [
    (await findContact(db, PORTAL, contactId))?.activities ?? [],
    sorted(await readActivities(db, { portalId: PORTAL, contactId })),
    sorted(rows),
    claimed.activities!,
  ];
}
