import type { KindOfScore, ScoredView, ScoreView, ShownDeed } from '../../../cards/score/contract.ts';
import type { InterestEvidence } from '../../domain/activity/interest.ts';
import { type Chances, chanceOf } from '../../domain/chance/chances.ts';
import { type Decisions, type Facts, NO_FACTS, type Owed, type Properties } from '../../domain/contact.ts';
import { reasonDates } from '../../domain/evaluation/reason-dates.ts';
import { segmentsOf } from '../../domain/lead/segmentation.ts';
import type { Model } from '../../domain/model/model.ts';
import { whole } from '../../domain/rules/score.ts';
import type { Waits } from '../../domain/sync/write-rules.ts';
import { personClock } from '../../domain/time/person-clock.ts';
import { BANT_ANSWERS, BANT_QUESTIONS, type BantQuestion, type Qualification } from '../../domain/words.ts';
import type { AuditEntry } from '../../store/ledgers/audit.ts';
import type { Visit } from '../../store/ledgers/visits.ts';
import { bantProperty } from '../contacts/bant-answers.ts';
import type { EvaluatedAgain } from '../contacts/judge/evaluated-again.ts';
import { waitSentences } from '../portals/settings/what-failed.ts';
import { shownDeed } from './deeds.ts';
import { newsOf } from './news.ts';
import type { CardPeople } from './people.ts';
import { type Happening, historyOf, type Point } from './score-history.ts';

/** What is stored of a contact that a card shows. */
export type ShownContact = {
  readonly evaluation: EvaluatedAgain | null;
  readonly facts: Facts | null;
  readonly decisions: Decisions | null;
  readonly inputs: Properties | null;
  readonly runAt: number | null;
  readonly inHand: boolean;
  readonly deadLetterAt: number | null;
  readonly points: readonly Point[];
  readonly activities: readonly Happening[];
  /** values that a rule of the account refused; null: none */
  readonly waits: Waits | null;
  readonly deeds: readonly Omit<AuditEntry, 'contactId'>[];
  readonly visits: readonly Visit[];
  /** how leads of each score and kind buy; null: not learnt yet */
  readonly chances: Chances | null;
};

/** A card shows at most so many reasons of each score. */
const REASONS = 5;
const DEEDS = 10;

/** A contact that is due for longer than this is late: the card says so. */
const OVERDUE_MS = 30 * 60_000;

/** What a card shows of a stored contact at `now`. Pure. */
export function scoreCardOf(model: Model, contact: ShownContact, people: CardPeople, now: number): ScoreView {
  const { evaluation, facts } = contact;
  const lateSince = lateSinceOf(contact, now);
  if (evaluation === null || facts === null) return { state: 'scoring', stuckSince: lateSince };
  const card = scoredOf(model, { ...contact, evaluation, facts }, people, now);
  return lateSince === null ? { state: 'ok', ...card } : { state: 'stale', staleSince: lateSince, ...card };
}

/**
 * Since when the contact is late, or set aside; null: it is up to date, or will be in a moment.
 */
function lateSinceOf({ deadLetterAt, runAt, inHand }: ShownContact, now: number): number | null {
  if (deadLetterAt !== null) return deadLetterAt;
  return runAt !== null && !inHand && runAt < now - OVERDUE_MS ? runAt : null;
}

type Card = Omit<Extract<ScoredView, { readonly state: 'ok' }>, 'state'>;

type ScoredContact = ShownContact & { readonly evaluation: EvaluatedAgain; readonly facts: Facts };

