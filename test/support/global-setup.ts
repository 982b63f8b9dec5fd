import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { startTestServer, type TestServer } from './database/database.ts';
import { IN_MEMORY } from './database/memory-folder.ts';
import { removeLeftovers } from './database/memory-leftovers.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgres: TestServer['connection'];
    /** for what test files of one run share */
    runFolder: string;
  }
}

/**
 * One real PostgreSQL for the whole run (vitest's globalSetup); the tests reach it through
 * `freshDatabase`.
 */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  await removeLeftovers(IN_MEMORY);
  const server = await startTestServer();
  provide('postgres', server.connection);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'ripen-run-'));
  provide('runFolder', folder);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  };
}
