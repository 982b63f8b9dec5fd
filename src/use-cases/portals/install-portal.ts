import type { ExchangeOutcome } from '../../hubspot/auth/oauth.ts';
import { connectPortal, type GrantContext, sealTokens } from './connect-portal.ts';

export type InstallOutcome =
  | { readonly outcome: 'installed'; readonly portalId: number }
  | Exclude<ExchangeOutcome, { readonly outcome: 'granted' }>;

/**
 * Installs Ripen in a portal. Installed again, the portal keeps its contacts and gets what is
 * missing.
 */
export async function installPortal(
  context: Omit<GrantContext, 'db' | 'renewTokens'> & {
    /** where the portal is, or is to be */
    readonly siteOf: (portalId: number) => Promise<Pick<GrantContext, 'db' | 'renewTokens'>>;
  },
  { code, redirectUri }: { readonly code: string; readonly redirectUri: string },
): Promise<InstallOutcome> {
  const { oauth, cipher, clock, log, firstModel } = context;
  const now = clock.now();
  const exchange = await oauth.exchangeCode(code, redirectUri);
  if (exchange.outcome !== 'granted') return exchange;
  const { portalId, scopes, userId } = exchange;
  const tokens = sealTokens(cipher, portalId, exchange.tokens);
  const { db, renewTokens } = await context.siteOf(portalId);
  await connectPortal(db, { portalId, scopes, tokens, now, firstModel, userId });
  renewTokens(portalId);
  log.info({ portalId }, 'Installed');
  return { outcome: 'installed', portalId };
}
