import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { law } from '../../../test/support/law.ts';
import { advanceFully } from '../../../test/support/scenes/advance-fully.ts';
import { known, START, scenes } from '../../../test/support/scenes/arbitraries.ts';
import { type News, occurrence, story } from '../../../test/support/scenes/story.ts';
import { type Activity, NO_FACTS } from '../contact.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import { DEFAULT_MODEL } from '../model/default-model.ts';
import type { Model } from '../model/model.ts';
import { compileModel } from '../rules/compile.ts';
import { reaches } from '../rules/score.ts';
import { DAY } from '../time/time.ts';
import { type HandBackKind, QUALIFICATIONS } from '../words.ts';

const pointsOf = ({ scores }: ReturnType<typeof evaluate>) => ({
  explicit: scores.explicit.points,
  implicit: scores.implicit.points,
  combined: scores.combined.points,
});

describe('laws of qualification', () => {
  test('silence alone never disqualifies', () => {
    fc.assert(
      fc.property(scenes({ timed: false, lastDay: -41, decided: false }), ({ compiled, facts, activities, now }) => {
        const start = advanceFully(compiled, facts, activities, now, { dueAt: null, news: true }).evaluations.at(-1)!;
        if ((start.memory.decision?.at ?? now) > now) return; // a decision to come is no silence

        const { evaluations } = advanceFully(
          compiled,
          { ...facts, memory: start.memory },
          activities,
          now + 1000 * DAY,
          {
            dueAt: start.nextChangeAt,
            news: false,
          },
        );

        const ranks = [start, ...evaluations].map((e) => QUALIFICATIONS.indexOf(e.qualification));
        expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
      }),
      law(50),
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
      law(50),
    );
  });

  test('below every enter threshold, without a signal that qualifies and without a decision nobody enters', () => {
    fc.assert(
      fc.property(scenes({ lastDay: -41, decided: false }), ({ compiled, facts, activities, now }) => {
        const evaluation = evaluate(compiled, { ...facts, memory: null }, activities, now);
        const { mql, sql } = compiled.model.qualification;
        if (reaches(pointsOf(evaluation), mql.enter) || reaches(pointsOf(evaluation), sql.enter)) return;
        if (activities.some((a) => compiled.usesOf(a.signal).qualifies !== null)) return;
        if (facts.contact['lifecyclestage']?.endsWith('qualifiedlead')) return;

        expect(evaluation.qualification).toBe('unqualified');
      }),
      law(50),
    );
  });
});

describe('hysteresis', () => {
  const model: Model = {
    ...DEFAULT_MODEL,
    behaviours: [],
    forms: [],
    pages: [],
    journey: [],
    personas: [],
    explicit: [],
    signals: ['plus', 'minus', 'aging', 'faded'].map((id) => ({ id, label: id, passive: false })),
    groups: [{ id: 'all', label: 'All', kind: 'implicit', cap: 100, floor: -100, halfLifeDays: null }],
    implicit: [
      { id: 'plus', label: 'Plus', group: 'all', signals: ['plus'], points: 10 },
      { id: 'minus', label: 'Minus', group: 'all', signals: ['minus'], points: -10 },
      { id: 'aging', label: 'Ages', group: 'all', signals: ['aging'], points: 10, windowDays: 50 },
      { id: 'faded', label: 'Fades', group: 'all', signals: ['faded'], points: -20, windowDays: 5 },
    ],
    qualification: {
      ...DEFAULT_MODEL.qualification,
      mql: { enter: { implicit: 30 }, leave: { implicit: 20 } },
      sql: { enter: { implicit: 60 }, leave: { implicit: 50 } },
    },
  };
  const did = (signal: string, index: number): Activity => ({
    id: `${index}`,
    signal,
    at: START + index * DAY,
    quantity: 1,
    source: 'test',
  });

  /** The qualification after each of the activities, one a day. */
  const course = (signals: readonly string[]) => {
    const past = signals.map(did);
    const end = START + (past.length - 1) * DAY;
    const { evaluations } = advanceFully(compileModel(model), known(NO_FACTS), past, end, { dueAt: null, news: true });
    return evaluations.map((e) => `${e.scores.implicit.points} ${e.qualification}`);
  };
  const plus = (times: number) => Array.from({ length: times }, () => 'plus');

  test('enters at the enter threshold, hovers between the two, leaves below the leave threshold', () => {
    expect(course([...plus(3), 'minus', 'plus', 'minus', 'minus', 'plus', 'plus']).slice(1)).toEqual([
      '20 unqualified',
      '30 mql',
      '20 mql',
      '30 mql',
      '20 mql',
      '10 unqualified',
      '20 unqualified',
      '30 mql',
    ]);
  });

  test('steps down from SQL to MQL, and not further than the score says', () => {
    expect(course([...plus(6), 'minus', 'minus', 'minus', 'minus', 'minus']).slice(4)).toEqual([
      '50 mql',
      '60 sql',
      '50 sql',
      '40 mql',
      '30 mql',
      '20 mql',
      '10 unqualified',
    ]);
  });

  test('what qualified when old minus points had faded stays so, though it was low at the last activity', () => {
    const compiled = compileModel(model);
    const past = ['plus', 'plus', 'aging', 'faded'].map(did);
    const now = START + 3 * DAY;
    const { evaluations } = advanceFully(compiled, known(NO_FACTS), past, now, { dueAt: null, news: true });
    const { memory, nextChangeAt } = evaluations.at(-1)!;

    const silence = advanceFully(compiled, { ...known(NO_FACTS), memory }, past, START + 90 * DAY, {
      dueAt: nextChangeAt,
      news: false,
    });

    expect(
      [...evaluations, ...silence.evaluations].map((e) => `${e.scores.implicit.points} ${e.qualification}`),
    ).toEqual(['10 unqualified', '20 unqualified', '30 mql', '10 unqualified', '30 mql', '30 mql', '20 mql']);
  });
});

