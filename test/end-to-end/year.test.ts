import { expect, it } from 'vitest';
import { tally, testWorld } from '../support/world.ts';
import { createYear, liveYear } from '../support/year.ts';
import * as laws from '../support/year-laws.ts';
import { ledgerOf, tallyOf } from '../support/year-ledger.ts';

/** HubSpot's quota is not what this is about; a year of it would take a day. */
const NO_HURRY = {
  sandbox: { rate: { max: 5_000, windowMs: 1_000, searchMax: 5_000, searchWindowMs: 1_000 } },
  app: {
    terms: { pollMs: 10 },
    limits: {
      general: { cap: 5_000, windowMs: 1_025, concurrency: 8 },
      search: { cap: 5_000, windowMs: 1_025, concurrency: 3 },
      longestWaitMs: 60_000,
    },
  },
};

it('a year with 2,000 contacts: every touch in its rhythm, none to the excluded, none too close, every wake-up at once', async () => {
  const world = await testWorld(NO_HURRY);
  const contacts = Number(process.env['YEAR_CONTACTS'] ?? 2_000);
  const year = createYear(world.sandbox, { contacts, days: 365, seed: 5 });
  await world.install();
  await world.settled();
  const began = performance.now();

  const lived = await liveYear(world, { ...year, days: year.days.slice(0, Number(process.env['YEAR_DAYS'] ?? 365)) });

  const ledger = await ledgerOf(world.app.database);
  const propertiesOf = (contactId: number) =>
    world.sandbox.portal().records.contacts.resolve(`${contactId}`)?.properties ?? {};
  console.log(
    [
      `${contacts} contacts, ${lived.events.length} events, ${lived.sent.length} mails, ${lived.done.length} tasks done, ${lived.wakeUps.length} wake-ups; ${Math.round((performance.now() - began) / 1_000)} s`,
      `touches ${JSON.stringify(tallyOf(ledger.touches, (t) => `${t.programme} ${t.kind} ${t.state}`))}`,
      `correspondence ${JSON.stringify(tallyOf(ledger.correspondence, (c) => c.kind))}`,
      `tasks ${JSON.stringify(tallyOf(ledger.tasks, (t) => `${t.kind} ${t.state}`))}`,
      `causes ${JSON.stringify(tallyOf(ledger.touches, (t) => `${t.state}: ${t.cause}`))}`,
      `segments ${JSON.stringify(tally(world, 'ripen_dormant_segment'))}`,
    ].join('\n'),
  );
  const problems = {
    sendsToExcluded: laws.sendsToExcluded(lived, ledger),
    sendsUnknown: laws.sendsUnknown(lived, ledger),
    collisions: laws.collisions(ledger),
    outOfHours: laws.outOfHours(ledger, (id) => laws.zoneOf(propertiesOf(id)['hs_timezone'])),
    strays: laws.strays(lived, ledger),
    offCadence: laws.offCadence(lived, ledger),
    forgotten: laws.forgotten(lived, ledger, (id) => (propertiesOf(id)['email'] ?? '') !== ''),
    wrongOutcomes: laws.wrongOutcomes(lived, ledger),
    sleepers: laws.sleepers(lived),
  };
  for (const [k, v] of Object.entries(problems)) console.log(k, v.length, JSON.stringify(v.slice(0, 8)));
  for (const [law, broken] of Object.entries(problems)) expect(broken, law).toEqual([]);
}, 600_000);
