import { NO_FACTS } from '../contact.ts';
import type { MailBan } from '../lead/mail-bans.ts';
import type { Test } from './condition.ts';

/**
 * Whether a rule of the model says the same as a ban: it holds of a contact of whom the ban is all
 * that is known, and does not hold of one of whom nothing is known. People then read the label of
 * the rule, and not two labels for one thing.
 */
export const namesBan = (test: Test, { property }: MailBan): boolean =>
  test.holds({ ...NO_FACTS, contact: { [property]: 'true' }, lead: {} }, 0) &&
  !test.holds({ ...NO_FACTS, lead: {} }, 0);
