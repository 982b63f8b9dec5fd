import { expect, it } from 'vitest';
import { conditionSentence, nameByLabel } from './condition-sentence.ts';

const PROPERTIES = [
  { name: 'hs_buying_role', label: 'Buying role' },
  { name: 'budget', label: 'Budget' },
  { name: 'budget_old', label: ' Budget ' },
  { name: 'untitled', label: '' },
];

it.each([
  ['hs_buying_role', '“Buying role” is known'],
  ['budget', '“Budget” (budget) is known'],
  ['budget_old', '“Budget” (budget_old) is known'],
  ['untitled', '“untitled” is known'],
  ['elsewhere', '“elsewhere” is known'],
  ['lead.country', 'the country as Ripen finds it is known'],
])('calls %s by its label where that tells it from others', (field, sentence) => {
  expect(conditionSentence({ field, known: true }, nameByLabel(PROPERTIES))).toBe(sentence);
});
