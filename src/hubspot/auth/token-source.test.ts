import { describe, expect, test } from 'vitest';
import type { RefreshOutcome, StoredTokens } from './oauth.ts';
import { createTokenSource } from './token-source.ts';

const MINUTE = 60_000;

/** One portal with a store, a clock and a refresh that the test answers itself. */
function portal(stored: Partial<StoredTokens> = {}) {
  const world = {
    now: 0,
    stored: { accessToken: 'old', refreshToken: 'r1', expiresAt: 30 * MINUTE, ...stored } as StoredTokens,
    saves: 0,
    saveFails: false,
    refreshedWith: [] as string[],
    givenUp: [] as boolean[],
    replaced: [] as string[],
    othersAsk: () => false,
    answer: (): RefreshOutcome => ({
      outcome: 'granted',
      tokens: {
        accessToken: `new-${world.refreshedWith.length}`,
        refreshToken: 'r1',
        expiresAt: world.now + 30 * MINUTE,
      },
    }),
  };
  const source = createTokenSource({
    store: {
      load: async () => world.stored,
      begin: async () => !world.othersAsk(),
      giveUp: async (answered) => void world.givenUp.push(answered),
      save: async (tokens, replaced) => {
        if (world.saveFails) throw new Error('database away');
        if (replaced !== undefined) world.replaced.push(replaced);
        world.saves += 1;
        world.stored = tokens;
      },
    },
    refresh: async (refreshToken) => {
      world.refreshedWith.push(refreshToken);
      return world.answer();
    },
    clock: { now: () => world.now },
    pollMs: 1,
  });
  return { world, source };
}

describe('an access token', () => {
  test('is used until five minutes before it expires', async () => {
    const { world, source } = portal();

    world.now = 25 * MINUTE - 1;
    expect(await source.accessToken()).toBe('old');
    world.now = 25 * MINUTE;
    expect(await source.accessToken()).toBe('new-1');

    expect(world.stored.accessToken).toBe('new-1');
  });

  test('is refreshed once, however many calls ask for it', async () => {
    const { world, source } = portal({ expiresAt: 0 });

    const tokens = await Promise.all(Array.from({ length: 20 }, () => source.accessToken()));

    expect(new Set(tokens)).toEqual(new Set(['new-1']));
    expect(world.refreshedWith).toEqual(['r1']);
  });

  test('that another process refreshed is taken from the store', async () => {
    const { world, source } = portal({ expiresAt: 0 });
    world.stored = { accessToken: 'theirs', refreshToken: 'r1', expiresAt: 30 * MINUTE };

    expect(await source.accessToken()).toBe('theirs');
    expect(world.refreshedWith).toEqual([]);
  });

  test('that HubSpot refused is replaced, once for all calls that met the refusal', async () => {
    const { world, source } = portal();

    const tokens = await Promise.all([source.renew('old'), source.renew('old'), source.accessToken()]);

    expect(tokens.slice(0, 2)).toEqual(['new-1', 'new-1']);
    expect(world.refreshedWith).toEqual(['r1']);
    expect(await source.renew('old')).toBe('new-1');
    expect(world.refreshedWith).toEqual(['r1']);
  });
});

describe('the refresh token', () => {
  test('is kept when HubSpot changes it', async () => {
    const { world, source } = portal({ expiresAt: 0 });
    world.answer = () => ({
      outcome: 'granted',
      tokens: { accessToken: 'a2', refreshToken: 'r2', expiresAt: 30 * MINUTE },
    });

    await source.accessToken();

    expect(world.stored.refreshToken).toBe('r2');
  });

  test('is not lost when the database is away at that moment', async () => {
    const { world, source } = portal({ expiresAt: 0 });
    world.answer = () => ({
      outcome: 'granted',
      tokens: { accessToken: 'a2', refreshToken: 'r2', expiresAt: 30 * MINUTE },
    });
    world.saveFails = true;
    await expect(source.accessToken()).rejects.toThrow('database away');

    world.saveFails = false;

    expect(await source.accessToken()).toBe('a2');
    expect(world.stored.refreshToken).toBe('r2');
    expect(world.refreshedWith).toEqual(['r1']);
  });
});

