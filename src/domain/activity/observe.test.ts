import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { law } from '../../../test/support/law.ts';
import { instant, known, START } from '../../../test/support/scenes/arbitraries.ts';
import { type Activity, NO_FACTS, type Properties } from '../contact.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import { DEFAULT_MODEL as model } from '../model/default-model.ts';
import { compileModel } from '../rules/compile.ts';
import { DAY } from '../time/time.ts';
import type { Apart } from './counters.ts';
import { observe, shownBy, uncertainBehaviours } from './observe.ts';

const text = (at: number) => `${at}`;
const day = (days: number) => text(START + days * DAY);

const VIEWS = 'hs_analytics_num_page_views';
const CONVERSIONS = 'num_conversion_events';
const FIRST_AND_LAST = {
  [VIEWS]: ['hs_analytics_first_timestamp', 'hs_analytics_last_timestamp'],
  [CONVERSIONS]: ['first_conversion_date', 'recent_conversion_date'],
} as const;

/** Unique by id, as the store and the evaluation see them. */
const unique = (activities: readonly Activity[]) => [...new Map(activities.map((a) => [a.id, a])).values()];
const total = (activities: readonly Activity[], source: string, ...notSignals: string[]) =>
  unique(activities)
    .filter((a) => a.source === source && !notSignals.includes(a.signal))
    .reduce((sum, a) => sum + a.quantity, 0);

type Reading = { readonly views: number; readonly conversions: number; readonly first: number; readonly last: number };
const counter = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 60 }));
const formNames = fc.constantFrom('Contact us', 'Newsletter', 'Something else', 'Testversion');
const readings = fc.record({
  views: counter,
  conversions: counter,
  dates: fc
    .oneof(
      fc.tuple(instant(-300, 0), instant(-300, 0)),
      instant(-300, 0).map((at) => [at, at + 3] as const),
    )
    .map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) })),
});

const propertiesOf = (
  { views, conversions, first, last }: Reading,
  names: { first: string; recent: string },
): Properties => ({
  createdate: text(first),
  [VIEWS]: `${views}`,
  ...(views > 0 && {
    hs_analytics_first_timestamp: text(first),
    hs_analytics_last_timestamp: text(last),
    hs_analytics_last_url: 'https://ripen.example/pricing',
  }),
  [CONVERSIONS]: `${conversions}`,
  ...(conversions > 0 && {
    first_conversion_date: text(first),
    first_conversion_event_name: names.first,
    recent_conversion_date: text(last),
    recent_conversion_event_name: names.recent,
  }),
});
const contacts = fc
  .tuple(readings, formNames, formNames)
  .map(([{ dates, ...counts }, first, recent]) => propertiesOf({ ...counts, ...dates }, { first, recent }));

