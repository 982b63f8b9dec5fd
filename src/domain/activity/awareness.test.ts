import { describe, expect, it } from 'vitest';
import { known } from '../../../test/support/scenes/arbitraries.ts';
import { NO_FACTS } from '../contact.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import { DEFAULT_MODEL } from '../model/default-model.ts';
import { readModel } from '../model/model.ts';
import { compileModel } from '../rules/compile.ts';
import { DAY } from '../time/time.ts';

const DEFAULT = compileModel(DEFAULT_MODEL);
const NOW = Date.UTC(2026, 10, 16, 9);
const ago = (signal: string, days: number, id = '') => ({
  id: `${signal} ${days} ${id}`,
  signal,
  at: NOW - days * DAY,
  quantity: 1,
  source: 'test',
});
const every = (signal: string, count: number) => Array.from({ length: count }, (_, days) => ago(signal, days));

describe('brand awareness', () => {
  it.each([
    ['nothing', [], { degree: 'none', days: 0, ways: 0 }],
    ['one visit', [ago('web_visit', 1)], { degree: 'low', days: 1, ways: 1 }],
    ['one visit that was a year ago', [ago('web_visit', 366)], { degree: 'none' }],
    ['what is still to come', [ago('web_visit', -1)], { degree: 'none' }],
    ['what no stage of the journey names', [ago('unsubscribe', 1)], { degree: 'none' }],
    [
      'a busy day in one way',
      Array.from({ length: 50 }, (_, i) => ago('web_visit', 0, `${i}`)),
      { degree: 'low', days: 1 },
    ],
    ['four visits', every('web_visit', 4), { degree: 'medium', days: 4, ways: 1 }],
    [
      'four visits, long ago',
      every('web_visit', 4).map((visit) => ({ ...visit, at: visit.at - 180 * DAY })),
      { degree: 'low' },
    ],
    [
      'four days in three ways',
      ['web_visit', 'social_visit', 'email_open'].flatMap((signal) => every(signal, 4)),
      { degree: 'high', days: 4, ways: 3 },
    ],
  ])('of %s', (_, activities, expected) => {
    const { interest, written } = evaluate(DEFAULT, known(NO_FACTS), activities, NOW);

    expect(interest.awareness).toMatchObject(expected);
    expect(written['ripen_brand_awareness']).toBe(expected.degree);
  });

  it('has degrees that the model sets, and a model of earlier has the usual ones', () => {
    const { brandAwareness, ...earlier } = DEFAULT_MODEL;
    const awareOf = (document: unknown) => {
      const read = readModel(document);
      if (read.outcome === 'invalid') throw new Error(read.problems.join());
      return evaluate(compileModel(read.model), known(NO_FACTS), every('web_visit', 4), NOW).written;
    };

    expect(awareOf(earlier)).toEqual(awareOf(DEFAULT_MODEL));
    expect(awareOf({ ...earlier, brandAwareness: { ...brandAwareness, medium: 2, high: 3 } })).toEqual({
      ...awareOf(earlier),
      ripen_brand_awareness: 'high',
    });
  });

  it('falls at the midnights that are known beforehand, from the last degree to none', () => {
    const facts = known(NO_FACTS);
    const degrees: string[] = [];
    let evaluation = evaluate(DEFAULT, facts, every('web_visit', 12), NOW);
    while (evaluation.nextChangeAt !== null) {
      const { degree } = evaluation.interest.awareness;
      if (degrees.at(-1) !== degree) degrees.push(degree);
      evaluation = evaluate(
        DEFAULT,
        { ...facts, memory: evaluation.memory },
        every('web_visit', 12),
        evaluation.nextChangeAt,
      );
    }

    expect([...degrees, evaluation.interest.awareness.degree]).toEqual(['high', 'medium', 'low', 'none']);
  });
});
