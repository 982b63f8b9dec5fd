import { execFile } from 'node:child_process';
import type { World } from '../../demo/world.ts';

export type Ran = { readonly code: number; readonly said: string; readonly complained: string };

/**
 * Runs one of the operator's commands to its end: beside the app of a world, or without any
 * setting.
 */
export function runCommand(world: World | null, file: string, ...args: string[]): Promise<Ran> {
  const env = { ...process.env, ...(world !== null && settingsOf(world)) };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [file, ...args], { env }, (error, said, complained) => {
      const code = error?.code ?? 0;
      if (typeof code === 'number') resolve({ code, said: said.trim(), complained: complained.trim() });
      else reject(error);
    });
  });
}

/** What the app's programs read from the environment. */
export const settingsOf = ({ config }: World): Record<string, string> => ({
  DATABASE_URL: 'databaseUrl' in config.database ? config.database.databaseUrl : '',
  DATABASES: [...config.databases].map(([name, url]) => `${name}=${url}`).join(' '),
  HUBSPOT_CLIENT_ID: config.hubspot.clientId,
  HUBSPOT_CLIENT_SECRET: config.hubspot.clientSecret,
  HUBSPOT_APP_ID: `${config.hubspot.appId}`,
  HUBSPOT_API_URL: config.hubspot.apiUrl,
  ENCRYPTION_KEY: config.encryptionKey.toString('base64'),
  ENCRYPTION_KEY_BEFORE: config.encryptionKeyBefore?.toString('base64') ?? '',
  NODE_ENV: 'test',
});
