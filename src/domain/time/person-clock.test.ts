import { expect, it } from 'vitest';
import { personClock } from './person-clock.ts';

it.each([
  ['europe_slash_berlin', 'US', { from: 'contact', timeZone: 'Europe/Berlin', spreadHours: 0 }],
  [undefined, 'US', { from: 'country', timeZone: 'America/Los_Angeles', spreadHours: 3 }],
  ['Middle_earth', 'AT', { from: 'country', timeZone: 'Europe/Vienna', spreadHours: 0 }],
  ['Middle_earth', 'ZZ', { from: 'account' }],
  [undefined, undefined, { from: 'account' }],
])('a person in zone %s and country %s goes by %j', (timeZone, country, clock) => {
  expect(personClock(timeZone, country)).toEqual(clock);
});
