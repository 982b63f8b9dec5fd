import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { law } from '../../../../test/support/law.ts';
import { DEFAULT_MODEL } from '../../model/default-model.ts';
import { parseModel } from '../../model/model.ts';
import { differencesOf } from './differences.ts';
import { editModel, type ModelEdit } from './edits.ts';

const bank = { label: 'Works in a bank', group: 'company', points: 5, when: { field: 'industry', equals: 'Banking' } };
const territory = { label: 'Nordics', owners: [{ id: '70001' }] };
const at = (kind: 'explicit' | 'implicit', id: string): string =>
  `${DEFAULT_MODEL[kind].findIndex((rule) => rule.id === id)}`;

describe('a choice of a person', () => {
  it.each<[string, ModelEdit, RegExp]>([
    [
      'points of a rule',
      { what: 'set', path: ['explicit', at('explicit', 'country_target'), 'points'], value: 12 },
      /gives \+12 points, and gave \+10/,
    ],
    [
      'half-life',
      { what: 'set', path: ['implicit', at('implicit', 'pricing'), 'halfLifeDays'], value: null },
      /half-life in days is none, and was 21/,
    ],
    [
      'a rule that rests',
      { what: 'set', path: ['explicit', at('explicit', 'student'), 'off'], value: true },
      /\(student\) is switched off\.$/,
    ],
    ['a rule less', { what: 'remove', path: ['explicit', at('explicit', 'student')] }, /is taken out/],
    ['another order', { what: 'move', path: ['explicit', '0'], by: 1 }, /The order of each rule is now/],
    ['a cap', { what: 'set', path: ['groups', '0', 'cap'], value: 25 }, /the most points is 25/],
    ['a grade', { what: 'set', path: ['grade', 'fit', '0'], value: 70 }, /70, 40, 20/],
    [
      'a fallback owner',
      { what: 'set', path: ['routing', 'fallbackOwner'], value: '70001' },
      /fallback owner is “70001”/,
    ],
    ['nobody is reminded', { what: 'set', path: ['response'] }, /‘The answer that sales owes’ is not set any more/],
    ['a new rule', { what: 'add', path: ['explicit'], value: bank }, /New rule “Works in a bank” \(works_in_a_bank\)/],
    ['a new territory', { what: 'add', path: ['routing', 'territories'], value: territory }, /New territory “Nordics”/],
  ])('%s: just that differs, and the model can be published', (_what, edit, sentence) => {
    const done = editModel(DEFAULT_MODEL, [edit]);

    if (done.outcome === 'refused') throw new Error(done.sentence);
    const parsed = parseModel(done.document);
    if (parsed.outcome === 'invalid') throw new Error(parsed.problems.join());
    const differences = differencesOf(DEFAULT_MODEL, parsed.model);
    expect(differences).toHaveLength(1);
    expect(differences[0]!.sentence).toMatch(sentence);
  });

  it.each<[string, ModelEdit]>([
    ['a rule that is gone', { what: 'set', path: ['explicit', '999', 'points'], value: 1 }],
    ['a place that is none', { what: 'set', path: ['explicit', 'x', 'points'], value: 1 }],
    ['a list that is none', { what: 'add', path: ['name'], value: 1 }],
    ['a part of a text', { what: 'set', path: ['name', 'x'], value: 1 }],
    ['a list within nothing', { what: 'remove', path: ['nothing', '0'] }],
    ['a rule above the first', { what: 'move', path: ['explicit', '0'], by: -1 }],
    ['an item without a value', { what: 'set', path: ['explicit', '0'] }],
    ['everything', { what: 'remove', path: [] }],
  ])('%s is refused in a sentence', (_what, edit) => {
    expect(editModel(DEFAULT_MODEL, [edit])).toEqual({
      outcome: 'refused',
      sentence: expect.stringMatching(/\w.+\.$/),
    });
  });
});

it('whatever the labels are, every new rule gets an id that the model accepts and no other has', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }), { minLength: 1, maxLength: 5 }),
      (labels) => {
        const done = editModel(
          DEFAULT_MODEL,
          labels.map((label) => ({ what: 'add', path: ['explicit'], value: { ...bank, label } })),
        );

        if (done.outcome === 'refused') throw new Error(done.sentence);
        const ids = (done.document as typeof DEFAULT_MODEL).explicit.map(({ id }) => id);
        expect(new Set(ids).size).toBe(DEFAULT_MODEL.explicit.length + labels.length);
        for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9_]{0,63}$/);
      },
    ),
    law(200),
  );
});
