import { describe, expect, it } from 'vitest';
import { HubspotError } from '../hubspot/transport/errors.ts';
import { failureCode, isAboutRecords } from './blame.ts';
import { LeaseLost } from './session.ts';
import { tellApart } from './tell-apart.ts';

const REFUSED = new HubspotError({ code: 'invalid', propertyNames: [], reasons: ['NO'] }, { route: 'r', status: 400 });
const BROKEN = new HubspotError({ code: 'unavailable', reached: 'maybe' }, { route: 'r', status: 500 });
const AWAY = new HubspotError({ code: 'unavailable', reached: 'no' }, { route: 'r' });

const hundred = Array.from({ length: 100 }, (_, n) => n);

/** Works on rows of which the bad ones fail with the error. */
async function work(rows: readonly number[], bad: (row: number) => boolean, error: unknown, costly = true) {
  const done: number[] = [];
  const failed: number[] = [];
  let tries = 0;
  const outcome = await tellApart(rows, {
    costly,
    isAboutRecords,
    random: () => 0.5,
    work: async (some) => {
      tries++;
      if (some.some(bad)) throw error;
      done.push(...some);
    },
    failed: async (row) => void failed.push(row),
  }).then(
    () => 'told' as const,
    (thrown: unknown) => thrown,
  );
  return { done: done.toSorted((a, b) => a - b), failed, tries, outcome };
}

describe('one bad record of a hundred', () => {
  it.each([
    ['is refused', REFUSED],
    ['breaks HubSpot', BROKEN],
    ['breaks the program', new TypeError('x')],
    ['is not held by the database', Object.assign(new Error('x'), { code: '22P05' })],
  ])('%s: it fails alone, and all others are done', async (_, error) => {
    const { done, failed, tries } = await work(hundred, (n) => n === 42, error);

    expect(failed).toEqual([42]);
    expect(done).toEqual(hundred.filter((n) => n !== 42));
    expect(tries).toBeLessThanOrEqual(2 + 2 * 7);
  });
});

describe('a failure of all', () => {
  it('is not told apart: two have failed, and the error is thrown for the rest', async () => {
    const { failed, tries, outcome } = await work(hundred, () => true, BROKEN);

    expect(outcome).toBe(BROKEN);
    expect(failed).toHaveLength(2);
    expect(tries).toBe(3);
  });

  it.each([
    ['HubSpot out of reach', AWAY],
    ['a lease that is lost', new LeaseLost('x')],
    ['a cut connection', Object.assign(new Error('Connection terminated'), { code: '57P01' })],
    ['a stop', new DOMException('stop', 'AbortError')],
  ])('%s is nobody of them', async (_, error) => {
    const { failed, tries, outcome } = await work(hundred, () => true, error);

    expect(outcome).toBe(error);
    expect([failed, tries]).toEqual([[], 1]);
  });

  it('of work that costs no calls is told apart to the last one', async () => {
    const { failed } = await work([1, 2, 3], () => true, new TypeError('x'), false);

    expect(failed).toEqual([1, 2, 3]);
  });
});

it('a failure is named by codes, never by values', () => {
  expect(failureCode('evaluation_failed', new RangeError('Ada Lovelace'))).toBe('evaluation_failed RangeError');
  expect(failureCode('x', REFUSED)).toBe('invalid NO');
  expect(failureCode('x', Object.assign(new Error('Ada'), { code: '22P05' }))).toBe('store_refused 22P05');
});
