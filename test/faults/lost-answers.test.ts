import { mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { expect, inject, it, onTestFinished } from 'vitest';
import { changeValues } from '../../sandbox/portal/write/change-values.ts';
import { freshDatabaseUrl } from '../support/database/database.ts';
import { someone } from '../support/someone.ts';
import { DAY, testWorld } from '../support/world.ts';

/* A connection breaks between a commit and its answer: then nobody knows whether it took place. */

const COMMIT = Buffer.from('Q\0\0\0\x0bcommit\0', 'latin1');

/**
 * A proxy between the app and PostgreSQL. It passes every n-th commit on (`every`), and cuts the
 * connection before the answer arrives.
 */
async function forgetfulWire(socketDir: string) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'ripen-wire-'));
  const wire = { folder, every: Number.POSITIVE_INFINITY, commits: 0, cut: 0 };
  const server = net.createServer((client) => {
    const upstream = net.connect(path.join(socketDir, '.s.PGSQL.5432'));
    let cutAtAnswer = false;
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) socket.on('error', end).on('close', end);
    client.on('data', (bytes) => {
      if (bytes.includes(COMMIT) && ++wire.commits % wire.every === 0) cutAtAnswer = true;
      upstream.write(bytes);
    });
    upstream.on('data', (bytes) => {
      if (!cutAtAnswer) {
        client.write(bytes);
        return;
      }
      wire.cut++;
      end();
    });
  });
  await new Promise<void>((resolve) => server.listen(path.join(folder, '.s.PGSQL.5432'), resolve));
  onTestFinished(async () => {
    server.close();
    await rm(folder, { recursive: true, force: true });
  });
  return wire;
}

/** Runs the same story, with the answer of every n-th commit lost. */
async function run(every: number) {
  const { url, drop } = await freshDatabaseUrl();
  onTestFinished(drop);
  const wire = await forgetfulWire(inject('postgres').host);
  const throughWire = new URL(url);
  throughWire.searchParams.set('host', wire.folder);
  const world = await testWorld({
    database: { databaseUrl: throughWire.href },
    sandbox: { webhooks: { batchSize: 5, retryDelaysMs: Array.from({ length: 20 }, () => 100) } },
  });
  const { sandbox } = world;
  const user = someone(sandbox.url, sandbox.portal().settings.id);
  for (let i = 0; i < 40; i++)
    await user.creates({ email: `p${i}@firm${i}.example`, jobtitle: i % 2 ? 'Owner' : 'Student', country: 'Germany' });
  await world.install();
  await world.settled();

  wire.every = every;
  wire.commits = 0;
  const ids = sandbox.state().contacts.map(({ id }) => id);
  for (let round = 0; round < 2; round++) {
    for (let i = 0; i < 10; i++) await user.changes(ids[(round * 7 + i) % 30]!, { jobtitle: `Head of Sales ${round}` });
    await user.delivers(ids[round + 5]!, { kind: 'unsubscribe' });
    await user.delivers(ids[round + 9]!, { kind: 'deal_lost' });
    await user.creates({ email: `new${round}@firm.example`, jobtitle: 'Founder' });
    await user.deletes(ids[30 + round]!);
    await user.merges(ids[15 + round]!, ids[35 + round]!);
    await world.settled();
    sandbox.clock.advance(DAY);
    await world.settled();
  }
  sandbox.clock.advance(200 * DAY);
  await world.settled();
  const { rows } = await world.app.database.pool.query<{ n: number }>('select count(*)::int as n from dead_letter');
  return { state: sandbox.state(), deadLetters: rows[0]!.n, cut: wire.cut, commits: wire.commits };
}

it('a commit whose answer is lost is made good: whatever is done twice is the same as once', async () => {
  const plain = await run(Number.POSITIVE_INFINITY);
  const forgetful = await run(9);

  console.log(
    `${forgetful.cut} of ${forgetful.commits} commits were never answered, ${forgetful.deadLetters} dead letters`,
  );
  expect(forgetful.cut).toBeGreaterThan(10);
  expect(forgetful.deadLetters).toBe(0);
  expect(forgetful.state).toEqual(plain.state);
});

it('what an ended process did in HubSpot and did not record is put right, though the contact is what it was before', async () => {
  const world = await testWorld();
  const portal = world.sandbox.portal();
  const user = someone(world.sandbox.url, portal.settings.id);
  await user.creates({ email: 'ann@firm.example', jobtitle: 'Student', country: 'Germany' });
  await world.install();
  await world.settled();
  const before = world.sandbox.state();
  const id = before.contacts[0]!.id;
  const record = portal.records.contacts.get(id)!;

  // For a moment the contact was a director: the process wrote that, and ended before it stored it.
  changeValues(portal, record, { ripen_seniority: 'c_level', ripen_persona: 'Buyer' }, { type: 'APP', id: '1' });
  await world.app.database.pool.query(
    'update contact set lease = gen_random_uuid(), run_at = $2 where contact_id = $1',
    [id, world.sandbox.clock.now()],
  );
  await world.settled();

  expect(world.sandbox.state()).toEqual(before);
});
