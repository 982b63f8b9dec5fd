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
  [['Deal', 'No deal'], ['Deal'], ['No deal']],
  [['won', 'lost', 'N/A'], ['won'], ['lost']],
  [['Y', 'N', 'n/a', 'N/K'], ['Y'], ['N']],
  [['Yes', 'No', '#N/A', '(n/a)'], ['Yes'], ['No']],
  [['5 - Closed Won', '6 - Closed Lost', '4 - Negotiation'], ['5 - Closed Won'], ['6 - Closed Lost']],
  [['06. Gewonnen', '07. Verloren'], ['06. Gewonnen'], ['07. Verloren']],
  [['✅', '❌'], ['✅'], ['❌']],
  [['Vundet', 'Tabt'], ['Vundet'], ['Tabt']],
  [['Voitettu', 'Hävitty'], ['Voitettu'], ['Hävitty']],
  [['Vunnen', 'Förlorad'], ['Vunnen'], ['Förlorad']],
  [['Megnyert', 'Elveszett'], ['Megnyert'], ['Elveszett']],
  [['Κερδήθηκε', 'Χάθηκε'], ['Κερδήθηκε'], ['Χάθηκε']],
  [['수주', '실패'], ['수주'], ['실패']],
  [['نعم', 'لا'], ['نعم'], ['لا']],
  [['כן', 'לא', 'אולי'], ['כן'], ['לא']],
  [['Signed contract', 'Rejected', 'Talking'], ['Signed contract'], ['Rejected']],
  [['Vertrag unterschrieben', 'Absage'], ['Vertrag unterschrieben'], ['Absage']],
  [['Contrat signé', 'Sans suite'], ['Contrat signé'], ['Sans suite']],
  [['Cerrado ganado', 'Cerrado perdido'], ['Cerrado ganado'], ['Cerrado perdido']],
  [['Fechado ganho', 'Fechado perdido'], ['Fechado ganho'], ['Fechado perdido']],
  [['契約済み', '失注'], ['契約済み'], ['失注']],
  [['已成交', '已流失', '跟进中'], ['已成交'], ['已流失']],
  [['已签约', '未成交'], ['已签约'], ['未成交']],
  [
    ['Closed Won', 'Closed Won - upsell', 'Closed Lost: price', 'Lost (no decision)', 'Won by others'],
    ['Closed Won', 'Closed Won - upsell'],
    ['Closed Lost: price', 'Lost (no decision)'],
  ],
])('%j: who was won, and who was lost', (values, won, lost) => {
  expect(readOutcomes(values, null)).toMatchObject({ outcome: 'read', won, lost });
});

const ten = (value: (at: number) => string): readonly string[] => Array.from({ length: 10 }, (_, at) => value(at));

it.each([
  ['a day or nothing', ten((at) => `2025-03-1${at}`), true, 10, [], true, 'days'],
  ['a German day or nothing', ten((at) => `1${at}.03.2025`), true, 10, [], true, 'days'],
  ['an amount or nothing', ten((at) => `${at + 1}20.50`), true, 10, [], true, 'amounts'],
  ['an amount or 0', [...ten((at) => `€ ${at + 1}20`), '0'], false, 10, ['0'], false, 'amounts'],
  ['a word or nothing', ['Y'], true, 1, [], true, 'words'],
  ['words, and nothing of who is open', ['won', 'lost'], true, 1, ['lost'], false, 'words'],
] as const)('%s says who was won', (_, values, hasEmpty, won, lost, isEmptyLost, by) => {
  const read = readOutcomes(values, null, hasEmpty);
  expect(read).toMatchObject({ outcome: 'read', lost, isEmptyLost, by });
  expect(read.outcome === 'read' && read.won.length).toBe(won);
});

it.each([
  [ten((at) => `2025-03-1${at}`)],
  [ten((at) => `${10 * at + 1}`)],
  [['red', 'blue']],
  [['0', '1', '2', '7', '10']],
  [['0', '120.50']],
  [['2', '3']],
  [['yes', 'maybe', 'later']],
  [['Deal', 'Lead', 'Contact']],
  [['closed', 'open', 'paused']],
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
    isEmptyLost: false,
    by: 'words',
  });
});
