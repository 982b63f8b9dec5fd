import { expect, it } from 'vitest';
import { installAsABrowser } from '../../demo/world.ts';
import type { PortalState } from '../../sandbox/control/portal-state.ts';
import { createYear } from '../../sandbox/year/year.ts';
import { UNHURRIED, UNHURRIED_SANDBOX } from '../support/fast-limits.ts';
import { WHOLE } from '../support/few-of-each.ts';
import { killableWorld } from '../support/programs/killable.ts';
import { until } from '../support/until.ts';
import { testWorld } from '../support/world.ts';
import { liveYear } from '../support/year/year.ts';
import { countsOf, figuresOf, type Ledger, ledgerOf } from '../support/year/year-ledger.ts';

/*
 * Some months lived three times: undisturbed, with a HubSpot that answers oddly, and with an app
 * that is killed again and again. Everyday that is twenty people, 40 days and three kills; whole,
 * fifty people, 120 days and twelve kills. `RIPEN_YEAR_CONTACTS`: a year of so many, as in
 * `year.test.ts`; whole, day by day.
 */
const ASKED = process.env['RIPEN_YEAR_CONTACTS'];
const SPAN =
  ASKED !== undefined
    ? { contacts: Number(ASKED), days: 365, everyDays: WHOLE ? 1 : 12, seed: 5 }
    : WHOLE
      ? { contacts: 50, days: 120, everyDays: 4, seed: 5 }
      : { contacts: 20, days: 40, everyDays: 8, seed: 5 };
/** Odd numbers, so that it is now the beginning of a day, now its end. */
const SETTLES_A_KILL = WHOLE ? 5 : 3;
const KILLS = WHOLE || ASKED !== undefined ? 12 : 3;

type Outcome = {
  readonly ledger: Ledger;
  /** what each page of figures shows */
  readonly figures: Readonly<Record<string, unknown>>;
  readonly state: PortalState;
  readonly calls: number;
};

async function lived(form: 'usual' | 'odd'): Promise<Outcome> {
  const world = await testWorld({
    sandbox: { rate: UNHURRIED_SANDBOX, answers: { form, seed: SPAN.seed } },
    app: { limits: UNHURRIED },
  });
  const year = createYear(world.sandbox, SPAN);
  await world.install();
  await world.settled();
  await liveYear(world, year);
  const calls = world.sandbox.calls.summary().total;
  const figures = await figuresOf(world.app.database, world.sandbox.clock.now());
  return { ledger: await ledgerOf(world.app.database), figures, state: world.sandbox.state(), calls };
}

let undisturbed: Promise<Outcome> | undefined;
/** Lived once, by the test that asks first. */
function plain(): Promise<Outcome> {
  undisturbed ??= lived('usual');
  return undisturbed;
}

/** The app is a process of its own, and is killed while it is at work. */
async function livedWithKills(): Promise<Outcome & { readonly killed: number }> {
  const { sandbox, publicUrl, database, tellTime, drained, kill, start } = await killableWorld();
  const year = createYear(sandbox, SPAN);
  await installAsABrowser(publicUrl);
  await drained();
  let settles = 0;
  let killed = 0;
  const disturb = async () => {
    if (++settles % SETTLES_A_KILL !== 0 || killed === KILLS) return;
    const before = sandbox.calls.summary().total;
    await until('the app is at work', () => sandbox.calls.summary().total > before);
    await kill();
    await start();
    killed++;
  };
  await liveYear({ sandbox, clockMoved: tellTime, settled: drained, disturb }, year);

  expect(sandbox.webhooks.counts().givenUp, 'deliveries that the app missed for all retries').toBe(0);
  const calls = sandbox.calls.summary().total;
  const figures = await figuresOf(database, sandbox.clock.now());
  return { ledger: await ledgerOf(database), figures, state: sandbox.state(), calls, killed };
}

it(`${SPAN.days} days with an app that is killed -9 ${KILLS} times: the same ledger, row for row, and the same figures`, async () => {
  const quiet = await plain();
  const disturbed = await livedWithKills();

  console.log(
    `${disturbed.killed} kills in ${SPAN.days} days of ${SPAN.contacts} contacts\n${countsOf(disturbed.ledger)}`,
  );
  expect(disturbed.killed).toBe(KILLS);
  expect(disturbed.ledger.touches.length).toBeGreaterThan(SPAN.contacts);
  expect(disturbed.ledger).toEqual(quiet.ledger);
  expect(disturbed.figures).toEqual(quiet.figures);
  expect(disturbed.state).toEqual(quiet.state);
});

it(`${SPAN.days} days with a HubSpot that answers oddly: the same ledgers and the same account, row for row`, async () => {
  const usual = await plain();
  const odd = await lived('odd');

  console.log(
    `${SPAN.days} days of ${SPAN.contacts} contacts: ${usual.calls} calls, with the odd HubSpot ${odd.calls}\n${countsOf(odd.ledger)}`,
  );
  expect(odd.ledger.touches.length).toBeGreaterThan(SPAN.contacts);
  expect(odd.ledger).toEqual(usual.ledger);
  expect(odd.figures).toEqual(usual.figures);
  expect(odd.state).toEqual(usual.state);
});
