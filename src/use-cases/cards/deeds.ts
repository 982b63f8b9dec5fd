import type { ShownDeed } from '../../../cards/score/contract.ts';
import { DAY } from '../../domain/time/time.ts';
import { BANT_ANSWERS, BANT_QUESTIONS, HAND_BACK_KINDS } from '../../domain/words.ts';
import type { AuditEntry } from '../../store/ledgers/audit.ts';
import type { CardAction } from './act-on-score-card.ts';
import type { CardPeople } from './people.ts';

type StoredDeed = Omit<AuditEntry, 'contactId'>;

/** How the audit keeps an action: its name, and what was entered; null: it is not kept. */
export const storedAs = ({ name, body }: CardAction): Pick<StoredDeed, 'action' | 'detail'> | null =>
  name === 'recalculate' ? null : { action: name, detail: { ...body } };

/** A stored deed as the card shows it; null: this version does not know its action. */
export function shownDeed(
  { at, by, action, detail }: StoredDeed,
  { reader, nameOfUser }: CardPeople,
): ShownDeed | null {
  const { days, right, kind, reason } = detail;
  const what = action === 'vouch' && right === false ? 'doubt' : action === 'snooze' && days === null ? 'wake' : action;
  if (!isShown(what)) return null;
  return {
    at,
    by: by === null ? null : nameOfUser(by),
    own: by !== null && by.id === reader?.id,
    what,
    kind: HAND_BACK_KINDS.find((known) => known === kind) ?? null,
    reason: typeof reason === 'string' && reason !== '' ? reason : null,
    until: typeof days === 'number' ? at + days * DAY : null,
    answers: BANT_QUESTIONS.flatMap((question) => {
      const answer = BANT_ANSWERS.find((known) => known === detail[question]);
      return answer === undefined ? [] : [{ question, answer }];
    }),
  };
}

const SHOWN: readonly ShownDeed['what'][] = ['bant', 'hand-to-sales', 'hand-back', 'vouch', 'doubt', 'snooze', 'wake'];
const isShown = (what: string): what is ShownDeed['what'] => (SHOWN as readonly string[]).includes(what);
