import fc from 'fast-check';
import { expect, test } from 'vitest';
import { law, scenes } from '../../test/support/arbitraries.ts';
import { evaluate } from './evaluate.ts';
import { DORMANT_SEGMENTS, QUALIFICATIONS, TOUCH_KINDS, TRACKS } from './words.ts';

/* A law over random contacts says little if they are all alike. */

test('random scenes reach every segment, track, qualification and way there, grade, touch, and both ends of the scores', () => {
  const count = new Map<string, number>();
  const saw = (fact: string) => count.set(fact, (count.get(fact) ?? 0) + 1);
  for (const { compiled, facts, activities, now } of fc.sample(scenes({ lastDay: 40 }), law(2500))) {
    const { segment, track, qualification, grade, nextTouch, nextChangeAt, dueTouches, scores } = evaluate(
      compiled,
      facts,
      activities,
      now,
    );
    saw(`segment ${segment}`);
    saw(`track ${track}`);
    saw(`${facts.memory?.qualification ?? 'unknown'} to ${qualification}`);
    saw(`grade ${grade}`);
    saw(`next touch ${nextTouch?.kind}`);
    saw(`next change ${nextChangeAt === null ? 'never' : 'some day'}`);
    if (dueTouches.length > 0) saw('touches due');
    for (const { points, contributions } of [scores.explicit, scores.implicit]) {
      saw(points === 0 ? 'score 0' : points === 100 ? 'score 100' : 'score between');
      for (const { kind } of contributions) saw(`line ${kind}`);
    }
  }

  const wanted = [
    ...[null, ...DORMANT_SEGMENTS].map((segment) => `segment ${segment}`),
    ...TRACKS.map((track) => `track ${track}`),
    ...['unknown', ...QUALIFICATIONS].flatMap((from) => QUALIFICATIONS.map((to) => `${from} to ${to}`)),
    ...['A', 'B', 'C', 'D'].flatMap((fit) => [1, 2, 3, 4].map((interest) => `grade ${fit}${interest}`)),
    ...[undefined, ...TOUCH_KINDS].map((kind) => `next touch ${kind}`),
    ...['next change never', 'next change some day', 'touches due', 'score 0', 'score 100', 'score between'],
    ...['line rule', 'line cap', 'line floor', 'line rounding'],
  ];
  const rare = wanted.filter((fact) => (count.get(fact) ?? 0) < 3);
  expect(rare).toEqual([]);
});
