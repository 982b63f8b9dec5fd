import { expect, it } from 'vitest';
import { installAsABrowser } from '../../demo/world.ts';
import { loadSample } from '../../sandbox/sample/sample.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { fewOfEach, WHOLE } from '../support/few-of-each.ts';
import { type Member, processesWorld } from '../support/programs/three-processes.ts';
import { someone } from '../support/someone.ts';
import { until } from '../support/until.ts';
import { testWorld } from '../support/world.ts';

const BURSTS = Number(process.env['RIPEN_BURSTS'] ?? (WHOLE ? 60 : 5));
/** One kind of disturbance alone, where it is asked for. */
const DISTURB = process.env['RIPEN_DISTURB'];
/** A busy machine takes a quarter of a minute for a burst. */
const TIMEOUT_MS = Math.max(2_400_000, BURSTS * 60_000);
/** The number of an advisory lock that the migration of a later version waits for. */
const LATER = 4711;
/** So few calls a second that work reaches the quota, on a busy machine too. */
const CALLS = 12;

/** What people do in HubSpot in a burst; each contact gets one event. */
async function happen(sandbox: Sandbox, burst: number): Promise<void> {
  const user = someone(sandbox.url, sandbox.portal().settings.id);
  const ids = sandbox.state().contacts.map(({ id }) => id);
  const touched = ids.map((_, at) => ids[(burst * 29 + at) % ids.length]!);
  const titles = ['Chief Executive Officer', 'Head of Marketing', 'Student', 'Software Engineer', 'Owner'];
  for (const [i, id] of touched.slice(0, 6).entries())
    await user.changes(id, { jobtitle: titles[(burst + i) % titles.length]!, country: i % 2 ? 'Germany' : 'Brazil' });
  await user.changes(touched[6]!, { ripen_bant_budget: burst % 2 ? 'yes' : 'no' });
  await user.delivers(touched[7]!, { kind: 'form_submission', page: 'Pricing', form: 'Request a demo' });
  if (burst >= 3) return;
  await user.delivers(touched[8]!, { kind: 'unsubscribe' });
  await user.delivers(touched[9]!, { kind: 'deal_lost' });
  await user.creates({ email: `new${burst}@company${burst}.example`, jobtitle: 'Founder', country: 'France' });
  await user.merges(touched[10]!, touched[11]!);
  await user.deletes(touched[12]!);
}

async function quiet() {
  const world = await testWorld();
  loadSample(world.sandbox.portal(), fewOfEach(world.sandbox.clock.now(), 2));
  await world.install();
  await world.settled();
  for (let burst = 0; burst < BURSTS; burst++) {
    await happen(world.sandbox, burst);
    await world.settled();
  }
  return world.sandbox.state();
}

it('three processes, whose database starts anew, whose successor migrates, and of which the one at work is killed, stopped or cut off, leave the portal as a quiet one does', {
  timeout: TIMEOUT_MS,
}, async () => {
  const { sandbox, publicUrl, database, server, holder, start, drained } = await processesWorld(3, { calls: CALLS });
  loadSample(sandbox.portal(), fewOfEach(sandbox.clock.now(), 2));
  const counts = { killed: 0, restarted: 0, stopped: 0, upgraded: 0, 'cut off': 0 };
  const takenFrom = (member: Member) =>
    until('another has taken the portal', async () => {
      const now = await holder();
      return now !== null && now !== member;
    });
  /** Stops the process that has the portal until another one works on it, then lets it go on. */
  const disturb: Record<keyof typeof counts, (member: Member) => Promise<void>> = {
    async killed(member) {
      await member.app.kill();
      await takenFrom(member);
      // Two processes are enough for everyday runs.
      if (BURSTS > 5) await start();
    },
    /** the server of the database, as after a crash */
    restarted: () => server.restart('immediate'),
    /** One of a version to come migrates under the work of the others, of which one is killed. */
    async upgraded(member) {
      const lock = await database.pool.connect();
      await lock.query('select pg_advisory_lock($1)', [LATER]);
      const ready = start(LATER);
      // The migration is there once; later ones of that version find nothing to do.
      const isFirst = counts.upgraded === 0;
      if (isFirst)
        await until('an older process waits for the migration', async () => {
          const { rows } = await database.pool.query(
            `select from pg_locks where locktype = 'relation' and relation = 'contact'::regclass and not granted`,
          );
          return rows.length > 0;
        });
      await member.app.kill();
      await lock.query('select pg_advisory_unlock($1)', [LATER]);
      lock.release();
      await ready;
    },
    async stopped(member) {
      member.app.pause();
      await takenFrom(member);
      member.app.resume();
    },
    async 'cut off'(member) {
      member.cut();
      await takenFrom(member);
      member.heal();
    },
  };
  const kinds = (Object.keys(counts) as (keyof typeof counts)[]).filter((kind) => kind === (DISTURB ?? kind));

  await installAsABrowser(publicUrl);
  await drained();
  for (let burst = 0; burst < BURSTS; burst++) {
    const sent = sandbox.webhooks.counts().sent;
    await happen(sandbox, burst);
    await until('a delivery of this burst is under way', () => sandbox.webhooks.counts().sent > sent);
    const kind = kinds[burst % kinds.length]!;
    let atWork: Member | null = null;
    await until('a process has the portal', async () => {
      atWork = await holder();
      return atWork !== null;
    });
    await disturb[kind](atWork!);
    counts[kind]++;
    await drained();
  }

  const { peaks, rateLimited, total } = sandbox.calls.summary();
  console.log(
    `${BURSTS} bursts over three processes: ${JSON.stringify(counts)}; ${total} calls, at most ${peaks[0]?.rolling} of ` +
      `${CALLS} in any second, ${rateLimited} refused for the limit`,
  );
  expect(sandbox.webhooks.counts().givenUp).toBe(0);
  expect(rateLimited).toBe(0);
  expect(peaks[0]!.rolling).toBeLessThanOrEqual(CALLS);
  expect(peaks[0]!.rolling, 'the portal is near its quota').toBeGreaterThan(CALLS / 2);
  expect(sandbox.state()).toEqual(await quiet());
});
