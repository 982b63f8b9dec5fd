import { describe, expect, test } from 'vitest';
import { known, START } from '../../../test/support/scenes/arbitraries.ts';
import { memoryAt } from '../../../test/support/scenes/memory.ts';
import { latestUntil, timelineOf } from '../activity/timeline.ts';
import { type Activity, type BantRecord, type Decisions, NO_FACTS, type Properties } from '../contact.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import { DEFAULT_MODEL } from '../model/default-model.ts';
import type { Model } from '../model/model.ts';
import { propertiesRead } from '../model/reads.ts';
import { compileModel } from '../rules/compile.ts';
import { DAY } from '../time/time.ts';
import { bantRecords } from './bant.ts';

/*
 * In the default model answers count 180 days for budget and need, 365 for authority, 90 for the
 * timeline.
 */
const compiled = compileModel(DEFAULT_MODEL);
const factsOf = (contact: Properties, bant: Partial<Record<'need', BantRecord>> = {}, decisions: Decisions = {}) =>
  known({ ...NO_FACTS, contact }, memoryAt(START - 300 * DAY, { bant }), decisions);
const YES = { ripen_bant_need: 'yes' };
const OLD: BantRecord = { answer: 'yes', source: 'crm', at: START - 100 * DAY };
const form = (at: number, source = 'num_conversion_events'): Activity => ({
  id: '1',
  signal: 'form_submission',
  at,
  quantity: 1,
  source,
});

describe('where an answer comes from, and how old it is', () => {
  const need = (facts: ReturnType<typeof factsOf>, activities: readonly Activity[] = []) =>
    bantRecords(DEFAULT_MODEL, facts, latestUntil(timelineOf(compiled, activities).forms, START), START).need;
  const told = (source: BantRecord['source'], at: number): Decisions => ({ bant: { need: { source, at } } });

  test.for<[string, BantRecord | undefined, BantRecord | undefined]>([
    ['none was given', need(factsOf({})), undefined],
    ['unknown is none', need(factsOf({ ripen_bant_need: 'unknown' }, { need: OLD })), undefined],
    ['nor is a word that means nothing', need(factsOf({ ripen_bant_need: 'maybe' })), undefined],
    ['found in HubSpot', need(factsOf(YES)), { answer: 'yes', source: 'crm', at: START }],
    [
      'found together with a form',
      need(factsOf(YES), [form(START - 60_000)]),
      { answer: 'yes', source: 'form', at: START - 60_000 },
    ],
    [
      'a form of yesterday did not bring it',
      need(factsOf(YES), [form(START - DAY)]),
      { answer: 'yes', source: 'crm', at: START },
    ],
    [
      'nor did a page view',
      need(factsOf(YES), [form(START, 'hs_analytics_num_page_views')]),
      { answer: 'yes', source: 'crm', at: START },
    ],
    [
      'told by a rep',
      need(factsOf(YES, {}, told('rep', START - DAY))),
      { answer: 'yes', source: 'rep', at: START - DAY },
    ],
    ['the same answer keeps its age', need(factsOf(YES, { need: OLD })), OLD],
    [
      'unless somebody gives it again',
      need(factsOf(YES, { need: OLD }, told('survey', START))),
      { answer: 'yes', source: 'survey', at: START },
    ],
    ['an older word is no news', need(factsOf(YES, { need: OLD }, told('rep', OLD.at))), OLD],
    [
      'another answer is new',
      need(factsOf({ ripen_bant_need: 'no' }, { need: OLD })),
      { answer: 'no', source: 'crm', at: START },
    ],
    [
      'a word to come has not been said',
      need(factsOf(YES, {}, told('rep', START + 1))),
      { answer: 'yes', source: 'crm', at: START },
    ],
  ])('%s', ([, record, expected]) => {
    expect(record).toEqual(expected);
  });
});

describe('an answer fades to "ask again"', () => {
  const facts = factsOf(YES, { need: OLD });
  const ends = OLD.at + 180 * DAY;
  const at = (now: number) => evaluate(compiled, facts, [], now);

  test('after its days, to the millisecond', () => {
    expect(at(ends - 1).bantDetails.need).toEqual({ ...OLD, askAgain: false });
    expect(at(ends).bantDetails.need).toEqual({ ...OLD, askAgain: true });
    expect([at(ends - 1), at(ends)].map((e) => e.bant.need)).toEqual(['yes', 'unknown']);
  });

  test('and gives no points any more', () => {
    expect(at(ends).scores.explicit.points).toBeLessThan(at(ends - 1).scores.explicit.points);
    expect(at(ends).scores.explicit.points).toBe(evaluate(compiled, factsOf({}), [], ends).scores.explicit.points);
  });

  test('which is due by itself', () => {
    let evaluation = at(ends - 50 * DAY);
    const instants: number[] = [];
    while (evaluation.nextChangeAt !== null && evaluation.nextChangeAt <= ends) {
      evaluation = evaluate(compiled, { ...facts, memory: evaluation.memory }, [], evaluation.nextChangeAt);
      instants.push(evaluation.at);
    }

    expect(instants).toContain(ends);
    expect(evaluation.bantDetails.need.askAgain).toBe(true);
  });
});

describe('properties of the account that tell an answer too', () => {
  const model: Model = {
    ...DEFAULT_MODEL,
    bantAlso: [
      { question: 'need', field: 'quiz_need', yes: ['Urgent'], no: ['Just looking'] },
      { question: 'need', field: 'company.need', partly: ['some'] },
      { question: 'budget', field: 'quiz_need', yes: ['rich'] },
    ],
  };
  const answer = (contact: Properties, company: Properties = {}) =>
    bantRecords(model, known({ ...NO_FACTS, contact, company }, null, {}), null, START).need?.answer;

  test.for<[string, string | undefined, string | undefined]>([
    ['no property is known', answer({}), undefined],
    ['whatever the case', answer({ quiz_need: ' urgent ' }), 'yes'],
    ['of several choices the best', answer({ quiz_need: 'Just looking;Urgent' }), 'yes'],
    ['a value that means nothing', answer({ quiz_need: 'rich' }), undefined],
    ['then the next property', answer({ quiz_need: 'rich' }, { need: 'some' }), 'partly'],
    ['the first that tells one', answer({ quiz_need: 'Just looking' }, { need: 'some' }), 'no'],
    ['what a rep said comes first', answer({ ripen_bant_need: 'no', quiz_need: 'Urgent' }), 'no'],
  ])('%s', ([, found, expected]) => {
    expect(found).toBe(expected);
  });

  test('they are read of every contact', () => {
    expect(propertiesRead(model)).toMatchObject({
      contact: expect.arrayContaining(['quiz_need']),
      company: expect.arrayContaining(['need']),
    });
  });
});
