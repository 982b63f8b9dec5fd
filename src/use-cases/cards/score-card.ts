import type { KindOfScore, ScoredView, ScoreView } from '../../../cards/score/contract.ts';
import type { Decisions, Facts, Properties } from '../../domain/contact.ts';
import type { Evaluation } from '../../domain/evaluation/evaluate.ts';
import type { Model } from '../../domain/model/model.ts';
import { type Score, whole } from '../../domain/rules/score.ts';
import { type Counts, conversionOf, explainConversion, type LeadType } from '../../domain/sales/conversion.ts';
import type { Waits } from '../../domain/sync/write-rules.ts';
import { BANT_ANSWERS, BANT_QUESTIONS, type BantQuestion } from '../../domain/words.ts';
import { bantProperty } from '../contacts/bant-answers.ts';
import { waitSentences } from '../portals/what-failed.ts';
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
  /** what a rule of the account refused to take; null: nothing */
  readonly waits: Waits | null;
  /** the types of lead that it is counted under */
  readonly cohorts: readonly (Counts & { readonly key: string })[];
};

/** How many reasons a card gets of each score. */
const REASONS = 5;

/** Work that is later than this is no longer "in a moment". */
const OVERDUE_MS = 30 * 60_000;

/**
 * What a card shows of a contact at `now`; `nameOf` names an owner by id. Pure: nothing is read but
 * what was stored.
 */
export function scoreCardOf(
  model: Model,
  contact: ShownContact,
  nameOf: (ownerId: string) => string,
  now: number,
): ScoreView {
  const { evaluation, facts } = contact;
  const lateSince = lateSinceOf(contact, now);
  if (evaluation === null || facts === null || isOutdated(evaluation))
    return { state: 'scoring', stuckSince: lateSince };
  const card = scoredOf(model, contact, evaluation, facts, nameOf, now);
  return lateSince === null ? { state: 'ok', ...card } : { state: 'stale', staleSince: lateSince, ...card };
}

/**
 * Since when the contact should have been brought up to date; null: it is, or will be in a moment.
 */
function lateSinceOf({ parkedAt, runAt, inHand }: ShownContact, now: number): number | null {
  if (parkedAt !== null) return parkedAt;
  return runAt !== null && !inHand && runAt < now - OVERDUE_MS ? runAt : null;
}

/** Stored before Ripen knew of validity, responses and the rest: the next evaluation knows. */
const isOutdated = (evaluation: Partial<Evaluation>): boolean => evaluation.bantDetails === undefined;

type Card = Omit<Extract<ScoredView, { readonly state: 'ok' }>, 'state'>;

function scoredOf(
  model: Model,
  contact: ShownContact,
  evaluation: Evaluation,
  facts: Facts,
  nameOf: (ownerId: string) => string,
  now: number,
): Card {
  const { runAt, inHand, points, activities } = contact;
  const { scores, memory, segment, segmentSince, interest, persona, relation, qualification, response } = evaluation;
  const decisions = contact.decisions ?? {};
  const owner = facts.contact['hubspot_owner_id'] ?? '';
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
      touch: touchOf(evaluation),
      owner: owner === '' ? null : nameOf(owner),
      snoozedUntil: decisions.pausedUntil !== undefined && decisions.pausedUntil > now ? decisions.pausedUntil : null,
    },
    response:
      response === null
        ? null
        : { dueAt: response.dueAt, escalateAt: response.escalateAt, answeredAt: response.answeredAt },
    ready: evaluation.ready,
    doNotContact: [...evaluation.doNotContact],
    handedBack: handedBackOf(evaluation, decisions),
    bant: bantOf(model, contact, evaluation),
    persona:
      persona === null
        ? null
        : { label: persona.label, match: persona.match, attributes: persona.attributes.map((a) => ({ ...a })) },
    journey: interest.stage === null ? null : { stage: interest.stage, evidence: [...interest.stageEvidence] },
    product: interest.product === null ? null : { label: interest.product, evidence: [...interest.productEvidence] },
    validity: {
      is: evaluation.validity.is,
      reasons: [...evaluation.validity.reasons],
      vouched: decisions.validity === 'valid',
    },
    conversion: conversionIn(model, contact),
    history: historyOf(model, points, activities),
    ...(contact.waits !== null && { refused: waitSentences(contact.waits) }),
    may: {
      handToSales: relation === 'prospect' && qualification !== 'sql',
      handBack: relation === 'prospect' && qualification === 'sql',
    },
  };
}

function touchOf({ nextTouch }: Evaluation): Card['next']['touch'] {
  if (nextTouch === null) return null;
  const { kind, at, task } = nextTouch;
  return { kind, at, task };
}

/**
 * How leads like this one convert. The key of the narrowest type that it is counted under says what
 * is known of it.
 */
function conversionIn(model: Model, { cohorts }: ShownContact): Card['conversion'] {
  const values = cohorts.map(({ key }) => JSON.parse(key) as (string | null)[]);
  const [companySize = null, source = null, persona = null, product = null] =
    values.toSorted((a, b) => b.length - a.length)[0] ?? [];
  const type: LeadType = { companySize, source, persona, product };
  const conversion = conversionOf(type, new Map(cohorts.map((cohort) => [cohort.key, cohort])));
  return conversion === null ? null : explainConversion(conversion, model);
}

/**
 * The strongest reasons in whole points. What is left out, and what rounding makes, goes into
 * `more`, so that it all adds up.
 */
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
  const { handedBackAt, handBackKind, handBackReason, qualification: decided } = decisions;
  if (handedBackAt === undefined || qualification === 'sql' || (decided?.at ?? -Infinity) > handedBackAt) return null;
  return { at: handedBackAt, kind: handBackKind ?? null, reason: handBackReason ?? null };
}

/** The answers with their provenance, those included that were given a moment ago. */
function bantOf(model: Model, { inputs, decisions }: ShownContact, { bantDetails }: Evaluation): Card['bant'] {
  const answerOf = (question: BantQuestion) => {
    const property = bantProperty(model, question);
    const editable = property !== null;
    const given = BANT_ANSWERS.find((answer) => editable && answer === inputs?.[property]);
    const told = decisions?.bant?.[question];
    const { answer, source, at, askAgain } = bantDetails[question];
    if (given === undefined) return { answer, source, at, askAgain, editable };
    return { answer: given, source: told?.source ?? null, at: told?.at ?? null, askAgain: false, editable };
  };
  return Object.fromEntries(BANT_QUESTIONS.map((question) => [question, answerOf(question)])) as Card['bant'];
}
