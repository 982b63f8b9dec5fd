import { expect, it } from 'vitest';
import { conditionSentence, wordsOfAccount } from './condition-sentence.ts';

const options = [
  { value: 'COMPUTER_SOFTWARE', label: 'Computer Software' },
  { value: 'SW_A', label: 'Software' },
  { value: 'SW_B', label: 'Software' },
];
const PROPERTIES = [
  { name: 'hs_buying_role', label: 'Buying role', options: [] },
  { name: 'budget', label: 'Budget', options: [] },
  { name: 'budget_old', label: ' Budget ', options: [] },
  { name: 'untitled', label: '', options: [] },
  { name: 'industry', label: 'Industry', options },
  { name: 'company.industry', label: 'Industry', options },
];
const WORDS = wordsOfAccount(PROPERTIES, [{ id: '71', name: 'Ada Sellers' }]);

it.each([
  ['hs_buying_role', '“Buying role” is known'],
  ['budget', '“Budget” (budget) is known'],
  ['budget_old', '“Budget” (budget_old) is known'],
  ['untitled', '“untitled” is known'],
  ['elsewhere', '“elsewhere” is known'],
  ['industry', '“Industry” is known'],
  ['company.industry', '“Industry” of the company is known'],
  ['company.elsewhere', '“elsewhere” of the company is known'],
  ['lead.country', 'the country as Ripen finds it is known'],
  ['lead.bant_budget', 'the answer on budget as Ripen finds it is known'],
  ['lead.form_burst', 'the rush on one form as Ripen finds it is known'],
])('calls %s by its label where that tells it from others', (field, sentence) => {
  expect(conditionSentence({ field, known: true }, WORDS)).toBe(sentence);
});

it.each([
  ['company.industry', 'COMPUTER_SOFTWARE', 'Computer Software'],
  ['industry', 'SW_A', 'Software (SW_A)'],
  ['industry', 'Computer Software', 'Computer Software (Computer Software)'],
  ['industry', 'MINING', 'MINING'],
  ['hubspot_owner_id', '71', 'Ada Sellers'],
  ['hubspot_owner_id', '72', '72'],
  ['lead.country', 'DE', 'Germany'],
  ['lead.seniority', 'c_level', 'C level'],
  ['lead.job_area', 'it', 'IT'],
  ['lead.job_area', 'unheard', 'unheard'],
  ['elsewhere', 'x', 'x'],
])('of %s it says %s by its label, and never the same of two', (field, equals, label) => {
  expect(conditionSentence({ field, equals }, WORDS)).toContain(`is “${label}”`);
  expect(conditionSentence({ field, oneOf: [equals] }, WORDS)).toContain(`is one of “${label}”`);
  expect(conditionSentence({ field, contains: [equals] }, WORDS)).toContain(`contains “${equals}”`);
});
