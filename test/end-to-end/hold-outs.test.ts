import { expect, it } from 'vitest';
import { holdOutsView } from '../../cards/pages/contracts/hold-out-contract.ts';
import { cardAnswer } from '../../cards/score/contract.ts';
import { modelCommand } from '../../cli/model.ts';
import { DEFAULT_MODEL } from '../../src/domain/model/default-model.ts';
import { startAccount } from '../support/account.ts';
import { callAsCard } from '../support/card-client.ts';
import { settingsOf } from '../support/programs/run-command.ts';
import { publishAtOnce } from '../support/publish-at-once.ts';
import { DAY } from '../support/world.ts';

const NEWSLETTER = { kind: 'form_submission', page: 'Blog', form: 'Newsletter' };
const DEMO = { kind: 'form_submission', page: 'Home', form: 'Request a demo' };

it('half of those who become MQLs are left out of nurture, not of sales, until the hold-out ends', async () => {
  const account = await startAccount();
  const { world, portalId, user, lists, properties } = account;
  const { db } = world.app.database;
  const before = await account.arrives();
  await user.delivers(before, NEWSLETTER);
  await account.notice();
  const publish = async (holdOut: object | undefined, backTo: number | null = null) => {
    const document = { ...DEFAULT_MODEL, ...(holdOut && { holdOut }) };
    const done = await publishAtOnce({ db, clock: { now: account.now } }, portalId, document, backTo);
    expect(done).toMatchObject({ outcome: 'published' });
    await account.pass(1_000);
  };
  const page = async () => {
    const { body } = await callAsCard(world, { path: '/cards/pages/hold-outs' });
    const view = holdOutsView.parse(body);
    expect(view, 'a field that the page does not know').toEqual(body);
    if (view.state !== 'ok') throw new Error(view.state);
    return view.tracks[0]!;
  };
  const ledgers = () =>
    Promise.all((['touch', 'stay', 'task'] as const).map((table) => db.selectFrom(table).selectAll().execute()));
  const rows = await ledgers();
  expect(await page()).toMatchObject({ track: 'mql_nurture', share: 0, holdOut: null });

  await publish({ mql_nurture: 50 });
  expect(await ledgers()).toEqual(rows);
  const ids: string[] = [];
  for (let n = 0; n < 20; n++) ids.push(await account.arrives());
  await account.pass(1_000);
  for (const id of ids) await user.delivers(id, NEWSLETTER);
  await account.notice();

  const left = ids.filter((id) => lists(id).length === 0);
  const served = ids.filter((id) => lists(id).includes('mql_nurture'));
  expect(left.length + served.length).toBe(20);
  // The chance that nobody or everybody is left out is one in half a million.
  expect(left.length).toBeGreaterThan(0);
  expect(served.length).toBeGreaterThan(0);
  expect(lists(before), 'who was there before').toEqual(['mql_nurture']);
  expect(properties(left[0]!)).toMatchObject({ ripen_qualification: 'mql', ripen_nurture_track: 'none' });
  expect(properties(left[0]!)['ripen_next_touch_kind'] ?? '').toBe('');
  const { body } = await callAsCard(world, { path: `/cards/score?contactId=${left[0]}` });
  expect(cardAnswer.parse(body).view).toMatchObject({ track: 'none', leftOut: 'mql_nurture' });
  const { holdOut } = await page();
  expect(holdOut).toMatchObject({ share: 50, until: null, verdict: 'too_few', isOff: false });
  expect([holdOut!.leftOut.seen, holdOut!.treated.seen]).toEqual([left.length, served.length]);

  await user.delivers(left[0]!, DEMO);
  await account.notice();
  expect(lists(left[0]!)).toContain('sales_ready');
  expect((await page()).holdOut!.leftOut).toMatchObject({ sql: 1 });
  await account.pass(8 * DAY);
  for (const id of left.slice(1)) expect(await account.touches(id)).toEqual([]);
  for (const id of served) expect(await account.touches(id)).not.toEqual([]);

  const said: string[] = [];
  const hears = { env: settingsOf(world), print: (text: string) => void said.push(text), tell: () => {} };
  expect(await modelCommand(['hold-outs', `${portalId}`], hears)).toBe(0);
  expect(said[0]).toBe('mql_nurture: 50 % of those who enter are left out');

  await publish(undefined);
  for (const id of left.slice(1)) expect(lists(id)).toContain('mql_nurture');
  expect(lists(left[0]!)).toContain('sales_ready');
  expect((await page()).holdOut).toMatchObject({ ended: 'changed' });

  await publish({ mql_nurture: 50 }, 3);
  for (const id of left.slice(1)) expect(lists(id), 'left out as before').toEqual([]);
  for (const id of served) expect(lists(id)).toContain('mql_nurture');
  expect((await page()).holdOut).toMatchObject({ share: 50, until: null, leftOut: { seen: left.length } });
});
