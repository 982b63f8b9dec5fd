import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { staysOf } from '../../src/domain/figures/stays.ts';
import { ensureContacts, eraseContacts } from '../../src/store/contacts/erase-contacts.ts';
import { mergeContacts } from '../../src/store/contacts/merge-contacts.ts';
import { askedChoices, noteAsked } from '../../src/store/figures/asked-choices.ts';
import type { Kept } from '../../src/store/figures/cells.ts';
import { countCohort, countContent } from '../../src/store/figures/content.ts';
import { filterOptions, funnelMonths, staysIn } from '../../src/store/figures/funnel.ts';
import { keepSomeMonths, markStaleMonths, usableMonths } from '../../src/store/figures/kept-months.ts';
import { type ChosenTraits, FUNNEL_FILTERS, isChosen } from '../../src/store/figures/present.ts';
import { countSources, sourceCells, winsOf } from '../../src/store/figures/sources.ts';
import { countAnswers } from '../../src/store/figures/speed.ts';
import { countStays, countTrackMails, countTrackTouches } from '../../src/store/figures/tracks.ts';
import { type NotedAnswer, noteAnswers } from '../../src/store/ledgers/answers.ts';
import { appendCorrespondence } from '../../src/store/ledgers/correspondence.ts';
import { noteEncounters } from '../../src/store/ledgers/encounters.ts';
import { noteMailings } from '../../src/store/ledgers/mailings.ts';
import { notePassages } from '../../src/store/ledgers/passages.ts';
import { noteStays } from '../../src/store/ledgers/stays.ts';
import { recordTouches } from '../../src/store/ledgers/touches.ts';
import { countValues } from '../../src/store/portals/segments.ts';
import { emptyTables, freshDatabase } from '../support/database/database.ts';
import { WHOLE } from '../support/few-of-each.ts';
import { law } from '../support/law.ts';
import { activePortal, lease, NOW, PASSAGE } from './fixtures.ts';

const database = await freshDatabase();
const { db } = database;
const PORTAL = 1;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const BOUNDS = [NOW - 60 * DAY, NOW - 30 * DAY, NOW + DAY];
const ALL = { portalId: PORTAL, bounds: BOUNDS, only: {} };
const COHORT = { ...ALL, bounds: [BOUNDS[0]!, BOUNDS[2]!] };

const merge = (from: number, into: number) =>
  mergeContacts(db, { portalId: PORTAL, from: [from], into, now: NOW, mergeMemory: (a) => a, shownBy: () => ({}) });

const byText = (a: object, b: object) => JSON.stringify(a).localeCompare(JSON.stringify(b), 'en');
const HERE = { ...PASSAGE, captured: BOUNDS[0]! };

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
  const count = () => countAnswers(db, ALL, NOW);

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

  it('waits for an answer again that nobody wanted, when the version is taken back', async () => {
    await noteAnswers(db, PORTAL, [owed(1, { dropped: at + HOUR })]);
    await noteAnswers(db, PORTAL, [owed(1)]);
    expect(await count()).toContainEqual(expect.objectContaining({ kind: 'all', dropped: 1 }));

    await noteAnswers(db, PORTAL, [owed(1, { isAgain: true })]);
    expect(await count()).toContainEqual(expect.objectContaining({ kind: 'all', dropped: 0, missed: 1 }));
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

  it('of two open answers of a merged contact counts the first, which the other joins', async () => {
    const later = at + HOUR;
    await noteAnswers(db, PORTAL, [owed(1, { since: later, occasion: later }), owed(2)]);

    await merge(1, 2);
    await noteAnswers(db, PORTAL, [owed(2, { answered: at + 2 * HOUR, hours: 2 })]);

    expect((await count())[0]).toMatchObject({ owed: 1, kept: 1, missed: 0 });
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
          // The first evaluation has no predecessor: the ledger says nothing of the time before.
          if (!step.cut && place > 0 && place < steps.length - 1) continue;
          const stays = staysOf(before, batch, null).map((stay) => ({ contactId: 1, ...stay }));
          await noteStays(db, PORTAL, stays);
          before = { track: 'none', segment: step.segment };
          batch = [];
        }

        const { dormant: found } = await countStays(db, ALL);

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
      law(12),
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

    expect((await countStays(db, COHORT)).stays).toEqual([
      { kind: 'track', value: 'mql_nurture', now: 1, entered: 2, left: 1, next: { dormant_mql: 1 } },
    ]);
  });
});

