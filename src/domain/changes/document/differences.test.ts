import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { law } from '../../../../test/support/law.ts';
import { models } from '../../../../test/support/scenes/arbitrary-models.ts';
import { DEFAULT_MODEL } from '../../model/default-model.ts';
import type { Model } from '../../model/model.ts';
import { wordsOfAccount } from '../condition-sentence.ts';
import { differencesOf } from './differences.ts';
import { canonicalText } from './documents.ts';

const said = (before: Model, after: Model) => differencesOf(before, after).map(({ sentence }) => sentence);
const changed = (change: (model: Model) => void): readonly string[] => {
  const after = structuredClone(DEFAULT_MODEL);
  change(after);
  return said(DEFAULT_MODEL, after);
};

describe('differences of two models', () => {
  it.each<[string, (model: Model) => void, readonly string[]]>([
    [
      'points',
      ({ explicit }) => void ((explicit[0] as { points: number }).points = 12),
      ['“Lives where you sell” (country_target) gives +12 points, and gave +10.'],
    ],
    [
      'a threshold',
      ({ qualification }) => void (qualification.sql.enter.combined = 55),
      ['To become an SQL: ‘Points in all’ is 55, and was 60.'],
    ],
    [
      'a rule that is taken out',
      ({ implicit }) => void implicit.splice(0, 1),
      ['The rule “Visited the website” (visit) is taken out.'],
    ],
    [
      'a new rule',
      ({ explicit }) =>
        void explicit.push({
          id: 'vip',
          label: 'Is a VIP',
          group: 'company',
          points: 5,
          when: { field: 'company.tier', oneOf: ['gold'] },
        }),
      [
        'New rule “Is a VIP” (vip): ‘Group’ “Company” (company), ‘Points’ +5, holds if “tier” of the company is one of “gold”.',
      ],
    ],
    [
      'a new rule whose points grow',
      ({ explicit }) =>
        void explicit.push({
          id: 'rich',
          label: 'Rich',
          group: 'company',
          points: 5,
          growing: { field: 'company.annualrevenue', from: 1000, to: 9000 },
        }),
      [
        'New rule “Rich” (rich): ‘Group’ “Company” (company), ‘Points’ +5, as “annualrevenue” of the company grows from 1000 to 9000.',
      ],
    ],
    [
      'a rule whose points grow instead of holding',
      ({ explicit }) => {
        const at = explicit.findIndex(({ id }) => id === 'mail_free');
        const { id, label, group } = explicit[at]!;
        explicit[at] = { id, label, group, points: -8, growing: { field: 'age', from: 60, to: 20 } };
      },
      [
        '“Uses a free mail address” (mail_free) now gives its points as “age” falls from 60 to 20; it held if the kind of e-mail address as Ripen finds it is “free”.',
      ],
    ],
    [
      'the name',
      (model) => void (model.name = 'Ours'),
      ['The model: the name is “Ours”, and was “Ripen default model”.'],
    ],
    [
      'fields, and values with a name of their own, as on the page',
      (model) => {
        model.bantAlso = [{ question: 'budget', field: 'money', yes: ['A lot'] }];
        model.dormancy.sqlSilentDays = 30;
        model.calendar.workingDays = [6, 7];
      },
      [
        'When contacts have gone quiet: ‘An SQL, after silence of’ is 30, and was 91.',
        'The working hours: ‘Working days’ is Saturday, Sunday, and was Monday, Tuesday, Wednesday, Thursday, Friday.',
        'New property that tells an answer (‘Question’ “Budget”, ‘Property’ “money”, ‘Values that mean yes’ “A lot”).',
      ],
    ],
    ['its number', (model) => void (model.version = 7), []],
  ])('%s', (_, change, sentences) => {
    expect(changed(change)).toEqual(sentences);
  });

  it('are said of one another exactly if the models say something else', () => {
    fc.assert(
      fc.property(models(), models(), models(), (a, b, c) => {
        expect(said(a, structuredClone(a))).toEqual([]);
        expect(said(a, b).length > 0).toBe(canonicalText(a) !== canonicalText(b));
        // Whoever knows the one model and reads the sentences can tell the others apart.
        expect(said(a, b).join('\n') === said(a, c).join('\n')).toBe(canonicalText(b) === canonicalText(c));
      }),
      law(40),
    );
  });

  it('leave no value of a model unsaid', () => {
    fc.assert(
      fc.property(models(), fc.nat(), fc.nat(), (model, first, second) => {
        const [a, b] = [first, second].map((at) => withOtherValue(model, at)) as [Model, Model];
        expect(said(model, a).length > 0).toBe(canonicalText(a) !== canonicalText(model));
        expect(said(model, a).join('\n') === said(model, b).join('\n')).toBe(canonicalText(a) === canonicalText(b));
      }),
      law(100),
    );
  });
});

/** One of the values of a model is another; it need not be a model that could be published. */
function withOtherValue(model: Model, at: number): Model {
  const copy = structuredClone(model);
  const places: (() => void)[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const record = value as Record<string, unknown>;
    for (const name of Object.keys(record)) {
      const inner = record[name];
      if (typeof inner === 'number') places.push(() => void (record[name] = inner + 1));
      else if (typeof inner === 'string') places.push(() => void (record[name] = `${inner}x`));
      else if (typeof inner === 'boolean') places.push(() => void (record[name] = !inner));
      else walk(inner);
      if (Array.isArray(record) && record.length > 1) places.push(() => void record.splice(Number(name), 1));
      if (Array.isArray(record) && record.length > 1) places.push(() => void record.reverse());
    }
  };
  walk(copy);
  places[at % places.length]?.();
  return copy;
}

it('says owners, stages and options as the account calls them', () => {
  const lifecycle = [{ value: 'lead', label: 'A new lead' }];
  const words = wordsOfAccount(
    [{ name: 'lifecyclestage', label: 'Stage', options: lifecycle }],
    [{ id: '71', name: 'Ada Sellers' }],
  );
  const after = structuredClone(DEFAULT_MODEL);
  after.routing.fallbackOwner = '71';
  after.routing.territories.push({ id: 'n', label: 'North', owners: [{ id: '71', weight: 2 }] });
  after.qualification.stages.mql = 'lead';
  const sentences = differencesOf(DEFAULT_MODEL, after, words).map(({ sentence }) => sentence);

  expect(sentences.join('\n')).toMatch(/the fallback owner is “Ada Sellers”/);
  expect(sentences.join('\n')).toMatch(/\(‘Owner’ “Ada Sellers”, ‘Share of turns’ 2\)/);
  expect(sentences.join('\n')).toMatch(/‘For an MQL’ is “A new lead”/);
});
