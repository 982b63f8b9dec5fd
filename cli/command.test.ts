import { afterEach, expect, it, vi } from 'vitest';
import { readConfig } from '../src/app/config.ts';
import { createLog } from '../src/operation/log.ts';
import { runCommand } from '../test/support/programs/run-command.ts';
import { openPlaces, runAsProgram } from './command.ts';
import { modelCommand } from './model.ts';

const { exitCode } = process;
afterEach(() => {
  process.exitCode = exitCode;
});

/** No server listens on the first port. */
const ENV = {
  ...{ DATABASE_URL: 'postgres://127.0.0.1:1/ripen', HUBSPOT_CLIENT_ID: 'a', HUBSPOT_CLIENT_SECRET: 'b' },
  ...{ HUBSPOT_APP_ID: '1', PUBLIC_URL: 'https://x.example', ENCRYPTION_KEY: Buffer.alloc(32).toString('base64') },
};

it('says in a sentence that no database can be opened', async () => {
  const tell = vi.spyOn(console, 'error').mockReturnValue();
  const read = readConfig(ENV);
  if (read.outcome === 'invalid') throw new Error(read.problems.join());

  await runAsProgram(async () => {
    await openPlaces(read.config, createLog('silent'));
    return 0;
  });

  expect(process.exitCode).toBe(1);
  expect(tell.mock.calls).toEqual([[expect.stringMatching(/^The database of DATABASE_URL cannot be used: .*REFUSED/)]]);
});

it('hides no other error', async () => {
  await expect(runAsProgram(() => Promise.reject(new Error('a slip of ours')))).rejects.toThrow('a slip of ours');
});

it.each(['constructor', '__proto__', 'toString'])(
  'knows no command that is called as a member of every object: %s',
  async (name) => {
    const { code, complained } = await runCommand(null, modelCommand, name);

    expect(code).toBeGreaterThan(0);
    expect(complained).toContain(`There is no command "${name}".`);
  },
);
