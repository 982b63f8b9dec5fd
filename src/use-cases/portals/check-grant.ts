import { DAY } from '../../domain/time/time.ts';
import type { OAuth, StoredTokens } from '../../hubspot/auth/oauth.ts';
import { doubtGrant, sealPortal } from '../../store/portals/grants.ts';
import { type Portal, type RefusedGrant, updatePortal } from '../../store/portals/portals.ts';
import { connectPortal, type GrantContext, sealTokens } from './connect-portal.ts';

const HOUR = DAY / 24;

/*
 * HubSpot does not tell when an account removes the app: its answers to our refresh token are all
 * there is, and one of them may be wrong (an incident, a token that was replaced while nobody heard
 * of it). So a refused refresh only stops the work. Later checks decide, by the refresh token and
 * by what HubSpot says of the tokens when asked about them.
 */

/**
 * After the n-th refusal in a row the next check comes so much later. HubSpot asks apps not to go
 * on calling without a grant.
 */
const CHECKS_AFTER = [HOUR / 6, HOUR, 6 * HOUR, DAY, 3 * DAY, 7 * DAY] as const;

/** `checks`: how often the grant was refused before. */
const nextCheck = (checks: number, now: number): number =>
  now + (CHECKS_AFTER[checks] ?? CHECKS_AFTER[CHECKS_AFTER.length - 1]!);

/**
 * How long the data of an account are kept, sealed, after its grant was lost: long enough for
 * somebody to come back from a holiday and install the app again, and no longer than the month in
 * which an answer to a request for erasure is due.
 */
export const SEALED_DAYS = 30;

/** Stops all calls for the portal: HubSpot has refused to renew its tokens. */
export async function refuseGrant({ db, clock, log }: GrantContext, portalId: number): Promise<void> {
  const now = clock.now();
  const checkAt = nextCheck(0, now);
  await doubtGrant(db, { portalId, now, checkAt });
  log.warn(
    { portalId, checkAt: new Date(checkAt).toISOString() },
    'HubSpot refuses to renew the tokens: nothing more is asked of it before the grant was looked at again',
  );
}

/**
 * Decides about a grant that was refused: it is good again, it is lost (then the portal is sealed),
 * or it is checked later.
 */
export async function checkGrant(context: GrantContext, portal: Portal, grant: RefusedGrant): Promise<void> {
  const { db, oauth, cipher, clock, log } = context;
  const { portalId, tokens, formerRefresh, scopes } = portal;
  const now = clock.now();
  const checkAt = nextCheck(grant.checks, now);
  // First: whatever becomes of this check, the next one is later.
  await doubtGrant(db, { portalId, now, checkAt });
  if (tokens === null) return;
  const answer = await askForGrant(oauth, {
    refreshTokens: [tokens.refresh, formerRefresh].flatMap((t) => (t === null ? [] : [cipher.open(portalId, t)])),
    accessToken: cipher.open(portalId, tokens.access),
  });
  switch (answer.outcome) {
    case 'granted': {
      const renewed = sealTokens(cipher, portalId, answer.tokens);
      if (portal.status === 'disconnected') await connectPortal(db, { portalId, scopes, tokens: renewed, now });
      else if (answer.by === answer.tokens.refreshToken) await updatePortal(db, portalId, { tokens: renewed });
      else await updatePortal(db, portalId, { tokens: renewed, formerRefresh: cipher.seal(portalId, answer.by) });
      context.renewTokens(portalId);
      log.warn({ portalId }, 'HubSpot renews the tokens again: work goes on');
      return;
    }
    case 'lost': {
      const { refusedAt, interrupted } = grant;
      const eraseAt = now + SEALED_DAYS * DAY;
      if (!(await sealPortal(db, { portalId, refusedAt, now, eraseAt }))) return;
      log.warn(
        { portalId, interrupted, eraseAt: new Date(eraseAt).toISOString() },
        interrupted
          ? 'The tokens are lost: a renewal of them was interrupted. The data are sealed until the app is installed again, and erased after that time'
          : 'The account has removed the app, as far as we can tell: its data are sealed, and erased after that time',
      );
      return;
    }
    case 'unknown':
      log.warn(
        { portalId, reason: answer.reason, checkAt: new Date(checkAt).toISOString() },
        'Whether the grant is lost is unknown',
      );
      return;
    default:
      return answer satisfies never;
  }
}

type GrantAnswer =
  /** HubSpot was wrong, or the grant is another one; `by`: the refresh token that it accepted */
  | { readonly outcome: 'granted'; readonly tokens: StoredTokens; readonly by: string }
  /** refused again, and HubSpot knows none of the tokens */
  | { readonly outcome: 'lost' }
  /** nothing is known: HubSpot cannot be asked, refuses our own secret, or contradicts itself */
  | { readonly outcome: 'unknown'; readonly reason: string };

/** Asks in two ways. `refreshTokens`: the present one, and the one before it. */
async function askForGrant(
  { refreshTokens: refresh, introspect }: OAuth,
  { refreshTokens, accessToken }: { readonly refreshTokens: readonly string[]; readonly accessToken: string },
): Promise<GrantAnswer> {
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
