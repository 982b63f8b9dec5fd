import fc from 'fast-check';
import { IANAZone } from 'luxon';
import { expect, test } from 'vitest';
import { law } from '../../../test/support/law.ts';
import { DAY } from './time.ts';
import { hubspotTimeZone, instantOf, isTimeZone, wallClock } from './time-zone.ts';

test.for<[string | undefined, string | null]>([
  ['europe_slash_berlin', 'Europe/Berlin'],
  ['america_slash_port_hyphen_au_hyphen_prince', 'America/Port-au-Prince'],
  ['america_slash_st_kitts', 'America/St_Kitts'],
  ['japan', 'Asia/Tokyo'],
  ['utc', 'UTC'],
  ['Europe/Berlin', 'Europe/Berlin'],
  [' america/new_york ', 'America/New_York'],
  ['+02:00', null],
  ['mars_slash_olympus', null],
  ['', null],
  [undefined, null],
])('the time zone in %o is %o', ([value, zone]) => {
  expect(hubspotTimeZone(value)).toBe(zone);
});

test.for([
  'america_slash_argentina_slash_buenos_aires',
  'us_slash_east_hyphen_indiana',
  'asia_slash_calcutta',
  'asia_slash_ust_hyphen_nera',
  'europe_slash_kiev',
])('%s is known, by whatever name it goes today', (value) => {
  expect(isTimeZone(hubspotTimeZone(value)!)).toBe(true);
});

test('a time zone is a name that the IANA database has', () => {
  expect(['Europe/Berlin', 'UTC', 'Etc/GMT+5', 'Europe/Atlantis', '+02:00', ''].map(isTimeZone)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});

const utc = (text: string) => Date.parse(`${text}Z`);

test.for([
  ['winter', 'Europe/Berlin', '2026-01-15T09:00', '2026-01-15T08:00'],
  ['summer', 'Europe/Berlin', '2026-07-15T09:00', '2026-07-15T07:00'],
  ['clocks jump over it', 'Europe/Berlin', '2026-03-29T02:30', '2026-03-29T01:00'],
  ['the hour that comes twice', 'Europe/Berlin', '2026-10-25T02:30', '2026-10-25T00:30'],
  ['after the hour that comes twice', 'Europe/Berlin', '2026-10-25T03:00', '2026-10-25T02:00'],
  ['half an hour of summer time', 'Australia/Lord_Howe', '2026-04-05T01:45', '2026-04-04T14:45'],
  ['half an hour of summer time is over', 'Australia/Lord_Howe', '2026-04-05T02:00', '2026-04-04T15:30'],
  ['no midnight', 'Africa/Cairo', '2026-04-24T00:00', '2026-04-23T22:00'],
  ['the hour before midnight comes twice', 'Africa/Cairo', '2026-10-29T23:30', '2026-10-29T20:30'],
  ['midnight after that', 'Africa/Cairo', '2026-10-30T00:00', '2026-10-29T22:00'],
  ['a day that never was', 'Pacific/Apia', '2011-12-30T12:00', '2011-12-30T10:00'],
])('the instant of a wall clock: %s', ([, zone, wall, instant]) => {
  expect(new Date(instantOf(zone!, utc(wall!))).toISOString().slice(0, 16)).toBe(instant);
});

test('wall clocks show what the zone has at the time', () => {
  expect(wallClock('Asia/Kolkata', utc('2026-01-01T00:00'))).toBe(utc('2026-01-01T05:30'));
  expect(() => wallClock('Europe/Atlantis', 0)).toThrow(
    'expected a time zone such as Europe/Berlin, and got Europe/Atlantis',
  );
});

test('unknown-account-zone: whatever is written for a time zone is one that clocks can be read by, or none', () => {
  const odd = [
    'America/Newland',
    '',
    'null',
    '+02:00',
    'GMT+2',
    'UTC+01:00',
    'Europe/Berlin\u0000',
    'utc',
    '__proto__',
  ];
  const names = fc.oneof(fc.constantFrom(...odd), fc.string({ unit: 'binary' }));
  fc.assert(
    fc.property(names, fc.date({ noInvalidDate: true }), (text, at) => {
      const zone = hubspotTimeZone(text);
      if (zone !== null) expect(wallClock(zone, at.getTime())).toBeTypeOf('number');
    }),
    law(150),
  );
});

test.for([
  ['US/Eastern', 'America/New_York'],
  ['Asia/Calcutta', 'Asia/Kolkata'],
  ['Europe/Kyiv', 'Europe/Kiev'],
  ['america_slash_argentina_slash_buenos_aires', 'America/Argentina/Buenos_Aires'],
  ['Etc/UTC', 'UTC'],
])('a name that was changed is the zone of today: %s', ([name, same]) => {
  const zone = hubspotTimeZone(name);

  expect(zone).not.toBeNull();
  expect(wallClock(zone!, utc('2026-07-01T12:00'))).toBe(wallClock(same!, utc('2026-07-01T12:00')));
});

test('what is remembered of a zone is what it says, also in the hours around each change of its clocks', () => {
  const HOUR = 3_600_000;
  const zones = ['Africa/Cairo', 'Africa/Casablanca', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Pacific/Apia'];
  const changes = zones.flatMap((name) => {
    const zone = IANAZone.create(name);
    const days = Array.from({ length: 8 * 366 }, (_, day) => utc('2010-01-01T00:00') + day * DAY);
    return days.filter((at) => zone.offset(at) !== zone.offset(at + DAY)).map((at) => ({ zone, at }));
  });
  const shown = changes.flatMap(({ zone, at }) =>
    Array.from({ length: 72 }, (_, hour) => at + (hour - 24) * HOUR + 1).map((instant) => ({ zone, instant })),
  );

  expect(changes.length).toBeGreaterThan(60);
  for (const { zone, instant } of shown)
    expect(wallClock(zone.name, instant), zone.name).toBe(instant + zone.offset(instant) * 60_000);
});
