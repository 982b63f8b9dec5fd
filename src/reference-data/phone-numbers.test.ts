import fc from 'fast-check';
import { expect, test } from 'vitest';
import { law } from '../../test/support/law.ts';
import { readPhone } from './phone-numbers.ts';

test.for<[string, string | undefined, string]>([
  ['+43 316 123456', undefined, '+43316123456'],
  ['0043 316 123456', undefined, '+43316123456'],
  ['0316/123456', 'AT', '+43316123456'],
  ['(0316) 12 34 56', 'AT', '+43316123456'],
  ['+49 (0)30 1234567', undefined, '+49301234567'],
  ['49 30 1234567', 'US', '+49301234567'],
  ['49 (30) 1234567', undefined, '+49301234567'],
  ['Tel: +43 316 123456', undefined, '+43316123456'],
  ['+43 316 123456 ext. 12', undefined, '+43316123456;ext=12'],
  ['0316/123456 DW 12', 'AT', '+43316123456;ext=12'],
  ['+1 415 555 2671 x123', undefined, '+14155552671;ext=123'],
  ['1-800-FLOWERS', 'US', '+18003569377'],
  ['(555) 123-4567', 'US', '+15551234567'],
  ['030 1234567 / 0171 4567890', 'DE', '+49301234567'],
  ['٠١٠٠١٢٣٤٥٦٧', 'EG', '+201001234567'],
  ['+39 06 1234567', 'XX', '+39061234567'],
])('%s in %s is the number %s', ([text, country, key]) => {
  expect(readPhone(text, country)).toEqual({ outcome: 'number', key });
});

test.for<[string, string | undefined]>([
  ['0316 123456', undefined],
  ['555-1234', 'US'],
  ['n/a', 'DE'],
  ['-', undefined],
  ['0171 4567890 / 030 1234567', undefined],
])('%s in %s is perhaps a number', ([text, country]) => {
  expect(readPhone(text, country)).toEqual({ outcome: 'unclear' });
});

test.for<[string, string | undefined, string]>([
  ['asdf', undefined, 'has no digits'],
  ['12', 'DE', 'is too short'],
  ['+999 123456', undefined, 'belongs to no country'],
  ['+1 415 555 26', undefined, 'has a wrong number of digits for its country'],
  ['+49 30 12345678901234567', undefined, 'is too long'],
  ['0000000000', 'US', 'is made up'],
  ['+1 111 111 1111', undefined, 'is made up'],
  ['123456789', undefined, 'is made up'],
])('%s in %s cannot be right: it %s', ([text, country, why]) => {
  expect(readPhone(text, country)).toEqual({ outcome: 'wrong', why: expect.stringContaining(why) });
});

test('any text gets a reading', () => {
  const written = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[-+0-9 ()/.xa-z]{0,40}$/));
  fc.assert(
    fc.property(written, fc.constantFrom(undefined, 'US', 'AT', 'XX'), (text, country) => {
      expect(['number', 'unclear', 'wrong']).toContain(readPhone(text, country).outcome);
    }),
    law(400),
  );
});