describe('content and mails', () => {
  const BEGIN = BOUNDS[0]!;
  type Told =
    | { readonly told: 'form'; readonly contactId: number; readonly what: string; readonly at: number }
    | {
        readonly told: 'send' | 'open' | 'click';
        readonly contactId: number;
        readonly what: string;
        readonly at: number;
      };
  const note = async ({ told, contactId, what, at }: Told) => {
    if (told === 'form') return noteEncounters(db, PORTAL, [{ contactId, kind: 'form', what, at, signal: null }]);
    if (told === 'send') await appendCorrespondence(db, PORTAL, [{ contactId, kind: 'send', at, campaign: what }]);
    else
      await db
        .insertInto('activity')
        .values({
          portal_id: PORTAL,
          contact_id: contactId,
          id: `${told}@${at}`,
          signal: `email_${told}`,
          at,
          quantity: 1,
          source: `hs_email_${told}`,
        })
        .onConflict((it) => it.doNothing())
        .execute();
    await noteMailings(db, PORTAL, [contactId]);
  };
  const pass = (contactId: number, mql: number | null, sql: number | null) =>
    notePassages(db, PORTAL, [{ ...HERE, contactId, mql, sql }]);

  /** The same figures by a plain program, from what the test recorded of the contacts. */
  function plain(told: readonly Told[], ripe: Readonly<Record<number, readonly [number | null, number | null]>>) {
    const mails = [1, 2, 3].flatMap((contactId) => {
      const of = told.filter((one) => one.contactId === contactId).sort((a, b) => a.at - b.at);
      const sends = of.filter(({ told }) => told === 'send');
      return sends.map((send, place) => {
        const ends = sends[place + 1]?.at ?? Infinity;
        const first = (what: Told['told']) =>
          of.find((one) => one.told === what && one.at >= send.at && one.at < ends)?.at;
        return { contactId, what: send.what, opened: first('open'), clicked: first('click') };
      });
    });
    const met = new Map<string, number>();
    const meet = (key: string, at: number) => met.set(key, Math.min(at, met.get(key) ?? Infinity));
    for (const one of told) if (one.told === 'form') meet(`form ${one.what} ${one.contactId}`, one.at);
    for (const { contactId, what, opened, clicked } of mails)
      if (opened !== undefined || clicked !== undefined)
        meet(`mail ${what} ${contactId}`, Math.min(opened ?? Infinity, clicked ?? Infinity));
    const counts: Record<string, number[]> = {};
    for (const [key, at] of met) {
      const [kind, what, contactId] = key.split(' ');
      const [mql, sqlAt] = ripe[Number(contactId)]!;
      const isMql = Math.min(mql ?? Infinity, sqlAt ?? Infinity);
      const count = (counts[`${kind} ${what}`] ??= [0, 0, 0, 0]);
      if (at <= isMql) count[0]!++;
      if (at <= isMql && isMql < Infinity) count[1]!++;
      if (at <= (sqlAt ?? Infinity)) count[2]!++;
      if (sqlAt !== null && at <= sqlAt) count[3]!++;
    }
    return {
      content: Object.entries(counts)
        .filter(([, count]) => count[2]! > 0)
        .sort(),
      mails: [
        mails.length,
        mails.filter(({ opened }) => opened !== undefined).length,
        mails.filter(({ clicked }) => clicked !== undefined).length,
      ],
    };
  }

  async function counted() {
    const content = (await countContent(db, COHORT, 50)).map((one): [string, number[]] => [
      `${one.kind} ${one.what}`,
      [one.beforeMql, one.mql, one.beforeSql, one.sql],
    ]);
    const mails = await countTrackMails(db, COHORT);
    const sum = (name: 'sent' | 'opened' | 'clicked') => mails.reduce((all, one) => all + one[name], 0);
    return { content: content.sort(), mails: [sum('sent'), sum('opened'), sum('clicked')] };
  }

  it('are what a plain program counts, in whatever order, and however often, they are told; none of a ghost', async () => {
    const instant = fc.integer({ min: 0, max: 20 }).map((hours) => BEGIN + hours * HOUR);
    const told = fc.uniqueArray(
      fc.record({
        told: fc.constantFrom('form', 'send', 'open', 'click'),
        contactId: fc.constantFrom(1, 2, 3),
        what: fc.constantFrom('A', 'B'),
        at: instant,
      }),
      {
        selector: ({ told, contactId, at, what }) => `${told} ${contactId} ${at} ${told === 'form' ? what : ''}`,
        maxLength: 14,
      },
    );
    const ripe = fc.tuple(fc.option(instant), fc.option(instant));
    await fc.assert(
      fc.asyncProperty(
        told.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: 2 * all.length })),
        ),
        ripe,
        ripe,
        ripe,
        async ([all, order], ...passed) => {
          await eraseContacts(db, { portalId: PORTAL, contactIds: [1, 2, 3], now: NOW });
          await ensureContacts(db, PORTAL, [1, 2, 3]);
          await db.updateTable('contact').set({ seq: 1 }).where('portal_id', '=', PORTAL).execute();
          const ripened = { 1: passed[0]!, 2: passed[1]!, 3: passed[2]! };
          for (const [id, [mql, sqlAt]] of Object.entries(ripened)) await pass(Number(id), mql, sqlAt);
          for (const one of order) await note(one);

          expect(await counted()).toEqual(plain(all, ripened));

          await eraseContacts(db, { portalId: PORTAL, contactIds: [3], now: NOW });
          const left = all.filter(({ contactId }) => contactId !== 3);
          expect(await counted()).toEqual(plain(left, ripened));

          // Both are one now: of two sends at one instant that of the contact that is left counts.
          await merge(1, 2);
          const taken = left.map((one) => ({ ...one, contactId: 2 }));
          const sends = new Map(
            left
              .filter(({ told }) => told === 'send')
              .toSorted((a, b) => a.contactId - b.contactId)
              .map((one) => [one.at, one]),
          );
          const one = [
            ...taken.filter(({ told }) => told !== 'send'),
            ...[...sends.values()].map((s) => ({ ...s, contactId: 2 })),
          ];
          const earliest = (place: 0 | 1) => {
            const known = [ripened[1][place], ripened[2][place]].filter((at) => at !== null);
            return known.length === 0 ? null : Math.min(...known);
          };
          expect(await counted()).toEqual(plain(one, { 2: [earliest(0), earliest(1)] }));
        },
      ),
      law(6),
    );
  });
});

