import fc from 'fast-check';
import { expect, test } from 'vitest';
import { law } from '../../../../test/support/law.ts';
import { EXTRA_LISTS, type ListName, TRACKS } from '../../../domain/words.ts';
import type { ListChange } from '../../../store/work/lists.ts';
import { membershipChanges } from './membership-changes.ts';

const OF_TRACKS = TRACKS.filter((t) => t !== 'none');
const LISTS: readonly ListName[] = [...OF_TRACKS, ...EXTRA_LISTS];

const places = fc
  .tuple(fc.constantFrom(...TRACKS), fc.subarray([...EXTRA_LISTS]))
  .map(([track, extra]): ListName[] => [...(track === 'none' ? [] : [track]), ...extra].sort());

/**
 * Contacts as they are really listed in HubSpot, as far as we know where, and where they belong.
 */
const portals = fc.uniqueArray(
  fc.record({
    contactId: fc.integer({ min: 1, max: 1500 }),
    at: places,
    known: fc.boolean(),
    inDoubt: fc.option(fc.subarray([...LISTS]), { freq: 3 }),
    to: places,
  }),
  { selector: (c) => c.contactId, maxLength: 1500, size: 'max' },
);

test('rounds of calls bring every contact to its lists, never onto those of two tracks', () => {
  fc.assert(
    fc.property(portals, (contacts) => {
      const members = new Map<ListName, Set<number>>(LISTS.map((list) => [list, new Set<number>()]));
      for (const { contactId, at } of contacts) for (const list of at) members.get(list)!.add(contactId);
      const listsOf = (id: number) => LISTS.filter((list) => members.get(list)!.has(id)).sort();
      let changes: ListChange[] = contacts.map((c) => ({
        contactId: c.contactId,
        // What is known of a list in doubt may be wrong.
        from: c.known ? LISTS.filter((list) => c.at.includes(list) !== (c.inDoubt?.includes(list) ?? false)) : null,
        inDoubt: c.inDoubt,
        to: c.to,
      }));
      const target = new Map(contacts.map((c) => [c.contactId, c.to]));

      for (let round = 0; round < 3; round++) {
        const { changed, confirmed } = membershipChanges(
          changes.filter((c) => c.inDoubt !== null || JSON.stringify(c.from) !== JSON.stringify(c.to)),
          LISTS,
        );
        for (const { list, add, remove } of changed) {
          for (const id of remove) members.get(list)!.delete(id);
          for (const id of add) members.get(list)!.add(id);
          for (const id of add)
            expect(
              OF_TRACKS.filter((track) => members.get(track)!.has(id)).length,
              `lists of ${id}`,
            ).toBeLessThanOrEqual(1);
        }
        const now = new Map(confirmed.map((c) => [c.contactId, c.to]));
        changes = changes.map((c) => (now.has(c.contactId) ? { ...c, from: now.get(c.contactId)!, inDoubt: null } : c));
      }

      for (const [id, to] of target) expect(listsOf(id)).toEqual(to);
    }),
    law(30),
  );
});

test('while there is other work, only full calls are made', () => {
  const changes = Array.from(
    { length: 1_203 },
    (_, i): ListChange => ({ contactId: i + 1, from: [], to: ['customer'], inDoubt: null }),
  );

  const { changed, confirmed } = membershipChanges(changes, LISTS, 500);

  expect(changed.map(({ add }) => add.length)).toEqual([1_000]);
  expect(confirmed).toHaveLength(1000);
});
