import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { law, scenes } from '../../test/support/arbitraries.ts';
import { advance } from './advance.ts';
import { evaluate } from './evaluate.ts';
import { reaches } from './score.ts';
import { DAY } from './time.ts';
import { QUALIFICATIONS } from './words.ts';

const pointsOf = ({ scores }: ReturnType<typeof evaluate>) => ({
  explicit: scores.explicit.points,
  implicit: scores.implicit.points,
  combined: scores.combined.points,
});

describe('laws of qualification', () => {
  test('silence alone never disqualifies', () => {
    fc.assert(
      fc.property(scenes({ timed: false, lastDay: -41, decided: false }), ({ compiled, facts, activities, now }) => {
        const start = evaluate(compiled, facts, activities, now);
        if ((start.memory.decision?.at ?? now) > now) return; // a decision to come is no silence

        const { evaluations } = advance(compiled, { ...facts, memory: start.memory }, activities, now + 1000 * DAY, {
          dueAt: start.nextChangeAt,
          news: false,
        });

        const ranks = [start, ...evaluations].map((e) => QUALIFICATIONS.indexOf(e.qualification));
        expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
      }),
      law(1500),
    );
  });

  test('a score that never fell below the leave threshold since the last activity changes no qualification', () => {
    fc.assert(
      fc.property(scenes({ timed: false, lastDay: -41, decided: false }), ({ compiled, facts, activities, now }) => {
        const before = facts.memory?.qualification ?? 'unqualified';
        if (before === 'unqualified' || activities.length === 0) return;
        if (compiled.never.some((test) => test.holds(facts, now))) return;
        const last = Math.max(...activities.map((a) => a.at));
        const between = [last, ...[1, 2, 3].map((i) => Math.floor(last + ((now - last) * i) / 4)), now];
        const { leave } = compiled.model.qualification[before];
        if (!between.every((at) => reaches(pointsOf(evaluate(compiled, facts, activities, at)), leave))) return;

        const { qualification } = evaluate(compiled, facts, activities, now);

        expect(QUALIFICATIONS.indexOf(qualification)).toBeGreaterThanOrEqual(QUALIFICATIONS.indexOf(before));
      }),
      law(1500),
    );
  });

  test('below every enter threshold, without a signal that qualifies and without a decision nobody enters', () => {
    fc.assert(
      fc.property(scenes({ lastDay: -41, decided: false }), ({ compiled, facts, activities, now }) => {
        const evaluation = evaluate(compiled, { ...facts, memory: null }, activities, now);
        const { mql, sql } = compiled.model.qualification;
        if (reaches(pointsOf(evaluation), mql.enter) || reaches(pointsOf(evaluation), sql.enter)) return;
        if (activities.some((a) => compiled.qualifying.has(a.signal))) return;
        if (facts.contact['lifecyclestage']?.endsWith('qualifiedlead')) return;

        expect(evaluation.qualification).toBe('unqualified');
      }),
      law(1500),
    );
  });
});
