import { expect, it } from 'vitest';
import { modelCommand } from '../../cli/model.ts';
import type { World } from '../../demo/world.ts';
import { readDrafts } from '../../src/use-cases/models/edit-draft.ts';
import { chance } from '../support/generated-leads.ts';
import { loadPast, type PastRow } from '../support/past-portal.ts';
import { settingsOf } from '../support/run-command.ts';
import { testWorld } from '../support/world.ts';

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

/** Who wants the large plan buys; the contract is typed after the deal is won. */
function leads(count: number): readonly PastRow[] {
  const draw = chance(7);
  return Array.from({ length: count }, () => {
    const plan = draw() < 0.4 ? 'large' : 'small';
    const won = draw() < (plan === 'large' ? 0.7 : 0.15);
    return {
      properties: { plan, team: draw() < 0.5 ? 'red' : 'blue', ...(won && { contract: 'signed' }) },
      won,
    };
  });
}

it('learns from won and lost leads as they stood before, names the leak, and makes a draft', async () => {
  const world = await testWorld();
  // The commands run on the real clock.
  world.sandbox.clock.set(Date.now());
  loadPast(world.sandbox, { contacts: [PLAN, TEAM, CONTRACT] }, leads(400), ['contract']);
  await world.install();
  await world.settled();
  const portalId = world.sandbox.portal().settings.id;
  const id = `${portalId}`;

  expect(await run(world, 'learn', id, '--begin')).toMatchObject({ code: 0 });
  expect(await run(world, 'learn', id)).toMatchObject({
    code: 1,
    complained: expect.stringContaining('learns already'),
  });
  world.sandbox.clock.set(Date.now());
  world.app.worker.wake();
  await world.settled();
  const learnt = await run(world, 'learnt', id);

  expect(learnt.said).toContain('as it stood 7 days after it came');
  expect(learnt.said.match(/^"(.*)" knows the outcome/gm)).toEqual(['"Contract" knows the outcome']);
  expect(learnt.said).toContain(
    '100 % of these values were typed after the deal was won, mostly by people in HubSpot.',
  );
  expect(learnt.said).toMatch(/0 → \+\d+ ± \d+ {2}Plan: large/);
  expect(learnt.code).toBe(0);
  const [draft] = await readDrafts(world.app.database, portalId);
  expect(JSON.stringify(draft?.last.document)).toMatch(/"field":"plan"/);
  expect(JSON.stringify(draft?.last.document)).not.toMatch(/"field":"(contract|team)"/);
});
