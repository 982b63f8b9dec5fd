import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Counts } from '../../src/domain/sales/conversion.ts';
import { anyOf, ensureContacts, lockContacts } from '../../src/store/contacts/erase-contacts.ts';
import { type CohortMember, cohortsOf, countCohorts, uncountCohorts } from '../../src/store/ledgers/cohorts.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { emptyTables, freshDatabase } from '../support/database.ts';
import { activePortal } from './fixtures.ts';

const database = await freshDatabase();
const { db } = database;
const PORTAL = 1;
const OTHER = 2;
const KEYS = ['[]', '["10-49"]', '["50-249"]', '["50-249",null]'];

const contacts = (portalId: number, contactIds: readonly number[]) => ensureContacts(db, portalId, contactIds);
const count = (portalId: number, members: readonly CohortMember[]) =>
  inTransaction(db, (trx) => countCohorts(trx, portalId, members));
const counts = async (portalId = PORTAL) => Object.fromEntries(await cohortsOf(db, portalId, KEYS));

/** As contacts are erased: locked in order, taken out of the counts, deleted. */
const erase = (portalId: number, contactIds: readonly number[]) =>
  inTransaction(db, async (trx) => {
    const locked = await lockContacts(trx, portalId, contactIds);
    await uncountCohorts(trx, portalId, locked);
    await trx.deleteFrom('contact').where('portal_id', '=', portalId).where('contact_id', '=', anyOf(locked)).execute();
  });

beforeEach(async () => {
  await emptyTables(database);
  for (const portalId of [PORTAL, OTHER]) await activePortal(db, portalId);
});

describe('counting leads by type', () => {
  it('counts a contact under each of its keys, and as a customer when it is one at first sight', async () => {
    await contacts(PORTAL, [1, 2]);

    await count(PORTAL, [
      { contactId: 1, keys: ['[]', '["10-49"]'], converted: false },
      { contactId: 2, keys: ['[]'], converted: true },
    ]);

    expect(await counts()).toEqual({ '[]': { seen: 2, won: 1 }, '["10-49"]': { seen: 1, won: 0 } });
  });

  it('changes nothing when it is repeated', async () => {
    await contacts(PORTAL, [1]);
    const members = [{ contactId: 1, keys: ['[]'], converted: true }];

    await count(PORTAL, members);
    await count(PORTAL, members);

    expect(await counts()).toEqual({ '[]': { seen: 1, won: 1 } });
  });

  it('moves a contact whose type changed', async () => {
    await contacts(PORTAL, [1]);
    await count(PORTAL, [{ contactId: 1, keys: ['[]', '["10-49"]'], converted: true }]);

    await count(PORTAL, [{ contactId: 1, keys: ['[]', '["50-249"]'], converted: true }]);

    expect(some(await counts())).toEqual({ '[]': { seen: 1, won: 1 }, '["50-249"]': { seen: 1, won: 1 } });
  });

  it('counts one that became a customer, and takes that back when it was a mistake', async () => {
    await contacts(PORTAL, [1]);
    const countAs = (converted: boolean) => count(PORTAL, [{ contactId: 1, keys: ['[]'], converted }]);
    await countAs(false);

    await countAs(true);
    expect(await counts()).toEqual({ '[]': { seen: 1, won: 1 } });

    await countAs(false);
    expect(await counts()).toEqual({ '[]': { seen: 1, won: 0 } });
  });

  it('counts a customer as the lead that it was, and one that was never a lead under nothing', async () => {
    await contacts(PORTAL, [1, 2]);
    await count(PORTAL, [{ contactId: 1, keys: ['[]', '["10-49"]'], converted: false }]);

    await count(
      PORTAL,
      [1, 2].map((contactId) => ({ contactId, keys: null, converted: true })),
    );

    expect(await counts()).toEqual({ '[]': { seen: 1, won: 1 }, '["10-49"]': { seen: 1, won: 1 } });
  });

  it('takes back what an erased contact counted, and passes over one that does not exist', async () => {
    await contacts(PORTAL, [1, 2]);
    await count(PORTAL, [
      { contactId: 1, keys: ['[]'], converted: true },
      { contactId: 2, keys: ['[]'], converted: false },
      { contactId: 3, keys: ['[]'], converted: false },
    ]);

    await erase(PORTAL, [1, 3]);

    expect(await counts()).toEqual({ '[]': { seen: 1, won: 0 } });
  });

  it('is undone with its transaction', async () => {
    await contacts(PORTAL, [1]);
    const failing = inTransaction(db, async (trx) => {
      await countCohorts(trx, PORTAL, [{ contactId: 1, keys: ['[]'], converted: false }]);
      throw new Error('undone');
    });

    await expect(failing).rejects.toThrow('undone');
    expect(await counts()).toEqual({});
  });

  it('agrees with a recount of the contacts after anything that happens at the same time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(step, { minLength: 1, maxLength: 6 }), { maxLength: 8 }), async (rounds) => {
        await contacts(PORTAL, [1, 2, 3, 4]);
        await contacts(OTHER, [1, 2]);
        for (const together of rounds) await Promise.all(together.map(take));
        for (const portalId of [PORTAL, OTHER]) expect(some(await counts(portalId))).toEqual(await recount(portalId));
      }),
      { seed: 20_260_301, numRuns: 40 },
    );
  });
});

type Step = { readonly portalId: number; readonly contactIds: readonly number[] } & (
  | { readonly what: 'add' | 'erase' }
  | { readonly what: 'count'; readonly as: readonly Omit<CohortMember, 'contactId'>[] }
);

const placed = {
  portalId: fc.constantFrom(PORTAL, OTHER),
  contactIds: fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 6 }),
};
const types = fc.array(fc.record({ keys: fc.option(fc.subarray(KEYS)), converted: fc.boolean() }), {
  minLength: 6,
  maxLength: 6,
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: fc.record({ ...placed, what: fc.constant('count' as const), as: types }), weight: 3 },
  { arbitrary: fc.record({ ...placed, what: fc.constantFrom('add' as const, 'erase' as const) }), weight: 2 },
);

async function take(step: Step): Promise<void> {
  const { portalId, contactIds } = step;
  if (step.what !== 'count') return step.what === 'add' ? contacts(portalId, contactIds) : erase(portalId, contactIds);
  return count(
    portalId,
    contactIds.map((contactId, i) => ({ contactId, ...step.as[i]! })),
  );
}

/** What the counters should be, from the contacts. */
async function recount(portalId: number): Promise<Record<string, Counts>> {
  const rows = await db
    .selectFrom('contact')
    .select(['cohort', 'converted'])
    .where('portal_id', '=', portalId)
    .execute();
  const expected: Record<string, Counts> = {};
  for (const { cohort, converted } of rows) {
    for (const key of cohort ?? []) {
      const { seen, won } = expected[key] ?? { seen: 0, won: 0 };
      expected[key] = { seen: seen + 1, won: won + Number(converted) };
    }
  }
  return expected;
}

/** Without the keys under which nobody is counted any more. */
function some(all: Record<string, Counts>): Record<string, Counts> {
  return Object.fromEntries(Object.entries(all).filter(([, { seen, won }]) => seen !== 0 || won !== 0));
}
