import type { Logger } from 'pino';
import { propertiesRead } from '../domain/model/reads.ts';
import { DAY } from '../domain/time/time.ts';
import type { OAuth, StoredTokens } from '../hubspot/auth/oauth.ts';
import { createTokenSource, type TokenStore } from '../hubspot/auth/token-source.ts';
import { createPortalClient, type PortalClient } from '../hubspot/portal-client.ts';
import { createQuota, type Quota, type QuotaLimits } from '../hubspot/transport/quota.ts';
import type { TokenSource } from '../hubspot/transport/transport.ts';
import type { Metrics } from '../operation/metrics.ts';
import { referenceData } from '../reference-data/reference-data.ts';
import { beginRefresh, doubtGrant, endRefresh, sealPortal } from '../store/portals/grants.ts';
import {
  eraseSealed,
  findPortal,
  type Portal,
  type RefusedGrant,
  type SealedTokens,
  updatePortal,
} from '../store/portals/portals.ts';
import type { Db } from '../store/transaction.ts';
import type { RipenSettings } from '../use-cases/contacts/judge-contact.ts';
import { lookAtGrant, nextLook, SEALED_DAYS } from '../use-cases/portals/look-at-grant.ts';
import type { Session } from '../use-cases/session.ts';
import type { Lease } from '../worker/lease.ts';
import { type ServeOutcome, servePortal } from '../worker/serve-portal.ts';
import { connectPortal } from './connect-portal.ts';
import type { Models } from './models.ts';
import type { TokenCipher } from './token-cipher.ts';

export type PortalsOptions = {
  readonly db: Db;
  readonly oauth: OAuth;
  readonly cipher: TokenCipher;
  readonly apiUrl: string;
  readonly clock: { now(): number };
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly actions: Session['actions'];
  readonly models: Models;
  /** other limits than HubSpot's, for a sandbox that counts in other windows */
  readonly limits?: QuotaLimits | undefined;
};

export type PortalsInHand = {
  readonly serve: (
    portalId: number,
    lease: Lease,
    turn: { readonly turnMs: number; readonly signal: AbortSignal },
  ) => Promise<ServeOutcome>;
  /** a client for single calls outside the work under a lease (our own disconnect) */
  readonly client: (portalId: number) => PortalClient;
  /** the portal was installed again: what is known of its tokens is old, while its quota goes on */
  readonly renewTokens: (portalId: number) => void;
  /** calls made for a portal since this process started */
  readonly calls: (portalId: number) => number;
};

/**
 * Within this time a request for new tokens is answered (the timeout of OAuth is shorter), or its
 * process is gone.
 */
const REFRESH_MS = 20_000;

