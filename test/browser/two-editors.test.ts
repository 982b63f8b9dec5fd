import { beforeAll, describe, expect, it } from 'vitest';
import { modelView } from '../../cards/pages/contracts/contract.ts';
import { callAsCard } from '../support/card-client.ts';
import { letEdit } from '../support/let-edit.ts';
import { axeProblems, NO_BROWSER, pressButton, type Stage, setStage } from './stage.ts';

let stage: Stage;
const COLLEAGUE = 8;

describe.skipIf(NO_BROWSER !== undefined)('two people with one draft', () => {
  beforeAll(async () => {
    stage = await setStage();
    return stage.close;
  });

  it('are told field by field what both changed, and find in force what they scheduled', async () => {
    const { world } = stage;
    const page = await stage.open('/app');
    const press = (name: string | RegExp) => pressButton(page, name);
    const toTab = (name: string) => page.getByRole('tab', { name, exact: true }).press('Enter');
    const model = async () => {
      const seen = modelView.parse((await callAsCard(world, { path: '/cards/pages/model' })).body);
      if (seen.state !== 'ok') throw new Error(seen.state);
      return seen;
    };
    const rule = (await model()).rules.find(({ id }) => id === 'country_target')!;
    await letEdit(world, COLLEAGUE);
    const set = (path: readonly string[], value: unknown) => ({ what: 'set', path, value });
    const saves = async (...changes: readonly unknown[]) => {
      const { draft, version } = await model();
      const seen = { version, draft: draft && { draftId: draft.draftId, edit: draft.edit } };
      const request = { method: 'POST', path: '/cards/pages/model/change', userId: COLLEAGUE } as const;
      expect((await callAsCard(world, { ...request, body: { seen, changes } })).body).toEqual({ outcome: 'done' });
    };

    await toTab('Model');
    await page.getByText(/Counted over/).waitFor();
    await press(rule.label);
    const panel = page.getByRole('dialog');
    await panel.getByLabel('Points (required)').fill('30');
    // Meanwhile the colleague gives the same rule other points, and changes something else.
    await saves(set(['explicit', `${rule.at}`, 'points'], 12), set(['groups', '0', 'cap'], 40));
    await press('Save in the draft');
    await panel.getByText(/Nothing was saved: .+ has changed the same in the meantime/).waitFor();
    await panel.getByText(/You: .*gives \+30 points.*: .*gives \+12 points/).waitFor();
    expect(await axeProblems(page), 'what both changed').toEqual([]);
    await press('Save my change');
    await page.getByText(/A draft by .* with 2 changes/).waitFor();
    expect((await model()).draft!.differences).toEqual([
      expect.stringMatching(/most points is 40/),
      expect.stringMatching(/gives \+30 points/),
    ]);

    await toTab('What-if');
    await press('Compare with everybody');
    await page.getByRole('button', { name: 'Publish exactly this' }).waitFor();
    const movers = await page.getByRole('button', { name: /^Why: / }).count();
    expect(movers).toBeGreaterThan(0);
    await page.getByLabel(/Why does the model change/).fill('Our countries buy most');
    await page.getByLabel('When', { exact: true }).selectOption('On a later day');
    await page.getByLabel('Day (required)').fill('2026-11-16');
    await page.getByLabel(/^Time /).fill('18:30');
    await press('Publish exactly this then');
    await page.getByText(/It is to be published on 16 Nov 2026, 18:30/).waitFor();
    expect((await model()).version).toBe(1);

    world.sandbox.clock.advance(12 * 3_600_000);
    world.app.worker.wake();
    await world.settled();
    expect((await model()).version).toBe(2);
    await toTab('Model');
    await toTab('Versions');
    await page.getByText('Our countries buy most').waitFor();
    await page.getByText(/Version 2.*in force/).waitFor();
    expect(await page.getByText(/It is to be published on/).count()).toBe(0);
    expect(await axeProblems(page), 'what was published at its instant').toEqual([]);
  });
});
