import type { Sandbox } from '../../../sandbox/sandbox.ts';

/** What a server process reads from its environment, beside a sandbox portal. */
export const serverSettings = (
  { app, url }: Pick<Sandbox, 'app' | 'url'>,
  { port, publicUrl, databaseUrl }: { readonly port: number; readonly publicUrl: string; readonly databaseUrl: string },
): Record<string, string> => ({
  PORT: `${port}`,
  PUBLIC_URL: publicUrl,
  DATABASE_URL: databaseUrl,
  HUBSPOT_CLIENT_ID: app.clientId,
  HUBSPOT_CLIENT_SECRET: app.clientSecret,
  HUBSPOT_APP_ID: `${app.appId}`,
  HUBSPOT_API_URL: url,
  HUBSPOT_APP_URL: url,
  ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
});
