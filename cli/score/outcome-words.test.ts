import { expect, it } from 'vitest';
import { readOutcomes } from './outcome-words.ts';

it.each([
  [['yes', 'no'], ['yes'], ['no']],
  [['TRUE', 'FALSE'], ['TRUE'], ['FALSE']],
  [['0', '1'], ['1'], ['0']],
  [['Lost', 'Won'], ['Won'], ['Lost']],
  [['Closed-Won', 'closed_lost', 'Negotiation'], ['Closed-Won'], ['closed_lost']],
  [['subscribed', 'not interested'], ['subscribed'], ['not interested']],
  [['Converted', ''], ['Converted'], []],
  [['gewonnen', 'verloren', 'offen'], ['gewonnen'], ['verloren']],
  [['Sí', 'No'], ['Sí'], ['No']],
  [['gagné', 'perdu'], ['gagné'], ['perdu']],
  [['はい', 'いいえ'], ['はい'], ['いいえ']],
  [['да', 'нет'], ['да'], ['нет']],
  [['churned', 'stayed'], ['stayed'], ['churned']],
  [['Customer', 'Unqualified', 'Bad timing'], ['Customer'], ['Unqualified']],
  [['Won', 'Lost', 'Stage 3'], ['Won'], ['Lost']],
])('%j: who was won, and who was lost', (values, won, lost) => {
  expect(readOutcomes(values, null)).toMatchObject({ outcome: 'read', won, lost });
});

it.each([
  [['red', 'blue']],
  [['0', '1', '2', '7', '10']],
  [['0', '120.50']],
  [['2', '3']],
  [['yes', 'maybe', 'later']],
])('%j is unclear', (values) => {
  expect(readOutcomes(values, null)).toEqual({ outcome: 'unclear', isNobodyWon: false });
});

it.each([[['no']], [['Closed Lost', 'open']], [['0', '']]])('of %j nobody was won', (values) => {
  expect(readOutcomes(values, null)).toEqual({ outcome: 'unclear', isNobodyWon: true });
});

it('what is said counts, whatever the case, and what is open is not lost', () => {
  expect(readOutcomes(['Gold', 'Silver', 'open'], 'gold')).toEqual({
    outcome: 'read',
    won: ['Gold'],
    lost: ['Silver'],
    open: ['open'],
  });
});
