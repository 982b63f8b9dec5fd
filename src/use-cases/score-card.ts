import type { BantAnswer, KindOfScore, ScoredView, ScoreView } from '../../cards/score/contract.ts';
import type { Decisions, Facts, Properties } from '../domain/contact.ts';
import type { Evaluation } from '../domain/evaluate.ts';
import { relationOf } from '../domain/lifecycle.ts';
import type { Model } from '../domain/model.ts';
import { INPUT_PROPERTIES } from '../domain/ripen-properties.ts';
import { type Score, whole } from '../domain/score.ts';
import { BANT_ANSWERS, BANT_QUESTIONS, type BantQuestion, JOURNEY_STAGES } from '../domain/words.ts';
import { type Happening, historyOf, type Point } from './score-history.ts';

/** What is stored of a contact that a card shows. */
export type ShownContact = {
  readonly evaluation: Evaluation | null;
  readonly facts: Facts | null;
  readonly decisions: Decisions | null;
  readonly inputs: Properties | null;
  readonly runAt: number | null;
  readonly inHand: boolean;
  readonly parkedAt: number | null;
  readonly points: readonly Point[];
  readonly activities: readonly Happening[];
};

/** How many reasons a card gets of each score. */
const REASONS = 5;

/** Work that is later than this is no longer "in a moment". */
const OVERDUE_MS = 30 * 60_000;

/** What a card shows of a contact at `now`. Pure: nothing is read but what was stored. */
export function scoreCardOf(model: Model, contact: ShownContact, now: number): ScoreView {
  const { evaluation, facts } = contact;
  const lateSince = lateSinceOf(contact, now);
  if (evaluation === null || facts === null) return { state: 'scoring', stuckSince: lateSince };
  const card = scoredOf(model, contact, evaluation, facts, now);
  return lateSince === null ? { state: 'ok', ...card } : { state: 'stale', staleSince: lateSince, ...card };
}

/** Since when the contact should have been brought up to date; null: it is, or will be in a moment. */
function lateSinceOf({ parkedAt, runAt, inHand }: ShownContact, now: number): number | null {
  if (parkedAt !== null) return parkedAt;
  return runAt !== null && !inHand && runAt < now - OVERDUE_MS ? runAt : null;
}

type Card = Omit<Extract<ScoredView, { readonly state: 'ok' }>, 'state'>;

function scoredOf(model: Model, contact: ShownContact, evaluation: Evaluation, facts: Facts, now: number): Card {
  const { runAt, inHand, points, activities } = contact;
  const { scores, written, memory, segment, segmentSince } = evaluation;
  const decisions = contact.decisions ?? {};
  const relation = relationOf(model, facts);
  const { qualification } = evaluation;
  return {
    now,
    scoredAt: evaluation.at,
    updating: inHand || (runAt !== null && runAt <= now),
    score: scores.combined.points,
    grade: evaluation.grade,
    explicit: kindOf(scores.explicit, model.explicitShare),
    implicit: kindOf(scores.implicit, 100 - model.explicitShare),
    relation,
    qualification: { is: qualification, since: memory.qualifiedSince },
    segment: segment === null ? null : { is: segment, since: segmentSince },
    track: evaluation.track,
    next: {
      touch: evaluation.nextTouch,
      hasOwner: (facts.contact['hubspot_owner_id'] ?? '') !== '',
      snoozedUntil: decisions.pausedUntil !== undefined && decisions.pausedUntil > now ? decisions.pausedUntil : null,
    },
    doNotContact: [...evaluation.doNotContact],
    handedBack: handedBackOf(evaluation, decisions),
    bant: bantOf(model, contact, evaluation),
    persona: written['ripen_persona']
      ? { label: written['ripen_persona'], match: Number(written['ripen_persona_match']) }
      : null,
    journeyStage: JOURNEY_STAGES.find((stage) => stage === written['ripen_journey_stage']) ?? null,
    productInterest: written['ripen_product_interest'] || null,
    history: historyOf(model, points, activities),
    may: {
      handToSales: relation === 'prospect' && qualification !== 'sql',
      handBack: relation === 'prospect' && qualification === 'sql',
    },
  };
}

/** The strongest reasons in whole points. What is left out, and what rounding makes, goes into `more`, so that it all adds up. */
function kindOf({ points, contributions }: Score, share: number): KindOfScore {
  const shown = contributions
    .filter(({ kind, milli }) => kind !== 'rounding' && whole(milli) !== 0)
    .toSorted((a, b) => Math.abs(b.milli) - Math.abs(a.milli))
    .slice(0, REASONS);
  const reasons = shown.map(({ label, milli }) => ({ label, points: whole(milli) }));
  return {
    points,
    share,
    reasons,
    more: {
      count: contributions.filter(({ kind }) => kind !== 'rounding').length - shown.length,
      points: reasons.reduce((rest, reason) => rest - reason.points, points),
    },
  };
}

/** Sales gave the contact back, and nobody has handed it over again since. */
function handedBackOf({ qualification }: Evaluation, decisions: Decisions): Card['handedBack'] {
  const { handedBackAt, handBackReason, qualification: decided } = decisions;
  if (handedBackAt === undefined || qualification === 'sql' || (decided?.at ?? -Infinity) > handedBackAt) return null;
  return { at: handedBackAt, reason: handBackReason ?? null };
}

/** Ripen's own property behind a question; null: the model reads the answer from one that may not take our four words. */
export function bantProperty(model: Model, question: BantQuestion): string | null {
  const field = model.bant[question];
  return INPUT_PROPERTIES.some(({ name }) => name === field) ? field : null;
}

/** The answers, those included that were given a moment ago. */
function bantOf(model: Model, { inputs }: ShownContact, { bant }: Evaluation): Card['bant'] {
  const answerOf = (question: BantQuestion) => {
    const property = bantProperty(model, question);
    const given = BANT_ANSWERS.find((answer) => property !== null && answer === inputs?.[property]);
    return { answer: given ?? (bant[question] satisfies BantAnswer), editable: property !== null };
  };
  return Object.fromEntries(BANT_QUESTIONS.map((question) => [question, answerOf(question)])) as Card['bant'];
}
