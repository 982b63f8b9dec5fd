import { expect, test } from 'vitest';
import type { ReadPhone } from './phone.ts';
import { traitsOf } from './validity-peers.ts';

const readPhone: ReadPhone = (text, country) =>
  text === 'wrong' ? { outcome: 'wrong', why: '' } : { outcome: 'number', key: `${country} ${text}` };

test.for<[string, string]>([
  ['Ann@Firm.Example', 'ann@firm.example'],
  ['ann+news@firm.example', 'ann@firm.example'],
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

test('the first form and its second are a trait, if both are known', () => {
  const form = { first_conversion_event_name: 'Contact us', first_conversion_date: '2026-11-21T12:00:00.900Z' };

  expect(traitsOf(form, readPhone)).toEqual([{ kind: 'form', key: 'Contact us@1795262400' }]);
  expect(traitsOf({ ...form, first_conversion_date: 'soon' }, readPhone)).toEqual([]);
});
