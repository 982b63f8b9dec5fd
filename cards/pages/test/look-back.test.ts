import { Button, DateInput, LoadingButton, NumberInput, ProgressBar } from '@hubspot/ui-extensions';
import { describe, expect, it } from 'vitest';
import type { LookedBack } from '../contracts/look-back-contract.ts';
import type { PlanSeen } from '../contracts/model-contract.ts';
import { showTab, untilItAsksAgain } from './harness.ts';
import { MODEL } from './views.ts';

const DRAFT = {
  ...{ draftId: 'd', edit: 4, hash: 'h', isReviewed: false, isMine: true },
  ...{ authors: ['Ada Sellers'], differences: ['It gives +9 points.'], warnings: [], signatures: [] },
};
const PLAN: PlanSeen = {
  ...{ state: 'done', planId: 'p', backTo: null, judged: 10, total: 10, fingerprint: 'f', timeZone: 'Europe/Berlin' },
  ...{ differences: [], movers: [] },
};
const DONE: LookedBack = {
  ...{ state: 'done', day: '2026-10-05', until: '2026-11-16', by: 'Ada Sellers', contacts: 900, failed: 0 },
  mqls: { before: 40, after: 55 },
  sqls: { before: 12, after: 21 },
  sqlsAWeek: { before: 2, after: 3.5 },
  wins: 9,
  caught: { before: 4, after: 7 },
  daysBeforeWin: { before: null, after: 18.5 },
  daysEarlier: 6,
  weeks: [{ day: '2026-10-05', mqls: { before: 8, after: 9 }, sqls: { before: 1, after: 1_002 } }],
  owners: [
    { who: 'Anna', aWeek: { before: 1, after: 2.5 } },
    { who: null, aWeek: { before: 1, after: 1 } },
  ],
  ...{ used: 5, missing: 71, calls: 4, others: 824 },
  unknown: [
    { what: 'deals', contacts: 3 },
    { what: '“Job title”', contacts: 2 },
  ],
};

const lookingBack = async (mayEdit: boolean, ...answers: readonly object[]) => {
  const model = { ...MODEL, mayEdit, draft: DRAFT };
  const shown = await showTab('what-if', model, { outcome: 'begun', planId: 'p' }, PLAN, ...answers);
  const { renderer } = shown;
  await renderer.waitFor(() => renderer.findByTestId(LoadingButton, 'compare'));
  renderer.findByTestId(LoadingButton, 'compare').trigger('onClick');
  await renderer.waitFor(() => renderer.findByTestId(Button, 'ask-look-back'));
  renderer.findByTestId(Button, 'ask-look-back').trigger('onClick');
  return shown;
};

describe('looking back', () => {
  it('since a day that somebody chooses: figures of both, when, whose, and what they rest on', async () => {
    const running = { state: 'judging', done: 500, of: 900 };
    const { renderer, bodies, text } = await lookingBack(true, { state: 'none' }, { outcome: 'done' }, running, DONE);
    expect(renderer.findByTestId(LoadingButton, 'look-back').props.disabled).toBe(true);
    renderer.find(DateInput, { name: 'since' }).trigger('onChange', { year: 2026, month: 9, date: 5 } as never);
    await renderer.waitFor(() => expect(renderer.findByTestId(LoadingButton, 'look-back').props.disabled).toBe(false));
    renderer.findByTestId(LoadingButton, 'look-back').trigger('onClick');
    await renderer.waitFor(() => renderer.find(ProgressBar, { title: 'Judging every contact since then' }));

    expect(bodies()).toContainEqual({ planId: 'p', day: '2026-10-05', calls: 0 });
    expect(renderer.find(ProgressBar).props).toMatchObject({ value: 500, maxValue: 900 });
    await untilItAsksAgain();
    await renderer.waitFor(() => renderer.findByTestId(LoadingButton, 'read-past'));
    for (const said of [
      'From Oct 5, 2026 to Nov 16, 2026, asked for by Ada Sellers',
      'Of 9 that were won: SQL before',
      'Wins that both caught were SQL 6 days earlier by the draft (median).',
      '1,002',
      'Without owner',
      'Contacts on whom the figures depend, and whose past is not read: 71. They count as they are today. To read it takes 4 calls to HubSpot at most.',
      'Not known any more, with the number of contacts: their deals (3), “Job title” (2).',
    ])
      expect(text()).toContain(said);
  });

  it('reads what was true then in so many calls as somebody allows, and is stopped', async () => {
    // Asked for again and again, and what becomes of stopping it.
    const reading = { outcome: 'done', state: 'reading', done: 50, of: 71 };
    const { renderer, bodies } = await lookingBack(true, DONE, { outcome: 'done' }, reading);
    await renderer.waitFor(() => expect(renderer.find(NumberInput, { name: 'calls' }).props.value).toBe(4));
    renderer.find(NumberInput, { name: 'calls' }).trigger('onChange', 3 as never);
    await renderer.waitFor(() => expect(renderer.find(NumberInput, { name: 'calls' }).props.value).toBe(3));
    renderer.findByTestId(LoadingButton, 'read-past').trigger('onClick');
    await renderer.waitFor(() => renderer.find(ProgressBar, { title: 'Reading from HubSpot what was true then' }));

    expect(bodies()).toContainEqual({ planId: 'p', day: '2026-10-05', calls: 3 });
    renderer.findByTestId(LoadingButton, 'stop-looking-back').trigger('onClick');
    await renderer.waitFor(() => expect(bodies()).toContainEqual({ planId: 'p' }));
  });

  it('is read by everybody, and begun by whoever may edit', async () => {
    const { renderer, text } = await lookingBack(false, { state: 'failed' });
    await renderer.waitFor(() => expect(text()).toContain('Looking back failed'));

    expect(renderer.maybeFindByTestId(LoadingButton, 'look-back')).toBeNull();
    expect(text()).not.toContain('calls to HubSpot at most');
  });
});
