import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { law } from '../../../test/support/law.ts';
import { instant, models, START, TIME_ZONES } from '../../../test/support/scenes/arbitraries.ts';
import { DEFAULT_MODEL } from '../model/default-model.ts';
import type { Model } from '../model/model.ts';
import { compileModel } from '../rules/compile.ts';
import { type Calendar, isOpen, workingTimeBetween } from '../time/calendar.ts';
import { DAY } from '../time/time.ts';
import { lookedAtAfter, openResponse, owedAt, type ResponseSituation, responseOf, waitOf } from './response.ts';

const HOUR = DAY / 24;
/** Monday, 2 March 2026, midnight UTC. */
const MONDAY = START + DAY;
const berlin = compileModel(DEFAULT_MODEL, 'Europe/Berlin').work;
const utc = compileModel(DEFAULT_MODEL).work;
const text = (at: number | undefined) => (at === undefined ? null : new Date(at).toISOString().slice(0, 16));

/** Somebody who becomes an SQL at this instant. */
const newSql = (now: number): ResponseSituation => ({
  before: null,
  lookedAt: null,
  relation: 'prospect',
  qualification: 'sql',
  qualifiedSince: now,
  isDormant: false,
  woke: null,
  handRaises: [],
  handedBackAt: null,
  contactedAt: [],
  watchedSince: now - 90 * DAY,
  now,
});
const responseTo = (model: Pick<Model, 'response'>, work: Calendar, situation: ResponseSituation) =>
  responseOf(model, work, owedAt(model, work, situation), situation);

/* The default model: due after 8 working hours, escalated after 16, from nine to five. */
describe('sales owes a new SQL an answer', () => {
  test.for<[string, number, typeof utc, string, string]>([
    ['on a morning: by closing time, and the next', MONDAY + 9 * HOUR, utc, '2026-03-02T17:00', '2026-03-03T17:00'],
    ['at noon', MONDAY + 12 * HOUR, utc, '2026-03-03T12:00', '2026-03-04T12:00'],
    ['at night', MONDAY + 3 * HOUR, utc, '2026-03-02T17:00', '2026-03-03T17:00'],
    ['on a Friday evening', MONDAY + 4 * DAY + 20 * HOUR, utc, '2026-03-09T17:00', '2026-03-10T17:00'],
    ['in another time zone', MONDAY + 9 * HOUR, berlin, '2026-03-03T09:00', '2026-03-04T09:00'],
    ['over the beginning of summer time', Date.UTC(2026, 2, 27, 15), berlin, '2026-03-30T14:00', '2026-03-31T14:00'],
    ['before Christmas', Date.UTC(2026, 11, 24, 12), utc, '2026-12-28T12:00', '2026-12-29T12:00'],
  ])('%s', ([, since, work, due, escalate]) => {
    const response = responseTo(DEFAULT_MODEL, work, newSql(since));

    expect([text(response?.dueAt), text(response?.escalateAt)]).toEqual([due, escalate]);
  });

  const since = MONDAY + 9 * HOUR;
  const at = (contactedAt: readonly number[], now = since + DAY) =>
    responseTo(DEFAULT_MODEL, utc, { ...newSql(since), contactedAt, now })?.answeredAt;

  test.for<[string, readonly number[], number | null]>([
    ['never', [], null],
    ['before it became one', [since - 1], null],
    ['at once', [since], since],
    ['later', [since + HOUR], since + HOUR],
    ['twice', [since + 2 * HOUR, since + HOUR], since + HOUR],
    ['not yet', [since + 2 * DAY], null],
  ])('somebody got in touch %s', ([, contactedAt, answeredAt]) => {
    expect(at(contactedAt)).toBe(answeredAt);
  });

  test('what was overdue when Ripen first saw the contact is owed by nobody', () => {
    const seen = (watchedSince: number) =>
      responseTo(DEFAULT_MODEL, utc, { ...newSql(since), watchedSince, now: watchedSince });

    expect(seen(MONDAY + 17 * HOUR)).toBe(null);
    expect(seen(MONDAY + 17 * HOUR - 1)).not.toBe(null);
  });

  test('nothing where the model promises nothing', () => {
    expect(responseTo({}, utc, newSql(since))).toBe(null);
  });
});

