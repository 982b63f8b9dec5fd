import { expect, it } from 'vitest';
import { memoryAt } from '../../../test/support/scenes/memory.ts';
import type { Owed } from '../contact.ts';
import { DEFAULT_MODEL } from '../model/default-model.ts';
import type { Calendar } from '../time/calendar.ts';
import { owedAnswersOf } from './answers.ts';

const HOUR = 3_600_000;
/** Friday, 20 November 2026, at four in the afternoon. */
const FRIDAY = Date.UTC(2026, 10, 20, 16);
const MONDAY = FRIDAY + 66 * HOUR;
const WORK: Calendar = { timeZone: 'UTC', workingDays: [1, 2, 3, 4, 5], from: '09:00', to: '17:00', holidays: [] };
const model = {
  response: { ...DEFAULT_MODEL.response!, workingHours: 8, escalateAfterWorkingHours: 16 },
};
const step = (at: number, owed: Owed | null) => ({ at, memory: { ...memoryAt(at), owed } });
const open: Owed = { since: FRIDAY, isOver: false };

type Told = Parameters<typeof owedAnswersOf>[2];
const told = (steps: Told['steps'], more: Partial<Told> = {}) =>
  owedAnswersOf(model, WORK, { before: null, steps, contactedAt: [], ...more });

it('ends an answer that the next one replaces: with the call, or as not wanted any more', () => {
  const next: Owed = { since: MONDAY, why: 'hand_raise', isOver: false };
  const replaced = (contactedAt: readonly number[]) => told([step(MONDAY, next)], { before: open, contactedAt });

  expect(replaced([FRIDAY - HOUR, FRIDAY + HOUR])).toMatchObject([
    { since: FRIDAY, answered: FRIDAY + HOUR, hours: 1, dropped: null },
    { since: MONDAY, answered: null, dropped: null },
  ]);
  expect(replaced([FRIDAY - HOUR])).toMatchObject([{ answered: null, dropped: MONDAY }, { since: MONDAY }]);
});

it('counts the working hours from what the contact did to the answer', () => {
  const answered = { ...open, isOver: true, answeredAt: MONDAY };

  expect(told([step(FRIDAY, open), step(MONDAY, answered), step(MONDAY + HOUR, answered)])).toEqual([
    {
      since: FRIDAY,
      occasion: FRIDAY,
      why: 'sql',
      due: FRIDAY + 72 * HOUR,
      escalate: FRIDAY + 96 * HOUR,
      answered: MONDAY,
      hours: 2,
      dropped: null,
    },
  ]);
});

it('tells when nobody wanted an answer any more, and keeps two answers apart', () => {
  const second: Owed = { since: MONDAY, occasion: FRIDAY, why: 'hand_raise', isOver: false };

  const found = told([step(FRIDAY, open), step(MONDAY - HOUR, { ...open, isOver: true }), step(MONDAY, second)]);

  expect(found).toMatchObject([
    { since: FRIDAY, answered: null, dropped: MONDAY - HOUR },
    { since: MONDAY, occasion: FRIDAY, why: 'hand_raise', dropped: null },
  ]);
});

it('tells of none where the model promises none, and where none was owed', () => {
  const steps = [step(FRIDAY, open)];
  expect(owedAnswersOf({ response: undefined }, WORK, { before: null, steps, contactedAt: [] })).toEqual([]);
  expect(told([step(FRIDAY, null)])).toEqual([]);
});
