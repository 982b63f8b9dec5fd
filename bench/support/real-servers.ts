import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { freePort, installAsABrowser } from '../../demo/world.ts';
import { loadSample } from '../../sandbox/sample/sample.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { startSandbox } from '../../sandbox/start-sandbox.ts';
import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from '../../src/app/scopes.ts';
import { DEFAULT_MODEL } from '../../src/domain/model/default-model.ts';
import { webhookSubscriptions } from '../../src/use-cases/webhooks/webhook-subscriptions.ts';
import { startOwnPostgres } from '../../test/support/database/own-postgres.ts';
import { openDoor } from '../../test/support/programs/door.ts';
import { type MainProcess, startMain } from '../../test/support/programs/main-process.ts';
import { serverSettings } from '../../test/support/programs/server-settings.ts';

const TOKEN = 'the-token-of-the-operator';

/**
 * Ripen as an operator runs it, on the real clock: `count` processes of `npm start` behind one
 * address, on a PostgreSQL of their own, before a sandbox portal. Its contacts are read already
 * (`load` puts them there; the sample, unless told).
 */
export async function realServers(
  count: number,
  load: (sandbox: Sandbox) => void = (sandbox) => void loadSample(sandbox.portal()),
) {
  // On the disk, and as durable as an operator's.
  const folder = await mkdtemp(path.join(os.tmpdir(), 'ripen-bench-'));
  const server = await startOwnPostgres(folder, ['shared_buffers=128MB']);
  const ports = await Promise.all(Array.from({ length: count }, freePort));
  const door = await openDoor(() => ports);
  const publicUrl = `http://127.0.0.1:${count === 1 ? ports[0] : door.port}`;
  const sandbox = await startSandbox({
    app: { requiredScopes: [...REQUIRED_SCOPES], optionalScopes: [...OPTIONAL_SCOPES] },
    webhooks: { targetUrl: `${publicUrl}/webhooks/hubspot`, subscriptions: webhookSubscriptions(DEFAULT_MODEL) },
  });
  load(sandbox);
  const processes: MainProcess[] = [];
  const pool = new pg.Pool({ ...server.connection, max: 1, application_name: 'bench' });
  const close = async () => {
    for (const process of processes) process.signal('SIGTERM');
    await Promise.all(processes.map(({ ended }) => ended));
    door.close();
    await pool.end();
    await sandbox.close();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  };
  /** the metrics of the first process, by name; labels are left out */
  async function metrics(): Promise<ReadonlyMap<string, number>> {
    const headers = { authorization: `Bearer ${TOKEN}` };
    const text = await (await fetch(`http://127.0.0.1:${ports[0]}/metrics`, { headers })).text();
    return new Map([...text.matchAll(/^([a-z_]+) (\S+)$/gm)].map(([, name, value]) => [name!, Number(value)]));
  }
  let reading = { seconds: 0, cpuSeconds: 0 };
  try {
    for (const port of ports)
      processes.push(
        await startMain({
          ...serverSettings(sandbox, { port, publicUrl, databaseUrl: server.url }),
          OPERATOR_TOKEN: TOKEN,
          LOG_LEVEL: 'info',
        }),
      );
    const before = await metrics();
    const began = performance.now();
    await installAsABrowser(publicUrl);
    const isRead = async () => {
      const { rows } = await pool.query<{ done: boolean }>(`
        select backfill is not null and not exists (
          select from contact where evaluated is null or run_at <= extract(epoch from now()) * 1000) as done
        from portal`);
      return rows[0]!.done;
    };
    while (!(await isRead())) await delay(250);
    const after = await metrics();
    const cpu = (of: ReadonlyMap<string, number>) => of.get('process_cpu_seconds_total') ?? Number.NaN;
    reading = { seconds: (performance.now() - began) / 1000, cpuSeconds: cpu(after) - cpu(before) };
  } catch (error) {
    await close();
    throw error;
  }
  return {
    sandbox,
    pool,
    close,
    publicUrl,
    databaseUrl: server.url,
    /** below which the database lies, for `serverMs` */
    folder,
    metrics,
    /** what the first reading took, of the first process too */
    reading,
  };
}

export type Servers = Awaited<ReturnType<typeof realServers>>;
