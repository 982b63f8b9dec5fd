import { describe, expect, it } from 'vitest';
import { type Decisions, NO_FACTS, type Properties } from '../contact.ts';
import { DEFAULT_MODEL } from '../model/default-model.ts';
import { type Model, parseModel } from '../model/model.ts';
import { DAY } from '../time/time.ts';
import { reasonDates } from './reason-dates.ts';

const NOW = Date.UTC(2026, 10, 16, 9);
const parsed = parseModel(DEFAULT_MODEL);
if (parsed.outcome === 'invalid') throw new Error(parsed.problems.join());
const group = parsed.model.groups.find(({ kind }) => kind === 'implicit')!.id;
const fit = parsed.model.groups.find(({ kind }) => kind === 'explicit')!.id;
const model: Model = {
  ...parsed.model,
  implicit: [
    { id: 'window', group, label: 'Window', signals: ['page_view'], points: 1, windowDays: 10 },
    { id: 'ever', group, label: 'Ever', signals: ['page_view', 'form_submission'], points: 1, halfLifeDays: null },
    { id: 'silent', group, label: 'Silent', afterSilentDays: 60, points: -5 },
  ],
  explicit: [
    { id: 'budget', group: fit, label: 'Budget', when: { field: 'lead.bant_budget', equals: 'yes' }, points: 5 },
    { id: 'back', group: fit, label: 'Back', when: { field: 'lead.hand_back', equals: 'wrong_fit' }, points: -5 },
    { id: 'new', group: fit, label: 'New', when: { all: [{ field: 'createdate', withinDays: 90 }] }, points: 2 },
    { id: 'country', group: fit, label: 'Country', when: { field: 'country', equals: 'DE' }, points: 2 },
  ],
};

const known = (changes: { contact?: Properties; decisions?: Decisions } = {}) => ({
  facts: { ...NO_FACTS, contact: { country: 'DE', ...changes.contact } },
  memory: {
    bant: { budget: { answer: 'yes', source: 'rep', at: NOW - 5 * DAY } as const },
    lastActivityAt: NOW - 70 * DAY,
  },
  decisions: changes.decisions ?? null,
  activities: [
    { signal: 'page_view', at: NOW + DAY, quantity: 9 },
    { signal: 'page_view', at: NOW - DAY, quantity: 3 },
    { signal: 'page_view', at: NOW - 9 * DAY, quantity: 1 },
    { signal: 'page_view', at: NOW - 10 * DAY, quantity: 7 },
    { signal: 'form_submission', at: NOW - 400 * DAY, quantity: 1 },
  ],
});

describe('when the reason of a rule happened', () => {
  it.each<[string, string, Parameters<typeof known>[0], [first: number, last: number, times: number] | null]>([
    ['occurrences within the window, and no later ones', 'window', {}, [9, 1, 4]],
    ['all occurrences of a rule that never forgets', 'ever', {}, [400, 1, 12]],
    ['the last sign of life of somebody silent', 'silent', {}, [70, 70, 1]],
    ['the answer that was given', 'budget', {}, [5, 5, 1]],
    ['the hand-back', 'back', { decisions: { handedBackAt: NOW - 3 * DAY } }, [3, 3, 1]],
    ['a date that is asked for', 'new', { contact: { createdate: '2026-11-06T09:00:00Z' } }, [10, 10, 1]],
    ['unknown of a property without a date', 'country', {}, null],
    ['unknown of a date that cannot be read', 'new', { contact: { createdate: 'soon' } }, null],
    ['unknown of a rule that the model does not have', 'gone', {}, null],
  ])('is %s', (_what, ruleId, changes, expected) => {
    const dates = reasonDates(model, ruleId, known(changes), NOW);

    expect(dates).toEqual(
      expected && { first: NOW - expected[0] * DAY, last: NOW - expected[1] * DAY, times: expected[2] },
    );
  });
});
