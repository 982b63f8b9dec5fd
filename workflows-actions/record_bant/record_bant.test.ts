import { describe, expect, it } from 'vitest';
import { contactOf, decide, factsOf, MODEL, NOW } from '../testing.ts';
import { recordBant } from './handler.ts';

describe('record BANT answers', () => {
  it('counts what is known already, what was given a moment ago, and what is given now', () => {
    const contact = contactOf({
      facts: factsOf({ ripen_bant_need: 'yes', ripen_bant_timeline: 'unknown' }),
      inputs: { ripen_bant_budget: 'no' },
    });

    expect(decide(recordBant, { authority: 'partly' }, { contact })).toEqual({
      outcome: 'done',
      outputs: { answers_known: '3', still_unknown: 'timeline' },
      note: {
        inputs: { ripen_bant_authority: 'partly' },
        decisions: { bant: { authority: { source: 'workflow', at: NOW } } },
      },
    });
  });

  it('says who told, where the step does', () => {
    expect(decide(recordBant, { need: 'yes', source: 'survey' })).toMatchObject({
      note: { decisions: { bant: { need: { source: 'survey', at: NOW } } } },
    });
  });

  it('takes an answer back', () => {
    const contact = contactOf({ facts: factsOf({ ripen_bant_need: 'yes' }) });

    expect(decide(recordBant, { need: 'unknown' }, { contact })).toMatchObject({
      outputs: { answers_known: '0' },
      note: { inputs: { ripen_bant_need: 'unknown' } },
    });
  });

  it('says where an answer must be given that the model does not read from the contact', () => {
    const model = { ...MODEL, bant: { ...MODEL.bant, budget: 'company.annualrevenue' } };

    expect(decide(recordBant, { budget: 'yes' }, { model })).toMatchObject({
      code: 'READ_ELSEWHERE',
      problem: expect.stringContaining('company.annualrevenue'),
    });
  });
});