function scoredOf(model: Model, contact: ScoredContact, people: CardPeople, now: number): Card {
  const { evaluation, facts, runAt, inHand, points, activities } = contact;
  const { scores, segment, segmentSince, interest, persona, relation, response } = evaluation;
  const decisions = contact.decisions ?? {};
  const qualified = qualifiedNow(evaluation, decisions);
  const deeds = contact.deeds.flatMap((deed) => shownDeed(deed, people) ?? []);
  const owner = facts.contact['hubspot_owner_id'] ?? '';
  return {
    now,
    scoredAt: evaluation.at,
    updating: inHand || (runAt !== null && runAt <= now),
    lastActivity: lastActivityOf(model, activities),
    score: scores.combined.points,
    grade: evaluation.grade,
    explicit: kindOf(model, contact, evaluation, 'explicit'),
    implicit: kindOf(model, contact, evaluation, 'implicit'),
    relation,
    qualification: qualified,
    segment: segment === null ? null : { is: segment, since: segmentSince },
    track: evaluation.track,
    ...(evaluation.leftOut !== undefined && { leftOut: evaluation.leftOut }),
    next: {
      touch: touchOf(evaluation),
      owner: owner === '' ? null : people.nameOfOwner(owner),
      snoozedUntil: decisions.pausedUntil !== undefined && decisions.pausedUntil > now ? decisions.pausedUntil : null,
      snoozedBy: deeds.find(({ what }) => what === 'snooze')?.by ?? null,
    },
    response:
      response === null
        ? null
        : {
            dueAt: response.dueAt,
            escalateAt: response.escalateAt,
            answeredAt: response.answeredAt,
            why: whyOwed(model, evaluation.memory.owed, response.since, activities),
          },
    ready: evaluation.ready,
    doNotContact: [...evaluation.doNotContact],
    handedBack: handedBackOf(qualified.is, decisions, deeds),
    handedOver: handedOverOf(qualified.is, decisions, deeds),
    bant: bantOf(model, contact, evaluation, deeds),
    persona:
      persona === null
        ? null
        : { label: persona.label, match: persona.match, attributes: persona.attributes.map((a) => ({ ...a })) },
    journey: interest.stage === null ? null : { stage: interest.stage, evidence: evidenceIn(interest.stageEvidence) },
    product:
      interest.product === null ? null : { label: interest.product, evidence: evidenceIn(interest.productEvidence) },
    awareness: interest.awareness,
    clock: clockOf(model, facts),
    validity: {
      is: evaluation.validity.is,
      reasons: [...evaluation.validity.reasons],
      vouched: decisions.validity === 'valid',
      vouchedBy: deeds.find(({ what }) => what === 'vouch')?.by ?? null,
    },
    conversion: null,
    chance: relation === 'prospect' ? chanceIn(evaluation, contact) : null,
    history: historyOf(model, points, activities),
    ...(contact.waits !== null && { refused: waitSentences(contact.waits) }),
    news: newsOf(model, contact, {
      ownerId: owner,
      people,
      now: { at: now, score: scores.combined.points, qualification: qualified.is },
    }),
    deeds: deeds.slice(0, DEEDS),
    may: {
      handToSales: relation === 'prospect' && qualified.is !== 'sql',
      handBack: relation === 'prospect' && qualified.is === 'sql',
    },
  };
}

/** In which time zone e-mail falls due: the person's where it is known, else the account's. */
function clockOf({ calendar }: Model, facts: Facts): Card['clock'] {
  const clock = personClock(facts.contact['hs_timezone'], segmentsOf(facts).country);
  if (clock.from === 'account') return { from: clock.from, timeZone: calendar.timeZone ?? null };
  const { from, timeZone, spreadHours } = clock;
  return { from, timeZone, ...(spreadHours > 0 && { hoursAhead: spreadHours }) };
}

function touchOf({ nextTouch }: EvaluatedAgain): Card['next']['touch'] {
  if (nextTouch === null) return null;
  const { kind, at, task } = nextTouch;
  return { kind, at, task };
}

/** How many leads like this one buy; `little`: too few are known to say. */
function chanceIn({ scores, written }: EvaluatedAgain, { chances }: ShownContact): Card['chance'] {
  if (chances === null) return 'little';
  return chanceOf(chances, scores.combined.points, written['ripen_company_size'] || null) ?? 'little';
}

/**
 * The qualification with what people decided since the evaluation. So the card shows a decision at
 * once, before the next evaluation carries it out.
 */
function qualifiedNow(
  { at, qualification, memory, relation }: EvaluatedAgain,
  decisions: Decisions,
): Card['qualification'] {
  const { qualification: handedOver, handedBackAt = -Infinity } = decisions;
  const last = Math.max(handedOver?.at ?? -Infinity, handedBackAt);
  if (relation !== 'prospect' || last < at) return { is: qualification, since: memory.qualifiedSince };
  if (handedOver !== undefined && handedOver.at >= handedBackAt) {
    const isSo = handedOver.qualification === qualification;
    return { is: handedOver.qualification, since: isSo ? memory.qualifiedSince : last };
  }
  return qualification === 'sql' ? { is: 'mql', since: last } : { is: qualification, since: memory.qualifiedSince };
}

/** Why sales owes an answer: what the contact became, or did, at that instant. */
function whyOwed(
  { signals }: Model,
  owed: Owed | null,
  since: number,
  activities: readonly Happening[],
): NonNullable<Card['response']>['why'] {
  const { why: is = 'became_sql', occasion: at = since } = owed ?? {};
  const did = signals.filter(({ id }) => activities.some((activity) => activity.signal === id && activity.at === at));
  const handRaise = did.find(({ qualifies }) => qualifies === 'sql');
  const told = is === 'became_sql' || is === 'hand_raise' ? handRaise : (handRaise ?? did[0]);
  return { is, label: told?.label ?? null, at };
}

/** The last activity of the person; passive signals do not count. */
function lastActivityOf({ signals }: Model, activities: readonly Happening[]): Card['lastActivity'] {
  const nameOf = new Map(signals.filter(({ passive }) => passive !== true).map(({ id, label }) => [id, label]));
  const last = activities.find(({ signal }) => nameOf.has(signal));
  return last === undefined ? null : { label: nameOf.get(last.signal) ?? last.signal, at: last.at };
}

/**
 * The evidence as the card shows it. Earlier versions stored each piece as a sentence with its day.
 */
