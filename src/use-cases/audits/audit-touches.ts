import type { UnmetTouch } from '../../store/ledgers/touches.ts';
import { minute } from './audit-correspondence.ts';

/** Why the touch did not happen, as a sentence. */
export function whyUnmet({ cause, state }: Pick<UnmetTouch, 'cause' | 'state'>): string {
  return cause ?? (state === 'late' ? 'Nobody has been in touch yet' : 'No cause is known');
}

/** `contact 7: e-mail of dormant_mql, due 2027-03-01 08:00 UTC, missed: No workflow …` */
export function unmetSentence(touch: UnmetTouch): string {
  const { contactId, track, kind, dueAt, state } = touch;
  const what = kind === 'email' ? 'e-mail' : 'touch by hand';
  return `contact ${contactId}: ${what} of ${track}, due ${minute(dueAt)}, ${state}: ${whyUnmet(touch)}`;
}
