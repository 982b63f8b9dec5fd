import { expect, test } from 'vitest';
import type { Properties } from '../../contact.ts';
import type { ReadPhone } from '../phone.ts';
import { traitsOf } from './validity-peers.ts';

const readPhone: ReadPhone = (text, country) =>
  text === 'wrong' ? { outcome: 'wrong', why: '' } : { outcome: 'number', key: `${country} ${text}` };

test.for<[string, string]>([
  ['Ann@Firm.Example', 'ann@firm.example'],
  ['ann+news@firm.example', 'ann+news@firm.example'],
  ['a.nn@firm.example', 'a.nn@firm.example'],
  ['a.n.n+x@GoogleMail.com', 'ann@gmail.com'],
  ['+43@firm.example', '+43@firm.example'],
])('%s is recognised as %s', ([email, key]) => {
  expect(traitsOf({ email }, readPhone)).toEqual([{ kind: 'email', key }]);
});

test('an address or a number that cannot be right is no trait', () => {
  expect(traitsOf({ email: 'ann@', phone: 'wrong' }, readPhone)).toEqual([]);
});

test('numbers are read by the country of the contact, and one number is one trait', () => {
  expect(traitsOf({ phone: '1', mobilephone: '1', hs_country_region_code: 'at' }, readPhone)).toEqual([
    { kind: 'phone', key: 'AT 1' },
  ]);
});

const isTwin = (a: Properties, b: Properties): boolean => {
  const keysOf = (contact: Properties) => traitsOf(contact, readPhone).map(({ kind, key }) => `${kind} ${key}`);
  const keys = new Set(keysOf(a));
  return keysOf(b).some((key) => keys.has(key));
};
const ANN = { firstname: 'Ann', lastname: 'Öne', email: 'ann@firm.example', phone: '1' };

test.for<[string, Properties, boolean]>([
  [
    'a colleague behind the same switchboard',
    { firstname: 'Bob', lastname: 'Two', email: 'bob@firm.example', phone: '1' },
    false,
  ],
  ['somebody without a name behind the same switchboard', { email: 'bob@firm.example', phone: '1' }, false],
  ['herself by another address', { firstname: 'ann', lastname: 'One', email: 'ann@home.example', phone: '1' }, true],
  ['herself, names exchanged', { firstname: 'One', lastname: 'Ann', email: 'a@home.example', phone: '1' }, true],
  ['herself with a tag', { firstname: 'Ann', lastname: 'One', email: 'ann+news@firm.example' }, true],
  ['somebody else with a tag', { firstname: 'Bob', lastname: 'Two', email: 'ann+bob@firm.example' }, false],
  ['a namesake', { firstname: 'Ann', lastname: 'One', email: 'ann@other.example', phone: '2' }, false],
  ['the same address with another name', { firstname: 'A.', email: 'ANN@firm.example' }, true],
])('of Ann, %s is a twin: %s', ([, other, twin]) => {
  expect(isTwin(ANN, other)).toBe(twin);
});

test('two of whom only a number is known are twins by it', () => {
  expect(isTwin({ phone: '1' }, { phone: '1' })).toBe(true);
});

test('the first form and its second are a trait, if both are known', () => {
  const form = { first_conversion_event_name: 'Contact us', first_conversion_date: '2026-11-21T12:00:00.900Z' };

  expect(traitsOf(form, readPhone)).toEqual([{ kind: 'form', key: 'Contact us@1795262400' }]);
  expect(traitsOf({ ...form, first_conversion_date: 'soon' }, readPhone)).toEqual([]);
});