/** What a portal has once in a process: its quota and its tokens. */
export function portalsInHand(options: PortalsOptions): PortalsInHand {
  const { db, oauth, cipher, apiUrl, clock, log, metrics, limits, actions, models } = options;
  const known = new Map<number, { readonly quota: Quota; tokens: TokenSource; calls: number }>();

  function partsOf(portalId: number) {
    const parts = known.get(portalId) ?? { quota: createQuota(limits), tokens: tokensOf(portalId), calls: 0 };
    known.set(portalId, parts);
    return parts;
  }

  function seal(portalId: number, { accessToken, refreshToken, expiresAt }: StoredTokens): SealedTokens {
    return { access: cipher.seal(portalId, accessToken), refresh: cipher.seal(portalId, refreshToken), expiresAt };
  }

  function tokenStoreOf(portalId: number): TokenStore {
    let begunAt = 0;
    return {
      async load() {
        const sealed = (await findPortal(db, portalId))?.tokens;
        if (!sealed) throw new Error(`Portal ${portalId} has no tokens: it is not installed.`);
        return {
          accessToken: cipher.open(portalId, sealed.access),
          refreshToken: cipher.open(portalId, sealed.refresh),
          expiresAt: sealed.expiresAt,
        };
      },
      async begin() {
        begunAt = clock.now();
        return beginRefresh(db, { portalId, now: begunAt, forMs: REFRESH_MS });
      },
      async save(tokens, replaced) {
        await updatePortal(db, portalId, {
          tokens: seal(portalId, tokens),
          ...(replaced !== undefined && { formerRefresh: cipher.seal(portalId, replaced) }),
        });
      },
      giveUp: (answered) => endRefresh(db, { portalId, begunAt, answered }),
    };
  }

  function tokensOf(portalId: number): TokenSource {
    return createTokenSource({ clock, refresh: oauth.refreshTokens, store: tokenStoreOf(portalId) });
  }

  function clientOf(portalId: number, lease?: { readonly lease: Lease; readonly signal: AbortSignal }): PortalClient {
    const parts = partsOf(portalId);
    return createPortalClient({
      portalId,
      apiUrl,
      quota: parts.quota,
      tokens: parts.tokens,
      log,
      onCall: ({ route, code, ms }) => {
        parts.calls++;
        metrics.hubspotCalls.inc({ route, code });
        metrics.hubspotSeconds.observe({ route }, ms / 1000);
      },
      ...(lease && { beforeCall: lease.lease.assertHeld, signal: lease.signal }),
    });
  }

  async function settingsOf(portal: Portal): Promise<RipenSettings> {
    const compiled = await models.compiled(portal.portalId, portal.modelVersion ?? 0, portal.timeZone ?? undefined);
    const { account } = portal;
    return {
      compiled,
      referenceData,
      stageOrder: account.stageOrder,
      lacking: new Set(account.lacking),
      read: {
        properties: propertiesRead(compiled.model),
        dealStages: account.dealStages,
        searchable: account.contactProperties,
      },
    };
  }

  function renewTokens(portalId: number): void {
    const parts = known.get(portalId);
    if (parts !== undefined) parts.tokens = tokensOf(portalId);
  }

  /**
   * Decides about a grant that was refused: it is good again, it is lost (then the portal is
   * sealed), or it is looked at later.
   */
  async function lookAgain(portal: Portal, grant: RefusedGrant): Promise<void> {
    const { portalId, tokens, formerRefresh, scopes } = portal;
    const now = clock.now();
    const lookAt = nextLook(grant.looks, now);
    // First: whatever becomes of this look, the next one is later.
    await doubtGrant(db, { portalId, now, lookAt });
    if (tokens === null) return;
    const refreshTokens = [tokens.refresh, formerRefresh].flatMap((t) =>
      t === null ? [] : [cipher.open(portalId, t)],
    );
    const accessToken = cipher.open(portalId, tokens.access);
    const look = await lookAtGrant(
      { refresh: oauth.refreshTokens, introspect: oauth.introspect },
      { refreshTokens, accessToken },
    );
    switch (look.outcome) {
      case 'granted': {
        const renewed = seal(portalId, look.tokens);
        if (portal.status === 'disconnected') await connectPortal(db, { portalId, scopes, tokens: renewed, now });
        else if (look.by === look.tokens.refreshToken) await updatePortal(db, portalId, { tokens: renewed });
        else await updatePortal(db, portalId, { tokens: renewed, formerRefresh: cipher.seal(portalId, look.by) });
        renewTokens(portalId);
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
          { portalId, reason: look.reason, lookAt: new Date(lookAt).toISOString() },
          'Whether the grant is lost is unknown',
        );
        return;
      default:
        return look satisfies never;
    }
  }

  return {
    async serve(portalId, lease, turn) {
      for (;;) {
        const portal = await findPortal(db, portalId);
        if (portal === null) return { outcome: 'idle' };
        if (await eraseSealed(db, portalId, clock.now())) {
          log.info({ portalId }, 'The days of a sealed portal are over: its data are erased');
          return { outcome: 'idle' };
        }
        if (portal.grant !== null && portal.grant.lookAt <= clock.now()) {
          await lookAgain(portal, portal.grant);
          continue;
        }
        if (portal.status === 'disconnected' || portal.grant !== null) return { outcome: 'idle' };
        const session = {
          portalId,
          db,
          hubspot: clientOf(portalId, { lease, signal: turn.signal }),
          lease: lease.holder,
          goOn() {
            turn.signal.throwIfAborted();
            lease.assertHeld();
          },
          portal,
          settings: await settingsOf(portal),
          clock,
          log,
          metrics,
          actions,
          calls: () => partsOf(portalId).calls,
        };
        const result = await servePortal(session, lease, turn);
        if (result.outcome === 'grant_dead') {
          const lookAt = nextLook(0, clock.now());
          await doubtGrant(db, { portalId, now: clock.now(), lookAt });
          log.warn(
            { portalId, lookAt: new Date(lookAt).toISOString() },
            'HubSpot refuses to renew the tokens: nothing more is asked of it before the grant was looked at again',
          );
        }
        if (result.outcome !== 'changed') return result;
      }
    },
    client: (portalId) => clientOf(portalId),
    renewTokens,
    calls: (portalId) => known.get(portalId)?.calls ?? 0,
  };
}
