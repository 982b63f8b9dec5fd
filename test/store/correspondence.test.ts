import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CorrespondenceEntry, Violation } from '../../src/domain/nurture/correspondence.ts';
import {
  appendCorrespondence,
  carrySends,
  correspondenceOf,
  correspondenceSummary,
  violations,
  watchedCorrespondence,
} from '../../src/store/ledgers/correspondence.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { emptyTables, freshDatabase } from '../support/database/database.ts';
import { law } from '../support/law.ts';
import { activePortal } from './fixtures.ts';

const database = await freshDatabase();
const { db } = database;
const PORTAL = 1;

const RULES = ['Opted out of e-mail'];
const excluded = (at: number, rules = RULES): CorrespondenceEntry => ({ kind: 'excluded', at, rules });
const admitted = (at: number): CorrespondenceEntry => ({ kind: 'admitted', at });
const send = (at: number, campaign: string | null = 'Offer'): CorrespondenceEntry => ({ kind: 'send', at, campaign });

const append = (contactId: number, entries: readonly CorrespondenceEntry[], portalId = PORTAL) =>
  inTransaction(db, (trx) =>
    appendCorrespondence(
      trx,
      portalId,
      entries.map((entry) => ({ ...entry, contactId })),
    ),
  );
async function found(since = 0, pageSize?: number): Promise<Violation[]> {
  const all: Violation[] = [];
  for await (const violation of violations(db, { portalId: PORTAL, since }, pageSize)) all.push(violation);
  // What a page reads is found as the ledger grows.
  const { sends, latest } = await watchedCorrespondence(db, { portalId: PORTAL, since }, 1_000);
  expect([sends, latest]).toEqual([all.length, all.toReversed()]);
  return all;
}
async function forget(contactIds: readonly number[]): Promise<void> {
  for (const table of ['correspondence', 'violation'] as const)
    await db.deleteFrom(table).where('contact_id', 'in', contactIds).execute();
}
const entriesOf = (contactId: number) => correspondenceOf(db, { portalId: PORTAL, contactId });

beforeEach(async () => {
  await emptyTables(database);
  await activePortal(db, PORTAL);
});

describe('the ledger of correspondence', () => {
  it('gives back what was appended, and takes the same again without change', async () => {
    const entries = [excluded(1), send(2), admitted(3), send(4, null)];
    await append(7, entries);
    await append(7, [excluded(1, ['Another rule']), send(2, 'Another name'), admitted(3)]);

    expect(await entriesOf(7)).toEqual(entries);
  });

  it('cannot be changed', async () => {
    await append(7, [excluded(1)]);

    await expect(sql`update correspondence set at = 2`.execute(db)).rejects.toThrow('append-only');
  });
});

