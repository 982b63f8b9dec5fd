import { type Assessment, assess, prepare, type Subject } from './assess.ts';
import type { CompiledModel } from './compile.ts';
import type { Activity, KnownFacts, Memory, Properties } from './contact.ts';
import { nextChangeAt } from './next-change.ts';
import { type Touch, touchesDue } from './nurture.ts';
import { explain, explainCombined, type Score, type ScoreName } from './score.ts';
import {
  BANT_QUESTIONS,
  type BantAnswer,
  type BantQuestion,
  type DormantSegment,
  type Qualification,
  type TouchKind,
  type Track,
} from './words.ts';
import { writtenOf } from './written.ts';

/** The result for one contact at one instant. Instants are ms since 1970 UTC. */
export type Evaluation = {
  readonly at: number;
  readonly modelVersion: number;
  readonly scores: Readonly<Record<ScoreName, Score>>;
  /** A1 … D4 */
  readonly grade: string;
  readonly qualification: Qualification;
  readonly segment: DormantSegment | null;
  readonly segmentSince: number | null;
  readonly track: Track;
  readonly nextTouch: Touch | null;
  /** touches that fell due since the evaluation that the memory is of */
  readonly dueTouches: readonly Touch[];
  /** why the contact must not receive correspondence; empty when it may */
  readonly doNotContact: readonly string[];
  readonly bant: Readonly<Record<BantQuestion, BantAnswer>>;
  /** what HubSpot should show */
  readonly written: Properties;
  /** what the next evaluation must remember of this one */
  readonly memory: Memory;
  readonly nextChangeAt: number | null;
};

export type { TouchKind };

/**
 * Evaluates one contact at one instant. Pure: the same model, facts, activities and instant give the same evaluation, in
 * whatever order, and however often, the activities come; activities after `now` do not count yet.
 */
export function evaluate(
  compiled: CompiledModel,
  facts: KnownFacts,
  activities: readonly Activity[],
  now: number,
): Evaluation {
  const subject = prepare(compiled, facts, activities, now);
  const assessment = assess(subject, now);
  const { dormancy, permission } = assessment;
  return {
    at: now,
    modelVersion: compiled.model.version,
    scores: explainAll(subject, assessment),
    grade: assessment.grade,
    qualification: assessment.qualification,
    segment: dormancy?.segment ?? null,
    segmentSince: dormancy?.since ?? null,
    track: assessment.track,
    nextTouch: assessment.touch,
    dueTouches:
      facts.memory === null
        ? []
        : touchesDue(compiled.model, dormancy, permission, facts.memory.asOf, now, facts.decisions?.pausedUntil),
    doNotContact: permission.reasons,
    bant: bantOf(compiled, facts),
    written: writtenOf(subject, assessment),
    memory: assessment.memory,
    nextChangeAt: nextChangeAt(subject, assessment, activities),
  };
}

function explainAll({ compiled }: Subject, { rules, scores }: Assessment): Evaluation['scores'] {
  const lines = [...compiled.explicit, ...compiled.implicit].map(({ rule, group }, index) => ({
    id: rule.id,
    label: rule.label,
    group,
    milli: rules[index]!,
  }));
  return {
    explicit: explain('explicit', compiled.groups, lines),
    implicit: explain('implicit', compiled.groups, lines),
    combined: explainCombined(scores.explicit, scores.implicit, compiled.model.explicitShare),
  };
}

/** The four answers; what is not answered, or not in the four words, is unknown. */
function bantOf({ model }: CompiledModel, { contact, company }: KnownFacts): Evaluation['bant'] {
  const answer = (question: BantQuestion): BantAnswer => {
    const field = model.bant[question];
    const text = field.startsWith('company.') ? company[field.slice('company.'.length)] : contact[field];
    return text === 'no' || text === 'partly' || text === 'yes' ? text : 'unknown';
  };
  return Object.fromEntries(BANT_QUESTIONS.map((question) => [question, answer(question)])) as Evaluation['bant'];
}
