import { type ChildProcess, spawn } from 'node:child_process';
import { Agent, request } from 'node:http';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { signatureHeaders } from '../../sandbox/webhooks/sign.ts';
import { serverMs } from '../support/measure.ts';
import type { Servers } from '../support/real-servers.ts';
import { quantile, type Row, timed } from './row.ts';

const SECOND = 1_000;
/** events of a request, and requests at once */
const EVENTS = 100;
const AT_ONCE = 8;
/** requests before each clock runs */
const WARM = 20;
/** requests a second at a steady pace, and how many */
const PER_SECOND = 150;
const PACED = 450;

/** Row 7: signed deliveries, beside the database alone and beside a server that stores nothing. */
export async function intake(
  { sandbox, publicUrl, databaseUrl, folder, metrics }: Servers,
  ids: readonly number[],
  requests: number,
): Promise<Row> {
  const portalId = sandbox.portal().settings.id;
  let eventId = 1_000_000_000;
  const events = () =>
    Array.from({ length: EVENTS }, () => ({
      eventId: ++eventId,
      subscriptionId: 1,
      portalId,
      appId: sandbox.app.appId,
      occurredAt: Date.now(),
      subscriptionType: 'contact.propertyChange',
      attemptNumber: 0,
      objectId: ids[eventId % ids.length]!,
      propertyName: 'jobtitle',
      propertyValue: 'Owner',
      changeSource: 'CRM',
    }));
  // Made and signed before the clock runs: what it measures is not the client.
  const deliveries = (url: string, count: number) =>
    Array.from({ length: count }, () => {
      const body = JSON.stringify(events());
      const secret = sandbox.app.clientSecret;
      const headers = signatureHeaders({ method: 'POST', url, body, secret, timestamp: Date.now() }, 'v1');
      return { url, body: Buffer.from(body), headers: { ...headers, 'content-type': 'application/json' } };
    });
  const hook = '/webhooks/hubspot';
  const bare = await startBare();
  const agent = new Agent({ keepAlive: true });
  const client = new pg.Pool({ connectionString: databaseUrl, max: AT_ONCE });
  try {
    await client.query('create table bench_event (like event including all)');
    const rowsOf = () =>
      JSON.stringify(events().map(({ eventId: id, objectId, occurredAt }) => ({ id, objectId, occurredAt })));
    const insert = (rows: string) =>
      client.query(
        `insert into bench_event select ${portalId}, 'contact.propertyChange', "objectId", 'jobtitle', "occurredAt", id, "occurredAt"
          from jsonb_to_recordset($1) as t(id bigint, "objectId" bigint, "occurredAt" bigint)`,
        [rows],
      );
    const rate = async <Sent>(all: readonly Sent[], send: (one: Sent) => Promise<unknown>) => {
      const queue = all.values();
      for (let n = 0; n < WARM; n++) await send(queue.next().value!);
      const began = performance.now();
      await Promise.all(
        Array.from({ length: AT_ONCE }, async () => {
          for (const one of queue) await send(one);
        }),
      );
      return (requests * EVENTS * SECOND) / (performance.now() - began);
    };
    const must = async (delivery: Signed) => {
      if (!(await post(agent, delivery))) throw new Error(`${delivery.url} refused a delivery.`);
    };
    // What others do on the machine, and the client, is in no processor time of the server.
    const usOfBare = async () => {
      const { user, system } = (await (await fetch(`${bare.url}/cpu`)).json()) as NodeJS.CpuUsage;
      return user + system;
    };
    const usOfRipen = async () => ((await metrics()).get('process_cpu_seconds_total') ?? Number.NaN) * 1e6;
    const usOfPostgres = async () => (await serverMs(folder)) * SECOND;
    const bareBefore = await usOfBare();
    const ofBare = await rate(deliveries(`${bare.url}${hook}`, WARM + requests), must);
    const perEvent = (us: number) => us / ((WARM + requests) * EVENTS);
    const bareUs = perEvent((await usOfBare()) - bareBefore);
    const aloneBefore = await usOfPostgres();
    const ofDatabase = await rate(Array.from({ length: WARM + requests }, rowsOf), insert);
    const aloneUs = perEvent((await usOfPostgres()) - aloneBefore);
    const ripenBefore = await usOfRipen();
    const postgresBefore = await usOfPostgres();
    const ofRipen = await rate(deliveries(`${publicUrl}${hook}`, WARM + requests), must);
    const ripenUs = perEvent((await usOfRipen()) - ripenBefore);
    const postgresUs = perEvent((await usOfPostgres()) - postgresBefore);
    const times: number[] = [];
    const paced = deliveries(`${publicUrl}${hook}`, PACED);
    const began = performance.now();
    const sent: Promise<void>[] = [];
    let refused = 0;
    for (const [n, delivery] of paced.entries()) {
      await delay(Math.max(0, began + (n * SECOND) / PER_SECOND - performance.now()));
      const send = async () => {
        if (!(await post(agent, delivery))) refused++;
      };
      sent.push(timed(send).then((ms) => void times.push(ms)));
    }
    await Promise.all(sent);
    return {
      row: 7,
      measure: `durable intake over HTTP, ${EVENTS} events a request, ${AT_ONCE} at once, ${requests} requests`,
      goal: `≥ 0.8 × the database alone, ≥ 0.10 × express with HMAC and parse; ${PER_SECOND} requests/s: p99 < 100 ms`,
      got: `${Math.round(ofRipen)} events/s: ${(ofRipen / ofDatabase).toFixed(2)} × (${Math.round(ofDatabase)}), ${(ofRipen / ofBare).toFixed(2)} × (${Math.round(ofBare)}); processor of the server, the work on contacts included, ${ripenUs.toFixed(1)} µs an event, of express ${bareUs.toFixed(1)}: ${(bareUs / ripenUs).toFixed(2)} ×; of the database ${postgresUs.toFixed(1)}, alone ${aloneUs.toFixed(1)}; ${PACED} at ${PER_SECOND}/s: p99 ${Math.round(quantile(times, 0.99))} ms, ${refused} refused (503)`,
    };
  } finally {
    bare.process.kill();
    agent.destroy();
    await client.end();
  }
}

type Signed = { readonly url: string; readonly body: Buffer; readonly headers: Readonly<Record<string, string>> };

/** Whether the answer was 2xx. */
function post(agent: Agent, { url, body, headers }: Signed): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const call = request(url, { method: 'POST', agent, headers: { ...headers, 'content-length': body.length } });
    call.on('response', (answer) =>
      answer.resume().on('end', () => resolve(Math.floor(answer.statusCode! / 100) === 2)),
    );
    call.on('error', reject).end(body);
  });
}

async function startBare(): Promise<{ readonly url: string; readonly process: ChildProcess }> {
  const program = fileURLToPath(new URL('../bare-intake.ts', import.meta.url));
  const child = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise<string>((resolve) => createInterface(child.stdout).once('line', resolve));
  return { url: `http://127.0.0.1:${port}`, process: child };
}
