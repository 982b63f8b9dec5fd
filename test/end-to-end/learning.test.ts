import { expect, it } from 'vitest';
import { learnView } from '../../cards/pages/contracts/learn-contract.ts';
import { plainDone } from '../../cards/pages/contracts/plain-done.ts';
import { modelCommand } from '../../cli/model.ts';
import type { World } from '../../demo/world.ts';
import { readDrafts } from '../../src/use-cases/models/draft/edit-draft.ts';
import { callAsCard } from '../support/card-client.ts';
import { letEdit } from '../support/let-edit.ts';
import { chance } from '../support/past/generated-leads.ts';
import { loadPast, type PastRow } from '../support/past/past-portal.ts';
import { settingsOf } from '../support/programs/run-command.ts';
import { testWorld } from '../support/world.ts';

const PAGE = '/cards/pages/learn';

async function run(world: World, ...args: string[]) {
  const [said, complained]: [string[], string[]] = [[], []];
  const code = await modelCommand(args, {
    env: settingsOf(world),
    print: (text) => void said.push(text),
    tell: (text) => void complained.push(text),
  });
  return { code, said: said.join('\n'), complained: complained.join('\n') };
}

const PLAN = { name: 'plan', label: 'Plan', type: 'string' } as const;
const TEAM = { name: 'team', label: 'Team', type: 'string' } as const;
const CONTRACT = { name: 'contract', label: 'Contract', type: 'string' } as const;

/**
 * Leads that want the large plan buy. Somebody enters the contract after a deal is won; of the lost
 * ones, sales gives every fourth a lead status instead of a deal.
 */
function leads(count: number): readonly PastRow[] {
  const draw = chance(7);
  return Array.from({ length: count }, (_, at) => {
    const plan = draw() < 0.4 ? 'large' : 'small';
    const won = draw() < (plan === 'large' ? 0.7 : 0.15);
    return {
      properties: { plan, team: draw() < 0.5 ? 'red' : 'blue', ...(won && { contract: 'signed' }) },
      won,
      ...(!won && at % 4 === 0 && { status: 'UNQUALIFIED' }),
    };
  });
}

