import type { Logger } from 'pino';
import type { OAuth } from '../hubspot/auth/oauth.ts';
import { createTokenSource, type TokenStore } from '../hubspot/auth/token-source.ts';
import { createPortalClient, type PortalClient } from '../hubspot/portal-client.ts';
import { createQuota, type Quota, type QuotaLimits } from '../hubspot/transport/quota.ts';
import type { TokenSource } from '../hubspot/transport/transport.ts';
import type { Metrics } from '../operation/metrics.ts';
import type { TokenCipher } from '../operation/token-cipher.ts';
import { referenceData } from '../reference-data/reference-data.ts';
import { beginRefresh, endRefresh } from '../store/portals/grants.ts';
import { findPortal, type Portal, updatePortal } from '../store/portals/portals.ts';
import type { Db } from '../store/transaction.ts';
import type { RipenSettings } from '../use-cases/contacts/judge/judge-contact.ts';
import { onTrial, ripenSettingsOf } from '../use-cases/contacts/ripen-settings.ts';
import { createLearners } from '../use-cases/models/learn/learners.ts';
import { openToken, sealTokens } from '../use-cases/portals/install/connect-portal.ts';
import type { Session } from '../use-cases/session.ts';
import type { Lease } from '../worker/lease.ts';
import type { ServeContext } from '../worker/serve-portal.ts';
import type { Models } from './models.ts';

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
  readonly keepActivitiesMs: number;
  /** other limits than HubSpot's, for a sandbox that counts in other windows */
  readonly limits?: QuotaLimits | undefined;
};

export type PortalsInHand = {
  /** makes the session for work on a portal */
  readonly open: ServeContext['open'];
  /** a client for single calls outside the work under a lease (our own disconnect) */
  readonly client: (portalId: number) => PortalClient;
  /** forgets the tokens of a portal that was installed again; its quota goes on */
  readonly renewTokens: (portalId: number) => void;
  /** calls made for a portal since this process started */
  readonly calls: (portalId: number) => number;
  /** stops all learning; it begins anew after the next start */
  readonly stopLearning: () => void;
};

/**
 * How long a process may ask for new tokens: longer than the timeout of OAuth. After that the
 * process is gone, and another one may ask.
 */
const REFRESH_MS = 20_000;

/** Keeps what a process must have only once for each portal: its quota and its tokens. */
export function portalsInHand(options: PortalsOptions): PortalsInHand {
  const { db, oauth, cipher, apiUrl, clock, log, metrics, limits, actions, models, keepActivitiesMs } = options;
  const learners = createLearners();
  const known = new Map<number, { readonly quota: Quota; tokens: TokenSource; calls: number }>();

  function partsOf(portalId: number) {
    const parts = known.get(portalId) ?? { quota: createQuota(limits), tokens: tokensOf(portalId), calls: 0 };
    known.set(portalId, parts);
    return parts;
  }

  function tokenStoreOf(portalId: number): TokenStore {
    let begunAt = 0;
    return {
      async load() {
        const sealed = (await findPortal(db, portalId))?.tokens;
        if (!sealed) throw new Error(`Portal ${portalId} has no tokens: it is not installed.`);
        return {
          accessToken: openToken(cipher, portalId, sealed.access),
          refreshToken: openToken(cipher, portalId, sealed.refresh),
          expiresAt: sealed.expiresAt,
        };
      },
      async begin() {
        begunAt = clock.now();
        return beginRefresh(db, { portalId, now: begunAt, forMs: REFRESH_MS });
      },
      async save(tokens, replaced) {
        await updatePortal(db, portalId, {
          tokens: sealTokens(cipher, portalId, tokens),
          ...(replaced !== undefined && { formerRefresh: cipher.seal(portalId, replaced) }),
        });
      },
      giveUp: (answered) => endRefresh(db, { portalId, begunAt, answered }),
    };
  }

  function tokensOf(portalId: number): TokenSource {
    return createTokenSource({ clock, refresh: oauth.refreshTokens, store: tokenStoreOf(portalId) });
  }

  function clientOf(
    portalId: number,
    held?: { readonly lease: Lease; readonly signal: AbortSignal; readonly portal: Portal },
  ): PortalClient {
    const parts = partsOf(portalId);
    return createPortalClient({
      portalId,
      apiUrl,
      quota: parts.quota,
      tokens: parts.tokens,
      log,
      ...(limits?.answerMs && { timeoutMs: limits.answerMs }),
      onCall: ({ route, code, ms, waitedMs }) => {
        parts.calls++;
        metrics.hubspotCalls.inc({ route, code });
        metrics.hubspotSeconds.observe({ route }, ms / 1000);
        if (held !== undefined) metrics.quotaWaitSeconds.observe({ portal: classOf(held.portal) }, waitedMs / 1000);
      },
      ...(held && { beforeCall: held.lease.assertHeld, signal: held.signal }),
    });
  }

  async function settingsOf(portal: Portal): Promise<RipenSettings> {
    const { portalId, timeZone } = portal;
    const settingsBy = async (version: number) => {
      const compiled = await models.compiled(portalId, version, timeZone ?? undefined);
      return ripenSettingsOf(portal, compiled, referenceData, await models.takesUp(portalId, version));
    };
    const version = portal.modelVersion ?? 0;
    const [settings, ramp] = [await settingsBy(version), await models.ramp(portalId, version)];
    return ramp === null ? settings : onTrial(settings, ramp, await settingsBy(ramp.from));
  }

  function renewTokens(portalId: number): void {
    const parts = known.get(portalId);
    if (parts !== undefined) parts.tokens = tokensOf(portalId);
  }

  return {
    async open(portal, lease, signal) {
      const { portalId } = portal;
      return {
        portalId,
        db,
        hubspot: clientOf(portalId, { lease, signal, portal }),
        lease: lease.holder,
        goOn() {
          signal.throwIfAborted();
          lease.assertHeld();
        },
        portal,
        settings: await settingsOf(portal),
        clock,
        log,
        metrics,
        actions,
        learners,
        keepActivitiesMs,
        calls: () => partsOf(portalId).calls,
      };
    },
    client: (portalId) => clientOf(portalId),
    renewTokens,
    calls: (portalId) => known.get(portalId)?.calls ?? 0,
    stopLearning: learners.stopAll,
  };
}

/** The class of a portal in metrics: the first reading uses all of its quota, later work little. */
const classOf = ({ backfill }: Portal): string => (backfill === null ? 'first_reading' : 'read');
