import { describe, expect, it } from 'vitest';
import { contactOf, decide, evaluationOf } from '../testing.ts';
import { definition } from './definition.ts';
import { scoreAndReasons } from './handler.ts';

describe('score and reasons, for agents', () => {
  it('gives every output that it promises, with a sentence to repeat', () => {
    const result = decide(
      scoreAndReasons,
      { contact_id: '101' },
      {
        contact: contactOf({
          evaluation: evaluationOf({ written: { ripen_score: '40', ripen_reasons: '+25 Asked to talk' } }),
        }),
      },
    );

    expect(result).toMatchObject({
      outputs: { score: '40', success_message: 'Score 40 of 100, grade B2, unqualified. +25 Asked to talk' },
    });
    const promised = definition.outputs.map(({ name }) => name).filter((name) => !['result', 'problem'].includes(name));
    expect(result.outcome === 'done' && Object.keys(result.outputs).sort()).toEqual(promised.sort());
  });

  it('knows the contact from the input', () => {
    expect(scoreAndReasons.contactOf!(scoreAndReasons.input.parse({ contact_id: '101' }))).toBe(101);
  });
});
