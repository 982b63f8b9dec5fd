import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { monthsUntil } from '../../src/domain/figures/months.ts';
import { ensureContacts, eraseContacts } from '../../src/store/contacts/erase-contacts.ts';
import { mergeContacts } from '../../src/store/contacts/merge-contacts.ts';
import { noteMissing } from '../../src/store/contacts/note-missing.ts';
import { filterOptions, funnelMonths, staysIn } from '../../src/store/figures/funnel.ts';
import { type NotedPassage, notePassages } from '../../src/store/ledgers/passages.ts';
import { emptyTables, freshDatabase } from '../support/database/database.ts';
import { WHOLE } from '../support/few-of-each.ts';
import { law } from '../support/law.ts';
import { activePortal, NOW, PASSAGE } from './fixtures.ts';

const database = await freshDatabase();
const { db } = database;
const PORTAL = 1;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const BOUNDS = [NOW - 90 * DAY, NOW - 60 * DAY, NOW - 30 * DAY, NOW + DAY];
const COHORT = { portalId: PORTAL, bounds: [BOUNDS[0]!, BOUNDS.at(-1)!], only: {} };

const passage = (contactId: number, more: Partial<NotedPassage> = {}): NotedPassage => ({
  contactId,
  ...PASSAGE,
  ...more,
});
const note = async (...passages: readonly NotedPassage[]) => {
  await ensureContacts(
    db,
    PORTAL,
    passages.map(({ contactId }) => contactId),
  );
  await db.updateTable('contact').set({ seq: 1 }).where('portal_id', '=', PORTAL).execute();
  await notePassages(db, PORTAL, passages);
};
const months = (only = {}) => funnelMonths(db, { portalId: PORTAL, bounds: BOUNDS, only });
const rowsOf = () => db.selectFrom('passage').selectAll().orderBy('contact_id').execute();

beforeEach(async () => {
  await emptyTables(database);
  await activePortal(db, PORTAL);
});

describe('the funnel', () => {
  it('counts by the month of capture who reached a stage or a later one, and who passed over one', async () => {
    await note(
      passage(1),
      passage(2, { mql: NOW - 70 * DAY, sql: NOW - 5 * DAY }),
      passage(3, { captured: NOW - 40 * DAY, customer: NOW }),
      passage(4, { captured: NOW - 100 * DAY, mql: NOW }),
    );

    expect(await months()).toEqual([
      {
        month: 0,
        captured: 2,
        mql: 1,
        sql: 1,
        opportunity: 0,
        customer: 0,
        skipped: { mql: 0, sql: 0, opportunity: 0 },
      },
      {
        month: 1,
        captured: 1,
        mql: 1,
        sql: 1,
        opportunity: 1,
        customer: 1,
        skipped: { mql: 1, sql: 1, opportunity: 1 },
      },
    ]);
  });

  it('tells contacts apart, the unknown ones too', async () => {
    await note(passage(1, { source: 'PAID' }), passage(2, { source: 'PAID' }), passage(3));

    expect((await months({ source: 'PAID' }))[0]?.captured).toBe(2);
    expect((await months({ source: '' }))[0]?.captured).toBe(1);
    expect((await filterOptions(db, COHORT, 5)).filter(({ filter }) => filter === 'source')).toEqual([
      { filter: 'source', value: 'PAID', contacts: 2 },
      { filter: 'source', value: null, contacts: 1 },
    ]);
  });

  it('ends a stay by what came first, and leaves out a stage that was entered after the next one', async () => {
    const mql = NOW - 50 * DAY;
    await note(
      passage(1, { mql, sql: mql + 3 * DAY, lost: mql + 9 * DAY }),
      passage(2, { mql, customer: mql + 8 * DAY, silentMql: mql + 4 * DAY }),
      passage(3, { mql, lost: mql + 2 * DAY, sql: mql + 3 * DAY }),
      passage(4, { mql, lost: mql - DAY }),
      passage(5, { mql, sql: mql - DAY }),
    );

    const { mql: stays } = await staysIn(db, COHORT, NOW);

    expect(stays.toSorted((a, b) => a.days - b.days)).toEqual([
      { days: 2, end: 'lost', contacts: 1 },
      { days: 3, end: 'next', contacts: 1 },
      { days: 4, end: 'silent', contacts: 1 },
      { days: 49, end: 'open', contacts: 1 },
    ]);
  });

  it('has no ghost of who was merged, erased, or is hidden', async () => {
    await note(
      passage(1, { sql: NOW }),
      passage(2, { captured: NOW - 10 * DAY, mql: NOW - DAY }),
      passage(3),
      passage(4),
    );

    await mergeContacts(db, {
      portalId: PORTAL,
      from: [1],
      into: 2,
      now: NOW,
      mergeMemory: (a) => a,
      shownBy: () => ({}),
    });
    await eraseContacts(db, { portalId: PORTAL, contactIds: [3], now: NOW });
    await noteMissing(db, { portalId: PORTAL, contacts: [{ contactId: 4, by: 'told', since: NOW, confirmAt: NOW }] });

    expect(await months()).toMatchObject([{ month: 0, captured: 1, mql: 1, sql: 1, skipped: { mql: 0 } }]);
    expect((await rowsOf()).map(({ contact_id, mql, sql }) => [contact_id, mql, sql])).toEqual([
      [2, NOW - DAY, NOW],
      [4, null, null],
    ]);
  });
});

