import { describe, expect, test } from 'vitest';
import { START } from '../../../test/support/scenes/arbitraries.ts';
import { NO_DEALS, type Properties } from '../contact.ts';
import type { Condition } from '../model/model.ts';
import { DAY } from '../time/time.ts';
import { compileCondition, type FactView } from './condition.ts';

const factsOf = (contact: Properties): FactView => ({
  contact,
  company: { industry: 'Software', numberofemployees: '250' },
  lead: { mail_kind: 'free', bant_need: 'yes' },
  deals: { ...NO_DEALS, won: 2, lastWonAt: START - 10 * DAY },
  until: { bant_need: START + DAY },
  score: { fit: 'A' },
});
const holds = (condition: Condition, contact: Properties, now = START) =>
  compileCondition(condition).holds(factsOf(contact), now);

const field = 'x';

test('a property that the model says is a number has a decimal point', () => {
  const condition: Condition = { field, atLeast: 4, below: 5 };
  const facts = factsOf({ x: '4.857' });

  expect(compileCondition(condition).holds(facts, START)).toBe(false);
  expect(compileCondition(condition, (name) => name === field).holds(facts, START)).toBe(true);
  expect(compileCondition({ not: { all: [condition] } }, (name) => name === field).holds(facts, START)).toBe(false);
});

describe('a condition', () => {
  test.for<[Condition, string | undefined, boolean]>([
    [{ field, equals: 'Yes' }, 'yEs', true],
    [{ field, equals: 'yes' }, 'yes please', false],
    [{ field, equals: 'b' }, 'a;b;c', true],
    [{ field, equals: 'b' }, 'a; b', true],
    [{ field, equals: 'a;b' }, 'a;b', true],
    [{ field, equals: 'ab' }, 'a;b', false],
    [{ field, oneOf: ['one', 'TWO'] }, 'two', true],
    [{ field, oneOf: ['one', 'two'] }, 'three;two', true],
    [{ field, oneOf: ['one', 'two'] }, 'twofold', false],
    [{ field, contains: ['market'] }, 'Head of MARKETING', true],
    [{ field, contains: ['a', 'z'] }, 'xyz', true],
    [{ field, contains: ['market'] }, 'sales', false],
    [{ field, hasWord: ['cto'] }, 'CTO & founder', true],
    [{ field, hasWord: ['cto'] }, 'director', false],
    [{ field, hasWord: ['vice president'] }, 'Senior Vice-President, Sales', true],
    [{ field, hasWord: ['vice president'] }, 'president of vice', false],
    [{ field, hasWord: ['geschäftsführer'] }, 'Inhaber/Geschäftsführer', true],
    [{ field, startsWith: ['HEAD'] }, 'head of sales', true],
    [{ field, startsWith: ['head'] }, 'the head', false],
    [{ field, endsWith: ['.EDU'] }, 'ann@school.edu', true],
    [{ field, endsWith: ['.edu'] }, 'ann@school.edu.example', false],
    [{ field, atLeast: 50 }, '50', true],
    [{ field, atLeast: 50 }, '49.9', false],
    [{ field, below: 50 }, '50', false],
    [{ field, below: 50 }, '-3', true],
    [{ field, atLeast: 50, below: 1000 }, '50-100', true],
    [{ field, atLeast: 1000 }, '1000+', true],
    [{ field, atLeast: 1000 }, 'a thousand', false],
    [{ field, atLeast: 1000 }, '1.234', false],
    [{ field, below: 1000 }, '1.234', false],
    [{ field: 'num_notes', below: 2 }, '1.234', true],
    [{ field, known: true }, 'anything', true],
    [{ field, known: false }, 'anything', false],
    [{ not: { field, equals: 'a' } }, 'b', true],
    [{ not: { field, equals: 'a' } }, 'a', false],
    [
      {
        all: [
          { field, contains: ['a'] },
          { field, contains: ['b'] },
        ],
      },
      'ab',
      true,
    ],
    [
      {
        all: [
          { field, contains: ['a'] },
          { field, contains: ['b'] },
        ],
      },
      'a',
      false,
    ],
    [
      {
        any: [
          { field, contains: ['a'] },
          { field, contains: ['b'] },
        ],
      },
      'b',
      true,
    ],
    [
      {
        any: [
          { field, contains: ['a'] },
          { field, contains: ['b'] },
        ],
      },
      'c',
      false,
    ],
    [{ field: 'company.industry', equals: 'software' }, undefined, true],
    [{ field: 'company.numberofemployees', atLeast: 250 }, undefined, true],
    [{ field: 'lead.mail_kind', equals: 'free' }, undefined, true],
    [{ field: 'deals.won', atLeast: 2 }, undefined, true],
    [{ field: 'deals.open', equals: '0' }, undefined, true],
    [{ field: 'deals.last_won_at', withinDays: 11 }, undefined, true],
    [{ field: 'deals.last_lost_at', known: true }, undefined, false],
    [{ field: 'deals.constructor', known: true }, undefined, false],
    [{ field: 'score.fit', equals: 'A' }, undefined, true],
    [{ field: 'score.segment', known: true }, undefined, false],
    [{ field: 'industry', equals: 'software' }, undefined, false],
    [{ field: 'constructor', known: true }, undefined, false],
    [{ field: 'constructor', contains: ['object'] }, undefined, false],
  ])('%o of %s: %s', ([condition, value, expected]) => {
    const facts = value === undefined ? {} : { x: value, num_notes: value };
    expect(holds(condition, facts)).toBe(expected);
  });

  test.for<Condition>([
    { field, equals: 'a' },
    { field, oneOf: ['a'] },
    { field, contains: ['a'] },
    { field, hasWord: ['a'] },
    { field, startsWith: ['a'] },
    { field, endsWith: ['a'] },
    { field, atLeast: 0 },
    { field, below: 9 },
    { field, withinDays: 9 },
    { field, withinNextDays: 9 },
    { field, known: true },
  ])('%o does not hold of what is unknown', (condition) => {
    expect(holds(condition, {})).toBe(false);
    expect(holds({ not: condition }, {})).toBe(true);
  });

  test('asks for the unknown by name', () => {
    expect(holds({ field, known: false }, {})).toBe(true);
  });
});

