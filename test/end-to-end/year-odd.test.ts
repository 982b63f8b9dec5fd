import { expect, it } from 'vitest';
import type { AnswerForm } from '../../sandbox/forms/form.ts';
import { createYear } from '../../sandbox/year/year.ts';
import { UNHURRIED, UNHURRIED_SANDBOX } from '../support/fast-limits.ts';
import { testWorld } from '../support/world.ts';
import { liveYear } from '../support/year.ts';
import { countsOf, ledgerOf } from '../support/year-ledger.ts';

const SEED = 5;
const DAYS = 365;
const CONTACTS = 160;

/**
 * A year with a HubSpot that answers in this form: a twelfth of the people, and things happen on
 * every third day.
 */
async function yearOf(form: AnswerForm['form']) {
  const world = await testWorld({
    sandbox: { rate: UNHURRIED_SANDBOX, answers: { form, seed: SEED } },
    app: { terms: { pollMs: 10 }, limits: UNHURRIED },
  });
  const year = createYear(world.sandbox, { contacts: CONTACTS, days: DAYS, everyDays: 3, seed: SEED });
  await world.install();
  await world.settled();
  const began = performance.now();
  await liveYear(world, year);
  const seconds = Math.round((performance.now() - began) / 1_000);
  const calls = world.sandbox.calls.summary().total;
  return { ledger: await ledgerOf(world.app.database), state: world.sandbox.state(), seconds, calls };
}

it('the year with a HubSpot that answers oddly: the same ledgers and the same account, row for row', async () => {
  const usual = await yearOf('usual');
  const odd = await yearOf('odd');

  console.log(
    `A year of ${CONTACTS} contacts: ${usual.calls} calls in ${usual.seconds} s, with the odd HubSpot ` +
      `${odd.calls} calls in ${odd.seconds} s\n${countsOf(odd.ledger)}`,
  );
  expect(odd.ledger.touches.length).toBeGreaterThan(300);
  expect(odd.ledger).toEqual(usual.ledger);
  expect(odd.state).toEqual(usual.state);
}, 2_400_000);
