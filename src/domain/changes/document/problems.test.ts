import { expect, it } from 'vitest';
import { DEFAULT_MODEL } from '../../model/default-model.ts';
import { parseModel } from '../../model/model.ts';
import { editModel, type ModelEdit } from './edits.ts';
import { problemsIn } from './problems.ts';

const set = (path: string, value?: unknown): ModelEdit => ({ what: 'set', path: path.split('.'), value });

it.each<[ModelEdit, string, RegExp]>([
  [set('calendar.from', '9 o’clock'), 'calendar.from', /^Expected a time of day such as 09:00\.$/],
  [set('calendar.from', '18:30'), 'calendar', /^Expected from before to\.$/],
  [
    set('calendar.holidays', ['2027-02-30']),
    'calendar.holidays.0',
    /^Expected a day that there is, and 2027-02-30 came\.$/,
  ],
  [set('dormancy.sqlSilentDays', -3), 'dormancy.sqlSilentDays', /^Enter more than 0\.$/],
  [set('dormancy.sqlSilentDays', 5000), 'dormancy.sqlSilentDays', /^Enter at most 3650\.$/],
  [set('dormancy.sqlSilentDays'), 'dormancy.sqlSilentDays', /^Fill this in\.$/],
  [set('dormancy.sqlSilentDays', 'x'), 'dormancy.sqlSilentDays', /^Enter a number\.$/],
  [set('touch.graceDays', 1.5), 'touch.graceDays', /^Enter a whole number\.$/],
  [set('explicit.0.label', ''), 'explicit.0.label', /^Fill this in\.$/],
  [set('explicit.0.label', 'x'.repeat(201)), 'explicit.0.label', /^Enter at most 200 characters\.$/],
  [set('explicit.0.when', { field: 'country', equals: '' }), 'explicit.0.when', /^Choose a property in every line/],
  [
    set('explicit.0.when', { any: [{ field: '', known: true }] }),
    'explicit.0.when',
    /^Choose a property in every line/,
  ],
  [set('implicit.0.signals', []), 'implicit.0.signals', /^Choose or add at least one\.$/],
  [set('qualification.mql.leave.combined', 90), 'qualification.mql', /^Expected leave thresholds at or below/],
  [set('journey.0.stage', 'love'), 'journey.0.stage', /^Choose one of awareness, consideration, decision\.$/],
  [
    { what: 'add', path: ['behaviours'], value: {} },
    `behaviours.${DEFAULT_MODEL.behaviours.length}`,
    /^Fill in every field/,
  ],
  [set('name', `a${'b'.repeat(3_000)}`), 'name', /at most 2,000 characters/],
  [set('explicit.0.label', ' \u200b '), 'explicit.0.label', /^Expected text that can be seen, and only blanks came\.$/],
  [set('explicit.0.label', 'a\u202Eb'), 'explicit.0.label', /^Expected text that can be seen, and a control/],
  [set('explicit.0.group', ''), 'explicit.0.group', /^Fill this in\.$/],
  [set('explicit.0.off', 'yes'), 'explicit.0.off', /^This does not fit here/],
  [set('signals.0', { id: 'a', label: 'A', colour: 'red' }), 'signals.0', /^This does not fit here/],
  [
    set('qualification.stages.mql', 'raw'),
    'qualification.stages.mql',
    /^Ripen writes the lifecycle stage “raw”, so it must be among/,
  ],
])('what is wrong stands at its field, in a sentence: %j', (edit, path, sentence) => {
  const done = editModel(DEFAULT_MODEL, [edit]);

  if (done.outcome === 'refused') throw new Error(done.sentence);
  expect(parseModel(done.document).outcome, 'it must be refused').toBe('invalid');
  expect(problemsIn(done.document)).toContainEqual({
    path: path.split('.'),
    sentence: expect.stringMatching(sentence),
  });
});

it('a model that may be published has none', () => {
  expect(problemsIn(DEFAULT_MODEL)).toEqual([]);
});

it('what is taken out and still needed is called by its name, and so is whatever needs it', () => {
  const { signals, implicit } = DEFAULT_MODEL;
  const rule = implicit.find((one) => 'signals' in one)!;
  const [needed] = 'signals' in rule ? rule.signals : [];
  const { label } = signals.find(({ id }) => id === needed)!;
  const done = editModel(DEFAULT_MODEL, [
    set(
      'signals',
      signals.filter(({ id }) => id !== needed),
    ),
  ]);
  if (done.outcome === 'refused') throw new Error(done.sentence);

  expect(problemsIn(done.document, DEFAULT_MODEL).map(({ sentence }) => sentence)).toContain(
    `The model has no signal “${label}”, and this needs it: “${rule.label}”. Choose another one there.`,
  );
});

it.each(['😀', 'مرحبا', 'שלום \u200f!', '日本語'])('a name may be written in any script: %s', (label) => {
  const done = editModel(DEFAULT_MODEL, [set('explicit.0.label', label)]);

  expect(done.outcome === 'edited' && problemsIn(done.document)).toEqual([]);
});
