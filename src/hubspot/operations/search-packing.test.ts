import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { law } from '../../../test/support/law.ts';
import { type Filter, type FilterGroup, isSearchable, planSearch, searchRequest } from './search-packing.ts';

const since = (propertyName: string): Filter => ({ propertyName, operator: 'GTE', value: '1750000000000' });
const names = (count: number, length: number) => Array.from({ length: count }, (_, n) => `${n}_`.padEnd(length, 'x'));
const groupsOf = (count: number, length = 24): FilterGroup[] => names(count, length).map((name) => [since(name)]);

test.each([
  ['the dates of the default model', groupsOf(14), names(40, 24), { requests: 3, readsById: false }],
  ['88 behaviours', groupsOf(72, 34), names(95, 34), { requests: 15, readsById: true }],
  ['500 behaviours with names of 100 letters', groupsOf(500, 100), names(520, 100), { requests: 100, readsById: true }],
  ['one group', groupsOf(1), [], { requests: 1, readsById: false }],
  ['names of 700 letters', groupsOf(4, 700), names(4, 700), { requests: 2, readsById: true }],
])('%s', (_, groups, properties, { requests, readsById }) => {
  const plan = planSearch(groups, properties);

  expect(plan).toMatchObject({ readsById });
  expect(plan.requests).toHaveLength(requests);
});

describe('what fits into no request', () => {
  test.each<[string, FilterGroup]>([
    ['six filters, which leave no room for paging', Array(6).fill(since('a'))],
    ['a name of 3,000 letters', [since('x'.repeat(3_000))]],
    ['a list of 1,000 words', [{ propertyName: 'a', operator: 'IN', values: names(1_000, 10) }]],
    ['umlauts count by their bytes', [{ propertyName: 'a', operator: 'EQ', value: 'ä'.repeat(1_500) }]],
  ])('%s', (_, group) => {
    expect(isSearchable(group)).toBe(false);
    expect(() => planSearch([[since('a')], group], [])).toThrow(RangeError);
  });

  test('no group', () => {
    expect(() => planSearch([], ['email'])).toThrow(RangeError);
  });
});

test('every group is in one request, in order, and no request is more than HubSpot takes', () => {
  const name = fc.string({ minLength: 1, maxLength: 120 });
  const filter: fc.Arbitrary<Filter> = fc.oneof(
    name.map(since),
    fc.record({ propertyName: name, operator: fc.constant('IN' as const), values: fc.array(name, { maxLength: 4 }) }),
  );
  const group = fc.array(filter, { maxLength: 5 }).filter(isSearchable);
  fc.assert(
    fc.property(
      fc.array(group, { minLength: 1, maxLength: 40 }),
      fc.array(name, { maxLength: 60 }),
      (groups, wanted) => {
        const { requests, properties, readsById } = planSearch(groups, wanted);

        expect(requests.flat()).toEqual(groups);
        expect(properties).toEqual(readsById ? ['hs_object_id'] : wanted);
        for (const request of requests) {
          const body = searchRequest(request, properties, '123456789012');
          const filters = body.filterGroups.map((one) => one.filters.length);
          expect(filters.length).toBeLessThanOrEqual(5);
          expect(Math.max(...filters)).toBeLessThanOrEqual(6);
          expect(filters.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(18);
          expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThanOrEqual(3_000);
        }
      },
    ),
    law(150),
  );
});
