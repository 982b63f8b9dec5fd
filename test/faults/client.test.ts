import { expect, test } from 'vitest';
import type { AnswerForm } from '../../sandbox/forms/form.ts';
import { loadSample } from '../../sandbox/sample/sample.ts';
import { someone } from '../support/someone.ts';
import { DAY, tally, testWorld } from '../support/world.ts';
import { ledgerOf } from '../support/year-ledger.ts';

/*
 * HubSpot answers in other words than expected: other codes of success, other types, fields that are left out, pages where
 * there were none. What becomes of contacts is the same.
 */

/** The sample, an installation and ten days in which people do what they do, with a HubSpot that answers in this form. */
async function tenDays(form: AnswerForm['form']) {
  const world = await testWorld({ sandbox: { answers: { form } } });
  const { sandbox } = world;
  loadSample(sandbox.portal());
  const user = someone(sandbox.url, sandbox.portal().settings.id);
  await world.install();
  await world.settled();
  const ids = sandbox.state().contacts.map(({ id }) => id);
  await user.delivers(ids[3]!, { kind: 'form_submission', page: 'Pricing', form: 'Request a demo' });
  await user.delivers(ids[4]!, { kind: 'deal_lost' });
  await user.delivers(ids[5]!, { kind: 'unsubscribe' });
  await user.deletes(ids[6]!);
  await user.merges(ids[7]!, ids[8]!);
  for (let day = 0; day < 10; day++) {
    sandbox.clock.advance(DAY);
    await world.settled();
    await user.delivers(ids[20 + day]!, { kind: 'page_view', url: 'https://firm.example/pricing', count: 3 });
  }
  await world.settled();
  const { rows } = await world.app.database.pool.query(
    'select last_error from contact where run_at is null and attempts > 0',
  );
  return {
    state: sandbox.state(),
    ledger: await ledgerOf(world.app.database),
    segments: tally(world, 'ripen_dormant_segment'),
    calls: sandbox.calls.summary().total,
    parked: rows,
  };
}

test('whatever the form of its answers, HubSpot and Ripen agree on the same contacts', async () => {
  const usual = await tenDays('usual');
  expect(usual.segments['closed_lost']).toBeGreaterThan(20);

  for (const form of ['least', 'fullest', 'odd'] as const) {
    const other = await tenDays(form);
    console.log(`${form}: ${other.calls} calls, usual ${usual.calls}`);
    expect(other.state, form).toEqual(usual.state);
    expect(other.ledger, form).toEqual(usual.ledger);
    expect(other.parked, form).toEqual(usual.parked);
  }
}, 600_000);
