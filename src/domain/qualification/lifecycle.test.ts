import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { law } from '../../../test/support/law.ts';
import { advanceFully } from '../../../test/support/scenes/advance-fully.ts';
import { known, STAGES, START } from '../../../test/support/scenes/arbitraries.ts';
import { memoryAt } from '../../../test/support/scenes/memory.ts';
import {
  type Activity,
  type DealFacts,
  type Facts,
  type Memory,
  NO_DEALS,
  NO_FACTS,
  NO_STANDING,
  type Properties,
} from '../contact.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import { DEFAULT_MODEL } from '../model/default-model.ts';
import { compileModel } from '../rules/compile.ts';
import { plan } from '../sync/plan.ts';
import { DAY } from '../time/time.ts';
import { QUALIFICATIONS } from '../words.ts';
import { decisionOf, relationOf, stageToWrite } from './lifecycle.ts';

const compiled = compileModel(DEFAULT_MODEL);
const MQL = 'marketingqualifiedlead';
const SQL = 'salesqualifiedlead';

const factsOf = (stage: string | undefined, deals: Partial<DealFacts> = {}): Facts => ({
  ...NO_FACTS,
  contact: stage === undefined ? {} : { lifecyclestage: stage },
  deals: { ...NO_DEALS, ...deals },
});

describe('what a contact is to Ripen', () => {
  test.for<[string | undefined, Partial<DealFacts>, string]>([
    [undefined, {}, 'prospect'],
    ['lead', {}, 'prospect'],
    [SQL, {}, 'prospect'],
    ['opportunity', {}, 'opportunity'],
    ['opportunity', { lost: 1 }, 'prospect'],
    ['opportunity', { lost: 1, open: 1 }, 'opportunity'],
    ['lead', { open: 1 }, 'opportunity'],
    ['lead', { won: 1 }, 'customer'],
    ['lead', { won: 1, open: 1, lost: 3 }, 'customer'],
    ['customer', {}, 'customer'],
    ['customer', { lost: 1 }, 'customer'],
    ['evangelist', {}, 'customer'],
    ['their_own_stage', {}, 'other'],
    ['their_own_stage', { lost: 1 }, 'other'],
  ])('stage %s with deals %o: %s', ([stage, deals, relation]) => {
    expect(relationOf(compiled, known(factsOf(stage, deals)), START)).toBe(relation);
  });
});

describe('a customer is a lead again', () => {
  const boughtAt = START - 400 * DAY;
  const customer = (contact: Properties, deals: Partial<DealFacts> = {}) =>
    known({
      ...factsOf('customer', { won: 1, lastWonAt: boughtAt, ...deals }),
      contact: { lifecyclestage: 'customer', email: 'ann@company.example', ...contact },
    });
  const reopened = { hs_lead_status: 'OPEN' };

  /* The default rule: it bought more than a year ago, and its lead status was opened again. */
  test.for<[string, ReturnType<typeof customer>, string]>([
    ['by rule', customer(reopened), 'prospect'],
    ['and not by age alone', customer({}), 'customer'],
    ['nor by a status alone', customer(reopened, { lastWonAt: START - 300 * DAY }), 'customer'],
    ['nor when nobody knows when it bought', customer(reopened, { lastWonAt: null }), 'customer'],
    ['with a new deal it is still with sales', customer(reopened, { open: 1 }), 'customer'],
  ])('%s', ([, facts, relation]) => {
    expect(evaluate(compiled, facts, [], START).relation).toBe(relation);
  });

  test('on the day the rule begins to hold, which is known beforehand; until then it is in the customer track', () => {
    const before = evaluate(compiled, customer(reopened), [], boughtAt + 365 * DAY - 1);
    const after = evaluate(compiled, { ...customer(reopened), memory: before.memory }, [], before.nextChangeAt!);

    expect([before.relation, before.track]).toEqual(['customer', 'customer']);
    expect([after.at, after.relation]).toEqual([boughtAt + 365 * DAY, 'prospect']);
  });

  test('and is nurtured and qualified as any other, while its stage stays untouched', () => {
    const request = { id: '1', signal: 'contact_request', at: START, quantity: 1, source: 'test' };
    const facts = customer(reopened);
    const evaluation = evaluate(compiled, facts, [request], START);

    expect(evaluation).toMatchObject({ qualification: 'sql', track: 'sales_ready' });
    const { stage } = plan({
      model: DEFAULT_MODEL,
      standing: NO_STANDING,
      evaluation,
      facts,
      stageOrder: STAGES,
      asks: evaluation.asks,
    });
    expect(stage).toBe(null);
  });
});