it('is what a plain program counts by the clocks of the account, however late and odd what is told', async () => {
  const zone = 'Europe/Berlin';
  const bounds = monthsUntil(zone, NOW, 14);
  const period = { portalId: PORTAL, bounds, only: {} };
  const who = fc.constantFrom(1, 2, 3, 4, 5, 6);
  // Half an hour beside the midnight that begins a month, when clocks have changed, and any time.
  const instant = fc.oneof(
    fc
      .tuple(fc.constantFrom(...bounds.slice(0, -1)), fc.constantFrom(-1, 0, 1))
      .map(([at, halves]) => at + (halves * HOUR) / 2),
    fc.integer({ min: bounds[0]! - 20 * DAY, max: NOW }),
  );
  const told = fc.record({
    who,
    captured: instant,
    stage: fc.constantFrom(...TOLD),
    at: instant,
    source: fc.option(fc.constantFrom('A', "B'\u202e😀")),
  });
  const merge = fc.record({ merge: fc.uniqueArray(who, { minLength: 2, maxLength: 2 }) });
  const events = fc.array(fc.oneof({ weight: 8, arbitrary: told }, merge, fc.record({ erase: who })), {
    minLength: 10,
    maxLength: 25,
  });
  await fc.assert(
    fc.asyncProperty(events, async (happened) => {
      await emptyTables(database);
      await activePortal(db, PORTAL);
      const known = new Map<number, Plain>();
      for (const one of happened) {
        if ('erase' in one) {
          await eraseContacts(db, { portalId: PORTAL, contactIds: [one.erase], now: NOW });
          known.delete(one.erase);
        } else if ('merge' in one) {
          const [from, into] = one.merge as [number, number];
          const [gone, left] = [known.get(from), known.get(into)];
          if (gone === undefined || left === undefined) continue;
          await mergeContacts(db, {
            portalId: PORTAL,
            from: [from],
            into,
            now: NOW,
            mergeMemory: (a) => a,
            shownBy: () => ({}),
          });
          for (const [stage, at] of Object.entries(gone.at)) earlier(left, stage, at);
          known.delete(from);
        } else {
          await note(passage(one.who, { captured: one.captured, [one.stage]: one.at, source: one.source }));
          const left = known.get(one.who) ?? { at: {}, source: null };
          known.set(one.who, left);
          left.source = one.source;
          earlier(left, 'captured', one.captured);
          earlier(left, one.stage, one.at);
        }
      }
      for (const only of [{}, { source: 'A' }, { source: '' }]) {
        const chosen = [...known.values()].filter(
          ({ at, source }) =>
            at['captured']! >= bounds[0]! &&
            at['captured']! < bounds.at(-1)! &&
            (!('source' in only) || (source ?? '') === only.source),
        );
        expect(await funnelMonths(db, { ...period, only })).toEqual(plainMonths(chosen, zone, bounds));
        const stays = await staysIn(db, { ...period, only }, NOW);
        for (const [stage, found] of Object.entries(stays))
          expect(
            found.flatMap(({ days, end, contacts }) => Array(contacts).fill(`${end} ${days}`)).sort(),
            stage,
          ).toEqual(plainStays(chosen, stage).sort());
      }
    }),
    law(WHOLE ? 100 : 6),
  );
});

const TOLD = ['mql', 'sql', 'opportunity', 'customer', 'lost', 'silentLead', 'silentMql', 'silentSql'] as const;
const FUNNEL = ['captured', 'mql', 'sql', 'opportunity', 'customer'];
type Plain = { readonly at: Record<string, number>; source: string | null };

function earlier({ at }: Plain, stage: string, instant: number): void {
  at[stage] = Math.min(at[stage] ?? instant, instant);
}

