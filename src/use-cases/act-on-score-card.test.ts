import { describe, expect, it } from 'vitest';
import type { ScoreView } from '../../cards/score/contract.ts';
import { DEFAULT_MODEL } from '../domain/default-model.ts';
import { parseModel } from '../domain/model.ts';
import { DAY } from '../domain/time.ts';
import { type ActionDecision, type CardAction, decideAction } from './act-on-score-card.ts';

const NOW = Date.UTC(2026, 10, 16, 9);
const parsed = parseModel(DEFAULT_MODEL);
if (parsed.outcome === 'invalid') throw new Error(parsed.problems.join());
const { model } = parsed;

/** The parts of a view that a decision looks at. */
const lead = (changes: object = {}) => {
  const unknown = { answer: 'unknown', editable: true };
  const bant = { budget: { answer: 'yes', editable: true }, authority: unknown, need: unknown, timeline: unknown };
  const may = { handToSales: true, handBack: false };
  return { state: 'ok', relation: 'prospect', handedBack: null, may, bant, ...changes } as unknown as ScoreView;
};
const sql = lead({ may: { handToSales: false, handBack: true } });
const customer = lead({ relation: 'customer', may: { handToSales: false, handBack: false } });
const handedBack = lead({ handedBack: { at: NOW - DAY, reason: 'Too early' } });

const note = (said: object) => ({ outcome: 'note', note: said });
const NOTHING_TO_DO = { outcome: 'nothing_to_do' };
const NOT_POSSIBLE = { outcome: 'not_possible' };

const toSales: CardAction = { name: 'hand-to-sales', body: { reason: 'Called us' } };
const back: CardAction = { name: 'hand-back', body: { reason: 'Too early' } };
const recalculate: CardAction = { name: 'recalculate', body: {} };

describe('what an action means', () => {
  it.each<[string, ScoreView, CardAction, unknown]>([
    ['recalculate a lead', lead(), recalculate, note({ look: true })],
    ['recalculate what is being scored', { state: 'scoring', stuckSince: NOW }, recalculate, note({ look: true })],
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
    ['hand back an SQL', sql, back, note({ decisions: { handedBackAt: NOW, handBackReason: 'Too early' } })],
    ['hand back twice', handedBack, back, NOTHING_TO_DO],
    ['hand back what sales never had', lead(), back, NOT_POSSIBLE],
    [
      'answer what is new',
      lead(),
      { name: 'bant', body: { budget: 'yes', need: 'no' } },
      note({ inputs: { ripen_bant_need: 'no' } }),
    ],
    ['answer nothing new', lead(), { name: 'bant', body: { budget: 'yes' } }, NOTHING_TO_DO],
    ['snooze', lead(), { name: 'snooze', body: { days: 14 } }, note({ decisions: { pausedUntil: NOW + 14 * DAY } })],
    ['end a snooze', lead(), { name: 'snooze', body: { days: null } }, note({ decisions: { pausedUntil: null } })],
  ])('to %s', (_what, view, action, expected) => {
    expect(decideAction(model, view, action, NOW) satisfies ActionDecision).toEqual(expected);
  });

  it('never overwrites an answer that the account keeps in a property of its own', () => {
    const own = { ...model, bant: { ...model.bant, need: 'company.need' } };

    expect(decideAction(own, lead(), { name: 'bant', body: { need: 'yes' } }, NOW)).toEqual(NOTHING_TO_DO);
  });
});
