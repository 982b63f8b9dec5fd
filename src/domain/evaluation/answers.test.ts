import fc, { type Arbitrary } from 'fast-check';
import { expect, test } from 'vitest';
import { law } from '../../../test/support/law.ts';
import { START } from '../../../test/support/scenes/arbitraries.ts';
import { type News, occurrence, story } from '../../../test/support/scenes/story.ts';
import { DEFAULT_MODEL } from '../model/default-model.ts';
import { type CompiledModel, compileModel } from '../rules/compile.ts';
import { addWorkingTime } from '../time/calendar.ts';
import { DAY } from '../time/time.ts';

/*
 * Random months of somebody who is with sales, and what sales is asked to do: found again from what
 * happened, not from how the engine counts.
 */

const HOUR = DAY / 24;
/** Monday, 2 March 2026, ten o'clock UTC. */
const MONDAY = START + DAY + 10 * HOUR;
const compiled = compileModel(DEFAULT_MODEL);
const { workingHours, escalateAfterWorkingHours } = DEFAULT_MODEL.response!;
const dueAt = (from: number) => addWorkingTime(compiled.work, from, workingHours);
const escalateAt = (from: number) => addWorkingTime(compiled.work, from, escalateAfterWorkingHours);

const MOVES = ['hand back', 'deal', 'won', 'lost'] as const;
type What = 'raise' | 'answer' | 'page' | 'snooze' | 'opt out' | 'look' | 'merge' | (typeof MOVES)[number];
/**
 * So many hours after the one before; `late`: what a person did is told so many hours after that;
 * `ofTwin`: of the other contact that the person has, until both are merged.
 */
type Happening = {
  readonly what: What;
  readonly hours: number;
  readonly late: number;
  readonly ofTwin: boolean;
};

const happenings: Arbitrary<readonly Happening[]> = fc.array(
  fc.record({
    what: fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom('raise' as const, 'answer' as const) },
      { weight: 4, arbitrary: fc.constantFrom('page', 'snooze', 'opt out', 'look', 'merge', ...MOVES) },
    ) as Arbitrary<What>,
    hours: fc.oneof(fc.constantFrom(0.01, 1, 8, 24, 1_000), fc.integer({ min: 1, max: 400 })),
    late: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 120 })),
    ofTwin: fc.boolean(),
  }),
  { minLength: 1, maxLength: 10 },
);

type Told = { readonly what: What; readonly at: number; readonly heardAt: number; readonly ofTwin: boolean };
type Asked = {
  readonly at: number;
  readonly kind: string;
  readonly name: string;
  readonly occasion: number;
  readonly subject: string;
};

/** An SQL whose owner answered at once. */
function salesLead(model: CompiledModel, asked: Asked[], closed: Asked[]) {
  const ann = story(model);
  let contactedAt = MONDAY + HOUR;
  const deals = { open: 0, won: 0, lost: 0 };
  const look = (now: number, news?: News) => {
    for (const { at, asks } of ann.at(now, news).evaluations) {
      const named = ({ kind, occasion, subject = '' }: { kind: string; occasion: number; subject?: string }) => ({
        at,
        kind,
        name: `${kind} ${occasion}`,
        occasion,
        subject,
      });
      asked.push(...asks.tasks.map(named));
      closed.push(...asks.closed.map(named));
    }
  };
  const newsOf = ({ what, at }: Told): News | undefined => {
    if (what === 'raise') return { did: [occurrence('free_trial', at)] };
    if (what === 'page') return { did: [occurrence('page_view', at)] };
    if (what === 'answer') {
      contactedAt = Math.max(contactedAt, at);
      return { contact: { notes_last_contacted: `${contactedAt}` } };
    }
    if (what === 'snooze') return { decisions: { pausedUntil: at + 20 * DAY } };
    if (what === 'hand back') return { decisions: { handedBackAt: at, handBackKind: 'bad_timing' } };
    if (what === 'opt out') return { contact: { hs_email_optout: 'true' } };
    if (what === 'deal') return { deals: { open: ++deals.open } };
    if (what === 'won') return { deals: { open: 0, won: ++deals.won, lastWonAt: at } };
    if (what === 'lost') return { deals: { open: 0, lost: ++deals.lost, lastLostAt: at } };
    return undefined;
  };
  look(MONDAY - DAY, {});
  look(MONDAY, { did: [occurrence('contact_request', MONDAY)], contact: { hubspot_owner_id: '5' } });
  look(MONDAY + HOUR, { contact: { notes_last_contacted: `${contactedAt}` } });
  return {
    ...ann,
    look,
    hear(told: Told) {
      // Ripen is up to date until the news comes.
      look(told.heardAt - 1);
      look(told.heardAt, newsOf(told));
    },
  };
}

