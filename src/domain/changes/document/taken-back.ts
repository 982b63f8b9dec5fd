import type { Former, FormerMemory, Memory, OpenTouch } from '../../contact.ts';
import { openResponse } from '../../sales/response.ts';
import { BANT_QUESTIONS } from '../../words.ts';

/**
 * What a contact was before any version judged it that came after the ones `takenUp` again (version
 * numbers with one content). null: no later version has judged it. `judgedBy`: the version of its
 * last evaluation.
 */
export function formerUnder(
  takenUp: readonly number[],
  { formers, judgedBy }: { readonly formers: readonly Former[]; readonly judgedBy: number | null },
): FormerMemory | null {
  const last = Math.max(...takenUp);
  if (takenUp.length === 0 || judgedBy === null || judgedBy <= last) return null;
  const left =
    // If the version itself never judged the contact, use what an earlier version left.
    formers.findLast(({ version, since = version }) => takenUp.some((one) => since <= one && one <= version)) ??
    formers.findLast(({ version }) => version <= last);
  return left?.memory ?? null;
}

/**
 * The memory of a contact when a version is taken back: its qualification from before that version
 * judged it, and everything that has happened since. So a contact that a lower threshold made an
 * SQL is no SQL any more, although it still reaches the threshold to stay one. What the version
 * ended is open again, and the next evaluation sees what people did meanwhile. `seenStage`: the
 * lifecycle stage, unless somebody else has just set it.
 */
export function takenBack(now: Memory, then: FormerMemory, seenStage: string | null): Memory {
  const { qualification, qualifiedSince, mqlAt, sqlAt, segment } = then;
  const isUntouched = now.lastTouch?.at === then.lastTouch?.at;
  return {
    ...withCustomer(now, then),
    qualification,
    qualifiedSince,
    mqlAt,
    sqlAt,
    segment,
    // The stage stays, since it moves forward only. That Ripen wrote it makes it no decision.
    stage: seenStage,
    ...responseBack(now, then),
    // The touch that was announced then holds, unless it should have fallen due meanwhile.
    nextTouch: isUntouched && (then.nextTouch?.at ?? Infinity) > now.asOf ? then.nextTouch : now.nextTouch,
    open: isUntouched ? then.open.map((touch) => touchBack(touch, now.open)) : now.open,
    ...answersBack(now, then),
    ...(then.drawn !== undefined && { drawn: { ...now.drawn, ...then.drawn } }),
  };
}

/** Whom the version did not count as a customer is one since it became one. */
function withCustomer(now: Memory, { bant, customerSince: since }: FormerMemory): Memory {
  if (bant === undefined || now.customerSince !== null || since === null) return now;
  const { customerSince: _, ...rest } = now;
  return since === undefined ? rest : { ...rest, customerSince: since };
}

/** What was known of answers that the version reads otherwise. */
function answersBack({ bant }: Memory, { bant: before = {} }: FormerMemory): Pick<Memory, 'bantBefore'> {
  const isOther = BANT_QUESTIONS.some(
    (question) => before[question] !== undefined && before[question].answer !== bant[question]?.answer,
  );
  return isOther ? { bantBefore: before } : {};
}

/** The answer that sales owes: the one that it owed then, unless it was given meanwhile. */
function responseBack({ owed, lookedAt }: Memory, then: FormerMemory): Partial<Memory> {
  const [open, openThen] = [openResponse(owed), openResponse(then.owed)];
  const isLeft = openThen === null || openThen.since === open?.since || owed?.answeredAt !== undefined;
  // What the version did not see as an occasion may be one; what it has judged to the end is over.
  const judged = owed?.isOver && owed.since !== then.owed?.since ? (owed.occasion ?? owed.since) : -Infinity;
  const last = Math.max(then.lookedAt ?? -Infinity, judged);
  return {
    ...(isLeft && open !== null && { owed: { ...open, after: 'doubted' } }),
    ...(!isLeft && { owed: { ...openThen, after: 'ended', ...(open !== null && { alsoOpen: [open.since] }) } }),
    ...(lookedAt !== undefined && then.lookedAt !== undefined && { lookedAt: last === -Infinity ? null : last }),
  };
}

/** A touch that was due then is due again if the version ended it, or found it late. */
function touchBack(touch: OpenTouch, open: readonly OpenTouch[]): OpenTouch {
  const isAsThen = open.some((other) => touchKey(other) === touchKey(touch) && other.late === touch.late);
  return isAsThen ? touch : { ...touch, late: false, isAgain: true };
}

const touchKey = ({ track, kind, dueAt }: OpenTouch): string => `${track} ${kind} ${dueAt}`;
