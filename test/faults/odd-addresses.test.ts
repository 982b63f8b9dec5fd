import { readdirSync, readFileSync } from 'node:fs';
import net from 'node:net';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { signatureHeaders } from '../../sandbox/webhooks/sign.ts';
import { WHOLE } from '../support/few-of-each.ts';
import { law } from '../support/law.ts';
import { oddText } from '../support/odd.ts';
import { someone } from '../support/someone.ts';
import { testWorld } from '../support/world.ts';

/*
 * Every page, card and open door with odd addresses, in an account beside another one: never a 5xx,
 * and never a word of the other account.
 */

const [OURS, THEIRS] = [921, 922];
const MARK = 'qzneighbour';
const RUNS = WHOLE ? 2_000 : 80;
const counts = new Map<string, number>();

const PAGES = [
  '/cards/score',
  '/cards/settings',
  '/cards/pages',
  ...[
    'model',
    'model-part',
    'plan',
    'load',
    'look-back',
    'versions',
    'hold-outs',
    'set-up',
    'score-check',
    'learn',
    'summary',
    'words',
    'costs',
    'lists',
    'work',
  ].map((name) => `/cards/pages/${name}`),
  ...['funnel', 'speed', 'tracks', 'sources', 'content', 'none'].map((name) => `/cards/pages/figures/${name}`),
];
const OPEN = [
  '/',
  '/oauth/install',
  '/oauth/callback',
  '/oauth/progress',
  '/cards/score-check.csv',
  '/feeds/62515.x/entries.csv',
  `/feeds/62515.${'x'.repeat(43)}/scores.csv`,
  '/health/live',
  '/health/ready',
  '/metrics',
  '/webhooks/hubspot',
  '/actions/score_contact',
  '/nowhere',
];
const FIELDS = [
  ...['contactId', 'portalId', 'userId', 'draft', 'part', 'planId', 'language', 'calls', 'from', 'to', 'months'],
  ...['owner', 'country', 'source', 'industry', 'ticket', 'code', 'state', 'returnUrl', 'error', 'detail', '__proto__'],
  ...['list', 'order'],
];

it('are all that the server has', () => {
  const routes = readdirSync('src/http').filter((file) => /routes?\.ts$|^paths\.ts$/.test(file));
  const served = routes.flatMap((file) =>
    [...readFileSync(`src/http/${file}`, 'utf8').matchAll(/['`](\/[a-z][a-z./-]+)/g)].map(([, path]) => path!),
  );
  const asked = [...PAGES, ...OPEN];
  expect(served.length).toBeGreaterThan(20);
  expect(served.filter((path) => !asked.some((one) => one.startsWith(path.replace(/\/$/, ''))))).toEqual([]);
});

it('with odd addresses, no door fails, and none tells of a neighbour', async () => {
  const world = await testWorld({ sandbox: { portals: [{ id: OURS }, { id: THEIRS }] } });
  const { sandbox, config } = world;
  const theirs = await someone(sandbox.url, THEIRS).creates({
    email: `ann@${MARK}.example`,
    firstname: MARK,
    company: MARK,
    jobtitle: `Head of ${MARK}`,
  });
  for (const id of [OURS, THEIRS]) await world.install(id);
  await world.settled();

  const value = fc.oneof(oddText, fc.constantFrom(theirs, `${OURS}`, `${THEIRS}`));
  const query = fc.array(fc.tuple(fc.constantFrom(...FIELDS, 'contactId', 'portalId'), value), { maxLength: 4 });
  const address = (path: string, pairs: readonly (readonly [string, string])[]) =>
    `${config.publicUrl}${path}?${pairs.map(([name, said]) => `${name}=${encodeURIComponent(said.toWellFormed().slice(0, 1_000))}`).join('&')}`;
  let timestamp = sandbox.clock.now();

  async function ask(kind: string, method: string, url: string, headers: Record<string, string>): Promise<void> {
    const answer = await fetch(url, { method, headers, redirect: 'manual' });
    const said = `${await answer.text()} ${JSON.stringify([...answer.headers])}`;
    counts.set(`${kind} ${answer.status}`, (counts.get(`${kind} ${answer.status}`) ?? 0) + 1);
    expect(answer.status, `${method} ${url}`).toBeLessThan(500);
    expect(said, `${method} ${url}`).not.toContain(MARK);
    const guards = ['content-security-policy', 'referrer-policy', 'x-content-type-options'];
    expect(
      guards.filter((guard) => !answer.headers.has(guard)),
      `${method} ${url}`,
    ).toEqual([]);
    const to = answer.headers.get('location');
    if (to !== null) expect([new URL(sandbox.url).host, 'app.hubspot.com'], url).toContain(new URL(to).host);
  }

  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...PAGES), query, async (path, pairs) => {
      const who = `userId=7&portalId=${OURS}&userEmail=rep%40customer.example&appId=${sandbox.app.appId}`;
      const url = `${address(path, pairs)}&${who}`;
      const secret = sandbox.app.clientSecret;
      const headers = signatureHeaders({ method: 'GET', url, body: '', secret, timestamp: timestamp++ }, 'v2');
      await ask('signed', 'GET', url, headers);
      await ask('unsigned', 'GET', url, {});
    }),
    law(RUNS),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...OPEN, ...PAGES),
      query,
      fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD'),
      fc.dictionary(
        fc.constantFrom('cookie', 'authorization', 'x-hubspot-signature', 'content-type'),
        fc.stringMatching(/^[ -~\x80-\xff]*$/),
      ),
      async (path, pairs, method, headers) => ask('open', method, address(path, pairs), headers),
    ),
    law(RUNS),
  );
});

it('with a body that never ends, every address is answered, and what is nowhere is so at once', async () => {
  const { config } = await testWorld();
  const half = (method: string, path: string) =>
    new Promise<string>((resolve, reject) => {
      const socket = net.connect(config.port, '127.0.0.1');
      socket.on('error', reject);
      socket.once('data', (answer) => {
        resolve(answer.toString('latin1').slice('HTTP/1.1 '.length, 'HTTP/1.1 200'.length));
        socket.destroy();
      });
      socket.write(`${method} ${path} HTTP/1.1\r\nHost: ripen\r\nContent-Length: 9\r\n\r\n{`);
    });
  const nowhere = ['/cards/nowhere', '/actions/nowhere/else', '/webhooks/hubspot/nowhere', '/nowhere'];

  expect(new Set(await Promise.all(nowhere.map((path) => half('POST', path))))).toEqual(new Set(['404']));
  const asked = [...PAGES, ...OPEN].flatMap((path) => ['GET', 'POST', 'PUT'].map((method) => half(method, path)));
  expect((await Promise.all(asked)).filter((status) => Number(status) >= 500 && status !== '503')).toEqual([]);
  expect((await fetch(`${config.publicUrl}/health/live`)).status).toBe(200);
});

afterAll(() =>
  console.log(
    [...counts]
      .sort()
      .map(([kind, count]) => `${kind}: ${count}`)
      .join(', '),
  ),
);
