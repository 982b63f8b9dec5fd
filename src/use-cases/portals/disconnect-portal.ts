import type { OAuth } from '../../hubspot/auth/oauth.ts';
import type { PortalClient } from '../../hubspot/portal-client.ts';
import { isHubspotError } from '../../hubspot/transport/errors.ts';
import type { TokenCipher } from '../../operation/token-cipher.ts';
import { erasePortal, type Portal } from '../../store/portals/portals.ts';
import { type Db, inTransaction } from '../../store/transaction.ts';

/**
 * Disconnects a portal because we or its user ask for it: HubSpot removes the app from the account,
 * the grant is revoked, and then the data go, at once. In this order, since without tokens HubSpot
 * could not be told any more. Safe to repeat, also after a crash in between: without a grant there
 * is nothing left to tell HubSpot. Throws when HubSpot cannot be reached.
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