describe('two processes that renew the tokens at the same time', () => {
  test('ask one after the other, and the second takes what the first one got', async () => {
    const { world, source } = portal({ expiresAt: 0 });
    let polls = 0;
    world.othersAsk = () => {
      if (++polls === 3) world.stored = { accessToken: 'theirs', refreshToken: 'r2', expiresAt: 30 * MINUTE };
      return polls < 4;
    };

    expect(await source.accessToken()).toBe('theirs');
    expect(world.refreshedWith).toEqual([]);
  });

  test('where the other one never answers, the next one asks', async () => {
    const { world, source } = portal({ expiresAt: 0 });
    let polls = 0;
    world.othersAsk = () => ++polls < 4;

    expect(await source.accessToken()).toBe('new-1');
  });
});

describe('a refresh that fails', () => {
  test.each<[RefreshOutcome, boolean]>([
    [{ outcome: 'grant_dead', reason: 'BAD_REFRESH_TOKEN' }, true],
    [{ outcome: 'misconfigured', reason: 'BAD_CLIENT_SECRET' }, true],
    [{ outcome: 'unavailable', reason: 'timeout' }, false],
  ])('$outcome: whether HubSpot answered is remembered', async (outcome, answered) => {
    const { world, source } = portal({ expiresAt: 0 });
    world.answer = () => outcome;
    await expect(source.accessToken()).rejects.toThrow();

    expect(world.givenUp).toEqual([answered]);
  });

  test('of a refresh token that another process has replaced is tried with that one', async () => {
    const { world, source } = portal({ expiresAt: 0 });
    const granted = world.answer;
    world.answer = () => {
      world.answer = granted;
      world.stored = { accessToken: 'old', refreshToken: 'r2', expiresAt: 0 };
      return { outcome: 'grant_dead', reason: 'BAD_REFRESH_TOKEN' };
    };

    expect(await source.accessToken()).toBe('new-2');
    expect(world.refreshedWith).toEqual(['r1', 'r2']);
    expect(world.replaced).toEqual(['r2']); // `granted` answers with r1
  });

  test.each<[RefreshOutcome, object]>([
    [{ outcome: 'grant_dead', reason: 'BAD_REFRESH_TOKEN' }, { code: 'grant_dead' }],
    [{ outcome: 'misconfigured', reason: 'BAD_CLIENT_SECRET' }, { code: 'misconfigured' }],
    [
      { outcome: 'unavailable', reason: 'timeout' },
      { code: 'unavailable', reached: 'no' },
    ],
  ])('$outcome', async (outcome, problem) => {
    const { world, source } = portal({ expiresAt: 0 });
    world.answer = () => outcome;

    await expect(source.accessToken()).rejects.toMatchObject({ problem });
  });

  test('is tried again by the next call', async () => {
    const { world, source } = portal({ expiresAt: 0 });
    const granted = world.answer;
    world.answer = () => ({ outcome: 'unavailable', reason: 'timeout' });
    await expect(source.accessToken()).rejects.toThrow();

    world.answer = granted;

    expect(await source.accessToken()).toBe('new-2');
  });

  test('since the grant is dead asks HubSpot once, however many calls come later, until there are other tokens', async () => {
    const { world, source } = portal();
    const granted = world.answer;
    world.answer = () => ({ outcome: 'grant_dead', reason: 'BAD_REFRESH_TOKEN' });
    const dead = { problem: { code: 'grant_dead' } };
    await expect(source.renew('old')).rejects.toMatchObject(dead);
    world.answer = granted;

    await expect(source.accessToken()).rejects.toMatchObject(dead);
    world.now = 30 * MINUTE;
    await expect(source.accessToken()).rejects.toMatchObject(dead);
    expect(world.refreshedWith).toEqual(['r1']);

    world.stored = { ...world.stored, accessToken: 'theirs', expiresAt: 60 * MINUTE };
    expect(await source.accessToken()).toBe('theirs');
    world.now = 60 * MINUTE;
    expect(await source.accessToken()).toBe('new-2');
  });

  test('because another process was faster and the token changed is no dead grant', async () => {
    const { world, source } = portal({ expiresAt: 0 });
    world.answer = () => {
      world.stored = { accessToken: 'theirs', refreshToken: 'r2', expiresAt: 30 * MINUTE };
      return { outcome: 'grant_dead', reason: 'BAD_REFRESH_TOKEN' };
    };

    expect(await source.accessToken()).toBe('theirs');
  });
});
