import type { TestProject } from 'vitest/node';
import { startTestServer, type TestServer } from './database.ts';
import { IN_MEMORY } from './memory-folder.ts';
import { removeLeftovers } from './memory-leftovers.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgres: TestServer['connection'];
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
  return server.stop;
}
