import { expect, it } from 'vitest';
import { memoryAt } from '../../../test/support/memory.ts';
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

it('counts the working hours from what the contact did to the answer', () => {
  const answered = { ...open, isOver: true, answeredAt: MONDAY };

  expect(
    owedAnswersOf(model, WORK, [step(FRIDAY, open), step(MONDAY, answered), step(MONDAY + HOUR, answered)]),
  ).toEqual([
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

  const found = owedAnswersOf(model, WORK, [
    step(FRIDAY, open),
    step(MONDAY - HOUR, { ...open, isOver: true }),
    step(MONDAY, second),
  ]);

  expect(found).toMatchObject([
    { since: FRIDAY, answered: null, dropped: MONDAY - HOUR },
    { since: MONDAY, occasion: FRIDAY, why: 'hand_raise', dropped: null },
  ]);
});

it('tells of none where the model promises none, and where none was owed', () => {
  expect(owedAnswersOf({ response: undefined }, WORK, [step(FRIDAY, open)])).toEqual([]);
  expect(owedAnswersOf(model, WORK, [step(FRIDAY, null)])).toEqual([]);
});
