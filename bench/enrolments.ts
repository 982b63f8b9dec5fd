import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startWorld, type World } from '../demo/world.ts';
import { signatureHeaders } from '../sandbox/webhooks/sign.ts';
import { createLog } from '../src/operation/log.ts';
import { loadLeads } from './support/load-leads.ts';
import { machine, saved } from './support/measure.ts';

/*
 * A workflow enrols a whole list into "Score contact" at once: signed requests over real HTTP, to
 * the app with its database and to a sandbox portal, all on this machine and most of it in this
 * process. Every contact has done something since its last evaluation, so each must be read,
 * written and completed. The quota is HubSpot's, and its answers come after `LATENCY_MS`.
 *
 *   npm exec -- node bench/enrolments.ts [contacts, default 50000]
 */

const CONTACTS = Number(process.argv[2] ?? 50_000);
/** Requests under way at the same time; HubSpot does not say how many it makes. */
const AT_ONCE = 100;
/** What HubSpot allows an account: so many calls in any ten seconds. */
const QUOTA = { max: 110, windowMs: 10_000 };
const LATENCY_MS = 150;

const dataDir = await mkdtemp(path.join(os.tmpdir(), 'ripen-bench-'));
const world = await startWorld({
  database: process.env['DATABASE_URL'] ? { databaseUrl: process.env['DATABASE_URL'] } : { dataDir },
  log: createLog('warn'),
  sandbox: { rate: { ...QUOTA, searchMax: 5, searchWindowMs: 1_000 } },
});
try {
  await run(world);
} finally {
  await world.close();
  await rm(dataDir, { recursive: true, force: true });
}

async function run(world: World): Promise<void> {
  const portal = world.sandbox.portal();
  print(machine());

  loadLeads(portal, CONTACTS);
  const effect = { kind: 'delay', milliseconds: LATENCY_MS } as const;
  world.sandbox.faults.add({ path: '/*', times: Number.MAX_SAFE_INTEGER, effect });
  await world.install();
  await world.settled();
  print(`${CONTACTS} contacts are scored.`);

  world.sandbox.webhooks.configure({ subscriptions: [] });
  const ids = world.sandbox.state().contacts.map(({ id }) => id);
  for (const id of ids)
    world.sandbox.deliver(id, { kind: 'page_view', url: 'https://vendor.example/pricing', count: 3 });
  world.sandbox.calls.reset();

  const began = performance.now();
  const { latencies, busy } = await enrol(world, ids);
  const enrolledMs = performance.now() - began;
  await completed(world, ids.length);
  const allMs = performance.now() - began;

  const { counts, total, rateLimited } = world.sandbox.calls.summary();
  const share = (part: number) => ((part / CONTACTS) * 100).toFixed(2);
  const quantile = (q: number) => `${latencies[Math.floor((latencies.length - 1) * q)]!.toFixed(0)} ms`;
  print(
    `Enrolled: ${CONTACTS} in ${seconds(enrolledMs)}, ${Math.round(CONTACTS / (enrolledMs / 1000))} requests/s with ${AT_ONCE} at once`,
  );
  print(
    `Answered: p50 ${quantile(0.5)}, p95 ${quantile(0.95)}, p99 ${quantile(0.99)}, slowest ${quantile(1)}; ${busy} times with 503`,
  );
  print(`Completed: all after ${seconds(allMs)}, ${Math.round(CONTACTS / (allMs / 1000))} contacts/s`);
  for (const { method, route, count } of counts) print(`  ${method} ${route}: ${share(count)} per hundred contacts`);
  print(`HubSpot calls per hundred contacts: ${share(total)} (${total} in all, ${rateLimited} refused for quota)`);
  const fewestMs = Math.floor((total - 1) / QUOTA.max) * QUOTA.windowMs;
  const ofQuotaTime = fewestMs / allMs;
  print(`So many calls take ${seconds(fewestMs)} at HubSpot's quota: ${ofQuotaTime.toFixed(2)} of the time taken`);
  await saved('enrolments', { contacts: CONTACTS, callsPerHundred: (total / CONTACTS) * 100, ofQuotaTime });
}

type Enrolled = { readonly latencies: readonly number[]; readonly busy: number };

/**
 * Enrols all, and tells how long each answer took, the shortest first. What Ripen is too busy for
 * comes again a second later, as HubSpot sends it again.
 */
async function enrol(world: World, ids: readonly string[]): Promise<Enrolled> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const { callbacks } = world.sandbox.portal();
  const latencies: number[] = [];
  let busy = 0;
  let next = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let id = ids[next++]; id !== undefined; id = ids[next++]) {
        const callbackId = `ap-bench-${id}`;
        callbacks.set(callbackId, { callbackId, completions: [] });
        const enrolOnce = async () => {
          const began = performance.now();
          const answer = await post(world, agent, callbackId, id);
          latencies.push(performance.now() - began);
          return answer;
        };
        let answer = await enrolOnce();
        for (; answer.status === 503; answer = await enrolOnce()) {
          busy++;
          await delay(1_000);
        }
        const { status, body } = answer;
        if (status !== 200 || !body.includes('"BLOCK"')) throw new Error(`Expected BLOCK, and ${status} came: ${body}`);
      }
    }),
  );
  agent.destroy();
  return { latencies: latencies.sort((a, b) => a - b), busy };
}

function post(world: World, agent: Agent, callbackId: string, id: string): Promise<{ status: number; body: string }> {
  const url = `${world.config.publicUrl}/actions/score_contact`;
  const body = JSON.stringify({
    callbackId,
    origin: { portalId: world.sandbox.portal().settings.id },
    object: { objectId: Number(id), objectType: 'CONTACT' },
    inputFields: {},
  });
  const secret = world.sandbox.app.clientSecret;
  const headers = signatureHeaders({ method: 'POST', url, body, secret, timestamp: world.sandbox.clock.now() }, 'v2');
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Resolves when every callback is completed, each once. */
async function completed(world: World, expected: number): Promise<void> {
  const all = () => [...world.sandbox.portal().callbacks.values()];
  const deadline = performance.now() + 30 * 60_000;
  while (all().filter(({ completions }) => completions.length > 0).length < expected) {
    if (performance.now() > deadline) throw new Error('Not all callbacks are completed after half an hour.');
    await delay(100);
  }
  if (all().some(({ completions }) => completions.length !== 1)) throw new Error('A callback was completed twice.');
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