describe('the stage to write', () => {
  const order = STAGES;

  test.for<[string | undefined, (typeof QUALIFICATIONS)[number], string | null]>([
    [undefined, 'unqualified', null],
    [undefined, 'mql', MQL],
    ['subscriber', 'mql', MQL],
    ['lead', 'sql', SQL],
    ['lead', 'unqualified', null],
    [MQL, 'mql', null],
    [MQL, 'sql', SQL],
    [SQL, 'mql', null],
    [SQL, 'unqualified', null],
    ['opportunity', 'sql', null],
    ['customer', 'sql', null],
    ['evangelist', 'sql', null],
    ['partner_stage', 'sql', null],
    ['never_heard_of', 'sql', null],
  ])('from %s, qualified %s: %s', ([stage, qualification, expected]) => {
    expect(stageToWrite(DEFAULT_MODEL, order, stage, qualification)).toBe(expected);
  });

  test('none that the account does not have', () => {
    expect(stageToWrite(DEFAULT_MODEL, ['lead', 'customer'], 'lead', 'sql')).toBe(null);
    expect(stageToWrite(DEFAULT_MODEL, ['customer', SQL], 'lead', 'sql')).toBe(null);
  });

  test('never moves back, whatever order the account has, and only prospects move', () => {
    const orders = fc.shuffledSubarray(STAGES);
    const stages = fc.option(fc.constantFrom(...STAGES), { nil: undefined });

    fc.assert(
      fc.property(orders, stages, fc.constantFrom(...QUALIFICATIONS), (order, stage, qualification) => {
        const target = stageToWrite(DEFAULT_MODEL, order, stage, qualification);
        if (target === null) return;

        expect(order).toContain(target);
        if (stage === undefined) return;
        expect(DEFAULT_MODEL.lifecycle.prospect).toContain(stage);
        expect(order.indexOf(target)).toBeGreaterThan(order.indexOf(stage));
      }),
      law(200),
    );
  });
});

describe("somebody else's decision", () => {
  const memory = memoryAt(START - 100 * DAY, { asOf: START - DAY, stage: 'lead' });
  const old = { qualification: 'mql', at: START - 50 * DAY } as const;

  test.for<[string, Partial<Memory>, string | undefined, ReturnType<typeof decisionOf>]>([
    ['a stage that stays is no decision', {}, 'lead', null],
    ['a stage set to SQL is one, now', {}, SQL, { qualification: 'sql', at: START }],
    ['a stage set to MQL is one, now', {}, MQL, { qualification: 'mql', at: START }],
    ['the stage that Ripen wrote is none', { qualification: 'sql' }, SQL, null],
    ['a stage below what Ripen found is none', { qualification: 'sql' }, MQL, null],
    ['a stage above what Ripen found is one', { qualification: 'mql' }, SQL, { qualification: 'sql', at: START }],
    ['a decision lasts while the stage stays', { stage: MQL, decision: old }, MQL, old],
    ['a decision is kept when the stage moves elsewhere', { stage: MQL, decision: old }, 'lead', old],
  ])('%s', ([, remembered, stage, expected]) => {
    expect(decisionOf(DEFAULT_MODEL, factsOf(stage), { ...memory, ...remembered }, START)).toEqual(expected);
  });

  test('at first sight it has the date that HubSpot gives the stage', () => {
    const at = START - 10 * DAY;
    const contact = { lifecyclestage: SQL, [`hs_lifecyclestage_${SQL}_date`]: `${at}`, createdate: `${at - DAY}` };

    expect(decisionOf(DEFAULT_MODEL, { ...NO_FACTS, contact }, null, START)).toEqual({ qualification: 'sql', at });
  });

  test('at first sight it counts from its own date, not from an activity before it', () => {
    const decidedAt = START - 10 * DAY;
    const contact = { lifecyclestage: SQL, [`hs_lifecyclestage_${SQL}_date`]: `${decidedAt}` };
    const views: Activity[] = [START - 700 * DAY, START - DAY].map((at) => ({
      id: `${at}`,
      signal: 'page_view',
      at,
      quantity: 1,
      source: 'test',
    }));

    const { evaluations } = advanceFully(compiled, { ...NO_FACTS, contact, lead: {}, memory: null }, views, START, {
      dueAt: null,
      news: true,
    });

    expect(evaluations.map((e) => e.qualification)).toEqual(['unqualified', 'sql', 'sql', 'sql']);
    expect(evaluations.at(-1)!.memory).toMatchObject({ decision: { at: decidedAt }, sqlAt: decidedAt });
  });
});
