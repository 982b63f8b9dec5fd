import { z } from 'zod';
import { BANT_ANSWERS, BANT_QUESTIONS, type BantSource } from '../../src/domain/words.ts';
import { oneOf } from '../fields.ts';

/** Where the answers of a workflow can come from. */
const SOURCES = ['workflow', 'survey', 'form', 'rep'] as const satisfies readonly BantSource[];

const answer = oneOf(BANT_ANSWERS).optional();

export const input = z
  .object({
    budget: answer,
    authority: answer,
    need: answer,
    timeline: answer,
    source: oneOf(SOURCES).default('workflow'),
  })
  .refine(
    (answers) => BANT_QUESTIONS.some((question) => answers[question] !== undefined),
    'expected at least one answer, and none came',
  );
