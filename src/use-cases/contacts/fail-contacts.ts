import { failContacts } from '../../store/contacts/fail-contacts.ts';
import { MAX_ATTEMPTS, type Session } from '../session.ts';

/**
 * Counts a failed attempt of each contact; after the last attempt the contact is a dead letter.
 * `error` is a code without personal data.
 */
export async function recordFailures(
  { db, portalId, lease, clock, metrics, log }: Session,
  rows: readonly { readonly contactId: number; readonly seq: number; readonly error: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  const failure = { now: clock.now(), maxAttempts: MAX_ATTEMPTS, random: Math.random };
  const { deadLetters } = await failContacts(db, { portalId, lease, rows, ...failure });
  const failed = rows.slice(0, 10).map(({ contactId, error }) => ({ contactId, code: error }));
  log.warn({ portalId, failed, deadLetters: deadLetters.length }, 'Contacts could not be brought up to date');
  metrics.contacts.inc({ outcome: 'failed' }, rows.length);
  metrics.contacts.inc({ outcome: 'dead_letter' }, deadLetters.length);
}
