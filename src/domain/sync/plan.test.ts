import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { law } from '../../../test/support/law.ts';
import { STAGES, START, scenes } from '../../../test/support/scenes/arbitraries.ts';
import { NO_DEALS, NO_FACTS, NO_STANDING } from '../contact.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import { DEFAULT_MODEL } from '../model/default-model.ts';
import { relationOf } from '../qualification/lifecycle.ts';
import { compileModel } from '../rules/compile.ts';
import { needsFreshFacts, type Plan, plan } from './plan.ts';

const moves = ({ properties, stage, track, extra, asks }: Plan) => ({ properties, stage, track, extra, asks });
const NO_ASKS = { tasks: [], closed: [] };
const NOTHING = { properties: {}, stage: null, track: null, extra: [], asks: NO_ASKS };

describe('laws of a plan', () => {
  test('planning twice is planning once', () => {
    fc.assert(
      fc.property(scenes(), fc.shuffledSubarray(STAGES), ({ compiled, facts, activities, now }, stageOrder) => {
        const { model } = compiled;
        const evaluation = evaluate(compiled, facts, activities, now);
        const { asks } = evaluation;
        const first = plan({ model, standing: NO_STANDING, evaluation, facts, stageOrder, asks });
        const contact = {
          ...facts.contact,
          ...(first.stage !== null && { lifecyclestage: first.stage }),
          ...(first.needsOwner && { hubspot_owner_id: '9' }),
        };
        const after = { ...facts, contact, memory: evaluation.memory };

        const again = evaluate(compiled, after, activities, now);
        const second = plan({
          model,
          standing: first.standing,
          evaluation: again,
          facts: after,
          stageOrder,
          asks: again.asks,
        });

        expect(moves(second)).toEqual(NOTHING);
        expect(needsFreshFacts(second)).toBe(false);
      }),
      law(100),
    );
  });

  test('what Ripen wrote itself changes nothing when it is seen again', () => {
    fc.assert(
      fc.property(scenes(), ({ compiled, facts, activities, now }) => {
        const { model } = compiled;
        const evaluation = evaluate(compiled, facts, activities, now);
        const first = plan({ model, standing: NO_STANDING, evaluation, facts, stageOrder: STAGES, asks: NO_ASKS });
        if (first.stage === null) return;
        const contact = { ...facts.contact, lifecyclestage: first.stage };

        const seen = { ...facts, contact, memory: evaluation.memory };
        const again = evaluate(compiled, seen, activities, now);

        expect(again.written).toEqual(evaluation.written);
        expect(again.memory.decision).toEqual(evaluation.memory.decision);
      }),
      law(100),
    );
  });

  test('the stage of a contact that is no prospect is never touched', () => {
    fc.assert(
      fc.property(scenes(), fc.shuffledSubarray(STAGES), ({ compiled, facts, activities, now }, stageOrder) => {
        const { model } = compiled;
        if (relationOf(compiled, facts, now) === 'prospect') return;
        const evaluation = evaluate(compiled, facts, activities, now);

        const { stage } = plan({ model, standing: NO_STANDING, evaluation, facts, stageOrder, asks: NO_ASKS });

        expect(stage).toBe(null);
      }),
      law(100),
    );
  });
});

