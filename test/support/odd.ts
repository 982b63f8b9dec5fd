import fc from 'fast-check';

/*
 * What programs, people and attackers send where something else is expected. Every fuzzer draws
 * from here, so that what one of them learns all of them try.
 */

const TEXTS = {
  none: ['', ' ', '\u0000', '\ud800', 'a\udc00', '\ufeff', '\u200b', '\u202egnp.exe', '\u2066x', '\t\r\n', '\u2028'],
  numbers: ['-0', '+1', '007', '1e3', '1e999', '-1e-999', 'NaN', '-Infinity', '0x10', '1_000', '1.234', '1.234.567,89'],
  moreNumbers: ['1,5', '٣', '１２', '½', '10 %', '$1k', '9007199254740993', '9'.repeat(400), '0.1e-400', '2147483648'],
  dates: ['2026-02-30', '0000-00-00', '0000-01-01', '-000001-01-01', '+275760-09-13', '+275760-09-14T00:00:00Z'],
  moreDates: ['1970-01-01T00:00:00Z', '8640000000000000', '8640000000000001', '-62135596800000', '2026-03-29T02:30:00'],
  instants: [
    '2016-12-31T23:59:60Z',
    '2026-11-16T24:00:00Z',
    '2026-W46-1',
    '2026-320',
    '1/2/03',
    '31.12.26',
    'yesterday',
  ],
  zones: [
    'Europe/Atlantis',
    'europe/berlin',
    'Etc/GMT+14',
    'UTC+25',
    '+23:59',
    'US/Pacific-New',
    'Factory',
    'localtime',
  ],
  names: ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'then', 'length', 'valueOf', '0', '-1', 'null'],
  code: ['(a+)+$', '{{x}}', "'; select 1 --", '=cmd|x', '<script>x</script>', '[]', '{}', '"', '\\', '%', '%00'],
  places: ['../../etc/passwd', 'https://evil.example/', '//evil.example', 'javascript:alert(1)', 'file:///etc/passwd'],
  alike: [
    'аdmin',
    'Ａ',
    'ﬁrm',
    'İ',
    'ı',
    'ß',
    'é',
    'e\u0301',
    '👩‍👩‍👧',
    '🇦🇶',
    'xn--80ak6aa92e.com',
    'a@b',
    'a@b@c',
    '@',
    '＠',
  ],
  separators: [';;;', ';', ',', '|', '\\;', 'a;b;', ' ; '],
} as const;

/** Far longer than anything that people write. */
const long = fc.constantFrom('x', 'ä', '\u{1f600}', '\\', '"', ';', ' ').map((sign) => sign.repeat(70_000));

export const oddText: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: fc.string({ unit: 'binary' }), weight: 4 },
  { arbitrary: fc.constantFrom(...Object.values(TEXTS).flat()), weight: 12 },
  {
    arbitrary: fc.tuple(fc.constantFrom(...Object.values(TEXTS).flat()), fc.string()).map(([a, b]) => a + b),
    weight: 2,
  },
  { arbitrary: long, weight: 1 },
);

const NUMBERS = [
  -0,
  -1,
  0.1,
  1e21,
  1e308,
  5e-324,
  2 ** 31,
  2 ** 53,
  -(2 ** 63),
  8.64e15,
  8.64e15 + 1,
  -62_135_596_800_000,
];

/** Any JSON value, also one that no program writes by chance. */
export const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  { arbitrary: oddText, weight: 6 },
  { arbitrary: fc.constantFrom<unknown>(...NUMBERS, null, true, false), weight: 4 },
  { arbitrary: fc.jsonValue({ maxDepth: 3 }), weight: 3 },
  { arbitrary: fc.array(oddText, { maxLength: 4 }), weight: 2 },
  { arbitrary: fc.dictionary(oddText, oddText, { maxKeys: 3 }), weight: 2 },
  {
    arbitrary: fc.constantFrom<unknown>(
      {},
      [],
      [[]],
      [null],
      { toString: 1, valueOf: 1 },
      [{ toString: null }],
      { length: 1e9 },
      JSON.parse('{"__proto__":{"x":1},"then":1}'),
      JSON.parse('['.repeat(2_000) + ']'.repeat(2_000)),
      JSON.parse(`${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}`),
    ),
    weight: 3,
  },
);