describe('the parts of each figure', () => {
  const sum = (counts: readonly number[]) => counts.reduce((all, one) => all + one, 0);

  it('add up to the whole: over months, sources, owners, personas, each choice; also after a merge and an erasure', async () => {
    const value = fc.option(fc.constantFrom('A', 'B', 'C'));
    const person = fc.record({
      captured: fc.integer({ min: BOUNDS[0]!, max: BOUNDS[2]! - 1 }),
      mql: fc.option(fc.constant(NOW)),
      source: value,
      persona: value,
      ownerId: value,
      campaign: value,
      firstForm: value,
      firstPage: value,
      track: value,
      segment: value,
    });
    const people = fc.sample(person, { ...law(), numRuns: 30 });
    const ids = people.map((_, place) => place + 1);
    await ensureContacts(db, PORTAL, ids);
    await db.updateTable('contact').set({ seq: 1 }).where('portal_id', '=', PORTAL).execute();
    await notePassages(
      db,
      PORTAL,
      people.map((one, place) => ({ ...HERE, contactId: place + 1, ...one })),
    );
    const owed = (since: number) =>
      ({ since, occasion: since, why: 'sql', due: NOW, escalate: NOW, answered: null }) as const;
    await noteAnswers(
      db,
      PORTAL,
      people.map(({ captured, ownerId }, place) => ({
        contactId: place + 1,
        ...owed(Math.min(captured, NOW)),
        hours: null,
        dropped: null,
        ownerId,
      })),
    );
    const stay = { kind: 'track', value: 'mql_nurture', since: NOW - DAY, until: null, next: null } as const;
    await noteStays(
      db,
      PORTAL,
      ids.map((contactId) => ({ contactId, ...stay })),
    );

    const figures = async (only: Parameters<typeof countCohort>[1]['only']) => {
      const months = await funnelMonths(db, { ...ALL, only });
      const answers = await countAnswers(db, { ...ALL, only }, NOW);
      const { stays } = await countStays(db, { ...COHORT, only });
      return [
        sum(months.map(({ captured }) => captured)),
        sum(months.map(({ mql }) => mql)),
        answers.find(({ kind }) => kind === 'all')?.owed ?? 0,
        stays[0]?.now ?? 0,
      ];
    };
    const addsUp = async (contacts: number) => {
      const whole = await figures({});
      expect([whole[0], whole[3]]).toEqual([contacts, contacts]);
      expect((await countCohort(db, COHORT)).captured).toBe(contacts);
      const sources = countSources(await sourceCells(db, COHORT), 2);
      const options = await filterOptions(db, COHORT, 9);
      const answers = await countAnswers(db, ALL, NOW);
      for (const kind of ['source', 'campaign', 'first_form', 'first_page'])
        expect(sum(sources.filter((one) => one.kind === kind).map(({ captured }) => captured)), kind).toBe(contacts);
      for (const kind of ['why', 'owner', 'territory', 'month'])
        expect(sum(answers.filter((one) => one.kind === kind).map(({ owed }) => owed)), kind).toBe(whole[2]);
      for (const filter of FUNNEL_FILTERS) {
        const values = options.filter((one) => one.filter === filter);
        expect(sum(values.map(({ contacts }) => contacts)), filter).toBe(contacts);
        const parts: number[][] = [];
        for (const { value } of values) parts.push(await figures({ [filter]: value ?? '' }));
        expect(
          whole.map((_, place) => sum(parts.map((part) => part[place]!))),
          filter,
        ).toEqual(whole);
      }
    };

    await addsUp(30);
    await merge(1, 2);
    await eraseContacts(db, { portalId: PORTAL, contactIds: [3], now: NOW });
    await addsUp(28);
  });
});

