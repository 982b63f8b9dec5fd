import { HubspotError } from '../transport/errors.ts';
import type { TokenSource } from '../transport/transport.ts';
import { wait } from '../transport/wait.ts';
import type { RefreshOutcome, StoredTokens } from './oauth.ts';

/** Where the tokens of one portal live. */
export interface TokenStore {
  load(): Promise<StoredTokens>;
  /**
   * Before new tokens are asked for: remembers that they are. False: another process asks for them
   * at this moment.
   */
  begin(): Promise<boolean>;
  /**
   * Of new tokens, before any of them is used; `replaced`: the refresh token that HubSpot took for
   * another one.
   */
  save(tokens: StoredTokens, replaced?: string): Promise<void>;
  /**
   * There are no new tokens. `answered`: HubSpot said so; else it may have changed them, and we did
   * not hear of it.
   */
  giveUp(answered: boolean): Promise<void>;
}

export interface TokenSourceOptions {
  readonly store: TokenStore;
  readonly refresh: (refreshToken: string) => Promise<RefreshOutcome>;
  readonly clock: { now(): number };
  /**
   * Tokens are renewed this long before they expire (30 minutes after issue). HubSpot counts 401s
   * against an app.
   */
  readonly marginMs?: number;
  /** How often is looked whether another process has renewed them. */
  readonly pollMs?: number;
}

const ROUTE = 'oauth.refresh';

export function createTokenSource(options: TokenSourceOptions): TokenSource {
  const { store, refresh, clock, marginMs = 5 * 60_000, pollMs = 250 } = options;
  let known: StoredTokens | undefined;
  let replaced: string | undefined;
  let saved = true;
  let inFlight: Promise<StoredTokens> | undefined;

  const isFresh = (tokens: StoredTokens) => tokens.expiresAt - marginMs > clock.now();

  /**
   * A failed save is made up for before anything else: the refresh token before it may be void
   * already.
   */
  async function load(): Promise<StoredTokens> {
    if (known !== undefined && !saved) await save(known);
    else known = await store.load();
    return known;
  }

  async function save(tokens: StoredTokens): Promise<void> {
    known = tokens;
    saved = false;
    await store.save(tokens, replaced);
    saved = true;
  }

  async function renewUnless(good: (tokens: StoredTokens) => boolean): Promise<StoredTokens> {
    for (let again = false; ; ) {
      const before = await load();
      if (good(before)) return before;
      if (!(await store.begin())) {
        await wait(pollMs);
        continue;
      }
      // Another process may have renewed them right before it was our turn.
      const stored = await store.load();
      if (good(stored)) {
        await store.giveUp(true);
        known = stored;
        return stored;
      }
      const outcome = await refresh(stored.refreshToken);
      if (outcome.outcome === 'granted') {
        replaced = outcome.tokens.refreshToken === stored.refreshToken ? undefined : stored.refreshToken;
        await save(outcome.tokens);
        return outcome.tokens;
      }
      await store.giveUp(outcome.outcome !== 'unavailable');
      // Another process may have replaced the refresh token that was refused to us.
      const isReplaced = outcome.outcome === 'grant_dead' && (await store.load()).refreshToken !== stored.refreshToken;
      if (again || !isReplaced) throw failure(outcome);
      again = true;
    }
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
