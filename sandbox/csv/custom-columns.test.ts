import { expect, test } from 'vitest';
import { customColumnOf, decimalOf, noCellsSeen, seeCell } from './custom-columns.ts';
import { evaluateRule } from './evaluate-rule.ts';

function columnOf(cells: readonly string[], named?: ReadonlySet<string>) {
  const seen = noCellsSeen();
  for (const cell of cells) seeCell(seen, cell, named);
  const decimal = decimalOf([seen]);
  const { type, rule } = customColumnOf('Column', seen, decimal);
  const row = { number: 1, missing: new Set<string>(), twice: new Set<string>(), decimal, asOf: 0 };
  return { type, values: cells.map((cell) => evaluateRule(rule, { ...row, cells: { Column: cell } })) };
}

test.for<[string, readonly string[], readonly string[]]>([
  ['percent', ['12 %', '7.5%', '0%'], ['12', '7.5', '0']],
  ['percent with a comma', ['12,5 %', '1.234,5\u00a0%', '7 %'], ['12.5', '1234.5', '7']],
  ['codes of currencies before', ['USD 1,234', 'USD 43,210', 'USD 900'], ['1234', '43210', '900']],
  ['codes of currencies behind', ['1.234 EUR', '43.210 EUR', '900 EUR'], ['1234', '43210', '900']],
  ['a column that shows its sign', ['$1,234', '$1,234,567.50', '$5'], ['1234', '1234567.5', '5']],
  ['signs behind', ['1.234,50 €', '1.234 €', '-3 €'], ['1234.5', '1234', '-3']],
  ['thousands and millions', ['1.2k', '3M', '800', '1.1 k'], ['1200', '3000000', '800', '1100']],
  ['abbreviations of currencies', ['R$ 1.234,50', 'R$ 900', 'R$ 12,00'], ['1234.5', '900', '12']],
  ['yen of Japanese files', ['\\1,234,500', '\\900,000', '\\120'], ['1234500', '900000', '120']],
  ['złoty', ['1 234,50 zł', '900 zł', '12,00 zł'], ['1234.5', '900', '12']],
  ['brackets of accountants', ['(1,234.50)', '1,234,567.00', '($5)'], ['-1234.5', '1234567', '-5']],
  ['no cents', ['€ 1.234,-', '12.345,-- €', 'CHF 900.-'], ['1234', '12345', '900']],
  ['a unit', ['48歳', '51歳', '7歳'], ['48', '51', '7']],
  ['a unit in two forms', ['1 month', '36 months', '7.5 months'], ['1', '36', '7.5']],
  ['separators alone', ['1,234', '1,234,567', '12'], ['1234', '1234567', '12']],
])('amounts are numbers: %s', ([, cells, values]) => {
  expect(columnOf(cells)).toEqual({ type: 'number', values });
});

const count = (value: (at: number) => string): readonly string[] => Array.from({ length: 12 }, (_, at) => value(at));

test('of whole numbers and longer ones with a comma, the comma separates thousands', () => {
  expect(columnOf([...count((at) => `${at + 1}0`), '1,234']).values[12]).toBe('1234');
  expect(columnOf([...count((at) => `${at + 1}0 kg`), '1,234 kg', '12,345 kg']).values[13]).toBe('12345');
  expect(columnOf([...count((at) => `${at + 1}000`), '1,234']).values[12]).toBe('1,234');
});

test('of whole numbers and many longer ones with a point, the point separates thousands', () => {
  const longer = Array.from({ length: 30 }, (_, at) => `${at + 1}.${100 + 7 * at}`);
  const smaller = count((at) => `${at + 1}0`);

  expect(columnOf([...smaller, ...longer])).toEqual({
    type: 'number',
    values: [...smaller, ...longer.map((cell) => cell.replace('.', ''))],
  });
  for (const one of ['1.5', '0.125', '12000']) expect(columnOf([...smaller, ...longer, one]).values[12]).toBe('1.100');
  expect(columnOf([...smaller, '1.234', '2.345']).values[12]).toBe('1.234');
});

test.for<[string, readonly string[], string]>([
  ['a word for none', ['NULL', 'NULL', 'n/a', 'n/a'], 'number'],
  ['many marks for none', ['NULL', 'n/a', '?', '-', '#N/A', 'nan', '(blank)', '#DIV/0!'], 'number'],
  ['many words', ['red', 'blue', 'green', 'white'], 'string'],
])('a column of numbers with %s', ([, words, type]) => {
  expect(columnOf([...count((at) => `${at}.5`), ...words]).type).toBe(type);
});

test.for<[string, readonly string[]]>([
  ['other codes', ['INV 1234', 'INV 1235', 'INV 7']],
  ['codes with zeros', ['012 %', '013 %', '07 %']],
  ['signs that may mean two', ['1.234 %', '5.678 %', '3.000 %']],
  ['units that do not compare', ['12 kg', '300 g', '7 kg']],
  ['words', ['12 people', '5 Mio people', 'many']],
  ['dates', ['05.11.26', '06.11.26', '07.11.26']],
  ['rows of numbers', ['1,2', '1,3,5', '2,3', '1,2,3', '1,5']],
  ['a place in a region', ['Portland, Oregon', 'Salem, Oregon', 'Austin, Texas', 'Dallas, Texas']],
  ['names', ['Weber, Ann', 'Smith, Bob', 'Brown, Cem', 'Costa, Ann']],
  ['sentences', ['We need a quote, please, for our new and rather large plant in the north', 'Hi, thanks', 'Hi, yes']],
])('is text as it stands: %s', ([, cells]) => {
  expect(columnOf(cells)).toEqual({ type: 'string', values: cells });
});

test.for([', ', ',', '|', ' | '])('a list parted by %o has the choices that HubSpot would have', (sign) => {
  const lists = [['CRM', 'ERP'], ['ERP', 'Shop'], ['CRM'], ['Shop', 'CRM'], ['CRM', 'ERP', 'Shop']];
  expect(columnOf(lists.map((list) => list.join(sign)))).toEqual({
    type: 'string',
    values: lists.map((list) => list.join(';')),
  });
});

test.for<[string, readonly string[], readonly string[]]>([
  ['a part that the model names', ['CRM, ERP'], ['CRM;ERP']],
  ['by another sign', ['Shop|erp', 'Shop'], ['Shop;erp', 'Shop']],
  ['a text that the model names as it is', ['Portland, Oregon', 'ERP'], ['Portland, Oregon', 'ERP']],
  ['parts that the model does not name', ['CMS, Shop'], ['CMS, Shop']],
])('of a few cells the model tells which are lists: %s', ([, cells, values]) => {
  expect(columnOf(cells, new Set(['erp', 'portland, oregon']))).toEqual({ type: 'string', values });
});
