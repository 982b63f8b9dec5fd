import type { Logger } from 'pino';
import { DEFAULT_MODEL } from '../../domain/model/default-model.ts';
import type { Model } from '../../domain/model/model.ts';
import type { OAuth, StoredTokens } from '../../hubspot/auth/oauth.ts';
import type { TokenCipher } from '../../operation/token-cipher.ts';
import { putEditor } from '../../store/portals/editors.ts';
import { addModel } from '../../store/portals/models.ts';
import { findPortal, type SealedTokens, storeInstalledPortal, updatePortal } from '../../store/portals/portals.ts';
import { type Db, inTransaction } from '../../store/transaction.ts';
import { retryDueDeadLetters } from '../../store/work/dead-letters.ts';
import { addJobs } from '../../store/work/jobs.ts';
import { newBackfill } from './backfill-contacts.ts';

/** What the use cases around a portal's grant have at hand. */
export type GrantContext = {
  readonly db: Db;
  readonly oauth: OAuth;
  readonly cipher: TokenCipher;
  readonly clock: { now(): number };
  readonly log: Logger;
  /** the portal has other tokens: those that this process remembers are old */
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

/**
 * Commits that a portal has a grant (again): its tokens, its first model, and the work that begins
 * with it. What was sealed is read by us again, and all of it anew from HubSpot, which told us
 * nothing meanwhile.
 */
export async function connectPortal(
  db: Db,
  grant: {
    readonly portalId: number;
    readonly scopes: readonly string[];
    readonly tokens: SealedTokens;
    readonly now: number;
    readonly firstModel?: Model | undefined;
    /** the HubSpot user who installed; absent: nobody did anything */
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
    // Who may install may change the model.
    if (grant.userId !== undefined)
      await putEditor(trx, portalId, { userId: grant.userId, name: `user ${grant.userId}`, at: now, by: null });
    const provision = { kind: 'provision', key: '', payload: null, runAt: now } as const;
    const backfill = { kind: 'backfill', key: '', payload: newBackfill(now), runAt: now } as const;
    // An installing portal is read when it is provisioned; an active one may have missed something
    // while it had no grant.
    const missed = portal.status === 'active' && before !== null && before.grant !== null;
    await addJobs(trx, { portalId, jobs: missed ? [provision, backfill] : [provision], ifPresent: 'replace' });
    await retryDueDeadLetters(trx, { portalId, now, mended: 'consented' });
  });
}
