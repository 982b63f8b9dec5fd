import { NO_FACTS } from '../contact.ts';
import type { MailBan } from '../lead/mail-bans.ts';
import type { Test } from './condition.ts';

/**
 * Whether a rule of the model tells of a ban of HubSpot: the rule holds for a contact with the
 * property of the ban alone, and not for a contact without properties. People then read the label
 * of the rule instead of two labels for one thing.
 */
export const namesBan = (test: Test, { property }: MailBan): boolean =>
  test.holds({ ...NO_FACTS, contact: { [property]: 'true' }, lead: {} }, 0) &&
  !test.holds({ ...NO_FACTS, lead: {} }, 0);
