import type { OAuth } from '../../../hubspot/auth/oauth.ts';
import type { PortalClient } from '../../../hubspot/portal-client.ts';
import { isHubspotError } from '../../../hubspot/transport/errors.ts';
import type { TokenCipher } from '../../../operation/token-cipher.ts';
import { erasePortal, type Portal } from '../../../store/portals/portals.ts';
import { type Db, holdPortal, inTransaction } from '../../../store/transaction.ts';
import { wherePortalIs } from '../move/where-portal-is.ts';

/**
 * Disconnects a portal because the operator or its user asks for it. HubSpot removes the app from
 * the account, then the grant is revoked, then the data are erased at once. Erasing comes last,
 * since the tokens are needed before. It is safe to repeat, also after a crash in between. Throws
 * when HubSpot cannot be reached, and before anything is done when the portal moves to another
 * database; if it begins to move meanwhile, it is erased there. False: the portal is unknown.
 */
export async function disconnectPortal(
  {
    dbOf,
    hubspot,
    oauth,
    cipher,
    clock,
  }: {
    /** the database in which a portal is now */
    readonly dbOf: (portalId: number) => Promise<Db>;
    readonly hubspot: Pick<PortalClient, 'uninstall'>;
    readonly oauth: Pick<OAuth, 'revoke'>;
    readonly cipher: TokenCipher;
    readonly clock: { now(): number };
  },
  { portalId, tokens }: Portal,
): Promise<boolean> {
  const db = await dbOf(portalId);
  await inTransaction(db, (trx) => holdPortal(trx, portalId));
  try {
    await hubspot.uninstall();
  } catch (error) {
    if (!isHubspotError(error, 'grant_dead', 'unauthorized')) throw error;
  }
  if (tokens !== null) await oauth.revoke(cipher.open(portalId, tokens.refresh));
  return wherePortalIs(dbOf, portalId, (there) => erasePortal(there, portalId, clock.now()));
}
