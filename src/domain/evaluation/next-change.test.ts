import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { law } from '../../../test/support/law.ts';
import { known, type Scene, START, scenes } from '../../../test/support/scenes/arbitraries.ts';
import { NO_DEALS, NO_FACTS } from '../contact.ts';
import { DEFAULT_MODEL } from '../model/default-model.ts';
import { relationOf } from '../qualification/lifecycle.ts';
import { compileModel } from '../rules/compile.ts';
import { openResponse } from '../sales/response.ts';
import { DAY, dayOf, startOfDay } from '../time/time.ts';
import { evaluate } from './evaluate.ts';

/**
 * Instants at which an unsound engine would be caught: midnights and their neighbours, random ones,
 * those of activities.
 */
function samples({ now, activities }: Scene, until: number, random: readonly number[]): number[] {
  const midnights: number[] = [];
  for (let day = dayOf(now) + 1; startOfDay(day) <= until + DAY; day++) midnights.push(startOfDay(day));
  const dense = midnights.length <= 40 ? midnights : [...midnights.slice(0, 20), ...midnights.slice(-20)];
  const spread = random.map((share) => Math.floor(now + share * (until - now)));
  return [
    ...dense.flatMap((at) => [at - 1, at, at + 1]),
    ...activities.flatMap(({ at }) => [at - 1, at]),
    ...spread,
    until - 1,
  ].filter((at) => at > now && at < until);
}

const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 12, maxLength: 12 });

/**
 * What an evaluation at a later instant would show, ask for and tell, with the memory of the first,
 * and whether the contact is a customer then: the memory holds since when.
 */
function later({ compiled, facts, activities, now }: Scene) {
  const first = evaluate(compiled, facts, activities, now);
  const remembering = { ...facts, memory: first.memory };
  const quiet = { tasks: [], closed: [], touchEvents: [] };
  const nothing = {
    written: first.written,
    lists: first.extra,
    owed: openResponse(first.memory.owed)?.since,
    relation: relationOf(compiled, facts, now),
    ...quiet,
  };
  const at = (instant: number) => {
    const { written, extra, memory, asks, touchEvents } = evaluate(compiled, remembering, activities, instant);
    const owed = openResponse(memory.owed)?.since;
    return { written, lists: extra, owed, relation: relationOf(compiled, facts, instant), ...asks, touchEvents };
  };
  return { first, nothing, at };
}

describe('laws of nextChangeAt', () => {
  test('is sound: nothing is to write, to ask or to tell strictly before it', () => {
    fc.assert(
      fc.property(scenes({ lastDay: 40 }), shares, (scene, random) => {
        const { first, nothing, at } = later(scene);
        const until = first.nextChangeAt ?? scene.now + 1500 * DAY;

        for (const instant of samples(scene, until, random)) expect(at(instant)).toEqual(nothing);
      }),
      law(80),
    );
  });

  test('is tight: something is at it, and it lies ahead, on a whole millisecond', () => {
    fc.assert(
      fc.property(scenes({ lastDay: 40 }), (scene) => {
        const { first, nothing, at } = later(scene);
        if (first.nextChangeAt === null) return;

        expect(Number.isSafeInteger(first.nextChangeAt)).toBe(true);
        expect(first.nextChangeAt).toBeGreaterThan(scene.now);
        expect(at(first.nextChangeAt)).not.toEqual(nothing);
      }),
      law(80),
    );
  });

  test('stays sound along the whole chain of changes', () => {
    fc.assert(
      fc.property(scenes({ lastDay: 10 }), shares, (scene, random) => {
        let { now, facts } = scene;
        for (let i = 0; i < 6; i++) {
          const { first, nothing, at } = later({ ...scene, now, facts });
          if (first.nextChangeAt === null) return;
          for (const share of random) {
            const instant = Math.floor(now + share * (first.nextChangeAt - now));
            if (instant > now && instant < first.nextChangeAt) expect(at(instant)).toEqual(nothing);
          }
          facts = { ...facts, memory: first.memory };
          now = first.nextChangeAt;
        }
      }),
      law(40),
    );
  });
});

test('rules that each keep their whole points still move the score together', () => {
  const thirds = ['a', 'b', 'c'].map((id) => ({ id, label: id, group: 'all', signals: ['visit'], points: 5.4 }));
  const compiled = compileModel({
    ...DEFAULT_MODEL,
    behaviours: [],
    forms: [],
    pages: [],
    journey: [],
    personas: [],
    explicit: [],
    signals: [{ id: 'visit', label: 'Visited', passive: false }],
    groups: [{ id: 'all', label: 'All', kind: 'implicit', cap: 100, floor: 0, halfLifeDays: 100 }],
    implicit: thirds,
  });
  const visit = { id: '1', signal: 'visit', at: START, quantity: 1, source: 'test' };

  const { scores, nextChangeAt } = evaluate(compiled, known(NO_FACTS), [visit], START);

  // 16.2 points fall below 15.5 in the seventh night; each rule's 5.4 below 4.5 only in the
  // twenty-seventh.
  expect(scores.implicit.points).toBe(16);
  expect(nextChangeAt).toBe(START + 7 * DAY);
});

test('a customer who is to be a prospect again is looked at then, though nothing shows, and on the line of its silence', () => {
  const compiled = compileModel(DEFAULT_MODEL);
  const returnsAt = START + DAY / 2;
  const line = returnsAt + DAY / 24;
  const silentSince = line - DEFAULT_MODEL.dormancy.unqualifiedSilentDays * DAY;
  const facts = known(
    {
      contact: { lifecyclestage: 'customer', hs_lead_status: 'OPEN' },
      company: {},
      deals: { ...NO_DEALS, won: 1, lastWonAt: returnsAt - 365 * DAY },
    },
    null,
    { track: { value: 'none', since: START, until: null } },
  );
  const view = { id: '1', signal: 'page_view', at: silentSince, quantity: 1, source: 'test' };

  const customer = evaluate(compiled, facts, [view], returnsAt - 1);
  const { nextChangeAt, memory } = evaluate(compiled, { ...facts, memory: customer.memory }, [view], returnsAt);

  expect(customer.nextChangeAt).toBe(returnsAt);
  expect(nextChangeAt).toBe(line);
  expect(evaluate(compiled, { ...facts, memory }, [view], line).segment).toBe('dormant_unqualified');
});
