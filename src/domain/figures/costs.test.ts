import { expect, it } from 'vitest';
import { costEach, costsIn } from './costs.ts';

const SOURCES = ['PAID_SEARCH', 'OFFLINE', 'my; odd'];

it.each([
  ['paid search\t2026-11\t1200', [{ source: 'PAID_SEARCH', month: '2026-11', amount: 1200 }], []],
  ['Source;Month;Cost\r\nOFFLINE;2026-01;"1.200,50"', [{ source: 'OFFLINE', month: '2026-01', amount: 1200.5 }], []],
  ['offline,2026-01,0\n\n', [{ source: 'OFFLINE', month: '2026-01', amount: 0 }], []],
  ['OFFLINE;2026-01;5\nOFFLINE;2026-01;', [{ source: 'OFFLINE', month: '2026-01', amount: null }], []],
  // Two conventions read it as different numbers.
  ['OFFLINE;2026-01;1.234', [], [1]],
  ['Fairs;2026-01;5\nOFFLINE;2026-13;5\nOFFLINE;2026-12;-5\nOFFLINE;2026-12;5;6', [], [1, 2, 3, 4]],
  ['OFFLINE;2026-12;many', [], [1]],
  ['my; odd\t2026-12\t5', [{ source: 'my; odd', month: '2026-12', amount: 5 }], []],
] as const)('%j', (text, costs, bad) => {
  expect(costsIn(text, SOURCES)).toEqual({ costs, bad });
});

it('divides by 20 or more only', () => {
  expect(costEach(1000, { captured: 300, valid: 40, mql: 20, sql: 19, customer: 0 })).toEqual({
    captured: 3.33,
    valid: 25,
    mql: 50,
    sql: null,
    customer: null,
  });
});