test('a signal qualifies directly for its days, to the millisecond', () => {
  const compiled = compileModel(DEFAULT_MODEL);
  const request = { id: '1', signal: 'contact_request', at: START, quantity: 1, source: 'test' };
  const qualificationAt = (now: number) => evaluate(compiled, known(NO_FACTS), [request], now).qualification;
  const ends = START + DEFAULT_MODEL.qualification.signalDays * DAY;

  expect([START - 1, START, ends - 1, ends].map(qualificationAt)).toEqual(['unqualified', 'sql', 'sql', 'unqualified']);
});

describe('a hand-back', () => {
  const compiled = compileModel(DEFAULT_MODEL);
  const executive = { jobtitle: 'Chief Operating Officer', country: 'Germany', numberofemployees: '250' };
  const day = (days: number) => START + days * DAY;
  const back = (handBackKind: HandBackKind): News => ({ decisions: { handedBackAt: day(1), handBackKind } });
  const sql = () => {
    const ann = story(compiled);
    ann.at(day(-1), { contact: executive });
    expect(ann.at(START, { did: [occurrence('contact_request', START)] }).last?.qualification).toBe('sql');
    return ann;
  };

  test('returns the contact to marketing at once, and its new programme begins', () => {
    const { last } = sql().at(day(1), back('bad_timing'));

    expect(last).toMatchObject({ qualification: 'mql', track: 'mql_nurture', needsOwner: false });
    expect(last?.memory.qualifiedSince).toBe(day(1));
  });

  test('is not undone by what the contact did before, nor on the same day by what it does after', () => {
    const ann = sql();
    ann.at(day(1), back('other'));
    const again = ann.at(day(1.5), { did: [occurrence('page_view', day(1.5))] });

    expect(again.last?.qualification).toBe('mql');
    expect(ann.at(day(30)).last?.qualification).toBe('mql');
  });

  test('a new request after it makes an SQL again: the contact itself says so', () => {
    const ann = sql();
    ann.at(day(1), back('other'));

    expect(ann.at(day(3), { did: [occurrence('contact_request', day(3))] }).last?.qualification).toBe('sql');
  });

  test.for<[HandBackKind, number]>([
    ['wrong_fit', -1],
    ['not_interested', 0],
    ['bad_timing', 0],
  ])('because of %s: the explicit score changes by its sign, %i', ([kind, sign]) => {
    const ann = sql();
    const before = ann.at(day(1), {}).last!.scores.explicit.points;

    const after = ann.at(day(1), back(kind)).last!.scores.explicit.points;

    expect(Math.sign(after - before)).toBe(sign);
  });

  test('counts for its days, to the millisecond, and its end is a due instant', () => {
    const ann = sql();
    ann.at(day(1), back('wrong_fit'));
    const ends = day(1) + DEFAULT_MODEL.handBackDays * DAY;
    const before = ann.at(ends - 1, {}).last!;

    const [after] = ann.at(ends).evaluations;

    expect(before.nextChangeAt).toBe(ends);
    expect(after!.scores.explicit.points).toBeGreaterThan(before.scores.explicit.points);
  });

  test('the signal of a rep lowers what the contact did, and disqualifies no further than the score says', () => {
    const ann = sql();
    const before = ann.at(day(1), {}).last!;

    const after = ann.at(day(1), { ...back('not_interested'), did: [occurrence('returned_by_sales', day(1))] }).last!;

    expect(after.scores.implicit.points).toBeLessThan(before.scores.implicit.points);
    expect(after.qualification).toBe('mql');
  });
});
