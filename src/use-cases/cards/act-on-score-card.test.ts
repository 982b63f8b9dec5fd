import { describe, expect, it } from 'vitest';
import type { ScoreView } from '../../../cards/score/contract.ts';
import { HAND_BACK_KINDS } from '../../../cards/shared/deeds.ts';
import { EN } from '../../../cards/shared/words/en.ts';
import type { Decisions } from '../../domain/contact.ts';
import { DEFAULT_MODEL } from '../../domain/model/default-model.ts';
import { parseModel } from '../../domain/model/model.ts';
import { agreementOf } from '../../domain/sales/agreement.ts';
import { DAY } from '../../domain/time/time.ts';
import { type ActionDecision, type CardAction, decideAction } from './act-on-score-card.ts';

const NOW = Date.UTC(2026, 10, 16, 9);
const parsed = parseModel(DEFAULT_MODEL);
if (parsed.outcome === 'invalid') throw new Error(parsed.problems.join());
const { model } = parsed;

/** The parts of a view that a decision looks at. */
const lead = (changes: object = {}) => {
  const unknown = { answer: 'unknown', askAgain: false };
  const bant = {
    budget: { answer: 'yes', askAgain: false },
    authority: unknown,
    need: unknown,
    timeline: { answer: 'no', askAgain: true },
  };
  const validity = { is: 'suspect', vouched: false };
  const qualification = { is: 'sql', since: NOW - 9 * DAY };
  const may = { handToSales: true, handBack: false };
  return {
    state: 'ok',
    relation: 'prospect',
    handedBack: null,
    qualification,
    may,
    bant,
    validity,
    ...changes,
  } as unknown as ScoreView;
};
const sql = lead({ may: { handToSales: false, handBack: true } });
const customer = lead({ relation: 'customer', may: { handToSales: false, handBack: false } });
const handedBack = lead({ handedBack: { at: NOW - DAY, reason: 'Too early' } });

const note = (said: object) => ({ outcome: 'note', note: said });
const NOTHING_TO_DO = { outcome: 'nothing_to_do' };
const NOT_POSSIBLE = { outcome: 'not_possible' };

const toSales: CardAction = { name: 'hand-to-sales', body: { reason: 'Called us' } };
const back: CardAction = { name: 'hand-back', body: { kind: 'other', reason: 'Too early' } };
const vouch = (right: boolean): CardAction => ({ name: 'vouch', body: { right } });
const vouched = lead({ validity: { is: 'valid', vouched: true } });
const told = { source: 'rep', at: NOW };
/** What had been decided before. */
const decisions: Decisions = { bant: { budget: { source: 'form', at: NOW - DAY } } };
const recalculate: CardAction = { name: 'recalculate', body: {} };

describe('what an action means', () => {
  it.each<[string, ScoreView, CardAction, unknown]>([
    ['recalculate a lead', lead(), recalculate, note({ refresh: true })],
    ['recalculate what is being scored', { state: 'scoring', stuckSince: NOW }, recalculate, note({ refresh: true })],
    ['recalculate a stranger', { state: 'not_found' }, recalculate, NOT_POSSIBLE],
    ['recalculate before all is set up', { state: 'not_set_up' }, recalculate, NOT_POSSIBLE],
    [
      'hand a lead to sales',
      lead(),
      toSales,
      note({ decisions: { qualification: { qualification: 'sql', at: NOW }, qualificationReason: 'Called us' } }),
    ],
    ['hand an SQL to sales', sql, toSales, NOTHING_TO_DO],
    ['hand a customer to sales', customer, toSales, NOT_POSSIBLE],
    [
      'hand back an SQL',
      sql,
      back,
      note({
        decisions: { handedBackAt: NOW, handBackKind: 'other', handBackReason: 'Too early' },
        inputs: {},
        activities: [],
      }),
    ],
    [
      'hand back for want of a budget, which answers that question',
      sql,
      { name: 'hand-back', body: { kind: 'no_budget' } },
      note({
        decisions: { handedBackAt: NOW, handBackKind: 'no_budget', bant: { budget: told } },
        inputs: { ripen_bant_budget: 'no' },
        activities: [],
      }),
    ],
    [
      'hand back who is not interested, which lowers what they do, once for each time that they were an SQL',
      sql,
      { name: 'hand-back', body: { kind: 'not_interested' } },
      note({
        decisions: { handedBackAt: NOW, handBackKind: 'not_interested' },
        inputs: {},
        activities: [
          {
            id: `returned_by_sales:${NOW - 9 * DAY}`,
            signal: 'returned_by_sales',
            at: NOW,
            quantity: 1,
            source: 'rep',
          },
        ],
      }),
    ],
    ['hand back twice', handedBack, back, NOTHING_TO_DO],
    ['hand back what sales never had', lead(), back, NOT_POSSIBLE],
    [
      'answer what is new',
      lead(),
      { name: 'bant', body: { budget: 'yes', need: 'no' } },
      note({ inputs: { ripen_bant_need: 'no' }, decisions: { bant: { ...decisions.bant, need: told } } }),
    ],
    [
      'give an old answer again',
      lead(),
      { name: 'bant', body: { timeline: 'no' } },
      note({ inputs: { ripen_bant_timeline: 'no' }, decisions: { bant: { ...decisions.bant, timeline: told } } }),
    ],
    ['vouch for data', lead(), vouch(true), note({ decisions: { validity: 'valid' } })],
    ['vouch twice', vouched, vouch(true), NOTHING_TO_DO],
    ['take that back', vouched, vouch(false), note({ decisions: { validity: null } })],
    ['answer nothing new', lead(), { name: 'bant', body: { budget: 'yes' } }, NOTHING_TO_DO],
    ['snooze', lead(), { name: 'snooze', body: { days: 14 } }, note({ decisions: { pausedUntil: NOW + 14 * DAY } })],
    ['end a snooze', lead(), { name: 'snooze', body: { days: null } }, note({ decisions: { pausedUntil: null } })],
  ])('to %s', (_what, view, action, expected) => {
    expect(decideAction(model, { view, decisions }, action, NOW) satisfies ActionDecision).toEqual(expected);
  });

  it('never overwrites an answer that the account keeps in a property of its own', () => {
    const own = { ...model, bant: { ...model.bant, need: 'company.need' } };

    expect(decideAction(own, { view: lead(), decisions }, { name: 'bant', body: { need: 'yes' } }, NOW)).toEqual(
      NOTHING_TO_DO,
    );
  });
});

it.each(HAND_BACK_KINDS)('the reason "%s" for a hand-back reads on the card as in the agreement', (kind) => {
  const sentences = agreementOf(model, (ownerId) => ownerId).flatMap((section) => section.sentences);

  expect(sentences.filter((sentence) => sentence.startsWith(`${EN[`hand_back_${kind}`]}: `))).toHaveLength(1);
});
