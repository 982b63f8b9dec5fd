import { describe, expect, it } from 'vitest';
import { contactOf, decide, evaluationOf } from '../testing.ts';
import { EVALUATION_OUTPUTS } from './definition.ts';
import { evaluationOutputs, scoreContact } from './handler.ts';

describe('score contact', () => {
  it('gives every output that it promises, in words where HubSpot shows nothing', () => {
    const outputs = evaluationOutputs(evaluationOf({ written: { ripen_score: '40', ripen_journey_stage: '' } }));

    expect(Object.keys(outputs).sort()).toEqual(EVALUATION_OUTPUTS.map(({ name }) => name).sort());
    expect(outputs).toMatchObject({ score: '40', journey_stage: 'none', dormant_segment: 'none', grade: 'B2' });
  });

  it('says nothing of a contact that was not evaluated', () => {
    const contact = contactOf({ evaluation: null });

    expect(decide(scoreContact, {}, { contact })).toMatchObject({ outcome: 'refused', code: 'NOT_EVALUATED' });
  });
});
