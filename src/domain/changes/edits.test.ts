import { describe, expect, it } from 'vitest';
import { DEFAULT_MODEL } from '../model/default-model.ts';
import { parseModel } from '../model/model.ts';
import { differencesOf } from './differences.ts';
import { type ChosenCondition, conditionChosen, editModel, type ModelEdit } from './edits.ts';

const part = (more: Partial<ChosenCondition['parts'][number]>): ChosenCondition['parts'][number] => ({
  field: 'industry',
  operator: 'is',
  value: 'Banking',
  not: false,
  ...more,
});

describe('a choice of a person', () => {
  it.each<[string, ModelEdit, RegExp]>([
    ['points of a rule', { what: 'rule', id: 'country_target', points: 12 }, /gives \+12 points, and gave \+10/],
    ['points in proportion', { what: 'rule', id: 'persona_match', points: 7 }, /the points at full match is 7/],
    ['half-life', { what: 'rule', id: 'pricing', halfLifeDays: null }, /half-life in days is none, and was 21/],
    ['a rule less', { what: 'delete', id: 'student' }, /is taken out/],
    ['another order', { what: 'move', id: 'country_target', by: 1 }, /The order of each rule is now/],
    ['a cap', { what: 'group', id: 'geography', cap: 25 }, /the most points is 25/],
    ['a threshold', { what: 'gate', level: 'mql', way: 'enter', score: 'combined', points: 35 }, /35/],
    ['a grade', { what: 'grade', of: 'fit', at: 0, from: 70 }, /70, 40, 20/],
    [
      'a new rule',
      { what: 'add', label: 'Works in a bank', group: 'company', points: 5, when: { join: 'all', parts: [part({})] } },
      /New rule “Works in a bank” \(works_in_a_bank\)/,
    ],
  ])('%s: just that differs, and the model can be published', (_what, edit, sentence) => {
    const done = editModel(DEFAULT_MODEL, edit);

    if (done.outcome === 'refused') throw new Error(done.sentence);
    expect(parseModel(done.model)).toMatchObject({ outcome: 'valid' });
    const differences = differencesOf(DEFAULT_MODEL, done.model);
    expect(differences).toHaveLength(1);
    expect(differences[0]!.sentence).toMatch(sentence);
  });

  it.each<[string, ModelEdit]>([
    ['a rule that is gone', { what: 'rule', id: 'gone', points: 1 }],
    ['a group that is gone', { what: 'group', id: 'gone', cap: 1 }],
    ['a rule above the first', { what: 'move', id: DEFAULT_MODEL.explicit[0]!.id, by: -1 }],
    ['points of several steps', { what: 'rule', id: 'visits_often', points: 3 }],
    [
      'a value that is missing',
      { what: 'add', label: 'x', group: 'company', points: 1, when: { join: 'all', parts: [part({ value: ' , ' })] } },
    ],
  ])('%s is refused in a sentence', (_what, edit) => {
    expect(editModel(DEFAULT_MODEL, edit)).toEqual({ outcome: 'refused', sentence: expect.stringMatching(/\w.+\.$/) });
  });
});

it.each([
  [part({ value: 'Banking, Insurance' }), { field: 'industry', oneOf: ['Banking', 'Insurance'] }],
  [part({ operator: 'contains', value: 'bank' }), { field: 'industry', contains: ['bank'] }],
  [part({ operator: 'at_least', value: ' 50 ' }), { field: 'industry', atLeast: 50 }],
  [part({ operator: 'below', value: '9' }), { field: 'industry', below: 9 }],
  [part({ operator: 'within_days', value: '30' }), { field: 'industry', withinDays: 30 }],
  [part({ operator: 'unknown', value: '' }), { field: 'industry', known: false }],
  [part({ not: true }), { not: { field: 'industry', equals: 'Banking' } }],
  [part({ operator: 'below', value: 'many' }), expect.stringContaining('A number was expected')],
])('the part %j of a condition is %j', (chosen, condition) => {
  expect(conditionChosen({ join: 'any', parts: [chosen] })).toEqual(condition);
});

it('parts are joined by all or any', () => {
  const parts = [part({}), part({ field: 'country', value: 'DE' })];
  const conditions = [
    { field: 'industry', equals: 'Banking' },
    { field: 'country', equals: 'DE' },
  ];
  expect(conditionChosen({ join: 'any', parts })).toEqual({ any: conditions });
  expect(conditionChosen({ join: 'all', parts })).toEqual({ all: conditions });
});
