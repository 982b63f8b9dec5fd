import type { Owed, Waking } from '../contact.ts';
import type { Model } from '../model/model.ts';
import { addWorkingTime, type Calendar } from '../time/calendar.ts';
import { type Qualification, RELATIONS, type Relation } from '../words.ts';

/* How soon sales answers: a new SQL, every hand-raise, and whoever wakes up and is with sales. */

/** Instants are ms since 1970 UTC. */
export type Response = {
  readonly since: number;
  readonly dueAt: number;
  readonly escalateAt: number;
  /** when somebody got in touch first; null: not yet */
  readonly answeredAt: number | null;
};

export type ResponseSituation = {
  /** the last response that sales owed */
  readonly before: Owed | null;
  /** occasions up to here were looked at before; null: none was */
  readonly lookedAt: number | null;
  readonly relation: Relation;
  readonly qualification: Qualification;
  readonly qualifiedSince: number;
  readonly isDormant: boolean;
  /** what ended a dormancy that sales is told of; null: nothing did */
  readonly woke: { readonly at: number; readonly why: Waking } | null;
  /** instants of hand-raises until now, oldest first */
  readonly handRaises: readonly number[];
  readonly handedBackAt: number | null;
  /** when somebody got in touch, as far as known */
  readonly contactedAt: readonly number[];
  readonly watchedSince: number;
  readonly now: number;
};

/**
 * The response that sales owes now, or owed last. While one is open, later occasions join it and
 * the earlier deadline stays, until Ripen has told that nobody answers: what happens after that is
 * asked for anew. A hand-raise takes the place of news that somebody woke up. Occasions of a time
 * in which Ripen did not watch the contact owe nothing once their deadline has passed.
 */
export function owedAt(model: Pick<Model, 'response'>, work: Calendar, situation: ResponseSituation): Owed | null {
  const { before, lookedAt, now } = situation;
  if (before === null || before.isOver) return nextOwed(model, work, situation) ?? before;
  const found = resolved(model, work, before, situation);
  const endedAt =
    found.answeredAt !== undefined || isWake(found)
      ? -Infinity
      : // Without an answer it ends with all that joined it; what happens at this very instant is new.
        found.isOver
        ? now - 1
        : addWorkingTime(work, found.since, model.response!.escalateAfterWorkingHours);
  const next = nextOwed(model, work, { ...situation, lookedAt: Math.max(lookedAt ?? -Infinity, endedAt) });
  return next === null || next.isOver ? found : next;
}

/**
 * The last occasion that was looked at. What has joined an open response is looked at when that
 * ends: it may have been answered before.
 */
export function lookedAtAfter(
  owed: Owed | null,
  { lookedAt, qualification, qualifiedSince, handRaises }: ResponseSituation,
): number | null {
  const open = openResponse(owed);
  const last = Math.max(
    lookedAt ?? -Infinity,
    ...(open === null
      ? [handRaises.at(-1) ?? -Infinity, qualification === 'sql' ? qualifiedSince : -Infinity]
      : [open.occasion ?? open.since]),
  );
  return last === -Infinity ? null : last;
}

function resolved(
  { response }: Pick<Model, 'response'>,
  work: Calendar,
  { alsoOpen: _, ...owed }: Owed,
  situation: ResponseSituation,
): Owed {
  const answeredAt = answerTo(owed.since, situation);
  if (answeredAt !== null) return { ...owed, isOver: true, answeredAt };
  // An MQL is with marketing: nobody else is told that its owner left it there.
  const endsAt =
    owed.why === 'mql_woke' && response !== undefined
      ? addWorkingTime(work, owed.since, response.escalateAfterWorkingHours)
      : Infinity;
  const isOpen = response !== undefined && isWanted(owed, situation) && situation.now < endsAt;
  return isOpen ? owed : { ...owed, isOver: true };
}

const isWake = ({ why }: Owed): boolean => why !== undefined && why !== 'hand_raise';

