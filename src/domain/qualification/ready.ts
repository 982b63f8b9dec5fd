import type { Interest } from '../activity/interest.ts';
import type { KnownFacts, Properties } from '../contact.ts';
import type { CompiledModel } from '../rules/compile.ts';
import type { PersonaMatch } from '../rules/explicit.ts';
import type { Scores } from '../rules/score.ts';
import type { Qualification } from '../words.ts';
import type { Dormancy } from './dormancy.ts';

/** What an evaluation has found before it asks whether the contact is ready. */
export type Finding = {
  readonly scores: Scores;
  readonly grade: string;
  readonly qualification: Qualification;
  readonly interest: Interest;
  readonly dormancy: Dormancy;
  readonly persona: PersonaMatch;
};

/**
 * Why the contact is ready for sales: the label of the first `ready` rule that holds; null: none
 * does.
 */
export function readyFor({ ready }: CompiledModel, facts: KnownFacts, finding: Finding, now: number): string | null {
  if (ready.length === 0) return null;
  const view = { ...facts, score: scoreFacts(finding) };
  return ready.find(({ test }) => test.holds(view, now))?.label ?? null;
}

/** The fields `score.…` that a `ready` rule may read. */
function scoreFacts({ scores, grade, qualification, interest, dormancy, persona }: Finding): Properties {
  return {
    combined: `${scores.combined}`,
    fit: grade.charAt(0),
    interest: grade.charAt(1),
    qualification,
    brand_awareness: interest.awareness,
    segment: dormancy?.segment ?? 'none',
    ...(persona.id !== null && { persona: persona.id }),
    ...(interest.stage !== null && { journey_stage: interest.stage }),
    ...(interest.product !== null && { product_interest: interest.product }),
  };
}
