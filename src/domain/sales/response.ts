import type { Owed, Waking } from '../contact.ts';
import type { Model } from '../model/model.ts';
import { addWorkingTime, type Calendar } from '../time/calendar.ts';
import { type Qualification, RELATIONS, type Relation, type WaitForSales } from '../words.ts';

/* The response that sales owes to a new SQL, to a hand-raise, and to a contact that wakes up. */

/** A response as people see it. Instants are ms since 1970 UTC. */
export type Response = {
  readonly since: number;
  readonly dueAt: number;
  readonly escalateAt: number;
  /** when somebody got in touch first; null: not yet */
  readonly answeredAt: number | null;
};

export type ResponseSituation = {
  /** the last response that sales owed; null: none yet */
  readonly before: Owed | null;
  /** occasions until this instant have been judged before; null: none has */
  readonly lookedAt: number | null;
  readonly relation: Relation;
  readonly qualification: Qualification;
  readonly qualifiedSince: number;
  readonly isDormant: boolean;
  /** when and how the contact woke up, if sales is to hear of it; null: it did not */
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
 * The response that sales owes now, or owed last. Later occasions join an open response and keep
 * its deadline. Once Ripen has escalated it, a later occasion begins a new response. A hand-raise
 * replaces a response to a waking. An occasion before Ripen watched the contact makes no response
 * if its deadline has passed.
 */
export function owedAt(model: Pick<Model, 'response'>, work: Calendar, situation: ResponseSituation): Owed | null {
  const { before, lookedAt, now } = situation;
  if (before === null || before.isOver) return nextOwed(model, work, situation) ?? before;
  const found = resolved(model, work, before, situation);
  const endedAt =
    found.answeredAt !== undefined || isWake(found) || (found.isOver && before.after !== undefined)
      ? -Infinity
      : // A response that ends without an answer ends with all that joined it, except at this instant.
        found.isOver
        ? now - 1
        : addWorkingTime(work, found.since, model.response!.escalateAfterWorkingHours);
  const next = nextOwed(model, work, { ...situation, lookedAt: Math.max(lookedAt ?? -Infinity, endedAt) });
  return next === null || next.isOver ? found : next;
}

/**
 * The instant until which occasions have been judged. Occasions that joined an open response are
 * judged when it ends, since the answer may have come before them.
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
  before: Owed,
  situation: ResponseSituation,
): Owed {
  const { alsoOpen: _, after: __, ...owed } = before;
  const answeredAt = answerTo(owed.since, situation);
  if (answeredAt !== null) return { ...owed, isOver: true, answeredAt };
  // An MQL is with marketing, so its response ends at the escalation, and nobody is told.
  const endsAt =
    owed.why === 'mql_woke' && response !== undefined
      ? addWorkingTime(work, owed.since, response.escalateAfterWorkingHours)
      : Infinity;
  const isOpen =
    response !== undefined && isWanted(owed, situation) && isRaise(before, situation) && situation.now < endsAt;
  return isOpen ? owed : { ...owed, isOver: true };
}

/** Whether what the contact did is a hand-raise by the version that is taken up again, too. */
const isRaise = ({ after, why, occasion, since }: Owed, { handRaises }: ResponseSituation): boolean =>
  after === undefined || why !== 'hand_raise' || handRaises.includes(occasion ?? since);

const isWake = ({ why }: Owed): boolean => why !== undefined && why !== 'hand_raise';

/**
 * Whether somebody should still answer: since the response began nobody handed the contact back, it
 * did not fall dormant, and no deal was opened or won.
 */
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
  // Who hands the contact back knows what it did until then.
  const isKnown = (at: number) => situation.handedBackAt !== null && situation.handedBackAt >= at;
  const unanswered = all.find((at) => answerTo(at, situation) === null && !isKnown(at));
  const occasion = unanswered ?? all.at(-1);
  if (occasion === undefined) return null;
  const answeredAt = answerTo(occasion, situation);
  const isAsked = situation.before?.alsoOpen?.includes(occasion) ?? false;
  const isInTime = isAsked || dueAt(occasion) > now;
  return {
    // If Ripen hears of the occasion after its deadline, sales gets the full time from now on.
    since: isInTime && occasion > (situation.before?.since ?? -Infinity) ? occasion : now,
    occasion,
    isOver: answeredAt !== null || isKnown(occasion),
    relation,
    ...(!becameSql && { why: occasions.length > 0 ? ('hand_raise' as const) : situation.woke!.why }),
    ...(answeredAt !== null && { answeredAt }),
  };
}

/** The instants at the end of a list for which the test holds. */
function newest(instants: readonly number[], test: (at: number) => boolean): readonly number[] {
  let first = instants.length;
  while (first > 0 && test(instants[first - 1]!)) first--;
  return instants.slice(first);
}

/** Whether somebody got in touch between `since` and `now`. */
export const isAnswered = (since: number, contactedAt: readonly number[], now: number): boolean =>
  answerTo(since, { contactedAt, now }) !== null;

function answerTo(since: number, { contactedAt, now }: Pick<ResponseSituation, 'contactedAt' | 'now'>): number | null {
  const answers = contactedAt.filter((at) => since <= at && at <= now);
  return answers.length === 0 ? null : Math.min(...answers);
}

/** The response as people see it; null: none is owed, and an earlier one does not matter now. */
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

/** Why the contact waits for sales; null: it does not. */
export function waitOf(owed: Owed | null | undefined): Exclude<WaitForSales, 'by_hand'> | null {
  const open = openResponse(owed);
  return open === null ? null : isWake(open) ? 'woke' : 'unanswered';
}
