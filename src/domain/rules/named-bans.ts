import { NO_FACTS } from '../contact.ts';
import type { MailBan } from '../lead/mail-bans.ts';
import type { Test } from './condition.ts';

/**
 * Whether a rule of the model says the same as a ban: the rule holds for a contact that has only
 * the property of the ban, and does not hold for a contact without any property. People then read
 * the label of the rule, and not two labels for one thing.
 */
export const namesBan = (test: Test, { property }: MailBan): boolean =>
  test.holds({ ...NO_FACTS, contact: { [property]: 'true' }, lead: {} }, 0) &&
  !test.holds({ ...NO_FACTS, lead: {} }, 0);
