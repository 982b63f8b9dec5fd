import type { OAuth } from '../../hubspot/auth/oauth.ts';
import type { PortalClient } from '../../hubspot/portal-client.ts';
import { isHubspotError } from '../../hubspot/transport/errors.ts';
import type { TokenCipher } from '../../operation/token-cipher.ts';
import { erasePortal, type Portal } from '../../store/portals/portals.ts';
import { type Db, inTransaction } from '../../store/transaction.ts';

/**
 * Disconnects a portal because the operator or its user asks for it. HubSpot removes the app from
 * the account, then the grant is revoked, then the data are erased at once. Erasing comes last,
 * since the tokens are needed before. It is safe to repeat, also after a crash in between. Throws
 * when HubSpot cannot be reached. False: the portal is unknown.
 */
export async function disconnectPortal(
  {
    db,
    hubspot,
    oauth,
    cipher,
    clock,
  }: {
    readonly db: Db;
    readonly hubspot: Pick<PortalClient, 'uninstall'>;
    readonly oauth: Pick<OAuth, 'revoke'>;
    readonly cipher: TokenCipher;
    readonly clock: { now(): number };
  },
  { portalId, tokens }: Portal,
): Promise<boolean> {
  try {
    await hubspot.uninstall();
  } catch (error) {
    if (!isHubspotError(error, 'grant_dead', 'unauthorized')) throw error;
  }
  if (tokens !== null) await oauth.revoke(cipher.open(portalId, tokens.refresh));
  return inTransaction(db, (trx) => erasePortal(trx, portalId, clock.now()));
}