describe('kept months', () => {
  const MONTHS = [NOW - 90 * DAY, NOW - 60 * DAY, NOW - 30 * DAY, NOW + DAY];
  const OURS = lease();
  const keep = async (now: number, { at = db, held = OURS } = {}) => {
    const months = { portalId: PORTAL, lease: held, bounds: MONTHS, now };
    if (!(await markStaleMonths(at, months))) return 'lost';
    let kept: number | null;
    do kept = await keepSomeMonths(at, { ...months, most: 2, least: 1 });
    while (kept !== null && kept > 0);
    return kept === null ? 'lost' : 'kept';
  };
  /** As whoever takes portals does, it goes round one that somebody holds just now. */
  const holdBy = (holder: string) =>
    sql`
      update portal set lease_holder = ${holder}, lease_until = clock_timestamp() + interval '1 hour'
      where portal_id in (select portal_id from portal for no key update skip locked)`.execute(db);
  beforeEach(() => holdBy(OURS));
  const pages = async (kept: Kept, now: number, only: ChosenTraits = {}) => {
    const period = { portalId: PORTAL, bounds: MONTHS, only, kept };
    return {
      months: await funnelMonths(db, period),
      stays: Object.values(await staysIn(db, period, now)).map((stays) =>
        stays.map((one) => Object.values(one).join()).sort(),
      ),
      options: await filterOptions(db, { ...period, bounds: [0, MONTHS.at(-1)!] }, 9),
      sources: countSources(await sourceCells(db, period), 2),
      wins: [...(await winsOf(db, period, now))]
        .flatMap(([source, stays]) => stays.map(({ days, end, contacts }) => `${source} ${end} ${days} ${contacts}`))
        .sort(),
      content: await countContent(db, period, 9),
      answers: await countAnswers(db, period, now),
      tracks: await countStays(db, { ...period, bounds: MONTHS.slice(1) }),
      touches: await countTrackTouches(db, period),
      mails: await countTrackMails(db, period),
    };
  };

  it('add up to what the ledgers say, whatever happened after they were counted', async () => {
    const at = fc.integer({ min: MONTHS[0]!, max: NOW });
    const person = fc.integer({ min: 1, max: 4 });
    const text = fc.constantFrom('A', 'B');
    const event = fc.oneof(
      fc.record({ kind: fc.constant('passage' as const), who: person, at, value: text }),
      fc.record({ kind: fc.constant('answer' as const), who: person, at, value: text }),
      fc.record({ kind: fc.constant('stay' as const), who: person, at, value: text }),
      fc.record({ kind: fc.constant('touch' as const), who: person, at, value: text }),
      fc.record({ kind: fc.constant('met' as const), who: person, at, value: text }),
      fc.record({ kind: fc.constant('mail' as const), who: person, at, value: text }),
      fc.record({
        kind: fc.constantFrom('merge' as const, 'erase' as const, 'hide' as const, 'show' as const),
        who: person,
      }),
      fc.record({ kind: fc.constantFrom('keep' as const, 'wait' as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 12, maxLength: 20 }), async (events) => {
        await emptyTables(database);
        await activePortal(db, PORTAL);
        await holdBy(OURS);
        let now = NOW;
        const both: ChosenTraits = { source: 'A', persona: '' };
        await noteAsked(db, { portalId: PORTAL, only: both, least: 0, now });
        for (const one of events) {
          if (one.kind === 'keep') await keep(now);
          else if (one.kind === 'wait') now += DAY;
          else if ('who' in one) await happen(one);
        }
        const choices: readonly ChosenTraits[] = [{}, { source: 'A' }, both, { persona: '' }];
        const recounted = new Map<ChosenTraits, unknown>();
        for (const only of choices) recounted.set(only, await pages(new Map(), now, only));

        // Some months are counted anew at once, and then all of them are kept.
        for (const only of choices.slice(0, 3)) {
          const usable = await usableMonths(db, { portalId: PORTAL, now, atOnce: 1_000, only });
          expect(await pages(usable.kept, now, only)).toEqual(recounted.get(only));
        }
        await keep(now);
        for (const only of choices) {
          const { kept, countedAt } = await usableMonths(db, { portalId: PORTAL, now, atOnce: 0, only });
          if (!isChosen(only)) expect(kept.size).toBe(10 * 3);
          if (only === both) expect(kept.size, 'what somebody asked for is kept').toBe(5 * 3);
          expect(await pages(kept, now, only)).toEqual(recounted.get(only));
          expect(countedAt(['funnel', 'answers', 'content'])).toBeNull();
        }
        const { rows } = await sql<{ there: boolean }>`select exists (select from passage p where not exists (
          select from contact k where k.portal_id = p.portal_id and k.contact_id = p.contact_id and k.missing_since is not null)) as there`.execute(
          db,
        );
        const ofAll = await usableMonths(db, { portalId: PORTAL, now, atOnce: 0, only: {} });
        const ever = { portalId: PORTAL, bounds: [0, Number.MAX_SAFE_INTEGER], only: {}, kept: ofAll.kept };
        const segments = (await filterOptions(db, ever, Number.POSITIVE_INFINITY)).flatMap(
          ({ filter: trait, value, contacts: count }) =>
            value !== null && (trait === 'country' || trait === 'product') ? [{ trait, value, count }] : [],
        );
        const counted = await countValues(db, PORTAL, ['country', 'product']);
        expect(segments.sort(byText)).toEqual(counted.sort(byText));
        const { kept } = await usableMonths(db, { portalId: PORTAL, now, atOnce: 0, only: { persona: '' } });
        expect(kept.size, 'choices are kept').toBe(rows[0]!.there ? 5 * 3 : 3);
      }),
      law(5),
    );
  });

  it('of chosen contacts change with what a contact is chosen by, and those of all do not', async () => {
    for (const kind of ['passage', 'stay', 'touch', 'mail']) await happen({ kind, who: 1, at: MONTHS[1]!, value: 'B' });
    await happen({ kind: 'passage', who: 2, at: MONTHS[2]!, value: 'A' });
    await keep(NOW);

    await notePassages(db, PORTAL, [{ ...HERE, contactId: 1, captured: MONTHS[2]!, sql: null, source: 'A' }]);

    const only = { source: 'A' };
    const shown = async () => {
      const { kept } = await usableMonths(db, { portalId: PORTAL, now: NOW, atOnce: 1_000, only });
      return [kept.size, (await pages(kept, NOW, only)).mails, await pages(kept, NOW, only)];
    };
    const recounted = await pages(new Map(), NOW, only);
    const [few, mails, shownThen] = await shown();
    expect([mails, shownThen]).toEqual([[{ track: null, sent: 1, opened: 0, clicked: 0 }], recounted]);
    const ofAll = await usableMonths(db, { portalId: PORTAL, now: NOW, atOnce: 0, only: {} });
    expect(ofAll.countedAt(['tracks', 'touches', 'mails'])).toBeNull();
    await keep(NOW);
    expect(await shown()).toEqual([15, mails, recounted]);
    expect(few).toBeLessThan(15);
    const both = await usableMonths(db, { portalId: PORTAL, now: NOW, atOnce: 0, only: { ...only, persona: '' } });
    expect(both.kept.size, 'of two values nothing is kept').toBe(3);
  });

  it('of a value are counted anew once nobody has any value', async () => {
    for (const kind of ['passage', 'stay', 'touch', 'mail']) await happen({ kind, who: 1, at: MONTHS[1]!, value: 'A' });
    await keep(NOW);
    await happen({ kind: 'hide', who: 1 });
    await keep(NOW);

    for (const only of [{ source: 'A' }, { persona: '' }]) {
      const { kept, countedAt } = await usableMonths(db, { portalId: PORTAL, now: NOW, atOnce: 0, only });
      expect(countedAt(['funnel', 'tracks', 'mails'])).toBeNull();
      expect(kept.size).toBe(3);
      expect(await pages(kept, NOW, only)).toEqual(await pages(new Map(), NOW, only));
    }
  });

  it('of several values are kept while somebody asks for them, if many contacts share them', async () => {
    for (const who of [1, 2]) await happen({ kind: 'passage', who, at: MONTHS[1]!, value: 'A' });
    await happen({ kind: 'passage', who: 3, at: MONTHS[1]!, value: 'B' });
    const ask = (only: ChosenTraits, now: number) => noteAsked(db, { portalId: PORTAL, only, least: 2, now });
    const kept = async (only: ChosenTraits) =>
      (await usableMonths(db, { portalId: PORTAL, now: NOW, atOnce: 0, only })).kept.size - 3;
    const [shared, rare, single] = [{ source: 'A', persona: '' }, { source: 'B', persona: '' }, { source: 'A' }];
    for (const only of [shared, rare, single]) await ask(only, NOW);
    expect(await askedChoices(db, PORTAL, NOW)).toEqual([shared]);
    await keep(NOW);
    expect([await kept(shared), await kept({ persona: '', source: 'A' }), await kept(rare)]).toEqual([12, 12, 0]);

    await ask(shared, NOW + 6 * DAY);
    await keep(NOW + 12 * DAY);
    expect(await kept(shared)).toBe(12);
    await keep(NOW + 13 * DAY);
    expect(await kept(shared), 'nobody asks any more').toBe(0);

    // Of very many the ones that were asked for last.
    for (let choice = 0; choice < 12; choice++)
      await noteAsked(db, {
        portalId: PORTAL,
        only: { source: `${choice}`, persona: '' },
        least: 0,
        now: NOW + choice,
      });
    const last = (await askedChoices(db, PORTAL, NOW + DAY)).map(({ source }) => source);
    expect(last).toEqual(['11', '10', '9', '8', '7', '6', '5', '4']);
  });

  it('that have changed are shown as they were, with when, where too much has changed to count at once', async () => {
    await ensureContacts(db, PORTAL, [1, 2]);
    await notePassages(db, PORTAL, [{ ...HERE, contactId: 1, captured: MONTHS[1]! }]);
    await keep(NOW);
    await notePassages(db, PORTAL, [{ ...HERE, contactId: 2, captured: MONTHS[1]! }]);

    const shown = async (atOnce: number) => {
      const { kept, countedAt } = await usableMonths(db, { portalId: PORTAL, now: NOW + DAY, atOnce, only: {} });
      const [all] = await funnelMonths(db, { portalId: PORTAL, bounds: MONTHS, only: {}, kept });
      return [all?.captured, countedAt(['funnel']), countedAt(['touches'])];
    };

    expect(await shown(0)).toEqual([1, NOW, null]);
    expect(await shown(1)).toEqual([2, null, null]);
  });

  /** The database for one whom something befalls after its statement of that number. */
  function befalling(number: number, befall: () => Promise<void>) {
    let statements = 0;
    const at = db.withPlugin({
      transformQuery: ({ node }) => node,
      async transformResult({ result }) {
        if (++statements === number) await befall();
        return result;
      },
    });
    return { at, isOver: () => statements < number };
  }

  it.each(['goes on', 'is killed', 'loses the portal to another', 'loses it, and the other counts at once'] as const)(
    'miss no day that is noted while a process keeps them, which then %s',
    async (fate) => {
      const THEIRS = lease();
      const KILLED = new Error('killed');
      await ensureContacts(db, PORTAL, [1, 2, 3]);
      for (let number = 1; ; number += WHOLE ? 1 : 9) {
        await holdBy(OURS);
        const pass = (contactId: number, captured: number) =>
          notePassages(db, PORTAL, [{ ...HERE, contactId, captured, source: `${number}` }]);
        await pass(1, MONTHS[0]! + number);
        const { at, isOver } = befalling(number, async () => {
          await pass(2, MONTHS[1]! + number);
          await pass(3, MONTHS[0]! + number);
          if (fate === 'is killed') throw KILLED;
          if (fate === 'goes on') return;
          await holdBy(THEIRS);
          const theirs = { portalId: PORTAL, lease: THEIRS, bounds: MONTHS, now: NOW };
          if (fate === 'loses the portal to another') await markStaleMonths(db, theirs);
          else await keep(NOW, { held: THEIRS });
        });
        await keep(NOW, { at }).catch((error: unknown) => expect(error).toBe(KILLED));
        if (isOver()) break;

        await holdBy(THEIRS);
        expect(await keep(NOW, { held: THEIRS })).toBe('kept');
        const only = number % 2 === 1 ? {} : { persona: '' };
        const { kept } = await usableMonths(db, { portalId: PORTAL, now: NOW, atOnce: 0, only });
        expect(await pages(kept, NOW, only), `after statement ${number}`).toEqual(await pages(new Map(), NOW, only));
      }
    },
  );

  const touch = { track: 'mql_nurture', kind: 'email' } as const;

  async function happen(one: {
    readonly kind: string;
    readonly who: number;
    readonly at?: number;
    readonly value?: string;
  }): Promise<void> {
    const { kind, who: contactId, at = 0, value = '' } = one;
    if (kind !== 'merge' && kind !== 'erase') {
      await ensureContacts(db, PORTAL, [contactId]);
      await db.updateTable('contact').set({ seq: 1 }).where('portal_id', '=', PORTAL).execute();
    }
    switch (kind) {
      case 'passage':
        return notePassages(db, PORTAL, [
          {
            ...HERE,
            contactId,
            captured: at,
            sql: at + 40 * DAY,
            source: value,
            country: value,
            product: value === 'A' ? value : null,
            customer: value === 'A' ? at + 50 * DAY : null,
          },
        ]);
      case 'answer': {
        const owed = { since: at, occasion: at, why: 'sql', due: NOW + DAY, escalate: NOW + 2 * DAY } as const;
        const answered = value === 'A' ? at + HOUR : null;
        const rest = { answered, hours: answered && 1, dropped: null, ownerId: value };
        return noteAnswers(db, PORTAL, [{ contactId, ...owed, ...rest }]);
      }
      case 'stay':
        return noteStays(db, PORTAL, [{ contactId, kind: 'segment', value, since: at, until: null, next: null }]);
      case 'touch':
        return recordTouches(db, PORTAL, [
          { ...touch, contactId, dueAt: at, event: value === 'A' ? 'due' : 'missed', at, cause: value },
        ]);
      case 'met':
        return noteEncounters(db, PORTAL, [{ contactId, kind: 'form', what: value, at, signal: null }]);
      case 'mail':
        await appendCorrespondence(db, PORTAL, [{ contactId, kind: 'send', at, campaign: value }]);
        return noteMailings(db, PORTAL, [contactId]);
      case 'merge':
        return void (await merge(contactId, (contactId % 4) + 1));
      case 'erase':
        return void (await eraseContacts(db, { portalId: PORTAL, contactIds: [contactId], now: NOW }));
      default:
        await db
          .updateTable('contact')
          .set({ missing_since: kind === 'hide' ? NOW : null, missing_by: kind === 'hide' ? 'read' : null })
          .where('portal_id', '=', PORTAL)
          .where('contact_id', '=', contactId)
          .execute();
    }
  }
});
