import { readFileSync } from 'node:fs';
import { type Kysely, sql } from 'kysely';
import { MANIFEST } from '../../app-manifest/manifest.ts';
import { startApp } from '../../src/app/app.ts';
import { readConfig } from '../../src/app/config.ts';
import { createLog } from '../../src/operation/log.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { FAST } from './fast-limits.ts';

/*
 * What startAppProcess runs: the app on a clock that stands still until it is set, so that two runs
 * can be compared.
 */

const read = readConfig(process.env);
if (read.outcome === 'invalid') throw new Error(read.problems.join('\n'));
const clockFile = process.env['APP_CLOCK_FILE'] ?? '';
/** A version to come: it adds to the tables, and the migration ends when the test lets it. */
const { APP_LATER_LOCK } = process.env;
if (APP_LATER_LOCK !== undefined)
  Object.assign(migrations, {
    '9999-later': {
      up: (db: Kysely<unknown>) =>
        sql
          .raw(`create table later (portal_id bigint primary key); alter table contact add column later text;
            select pg_advisory_xact_lock(${Number(APP_LATER_LOCK)})`)
          .execute(db),
    },
  });
/** Calls within a second, and how long a lease lasts, where a test asks for others. */
const { APP_CALLS = FAST.general.cap, APP_LEASE_MS } = process.env;
const { worker } = await startApp(read.config, {
  log: createLog('silent'),
  manifest: MANIFEST,
  clock: { now: () => Number(readFileSync(clockFile, 'utf8')) },
  limits: { ...FAST, general: { ...FAST.general, cap: Number(APP_CALLS) } },
  debounceMs: 0,
  // A lease outlasts any pause of a busy machine: whoever kills this program ends its lease.
  terms: { quietMs: 1_100, pollMs: 100, ...(APP_LEASE_MS !== undefined && { leaseMs: Number(APP_LEASE_MS) }) },
});
console.log(worker.holder);