describe('sales owes an answer to a hand-raise', () => {
  const since = MONDAY + 9 * HOUR;
  const known = { ...newSql(since), qualifiedSince: since - 50 * DAY, lookedAt: since - 50 * DAY, handRaises: [since] };
  const owed = (more: Partial<ResponseSituation>) => owedAt(DEFAULT_MODEL, utc, { ...known, ...more });
  const open = owed({})!;

  test('of somebody who is an SQL already', () => {
    expect(open).toEqual({ since, occasion: since, why: 'hand_raise', relation: 'prospect', isOver: false });
  });

  test.for<[string, Partial<ResponseSituation>, boolean]>([
    ['of a contact with an open deal', { relation: 'opportunity' }, true],
    ['of a customer', { relation: 'customer' }, true],
    ['of a stage that the model does not know: it is left alone', { relation: 'other' }, false],
    ['of somebody who is kept from qualifying', { qualification: 'unqualified' }, false],
    ['that was looked at before', { lookedAt: since }, false],
    ['whose deadline had passed when Ripen first saw the contact', { watchedSince: since + 8 * HOUR }, false],
    ['after which sales handed the customer back', { relation: 'customer', handedBackAt: since }, false],
    ['of a customer whom sales handed back before', { relation: 'customer', handedBackAt: since - 1 }, true],
    ['that was given before Ripen knew of it', { now: since + 2 * HOUR, contactedAt: [since + HOUR] }, false],
  ])('%s', ([, more, isOwed]) => {
    expect(openResponse(owed(more)) !== null).toBe(isOwed);
  });

  test('counted from now where the news came after its deadline', () => {
    const now = since + 3 * DAY;

    expect(owed({ now })).toMatchObject({ since: now, occasion: since, isOver: false });
  });

  test('that followed a hand-back, whatever was open before it', () => {
    const second = since + HOUR;
    const handedBack = {
      relation: 'customer',
      handRaises: [since, second],
      handedBackAt: since + 1,
      now: second,
    } as const;

    expect(owed(handedBack)).toMatchObject({ since: second, isOver: false });
  });

  describe('while one is open', () => {
    const second = since + 3 * HOUR;
    const later = { before: open, lookedAt: since, handRaises: [since, second], now: since + 5 * HOUR };

    test('a second one joins it: one response, and the earlier deadline', () => {
      expect(owed(later)).toEqual(open);
      expect(lookedAtAfter(open, { ...known, ...later })).toBe(since);
    });

    test('an answer to the first that came before the second leaves the second open', () => {
      expect(owed({ ...later, contactedAt: [since + HOUR] })).toMatchObject({ since: second, isOver: false });
    });

    test.for([
      { handRaises: [since], isOver: false },
      { handRaises: [], isOver: true },
    ])('after a version is taken back it goes on if it is one without it: $isOver', ({ handRaises, isOver }) => {
      const before = { ...open, after: 'doubted' } as const;
      const situation = { lookedAt: since, handRaises, now: since + HOUR };

      expect(owed({ ...situation, before })).toEqual({ ...open, isOver });
      expect(owed({ ...situation, before: open }), 'an edit takes nothing back').toEqual(open);
    });

    test('an answer after both answers both', () => {
      const answered = owed({ ...later, contactedAt: [since + 4 * HOUR] });

      expect(answered).toEqual({ ...open, isOver: true, answeredAt: since + 4 * HOUR });
      expect(lookedAtAfter(answered, { ...known, ...later })).toBe(second);
    });

    test.for<[string, Partial<ResponseSituation>]>([
      ['a deal was opened', { relation: 'opportunity' }],
      ['sales handed the contact back', { handedBackAt: since + 4 * HOUR }],
      ['the contact is no SQL any more', { qualification: 'mql' }],
      ['the contact went quiet', { isDormant: true }],
    ])('it ends with all that joined it when %s', ([, more]) => {
      const ended = owed({ ...later, ...more });

      expect(ended).toEqual({ ...open, isOver: true });
      expect(lookedAtAfter(ended, { ...known, ...later, ...more })).toBe(second);
    });

    test('a customer who is a lead again is still owed the answer', () => {
      const before = { ...open, relation: 'customer' as const };

      expect(owed({ ...later, before })).toEqual(before);
    });
  });
});

describe('a lost deal that wakes up', () => {
  const now = MONDAY + 9 * HOUR;
  const asleep = {
    ...newSql(now),
    qualification: 'mql',
    lookedAt: now - DAY,
    woke: { at: now, why: 'lost_deal_woke' },
  } as const;

  test('is owed an answer, though it is no SQL', () => {
    const owed = owedAt(DEFAULT_MODEL, utc, asleep);

    expect(owed).toMatchObject({ since: now, why: 'lost_deal_woke', isOver: false });
    expect(owedAt(DEFAULT_MODEL, utc, { ...asleep, before: owed, woke: null, now: now + DAY })).toEqual(owed);
  });
});

test.for([
  ['became an SQL', {}, 'unanswered'],
  ['raised a hand', { why: 'hand_raise' }, 'unanswered'],
  ['woke up after a lost deal', { why: 'lost_deal_woke' }, 'woke'],
  ['woke up as an SQL', { why: 'sql_woke' }, 'woke'],
  ['woke up as an MQL', { why: 'mql_woke' }, 'woke'],
  ['was answered', { isOver: true, answeredAt: MONDAY }, null],
  ['woke up, and nobody wants an answer any more', { why: 'sql_woke', isOver: true }, null],
] as const)('whoever %s waits for sales: %o', ([, owed, wait]) => {
  expect(waitOf({ since: MONDAY, isOver: false, ...owed })).toBe(wait);
});

test('nobody waits for sales who was never owed an answer', () => {
  expect([waitOf(null), waitOf(undefined)]).toEqual([null, null]);
});

test('whatever the calendar: due and escalated at ends of working time, after as many working hours as the model says', () => {
  fc.assert(
    fc.property(models(), fc.constantFrom(...TIME_ZONES), instant(-30, 300), (model, zone, since) => {
      const { work } = compileModel(model, zone);
      const response = responseTo(model, work, newSql(since));
      expect(response === null).toBe(model.response === undefined);
      if (model.response === undefined) return;

      const { dueAt, escalateAt } = response!;
      expect(workingTimeBetween(work, since, dueAt)).toBeCloseTo(model.response.workingHours, 9);
      expect(workingTimeBetween(work, since, escalateAt)).toBeCloseTo(model.response.escalateAfterWorkingHours, 9);
      expect(dueAt).toBeGreaterThan(since);
      expect(escalateAt).toBeGreaterThan(dueAt);
      for (const end of [dueAt, escalateAt]) expect(isOpen(work, end - 1)).toBe(true);
    }),
    law(200),
  );
});
