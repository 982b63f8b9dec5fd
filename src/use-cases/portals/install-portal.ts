type Tokens = { readonly accessToken: string; readonly refreshToken: string; readonly expiresAt: number };

export type InstallOutcome =
  | { readonly outcome: 'installed'; readonly portalId: number }
  | { readonly outcome: 'bad_code' | 'misconfigured' | 'unavailable'; readonly reason: string };

export type InstallPorts = {
  readonly exchangeCode: (code: string) => Promise<
    | {
        readonly outcome: 'granted';
        readonly portalId: number;
        readonly scopes: readonly string[];
        readonly tokens: Tokens;
      }
    | { readonly outcome: 'bad_code' | 'misconfigured' | 'unavailable'; readonly reason: string }
  >;
  /**
   * commits the portal, its tokens (sealed), its first model and the job that provisions it,
   * together
   */
  readonly store: (portal: {
    readonly portalId: number;
    readonly scopes: readonly string[];
    readonly tokens: Tokens;
    readonly now: number;
  }) => Promise<void>;
};

/**
 * Installs, or installs again: a portal that consents anew keeps its contacts and gets whatever is
 * missing.
 */
export async function installPortal(
  { exchangeCode, store }: InstallPorts,
  code: string,
  now: number,
): Promise<InstallOutcome> {
  const exchange = await exchangeCode(code);
  if (exchange.outcome !== 'granted') return exchange;
  const { portalId, scopes, tokens } = exchange;
  await store({ portalId, scopes, tokens, now });
  return { outcome: 'installed', portalId };
}