it('learns from won and lost leads as they stood before, names the leak, and makes a draft', async () => {
  const world = await testWorld();
  // The commands run on the real clock.
  world.sandbox.clock.set(Date.now());
  const decided = leads(240);
  const later = leads(12).map((lead): PastRow => ({ ...lead, won: undefined, status: 'BAD_TIMING' }));
  loadPast(world.sandbox, { contacts: [PLAN, TEAM, CONTRACT] }, [...decided, ...later], ['contract']);
  await world.install();
  await world.settled();
  const wins = decided.filter(({ won }) => won).length;
  const portalId = world.sandbox.portal().settings.id;
  const id = `${portalId}`;

  const act = async (action: string, body: object) =>
    plainDone.parse((await callAsCard(world, { method: 'POST', path: `${PAGE}/${action}`, body, userId: 7 })).body);
  const settle = async () => {
    world.sandbox.clock.set(Date.now());
    world.app.worker.wake();
    await world.settled();
  };
  expect(await act('begin', { rules: 15, step: 5 }), 'who is on no list').toMatchObject({
    outcome: 'refused',
  });
  await letEdit(world, 7);
  expect(await act('begin', { rules: 15, step: 5 })).toEqual({ outcome: 'done' });
  expect(await act('cancel', {})).toEqual({ outcome: 'done' });
  await settle();
  expect((await run(world, 'learnt', id)).said).toBe('The last learning was cancelled.');
  expect(await readDrafts(world.app.database, portalId)).toEqual([]);
  // How much it had read by then depends on the machine: the next one reads all anew.
  await world.app.database.pool.query('delete from contact_past');
  // Fifty contacts a call: three calls do not suffice for 240, and no fourth is made.
  expect(await run(world, 'learn', id, '--begin', '--calls', '3', '--without', 'plan')).toMatchObject({ code: 0 });
  await settle();
  const some = (await run(world, 'learnt', id)).said;
  expect(some).toContain('90 were not read');
  expect(some).toContain('HubSpot was called 3 times.');
  expect(await act('begin', { rules: 15, step: 5 })).toEqual({ outcome: 'done' });
  expect(await run(world, 'learn', id)).toMatchObject({
    code: 1,
    complained: expect.stringContaining('is learning already'),
  });
  await settle();
  const learnt = await run(world, 'learnt', id);

  expect(learnt.said).toContain('as it stood 7 days after it came');
  expect(learnt.said).toContain('HubSpot was called 2 times.');
  const unqualified = decided.filter(({ status }) => status !== undefined).length;
  expect(learnt.said).toContain(
    `${unqualified} of the lost leads have a lead status that means lost: Unqualified.\nLead statuses that leave a lead open: New, `,
  );
  expect(learnt.said).toContain(`${wins} won and ${240 - wins} lost leads`);
  expect(learnt.said.match(/^"(.*)" knows the outcome/gm)).toEqual(['"Contract" knows the outcome']);
  expect(learnt.said).toContain(
    '100 % of these values were typed after the deal was won, mostly by people in HubSpot.',
  );
  // The points in force say the same of all these leads, and nothing of competitors.
  expect(learnt.said).toContain(
    '  -60 → −60  Works for a competitor. It held for none of these leads, so it stays as it is.',
  );
  expect(learnt.said).toMatch(/0 → \+\d*[05] \([+−]\d+ to \+\d+\) {2}Plan: large/);
  expect(learnt.code).toBe(0);
  const [draft] = await readDrafts(world.app.database, portalId);
  expect(JSON.stringify(draft?.last.document)).toMatch(/"field":"plan"/);
  expect(JSON.stringify(draft?.last.document)).not.toMatch(/"field":"contract"/);
  expect((await viewOf(world)).learning).toMatchObject({ state: 'done', hasDraft: true, by: expect.any(String) });
  const gone = { draftId: draft!.draftId, edit: draft!.last.edit };
  await callAsCard(world, { method: 'POST', path: '/cards/pages/model/discard', body: gone, userId: 7 });
  expect((await viewOf(world)).learning, 'a draft that is no more').toMatchObject({ state: 'done', hasDraft: false });

  // What was read is kept: HubSpot is not asked again.
  expect(await run(world, 'learn', id, '--begin', '--keep', 'contract', '--without', 'plan')).toMatchObject({
    code: 0,
  });
  await settle();
  const again = await run(world, 'learnt', id);
  expect(again.said).toContain('HubSpot was called 0 times.');
  expect(again.said).toContain('"Contract" was known of 0 % of the leads then');
  expect(again).toMatchObject({ code: 3, said: expect.stringContaining('Keep your points.') });
  expect(await act('cancel', {})).toMatchObject({ outcome: 'refused' });
  expect(await run(world, 'learn', id, '--rules', '0')).toMatchObject({ code: 2 });

  // Somebody says that other lead statuses mean lost, and that stays.
  expect(await run(world, 'learn', id, '--begin', '--lost-status', 'Bored')).toMatchObject({
    code: 1,
    complained: expect.stringContaining('no lead status "Bored"'),
  });
  await run(world, 'learn', id, '--begin', '--lost-status', 'bad_timing');
  await settle();
  const other = (await run(world, 'learnt', id)).said;
  expect(other).toContain(`${wins} won and ${240 - wins - unqualified + later.length} lost leads`);
  expect(other).toContain(`${later.length} of the lost leads have a lead status that means lost: Bad timing.`);
  const { leadStatuses } = await viewOf(world);
  expect(leadStatuses.filter(({ isLost }) => isLost).map(({ value }) => value)).toEqual(['BAD_TIMING']);
});

async function viewOf(world: World) {
  const { body } = await callAsCard(world, { path: PAGE });
  const view = learnView.parse(body);
  expect(view, 'a field that the page does not know').toEqual(body);
  if (view.state !== 'ok') throw new Error(`The page is ${view.state}.`);
  return view;
}
