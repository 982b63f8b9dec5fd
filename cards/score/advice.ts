import type { ScoredView } from './contract.ts';
import type { Dates } from './dates.ts';

/** What a rep should do now, in one sentence. What weighs most comes first. */
export function adviceOf(view: ScoredView, dates: Dates): string {
  const { next, relation, segment, qualification } = view;
  switch (relation) {
    case 'customer':
      return 'Already a customer: take care of them.';
    case 'opportunity':
      return 'A deal is open: work on the deal.';
    case 'other':
      return 'Outside the sales process: nothing to do.';
    case 'prospect':
      break;
    default:
      return relation satisfies never;
  }
  if (next.snoozedUntil !== null) return `Snoozed: do not contact them until ${dates.day(next.snoozedUntil)}.`;
  if (view.ready !== null && view.doNotContact.length === 0)
    return `Have a look: ${view.ready}. Hand them to sales if you agree.`;
  if (next.touch?.kind === 'manual') return `${next.touch.task ?? 'Get in touch'} (due ${dates.day(next.touch.at)}).`;
  if (view.doNotContact.length > 0) return 'Do not write. Call only if they have asked you to.';
  if (segment?.is === 'closed_lost') return 'The deal was lost: do not contact them until the next review.';
  if (segment !== null) return 'Quiet at the moment: marketing keeps in touch.';
  switch (qualification.is) {
    case 'sql':
      return 'Ready for sales: get in touch now.';
    case 'mql':
      return 'Interested: marketing nurtures them. Fill in what is still unknown.';
    case 'unqualified':
      return 'Nothing to do yet: wait for more interest.';
    default:
      return qualification.is satisfies never;
  }
}

/** What sales owes the contact: who answers by when, or that it is late; null: nothing. */
export function responseOf({ response, next, now }: ScoredView, dates: Dates): ResponseWords | null {
  if (response === null) return null;
  const { dueAt, escalateAt, answeredAt } = response;
  const who = next.owner ?? 'Sales';
  if (answeredAt !== null)
    return {
      text: `Answered ${dates.deadline(answeredAt)}${answeredAt > dueAt ? `, due ${dates.deadline(dueAt)}` : ''}`,
      late: false,
    };
  if (now < dueAt) return { text: `${who} answers by ${dates.deadline(dueAt)}`, late: false };
  const overdue = `${who} should have answered by ${dates.deadline(dueAt)}`;
  return { text: now < escalateAt ? overdue : `${overdue}; escalated ${dates.deadline(escalateAt)}`, late: true };
}

export type ResponseWords = { readonly text: string; readonly late: boolean };

/** The next touch as a line of facts; null when none is planned. */
export function nextTouchOf({ next }: ScoredView, dates: Dates): string | null {
  if (next.touch === null) return null;
  const how = next.touch.kind === 'manual' ? 'by you' : 'by e-mail, automatically';
  return `${dates.day(next.touch.at)}, ${how}`;
}