/** Nobody handed the contact back, it did not go quiet, and no deal was opened or won since. */
function isWanted(
  owed: Owed,
  {
    relation,
    qualification,
    isDormant,
    handedBackAt,
  }: Pick<ResponseSituation, 'relation' | 'qualification' | 'isDormant' | 'handedBackAt'>,
): boolean {
  const { since, relation: then = 'prospect' } = owed;
  if (relation === 'other' || RELATIONS.indexOf(relation) > RELATIONS.indexOf(then)) return false;
  if (handedBackAt !== null && handedBackAt >= since) return false;
  return relation !== 'prospect' || (!isDormant && (isWake(owed) || qualification === 'sql'));
}

function nextOwed(model: Pick<Model, 'response'>, work: Calendar, situation: ResponseSituation): Owed | null {
  const { relation, qualification, qualifiedSince, isDormant, watchedSince, now } = situation;
  if (model.response === undefined || relation === 'other' || (relation === 'prospect' && isDormant)) return null;
  const { workingHours } = model.response;
  const dueAt = (at: number) => addWorkingTime(work, at, workingHours);
  const isNew = (at: number) => at > (situation.lookedAt ?? -Infinity) && dueAt(at) > watchedSince;
  const isSql = qualification === 'sql';
  const becameSql = relation === 'prospect' && isSql && isNew(qualifiedSince);
  const raises = relation === 'prospect' && !isSql ? [] : newest(situation.handRaises, isNew);
  const woke = situation.woke !== null && relation === 'prospect' ? [situation.woke.at] : [];
  const occasions = [...raises, ...(becameSql ? [qualifiedSince] : [])];
  const all = (occasions.length > 0 ? occasions : woke).toSorted((a, b) => a - b);
  const unanswered = all.find((at) => answerTo(at, situation) === null);
  const occasion = unanswered ?? all.at(-1);
  if (occasion === undefined) return null;
  const answeredAt = answerTo(occasion, situation);
  const isAsked = situation.before?.alsoOpen?.includes(occasion) ?? false;
  const isInTime = isAsked || dueAt(occasion) > now;
  return {
    // What Ripen hears of too late to keep the promise counts from now; its deadline is a promise.
    since: isInTime && occasion > (situation.before?.since ?? -Infinity) ? occasion : now,
    occasion,
    isOver: answeredAt !== null,
    relation,
    ...(!becameSql && { why: occasions.length > 0 ? ('hand_raise' as const) : situation.woke!.why }),
    ...(answeredAt !== null && { answeredAt }),
  };
}

/** The last ones of a list for which the test holds. */
function newest(instants: readonly number[], test: (at: number) => boolean): readonly number[] {
  let first = instants.length;
  while (first > 0 && test(instants[first - 1]!)) first--;
  return instants.slice(first);
}

/** Whether somebody got in touch since the response was owed. */
export const isAnswered = (since: number, contactedAt: readonly number[], now: number): boolean =>
  answerTo(since, { contactedAt, now }) !== null;

function answerTo(since: number, { contactedAt, now }: Pick<ResponseSituation, 'contactedAt' | 'now'>): number | null {
  const answers = contactedAt.filter((at) => since <= at && at <= now);
  return answers.length === 0 ? null : Math.min(...answers);
}

/**
 * The response as people see it: until when, and when it was given. Null: none is owed, and what
 * was given is history.
 */
export function responseOf(
  { response }: Pick<Model, 'response'>,
  work: Calendar,
  owed: Owed | null,
  situation: Parameters<typeof isWanted>[1],
): Response | null {
  if (response === undefined || owed === null) return null;
  const { since, isOver, answeredAt = null } = owed;
  if (isOver && (answeredAt === null || !isWanted(owed, situation))) return null;
  return {
    since,
    dueAt: addWorkingTime(work, since, response.workingHours),
    escalateAt: addWorkingTime(work, since, response.escalateAfterWorkingHours),
    answeredAt,
  };
}

/** The response that sales still owes; null: none. */
export const openResponse = (owed: Owed | null | undefined): Owed | null => (owed == null || owed.isOver ? null : owed);
