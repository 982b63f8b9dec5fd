import net from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { freePort, installAsABrowser } from '../../demo/world.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { startSandbox } from '../../sandbox/start-sandbox.ts';
import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from '../../src/app/scopes.ts';
import { SIGNATURE_HEADERS, signV3 } from '../../src/hubspot/auth/signature.ts';
import { type OwnPostgres, startOwnPostgres } from '../support/database/own-postgres.ts';
import { WHOLE } from '../support/few-of-each.ts';
import { type MainProcess, startMain } from '../support/programs/main-process.ts';
import { serverSettings } from '../support/programs/server-settings.ts';
import { someone } from '../support/someone.ts';
import { until } from '../support/until.ts';

/*
 * The app as a process of its own on a PostgreSQL that fails in every way; both belong to this
 * file.
 */

const CONTACTS = 50;
/** Everyday four fast restarts, four immediate ones and eight terminations; whole, fifty in all. */
const OUTAGES = WHOLE ? 50 : 16;
const SECRET = 'a secret of the app';
/** What a slow machine may add to a deadline. */
const SLACK_MS = 60_000;

let postgres: OwnPostgres;
let sandbox: Sandbox;
let env: Record<string, string>;
let ids: readonly number[];
let app: MainProcess;
let eventId = 1;

beforeAll(async () => {
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  postgres = await startOwnPostgres();
  sandbox = await startSandbox({
    app: {
      clientSecret: SECRET,
      requiredScopes: [...REQUIRED_SCOPES],
      optionalScopes: [...OPTIONAL_SCOPES],
      redirectUrls: [`${publicUrl}/oauth/callback`],
    },
  });
  env = {
    ...serverSettings(sandbox, { port, publicUrl, databaseUrl: postgres.url }),
    // Another server's, of which nothing may reach ours.
    PGHOST: '/nowhere',
    PGPORT: '1',
    PGUSER: 'nobody',
    PGPASSWORD: 'wrong',
    PGDATABASE: 'none',
    PGSSLMODE: 'require',
    PGOPTIONS: '-c search_path=none',
    PGREPLICATION: 'true',
  };
});

afterAll(async () => {
  app.signal('SIGKILL');
  await app.ended;
  await sandbox.close();
  await postgres.close();
});

const ready = () => asked('/health/ready');
const live = () => asked('/health/live');

async function asked(route: string): Promise<{ status: number; ms: number; body: Record<string, unknown> }> {
  const began = performance.now();
  const answer = await fetch(`${env['PUBLIC_URL']}${route}`, { signal: AbortSignal.timeout(120_000) });
  const body = (await answer.json()) as Record<string, unknown>;
  return { status: answer.status, ms: performance.now() - began, body };
}

const isReady = () =>
  ready().then(
    ({ status }) => status === 200,
    () => false,
  );

function events(count: number): readonly { readonly eventId: number }[] {
  return Array.from({ length: count }, () => ({
    eventId: eventId++,
    subscriptionId: 2,
    portalId: sandbox.portal().settings.id,
    appId: sandbox.app.appId,
    occurredAt: Date.now(),
    subscriptionType: 'object.propertyChange',
    objectTypeId: '0-1',
    attemptNumber: 0,
    objectId: ids[eventId % ids.length],
    propertyName: 'jobtitle',
    propertyValue: `Owner ${eventId}`,
    changeSource: 'CRM_UI',
  }));
}

/** A delivery as HubSpot signs it: it gives up after 5 s. Answers the status, 0 for no answer. */
async function deliver(batch: unknown): Promise<number> {
  const url = `${env['PUBLIC_URL']}/webhooks/hubspot`;
  const body = JSON.stringify(batch);
  const timestamp = `${Date.now()}`;
  const headers = {
    [SIGNATURE_HEADERS.v3]: signV3({ method: 'POST', url, rawBody: Buffer.from(body) }, SECRET, timestamp),
    [SIGNATURE_HEADERS.timestamp]: timestamp,
    'content-type': 'application/json',
  };
  const answer = await fetch(url, { method: 'POST', body, headers, signal: AbortSignal.timeout(5_000) }).catch(
    () => null,
  );
  return answer?.status ?? 0;
}

/** Ten deliveries of ten events a second, each repeated until it is acknowledged. */
function startTraffic() {
  const acknowledged: number[] = [];
  const under = new Set<Promise<void>>();
  let refused = 0;
  async function persist(batch: readonly { readonly eventId: number }[]): Promise<void> {
    while ((await deliver(batch)) !== 204) {
      refused++;
      await delay(250);
    }
    acknowledged.push(...batch.map((event) => event.eventId));
  }
  const timer = setInterval(() => {
    const sent = persist(events(10)).finally(() => under.delete(sent));
    under.add(sent);
  }, 100);
  return {
    acknowledged,
    refused: () => refused,
    async stop() {
      clearInterval(timer);
      await Promise.all(under);
    },
  };
}

async function query<Row>(statement: string): Promise<Row[]> {
  const client = new pg.Client(postgres.connection);
  await client.connect();
  return (await client.query(statement).finally(() => client.end())).rows;
}

const drained = () =>
  until(
    'nothing is left to do',
    async () => {
      const [row] = await query<{ left: string }>(
        `select (select count(*) from contact where lease is not null or run_at <= ${Date.now()})
           + (select count(*) from job where lease is not null or run_at <= ${Date.now()}) as left`,
      );
      return Number(row?.left) === 0;
    },
    120_000,
  );

