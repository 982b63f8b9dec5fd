import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { law } from '../../../test/support/law.ts';
import { type NumberSource, parseNumber, readNumber } from './number.ts';

test.for<[string, number | null]>([
  ['12', 12],
  ['007', 7],
  ['12.5', 12.5],
  ['12,5', 12.5],
  ['50000,00', 50_000],
  ['0,123', 0.123],
  ['0.123', 0.123],
  ['-3', -3],
  ['−3', -3],
  ['-0', 0],
  ['1,234,567', 1_234_567],
  ['1.234.567', 1_234_567],
  ['10.000.000', 10_000_000],
  ['1,234.5', 1234.5],
  ['1.234,5', 1234.5],
  ['1,234,567.89', 1_234_567.89],
  ['1.234.567,89', 1_234_567.89],
  ['1234,567', 1234.567],
  ['500 000,00', 500_000],
  ['1 234 567', 1_234_567],
  ['1\u00a0234\u00a0567', 1_234_567],
  ['1\u202f234\u202f567,5', 1_234_567.5],
  ['1 234,567', 1234.567],
  ["1'234'567.50", 1_234_567.5],
  ['1’200', 1200],
  ['$1_000', 1000],
  ['12,34,567', 1_234_567],
  ['1,23,45,678.5', 12_345_678.5],
  ['€ 5 000', 5000],
  ['12,50 €', 12.5],
  ['-€5', -5],
  ['€-5', -5],
  ['１２３', 123],
  ['１，２３４，５６７', 1_234_567],
  ['١٢٣', 123],
  ['۱۲۳', 123],
  ['1.5E6', 1_500_000],
  ['1,5E+6', 1_500_000],
  ['1E+06', 1_000_000],
  ['50-100', 50],
  ['50 – 100', 50],
  ['€50 – €100', 50],
  ['1000+', 1000],
  // Two conventions, two numbers.
  ['1,234', null],
  ['1.234', null],
  ['12,345', null],
  ['-1.234', null],
  ['€ 1.234', null],
  ['1,000 – 5,000', null],
  ['1.000+', null],
  // No convention.
  ['', null],
  [' ', null],
  ['-', null],
  ['--3', null],
  ['.', null],
  ['.5', null],
  ['5.', null],
  ['1..5', null],
  ['1,2,3', null],
  ['1.234.5', null],
  ['1,234,5', null],
  ['1,234.567.8', null],
  ['12 34', null],
  ['1  234', null],
  ['1 234 56', null],
  ["1'234 567", null],
  ['1 234.567.890', null],
  ['0 500', null],
  ['many', null],
  ['12 people', null],
  ['50k', null],
  ['5 Mio', null],
  ['1.5M', null],
  ['10 %', null],
  ['10%', null],
  ['<10', null],
  ['>1000', null],
  ['100-50', null],
  ['5-', null],
  ['+5', null],
  ['1-2-3', null],
  ['2026-02-19', null],
  ['19.02.2026', null],
  ['1e3', null],
  ['12E5', null],
  ['0x10', null],
  ['0b1', null],
  ['5²', null],
  ['½', null],
  ['Ⅻ', null],
  ['१२', null],
  ['Infinity', null],
  ['NaN', null],
  ['12345678901234567890', null],
])('the number in %o is %s', ([text, number]) => {
  expect(parseNumber(text)).toBe(number);
});

test.for<[NumberSource, string, number | null]>([
  ['plain', '1.234', 1.234],
  ['plain', '1234.5', 1234.5],
  ['plain', '1,234', null],
  ['plain', '1.234.567', 1_234_567],
  ['whole', '1.200', 1200],
  ['whole', '1,200', 1200],
  ['whole', '1,000 – 5,000', 1000],
  ['whole', '1.000+', 1000],
  ['whole', '51-200 employees', 51],
  ['whole', '10,001+ Employees', 10_001],
  ['whole', '1.250 Mitarbeiter', 1250],
  ['whole', '11 à 50 salariés', 11],
  ['whole', '51 to 200', 51],
  ['whole', 'from 51 to 200 people', 51],
  ['whole', '1 bis 10 Mitarbeiter', 1],
  ['whole', '200 to 51', null],
  ['whole', '>1000', 1000],
  ['whole', '> 1,000', 1000],
  ['whole', 'more than 500 employees', 500],
  ['whole', 'über 1.000', 1000],
  ['whole', '1000 or more', 1000],
  ['whole', '500 et plus', 500],
  ['whole', '10K+', 10_000],
  ['whole', '5k-10k', 5000],
  ['whole', '<10', null],
  ['whole', 'less than 50', null],
  ['whole', 'more than enough', null],
  ['whole', '10 to', null],
  ['whole', '1.5k', null],
  ['text', '51 to 200', null],
  ['text', '>1000', null],
  ['whole', '50-100人', 50],
  ['whole', '５０名', 50],
  ['whole', '50k', 50_000],
  ['whole', '50 km', null],
  ['whole', '5 million people', null],
  ['whole', 'people', null],
  ['text', '50 people', null],
  ['whole', '49,5', null],
  ['whole', '49.5', null],
  ['whole', '12.0', 12],
  ['whole', '0.500', null],
])('as %s, %o is %s', ([source, text, number]) => {
  expect(parseNumber(text, source)).toBe(number);
});

