import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { law } from '../../../test/support/law.ts';
import { advanceFully, advanceNaively } from '../../../test/support/scenes/advance-fully.ts';
import { activities, type Scene, scenes } from '../../../test/support/scenes/arbitraries.ts';
import type { KnownFacts } from '../contact.ts';
import type { TouchEvent } from '../nurture/open-touches.ts';
import { DAY } from '../time/time.ts';
import { advance } from './advance.ts';
import type { Asks } from './asks.ts';
import { type Evaluation, evaluate } from './evaluate.ts';

type Walk = {
  readonly evaluations: readonly Evaluation[];
  readonly touches: readonly TouchEvent[];
  readonly tasks: Asks['tasks'];
  readonly closed: Asks['closed'];
  readonly facts: KnownFacts;
};

/**
 * Brings a contact up to each of the instants in turn, as a worker does that looks at it then;
 * `news`: for a reason.
 */
function walk(
  { compiled, facts, activities }: Scene,
  start: Evaluation,
  stops: readonly number[],
  { news = false } = {},
): Walk {
  let known: KnownFacts = { ...facts, memory: start.memory };
  let dueAt = start.nextChangeAt;
  const evaluations: Evaluation[] = [];
  const touches: TouchEvent[] = [];
  const tasks: Asks['tasks'][number][] = [];
  const closed: Asks['closed'][number][] = [];
  for (const stop of stops) {
    const step = advanceFully(compiled, known, activities, stop, { dueAt, news });
    evaluations.push(...step.evaluations);
    touches.push(...step.touchEvents);
    tasks.push(...step.asks.tasks);
    closed.push(...step.asks.closed);
    const last = step.evaluations.at(-1);
    if (last === undefined) continue;
    known = { ...known, memory: last.memory };
    dueAt = last.nextChangeAt;
  }
  return { evaluations, touches, tasks, closed, facts: known };
}

const someStops = fc.array(fc.integer({ min: 1, max: 100 * DAY }), { maxLength: 12 });
const daily = (from: number) => Array.from({ length: 100 }, (_, i) => from + (i + 1) * DAY);

describe('laws of time', () => {
  test('one step of 100 days, 100 steps of a day, and steps of any size end the same', () => {
    fc.assert(
      fc.property(scenes({ lastDay: 60 }), someStops, (scene, random) => {
        const { compiled, facts, activities, now } = scene;
        const start = evaluate(compiled, facts, activities, now);
        const end = now + 100 * DAY;

        const once = walk(scene, start, [end]);
        const stepwise = walk(scene, start, daily(now));
        const anyhow = walk(scene, start, [...random.map((r) => now + r).toSorted((a, b) => a - b), end]);

        expect(stepwise).toEqual(once);
        expect(anyhow).toEqual(once);
      }),
      law(30),
    );
  });

  test('to look in between changes nothing: no touch, no task and no word comes earlier, later, or twice', () => {
    fc.assert(
      fc.property(scenes({ lastDay: 60 }), someStops, (scene, random) => {
        const { compiled, facts, activities, now } = scene;
        const start = evaluate(compiled, facts, activities, now);
        const end = now + 100 * DAY;

        const once = walk(scene, start, [end, end], { news: true });
        const looks = [...random.map((r) => now + r).toSorted((a, b) => a - b), end];
        const often = walk(scene, start, [...looks, ...looks.slice(-1)], { news: true });

        expect(often.touches).toEqual(once.touches);
        expect(often.tasks).toEqual(once.tasks);
        expect(often.closed).toEqual(once.closed);
        expect(often.evaluations.at(-1)!.written).toEqual(once.evaluations.at(-1)!.written);
        expect(often.facts.memory).toEqual(once.facts.memory);
      }),
      law(30),
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
      law(30),
    );
  });
});