describe('laws of observation', () => {
  test('at first sight every occurrence is laid between the first and the last known date', () => {
    fc.assert(
      fc.property(contacts, fc.constantFrom('even', 'earliest', 'latest'), (after, layout) => {
        const seen = observe(model, null, after, START + DAY, { layout });

        expect(total(seen, VIEWS, 'pricing_page_view')).toBe(Number(after[VIEWS]));
        expect(total(seen, CONVERSIONS)).toBe(Number(after[CONVERSIONS]));
        for (const { at, quantity } of seen) {
          expect(at).toBeGreaterThanOrEqual(Number(after['createdate']));
          expect(at).toBeLessThanOrEqual(START + DAY);
          expect(Number.isInteger(at) && Number.isInteger(quantity) && quantity >= 1).toBe(true);
        }
      }),
      law(200),
    );
  });

  test('the quantities seen between two readings add up to the growth, or are all of a counter that began anew', () => {
    fc.assert(
      fc.property(contacts, contacts, (before, after) => {
        const seen = observe(model, before, after, START + DAY);

        for (const [source, other] of [
          [VIEWS, 'pricing_page_view'],
          [CONVERSIONS, undefined],
        ] as const) {
          const [first, last] = FIRST_AND_LAST[source];
          const isAnother = Number(after[source]) > 0 && Number(after[first]) > Number(before[last] ?? Infinity);
          const grown = isAnother ? Number(after[source]) : Math.max(0, Number(after[source]) - Number(before[source]));
          expect(total(seen, source, other ?? '')).toBe(grown);
          if (grown === 0) expect(seen.filter((a) => a.source === source)).toEqual([]);
        }
      }),
      law(200),
    );
  });

  test('seeing the same twice gives the same activities, and what has been seen gives none', () => {
    fc.assert(
      fc.property(fc.option(contacts), contacts, (before, after) => {
        expect(observe(model, before, after, START)).toEqual(observe(model, before, after, START));
        expect(observe(model, after, after, START + DAY)).toEqual([]);
      }),
      law(200),
    );
  });

  test('growth seen in one step or in two evaluates the same when the dates are the same', () => {
    const compiled = compileModel(model);
    const growths = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 3 });

    fc.assert(
      fc.property(
        growths,
        instant(-90, -50),
        instant(-40, -1),
        formNames,
        formNames,
        (sizes, old, recent, first, last) => {
          const [low, middle, high] = sizes.toSorted((a, b) => a - b) as [number, number, number];
          const read = (n: number, at: number, name: string) =>
            propertiesOf({ views: n, conversions: n, first: old, last: at }, { first, recent: name });
          const [before, between, after] = [
            read(low, old, first),
            read(middle, recent, last),
            read(high, recent, last),
          ];
          if (low === middle) return; // then the dates could not have moved in between

          const past = observe(model, null, before, old + DAY);
          const inOne = [...past, ...observe(model, before, after, START)];
          const inTwo = [...past, ...observe(model, before, between, START), ...observe(model, between, after, START)];

          const result = (activities: readonly Activity[]) =>
            evaluate(compiled, known({ ...NO_FACTS, contact: after }), activities, START);
          expect(result(inTwo)).toEqual(result(inOne));
        },
      ),
      law(200),
    );
  });
});

