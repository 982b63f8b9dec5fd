import fc from 'fast-check';
import { expect, it } from 'vitest';
import { law } from '../../../test/support/law.ts';
import { changesBetween, historyUntil, unknownThen, valuesThen } from './values-then.ts';

const HISTORY = {
  industry: [
    { value: 'BANKING', at: 30 },
    { value: '', at: 20 },
    { value: 'RETAIL', at: 10 },
  ],
  age: [{ value: '41', at: 25 }],
};

it.each([
  [9, {}],
  [10, { industry: 'RETAIL' }],
  [19, { industry: 'RETAIL' }],
  [20, {}],
  [25, { age: '41' }],
  [31, { industry: 'BANKING', age: '41' }],
])('at %i a record had %o', (at, values) => {
  expect(valuesThen(HISTORY, at)).toEqual(values);
});

it('takes the first of two values of one instant, which HubSpot lists as the newer one', () => {
  expect(
    valuesThen(
      {
        age: [
          { value: '42', at: 5 },
          { value: '41', at: 5 },
        ],
      },
      5,
    ),
  ).toEqual({ age: '42' });
});

it('says the same of an instant whatever came after it, in whatever order it is told', () => {
  const past = fc.uniqueArray(fc.record({ value: fc.constantFrom('', 'a', 'b'), at: fc.nat(20) }), {
    selector: ({ at }) => at,
  });
  fc.assert(
    fc.property(fc.record({ a: past, b: past }), fc.nat(20), (history, at) => {
      const backwards = Object.fromEntries(Object.entries(history).map(([name, of]) => [name, of.toReversed()]));

      expect(valuesThen(historyUntil(history, at), at)).toEqual(valuesThen(history, at));
      expect(valuesThen(backwards, at)).toEqual(valuesThen(history, at));
    }),
    law(),
  );
});

const MANY = Array.from({ length: 20 }, (_, i) => ({ value: `${i}`, at: 100 - i }));

it.each([
  ['what came before the values that HubSpot gives', { visits: MANY }, {}, 80, [['visits', 'cut']]],
  ['nothing from the first of them on', { visits: MANY }, {}, 81, []],
  ['nothing before the first of a few', { visits: MANY.slice(1) }, { visits: '0' }, 80, []],
  ['a value whose history is not kept', {}, { visits: '7' }, 80, [['visits', 'unkept']]],
  ['nothing of what is empty and always was', { visits: [] }, {}, 80, []],
])('nobody can tell %s', (_, history, present, at, expected) => {
  expect([...unknownThen(history, ['visits'], at, present)]).toEqual(expected);
});

it('names each instant at which something changed once, in order', () => {
  expect(changesBetween(HISTORY, ['industry', 'age'], 10, 25)).toEqual([20, 25]);
});
