import type { ScoredView } from './contract.ts';
import type { Tell } from './tell.ts';
import type { Say } from './words/words.ts';

/** The next step for a contact: it decides which button of the card is the primary one. */
export type Step =
  /** nobody in sales does anything now */
  'leave' | 'wake' | 'answer' | 'touch' | 'call_only' | 'hand_to_sales' | 'get_in_touch' | 'nurture';

/** The first reason that applies decides; `adviceOf` asks in the same order. */
export function stepOf({
  relation,
  next,
  doNotContact,
  response,
  handedBack,
  ready,
  segment,
  qualification,
}: ScoredView): Step {
  const isOwed = isOwedAnAnswer(response);
  if (relation !== 'prospect' && !isOwed) return 'leave';
  if (next.snoozedUntil !== null) return 'wake';
  if (doNotContact.length > 0) return 'call_only';
  if (isOwed) return 'answer';
  if (next.touch?.kind === 'manual') return 'touch';
  if (handedBack !== null) return 'nurture';
  if (ready !== null) return 'hand_to_sales';
  if (segment !== null) return 'nurture';
  if (qualification.is === 'sql') return 'get_in_touch';
  return qualification.is === 'mql' ? 'hand_to_sales' : 'nurture';
}

const WAKINGS: ReadonlySet<NonNullable<ScoredView['response']>['why']['is']> = new Set([
  'lost_deal_woke',
  'sql_woke',
  'mql_woke',
]);

const isOwedAnAnswer = (response: ScoredView['response']): response is NonNullable<ScoredView['response']> =>
  response !== null && response.answeredAt === null;

/** What a rep should do now, in one sentence. */
export function adviceOf(view: ScoredView, { say, dates }: Tell): string {
  const { relation, next, response, handedBack, handedOver, ready, segment, qualification } = view;
  if (relation !== 'prospect' && !isOwedAnAnswer(response)) return say(`${relation}_advice`);
  if (next.snoozedUntil !== null)
    return byWhom(next.snoozedBy, 'snoozed', { when: dates.when(next.snoozedUntil) }, say);
  if (view.doNotContact.length > 0) return say('do_not_write_advice');
  if (isOwedAnAnswer(response)) {
    const { why, dueAt } = response;
    const what = WAKINGS.has(why.is) ? 'woke_' : '';
    return view.now < dueAt ? say(`${what}answer_advice`, { when: dates.hour(dueAt) }) : say(`${what}late_advice`);
  }
  if (next.touch?.kind === 'manual')
    return say('touch_advice', { task: next.touch.task ?? say('get_in_touch'), when: dates.when(next.touch.at) });
  if (handedBack !== null)
    return byWhom(
      handedBack.by,
      'handed_back',
      { when: dates.ago(handedBack.at), why: handBackReason(handedBack, say) },
      say,
    );
  if (ready !== null) return say('ready_advice', { why: ready });
  if (segment !== null) return say(segment.is === 'closed_lost' ? 'closed_lost_advice' : 'quiet_advice');
  if (handedOver !== null) return byWhom(handedOver.by, 'handed_over', { when: dates.ago(handedOver.at) }, say);
  return say(`${qualification.is}_advice`);
}

/** The advice after what somebody did, with their name where it is known. */
function byWhom(
  who: string | null,
  what: 'snoozed' | 'handed_back' | 'handed_over',
  fillings: Readonly<Record<string, string>>,
  say: Say,
): string {
  return who === null ? say(`${what}_advice`, fillings) : say(`${what}_by_advice`, { ...fillings, who });
}

/** `No budget: Next year at the earliest` */
export function handBackReason(
  { kind, reason }: Pick<NonNullable<ScoredView['handedBack']>, 'kind' | 'reason'>,
  say: Say,
): string {
  const parts = [kind === null ? null : say(`hand_back_${kind}`), reason].filter(
    (part) => part !== null && part !== '',
  );
  return parts.length === 0 ? say('no_reason') : parts.join(': ');
}

/** What sales owes the contact: who answers by when, or that it is late; null: nothing. */
export function responseOf({ response, next, now }: ScoredView, { say, dates }: Tell): ResponseWords | null {
  if (response === null) return null;
  const { dueAt, escalateAt, answeredAt } = response;
  const who = next.owner ?? say('sales');
  const due = dates.hour(dueAt);
  if (answeredAt !== null) {
    const when = dates.ago(answeredAt);
    return { text: answeredAt > dueAt ? say('answered_late', { when, due }) : say('answered', { when }), late: false };
  }
  if (now < dueAt) return { text: say('answers_by', { who, when: due }), late: false };
  const escalated = dates.hour(escalateAt);
  return { text: say(now < escalateAt ? 'overdue' : 'escalated', { who, when: due, escalated }), late: true };
}

/** `Why: Asked to be contacted, 2 hours ago (…)`; null: no answer is owed. */
export function whyOwed({ response }: ScoredView, { say, dates }: Tell): string | null {
  if (response === null) return null;
  const { is, label, at } = response.why;
  const what = label ?? say(WAKINGS.has(is) ? 'did_something' : 'asked_for_sales');
  const key = is === 'became_sql' && label !== null ? 'hand_raise' : is;
  return say(`owed_${key}`, { what, when: dates.ago(at) });
}

export type ResponseWords = { readonly text: string; readonly late: boolean };

/** The next touch as a line of facts; null when none is planned. */
export function nextTouchOf({ next: { touch } }: ScoredView, { say, dates }: Tell): string | null {
  if (touch === null) return null;
  return say(touch.kind === 'manual' ? 'touch_by_you' : 'touch_by_mail', { when: dates.when(touch.at) });
}