function live(all: readonly Happening[], model = compiled) {
  let at = MONDAY + HOUR;
  const told = all
    .map(({ what, hours, late, ofTwin }): Told => {
      at += Math.round(hours * HOUR);
      return { what, at, ofTwin, heardAt: at + (['raise', 'page', 'answer'].includes(what) ? late * HOUR : 0) };
    })
    .toSorted((a, b) => a.heardAt - b.heardAt);
  const asked: Asked[] = [];
  const closed: Asked[] = [];
  const ofTwin: { readonly asked: Asked[]; readonly closed: Asked[] } = { asked: [], closed: [] };
  const ann = salesLead(model, asked, closed);
  const twin = salesLead(model, ofTwin.asked, ofTwin.closed);
  let mergedAt = Infinity;
  for (const one of told) {
    const isApart = mergedAt === Infinity;
    if (one.what === 'merge' && isApart) {
      for (const each of [ann, twin]) each.look(one.heardAt - 1);
      ann.absorb(twin);
      mergedAt = one.heardAt;
      ann.look(mergedAt, {});
    } else (isApart && one.ofTwin ? twin : ann).hear(one);
  }
  const end = Math.max(at, ...told.map(({ heardAt }) => heardAt)) + 30 * DAY;
  ann.look(end);
  if (mergedAt === Infinity) twin.look(end);
  return { told, mergedAt, ann: { asked, closed }, twin: ofTwin };
}

/** Hand-raises that nobody answered, and of which nobody was told in time. */
function forgotten(all: readonly Happening[]): readonly string[] {
  const { told, mergedAt, ann, twin } = live(all);
  return told.flatMap(({ what, at, heardAt, ofTwin }) => {
    if (what !== 'raise') return [];
    const isSame = (one: Told) => mergedAt < Infinity || one.ofTwin === ofTwin;
    const asked = mergedAt < Infinity ? [...ann.asked, ...twin.asked] : ofTwin ? twin.asked : ann.asked;
    const wait = (by: number, ...kinds: readonly string[]) => {
      const answered = told.some((one) => one.what === 'answer' && isSame(one) && at <= one.at && one.heardAt <= by);
      // A deal that moves shows that sales is at it; who was handed back is no SQL for a day.
      const moved = told.some(
        (one) =>
          (MOVES as readonly What[]).includes(one.what) &&
          isSame(one) &&
          at - (one.what === 'hand back' ? DAY : 0) <= one.heardAt &&
          one.heardAt <= by,
      );
      const isTold = asked.some((one) => kinds.includes(one.kind) && at <= one.at && one.at <= by);
      return answered || moved || isTold ? [] : [`${day(at)}, heard of at ${day(heardAt)}: no ${kinds} by ${day(by)}`];
    };
    return [...wait(dueAt(heardAt), 'remind', 'escalate'), ...wait(escalateAt(heardAt), 'escalate')];
  });
}

const day = (at: number): string => new Date(at).toISOString().slice(0, 16);

const one = (what: What, hours: number, more: Partial<Happening> = {}): Happening => ({
  what,
  hours,
  late: 0,
  ofTwin: false,
  ...more,
});

test.for<[string, readonly Happening[]]>([
  ['after nobody answered an earlier one', [one('raise', 1), one('raise', 41), one('raise', 8)]],
  ['weeks after nobody answered an earlier one', [one('raise', 1), one('raise', 600)]],
  [
    'of a twin, and the answer to the other contact, told after the merge, came before it',
    [one('raise', 1), one('answer', 1, { late: 20 }), one('raise', 1, { ofTwin: true }), one('merge', 1)],
  ],
  [
    'of one of two merged contacts, where nobody answered the other one',
    [one('raise', 1, { ofTwin: true }), one('raise', 107), one('merge', 67), one('page', 0.01)],
  ],
  [
    'of a merged contact, where the other one had a deal',
    [one('deal', 1), one('raise', 1, { ofTwin: true }), one('merge', 1)],
  ],
])('a hand-raise is answered or told in time: %s', ([, all]) => {
  expect(forgotten(all)).toEqual([]);
});

test('each hand-raise is answered, or sales is reminded and somebody else is told in time', () => {
  fc.assert(
    fc.property(happenings, (all) => {
      expect(forgotten(all)).toEqual([]);
    }),
    law(40),
  );
});

/** Days without a sign of life are enough to fall dormant, so that a month has several wakings. */
const sleepy = compileModel({
  ...DEFAULT_MODEL,
  dormancy: { ...DEFAULT_MODEL.dormancy, sqlSilentDays: 3, mqlSilentDays: 3, mqlProgrammeDays: 3 },
});

test('no task to answer lies on: it is closed, or somebody else is told by its second deadline', () => {
  const wakings = { found: 0 };
  fc.assert(
    fc.property(happenings, (all) => {
      const { ann } = live(all, sleepy);
      for (const { kind, name, subject, occasion } of ann.asked) {
        if (kind !== 'respond') continue;
        if (subject.startsWith('Awake again')) wakings.found++;
        const by = escalateAt(occasion);
        const ended = [
          ...ann.closed.filter((task) => task.name === name),
          ...ann.asked.filter((task) => task.name === `escalate ${occasion}`),
        ];
        expect(ended.some(({ at }) => at <= by)).toBe(true);
      }
    }),
    law(120),
  );
  expect(wakings.found).toBeGreaterThan(5);
});

test('nothing is asked or closed twice, nor asked after it was closed', () => {
  fc.assert(
    fc.property(happenings, (all) => {
      const { ann, twin } = live(all);
      for (const { asked, closed } of [ann, twin]) {
        const names = asked.map(({ name }) => name);
        const ended = closed.map(({ name }) => name);
        expect(new Set(names).size).toBe(names.length);
        expect(new Set(ended).size).toBe(ended.length);
        for (const { name, at } of closed)
          expect(asked.filter((task) => task.name === name && task.at > at)).toEqual([]);
      }
    }),
    law(40),
  );
});
