import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { startWorld } from '../demo/world.ts';
import { createClock } from '../sandbox/clock.ts';
import { loadSample } from '../sandbox/sample/sample.ts';
import { DEFAULT_MODEL } from '../src/domain/model/default-model.ts';
import { createLog } from '../src/operation/log.ts';
import type { Db } from '../src/store/transaction.ts';
import { readSettings } from '../src/use-cases/portals/settings/read-settings.ts';
import { copyBase } from './support/copy-base.ts';
import { machine } from './support/measure.ts';

/*
 * How long the overview and the work lists of the app's page take in an account of so many
 * contacts: those of the sample, onboarded as usual and then copied with all that is told of them.
 * Median of three, and each of its statements by itself.
 *
 *   npm exec -- node bench/overview.ts [contacts, default 100000]
 */

const CONTACTS = Number(process.argv[2] ?? 100_000);
const ROUNDS = 3;

const dataDir = await mkdtemp(path.join(os.tmpdir(), 'ripen-bench-'));
const world = await startWorld({
  database: { dataDir },
  log: createLog('warn'),
  sandbox: { clock: createClock(Date.UTC(2026, 10, 16, 9), 'frozen') },
});
try {
  const { sandbox, app, install, settled } = world;
  loadSample(sandbox.portal());
  await install();
  await settled();
  const { db } = app.database;
  const portalId = sandbox.portal().settings.id;
  await copyBase(db, CONTACTS);
  await sql`vacuum analyze`.execute(db);
  console.log(`${machine()}; ${CONTACTS} contacts, medians of ${ROUNDS}`);
  const statements = new Map<string, number[]>();
  const context = { db: timed(db, statements), clock: sandbox.clock, model: async () => DEFAULT_MODEL };
  const all: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now();
    const { state } = await readSettings(context, portalId);
    if (state !== 'ok') throw new Error(state);
    all.push(performance.now() - began);
  }
  console.log(`overview: ${median(all)} ms`);
  for (const [text, of] of [...statements].sort((a, b) => median(b[1]) - median(a[1])).slice(0, 12))
    console.log(`  ${median(of)} ms: ${text}`);
} finally {
  await world.close();
  await rm(dataDir, { recursive: true, force: true });
}

/** Notes how long each statement takes, by its beginning. */
function timed(db: Db, found: Map<string, number[]>): Db {
  const begun = new WeakMap<object, { readonly text: string; readonly at: number }>();
  return db.withPlugin({
    transformQuery: ({ node, queryId }) => {
      const text = 'sqlFragments' in node ? node.sqlFragments.join('?') : node.kind;
      begun.set(queryId, { text: text.replaceAll(/\s+/g, ' ').trim().slice(0, 110), at: performance.now() });
      return node;
    },
    transformResult: async ({ queryId, result }) => {
      const { text, at } = begun.get(queryId)!;
      found.set(text, [...(found.get(text) ?? []), performance.now() - at]);
      return result;
    },
  });
}

function median(of: readonly number[]): number {
  return Math.round(of.toSorted((a, b) => a - b)[of.length >> 1]!);
}