describe('a plan', () => {
  const compiled = compileModel(DEFAULT_MODEL);
  const contact = { lifecyclestage: 'lead', email: 'ann@company.example' };
  const demo = { id: '1', signal: 'contact_request', at: START, quantity: 1, source: 'test' };
  const facts = { ...NO_FACTS, contact, lead: { mail_kind: 'company' }, memory: null };
  const evaluation = evaluate(compiled, facts, [demo], START);
  const input = { model: DEFAULT_MODEL, standing: NO_STANDING, evaluation, facts, stageOrder: STAGES, asks: NO_ASKS };

  test('moves stage and track together with the properties, and says when it scored', () => {
    expect(plan(input)).toMatchObject({
      properties: {
        ripen_qualification: 'sql',
        ripen_nurture_track: 'sales_ready',
        ripen_scored_at: '2026-03-01T00:00:00.000Z',
      },
      stage: 'salesqualifiedlead',
      track: { from: 'none', to: 'sales_ready' },
    });
  });

  test('writes only what changed', () => {
    const { standing } = plan(input);
    const other = { ...standing, properties: { ...standing.properties, ripen_grade: 'D4' } };

    const { properties } = plan({ ...input, standing: other });

    expect(properties).toEqual({ ripen_grade: evaluation.grade, ripen_scored_at: '2026-03-01T00:00:00.000Z' });
  });

  test('writes everything, what is empty too, where it is unknown what HubSpot shows', () => {
    const { properties, standing } = plan({ ...input, standing: { track: 'none' } });

    expect(Object.keys(properties).sort()).toEqual([...Object.keys(evaluation.written), 'ripen_scored_at'].sort());
    expect(plan({ ...input, standing }).properties).toEqual({});
  });

  test('writes everything again after a write of which nobody knows, and says when the score was made', () => {
    const { standing } = plan(input);

    const again = plan({ ...input, standing: { ...standing, inDoubt: true }, since: START + 1_000 });

    expect(again.properties).toEqual({ ...evaluation.written, ripen_scored_at: '2026-03-01T00:00:00.000Z' });
    expect(again.standing.inDoubt).toBeUndefined();
    expect(plan({ ...input, standing: again.standing }).properties).toEqual({});
  });

  test('clears by empty text, and does not clear what is empty', () => {
    const { properties } = plan({ ...input, standing: { properties: { ripen_persona: 'Buyer' }, track: 'none' } });

    expect(properties).toMatchObject({ ripen_persona: '' });
    expect(plan(input).properties).not.toHaveProperty('ripen_persona');
  });

  test('leaves a contact with an open deal to sales, whatever its stage says', () => {
    const withDeal = { ...facts, deals: { ...NO_DEALS, open: 1 } };

    expect(plan({ ...input, facts: withDeal, evaluation: evaluate(compiled, withDeal, [demo], START) }).stage).toBe(
      null,
    );
  });

  test('joins and leaves the lists beside that of the track', () => {
    const extra = (from: Plan['standing']['extra'], to: Plan['extra']) =>
      plan({
        ...input,
        standing: { ...NO_STANDING, ...(from && { extra: from }) },
        evaluation: { ...evaluation, extra: to },
      }).extra;

    expect(extra(undefined, ['due'])).toEqual(['due']);
    expect(extra(['due', 'ready'], ['ready'])).toEqual(['due']);
    expect(extra(['due'], ['ready'])).toEqual(['due', 'ready']);
    expect(extra(['due'], ['due'])).toEqual([]);
  });

  test('needs fresh facts to ask people for something, and none to close what is over', () => {
    const { standing } = plan(input);
    const task = { kind: 'respond', occasion: START, subject: 'Awake again', dueAt: START, to: null } as const;
    const closed = { kind: 'respond', occasion: START, as: 'COMPLETED' } as const;
    const needs = (asks: Plan['asks']) => needsFreshFacts(plan({ ...input, standing, asks }));

    expect(needs({ tasks: [task], closed: [] })).toBe(true);
    expect(needs({ tasks: [], closed: [closed] })).toBe(false);
  });
});

test('a stage that somebody moves back by hand is left there, until the contact qualifies anew', () => {
  const { model } = compileModel(DEFAULT_MODEL);
  const at = (qualification: 'mql' | 'sql', lifecyclestage: string, standing: Plan['standing']) => {
    const facts = { ...NO_FACTS, contact: { email: 'ada@engines.example', lifecyclestage } };
    const evaluation = {
      ...evaluate(compileModel(DEFAULT_MODEL), { ...facts, lead: {}, memory: null }, [], START),
      qualification,
    };
    return plan({ model, standing, evaluation, facts, stageOrder: STAGES, asks: NO_ASKS });
  };

  const first = at('mql', 'lead', NO_STANDING);
  const movedBack = at('mql', 'lead', first.standing);
  const better = at('sql', 'lead', movedBack.standing);
  const worse = at('mql', 'salesqualifiedlead', better.standing);
  const again = at('sql', 'marketingqualifiedlead', worse.standing);

  expect([first, movedBack, better, worse, again].map((p) => p.stage)).toEqual([
    'marketingqualifiedlead',
    null,
    'salesqualifiedlead',
    null,
    'salesqualifiedlead',
  ]);
});
