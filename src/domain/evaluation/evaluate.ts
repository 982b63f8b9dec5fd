import { type Awareness, awarenessOf } from '../activity/awareness.ts';
import { evidenceOf, type InterestEvidence } from '../activity/interest.ts';
import { timelineOf } from '../activity/timeline.ts';
import type { Activity, KnownFacts, Memory, Properties } from '../contact.ts';
import type { TouchEvent } from '../nurture/open-touches.ts';
import type { Touch } from '../nurture/touch-clock.ts';
import { answersThatCount, type BantDetail, bantDetails } from '../qualification/bant.ts';
import type { CompiledModel } from '../rules/compile.ts';
import type { PersonaExplanation } from '../rules/explicit.ts';
import { explain, explainCombined, type RuleLine, type Score, type ScoreName } from '../rules/score.ts';
import { openResponse, type Response } from '../sales/response.ts';
import type {
  BantAnswer,
  BantQuestion,
  DormantSegment,
  ExtraList,
  HoldOutTrack,
  JourneyStage,
  LeadValidity,
  Qualification,
  Relation,
  Track,
} from '../words.ts';
import { type Asks, asksOf } from './asks.ts';
import { type Assessment, assess } from './assess.ts';
import { nextChangeAt } from './next-change.ts';
import { sheetOf } from './sheet.ts';
import { prepare, type Subject } from './subject.ts';
import { writtenOf } from './written.ts';

/** The result for one contact at one instant. Instants are ms since 1970 UTC. */
export type Evaluation = {
  readonly at: number;
  readonly modelVersion: number;
  readonly relation: Relation;
  readonly scores: Readonly<Record<ScoreName, Score>>;
  /** A1 … D4 */
  readonly grade: string;
  readonly qualification: Qualification;
  readonly segment: DormantSegment | null;
  readonly segmentSince: number | null;
  readonly track: Track;
  /** the track that a hold-out leaves the contact out of; absent: none */
  readonly leftOut?: HoldOutTrack;
  /** lists beside the list of the track */
  readonly extra: readonly ExtraList[];
  readonly nextTouch: Touch | null;
  /** what happened to touches since the evaluation before */
  readonly touchEvents: readonly TouchEvent[];
  /** what Ripen asks people to do, and what it no longer asks */
  readonly asks: Asks;
  /** the response that sales owes the contact; null: none */
  readonly response: Response | null;
  /** whether Ripen must give the contact an owner */
  readonly needsOwner: boolean;
  /** why the contact must not receive correspondence; empty when it may */
  readonly doNotContact: readonly string[];
  readonly bant: Readonly<Record<BantQuestion, BantAnswer>>;
  readonly bantDetails: Readonly<Record<BantQuestion, BantDetail>>;
  readonly persona: PersonaExplanation | null;
  readonly validity: { readonly is: LeadValidity; readonly reasons: readonly string[] };
  readonly interest: {
    readonly stage: JourneyStage | null;
    readonly stageEvidence: readonly InterestEvidence[];
    readonly productId: string | null;
    /** its label */
    readonly product: string | null;
    readonly productEvidence: readonly InterestEvidence[];
    readonly awareness: Awareness;
  };
  /** why the contact is ready for sales though it is no SQL; null: it is not ready */
  readonly ready: string | null;
  /** what HubSpot should show */
  readonly written: Properties;
  /** the memory that the next evaluation needs */
  readonly memory: Memory;
  readonly nextChangeAt: number | null;
};

/**
 * Evaluates one contact at one instant. Pure: the same model, facts, activities and instant give
 * the same evaluation. The order of activities does not matter, nor whether one comes twice.
 * Activities after `now` do not count yet.
 */
export function evaluate(
  compiled: CompiledModel,
  facts: KnownFacts,
  activities: readonly Activity[],
  now: number,
): Evaluation {
  const subject = prepare(sheetOf(compiled, facts), timelineOf(compiled, activities), facts.memory, now);
  return evaluationOf(subject, assess(subject, now));
}

/** The full evaluation, with explanations, of an assessed contact. */
export function evaluationOf(
  subject: Subject,
  assessment: Assessment,
  nextAt = nextChangeAt(subject, assessment),
  written = writtenOf(subject, assessment),
): Evaluation {
  const { compiled, facts } = subject;
  const { at, dormancy, permission, memory } = assessment;
  const answers = bantDetails(compiled.model, memory.bant, at);
  return {
    at,
    modelVersion: compiled.model.version,
    relation: assessment.relation,
    scores: explainAll(subject, assessment),
    grade: assessment.grade,
    qualification: assessment.qualification,
    segment: dormancy?.segment ?? null,
    segmentSince: dormancy?.since ?? null,
    track: assessment.track,
    extra: assessment.extra,
    nextTouch: assessment.touch,
    touchEvents: assessment.touchEvents,
    asks: asksOf(subject, assessment, subject.before),
    response: assessment.response,
    needsOwner: needsOwner(subject, assessment),
    doNotContact: permission.reasons,
    bant: answersThatCount(answers),
    bantDetails: answers,
    persona: compiled.personas.explain(facts, at),
    validity: {
      is: (facts.lead['validity'] ?? 'valid') as LeadValidity,
      reasons: facts.validityReasons ?? [],
    },
    interest: interestOf(subject, assessment),
    ready: assessment.ready,
    written,
    memory,
    nextChangeAt: nextAt,
    ...(assessment.leftOut !== null && { leftOut: assessment.leftOut }),
  };
}

/**
 * Whether Ripen must give an owner to a contact that waits for sales and has none. If the model
 * routes automatically, at once. Otherwise a workflow of the account has time until the response is
 * due; then the fallback owner gets the contact.
 */
function needsOwner({ compiled: { model }, facts }: Subject, { at, track, response, memory }: Assessment): boolean {
  const owed = openResponse(memory.owed);
  if (facts.contact['hubspot_owner_id'] !== undefined || (track !== 'sales_ready' && owed === null)) return false;
  const { automatic, fallbackOwner } = model.routing;
  return automatic || (fallbackOwner !== undefined && (owed === null || response === null || at >= response.dueAt));
}

function interestOf({ compiled, timeline }: Subject, { interest, at }: Assessment): Evaluation['interest'] {
  const evidence = evidenceOf(compiled, interest, timeline, at);
  return {
    stage: interest.stage,
    stageEvidence: evidence.stage,
    productId: interest.product,
    product: compiled.model.products.find((p) => p.id === interest.product)?.label ?? null,
    productEvidence: evidence.product,
    awareness: awarenessOf(interest.awareness, timeline, at),
  };
}

function explainAll({ compiled }: Subject, { rules, scores }: Assessment): Evaluation['scores'] {
  const lines: RuleLine[] = [];
  for (let index = 0; index < rules.length; index++) {
    const milli = rules[index]!;
    if (milli === 0) continue;
    const { rule, group } = compiled.explicit[index] ?? compiled.implicit[index - compiled.explicit.length]!;
    lines.push({ id: rule.id, label: rule.label, group, milli });
  }
  return {
    explicit: explain('explicit', compiled, lines),
    implicit: explain('implicit', compiled, lines),
    combined: explainCombined(scores.explicit, scores.implicit, compiled.model.explicitShare),
  };
}
