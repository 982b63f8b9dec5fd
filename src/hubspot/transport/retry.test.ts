import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { law } from '../../../test/support/law.ts';
import type { HubspotProblem } from './errors.ts';
import { backoff, pauseAfter, RETRY_POLICY, retryVerdict } from './retry.ts';

const half = () => 0.5;
const first = { number: 1, repeatable: true, tokenRenewed: false };
const retryAfter = (afterMs: number) => ({ kind: 'retry', afterMs, renewToken: false });
const final = { kind: 'final' };

const THROTTLED: HubspotProblem = { code: 'throttled', policy: 'ten_secondly', afterMs: 10_000 };
const MAYBE: HubspotProblem = { code: 'unavailable', reached: 'maybe' };
const NEVER_SENT: HubspotProblem = { code: 'unavailable', reached: 'no' };

describe('a first failure', () => {
  test.each<[string, HubspotProblem, object]>([
    ['throttled waits as told', THROTTLED, retryAfter(10_000)],
    ['throttled for the day is left to the caller', { code: 'throttled', policy: 'daily', afterMs: 3_600_000 }, final],
    ['locked waits', { code: 'locked', afterMs: 2_000 }, retryAfter(2_000)],
    ['a short move waits', { code: 'moving', afterMs: 30_000 }, retryAfter(30_000)],
    ['a long move is left to the caller', { code: 'moving', afterMs: 300_000 }, final],
    ['unavailable backs off', MAYBE, retryAfter(1_000)],
    ['never sent backs off', NEVER_SENT, retryAfter(1_000)],
    ['unauthorized renews the token', { code: 'unauthorized' }, { kind: 'retry', afterMs: 0, renewToken: true }],
    ['a dead grant is final', { code: 'grant_dead' }, final],
    ['a wrong secret is final', { code: 'misconfigured' }, final],
    ['missing scopes are final', { code: 'missing_scopes', scopes: [] }, final],
    ['not found is final', { code: 'not_found' }, final],
    ['a conflict is final', { code: 'conflict' }, final],
    ['invalid is final', { code: 'invalid', propertyNames: [], reasons: [] }, final],
    ['missing properties are final', { code: 'missing_properties', propertyNames: [] }, final],
    ['a broken contract is final', { code: 'contract' }, final],
  ])('%s', (_, problem, decision) => {
    expect(retryVerdict(problem, first, RETRY_POLICY, half)).toEqual(decision);
  });
});

describe('a create', () => {
  const create = { ...first, repeatable: false };

  test.each<[string, HubspotProblem, object]>([
    ['is not repeated when HubSpot may have applied it', MAYBE, final],
    ['is repeated when it never left', NEVER_SENT, retryAfter(1_000)],
    ['is repeated when it was throttled', THROTTLED, retryAfter(10_000)],
    ['is repeated with a fresh token', { code: 'unauthorized' }, { kind: 'retry', afterMs: 0, renewToken: true }],
  ])('%s', (_, problem, decision) => {
    expect(retryVerdict(problem, create, RETRY_POLICY, half)).toEqual(decision);
  });
});

test('the token is renewed once', () => {
  expect(
    retryVerdict({ code: 'unauthorized' }, { ...first, number: 2, tokenRenewed: true }, RETRY_POLICY, half),
  ).toEqual(final);
});

test.each([THROTTLED, MAYBE, NEVER_SENT])('attempts are bounded: $code', (problem) => {
  expect(retryVerdict(problem, { ...first, number: RETRY_POLICY.attempts }, RETRY_POLICY, half)).toEqual(final);
});

test('backoff is random between nothing and a bound that doubles up to a cap', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (attempt, random) => {
      const { baseMs, capMs } = RETRY_POLICY;

      const ms = backoff(attempt, RETRY_POLICY, () => random);

      expect(ms).toBeGreaterThanOrEqual(0);
      expect(ms).toBeLessThanOrEqual(Math.min(capMs, baseMs * 2 ** (attempt - 1)));
      expect(backoff(attempt, RETRY_POLICY, () => 0)).toBe(0);
    }),
    law(),
  );
});

test.each<[string, HubspotProblem, object | undefined]>([
  ['a ten-secondly 429 rests its lane', THROTTLED, { scope: 'lane', ms: 10_000 }],
  ['a daily 429 rests the portal', { code: 'throttled', policy: 'daily', afterMs: 9 }, { scope: 'portal', ms: 9 }],
  ['a move rests the portal', { code: 'moving', afterMs: 7 }, { scope: 'portal', ms: 7 }],
  ['our own refusal prolongs no pause', { code: 'throttled', policy: 'paused', afterMs: 5 }, undefined],
  ['a lock concerns one call', { code: 'locked', afterMs: 2_000 }, undefined],
  ['an outage concerns one call', MAYBE, undefined],
])('%s', (_, problem, pause) => {
  expect(pauseAfter(problem)).toEqual(pause);
});
