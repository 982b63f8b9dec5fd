import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { law } from '../../../test/support/law.ts';
import { HubspotError, type HubspotProblem } from './errors.ts';
import { isolate } from './isolate.ts';

const failure = (problem: HubspotProblem) => new HubspotError(problem, { route: 'test' });
const INVALID: HubspotProblem = { code: 'invalid', propertyNames: [], reasons: [] };

/** A HubSpot that refuses every batch with a bad row in it. */
function picky(bad: ReadonlySet<number>) {
  const requests: (readonly number[])[] = [];
  return {
    requests,
    send: async (rows: readonly number[]) => {
      requests.push(rows);
      if (rows.some((row) => bad.has(row))) throw failure(INVALID);
      return rows.map((row) => ({ row, written: true }));
    },
    refused: (row: number) => ({ row, written: false }),
  };
}

const batches = fc
  .integer({ min: 1, max: 100 })
  .map((size) => Array.from({ length: size }, (_, n) => n))
  .chain((rows) => fc.record({ rows: fc.constant(rows), bad: fc.subarray(rows).map((some) => new Set(some)) }));

describe('laws', () => {
  test('every row has exactly one result: good rows are written, once, and bad ones are told', async () => {
    await fc.assert(
      fc.asyncProperty(batches, async ({ rows, bad }) => {
        const hubspot = picky(bad);

        const results = await isolate(rows, hubspot);

        expect(results.toSorted((one, other) => one.row - other.row)).toEqual(
          rows.map((row) => ({ row, written: !bad.has(row) })),
        );
        const accepted = hubspot.requests.filter((request) => !request.some((row) => bad.has(row))).flat();
        expect(new Set(accepted).size).toBe(accepted.length);
      }),
      law(),
    );
  });

  test('k bad rows of n cost at most 1 + 2k(log₂n + 1) requests', async () => {
    await fc.assert(
      fc.asyncProperty(batches, async ({ rows, bad }) => {
        const hubspot = picky(bad);

        await isolate(rows, hubspot);

        expect(hubspot.requests.length).toBeLessThanOrEqual(1 + 2 * bad.size * (Math.ceil(Math.log2(rows.length)) + 1));
      }),
      law(),
    );
  });

  test('with exact suspects three requests are enough for one bad row', async () => {
    const hubspot = picky(new Set([70]));
    const rows = Array.from({ length: 100 }, (_, n) => n);

    await isolate(rows, { ...hubspot, suspect: (row) => row === 70 });

    expect(hubspot.requests.map(({ length }) => length)).toEqual([100, 99, 1]);
  });
});

test.each<HubspotProblem>([
  { code: 'unavailable', reached: 'maybe' },
  { code: 'missing_scopes', scopes: [] },
  { code: 'missing_properties', propertyNames: [] },
  { code: 'contract' },
])('$code says nothing about the rows, so it is thrown', async (problem) => {
  const send = async () => {
    throw failure(problem);
  };

  await expect(isolate([1, 2], { send, refused: () => undefined })).rejects.toMatchObject({ problem });
});

test('no rows, no request', async () => {
  const hubspot = picky(new Set());

  expect(await isolate([], hubspot)).toEqual([]);
  expect(hubspot.requests).toEqual([]);
});