describe('the process', () => {
  it(`db-connection-lost: goes on over ${OUTAGES} restarts and terminations under 100 events a second`, async () => {
    const user = someone(sandbox.url, sandbox.portal().settings.id);
    ids = await Promise.all(
      Array.from({ length: CONTACTS }, async (_, i) =>
        Number(await user.creates({ email: `p${i}@firm.example`, jobtitle: 'Owner' })),
      ),
    );
    app = await startMain(env);
    await installAsABrowser(env['PUBLIC_URL']!);
    await until('the contacts are scored', async () => {
      const [row] = await query<{ n: number }>('select count(*)::int as n from contact where standing is not null');
      return row?.n === CONTACTS;
    });

    const traffic = startTraffic();
    let restarts = 0;
    let terminations = 0;
    let cut = 0;
    while (restarts + terminations < OUTAGES) {
      const before = traffic.acknowledged.length;
      await until('events come in again', () => traffic.acknowledged.length >= before + 50);
      if (terminations < restarts) {
        cut += await postgres.terminate('ripen%');
        terminations++;
      } else {
        await postgres.restart(restarts % 2 === 0 ? 'fast' : 'immediate');
        restarts++;
      }
    }
    await traffic.stop();
    await drained();

    const found = new Set(
      (await query<{ id: string }>('select event_id as id from event')).map(({ id }) => Number(id)),
    );
    const lost = traffic.acknowledged.filter((id) => !found.has(id)).length;
    const [deadLetters] = await query<{ n: number }>('select count(*)::int as n from dead_letter');
    const exits = app.exitCode() === null ? 0 : 1;
    console.log(
      `${restarts} restarts, ${terminations} terminations (${cut} connections), ${traffic.acknowledged.length} events ` +
        `acknowledged, ${traffic.acknowledged.length - lost} found, ${traffic.refused()} deliveries repeated, ${exits} exits`,
    );
    expect({ exits, lost, deadLetters: deadLetters?.n }).toEqual({ exits: 0, lost: 0, deadLetters: 0 });
    expect(restarts + terminations).toBe(OUTAGES);
    expect(traffic.acknowledged.length).toBeGreaterThanOrEqual(50 * OUTAGES);
  });

  it('says of the outages one line a minute with the count, not each of them', () => {
    const loud = app.lines.filter(({ level, variables }) => Number(level) >= 40 && variables === undefined);
    const outages = loud.filter(({ msg }) => msg === 'The database cannot be used');
    const minutes = (Number(app.lines.at(-1)?.['time']) - Number(app.lines[0]?.['time'])) / 60_000;

    expect(outages.length).toBeGreaterThan(0);
    for (const trouble of new Set(outages.map((line) => line['trouble'])))
      expect(outages.filter((line) => line['trouble'] === trouble).length).toBeLessThanOrEqual(2 * (minutes + 1));
    expect(loud.filter((line) => !outages.includes(line))).toEqual([]);
  });

  it('answers in time while PostgreSQL is frozen, and goes on when it is not', async () => {
    await until('it is ready', isReady);
    await postgres.freeze();
    onTestFinished(postgres.thaw);
    await until('it says so', async () => (await ready()).status === 503);

    const [readiness, liveness, delivery] = await Promise.all([
      ready(),
      live(),
      (async () => {
        const began = performance.now();
        return { status: await deliver(events(1)), ms: performance.now() - began };
      })(),
    ]);
    await postgres.thaw();

    expect(readiness).toMatchObject({ status: 503, body: { ready: false, reason: 'silent' } });
    expect(readiness.ms).toBeLessThan(1_000 + SLACK_MS);
    expect(liveness).toMatchObject({ status: 200, body: { live: true } });
    expect(delivery.status).toBe(503);
    await until('it is ready again', isReady);
    expect(await deliver(events(1))).toBe(204);
  });

  it('says that the database takes no writes', async () => {
    await postgres.say('alter system set default_transaction_read_only = on');
    await postgres.say('select pg_reload_conf()');
    await until('it is not ready', async () => (await ready()).status === 503);

    expect((await ready()).body).toMatchObject({ ready: false, reason: 'read_only' });
    expect(await deliver(events(1))).toBe(503);

    await postgres.say('alter system reset default_transaction_read_only');
    await postgres.say('select pg_reload_conf()');
    await until('it is ready again', isReady);
  });

  it('ends at once when it is asked twice, and within its grace when it is asked once, whoever sends slowly', async () => {
    const slow = await slowSenders(30);
    onTestFinished(slow.end);
    app.signal('SIGTERM');
    await until('it was asked', () => app.lines.some(({ msg }) => msg === 'Ripen ends after the work in hand'));
    // Of signals that come together all but one are the same, passed on by others.
    await until('it has ended', () => {
      app.signal('SIGTERM');
      return app.exitCode() !== null;
    });
    expect(await app.ended).toBe(1);

    app = await startMain(env);
    const slower = await slowSenders(30);
    onTestFinished(slower.end);
    const began = performance.now();
    app.signal('SIGTERM');

    expect(await app.ended).toBe(0);
    expect(performance.now() - began).toBeLessThan(10_000 + SLACK_MS);
  });
});

/** Requests whose bodies come byte by byte and never end. */
async function slowSenders(count: number): Promise<{ readonly end: () => void }> {
  const sockets = await Promise.all(
    Array.from({ length: count }, async () => {
      const socket = net.connect(Number(env['PORT']), '127.0.0.1');
      socket.on('error', () => undefined);
      await new Promise<void>((resolve) => socket.once('connect', resolve));
      socket.write('POST /webhooks/hubspot HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n');
      return socket;
    }),
  );
  const drip = setInterval(() => {
    for (const socket of sockets) if (socket.writable) socket.write('x');
  }, 500);
  return {
    end() {
      clearInterval(drip);
      for (const socket of sockets) socket.destroy();
    },
  };
}
