import fc from 'fast-check';
import { expect, test } from 'vitest';
import { law } from '../../../test/support/law.ts';
import { activities, known, models, START, scenes } from '../../../test/support/scenes/arbitraries.ts';
import { NO_FACTS } from '../contact.ts';
import { advance } from '../evaluation/advance.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import { DEFAULT_MODEL } from '../model/default-model.ts';
import { compileModel } from '../rules/compile.ts';
import { DAY } from '../time/time.ts';
import { needlessActivities } from './needless.ts';

/**
 * What one contact did in five years, of which it may be silent for some: far more than any window
 * or half-life of a model reads.
 */
const past = fc.constantFrom(0, -150, -400).chain((lastDay) => activities(-1_800, lastDay, 60, 15));
const longPasts = scenes({ past }).filter(({ facts }) => facts.memory !== null);

test('without needless activities every evaluation, with all it says and its next change, is the same by every model', () => {
  let needless = 0;
  let kept = 0;
  fc.assert(
    fc.property(
      longPasts,
      fc.array(models(), { maxLength: 2 }),
      fc.integer({ min: 0, max: 200 }),
      fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 3 }),
      activities(-300, 300, 4).map((more) => more.map((activity) => ({ ...activity, id: `more ${activity.id}` }))),
      (scene, others, keptDays, later, more) => {
        const { facts, now } = scene;
        const all = [scene.compiled, ...others.map((model) => compileModel(model))];
        const asOf = Math.min(facts.memory!.asOf, now - keptDays * DAY);
        const gone = new Set(needlessActivities(all, scene.activities, asOf));
        needless += gone.size;
        kept += scene.activities.length - gone.size;
        const left = scene.activities.filter((activity) => !gone.has(activity));
        for (const compiled of all)
          for (const days of [0, ...later]) {
            const at = now + days * DAY;
            expect(evaluate(compiled, facts, left, at)).toEqual(evaluate(compiled, facts, scene.activities, at));
          }
        // So it is when more becomes known, also of long ago, and the contact lives on.
        const trigger = { dueAt: null, news: true };
        const lived = (past: typeof left) =>
          advance(scene.compiled, facts, [...past, ...more], now + later[0]! * DAY, trigger);
        expect(lived(left)).toEqual(lived([...scene.activities]));
        // What is needless now stays so.
        const next = new Set(needlessActivities(all, left, asOf));
        expect(next.size).toBe(0);
      },
    ),
    law(70),
  );
  console.log(`Needless activities: ${needless} of ${needless + kept}`);
  expect(needless / (needless + kept)).toBeGreaterThan(0.1);
}, 120_000);

test('the points of the last sign of life keep a qualification, however long ago it was', () => {
  const { qualification } = DEFAULT_MODEL;
  const mql = { enter: { implicit: 18 }, leave: { implicit: 17 } };
  const compiled = compileModel({ ...DEFAULT_MODEL, journey: [], qualification: { ...qualification, mql } });
  const visits = Array.from({ length: 12 }, (_, days) => ({
    id: `visit ${days}`,
    signal: 'pricing_page_view',
    at: START + days * DAY,
    quantity: 1,
    source: 'test',
  }));
  const lookedAt = START + 1_500 * DAY;
  const first = advance(compiled, known(NO_FACTS), visits, lookedAt, { dueAt: null, news: true }).last!;
  expect(first.qualification).not.toBe('unqualified');
  const gone = needlessActivities([compiled], visits, lookedAt);
  const left = visits.filter((visit) => !gone.includes(visit));
  const later = (past: typeof visits) => evaluate(compiled, known(NO_FACTS, first.memory), past, lookedAt + 100 * DAY);
  expect(later(left)).toEqual(later(visits));
});

test('by no model nothing is needless', () => {
  fc.assert(
    fc.property(activities(-900, 0), (some) => {
      expect(needlessActivities([], some, Infinity)).toEqual([]);
    }),
    law(10),
  );
});
