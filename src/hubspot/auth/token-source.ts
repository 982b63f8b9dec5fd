import { HubspotError } from '../transport/errors.ts';
import type { TokenSource } from '../transport/transport.ts';
import { wait } from '../transport/wait.ts';
import type { RefreshOutcome, StoredTokens } from './oauth.ts';

/** Where the tokens of one portal live. */
export interface TokenStore {
  load(): Promise<StoredTokens>;
  /**
   * Notes that this process asks for new tokens now. False: another process is asking at this
   * moment.
   */
  begin(): Promise<boolean>;
  /**
   * Saves new tokens, before they are used. `replaced`: the old refresh token, if HubSpot gave
   * another one.
   */
  save(tokens: StoredTokens, replaced?: string): Promise<void>;
  /**
   * Notes that no new tokens came. `answered` false: HubSpot may have changed the tokens without
   * our hearing of it.
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
  /** How often to look whether another process has renewed the tokens. */
  readonly pollMs?: number;
}

const ROUTE = 'oauth.refresh';

type Turn = { readonly is: 'needless' | 'ours'; readonly tokens: StoredTokens };

/** Gives the access token of a portal and renews it in time, once for all callers. */
export function createTokenSource(options: TokenSourceOptions): TokenSource {
  const { store, refresh, clock, marginMs = 5 * 60_000, pollMs = 250 } = options;
  let known: StoredTokens | undefined;
  let replaced: string | undefined;
  let saved = true;
  let inFlight: Promise<StoredTokens> | undefined;
  /** tokens whose grant HubSpot has refused: what asks a moment later must not ask HubSpot again */
  let dead: StoredTokens | undefined;

  const isDead = ({ accessToken, refreshToken }: StoredTokens) =>
    accessToken === dead?.accessToken && refreshToken === dead.refreshToken;
  const isFresh = (tokens: StoredTokens) => tokens.expiresAt - marginMs > clock.now();

  /**
   * Loads the tokens. A save that failed is repeated first: the stored refresh token may be void.
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

  /** Waits until the tokens are good, by whichever process, or until it is our turn. */
  async function turnToRenew(good: (tokens: StoredTokens) => boolean): Promise<Turn> {
    for (;;) {
      const before = await load();
      if (isDead(before)) throw failure({ outcome: 'grant_dead', reason: 'HubSpot refused these tokens before' });
      if (good(before)) return { is: 'needless', tokens: before };
      if (await store.begin()) break;
      await wait(pollMs);
    }
    // Another process may have renewed the tokens just before our turn.
    const tokens = await store.load();
    if (!good(tokens)) return { is: 'ours', tokens };
    await store.giveUp(true);
    known = tokens;
    return { is: 'needless', tokens };
  }

  async function renewUnless(good: (tokens: StoredTokens) => boolean): Promise<StoredTokens> {
    for (let again = false; ; again = true) {
      const { is, tokens } = await turnToRenew(good);
      if (is === 'needless') return tokens;
      const outcome = await refresh(tokens.refreshToken);
      if (outcome.outcome === 'granted') {
        replaced = outcome.tokens.refreshToken === tokens.refreshToken ? undefined : tokens.refreshToken;
        await save(outcome.tokens);
        return outcome.tokens;
      }
      await store.giveUp(outcome.outcome !== 'unavailable');
      if (outcome.outcome === 'grant_dead') {
        // HubSpot may have refused our refresh token because another process has replaced it.
        const isReplaced = (await store.load()).refreshToken !== tokens.refreshToken;
        if (isReplaced && !again) continue;
        dead = tokens;
      }
      throw failure(outcome);
    }
  }

  async function single(good: (tokens: StoredTokens) => boolean): Promise<string> {
    for (;;) {
      if (known !== undefined && saved && !isDead(known) && good(known)) return known.accessToken;
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
      // The call that needed the token was surely not sent.
      return new HubspotError({ code: 'unavailable', reached: 'no' }, { route: ROUTE, detail: outcome.reason });
  }
}
