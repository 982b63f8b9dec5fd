import { expect, it } from 'vitest';
import { createYear } from '../../sandbox/year/year.ts';
import { UNHURRIED, UNHURRIED_SANDBOX } from '../support/fast-limits.ts';
import { shownOtherwise } from '../support/shown-again.ts';
import { tally, testWorld } from '../support/world.ts';
import { liveYear } from '../support/year/year.ts';
import * as laws from '../support/year/year-laws.ts';
import { countsOf, ledgerOf } from '../support/year/year-ledger.ts';
import * as recount from '../support/year/year-recount.ts';
import * as ledgers from '../support/year/year-recount-ledgers.ts';
import { wrongLists } from '../support/year/year-recount-lists.ts';
import { ACCOUNT_ZONE } from '../support/year/year-zone.ts';

const SEED = Number(process.env['RIPEN_YEAR_SEED'] ?? 5);
const DAYS = 365;
/**
 * The stated figure is that of 2,000 lived day by day, which takes a quarter of an hour: see
 * CONTRIBUTING.md. Unless somebody asks for it, thirty live it, and gather twelve days into one.
 */
const ASKED = process.env['RIPEN_YEAR_CONTACTS'];
const CONTACTS = Number(ASKED ?? 30);
const EVERY_DAYS = ASKED === undefined ? 12 : 1;

it(`a year with ${CONTACTS} contacts: every touch in its rhythm, none to the excluded, none too close, every wake-up at once`, async () => {
  // No activity stays longer than a score needs it: nothing of a year may show that.
  const world = await testWorld({
    keepActivitiesMs: 0,
    sandbox: { rate: UNHURRIED_SANDBOX, portals: [{ timeZone: ACCOUNT_ZONE }] },
    app: { limits: UNHURRIED },
  });
  const year = createYear(world.sandbox, { contacts: CONTACTS, days: DAYS, everyDays: EVERY_DAYS, seed: SEED });
  await world.install();
  await world.settled();
  const before = recount.metBefore(world);
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
    outOfHours: laws.outOfHours(ledger, (id) => laws.zonesOf(propertiesOf(id))),
    strays: laws.strays(lived, ledger),
    offCadence: laws.offCadence(lived, ledger),
    forgotten: laws.forgotten(lived, ledger, (id) => (propertiesOf(id)['email'] ?? '') !== ''),
    wrongOutcomes: laws.wrongOutcomes(lived, ledger),
    sleepers: laws.sleepers(lived),
    unanswered: laws.unanswered(lived, ledger),
    unasked: laws.unasked(lived, ledger, before),
    lyingOn: laws.lyingOn(lived, ledger),
    wrongFunnel: await recount.wrongFunnel(world, lived),
    wrongSources: await recount.wrongSources(world, lived),
    wrongStays: await recount.wrongStays(world, lived),
    wrongTracks: await recount.wrongTracks(world),
    wrongAnswers: await recount.wrongAnswers(world, lived),
    wrongSpeed: await ledgers.wrongSpeed(world),
    wrongProgrammes: await ledgers.wrongProgrammes(world),
    wrongPassages: await ledgers.wrongPassages(world),
    wrongLists: await wrongLists(world),
    wrongMails: await recount.wrongMails(world, lived),
    wrongContent: await recount.wrongContent(world, lived, year, before),
    shownOtherwise: await shownOtherwise(world),
  };
  // All of them are told at once: a long year shows every fault.
  expect(Object.fromEntries(Object.entries(broken).filter(([, sentences]) => sentences.length > 0))).toEqual({});
  // And there was something to get wrong.
  expect(ledger.touches.length).toBeGreaterThan(CONTACTS * 2);
  expect(ledger.touches.filter(({ state }) => state === 'missed').length).toBeGreaterThan(CONTACTS / 100);
  expect(ledger.correspondence.filter(({ kind }) => kind === 'excluded').length).toBeGreaterThan(CONTACTS / 5);
  expect(laws.handRaises(lived).length).toBeGreaterThan(CONTACTS / 10);
  expect(ledger.tasks.filter(({ kind }) => kind === 'escalate').length).toBeGreaterThan(CONTACTS / 100);
  expect(lived.wakeUps.length).toBeGreaterThan(CONTACTS / 2);
});
