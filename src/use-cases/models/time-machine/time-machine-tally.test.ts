import { describe, expect, test } from 'vitest';
import { callsForHistories } from './time-machine-tally.ts';

describe('calls that read the histories of contacts, at most', () => {
  test.for<[string, Parameters<typeof callsForHistories>[0], number]>([
    ['of nobody', { contacts: 0, withCompany: 0, withDeals: 0, deals: 0 }, 0],
    ['of one contact alone', { contacts: 1, withCompany: 0, withDeals: 0, deals: 0 }, 1],
    ['with its company and its deal', { contacts: 1, withCompany: 1, withDeals: 1, deals: 1 }, 3],
    ['fifty contacts in a call', { contacts: 51, withCompany: 0, withDeals: 0, deals: 0 }, 2],
    ['one company makes one call', { contacts: 500, withCompany: 1, withDeals: 0, deals: 0 }, 11],
    ['a contact with 120 deals', { contacts: 1, withCompany: 1, withDeals: 1, deals: 120 }, 5],
  ])('%s', ([, links, calls]) => {
    expect(callsForHistories(links)).toBe(calls);
  });
});
