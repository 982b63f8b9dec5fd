import { expect, it } from 'vitest';
import { installAsABrowser } from '../../demo/world.ts';
import type { PortalState } from '../../sandbox/control/portal-state.ts';
import { createYear } from '../../sandbox/year/year.ts';
import { UNHURRIED, UNHURRIED_SANDBOX } from '../support/fast-limits.ts';
import { killableWorld } from '../support/killable.ts';
import { until } from '../support/until.ts';
import { tally, testWorld } from '../support/world.ts';
import { liveYear } from '../support/year.ts';
import * as laws from '../support/year-laws.ts';
import { type Ledger, ledgerOf, tallyOf } from '../support/year-ledger.ts';

const SEED = 5;
const DAYS = 365;

it('a year with 2,000 contacts: every touch in its rhythm, none to the excluded, none too close, every wake-up at once', async () => {
  const CONTACTS = 2_000;
  const world = await testWorld({
    sandbox: { rate: UNHURRIED_SANDBOX },
    app: { terms: { pollMs: 10 }, limits: UNHURRIED },
  });
  const year = createYear(world.sandbox, { contacts: CONTACTS, days: DAYS, seed: SEED });
  await world.install();
  await world.settled();
  const began = performance.now();

  const lived = await liveYear(world, year);

  const seconds = Math.round((performance.now() - began) / 1_000);
  const ledger = await ledgerOf(world.app.database);
  const propertiesOf = (contactId: number) =>
    world.sandbox.portal().records.contacts.resolve(`${contactId}`)?.properties ?? {};
  console.log(
    `A year of ${CONTACTS} contacts in ${seconds} s: ${lived.events.length} events, ${lived.sent.length} mails, ` +
      `${lived.done.length} tasks done by reps, ${lived.wakeUps.length} wake-ups\n${countsOf(ledger)}\n` +
      `segments at the end ${JSON.stringify(tally(world, 'ripen_dormant_segment'))}`,
  );
  const broken = {
    sendsToExcluded: laws.sendsToExcluded(lived, ledger),
    sendsUnknown: laws.sendsUnknown(lived, ledger),
    collisions: laws.collisions(lived, ledger),
    outOfHours: laws.outOfHours(ledger, (id) => laws.zoneOf(propertiesOf(id)['hs_timezone'])),
    strays: laws.strays(lived, ledger),
    offCadence: laws.offCadence(lived, ledger),
    forgotten: laws.forgotten(lived, ledger, (id) => (propertiesOf(id)['email'] ?? '') !== ''),
    wrongOutcomes: laws.wrongOutcomes(lived, ledger),
    sleepers: laws.sleepers(lived),
  };
  for (const [law, sentences] of Object.entries(broken)) expect(sentences, law).toEqual([]);
  // And there was something to get wrong.
  expect(ledger.touches.length).toBeGreaterThan(CONTACTS * 2);
  expect(ledger.touches.filter(({ state }) => state === 'missed').length).toBeGreaterThan(20);
  expect(ledger.correspondence.filter(({ kind }) => kind === 'excluded').length).toBeGreaterThan(CONTACTS / 5);
  expect(lived.wakeUps.length).toBeGreaterThan(CONTACTS / 2);
}, 900_000);

const countsOf = ({ touches, correspondence, tasks }: Ledger): string =>
  [
    `touches ${JSON.stringify(tallyOf(touches, (t) => `${t.programme} ${t.kind} ${t.state}`))}`,
    `correspondence ${JSON.stringify(tallyOf(correspondence, (c) => c.kind))}`,
    `tasks ${JSON.stringify(tallyOf(tasks, (t) => `${t.kind} ${t.state}`))}`,
  ].join('\n');

/**
 * The same year with an app in a process of its own, which is killed while it works on every twenty-fifth day, or never. A twelfth of
 * the people, and things happen on every third day: each of the two runs waits for another process twice on each of these.
 */
async function yearApart({
  kills,
}: {
  readonly kills: boolean;
}): Promise<{ ledger: Ledger; state: PortalState; killed: number; seconds: number }> {
  const world = await killableWorld({
    retryDelaysMs: [200, 400, 800, 1_500, 2_000, 3_000, 4_000, 5_000, 5_000, 5_000],
  });
  const { sandbox, tellTime, drained } = world;
  const year = createYear(sandbox, { contacts: 160, days: DAYS, everyDays: 3, seed: SEED });
  await installAsABrowser(world.publicUrl);
  await drained();
  const began = performance.now();
  let killed = 0;
  let settles = 0;
  const killAndStart = async () => {
    const before = sandbox.calls.summary().total;
    await until('the app is at work', () => sandbox.calls.summary().total > before);
    await world.kill();
    await world.start();
    killed++;
  };

  await liveYear(
    {
      sandbox,
      clockMoved: tellTime,
      settled: drained,
      // An odd number, so that it is now the beginning of a day, now its end.
      disturb: async () => (kills && ++settles % 17 === 0 ? killAndStart() : undefined),
    },
    year,
  );

  expect(sandbox.webhooks.counts().givenUp, 'deliveries that the app missed for ten retries').toBe(0);
  const seconds = Math.round((performance.now() - began) / 1_000);
  return { ledger: await ledgerOf(world.database), state: sandbox.state(), killed, seconds };
}

it('the year replayed with an app that is killed -9 again and again: the same ledger, row for row', async () => {
  const quiet = await yearApart({ kills: false });
  const killed = await yearApart({ kills: true });

  console.log(
    `${killed.killed} kills in a year of 160 contacts (${quiet.seconds} s without, ${killed.seconds} s with)\n${countsOf(killed.ledger)}`,
  );
  expect(killed.killed).toBeGreaterThanOrEqual(12);
  expect(killed.ledger.touches.length).toBeGreaterThan(300);
  expect(killed.ledger).toEqual(quiet.ledger);
  expect(killed.state).toEqual(quiet.state);
}, 900_000);
