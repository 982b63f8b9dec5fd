import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { exportContact } from '../../src/store/contacts/export-contact.ts';
import { mergeContacts } from '../../src/store/contacts/merge-contacts.ts';
import { longPasts, packRows } from '../../src/store/contacts/needless-activities.ts';
import { storeReadContacts } from '../../src/store/contacts/store-read-contacts.ts';
import { scoresAfter } from '../../src/store/figures/past-rows.ts';
import { POINTS_KEPT, pointsOf, recordPoints } from '../../src/store/ledgers/history.ts';
import { pointColumns, pointsIn, type ScorePoint } from '../../src/store/ledgers/score-history.ts';
import { findScore } from '../../src/store/portals/score-cards.ts';
import { freshDatabase } from '../support/database/database.ts';
import { law } from '../support/law.ts';
import { activePortal, facts, MEMORY, NOW } from './fixtures.ts';

const PORTAL = 1;
const { db } = await freshDatabase();
await activePortal(db, PORTAL);
let last = 0;

const number = fc.integer({ min: -128, max: 127 });
const point: fc.Arbitrary<ScorePoint> = fc.record({
  at: fc.integer({ min: NOW - 400, max: NOW }),
  explicit: number,
  implicit: number,
  score: number,
  qualification: fc.constantFrom('unqualified', 'mql', 'sql'),
  segment: fc.constantFrom(null, 'closed_lost', 'dormant_mql'),
  cause: fc.oneof(
    fc.constantFrom('page_view', '', '__proto__', 'NULL', 'null', '12', '{a,"b"}', 'ü "quoted" \\ 😀'),
    fc.string({ unit: 'grapheme', maxLength: 5 }).filter((text) => !text.includes('\0')),
  ),
});
const points = fc.uniqueArray(point, { selector: ({ at }) => at, maxLength: 90 });
const inOrder = (some: Iterable<ScorePoint>) => [...some].sort((a, b) => a.at - b.at);

test('a history gives back the points that it was made of', () => {
  fc.assert(
    fc.property(points, (some) => {
      expect(pointsIn(JSON.parse(JSON.stringify(pointColumns(inOrder(some)))))).toEqual(inOrder(some));
    }),
    law(500),
  );
});

const steps = fc.array(
  fc.record({ does: fc.constantFrom('record', 'legacy', 'pack'), of: fc.nat({ max: 1 }), some: points }),
  { minLength: 1, maxLength: 6 },
);

test('the newest points are there, in a history or in rows, whatever comes in whatever order, and after a merge', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (taken) => {
      const [one, other] = [++last, ++last];
      const contacts = [one, other].map((contactId) => ({ contactId, facts: facts(), at: NOW }));
      await storeReadContacts(db, { portalId: PORTAL, contacts, now: NOW });
      const known = new Map([one, other].map((contactId) => [contactId, new Map<number, ScorePoint>()]));
      const keep = (contactId: number, some: Iterable<ScorePoint>) => {
        const all = new Map([...known.get(contactId)!, ...[...some].map((its) => [its.at, its] as const)]);
        known.set(contactId, new Map([...all].sort(([a], [b]) => a - b).slice(-POINTS_KEPT)));
      };
      for (const { does, of, some } of taken) {
        const contactId = contacts[of]!.contactId;
        if (does === 'pack') await packRows(db, PORTAL, contactId);
        if (does === 'record') await recordPoints(db, PORTAL, [{ contactId, points: some }]);
        const stays =
          does === 'pack' ? [] : some.filter(({ at }) => does === 'record' || !known.get(contactId)!.has(at));
        if (does === 'legacy') await legacy(contactId, stays);
        keep(contactId, stays);
        expect(await readInAllWays(contactId)).toEqual(Array(4).fill([...known.get(contactId)!.values()]));
      }
      await mergeContacts(db, {
        portalId: PORTAL,
        from: [one],
        into: other,
        now: NOW,
        mergeMemory: (memory) => memory,
        shownBy: () => ({}),
      });
      const own = [...known.get(other)!.values()];
      keep(other, known.get(one)!.values());
      keep(other, own);
      expect(await readInAllWays(other)).toEqual(Array(4).fill([...known.get(other)!.values()]));
      expect(await pointsOf(db, { portalId: PORTAL, contactId: one })).toEqual([]);
    }),
    law(30),
  );
});

test('points in rows are read as well, and the weekly look puts them into the history', async () => {
  const contactId = ++last;
  const contacts = [{ contactId, facts: facts(), at: NOW }];
  await storeReadContacts(db, { portalId: PORTAL, contacts, now: NOW });
  await sql`update contact set memory = ${JSON.stringify(MEMORY)} where contact_id = ${contactId}`.execute(db);
  const [some] = fc.sample(fc.uniqueArray(point, { selector: ({ at }) => at, minLength: 12 }), law(1));
  await recordPoints(db, PORTAL, [{ contactId, points: some!.slice(0, 2) }]);
  await legacy(contactId, some!.slice(2));
  const hasRows = async () =>
    (await longPasts(db, PORTAL, { after: contactId - 1, until: NOW, limit: 1 })).map((past) => past.hasRows);

  expect(await readInAllWays(contactId)).toEqual(Array(4).fill(inOrder(some!)));
  expect(await hasRows()).toEqual([true]);
  await packRows(db, PORTAL, contactId);
  expect(await hasRows()).toEqual([false]);
  expect(await readInAllWays(contactId)).toEqual(Array(4).fill(inOrder(some!)));
});

/** As an earlier program stored them. */
async function legacy(contactId: number, some: readonly ScorePoint[]): Promise<void> {
  for (const its of some)
    await db
      .insertInto('score_point')
      .values({ portal_id: PORTAL, contact_id: contactId, ...its })
      .execute();
}

/** By itself, for a card, for reports, and for who asks for their data. */
async function readInAllWays(contactId: number): Promise<(readonly object[])[]> {
  const whole = inOrder(await pointsOf(db, { portalId: PORTAL, contactId }));
  const causes = new Map(whole.map(({ at, cause }) => [at, cause]));
  const card = (await findScore(db, PORTAL, contactId))!.contact!.points;
  const segments = new Map(whole.map(({ at, segment }) => [at, segment]));
  const reported = await scoresAfter(db, PORTAL, { after: contactId - 1, contacts: 1 });
  const exported = (await exportContact(db, { portalId: PORTAL, contactId }))?.['score_point'] ?? [];
  return [
    whole,
    card.map((its) => ({ ...its, cause: causes.get(its.at), segment: segments.get(its.at) })).toReversed(),
    reported
      .filter((its) => its.contactId === contactId)
      .map(({ contactId: _, ...its }) => ({ ...its, cause: causes.get(its.at) })),
    inOrder(exported as ScorePoint[]),
  ];
}