describe('sends to excluded contacts', () => {
  it.each<[string, CorrespondenceEntry[], number[]]>([
    ['a send while excluded', [excluded(10), send(20)], [20]],
    ['none after an admission', [excluded(10), admitted(20), send(30)], []],
    ['again after another exclusion', [excluded(10), admitted(20), excluded(30), send(40)], [40]],
    ['none before the exclusion', [send(5), excluded(10)], []],
    ['none in the millisecond of the exclusion', [excluded(10), send(10)], []],
    ['none in the millisecond of the admission', [excluded(10), admitted(20), send(20)], []],
    ['each of several', [excluded(10), send(11), send(12), admitted(13), send(14)], [11, 12]],
    ['of a send told before the exclusion that it follows', [send(20), excluded(10)], [20]],
    ['none to who was never excluded', [send(20)], []],
  ])('are %s', async (_, entries, at) => {
    await append(7, entries);

    expect((await found()).map((violation) => violation.at)).toEqual(at);
  });

  it('are named: which contact, when, which campaign, excluded since when and by which rules', async () => {
    await append(7, [
      excluded(1),
      admitted(2),
      excluded(10),
      excluded(20, ['A', 'B']),
      send(30, 'Spring'),
      send(31, null),
    ]);

    const violation = { contactId: 7, at: 30, campaign: 'Spring', since: 10, rules: ['A', 'B'] };
    expect(await found()).toEqual([violation, { ...violation, at: 31, campaign: null }]);
  });

  it('come in parts, each once, from the instant asked for, and of no other portal', async () => {
    await activePortal(db, 2);
    for (const contactId of [3, 1, 2]) await append(contactId, [excluded(1), send(4), send(5), send(6)]);
    await append(1, [excluded(1), send(5)], 2);

    const names = (await found(5, 2)).map(({ at, contactId }) => `${at} ${contactId}`);

    expect(names).toEqual(['5 1', '5 2', '5 3', '6 1', '6 2', '6 3']);
  });

  it('are exactly those that a walk through each ledger finds', async () => {
    const entry = fc.oneof(
      fc.record({ kind: fc.constant('excluded' as const), rules: fc.subarray(['A', 'B'], { minLength: 1 }) }),
      fc.record({ kind: fc.constant('admitted' as const) }),
      fc.record({ kind: fc.constant('send' as const), campaign: fc.constantFrom('Offer', null) }),
    );
    const ledger = fc.array(entry, { maxLength: 12 }).map((all) => all.map((one, at) => ({ ...one, at })));

    await fc.assert(
      fc.asyncProperty(fc.array(ledger, { minLength: 1, maxLength: 4 }), async (ledgers) => {
        await sql`truncate correspondence, violation`.execute(db);
        for (const [contactId, entries] of ledgers.entries()) await append(contactId, entries);

        const walked = ledgers.flatMap((entries, contactId) => {
          let held: { since: number; rules: readonly string[] } | null = null;
          return entries.flatMap((one) => {
            if (one.kind === 'send')
              return held === null ? [] : [{ contactId, at: one.at, campaign: one.campaign, ...held }];
            held = one.kind === 'admitted' ? null : { since: held?.since ?? one.at, rules: one.rules };
            return [];
          });
        });
        expect(await found(0, 3)).toEqual(walked.sort((a, b) => a.at - b.at || a.contactId - b.contactId));
      }),
      law(60),
    );
  });
});

describe('a merge', () => {
  it('judges each send by what held for the contact that it went to', async () => {
    await append(1, [excluded(10), send(20, 'To the one who had opted out'), admitted(30), send(40, 'Fine')]);
    await append(2, [send(15, 'Fine'), excluded(35), send(50, 'After opting out')]);

    await inTransaction(db, (trx) => carrySends(trx, PORTAL, 1, 2));
    await forget([1]);

    expect(await found()).toEqual([
      { contactId: 2, at: 20, campaign: 'To the one who had opted out', since: 10, rules: RULES },
      { contactId: 2, at: 50, campaign: 'After opting out', since: 35, rules: RULES },
    ]);
  });

  it('into a third one keeps the judgement, and repeating it changes nothing', async () => {
    await append(1, [excluded(10), send(20)]);
    for (const [from, into] of [
      [1, 2],
      [1, 2],
      [2, 3],
    ] as const)
      await inTransaction(db, (trx) => carrySends(trx, PORTAL, from, into));
    await forget([1, 2]);

    expect(await found()).toEqual([{ contactId: 3, at: 20, campaign: 'Offer', since: 10, rules: RULES }]);
  });
});

describe('the summary', () => {
  it('counts who was excluded at some time of the period, and the sends of the period', async () => {
    await append(1, [excluded(10)]);
    await append(2, [excluded(10), admitted(20), send(60)]);
    await append(3, [excluded(10), admitted(60)]);
    await append(4, [excluded(70), excluded(80, ['B']), send(40)]);
    await append(5, [send(70)]);

    expect(await correspondenceSummary(db, { portalId: PORTAL, since: 50 })).toEqual({
      firstAt: 10,
      excluded: 3,
      sends: 2,
    });
  });

  it('of an empty ledger has no beginning', async () => {
    expect(await correspondenceSummary(db, { portalId: PORTAL, since: 0 })).toEqual({
      firstAt: null,
      excluded: 0,
      sends: 0,
    });
  });
});
