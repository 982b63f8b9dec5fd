import { expect, test } from 'vitest';
import { DEFAULT_MODEL } from '../model/default-model.ts';
import type { Model } from '../model/model.ts';
import { unreadableFinder } from './unreadable.ts';

const model: Model = {
  ...DEFAULT_MODEL,
  ready: [
    {
      ...DEFAULT_MODEL.ready[0]!,
      when: { any: [{ field: 'budget', atLeast: 5 }, { not: { field: 'renewal', withinDays: 9 } }] },
    },
  ],
};
const find = unreadableFinder(model);

test('what is there and tells nothing is named with its reason, and never with its value', () => {
  const contact = {
    budget: '1.234',
    renewal: '30.11.2026',
    createdate: 'long ago',
    numemployees: 'a handful',
    hs_analytics_num_page_views: 'many',
    hs_analytics_last_timestamp: '46341',
    firstname: '1.234',
  };

  expect(find({ contact, company: { numberofemployees: '10 or so' } })).toEqual(
    expect.arrayContaining([
      { property: 'budget', why: 'two_readings' },
      { property: 'renewal', why: 'no_instant' },
      { property: 'createdate', why: 'no_instant' },
      { property: 'numemployees', why: 'no_number' },
      { property: 'hs_analytics_num_page_views', why: 'no_number' },
      { property: 'hs_analytics_last_timestamp', why: 'no_instant' },
      { property: 'company.numberofemployees', why: 'no_number' },
    ]),
  );
});

test('what can be read, and what is not there, is not named', () => {
  const contact = { budget: '1234', renewal: '2026-11-30', numemployees: '1.200', hs_analytics_num_page_views: '5' };

  expect(find({ contact, company: {} })).toEqual([]);
});

test.each(['-', 'n/a', 'NULL', '?', 'unknown'])('a value that says that nobody knows is readable: %s', (value) => {
  const contact = { budget: value, renewal: value, createdate: value, numemployees: value };

  expect(find({ contact, company: { numberofemployees: value } })).toEqual([]);
});
