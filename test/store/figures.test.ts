import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { staysOf } from '../../src/domain/figures/stays.ts';
import { ensureContacts, eraseContacts } from '../../src/store/contacts/erase-contacts.ts';
import { mergeContacts } from '../../src/store/contacts/merge-contacts.ts';
import { countAnswers } from '../../src/store/figures/speed.ts';
import { countDormant, countStays } from '../../src/store/figures/tracks.ts';
import { type NotedAnswer, noteAnswers } from '../../src/store/ledgers/answers.ts';
import { noteStays } from '../../src/store/ledgers/stays.ts';
import { emptyTables, freshDatabase } from '../support/database.ts';
import { activePortal, NOW } from './fixtures.ts';

const database = await freshDatabase();
const { db } = database;
const PORTAL = 1;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const BOUNDS = [NOW - 60 * DAY, NOW - 30 * DAY, NOW + DAY];

const merge = (from: number, into: number) =>
  mergeContacts(db, { portalId: PORTAL, from: [from], into, now: NOW, mergeMemory: (a) => a, shownBy: () => ({}) });

beforeEach(async () => {
  await emptyTables(database);
  await activePortal(db, PORTAL);
  await ensureContacts(db, PORTAL, [1, 2, 3, 4]);
  await db.updateTable('contact').set({ seq: 1 }).where('portal_id', '=', PORTAL).execute();
});

describe('speed to lead', () => {
  const at = NOW - 10 * DAY;
  const owed = (contactId: number, more: Partial<NotedAnswer> = {}): NotedAnswer => ({
    contactId,
    since: at,
    occasion: at,
    why: 'sql',
    due: at + DAY,
    escalate: at + 2 * DAY,
    answered: null,
    hours: null,
    dropped: null,
    ownerId: '5',
    ...more,
  });
  const count = () => countAnswers(db, { portalId: PORTAL, bounds: BOUNDS, now: NOW });

  it('counts answers in time, late, missing, not due, not wanted; the unanswered wait longest', async () => {
    await noteAnswers(db, PORTAL, [
      owed(1, { answered: at + HOUR, hours: 1 }),
      owed(1, { since: at + 1, answered: at + 3 * DAY, hours: 20, ownerId: '6' }),
      owed(2),
      owed(3, { since: NOW, occasion: NOW, due: NOW + DAY, escalate: NOW + 2 * DAY }),
      owed(4, { dropped: at + HOUR }),
      owed(4, { since: at + 2, dropped: at + 9 * DAY }),
    ]);

    const found = await count();

    expect(found.filter(({ kind }) => kind === 'all')).toEqual([
      {
        kind: 'all',
        value: null,
        owed: 6,
        kept: 1,
        late: 1,
        missed: 2,
        waiting: 1,
        dropped: 1,
        escalated: 3,
        due: 4,
        median: 20,
      },
    ]);
    expect(found.filter(({ kind }) => kind === 'owner').map(({ value, owed }) => [value, owed])).toEqual([
      ['5', 5],
      ['6', 1],
    ]);
    for (const kind of ['why', 'owner', 'territory', 'month'] as const)
      expect(
        found.filter((one) => one.kind === kind).reduce((sum, one) => sum + one.owed, 0),
        kind,
      ).toBe(6);
  });

  it('keeps an answer that was given, whatever is told later, and takes one that was told late', async () => {
    await noteAnswers(db, PORTAL, [owed(1, { dropped: NOW })]);
    await noteAnswers(db, PORTAL, [owed(1, { answered: at + HOUR, hours: 1 })]);
    await noteAnswers(db, PORTAL, [owed(1), owed(2)]);

    expect((await count())[0]).toMatchObject({ owed: 2, kept: 1, missed: 1 });
  });

  it('has no ghost of who was merged or erased', async () => {
    await noteAnswers(db, PORTAL, [owed(1), owed(2, { answered: at + HOUR, hours: 1 }), owed(3)]);

    await merge(1, 2);
    await eraseContacts(db, { portalId: PORTAL, contactIds: [3], now: NOW });

    // Both were owed an answer of the same instant: they are one contact, and it was answered.
    expect((await count())[0]).toMatchObject({ owed: 1, kept: 1 });
  });
});

describe('stays in tracks and segments', () => {
  const PLACES = [null, 'dormant_sql', 'dormant_mql'] as const;

  it('are those that a plain walk over the days tells, however the evaluations were cut', async () => {
    const life = fc.array(
      fc.record({ day: fc.integer({ min: 1, max: 59 }), segment: fc.constantFrom(...PLACES), cut: fc.boolean() }),
      { minLength: 1, maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(life, async (all) => {
        await eraseContacts(db, { portalId: PORTAL, contactIds: [1], now: NOW });
        await ensureContacts(db, PORTAL, [1]);
        const days = [...new Map(all.map((one) => [one.day, one])).values()].sort((a, b) => a.day - b.day);
        const steps = days.map(({ day, segment, cut }) => ({
          at: BOUNDS[0]! + day * DAY,
          segment,
          cut,
          track: 'none' as const,
        }));
        let before: { readonly track: string; readonly segment: string | null } | null = null;
        let batch: typeof steps = [];
        for (const [place, step] of steps.entries()) {
          batch.push(step);
          // The first evaluation is alone: of what was before it nothing is told.
          if (!step.cut && place > 0 && place < steps.length - 1) continue;
          const stays = staysOf(before, batch, null).map((stay) => ({ contactId: 1, ...stay }));
          await noteStays(db, PORTAL, stays);
          before = { track: 'none', segment: step.segment };
          batch = [];
        }

        const found = await countDormant(db, { portalId: PORTAL, bounds: BOUNDS });

        const segmentAt = (at: number) => steps.findLast((step) => step.at <= at)?.segment ?? null;
        for (const month of [0, 1])
          for (const segment of ['dormant_sql', 'dormant_mql'] as const) {
            const [begins, ends] = [BOUNDS[month]!, BOUNDS[month + 1]!];
            const woke = steps.filter(
              ({ at, segment: now }, place) =>
                now === null && at >= begins && at < ends && steps[place - 1]?.segment === segment,
            );
            const one = found.find((row) => row.month === month && row.segment === segment);
            expect(one?.dormant ?? 0).toBe(segmentAt(Math.min(ends - 1, NOW)) === segment ? 1 : 0);
            expect(one?.woke ?? 0).toBe(woke.length);
          }
      }),
      { seed: 13, numRuns: 12 },
    );
  });

  it('of a merged contact end with it, but for what has ended before', async () => {
    const stay = { kind: 'track', value: 'mql_nurture', since: NOW - 9 * DAY, until: null, next: null } as const;
    await noteStays(db, PORTAL, [
      { contactId: 1, ...stay, until: NOW - 5 * DAY, next: 'dormant_mql' },
      { contactId: 1, ...stay, value: 'dormant_mql', since: NOW - 5 * DAY },
      { contactId: 2, ...stay, since: NOW - 3 * DAY },
      { contactId: 3, ...stay, since: NOW - 3 * DAY },
    ]);

    await merge(1, 2);
    await eraseContacts(db, { portalId: PORTAL, contactIds: [3], now: NOW });

    expect(await countStays(db, { portalId: PORTAL, from: BOUNDS[0]!, until: BOUNDS[2]! })).toEqual([
      { kind: 'track', value: 'mql_nurture', now: 1, entered: 2, left: 1, next: { dormant_mql: 1 } },
    ]);
  });
});