test('a fact that ends by itself holds until just before, and the instant is known', () => {
  const condition: Condition = { not: { field: 'lead.bant_need', equals: 'yes' } };
  const edges: number[] = [];

  compileCondition(condition).edges?.(factsOf({}), edges);

  expect(edges).toEqual([START + DAY]);
  expect([START, START + DAY - 1, START + DAY].map((now) => holds(condition, {}, now))).toEqual([false, false, true]);
});

describe('a date', () => {
  const at = START - 10 * DAY;

  test.for([`${at}`, new Date(at).toISOString(), '2026-02-19'])('written %s is recent for its days', (value) => {
    const recent = (now: number) => holds({ field, withinDays: 10 }, { x: value }, now);

    expect([at - 1, at, at + 10 * DAY - 1, at + 10 * DAY].map(recent)).toEqual([false, true, true, false]);
  });

  test('is ahead for its days, until it comes', () => {
    const isNear = (now: number) => holds({ field, withinNextDays: 10 }, { x: `${at}` }, now);

    expect([at - 10 * DAY - 1, at - 10 * DAY, at - 1, at].map(isNear)).toEqual([false, true, true, false]);
  });

  test.for([
    [{ field, withinDays: 10 }, [at, at + 10 * DAY]],
    [{ field, withinNextDays: 10 }, [at - 10 * DAY, at]],
  ] as const)('%o gives the two instants at which it changes', ([condition, expected]) => {
    const edges: number[] = [];

    compileCondition({ not: { any: [condition] } }).edges?.(factsOf({ x: `${at}` }), edges);

    expect(edges).toEqual(expected);
  });

  test('gives none when nothing in the condition is a date', () => {
    expect(compileCondition({ all: [{ field, known: true }] }).edges).toBe(null);
  });
});
