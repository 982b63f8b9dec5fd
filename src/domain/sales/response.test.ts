import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instant, law, models, START, TIME_ZONES } from '../../../test/support/arbitraries.ts';
import { DEFAULT_MODEL } from '../model/default-model.ts';
import { compileModel } from '../rules/compile.ts';
import { isOpen, workingTimeBetween } from '../time/calendar.ts';
import { DAY } from '../time/time.ts';
import { responseOf } from './response.ts';

const HOUR = DAY / 24;
/** Monday, 2 March 2026, midnight UTC. */
const MONDAY = START + DAY;
const berlin = compileModel(DEFAULT_MODEL, 'Europe/Berlin').work;
const utc = compileModel(DEFAULT_MODEL).work;
const text = (at: number | undefined) => (at === undefined ? null : new Date(at).toISOString().slice(0, 16));

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
    const response = responseOf(DEFAULT_MODEL, work, { since, watchedSince: since, contactedAt: null, now: since });

    expect([text(response?.dueAt), text(response?.escalateAt)]).toEqual([due, escalate]);
  });

  const since = MONDAY + 9 * HOUR;
  const at = (contactedAt: number | null, now = since + DAY) =>
    responseOf(DEFAULT_MODEL, utc, { since, watchedSince: since, contactedAt, now })?.answeredAt;

  test.for<[string, number | null, number | null]>([
    ['never', null, null],
    ['before it became one', since - 1, null],
    ['at once', since, since],
    ['later', since + HOUR, since + HOUR],
    ['not yet', since + 2 * DAY, null],
  ])('somebody got in touch %s', ([, contactedAt, answeredAt]) => {
    expect(at(contactedAt)).toBe(answeredAt);
  });

  test('what was overdue when Ripen first saw the contact is owed by nobody', () => {
    const seen = (watchedSince: number) =>
      responseOf(DEFAULT_MODEL, utc, { since, watchedSince, contactedAt: null, now: watchedSince });

    expect(seen(MONDAY + 17 * HOUR)).toBe(null);
    expect(seen(MONDAY + 17 * HOUR - 1)).not.toBe(null);
  });

  test('nothing where the model promises nothing', () => {
    expect(responseOf({}, utc, { since, watchedSince: since, contactedAt: null, now: since })).toBe(null);
  });
});

test('whatever the calendar: due and escalated at ends of working time, after as many working hours as the model says', () => {
  fc.assert(
    fc.property(models(), fc.constantFrom(...TIME_ZONES), instant(-30, 300), (model, zone, since) => {
      const { work } = compileModel(model, zone);
      const response = responseOf(model, work, { since, watchedSince: since, contactedAt: null, now: since });
      expect(response === null).toBe(model.response === undefined);
      if (model.response === undefined) return;

      const { dueAt, escalateAt } = response!;
      expect(workingTimeBetween(work, since, dueAt)).toBeCloseTo(model.response.workingHours, 9);
      expect(workingTimeBetween(work, since, escalateAt)).toBeCloseTo(model.response.escalateAfterWorkingHours, 9);
      expect(dueAt).toBeGreaterThan(since);
      expect(escalateAt).toBeGreaterThan(dueAt);
      for (const end of [dueAt, escalateAt]) expect(isOpen(work, end - 1)).toBe(true);
    }),
    law(300),
  );
});