/** Months as HubSpot's reader sees them in a calendar: by the name of the month. */
function plainMonths(contacts: readonly Plain[], zone: string, bounds: readonly number[]) {
  const nameOf = new Intl.DateTimeFormat('en', { timeZone: zone, year: 'numeric', month: 'long' });
  return bounds.slice(0, -1).flatMap((from, month) => {
    const those = contacts.filter(({ at }) => nameOf.format(at['captured']) === nameOf.format(from));
    const reached = (stage: string) =>
      those.filter(({ at }) => FUNNEL.slice(FUNNEL.indexOf(stage)).some((one) => at[one] !== undefined));
    const skipped = (stage: string) => reached(stage).filter(({ at }) => at[stage] === undefined).length;
    if (those.length === 0) return [];
    return [
      {
        month,
        ...Object.fromEntries(FUNNEL.map((stage) => [stage, reached(stage).length])),
        skipped: { mql: skipped('mql'), sql: skipped('sql'), opportunity: skipped('opportunity') },
      },
    ];
  });
}

const SILENT: Readonly<Record<string, string>> = { captured: 'silentLead', mql: 'silentMql', sql: 'silentSql' };

function plainStays(contacts: readonly Plain[], stage: string): string[] {
  return contacts.flatMap(({ at }) => {
    const entered = at[stage];
    const next = Math.min(...FUNNEL.slice(FUNNEL.indexOf(stage) + 1).map((one) => at[one] ?? Number.POSITIVE_INFINITY));
    if (entered === undefined || next < entered) return [];
    const ends: [string, number | undefined][] = [
      ['next', next],
      ['lost', at['lost']],
      ['silent', at[SILENT[stage] ?? '']],
    ];
    let found: [string, number] | null = null;
    for (const [end, when] of ends)
      if (
        when !== undefined &&
        when >= entered &&
        when < Number.POSITIVE_INFINITY &&
        (found === null || when < found[1])
      )
        found = [end, when];
    if (found !== null) return [`${found[0]} ${Math.floor((found[1] - entered) / DAY)}`];
    return [`open ${Math.max(0, Math.floor(NOW / DAY) - Math.ceil(entered / DAY))}`];
  });
}

it('does not matter in which order, or how often, things are told', async () => {
  const instant = fc.option(fc.integer({ min: 1, max: 90 }).map((days) => NOW - days * DAY));
  const anyPassage = fc.record({ mql: instant, sql: instant, customer: instant, lost: instant, silentMql: instant });
  await fc.assert(
    fc.asyncProperty(fc.array(anyPassage, { minLength: 1, maxLength: 5 }), async (told) => {
      const outcomes = [];
      for (const order of [told, told.toReversed(), [...told, ...told]]) {
        await eraseContacts(db, { portalId: PORTAL, contactIds: [1], now: NOW });
        for (const more of order) await note(passage(1, more));
        outcomes.push(await rowsOf());
      }
      expect(outcomes[1]).toEqual(outcomes[0]);
      expect(outcomes[2]).toEqual(outcomes[0]);
    }),
    law(8),
  );
});

it('sums over months, and over what contacts are told apart by, are the total', async () => {
  const sources = ['PAID', 'ORGANIC', null];
  const some = fc.array(
    fc.record({
      captured: fc.integer({ min: 0, max: 89 }).map((days) => NOW - days * DAY),
      mql: fc.option(fc.constant(NOW)),
      customer: fc.option(fc.constant(NOW)),
      source: fc.constantFrom(...sources),
      ownerId: fc.constantFrom('5', '6', null),
    }),
    { minLength: 1, maxLength: 30 },
  );
  const sum = (rows: Awaited<ReturnType<typeof months>>) =>
    (['captured', 'mql', 'sql', 'opportunity', 'customer'] as const).map((stage) =>
      rows.reduce((all, one) => all + one[stage], 0),
    );
  const plus = (sums: readonly (readonly number[])[]) =>
    sums.reduce((all, one) => all.map((count, place) => count + one[place]!), [0, 0, 0, 0, 0]);
  await fc.assert(
    fc.asyncProperty(some, async (all) => {
      await emptyTables(database);
      await activePortal(db, PORTAL);
      await note(...all.map((more, id) => passage(id + 1, more)));
      const total = sum(await funnelMonths(db, COHORT));

      expect(total[0]).toBe(all.length);
      expect(sum(await months())).toEqual(total);
      for (const [name, values] of [
        ['source', sources],
        ['owner_id', ['5', '6', null]],
      ] as const) {
        const parts = [];
        for (const value of values) parts.push(sum(await months({ [name]: value ?? '' })));
        expect(plus(parts)).toEqual(total);
      }
    }),
    law(15),
  );
});
