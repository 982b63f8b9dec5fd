import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TRACKS, type Track } from '../domain/words.ts';
import { type ListChange, listCalls } from './sync-lists.ts';

const LISTS = TRACKS.filter((t) => t !== 'none');

/** Contacts as they are really listed in HubSpot, as far as we know where, and where they belong. */
const portals = fc.uniqueArray(
  fc.record({
    contactId: fc.integer({ min: 1, max: 1500 }),
    at: fc.constantFrom(...TRACKS),
    known: fc.boolean(),
    to: fc.constantFrom(...TRACKS),
  }),
  { selector: (c) => c.contactId, maxLength: 1500, size: 'max' },
);

test('rounds of calls bring every contact to the list of its track, never onto two, in calls of at most 500', () => {
  fc.assert(
    fc.property(portals, (contacts) => {
      const members = new Map<Track, Set<number>>(LISTS.map((list) => [list, new Set<number>()]));
      for (const { contactId, at } of contacts) members.get(at)?.add(contactId);
      let changes: ListChange[] = contacts.map((c) => ({
        contactId: c.contactId,
        from: c.known ? c.at : null,
        to: c.to,
      }));
      const target = new Map(contacts.map((c) => [c.contactId, c.to]));

      for (let round = 0; round < 3; round++) {
        const { calls, confirmed } = listCalls(
          changes.filter((c) => c.from !== c.to),
          LISTS,
          false,
        );
        for (const { track, add, remove } of calls) {
          expect(add.length + remove.length).toBeLessThanOrEqual(500);
          for (const id of remove) members.get(track)!.delete(id);
          for (const id of add) members.get(track)!.add(id);
          for (const id of add)
            expect(
              LISTS.filter((list) => members.get(list)!.has(id)),
              `lists of ${id}`,
            ).toEqual([track]);
        }
        const now = new Map(confirmed.map((c) => [c.contactId, c.to]));
        changes = changes.map((c) => (now.has(c.contactId) ? { ...c, from: now.get(c.contactId)! } : c));
      }

      for (const [id, to] of target)
        expect(LISTS.filter((list) => members.get(list)!.has(id))).toEqual(to === 'none' ? [] : [to]);
    }),
    { seed: 20261121, numRuns: 60 },
  );
});

test('while there is other work, only full calls are made', () => {
  const changes = Array.from(
    { length: 1_203 },
    (_, i): ListChange => ({ contactId: i + 1, from: 'none', to: 'customer' }),
  );

  const { calls, confirmed } = listCalls(changes, LISTS, true);

  expect(calls.map((call) => call.add.length)).toEqual([500, 500]);
  expect(confirmed).toHaveLength(1000);
});
