import { z } from 'zod';
import { BANT_ANSWERS, BANT_QUESTIONS } from '../../src/domain/words.ts';
import { oneOf } from '../fields.ts';

const answer = oneOf(BANT_ANSWERS).optional();

export const input = z
  .object({ budget: answer, authority: answer, need: answer, timeline: answer })
  .refine(
    (answers) => BANT_QUESTIONS.some((question) => answers[question] !== undefined),
    'expected at least one answer, and none came',
  );