test('what is unknown says why', () => {
  expect(['1,234', '1,000-5,000', 'many'].map((text) => readNumber(text))).toEqual([
    { outcome: 'unknown', why: 'two_readings' },
    { outcome: 'unknown', why: 'two_readings' },
    { outcome: 'unknown', why: 'no_number' },
  ]);
});

/**
 * How a country writes: what parts thousands ('' nothing), how they are grouped, what begins the
 * decimals.
 */
type Convention = { readonly thousands: string; readonly groups: 'threes' | 'india'; readonly decimal: '.' | ',' };
const CONVENTIONS: readonly Convention[] = [
  ...['', ',', ' ', '\u00a0', '\u202f', "'", '’'].map(
    (thousands) => ({ thousands, groups: 'threes', decimal: '.' }) as const,
  ),
  ...['', '.', ' ', '\u00a0', '\u202f', "'"].map(
    (thousands) => ({ thousands, groups: 'threes', decimal: ',' }) as const,
  ),
  { thousands: ',', groups: 'india', decimal: '.' },
];

function written(number: string, { thousands, groups, decimal }: Convention): string {
  const [units = '', decimals] = number.split('.');
  const every = groups === 'india' ? /\B(?=(?:\d\d)*\d{3}$)/g : /\B(?=(?:\d{3})+$)/g;
  return units.replace(every, thousands) + (decimals === undefined ? '' : decimal + decimals);
}

/** Every number that a convention takes the text for, by writing it again. */
function readings(text: string): Set<number> {
  const found = new Set<number>();
  for (const convention of CONVENTIONS) {
    const [units = '', ...rest] = text.split(convention.decimal);
    const decimals = rest.length === 0 ? '' : `.${rest.join('')}`;
    const number = (convention.thousands === '' ? units : units.replaceAll(convention.thousands, '')) + decimals;
    if (/^(?:0|[1-9]\d*)(?:\.\d+)?$/.test(number) && written(number, convention) === text) found.add(Number(number));
  }
  return found;
}

const digits = fc.stringMatching(/^(?:0|[1-9]\d{0,11})(?:\.\d{1,4})?$/).filter((number) => Number(number) < 1e14);
const convention = fc.constantFrom(...CONVENTIONS);

describe('whatever the country', () => {
  test('a number is read as what was written, or not at all', () => {
    fc.assert(
      fc.property(digits, convention, (number, how) => {
        expect([Number(number), null]).toContain(parseNumber(written(number, how)));
      }),
      law(2000),
    );
  });

  test('a number that only one convention could have written is read', () => {
    fc.assert(
      fc.property(digits, convention, (number, how) => {
        const text = written(number, how);
        expect(parseNumber(text)).toBe(readings(text).size === 1 ? Number(number) : null);
      }),
      law(2000),
    );
  });

  test('no text is read as a number that a convention denies', () => {
    const parts = fc.constantFrom(
      '1',
      '12',
      '123',
      '0',
      '00',
      '.',
      ',',
      ' ',
      "'",
      '\u00a0',
      '-',
      '+',
      'e',
      'k',
      '%',
      '€',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 7 }), (pieces) => {
        const text = pieces.join('').trim();
        const found = readings(text);
        const read = parseNumber(text);
        if (read !== null && found.size > 0) expect([...found]).toEqual([read]);
        if (read !== null) expect(text).toMatch(/\d/);
      }),
      law(5000),
    );
  });
});
