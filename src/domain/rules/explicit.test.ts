import { describe, expect, test } from 'vitest';
import { NO_DEALS } from '../contact.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import { DEFAULT_MODEL } from '../model/default-model.ts';
import { type Model, parseModel } from '../model/model.ts';
import { propertiesRead } from '../model/reads.ts';
import { compileModel } from './compile.ts';

const NOW = Date.UTC(2026, 0, 1);

/** The default model with one rule, whose points grow. */
const growing = (from: number, to: number, points = 20, field = 'income'): Model => ({
  ...DEFAULT_MODEL,
  groups: [
    { id: 'who', label: 'Who', kind: 'explicit', cap: 100, floor: -100, halfLifeDays: null },
    ...DEFAULT_MODEL.groups.filter(({ kind }) => kind === 'implicit'),
  ],
  explicit: [{ id: 'rich', label: 'Rich', group: 'who', points, growing: { field, from, to } }],
  start: { explicit: 50, implicit: 0 },
  numberProperties: [field],
});

const milliOf = (model: Model, income: string | undefined): number => {
  const contact: Record<string, string> = income === undefined ? {} : { income };
  const facts = { contact, company: {}, lead: {}, deals: NO_DEALS, memory: null };
  const { contributions } = evaluate(compileModel(model), facts, [], NOW).scores.explicit;
  return contributions.find(({ kind }) => kind === 'rule')?.milli ?? 0;
};

describe('points that grow with a number', () => {
  test.for<[string, number, number, number, string | undefined, number]>([
    ['none at the beginning', 20_000, 100_000, 20, '20000', 0],
    ['none before it', 20_000, 100_000, 20, '-5', 0],
    ['all at the end', 20_000, 100_000, 20, '100000', 20_000],
    ['all beyond it', 20_000, 100_000, 20, '900000000', 20_000],
    ['half in the middle', 20_000, 100_000, 20, '60000', 10_000],
    ['whole thousandths', 0, 3, 1, '1', 333],
    ['rounded as other points', 0, 3, 1, '2', 667],
    ['more as it falls', 100, 0, 8, '25', 6000],
    ['none above where it begins to fall', 100, 0, 8, '101', 0],
    ['points that are taken', 0, 10, -5, '4', -2000],
    ['none while it is unknown', 0, 10, 5, undefined, 0],
    ['none for what is no number', 0, 10, 5, 'many', 0],
    ['none for an unknown number, though 0 gives all', 10, 0, 5, undefined, 0],
    ['the lower end of a band', 0, 100, 10, '50-100', 5000],
  ])('%s', ([, from, to, points, income, milli]) => {
    expect(milliOf(growing(from, to, points), income)).toBe(milli);
  });

  test('are read of HubSpot, and nobody may grow from a number to itself', () => {
    expect(propertiesRead(growing(1, 2)).contact).toContain('income');
    expect(propertiesRead(growing(1, 2, 5, 'company.revenue')).company).toContain('revenue');
    expect(parseModel(growing(1, 2))).toMatchObject({ outcome: 'valid' });
    expect(parseModel(growing(2, 2))).toEqual({
      outcome: 'invalid',
      problems: ['explicit.0.growing.to: expected two different numbers: the points grow from one to the other'],
    });
  });
});
