import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { law, type Scene, scenes } from '../../test/support/arbitraries.ts';
import { advance } from './advance.ts';
import type { KnownFacts } from './contact.ts';
import { type Evaluation, evaluate } from './evaluate.ts';
import type { Touch } from './nurture.ts';
import { DAY } from './time.ts';

type Walk = {
  readonly evaluations: readonly Evaluation[];
  readonly touches: readonly Touch[];
  readonly facts: KnownFacts;
};

/** Brings a contact up to each of the instants in turn, as a worker does that looks at it then. */
function walk({ compiled, facts, activities }: Scene, start: Evaluation, stops: readonly number[]): Walk {
  let known: KnownFacts = { ...facts, memory: start.memory };
  let dueAt = start.nextChangeAt;
  const evaluations: Evaluation[] = [];
  const touches: Touch[] = [];
  for (const stop of stops) {
    const step = advance(compiled, known, activities, stop, { dueAt, news: false });
    evaluations.push(...step.evaluations);
    touches.push(...step.dueTouches);
    const last = step.evaluations.at(-1);
    if (last === undefined) continue;
    known = { ...known, memory: last.memory };
    dueAt = last.nextChangeAt;
  }
  return { evaluations, touches, facts: known };
}

describe('laws of time', () => {
  test('one step of 100 days, 100 steps of a day, and steps of any size end the same', () => {
    const someStops = fc.array(fc.integer({ min: 0, max: 100 * DAY }), { maxLength: 12 });

    fc.assert(
      fc.property(scenes({ lastDay: 60 }), someStops, (scene, random) => {
        const { compiled, facts, activities, now } = scene;
        const start = evaluate(compiled, facts, activities, now);
        const end = now + 100 * DAY;

        const once = walk(scene, start, [end]);
        const daily = walk(
          scene,
          start,
          Array.from({ length: 100 }, (_, i) => now + (i + 1) * DAY),
        );
        const anyhow = walk(scene, start, [...random.map((r) => now + r).toSorted((a, b) => a - b), end]);

        expect(daily).toEqual(once);
        expect(anyhow).toEqual(once);
      }),
      law(400),
    );
  });

  test('evaluates once for each due instant, and never in between', () => {
    fc.assert(
      fc.property(scenes({ lastDay: -41 }), (scene) => {
        const { compiled, facts, activities, now } = scene;
        const start = evaluate(compiled, facts, activities, now);
        const end = now + 300 * DAY;

        const { evaluations } = walk(scene, start, [end]);

        const due = [start, ...evaluations].map((e) => e.nextChangeAt);
        expect(evaluations.map((e) => e.at)).toEqual(due.filter((at) => at !== null && at <= end));
      }),
      law(500),
    );
  });
});
