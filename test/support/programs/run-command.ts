import { execFile } from 'node:child_process';
import type { Command } from '../../../cli/command.ts';
import type { World } from '../../../demo/world.ts';

export type Ran = { readonly code: number; readonly said: string; readonly complained: string };

/**
 * Runs one of the operator's commands to its end, in this process: beside the app of a world, or
 * without any setting of one.
 */
export async function runCommand(world: World | null, command: Command, ...args: readonly string[]): Promise<Ran> {
  const [said, complained]: [string[], string[]] = [[], []];
  const code = await command(args, {
    env: { ...process.env, ...(world !== null && settingsOf(world)) },
    print: (text) => void said.push(text),
    tell: (text) => void complained.push(text),
  });
  return { code, said: said.join('\n').trim(), complained: complained.join('\n').trim() };
}

/** Runs a command as the program that it is. That takes most of a second: once for each command. */
export function runProgram(file: string, ...args: readonly string[]): Promise<Ran> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [file, ...args], (error, said, complained) => {
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
