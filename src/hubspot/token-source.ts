import { HubspotError } from './errors.ts';
import type { RefreshOutcome, StoredTokens } from './oauth.ts';

/** Where the tokens of one portal live. */
export interface TokenStore {
  load(): Promise<StoredTokens>;
  save(tokens: StoredTokens): Promise<void>;
}

/** Access tokens of one portal. One per portal and process, so that one refresh is in flight at a time. */
export interface TokenSource {
  /** A token that is good for the next minutes. Throws HubspotError `grant_dead`, `misconfigured` or `unavailable`. */
  accessToken(): Promise<string>;
  /** A token other than the one that HubSpot refused. */
  renew(refused: string): Promise<string>;
}

export interface TokenSourceOptions {
  readonly store: TokenStore;
  readonly refresh: (refreshToken: string) => Promise<RefreshOutcome>;
  readonly clock: { now(): number };
  /** Tokens are renewed this long before they expire (30 minutes after issue). HubSpot counts 401s against an app. */
  readonly marginMs?: number;
}

const ROUTE = 'oauth.refresh';

export function createTokenSource({ store, refresh, clock, marginMs = 5 * 60_000 }: TokenSourceOptions): TokenSource {
  let known: StoredTokens | undefined;
  let saved = true;
  let inFlight: Promise<StoredTokens> | undefined;

  const isFresh = (tokens: StoredTokens) => tokens.expiresAt - marginMs > clock.now();

  /** A failed save is made up for before anything else: the refresh token before it may be void already. */
  async function load(): Promise<StoredTokens> {
    if (known !== undefined && !saved) await save(known);
    else known = await store.load();
    return known;
  }

  async function save(tokens: StoredTokens): Promise<void> {
    known = tokens;
    saved = false;
    await store.save(tokens);
    saved = true;
  }

  async function renewUnless(good: (tokens: StoredTokens) => boolean): Promise<StoredTokens> {
    const stored = await load();
    if (good(stored)) return stored;
    const outcome = await refresh(stored.refreshToken);
    if (outcome.outcome === 'granted') {
      await save(outcome.tokens);
      return outcome.tokens;
    }
    if (outcome.outcome === 'grant_dead') {
      // Another process may have refreshed at the same time and received a new refresh token.
      const latest = await store.load();
      if (latest.refreshToken !== stored.refreshToken && good(latest)) {
        known = latest;
        return latest;
      }
    }
    throw failure(outcome);
  }

  async function single(good: (tokens: StoredTokens) => boolean): Promise<string> {
    for (;;) {
      if (known !== undefined && saved && good(known)) return known.accessToken;
      if (inFlight === undefined) {
        inFlight = renewUnless(good).finally(() => {
          inFlight = undefined;
        });
        return (await inFlight).accessToken;
      }
      await inFlight;
    }
  }

  return {
    accessToken: () => single(isFresh),
    renew: (refused) => single((tokens) => tokens.accessToken !== refused && isFresh(tokens)),
  };
}

function failure(outcome: Exclude<RefreshOutcome, { outcome: 'granted' }>): HubspotError {
  switch (outcome.outcome) {
    case 'grant_dead':
      return new HubspotError({ code: 'grant_dead' }, { route: ROUTE, detail: outcome.reason });
    case 'misconfigured':
      return new HubspotError({ code: 'misconfigured' }, { route: ROUTE, detail: outcome.reason });
    case 'unavailable':
      // The call that needed the token was not sent, whatever became of the refresh.
      return new HubspotError({ code: 'unavailable', reached: 'no' }, { route: ROUTE, detail: outcome.reason });
  }
}
