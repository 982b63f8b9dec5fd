import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { law } from '../../../../test/support/law.ts';
import { models } from '../../../../test/support/scenes/arbitrary-models.ts';
import { NO_DEALS } from '../../contact.ts';
import { DEFAULT_MODEL } from '../../model/default-model.ts';
import type { Condition, Model } from '../../model/model.ts';
import { compileCondition, type FactView } from '../../rules/condition.ts';
import { neverHolds, warningsOf } from './warnings.ts';

const rule = (id: string, when: Condition, points = 5) => ({ id, label: `Rule ${id}`, group: 'company', points, when });
const warned = (change: (model: Model) => void): readonly string[] => {
  const copy = structuredClone(DEFAULT_MODEL);
  change(copy);
  const usual = warningsOf(DEFAULT_MODEL).map(({ sentence }) => sentence);
  return warningsOf(copy)
    .map(({ sentence }) => sentence)
    .filter((sentence) => !usual.includes(sentence));
};

describe('warnings', () => {
  it.each<[string, (model: Model) => void, RegExp]>([
    [
      'a rule whose conditions exclude each other',
      ({ explicit }) =>
        void explicit.push(
          rule('a', {
            all: [
              { field: 'city', known: false },
              { field: 'city', equals: 'Ulm' },
            ],
          }),
        ),
      /“Rule a” can hold for nobody/,
    ],
    [
      'two ranges that do not meet',
      ({ explicit }) =>
        void explicit.push(
          rule('a', {
            all: [
              { field: 'age', below: 5 },
              { field: 'age', atLeast: 5 },
            ],
          }),
        ),
      /“Rule a” can hold for nobody/,
    ],
    [
      'a fact that Ripen does not find',
      ({ ready }) => void ready.push({ label: 'x', when: { field: 'lead.area', known: true } }),
      /finds nothing that is called “lead.area”/,
    ],
    [
      'a fact of deals that there is not',
      ({ ready }) => void ready.push({ label: 'x', when: { field: 'deals.amount', atLeast: 5 } }),
      /finds nothing that is called “deals.amount”/,
    ],
    [
      'a score before there is one',
      ({ explicit }) => void explicit.push(rule('a', { field: 'score.fit', equals: 'A' })),
      /“score.fit” only once it has scored a contact/,
    ],
    [
      'a value that Ripen never finds',
      ({ explicit }) => void explicit.push(rule('a', { field: 'lead.country', oneOf: ['de', 'Germany'] })),
      /^No contact has “Germany” as the country as Ripen finds it/,
    ],
    [
      'a persona that the model does not have',
      ({ ready }) => void ready.push({ label: 'x', when: { field: 'score.persona', equals: 'nobody' } }),
      /^No contact has “nobody” as the persona/,
    ],
    [
      'a cap below 0',
      ({ groups }) => void groups.push({ ...groups[0]!, id: 'low', label: 'Low', cap: -3, floor: -9 }),
      /“Low” takes at least 3 points of everybody/,
    ],
    [
      'a floor above 0',
      ({ groups }) => void groups.push({ ...groups[0]!, id: 'high', label: 'High', cap: 9, floor: 2 }),
      /“High” gives everybody at least 2 points/,
    ],
    [
      'two rules that ask for the same',
      ({ explicit }) =>
        void explicit.push(
          rule('a', { field: 'city', oneOf: ['A', 'b'] }),
          rule('b', { field: 'city', oneOf: ['B', 'a'] }),
        ),
      /“Rule b” and “Rule a” ask for the same/,
    ],
    [
      'an MQL that takes more points than an SQL',
      ({ qualification: { mql, sql } }) => {
        mql.enter = { combined: 70 };
        sql.enter = { combined: 40 };
      },
      /^Nobody becomes an MQL by score/,
    ],
    [
      'a condition that asks for what Ripen writes',
      ({ explicit }) => void explicit.push(rule('a', { field: 'ripen_score', atLeast: 5 })),
      /^Ripen itself writes “ripen_score”/,
    ],
    [
      'points that the group never counts',
      ({ explicit }) => void explicit.push(rule('a', { field: 'city', equals: 'Ulm' }, 31)),
      /gives 31 points, and its group “Company” counts at most 30/,
    ],
    [
      'a threshold that nobody reaches',
      (model) => {
        model.implicit = [];
      },
      /Nobody can become an SQL by score: it takes 40 points for what they do, and the rules give at most 0/,
    ],
    [
      'a rule that nothing feeds',
      (model) => {
        model.pages = [];
      },
      /“Viewed the pricing page” waits for what no property, form or page shows/,
    ],
    [
      'a territory behind one that takes everybody',
      ({ routing }) =>
        void routing.territories.push(
          { id: 'all', label: 'All', owners: [{ id: '1', weight: 1 }] },
          { id: 'south', label: 'South', when: { field: 'city', equals: 'Ulm' }, owners: [{ id: '1', weight: 1 }] },
        ),
      /“South” gets nobody/,
    ],
  ])('tell of %s', (_, change, sentence) => {
    expect(warned(change).join('\n')).toMatch(sentence);
  });

  it('say that a condition holds for nobody only where no contact fits it', () => {
    const texts = ['red', 'green', 'blue', 'head of red', 'Blue Team', 'red;blue', '5', '150', 'yes'];
    const value = fc.option(fc.constantFrom(...texts), { nil: undefined });
    const properties = (names: readonly string[]) =>
      fc
        .tuple(...names.map(() => value))
        .map((values) =>
          Object.fromEntries(names.flatMap((name, i) => (values[i] === undefined ? [] : [[name, values[i]]]))),
        );
    const facts = fc.record({
      contact: properties(['jobtitle', 'interests', 'hs_email_optout', 'employees', 'renewal']),
      company: properties(['industry', 'founded']),
      lead: properties(['mail_kind', 'bant_need', 'bant_budget', 'hand_back']).map((lead) =>
        Object.fromEntries(Object.entries(lead).map(([name, text]) => [name, text!.replace(';', ' ')])),
      ),
      deals: fc.constant(NO_DEALS),
    }) as fc.Arbitrary<FactView>;
    const conditions = models().map((model) => model.explicit.flatMap((one) => ('when' in one ? [one.when] : [])));
    let found = 0;
    fc.assert(
      fc.property(conditions, conditions, facts, (some, others, view) => {
        for (const when of [...some, ...some.flatMap((a) => others.map((b): Condition => ({ all: [a, b] })))]) {
          if (!neverHolds(when)) continue;
          found++;
          expect(compileCondition(when).holds(view, 0)).toBe(false);
        }
      }),
      law(200),
    );
    expect(found).toBeGreaterThan(10);
  });
});