describe('an observation', () => {
  const brief = (activities: readonly Activity[]) =>
    activities.map(({ signal, at, quantity }) => [signal, (at - START) / DAY, quantity]);

  test.for<[string, Properties | null, Properties, readonly unknown[]]>([
    ['nothing known', null, {}, []],
    ['a counter without dates at first sight', null, { [VIEWS]: '2' }, [['page_view', 0, 2]]],
    [
      'a counter that grew by three',
      { [VIEWS]: '2' },
      { [VIEWS]: '5', hs_analytics_last_timestamp: day(-1) },
      [['page_view', -1, 3]],
    ],
    ['a counter that fell', { [VIEWS]: '5' }, { [VIEWS]: '2' }, []],
    ['a counter that is no number', null, { [VIEWS]: 'many' }, []],
    ['a date ahead of our clock', null, { [VIEWS]: '1', hs_analytics_last_timestamp: day(2) }, [['page_view', 0, 1]]],
    [
      'a visit to the pricing page',
      { [VIEWS]: '1' },
      { [VIEWS]: '2', hs_analytics_last_timestamp: day(-1), hs_analytics_last_url: 'https://x.example/Pricing?a=1' },
      [
        ['page_view', -1, 1],
        ['pricing_page_view', -1, 1],
      ],
    ],
    [
      'two old views: the first and the last',
      null,
      { [VIEWS]: '2', hs_analytics_first_timestamp: day(-9), hs_analytics_last_timestamp: day(-1) },
      [
        ['page_view', -9, 1],
        ['page_view', -1, 1],
      ],
    ],
    [
      'a form by its name',
      { [CONVERSIONS]: '1' },
      {
        [CONVERSIONS]: '2',
        recent_conversion_date: day(-1),
        recent_conversion_event_name: 'Website: CONTACT SALES form',
      },
      [['contact_request', -1, 1]],
    ],
    [
      'several forms: the name of the latest only',
      { [CONVERSIONS]: '1' },
      { [CONVERSIONS]: '4', recent_conversion_date: day(-1), recent_conversion_event_name: 'Newsletter' },
      [
        ['newsletter_subscription', -1, 1],
        ['form_submission', -1, 2],
      ],
    ],
    [
      'the first and the latest form of an old contact',
      null,
      {
        [CONVERSIONS]: '2',
        first_conversion_date: day(-9),
        first_conversion_event_name: 'Free trial',
        recent_conversion_date: day(-1),
        recent_conversion_event_name: 'Unnamed',
      },
      [
        ['free_trial', -9, 1],
        ['form_submission', -1, 1],
      ],
    ],
    [
      'a date that moved on',
      { engagements_last_meeting_booked: day(-9) },
      { engagements_last_meeting_booked: day(-1) },
      [['meeting_booked', -1, 1]],
    ],
    [
      'a date that moved back',
      { engagements_last_meeting_booked: day(-1) },
      { engagements_last_meeting_booked: day(-9) },
      [],
    ],
    ['a flag that was raised', { hs_email_optout: 'false' }, { hs_email_optout: 'true' }, [['unsubscribe', 0, 1]]],
    ['a flag that stays raised', { hs_email_optout: 'true' }, { hs_email_optout: 'true' }, []],
    ['a flag that says no', null, { hs_email_optout: 'false' }, []],
    ['an old flag', null, { hs_email_optout: 'true', createdate: day(-30) }, [['unsubscribe', -30, 1]]],
  ])('%s', ([, before, after, expected]) => {
    expect(brief(observe(model, before, after, START))).toEqual(expected);
  });

  test('names the form or page that it was about', () => {
    const after = { [CONVERSIONS]: '1', recent_conversion_date: day(-1), recent_conversion_event_name: 'Newsletter' };

    expect(observe(model, {}, after, START)).toMatchObject([{ detail: 'Newsletter', source: CONVERSIONS }]);
  });

  test('property history gives each growth its own instant', () => {
    const history = {
      [VIEWS]: [
        { value: '5', at: START - DAY },
        { value: '1', at: START - 9 * DAY },
        { value: '0', at: START - 8 * DAY },
        { value: '2', at: START - 7 * DAY },
      ],
      recent_conversion_event_name: [
        { value: 'Contact us', at: START - 3 * DAY },
        { value: '', at: START - 2 * DAY },
      ],
    };

    const seen = observe(model, null, { [VIEWS]: '5', [CONVERSIONS]: '4' }, START, { history });

    expect(brief(seen)).toEqual([
      ['page_view', -9, 1],
      ['page_view', -7, 2],
      ['page_view', -1, 3],
      ['contact_request', -3, 1],
    ]);
  });

  test('is uncertain only where something may lie anywhere between two dates', () => {
    const dates = { hs_analytics_first_timestamp: day(-9), hs_analytics_last_timestamp: day(-1) };

    expect(uncertainBehaviours(model, { [VIEWS]: '3', ...dates })).toEqual([VIEWS]);
    expect(uncertainBehaviours(model, { [VIEWS]: '2', ...dates })).toEqual([]);
    expect(uncertainBehaviours(model, { [VIEWS]: '3', hs_analytics_last_timestamp: day(-1) })).toEqual([]);
    expect(
      uncertainBehaviours(model, {
        [CONVERSIONS]: '3',
        first_conversion_date: day(-9),
        recent_conversion_date: day(-1),
      }),
    ).toEqual(['recent_conversion_event_name']);
  });
});

test('after a merge what the other contact said is not heard again', () => {
  const before = { hs_email_optout: 'false', engagements_last_meeting_booked: day(-9) };
  const other = { hs_email_optout: 'true', engagements_last_meeting_booked: day(-5), [VIEWS]: '7' };
  const after = { ...before, ...other, hs_email_replied: '1', hs_email_last_reply_date: day(-1) };
  const apart = shownBy(model, other);

  const signals = (merged: boolean, known: Apart) =>
    observe(model, before, after, START, { merged, apart: known }).map((a) => a.signal);

  expect(signals(true, apart)).toEqual(['email_reply']);
  expect(signals(true, {})).toEqual(['page_view', 'email_reply', 'meeting_booked', 'unsubscribe']);
});
