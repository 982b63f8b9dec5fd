import {
  Accordion,
  Alert,
  LoadingButton,
  MultiSelect,
  ProgressBar,
  Tab,
  TableCell,
  Tabs,
  Text,
} from '@hubspot/ui-extensions';
import { expect, it } from 'vitest';
import type { LearningSeen, LearnView } from '../contracts/learn-contract.ts';
import { HEALTHY, NOW } from '../shared/test/views.ts';
import { type Answer, show as showPage } from './harness.ts';

const RUNNING: LearningSeen = {
  state: 'running',
  by: 'Ada Sellers',
  begunAt: NOW,
  step: 'reading',
  read: 1200,
  all: 4000,
  hasDraft: false,
  report: null,
};
const DONE: LearningSeen = {
  ...RUNNING,
  state: 'done',
  hasDraft: true,
  report: {
    wins: 120,
    losses: 480,
    past: ['120 won and 480 lost leads.'],
    leaks: ['Contract knows the outcome.'],
    judged: ['Of two of them, the new points put the won one first 74 times in 100.'],
    why: null,
    rules: [
      { label: 'Plan: large', old: 0, points: 35, plusMinus: 6, leads: 200, wins: 90, why: 'They buy.' },
      { label: 'Lives where you sell', old: 15, points: 9, plusMinus: null, leads: null, wins: null, why: 'It stays.' },
    ],
    changes: ['The score starts at 12.'],
    details: ['ROC AUC 0.740'],
  },
};
const leadStatuses = [
  { value: 'NEW', label: 'New', isLost: false },
  { value: 'UNQUALIFIED', label: 'Unqualified', isLost: true },
  { value: 'BAD_TIMING', label: 'Bad timing', isLost: false },
];
const learning = (one: LearningSeen | null, mayEdit = true): LearnView => ({
  state: 'ok',
  mayEdit,
  leadStatuses,
  learning: one,
});

function show(...answers: readonly Answer[]) {
  const shown = showPage(HEALTHY, ...answers);
  void shown.renderer
    .waitFor(() => shown.renderer.find(Tabs))
    .then(() => {
      const { tabId } = shown.renderer.find(Tab, { title: 'Learn' }).props;
      shown.renderer.find(Tabs).trigger('onSelectedChange', tabId as never);
    });
  return shown;
}

it('begins with the rules and steps that somebody chose', async () => {
  const { renderer, calls } = show(learning(null), { outcome: 'done' }, learning(RUNNING));

  await renderer.waitFor(() => renderer.findByTestId(LoadingButton, 'begin-learning'));
  renderer.findByTestId(LoadingButton, 'begin-learning').trigger('onClick', undefined as never);
  await renderer.waitFor(() => renderer.findByTestId(Text, 'learn-step'));

  expect(calls()).toContain('https://ripen.example/cards/pages/learn/begin');
  expect(renderer.find(ProgressBar).props).toMatchObject({ value: 1200, maxValue: 4000 });
});

it('shows which lead statuses mean lost, and takes others', async () => {
  const { renderer, bodies } = show(learning(null), { outcome: 'done' }, learning(RUNNING));

  await renderer.waitFor(() => renderer.findByTestId(LoadingButton, 'begin-learning'));
  const chosen = () => renderer.find(MultiSelect, { name: 'lost-statuses' });
  expect(chosen().props.value).toEqual(['UNQUALIFIED']);
  chosen().trigger('onChange', ['UNQUALIFIED', 'BAD_TIMING'] as never);
  renderer.findByTestId(LoadingButton, 'begin-learning').trigger('onClick', undefined as never);
  await renderer.waitFor(() => renderer.findByTestId(Text, 'learn-step'));

  expect(bodies()).toContainEqual({ rules: 15, step: 1, lostStatuses: ['UNQUALIFIED', 'BAD_TIMING'] });
});

it('shows old and new points with what stands behind them, leaks by name, and the way to the draft', async () => {
  const { renderer, text } = show(learning(DONE));

  await renderer.waitFor(() => renderer.findByTestId(LoadingButton, 'to-learnt-draft'));

  expect(renderer.find(Alert).props.title).toBe('Learnt from 120 won leads');
  expect(text()).toContain('Contract knows the outcome.');
  expect(renderer.findAll(TableCell).map((cell) => cell.text)).toEqual([
    ...['Plan: large', '0 → 35 (29 to 41)', '90 of 200', 'They buy.'],
    ...['Lives where you sell', '15 → 9', null, 'It stays.'],
  ]);
});

it('keeps rules that stay as they are out of the way', async () => {
  const stays = {
    label: 'Has a budget',
    old: 12,
    points: 12,
    plusMinus: null,
    leads: null,
    wins: null,
    why: 'As it is.',
  };
  const report = { ...DONE.report!, rules: [stays, ...DONE.report!.rules] };
  const { renderer } = show(learning({ ...DONE, report }));

  await renderer.waitFor(() => renderer.findByTestId(LoadingButton, 'to-learnt-draft'));

  const folded = renderer.find(Accordion, { title: 'Rules that stay as they are: 1' });
  expect(folded.findAll(TableCell).map((cell) => cell.text)).toEqual(['Has a budget', '12 → 12', null, 'As it is.']);
  expect(renderer.findAll(TableCell)).toHaveLength(12);
});

it('says why nothing is proposed, and lets nobody begin who only reads', async () => {
  const why = 'Nothing is proposed, because there are 3 wins. Keep your points.';
  const report = { ...DONE.report!, why, rules: [], judged: [] };
  const { renderer, text } = show(learning({ ...DONE, hasDraft: false, report }, false));

  await renderer.waitFor(() => renderer.find(Alert));

  expect(renderer.findAll(Alert).map(({ props }) => props.title)).toEqual([
    expect.stringMatching(/^You can read the model, and not change it/),
    'Keep your points',
  ]);
  expect(text()).toContain(why);
  expect(renderer.findAll(LoadingButton).map(({ props }) => props.testId)).toEqual(['load-again']);
});
