import { describe, expect, test } from 'vitest';
import { combine, explain, explainCombined, gradeOf, reaches, scoreOf } from './score.ts';

const group = (index: number, floor: number, cap: number) =>
  ({
    index,
    id: `g${index}`,
    label: `Group ${index}`,
    kind: 'implicit',
    floor: floor * 1000,
    cap: cap * 1000,
  }) as const;
const start = { explicit: 0, implicit: 0 };
const line = (id: string, group: number, milli: number) => ({ id, label: `Rule ${id}`, group, milli });

describe('the explanation of a score', () => {
  test('has a line for each rule that gave points, each bound, and rounding', () => {
    const groups = [group(0, 0, 30), group(1, -10, 100)];

    const { points, contributions } = explain('implicit', { groups, start }, [
      line('a', 0, 25_000),
      line('b', 0, 9500),
      line('c', 1, -12_000),
      line('d', 1, 0),
      line('e', 1, 300),
    ]);

    expect(points).toBe(20);
    expect(contributions.map(({ id, kind, milli, label }) => `${kind} ${id} ${milli} ${label}`)).toEqual([
      'rule a 25000 Rule a',
      'rule b 9500 Rule b',
      'cap g0 -4500 Group 0: at most 30 points',
      'rule c -12000 Rule c',
      'rule e 300 Rule e',
      'floor g1 1700 Group 1: at least -10 points',
    ]);
  });

  test.for<[string, number, number, readonly string[]]>([
    ['nothing', 0, 0, []],
    ['more than 100', 123_400, 100, ['rule a 123400', 'cap implicit -23400']],
    ['less than 0', -5000, 0, ['rule a -5000', 'floor implicit 5000']],
    ['half a point, rounded up', 12_500, 13, ['rule a 12500', 'rounding implicit 500']],
    ['less than half, rounded down', 12_499, 12, ['rule a 12499', 'rounding implicit -499']],
  ])('of %s', ([, milli, points, lines]) => {
    const groups = [group(0, -1000, 1000)];

    const score = explain('implicit', { groups, start }, [line('a', 0, milli)]);

    expect(score.points).toBe(points);
    expect(score.contributions.map((c) => `${c.kind} ${c.id} ${c.milli}`)).toEqual(lines);
    expect(scoreOf('implicit', { groups, start }, [milli])).toBe(points);
  });

  test('begins with what every score starts with', () => {
    const groups = [group(0, -1000, 1000)];
    const scale = { groups, start: { explicit: 5000, implicit: 40_000 } };

    const score = explain('implicit', scale, [line('a', 0, -12_000)]);

    expect(score.points).toBe(28);
    expect(score.contributions.map((c) => `${c.kind} ${c.id} ${c.milli}`)).toEqual([
      'start implicit 40000',
      'rule a -12000',
    ]);
    expect(scoreOf('implicit', scale, [-12_000])).toBe(28);
  });

  test('of the combined score shows the two shares', () => {
    const { points, contributions } = explainCombined(71, 20, 30);

    expect(points).toBe(35);
    expect(combine(71, 20, 30)).toBe(35);
    expect(contributions.map((c) => `${c.kind} ${c.milli} ${c.label}`)).toEqual([
      'share 21300 Who they are: 30 % of 71',
      'share 14000 What they do: 70 % of 20',
      'rounding -300 Rounded to a whole point',
    ]);
  });
});

test.for<[number, number, string]>([
  [100, 100, 'A1'],
  [60, 50, 'A1'],
  [59, 49, 'B2'],
  [40, 30, 'B2'],
  [39, 29, 'C3'],
  [20, 10, 'C3'],
  [19, 9, 'D4'],
  [0, 0, 'D4'],
])('explicit %s and implicit %s is grade %s', ([explicit, implicit, grade]) => {
  expect(gradeOf(explicit, implicit, { fit: [60, 40, 20], interest: [50, 30, 10] })).toBe(grade);
});

test('thresholds are reached together, and one that is not given is no hurdle', () => {
  const scores = { explicit: 40, implicit: 20, combined: 30 };

  expect(reaches(scores, { combined: 30 })).toBe(true);
  expect(reaches(scores, { combined: 30, explicit: 40, implicit: 20 })).toBe(true);
  expect(reaches(scores, { combined: 31 })).toBe(false);
  expect(reaches(scores, { combined: 30, implicit: 21 })).toBe(false);
});
