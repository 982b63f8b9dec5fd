import { expect, it } from 'vitest';
import { DEFAULT_MODEL } from '../model/default-model.ts';
import { parseModel } from '../model/model.ts';
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
