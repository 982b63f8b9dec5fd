import { DAY } from '../../domain/time/time.ts';

const HOUR = DAY / 24;

/*
 * HubSpot does not tell when an account removes the app: its answers to our refresh token are all
 * there is, and one of them may be wrong (an incident, a token that was replaced while nobody heard
 * of it). So a refused refresh only stops the work. Later looks decide, by the refresh token and by
 * what HubSpot says of the tokens when asked about them.
 */

/**
 * After the n-th refusal in a row the next look comes so much later. HubSpot asks apps not to go on
 * calling without a grant.
 */
const LOOKS_AFTER = [HOUR / 6, HOUR, 6 * HOUR, DAY, 3 * DAY, 7 * DAY] as const;

/** `looks`: how often the grant was refused before. */
export const nextLook = (looks: number, now: number): number =>
  now + (LOOKS_AFTER[looks] ?? LOOKS_AFTER[LOOKS_AFTER.length - 1]!);

/**
 * How long the data of an account are kept, sealed, after its grant was lost: long enough for
 * somebody to come back from a holiday and install the app again, and no longer than the month in
 * which an answer to a request for erasure is due.
 */
export const SEALED_DAYS = 30;

type Fault = { readonly outcome: 'misconfigured' | 'unavailable'; readonly reason: string };

export type GrantPorts<Tokens> = {
  readonly refresh: (
    refreshToken: string,
  ) => Promise<
    | { readonly outcome: 'granted'; readonly tokens: Tokens }
    | { readonly outcome: 'grant_dead'; readonly reason: string }
    | Fault
  >;
  readonly introspect: (
    token: string,
    kind: 'access_token' | 'refresh_token',
  ) => Promise<{ readonly outcome: 'active' } | { readonly outcome: 'inactive' } | Fault>;
};

export type GrantLook<Tokens> =
  /** HubSpot was wrong, or the grant is another one; `by`: the refresh token that was taken */
  | { readonly outcome: 'granted'; readonly tokens: Tokens; readonly by: string }
  /** refused again, and HubSpot knows none of the tokens */
  | { readonly outcome: 'lost' }
  /** nothing is known: HubSpot cannot be asked, refuses our own secret, or contradicts itself */
  | { readonly outcome: 'unknown'; readonly reason: string };

/**
 * Looks at a refused grant in two ways. `refreshTokens`: the present one, and the one before it.
 */
export async function lookAtGrant<Tokens>(
  { refresh, introspect }: GrantPorts<Tokens>,
  { refreshTokens, accessToken }: { readonly refreshTokens: readonly string[]; readonly accessToken: string },
): Promise<GrantLook<Tokens>> {
  for (const token of refreshTokens) {
    const answer = await refresh(token);
    if (answer.outcome === 'granted') return { outcome: 'granted', tokens: answer.tokens, by: token };
    if (answer.outcome !== 'grant_dead') return { outcome: 'unknown', reason: answer.reason };
  }
  const asked = [
    ...refreshTokens.map((token) => [token, 'refresh_token'] as const),
    [accessToken, 'access_token'] as const,
  ];
  for (const [token, kind] of asked) {
    const answer = await introspect(token, kind);
    if (answer.outcome === 'active') return { outcome: 'unknown', reason: `HubSpot knows the ${kind} that it refuses` };
    if (answer.outcome !== 'inactive') return { outcome: 'unknown', reason: answer.reason };
  }
  return { outcome: 'lost' };
}
