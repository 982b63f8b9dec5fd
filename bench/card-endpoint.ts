import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import pino from 'pino';
import { startWorld, type World } from '../demo/world.ts';
import { loadSample } from '../sandbox/sample/sample.ts';
import { signatureHeaders } from '../sandbox/webhooks/sign.ts';

/*
 * How long a rep waits for the server: `GET /cards/score`, signed, over HTTP, for every contact of
 * the demo in turn. `GET /health/live` of the same run shows what a request costs that does
 * nothing.
 *
 *     node bench/card-endpoint.ts [--requests 2000] [--at-once 4]
 */

const { values } = parseArgs({
  options: { requests: { type: 'string', default: '2000' }, 'at-once': { type: 'string', default: '4' } },
});
const requests = Number(values.requests);
const atOnce = Number(values['at-once']);

const dataDir = await mkdtemp(path.join(os.tmpdir(), 'ripen-bench-'));
const world = await startWorld({ database: { dataDir }, log: pino({ level: 'warn' }) });
try {
  loadSample(world.sandbox.portal());
  await world.install();
  await world.settled();
  const ids = world.sandbox.state().contacts.map(({ id }) => id);
  const card = (n: number) => readCard(world, ids[n % ids.length]!);
  const live = () => fetch(`${world.app.url}/health/live`);
  await measure(200, card);
  await measure(200, live);

  console.log(`${os.cpus()[0]?.model.trim()}, ${os.cpus().length} CPUs, Node ${process.version}`);
  console.log(`${ids.length} contacts, ${requests} requests, ${atOnce} at once`);
  report('GET /cards/score ', await measure(requests, card));
  report('GET /health/live ', await measure(requests, live));
} finally {
  await world.close();
  await rm(dataDir, { recursive: true, force: true });
}

/** Milliseconds of each request, `atOnce` under way at any time. */
async function measure(count: number, send: (n: number) => Promise<Response>): Promise<number[]> {
  const times: number[] = [];
  let next = 0;
  const sender = async () => {
    for (let n = next++; n < count; n = next++) {
      const began = performance.now();
      const response = await send(n);
      await response.arrayBuffer();
      times.push(performance.now() - began);
      if (!response.ok) throw new Error(`The server answered ${response.status}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, sender));
  return times.sort((a, b) => a - b);
}

function report(name: string, times: readonly number[]): void {
  const at = (share: number) => times[Math.ceil(times.length * share) - 1]!.toFixed(1).padStart(6);
  console.log(`${name} p50 ${at(0.5)} ms   p95 ${at(0.95)} ms   p99 ${at(0.99)} ms`);
}

function readCard({ sandbox, config }: World, contactId: string): Promise<Response> {
  const portalId = sandbox.portal().settings.id;
  const url = `${config.publicUrl}/cards/score?contactId=${contactId}&userId=7&portalId=${portalId}&userEmail=rep%40customer.example&appId=${sandbox.app.appId}`;
  const signed = { method: 'GET', url, body: '', secret: sandbox.app.clientSecret, timestamp: sandbox.clock.now() };
  return fetch(url, { headers: signatureHeaders(signed, 'v2') });
}
