import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { freePort } from '../../../demo/world.ts';
import { createClock } from '../../../sandbox/clock.ts';
import type { Sandbox } from '../../../sandbox/sandbox.ts';
import { startSandbox } from '../../../sandbox/start-sandbox.ts';
import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from '../../../src/app/scopes.ts';
import { DEFAULT_MODEL } from '../../../src/domain/model/default-model.ts';
import { connectDatabase, type Database } from '../../../src/store/database.ts';
import { storeHealth } from '../../../src/store/work/health.ts';
import { webhookSubscriptions } from '../../../src/use-cases/webhooks/webhook-subscriptions.ts';
import { type OwnPostgres, startOwnPostgres } from '../database/own-postgres.ts';
import { silent } from '../log.ts';
import { until } from '../until.ts';
import { START } from '../world.ts';
import { type AppProcess, startAppProcess } from './app-process.ts';
import { openDoor } from './door.ts';
import { serverSettings } from './server-settings.ts';
import { openWire } from './wire.ts';

/** One of the processes: the app, and its own way to the database, which can be cut. */
export type Member = {
  readonly app: AppProcess;
  readonly cut: () => void;
  readonly heal: () => void;
};

export type Processes = {
  readonly sandbox: Sandbox;
  readonly publicUrl: string;
  readonly database: Database;
  /** their database's server, which nobody else uses */
  readonly server: OwnPostgres;
  /** the one that has a portal in hand now, or had it last; null: it is gone */
  readonly holder: () => Promise<Member | null>;
  /** starts one more; `later`: of a version to come, whose migration waits for that lock */
  readonly start: (later?: number) => Promise<void>;
  readonly drained: () => Promise<void>;
};

/** HubSpot repeats for a day; here that day outlasts any start on a busy machine. */
const RETRY_DELAYS_MS = Array.from({ length: 200 }, (_, tries) => Math.min(5_000, 200 * 2 ** tries));
/** Short, so that a test waits seconds for a takeover; losing it for slowness is harmless. */
const LEASE_MS = 3_000;
const WINDOW_MS = 1_000;

/** A sandbox portal, and `count` processes of the app on one database behind one address. */
export async function processesWorld(count: number, { calls }: { readonly calls: number }): Promise<Processes> {
  const server = await startOwnPostgres();
  const ports: number[] = [];
  const door = await openDoor(() => ports);
  const publicUrl = `http://127.0.0.1:${door.port}`;
  const clock = createClock(START, 'frozen');
  const sandbox = await startSandbox({
    clock,
    rate: { max: calls, windowMs: WINDOW_MS, searchMax: 5, searchWindowMs: 100 },
    app: { requiredScopes: [...REQUIRED_SCOPES], optionalScopes: [...OPTIONAL_SCOPES] },
    webhooks: {
      targetUrl: `${publicUrl}/webhooks/hubspot`,
      subscriptions: webhookSubscriptions(DEFAULT_MODEL),
      retryDelaysMs: RETRY_DELAYS_MS,
    },
  });
  const database = await connectDatabase({ connectionString: server.url }, silent);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ripen-clock-'));
  const clockFile = path.join(folder, 'now');
  writeFileSync(clockFile, `${clock.now()}`);
  const members: Member[] = [];

  async function start(later?: number): Promise<Member> {
    const [port, wire] = [await freePort(), await openWire(server.connection.host)];
    const own = new URL(server.url);
    own.search = '';
    own.host = `127.0.0.1:${wire.port}`;
    const app = await startAppProcess(
      {
        ...serverSettings(sandbox, { port, publicUrl, databaseUrl: own.href }),
        APP_CALLS: `${calls}`,
        APP_LEASE_MS: `${LEASE_MS}`,
        ...(later !== undefined && { APP_LATER_LOCK: `${later}` }),
      },
      clockFile,
    );
    // The door is told who stands still: by a deadline it would take a slow answer for none, and
    // send what may be sent once to another.
    const enter = () => void ports.push(port);
    const leave = () => void ports.splice(ports.indexOf(port), 1);
    const pause = () => {
      leave();
      app.pause();
    };
    const resume = () => {
      app.resume();
      enter();
    };
    const kill = async () => {
      leave();
      members.splice(members.indexOf(member), 1);
      await app.kill();
      wire.close();
    };
    enter();
    const member: Member = { app: { ...app, pause, resume, kill }, cut: wire.cut, heal: wire.heal };
    members.push(member);
    return member;
  }
  onTestFinished(async () => {
    await Promise.all([...members].map(({ app }) => app.kill()));
    door.close();
    await database.close();
    await sandbox.close();
    await server.close();
    rmSync(folder, { recursive: true });
  });
  await Promise.all(Array.from({ length: count }, () => start()));
  return {
    sandbox,
    publicUrl,
    database,
    server,
    async holder() {
      const { rows } = await database.pool.query<{ holder: string | null }>(
        'select lease_holder as holder from portal',
      );
      return members.find(({ app }) => app.holder === rows[0]?.holder) ?? null;
    },
    start: (later) => start(later).then(() => undefined),
    async drained() {
      await sandbox.webhooks.idle();
      await until('nothing is left to do', async () => {
        // Whoever was in hand in two crashes rests for seconds, and the clock stands still.
        await database.pool.query(
          'update contact set run_at = $1 where run_at > $1 and lease is null and attempts > 0 and crashes > 0',
          [clock.now()],
        );
        const { active, waiting } = await storeHealth(database.db, clock.now());
        return active === 1 && Object.values(waiting).every((left) => left === 0);
      });
    },
  };
}
