import { expect, it } from 'vitest';
import { referenceData } from '../../../reference-data/reference-data.ts';
import { NO_DEALS } from '../../contact.ts';
import { derivedFacts } from '../../lead/known-facts.ts';
import { DEFAULT_MODEL } from '../../model/default-model.ts';
import { fieldReader } from '../../rules/condition.ts';
import { FIELDS_FOUND, valuesFound } from './fields-found.ts';

const FACTS = {
  contact: { jobtitle: 'Head of Marketing', email: 'ann@company.example', country: 'Deutschland' },
  company: { industry: 'COMPUTER_SOFTWARE', numberofemployees: '120' },
  deals: { ...NO_DEALS, lastLostAt: 1, lastWonAt: 2 },
};

it('every field that is offered is one that Ripen finds, with a value that it can have', () => {
  const peers = { duplicateOf: 7, formBurst: true };
  const { lead } = derivedFacts(FACTS, referenceData, { peers });
  const ending = {
    bant_budget: 'yes',
    bant_authority: 'no',
    bant_need: 'partly',
    bant_timeline: 'no',
    hand_back: 'other',
  };
  const facts = { ...FACTS, lead: { ...lead, ...ending } };

  for (const field of FIELDS_FOUND) {
    const value = fieldReader(field)(facts, 0);
    expect(value, field).toBeDefined();
    expect(valuesFound(field, DEFAULT_MODEL) ?? [value], field).toContain(value);
  }
  for (const name of Object.keys(facts.lead)) expect(FIELDS_FOUND).toContain(`lead.${name}`);
});
