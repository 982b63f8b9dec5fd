import { DAY } from '../../../domain/time/time.ts';
import type { OAuth, StoredTokens } from '../../../hubspot/auth/oauth.ts';
import { doubtGrant, sealPortal } from '../../../store/portals/grants.ts';
import { type Portal, type RefusedGrant, updatePortal } from '../../../store/portals/portals.ts';
import { connectPortal, type GrantContext, openToken, sealTokens } from './connect-portal.ts';

const HOUR = DAY / 24;

/*
 * HubSpot does not tell when an account removes the app. Ripen only sees that HubSpot refuses its
 * refresh token, and that may be wrong: during an incident, or when the answer with a new token was
 * lost. So a refused refresh only stops the work. Later checks decide: they try the refresh tokens,
 * and ask HubSpot what it knows of the tokens.
 */

/**
 * After the n-th refusal in a row the next check comes so much later (ms). HubSpot asks apps to
 * stop calling without a grant.
 */
const CHECKS_AFTER = [HOUR / 6, HOUR, 6 * HOUR, DAY, 3 * DAY, 7 * DAY] as const;

/** When to check next; `checks`: how often the grant was refused before. */
const nextCheck = (checks: number, now: number): number =>
  now + (CHECKS_AFTER[checks] ?? CHECKS_AFTER[CHECKS_AFTER.length - 1]!);

/**
 * For so many days after a grant was lost, Ripen keeps the data of the account, sealed. That is
 * long enough for somebody to come back from a holiday and install the app again. It is not longer
 * than the month within which a request for erasure must be answered.
 */
export const SEALED_DAYS = 30;

/** Stops all calls for a portal whose tokens HubSpot has refused to renew. */
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
 * Decides about a refused grant: HubSpot accepts it again, it is lost (then the portal is sealed),
 * or it stays unknown and is checked again later. HubspotError `misconfigured`: this process has
 * not the key of the tokens, so nothing was checked.
 */
export async function checkGrant(context: GrantContext, portal: Portal, grant: RefusedGrant): Promise<void> {
  const { db, oauth, cipher, clock, log } = context;
  const { portalId, tokens, formerRefresh, scopes } = portal;
  const open = (sealed: Buffer) => openToken(cipher, portalId, sealed);
  // First, since a process without the key has looked at nothing: another one shall.
  const opened = tokens && {
    refreshTokens: [tokens.refresh, formerRefresh].flatMap((sealed) => (sealed === null ? [] : [open(sealed)])),
    accessToken: open(tokens.access),
  };
  const now = clock.now();
  const checkAt = nextCheck(grant.checks, now);
  // Store this before HubSpot is asked, so that the next check comes later whatever comes of it.
  await doubtGrant(db, { portalId, now, checkAt });
  if (opened === null) return;
  const answer = await askForGrant(oauth, opened);
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
  /** HubSpot renews the tokens; `by`: the refresh token that it accepted */
  | { readonly outcome: 'granted'; readonly tokens: StoredTokens; readonly by: string }
  /** HubSpot refused again, and knows none of the tokens */
  | { readonly outcome: 'lost' }
  /** HubSpot cannot be asked, refuses our own secret, or contradicts itself */
  | { readonly outcome: 'unknown'; readonly reason: string };

/**
 * Tries to renew the tokens, then asks HubSpot about each token. `refreshTokens`: the present one,
 * and the one before it.
 */
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
