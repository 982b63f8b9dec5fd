import type { FoundOfContact, Outputs } from '../../src/store/work/callbacks.ts';
import { asAction } from '../../src/use-cases/actions/workflow-action.ts';
import { definition } from './definition.ts';
import { input } from './input.ts';

export const scoreContact = asAction({
  name: definition.name,
  input,
  needs: 'fresh',
  handle: (_input, { contact }) => {
    const evaluation = contact?.evaluation;
    if (!evaluation) return { outcome: 'refused', code: 'NOT_EVALUATED' };
    return { outcome: 'done', outputs: evaluationOutputs(evaluation) };
  },
});

/**
 * An evaluation as outputs for later steps of a workflow: the values that Ripen writes to HubSpot,
 * and a word where Ripen writes an empty value.
 */
export function evaluationOutputs({ written, qualification, segment, track, grade }: FoundOfContact): Outputs {
  return {
    score: written['ripen_score'] ?? '0',
    explicit_score: written['ripen_explicit_score'] ?? '0',
    implicit_score: written['ripen_implicit_score'] ?? '0',
    grade,
    qualification,
    journey_stage: written['ripen_journey_stage'] || 'none',
    dormant_segment: segment ?? 'none',
    nurture_track: track,
    reasons: written['ripen_reasons'] ?? '',
  };
}
