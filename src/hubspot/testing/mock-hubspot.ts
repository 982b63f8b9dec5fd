import { isDeepStrictEqual } from 'node:util';
import nock from 'nock';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';

// To import nock alone begins to intercept, also in the files that run after in this process.
nock.restore();

export const API_URL = 'https://api.hubapi.com';

/**
 * HubSpot as a list of expected requests, for the tests of one file. A request that nobody expected
 * fails the test, and so does an expected request that never came.
 */
export function mockHubspot(): () => nock.Scope {
  let unexpected: string[] = [];
  const onNoMatch = (request: { method?: string; path?: string; url?: string }) =>
    unexpected.push(`${request.method} ${request.path ?? request.url}`);

  beforeAll(() => {
    // Files of the fast lane share a process, and the one before has restored the real network.
    if (!nock.isActive()) nock.activate();
    nock.disableNetConnect();
    nock.emitter.on('no match', onNoMatch);
  });
  afterEach(() => {
    const pending = nock.pendingMocks();
    const strays = unexpected;
    nock.abortPendingRequests();
    nock.cleanAll();
    unexpected = [];
    expect({ strays, pending }, 'requests nobody expected, and expected ones that never came').toEqual({
      strays: [],
      pending: [],
    });
  });
  afterAll(() => {
    nock.emitter.off('no match', onNoMatch);
    nock.enableNetConnect();
    nock.restore();
  });
  return () => nock(API_URL);
}

/** Matches a request whose JSON is exactly this. */
export function exactly(expected: unknown): (sent: unknown) => boolean {
  const json: unknown = JSON.parse(JSON.stringify(expected));
  return (sent) => isDeepStrictEqual(sent, json);
}

/** A reply made from the request's JSON: status and body. */
export function replyTo<Body>(answer: (body: Body) => readonly [status: number, body: object]) {
  return async (request: Request) => answer((await request.json()) as Body);
}
