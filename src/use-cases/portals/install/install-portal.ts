import type { ExchangeOutcome } from '../../../hubspot/auth/oauth.ts';
import { troubleOf } from '../../../postgres/trouble.ts';
import { wherePortalIs } from '../move/where-portal-is.ts';
import { connectPortal, type GrantContext, sealTokens } from './connect-portal.ts';

export type InstallOutcome =
  | { readonly outcome: 'installed'; readonly portalId: number }
  /** it moves to another database, and that takes longer than a browser waits */
  | { readonly outcome: 'moving' }
  | Exclude<ExchangeOutcome, { readonly outcome: 'granted' }>;

/** HubSpot and the browser wait about 15 s for an answer. */
const MOVE_MS = 8_000;

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
  try {
    await wherePortalIs(
      context.siteOf,
      portalId,
      async ({ db, renewTokens }) => {
        await connectPortal(db, { portalId, scopes, tokens, now, firstModel, userId });
        renewTokens(portalId);
      },
      MOVE_MS,
    );
  } catch (error) {
    if (troubleOf(error) === 'moved') return { outcome: 'moving' };
    throw error;
  }
  log.info({ portalId }, 'Installed');
  return { outcome: 'installed', portalId };
}
