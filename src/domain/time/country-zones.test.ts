import { expect, test } from 'vitest';
import countries from '../lead/countries.json' with { type: 'json' };
import { type Calendar, inTimeZone, nextOpen } from './calendar.ts';
import { zoneOfCountry } from './country-zones.ts';
import { wallClock } from './time-zone.ts';

const MAIL: Calendar = {
  timeZone: 'Europe/London',
  workingDays: [1, 2, 3, 4, 5],
  from: '08:00',
  to: '19:00',
  holidays: [],
};
const opensAfter = (country: string, instant: string): string => {
  const { timeZone, spreadHours } = zoneOfCountry(country)!;
  return new Date(nextOpen(inTimeZone(MAIL, timeZone, spreadHours), Date.parse(instant))).toISOString();
};

test.for<[string, string, string, string]>([
  ['Japan', 'JP', '2026-11-16T09:00:00Z', '2026-11-16T09:00:00.000Z'],
  ['Japan, in its evening', 'JP', '2026-11-16T10:00:00Z', '2026-11-16T23:00:00.000Z'],
  ['Nepal, whose clocks show quarters', 'NP', '2026-11-16T00:00:00Z', '2026-11-16T02:15:00.000Z'],
  ['the United States: not before eight in Los Angeles', 'US', '2026-11-16T13:00:00Z', '2026-11-16T16:00:00.000Z'],
  ['the United States: not after seven in New York', 'US', '2026-11-17T00:00:00Z', '2026-11-17T16:00:00.000Z'],
  ['Spain: open on the islands and on the mainland', 'ES', '2026-11-16T07:30:00Z', '2026-11-16T08:00:00.000Z'],
])('an e-mail is due by the clocks of %s', ([, country, from, opens]) => {
  expect(opensAfter(country, from)).toBe(opens);
});

test('clocks are known of every country with people but none of a code that is no country', () => {
  const unknown = Object.keys(countries).filter((country) => zoneOfCountry(country) === null);

  // Uninhabited islands.
  expect(unknown.filter((country) => !['BV', 'HM'].includes(country))).toEqual([]);
  for (const code of ['XX', 'ZZ', '', 'us', 'USA', undefined]) expect(zoneOfCountry(code)).toBe(null);
});

test('hours that are open for a whole country are open for its west and its east', () => {
  for (const country of ['US', 'CA', 'RU', 'AU', 'MX', 'ID', 'BR', 'ES', 'PT', 'CD']) {
    const { timeZone, spreadHours } = zoneOfCountry(country)!;
    const opens = nextOpen(inTimeZone(MAIL, timeZone, spreadHours), Date.UTC(2026, 10, 16));

    const west = (wallClock(timeZone, opens) / 3_600_000) % 24;
    expect(west).toBeGreaterThanOrEqual(8);
    expect(west + spreadHours).toBeLessThan(19);
  }
});
