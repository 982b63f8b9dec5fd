import type { Logger } from 'pino';
import { type CompiledModel, compileModel } from './domain/compile.ts';
import { parseModel } from './domain/model.ts';
import { propertiesRead } from './domain/reads.ts';
import type { OAuth } from './hubspot/oauth.ts';
import { createPortalClient, type PortalClient } from './hubspot/portal-client.ts';
import { createQuota, type Quota, type QuotaLimits } from './hubspot/quota.ts';
import { createTokenSource, type TokenSource } from './hubspot/token-source.ts';
import { mailLists } from './mail-lists.ts';
import type { Metrics } from './metrics.ts';
import { findModel } from './store/models.ts';
import { disconnectPortal, findPortal, type Portal, updatePortal } from './store/portals.ts';
import type { Db } from './store/transaction.ts';
import type { TokenCipher } from './token-cipher.ts';
import type { RipenSettings } from './use-cases/judge-contact.ts';
import type { Account } from './use-cases/provision-portal.ts';
import type { Lease } from './worker/lease.ts';
import { type ServeOutcome, servePortal } from './worker/serve-portal.ts';

export type PortalsOptions = {
  readonly db: Db;
  readonly oauth: OAuth;
  readonly cipher: TokenCipher;
  readonly apiUrl: string;
  readonly clock: { now(): number };
  readonly log: Logger;
  readonly metrics: Metrics;
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
  readonly model: (portalId: number, version: number) => Promise<CompiledModel>;
  /** the portal was installed again: what is known of its tokens is old, while its quota goes on */
  readonly renewTokens: (portalId: number) => void;
  /** calls made for a portal since this process started */
  readonly calls: (portalId: number) => number;
};

/** What must be one per portal and process: its quota and its tokens. And the models, compiled once per version. */
export function portalsInHand(options: PortalsOptions): PortalsInHand {
  const { db, oauth, cipher, apiUrl, clock, log, metrics, limits } = options;
  const known = new Map<number, { readonly quota: Quota; tokens: TokenSource; calls: number }>();
  const models = new Map<string, CompiledModel>();

  function partsOf(portalId: number) {
    const parts = known.get(portalId) ?? { quota: createQuota(limits), tokens: tokensOf(portalId), calls: 0 };
    known.set(portalId, parts);
    return parts;
  }

  function tokensOf(portalId: number): TokenSource {
    return createTokenSource({
      clock,
      refresh: oauth.refreshTokens,
      store: {
        async load() {
          const sealed = (await findPortal(db, portalId))?.tokens;
          if (!sealed) throw new Error(`Portal ${portalId} has no tokens: it is not installed.`);
          return {
            accessToken: cipher.open(portalId, sealed.access),
            refreshToken: cipher.open(portalId, sealed.refresh),
            expiresAt: sealed.expiresAt,
          };
        },
        async save({ accessToken, refreshToken, expiresAt }) {
          await updatePortal(db, portalId, {
            tokens: {
              access: cipher.seal(portalId, accessToken),
              refresh: cipher.seal(portalId, refreshToken),
              expiresAt,
            },
          });
        },
      },
    });
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

  async function modelOf(portalId: number, modelVersion: number | null, timeZone?: string): Promise<CompiledModel> {
    const key = `${portalId} ${modelVersion} ${timeZone}`;
    const compiled = models.get(key);
    if (compiled !== undefined) return compiled;
    const parsed = parseModel(await findModel(db, portalId, modelVersion ?? 0));
    if (parsed.outcome === 'invalid')
      throw new Error(`Model ${modelVersion} of portal ${portalId} cannot be used: ${parsed.problems.join('; ')}`);
    const fresh = compileModel({ ...parsed.model, version: modelVersion ?? 0 }, timeZone);
    models.set(key, fresh);
    return fresh;
  }

  async function settingsOf(portal: Portal): Promise<RipenSettings> {
    const compiled = await modelOf(portal.portalId, portal.modelVersion, portal.timeZone ?? undefined);
    const account = portal.account as Partial<Account>;
    return {
      compiled,
      lists: mailLists,
      stageOrder: account.stageOrder ?? [],
      read: {
        properties: propertiesRead(compiled.model),
        dealStages: account.dealStages ?? {},
        searchable: account.contactProperties ?? [],
      },
    };
  }

  return {
    async serve(portalId, lease, turn) {
      const hubspot = clientOf(portalId, { lease, signal: turn.signal });
      for (;;) {
        const portal = await findPortal(db, portalId);
        if (portal === null || portal.status === 'disconnected') return { outcome: 'idle' };
        const session = {
          portalId,
          db,
          hubspot,
          lease,
          portal,
          settings: await settingsOf(portal),
          clock,
          log,
          metrics,
          calls: () => partsOf(portalId).calls,
        };
        const result = await servePortal(session, turn);
        if (result.outcome === 'grant_dead') {
          await disconnectPortal(db, portalId, clock.now());
          known.delete(portalId);
          log.info({ portalId }, 'The account has removed the app: its data are erased');
        }
        if (result.outcome !== 'changed') return result;
      }
    },
    client: (portalId) => clientOf(portalId),
    model: modelOf,
    renewTokens(portalId) {
      const parts = known.get(portalId);
      if (parts !== undefined) parts.tokens = tokensOf(portalId);
    },
    calls: (portalId) => known.get(portalId)?.calls ?? 0,
  };
}