const evidenceIn = (evidence: readonly (InterestEvidence | string)[]) =>
  evidence.map((piece) => (typeof piece === 'string' ? { what: piece, at: null } : { what: piece.what, at: piece.at }));

/**
 * Explains the explicit or the implicit score: its start, then its strongest rules in whole points,
 * with the dates of what fulfils them. The other rules, the limits of groups and the rounding are
 * told as sums, so that all lines add up to the points.
 */
function kindOf(
  model: Model,
  contact: ShownContact,
  evaluation: EvaluatedAgain,
  name: 'explicit' | 'implicit',
): KindOfScore {
  const { points, contributions } = evaluation.scores[name];
  const rules = contributions
    .filter(({ kind }) => kind === 'rule')
    .toSorted((a, b) => Math.abs(b.milli) - Math.abs(a.milli));
  const start = contributions.find(({ kind }) => kind === 'start');
  const shown = rules.filter(({ milli }) => whole(milli) !== 0).slice(0, REASONS);
  const { facts, decisions, activities } = contact;
  const known = { facts: facts ?? NO_FACTS, memory: evaluation.memory, decisions, activities };
  const reasons = [
    ...(start === undefined ? [] : [{ label: start.label, points: whole(start.milli), when: null }]),
    ...shown.map(({ id, label, milli }) => ({
      label,
      points: whole(milli),
      when: reasonDates(model, id, known, evaluation.at),
    })),
  ];
  const more = rules.filter((rule) => !shown.includes(rule));
  const restMilli = more.reduce((sum, { milli }) => sum + milli, 0);
  const limits = contributions.flatMap(({ id, kind, milli }) => {
    if (kind !== 'cap' && kind !== 'floor') return [];
    const group = model.groups.find((known) => known.id === id);
    const is = kind === 'cap' ? ('most' as const) : ('least' as const);
    const bound = group === undefined ? (is === 'most' ? 100 : 0) : is === 'most' ? group.cap : group.floor;
    return [{ group: group?.label ?? null, is, bound: Math.round(bound), points: whole(milli) || 0 }];
  });
  const told = [...reasons, ...limits].reduce((sum, line) => sum + line.points, whole(restMilli));
  return {
    points,
    share: name === 'explicit' ? model.explicitShare : 100 - model.explicitShare,
    reasons,
    more: { count: more.length, points: whole(restMilli) || 0 },
    limits,
    rounding: points - told || 0,
  };
}

/** How sales handed the contact back; null: they did not, or it is with sales again. */
function handedBackOf(
  qualification: Qualification,
  decisions: Decisions,
  deeds: readonly ShownDeed[],
): Card['handedBack'] {
  const { handedBackAt, handBackKind, handBackReason, qualification: decided } = decisions;
  if (handedBackAt === undefined || qualification === 'sql' || (decided?.at ?? -Infinity) > handedBackAt) return null;
  return {
    at: handedBackAt,
    by: byOf(deeds, 'hand-back', handedBackAt),
    kind: handBackKind ?? null,
    reason: handBackReason ?? null,
  };
}

/** How somebody handed the contact to sales; null: nobody did, or sales no longer has it. */
function handedOverOf(
  qualification: Qualification,
  decisions: Decisions,
  deeds: readonly ShownDeed[],
): Card['handedOver'] {
  const { handedBackAt = -Infinity, qualification: decided, qualificationReason } = decisions;
  if (qualification !== 'sql' || decided?.qualification !== 'sql' || decided.at < handedBackAt) return null;
  return { at: decided.at, by: byOf(deeds, 'hand-to-sales', decided.at), reason: qualificationReason ?? null };
}

/** Who did `action` at that instant; null: a workflow did, or nobody knows. */
const byOf = (deeds: readonly ShownDeed[], action: ShownDeed['what'], instant: number | null): string | null =>
  deeds.find(({ what, at }) => what === action && at === instant)?.by ?? null;

/**
 * The answers to BANT questions and who gave them when, inputs for the next evaluation included.
 */
function bantOf(
  model: Model,
  { inputs, decisions }: ShownContact,
  { bantDetails }: EvaluatedAgain,
  deeds: readonly ShownDeed[],
): Card['bant'] {
  const answerOf = (question: BantQuestion) => {
    const property = bantProperty(model, question);
    const editable = property !== null;
    const given = BANT_ANSWERS.find((answer) => editable && answer === inputs?.[property]);
    const told = decisions?.bant?.[question];
    const { answer, source, at, askAgain } = bantDetails[question];
    const by = (instant: number | null) =>
      deeds.find((one) => one.at === instant && one.answers.some((told) => told.question === question))?.by ??
      byOf(deeds, 'hand-back', instant);
    if (given === undefined) return { answer, source, at, by: by(at), askAgain, editable };
    const givenAt = told?.at ?? null;
    return { answer: given, source: told?.source ?? null, at: givenAt, by: by(givenAt), askAgain: false, editable };
  };
  return Object.fromEntries(BANT_QUESTIONS.map((question) => [question, answerOf(question)])) as Card['bant'];
}
