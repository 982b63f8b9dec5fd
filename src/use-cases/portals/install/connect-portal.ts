import type { Logger } from 'pino';
import { DEFAULT_MODEL } from '../../../domain/model/default-model.ts';
import type { Model } from '../../../domain/model/model.ts';
import type { OAuth, StoredTokens } from '../../../hubspot/auth/oauth.ts';
import { HubspotError } from '../../../hubspot/transport/errors.ts';
import { SealedByAnother, type TokenCipher } from '../../../operation/token-cipher.ts';
import { putEditor } from '../../../store/portals/editors.ts';
import { addModel } from '../../../store/portals/models.ts';
import { findPortal, type SealedTokens, storeInstalledPortal, updatePortal } from '../../../store/portals/portals.ts';
import { type Db, inTransaction } from '../../../store/transaction.ts';
import { retryDueDeadLetters } from '../../../store/work/dead-letters.ts';
import { addJobs } from '../../../store/work/jobs.ts';
import { newBackfill } from '../read/backfill-contacts.ts';

/** What the use cases around a portal's grant need. */
export type GrantContext = {
  readonly db: Db;
  readonly oauth: OAuth;
  readonly cipher: TokenCipher;
  readonly clock: { now(): number };
  readonly log: Logger;
  /** tells this process that the tokens which it remembers for the portal are old */
  readonly renewTokens: (portalId: number) => void;
  /** the model that a new portal begins with; absent: the default one */
  readonly firstModel?: Model | undefined;
};

export const sealTokens = (
  cipher: TokenCipher,
  portalId: number,
  { accessToken, refreshToken, expiresAt }: StoredTokens,
): SealedTokens => ({
  access: cipher.seal(portalId, accessToken),
  refresh: cipher.seal(portalId, refreshToken),
  expiresAt,
});

/** Opens a token. HubspotError `misconfigured`: this process has not the key that sealed it. */
export function openToken(cipher: TokenCipher, portalId: number, sealed: Buffer): string {
  try {
    return cipher.open(portalId, sealed);
  } catch (error) {
    if (!(error instanceof SealedByAnother)) throw error;
    throw new HubspotError({ code: 'misconfigured' }, { route: 'oauth.tokens', detail: error.message });
  }
}

/**
 * Commits that a portal has a grant (again): its tokens, its first model, and the first jobs. A
 * sealed portal is unsealed, and everything is read from HubSpot again, since HubSpot sent nothing
 * in the meantime.
 */
export async function connectPortal(
  db: Db,
  grant: {
    readonly portalId: number;
    readonly scopes: readonly string[];
    readonly tokens: SealedTokens;
    readonly now: number;
    readonly firstModel?: Model | undefined;
    /** the HubSpot user who installed; absent: the grant came back by itself */
    readonly userId?: number | undefined;
  },
): Promise<void> {
  const { portalId, now, firstModel = DEFAULT_MODEL } = grant;
  await inTransaction(db, async (trx) => {
    const before = await findPortal(trx, portalId);
    const portal = await storeInstalledPortal(trx, grant);
    if (portal.modelVersion === null) {
      const version = await addModel(trx, { portalId, document: firstModel, now });
      if (typeof version === 'number') await updatePortal(trx, portalId, { modelVersion: version });
    }
    // Whoever may install Ripen may change the model.
    if (grant.userId !== undefined)
      await putEditor(trx, portalId, { userId: grant.userId, name: `user ${grant.userId}`, at: now, by: null });
    const provision = { kind: 'provision', key: '', payload: null, runAt: now } as const;
    const backfill = { kind: 'backfill', key: '', payload: newBackfill(now), runAt: now } as const;
    // Provisioning begins the backfill of an installing portal. An active one needs it here, since
    // it may have missed news while it had no grant.
    const missed = portal.status === 'active' && before !== null && before.grant !== null;
    await addJobs(trx, { portalId, jobs: missed ? [provision, backfill] : [provision], ifPresent: 'replace' });
    await retryDueDeadLetters(trx, { portalId, now, mended: 'consented' });
  });
}
