import fc, { type Arbitrary } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { law } from '../../../test/support/law.ts';
import { instant, models, START, TIME_ZONES } from '../../../test/support/scenes/arbitraries.ts';
import { DEFAULT_MODEL } from '../model/default-model.ts';
import type { Model } from '../model/model.ts';
import { compileModel } from '../rules/compile.ts';
import { inTimeZone, isOpen, nextOpen } from '../time/calendar.ts';
import { DAY, span } from '../time/time.ts';
import { TOUCH_TRACKS } from '../words.ts';
import { type Touch, type TouchPlan, touchClock, touchesOf } from './touch-clock.ts';

const HOUR = DAY / 24;
/** Monday, 2 March 2026, ten o'clock UTC. */
const MONDAY = START + DAY + 10 * HOUR;
const ALWAYS = { timeZone: 'UTC', workingDays: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00', holidays: [] };
const { work, mail } = compileModel(DEFAULT_MODEL);

const PLAN: TouchPlan = {
  track: 'dormant_sql',
  since: MONDAY,
  until: null,
  kinds: ['email', 'manual'],
  notBefore: -Infinity,
  pausedUntil: -Infinity,
  last: null,
  announced: null,
  reachedOutAt: [],
  work: ALWAYS,
  mail: ALWAYS,
};

const upTo = (model: Model, plan: TouchPlan, until: number): Touch[] => {
  const found: Touch[] = [];
  for (const touch of touchesOf(model, plan)) {
    if (touch.at > until) break;
    found.push(touch);
  }
  return found;
};
/** The touches of the first days, as `email 30`. */
const days = (plan: Partial<TouchPlan>, until: number, model = DEFAULT_MODEL) =>
  upTo(model, { ...PLAN, ...plan }, MONDAY + until * DAY).map(({ kind, at }) => `${kind} ${(at - MONDAY) / DAY}`);
/** The touches of a customer whose contract is renewed on a known day, or on an unknown one. */
const renewing = (everyDays: number, renewal: number | null, plan: Partial<TouchPlan> = {}) =>
  days(
    { track: 'customer', dateOf: (field) => (field === 'renewal_date' ? renewal : null), ...plan },
    900,
    rhythms({ customer: [{ kind: 'manual', everyDays, before: { field: 'renewal_date', days: 60 } }] }),
  );
const rhythms = (cadence: Model['cadence'], minimumGapDays = 3): Model => ({
  ...DEFAULT_MODEL,
  touch: { ...DEFAULT_MODEL.touch, minimumGapDays },
  cadence,
});

describe('a date of the customer', () => {
  const renewal = MONDAY + 200 * DAY;

  test('brings a touch so many days before it, and every year after', () => {
    expect(renewing(365, renewal)).toEqual(['manual 140', 'manual 505', 'manual 870']);
  });

  test('that lies in the past brings the next one of its years', () => {
    expect(renewing(365, MONDAY - 100 * DAY)).toEqual(['manual 205', 'manual 570']);
  });

  test('that is not known brings none', () => {
    expect(renewing(365, null)).toEqual([]);
  });

  test('that moves on brings one again', () => {
    const last = { kind: 'manual', wanted: MONDAY + 140 * DAY, at: MONDAY + 140 * DAY } as const;

    expect(renewing(3650, renewal, { last })).toEqual([]);
    expect(renewing(3650, renewal + 365 * DAY, { last })).toEqual(['manual 505']);
  });
});

test('a mail that a weekend puts off is not missed because the next one of its week comes', () => {
  const mail = { ...ALWAYS, workingDays: [1, 2, 3, 4, 5], from: '08:00', to: '19:00' };
  const friday = MONDAY + 4 * DAY + 10 * (DAY / 24);
  // A call on Thursday puts Friday's mail off, over the weekend.
  const plan = { ...PLAN, track: 'mql_nurture', since: friday - DAY, reachedOutAt: [friday - DAY], mail } as const;

  const due = upTo(DEFAULT_MODEL, plan, MONDAY + 30 * DAY).map(({ at }) => at);

  expect(new Date(due[0]!).getUTCDay()).toBe(1);
  for (const [index, at] of due.slice(1).entries())
    expect(at - due[index]!).toBeGreaterThanOrEqual(DEFAULT_MODEL.touch.graceDays * DAY);
});

test('a touch that comes once is over when it came, and when Ripen did not know the contact then', () => {
  const welcome = rhythms({ customer: [{ kind: 'email', everyDays: 1, firstAfterDays: 1, times: 2 }] }, 0);
  const at = MONDAY + DAY;

  expect(days({ track: 'customer' }, 99, welcome)).toEqual(['email 1', 'email 2']);
  expect(days({ track: 'customer', last: { kind: 'email', wanted: at, at } }, 99, welcome)).toEqual(['email 2']);
  expect(days({ track: 'customer', notBefore: MONDAY + 5 * DAY }, 99, welcome)).toEqual([]);
});

describe('the grid of each track, where every hour is open', () => {
  test.for<[string, Partial<TouchPlan>, number, readonly string[]]>([
    [
      'a short-term programme',
      { track: 'mql_nurture', until: MONDAY + 30 * DAY },
      99,
      ['email 1', 'email 8', 'email 15', 'email 22', 'email 29'],
    ],
    ['a dormant MQL', { track: 'dormant_mql' }, 200, ['email 61', 'email 122', 'email 183']],
    ['a dormant SQL', {}, 140, ['email 30', 'manual 45', 'email 60', 'email 90', 'email 120', 'manual 136']],
    ['a lost deal', { track: 'closed_lost_review' }, 365, ['manual 182', 'manual 364']],
    [
      'a customer: a welcome, a review every half year, an anniversary',
      { track: 'customer' },
      800,
      ['email 1', 'manual 90', 'manual 272', 'email 365', 'manual 454', 'manual 636', 'email 730'],
    ],
    ['without an address', { kinds: ['manual'] }, 140, ['manual 45', 'manual 136']],
  ])('%s', ([, plan, until, expected]) => {
    expect(days(plan, until)).toEqual(expected);
  });
});

describe('touches that come too close', () => {
  const both = rhythms({
    dormant_sql: [
      { kind: 'email', everyDays: 10 },
      { kind: 'manual', everyDays: 20, firstAfterDays: 10 },
    ],
  });

  test.for<[string, Partial<TouchPlan>, number, Model, readonly string[]]>([
    ['of two at once the mail waits', {}, 25, both, ['manual 10', 'email 13', 'email 20']],
    [
      'one by one, each pushes the next',
      {},
      12,
      rhythms({
        dormant_sql: [
          { kind: 'email', everyDays: 5 },
          { kind: 'manual', everyDays: 6 },
        ],
      }),
      ['email 5', 'manual 8', 'email 11'],
    ],
    [
      'rhythms of one kind that meet are one touch',
      {},
      14,
      rhythms({
        dormant_sql: [
          { kind: 'email', everyDays: 7 },
          { kind: 'email', everyDays: 14 },
        ],
      }),
      ['email 7', 'email 14'],
    ],
    [
      'a rhythm faster than the gap loses touches, and does not fall behind',
      {},
      8,
      rhythms({ dormant_sql: [{ kind: 'email', everyDays: 1 }] }),
      ['email 1', 'email 4', 'email 7'],
    ],
    [
      'somebody wrote shortly before',
      { reachedOutAt: [MONDAY + 29 * DAY] },
      61,
      DEFAULT_MODEL,
      ['email 32', 'manual 45', 'email 60'],
    ],
    ['somebody wrote the gap before', { reachedOutAt: [MONDAY + 27 * DAY] }, 31, DEFAULT_MODEL, ['email 30']],
    [
      'one pushes it to where the other is too close again',
      { reachedOutAt: [MONDAY + 30.5 * DAY, MONDAY + 28 * DAY] },
      40,
      DEFAULT_MODEL,
      ['email 33.5'],
    ],
    [
      'what fell due last',
      { last: { kind: 'email', wanted: MONDAY + 29 * DAY, at: MONDAY + 29 * DAY } },
      44,
      DEFAULT_MODEL,
      ['email 34'],
    ],
    [
      'e-mails in a pause are left out, a touch by hand waits',
      { pausedUntil: MONDAY + 61 * DAY },
      100,
      DEFAULT_MODEL,
      ['manual 61', 'email 90'],
    ],
  ])('%s', ([, plan, until, model, expected]) => {
    expect(days(plan, until, model)).toEqual(expected);
  });
});

describe('touches in closed hours wait for the next opening', () => {
  const first = (plan: Partial<TouchPlan>) => {
    const [touch] = touchesOf(DEFAULT_MODEL, { ...PLAN, work, mail, ...plan });
    return new Date(touch!.at).toISOString().slice(0, 16);
  };

  test.for<[string, Partial<TouchPlan>, string]>([
    ['a mail at night', { since: MONDAY - 5 * HOUR }, '2026-04-01T08:00'],
    ['a mail in the evening', { since: MONDAY + 9 * HOUR }, '2026-04-02T08:00'],
    ['a mail on a Saturday', { since: MONDAY + 3 * DAY }, '2026-04-06T08:00'],
    ['a call after work', { since: MONDAY + 8 * HOUR, kinds: ['manual'] }, '2026-04-17T09:00'],
    ['a mail on a holiday', { since: Date.UTC(2026, 10, 25, 10) }, '2026-12-28T08:00'],
    [
      "a mail by the person's own clock",
      { since: MONDAY - 5 * HOUR, mail: inTimeZone(mail, 'America/New_York') },
      '2026-04-01T12:00',
    ],
  ])('%s', ([, plan, expected]) => {
    expect(first(plan)).toBe(expected);
  });
});

type Run = { readonly model: Model; readonly plan: TouchPlan; readonly touches: readonly Touch[] };

/** Random rhythms, calendars, zones, pauses and contacts, and the touches of about a year. */
const runs: Arbitrary<Run> = fc
  .record({
    model: models(),
    track: fc.constantFrom(...TOUCH_TRACKS),
    since: instant(-300, 0),
    lasts: fc.option(fc.integer({ min: 1, max: 200 })),
    notBefore: fc.option(instant(-30, 60)),
    pausedUntil: fc.option(instant(-30, 60)),
    reachedOutAt: fc.array(instant(-60, 60), { maxLength: 3 }),
    accountZone: fc.constantFrom(...TIME_ZONES),
    zone: fc.constantFrom(...TIME_ZONES),
    last: fc.option(
      fc.record({ kind: fc.constantFrom('email' as const, 'manual' as const), wanted: instant(-100, 0) }),
    ),
    date: fc.option(instant(-200, 200)),
  })
  .map(({ model, track, since, lasts, notBefore, pausedUntil, reachedOutAt, accountZone, zone, last, date }) => {
    const { work, mail } = compileModel(model, accountZone);
    const plan: TouchPlan = {
      track,
      since,
      until: lasts === null ? null : since + lasts * DAY,
      kinds: ['email', 'manual'],
      notBefore: notBefore ?? -Infinity,
      pausedUntil: pausedUntil ?? -Infinity,
      last: last && { ...last, at: last.wanted + DAY },
      announced: null,
      reachedOutAt,
      dateOf: () => date,
      work,
      mail: inTimeZone(mail, zone),
    };
    return { model, plan, touches: upTo(model, plan, START + 365 * DAY) };
  });

const gapOf = ({ touch }: Model) => Math.max(1, Math.round(touch.minimumGapDays * DAY));

describe('laws of the clock', () => {
  test('no two touches are closer than the gap, nor is one so close after anybody else got in touch', () => {
    fc.assert(
      fc.property(runs, ({ model, plan, touches }) => {
        const gap = gapOf(model);
        const due = [...(plan.last === null ? [] : [plan.last.at]), ...touches.map((t) => t.at)];

        for (const [i, at] of due.slice(1).entries()) expect(at - due[i]!).toBeGreaterThanOrEqual(gap);
        for (const { at } of touches)
          for (const instant of plan.reachedOutAt) if (instant < at) expect(at - instant).toBeGreaterThanOrEqual(gap);
      }),
      law(120),
    );
  });

  test('every touch is in open hours: mail by the clocks of the person, calls by those of the account', () => {
    fc.assert(
      fc.property(runs, ({ plan, touches }) => {
        for (const { kind, at } of touches) expect(isOpen(kind === 'email' ? plan.mail : plan.work, at)).toBe(true);
      }),
      law(120),
    );
  });

  test('no touch before it is wanted, before a pause ends, or outside its track', () => {
    fc.assert(
      fc.property(runs, ({ plan, touches }) => {
        for (const { kind, wanted, at } of touches) {
          expect(kind === 'email' ? wanted : at).toBeGreaterThanOrEqual(plan.pausedUntil);
          expect(at).toBeGreaterThanOrEqual(wanted);
          expect(wanted).toBeGreaterThanOrEqual(plan.notBefore);
          expect(wanted).toBeGreaterThan(plan.since);
          expect(wanted).toBeLessThanOrEqual(plan.until ?? Infinity);
        }
      }),
      law(120),
    );
  });

  /*
   * The tolerance: a touch comes at the first opening after it is wanted, unless something stands
   * in its way: the touch before it, the last one that fell due, the end of a pause for one by
   * hand, somebody else's contact, each of which costs the gap and the way to the next opening; and
   * it always comes before its rhythm wants the next one.
   */
  test('a touch comes as soon as nothing is in its way, and always before the next one of its rhythm', () => {
    fc.assert(
      fc.property(runs, ({ model, plan, touches }) => {
        const gap = gapOf(model);
        const slowest = Math.max(0, ...(model.cadence[plan.track] ?? []).map((r) => span(r.everyDays)));
        for (const [index, { kind, wanted, at }] of touches.entries()) {
          const open = (from: number) => nextOpen(kind === 'email' ? plan.mail : plan.work, from);
          const before = [touches[index - 1]?.at, plan.last?.at, ...plan.reachedOutAt].filter((b) => b !== undefined);
          const ends = kind === 'manual' && plan.pausedUntil > -Infinity ? [plan.pausedUntil] : [];
          const mails = [...touches.slice(0, index), plan.last].flatMap((t) => (t?.kind === 'email' ? [t.at] : []));
          const graces = (model.cadence[plan.track] ?? []).map((r) =>
            Math.min(span(model.touch.graceDays), span(r.everyDays)),
          );
          const ended = kind === 'email' ? mails.flatMap((b) => graces.map((grace) => b + grace)) : [];
          const reasons = [wanted, ...ends, ...before.map((b) => b + gap), ...ended].map(open);

          expect(reasons).toContain(at);
          expect(at - wanted).toBeLessThan(slowest);
        }
      }),
      law(120),
    );
  });

  test('no mail falls due before the grace of the mail before it has ended, so none is missed before', () => {
    fc.assert(
      fc.property(runs, ({ model, plan, touches }) => {
        const mails = touches.filter(({ kind }) => kind === 'email').map(({ at }) => at);
        const rhythms = (model.cadence[plan.track] ?? []).filter(({ kind }) => kind === 'email');
        const grace = Math.min(...[model.touch.graceDays, ...rhythms.map(({ everyDays }) => everyDays)].map(span));

        for (const [i, at] of mails.slice(1).entries()) expect(at - mails[i]!).toBeGreaterThanOrEqual(grace);
      }),
      law(120),
    );
  });

  test('says the same whatever instant is asked, and in whatever order', () => {
    const asked = fc.array(instant(-300, 360), { minLength: 1, maxLength: 8 });

    fc.assert(
      fc.property(runs, asked, ({ model, plan, touches }, instants) => {
        const clock = touchClock(model, plan);
        const end = START + 365 * DAY;
        for (const instant of instants) {
          const next = touches.find((t) => t.at > instant);
          if (next !== undefined) expect(clock.nextAfter(instant)).toEqual(next);
          else expect(clock.nextAfter(instant)?.at ?? Infinity).toBeGreaterThan(end);
          expect(clock.upTo(instant)).toEqual(touches.filter((t) => t.at <= instant));
        }
      }),
      law(120),
    );
  });

  test('goes on from any touch that fell due as it would have gone on without a stop', () => {
    fc.assert(
      fc.property(runs, fc.nat(), ({ model, plan, touches }, pick) => {
        if (touches.length === 0) return;
        const index = pick % touches.length;
        const rest = upTo(model, { ...plan, last: touches[index]! }, START + 365 * DAY);

        expect(rest).toEqual(touches.slice(index + 1));
      }),
      law(120),
    );
  });
});