describe('what is taken from one evaluation to the next', () => {
  /**
   * Days on which very much happens, so that limits, windows and half-lives meet several times a
   * day.
   */
  const crowded = fc
    .tuple(scenes({ lastDay: 60 }), activities(-30, 20, 60), fc.boolean())
    .map(([scene, more, isKnown]): Scene => {
      const renamed = more.map((activity) => ({ ...activity, id: `more ${activity.id}` }));
      return {
        ...scene,
        facts: isKnown ? scene.facts : { ...scene.facts, memory: null },
        activities: [...scene.activities, ...renamed],
      };
    });

  test('changes nothing: every instant evaluated from nothing gives the same', () => {
    fc.assert(
      fc.property(crowded, fc.boolean(), ({ compiled, facts, activities, now }, news) => {
        const look = { dueAt: facts.memory === null ? null : now - 3 * DAY, news };
        const end = now + 30 * DAY;

        expect(advanceFully(compiled, facts, activities, end, look)).toEqual(
          advanceNaively(compiled, facts, activities, end, look),
        );
      }),
      law(30),
    );
  });

  test('what is kept of each evaluation is what it said, and the last one is given in full', () => {
    fc.assert(
      fc.property(crowded, ({ compiled, facts, activities, now }) => {
        const look = { dueAt: null, news: true };
        const { steps, last } = advance(compiled, facts, activities, now, look);
        const { evaluations } = advanceFully(compiled, facts, activities, now, look);

        expect(last).toEqual(evaluations.at(-1) ?? null);
        expect(steps).toEqual(
          evaluations.map(({ at, scores, qualification, segment, track, doNotContact, written, memory }) => {
            const { explicit, implicit, combined } = scores;
            const points = { explicit: explicit.points, implicit: implicit.points, combined: combined.points };
            return { at, scores: points, qualification, segment, track, doNotContact, written, memory };
          }),
        );
      }),
      law(30),
    );
  });
});

describe('laws of what people are asked to do', () => {
  test('each occasion asks once, and is closed at most once', () => {
    fc.assert(
      fc.property(scenes({ lastDay: 60 }), (scene) => {
        const { compiled, facts, activities, now } = scene;
        const start = evaluate(compiled, facts, activities, now);

        const { tasks, closed } = walk(scene, start, daily(now), { news: true });

        const nameOf = ({ kind, occasion }: { kind: string; occasion: number }) => `${kind} ${occasion}`;
        const asked = [...start.asks.tasks, ...tasks].map(nameOf);
        const ended = [...start.asks.closed, ...closed].map(nameOf);
        expect(asked.length).toBe(new Set(asked).size);
        expect(ended.length).toBe(new Set(ended).size);
      }),
      law(30),
    );
  });

  test('a touch falls due once, and comes to one end', () => {
    fc.assert(
      fc.property(scenes({ lastDay: 60 }), (scene) => {
        const { compiled, facts, activities, now } = scene;
        const start = evaluate(compiled, facts, activities, now);

        const { touches, facts: after } = walk(scene, start, daily(now));

        const all = [...start.touchEvents, ...touches];
        const of = (...events: readonly string[]) =>
          all.filter((t) => events.includes(t.event)).map((t) => `${t.kind} ${t.dueAt}`);
        const due = [...(facts.memory?.open ?? []).map((t) => `${t.kind} ${t.dueAt}`), ...of('due')];
        const ended = of('done', 'missed', 'cancelled');
        expect(due.length).toBe(new Set(due).size);
        expect(ended.length).toBe(new Set(ended).size);
        expect([...ended, ...after.memory!.open.map((t) => `${t.kind} ${t.dueAt}`)].toSorted()).toEqual(due.toSorted());
        expect(new Set(of('late')).size).toBe(of('late').length);
      }),
      law(30),
    );
  });

  test('touches of a contact are never closer than the minimum gap, whatever programmes it goes through', () => {
    fc.assert(
      fc.property(scenes({ lastDay: 60 }), (scene) => {
        const { compiled, facts, activities, now } = scene;
        const start = evaluate(compiled, facts, activities, now);

        const { touches } = walk(scene, start, daily(now), { news: true });

        const due = [
          ...(facts.memory?.lastTouch ? [facts.memory.lastTouch.at] : []),
          ...dueIn(start.touchEvents),
          ...dueIn(touches),
        ];
        const gaps = due.slice(1).map((at, i) => at - due[i]!);
        expect(Math.min(...gaps, Infinity)).toBeGreaterThanOrEqual(
          Math.max(1, Math.round(compiled.model.touch.minimumGapDays * DAY)),
        );
      }),
      law(30),
    );
  });

  test('no touch falls due for a contact that must be left alone, none waits, and it is on no list of such', () => {
    fc.assert(
      fc.property(scenes({ lastDay: 60 }), (scene) => {
        const { compiled, facts, activities, now } = scene;
        const start = evaluate(compiled, facts, activities, now);

        const { evaluations } = walk(scene, start, daily(now));

        for (const evaluation of [start, ...evaluations]) {
          if (evaluation.track !== 'no_correspondence') continue;
          expect(evaluation.nextTouch).toBe(null);
          expect(evaluation.extra).toEqual([]);
          expect(evaluation.memory.open).toEqual([]);
          expect(dueIn(evaluation.touchEvents)).toEqual([]);
        }
      }),
      law(30),
    );
  });
});

const dueIn = (events: readonly TouchEvent[]): number[] =>
  events.filter(({ event }) => event === 'due').map(({ dueAt }) => dueAt);
