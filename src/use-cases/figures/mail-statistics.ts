import type { PayloadOf } from '../../domain/sync/jobs.ts';
import { DAY } from '../../domain/time/time.ts';
import { countMails } from '../../store/figures/tracks.ts';
import type { Session } from '../session.ts';

/** The span whose e-mails are counted. */
const SPAN_MS = 365 * DAY;
/** So many e-mails, those that most contacts of the tracks got: each costs a call a day. */
const MOST_MAILS = 50;

/**
 * Reads once a day what HubSpot counts of the e-mails that contacts in tracks got, and counts what
 * Ripen saw of them at the same time, so that the two can be compared.
 */
export async function readMailStatistics({
  db,
  portalId,
  hubspot,
  clock,
  goOn,
}: Pick<Session, 'db' | 'portalId' | 'hubspot' | 'clock' | 'goOn'>): Promise<{
  readonly runAt: number;
  readonly payload: PayloadOf<'mail_statistics'>;
}> {
  const until = clock.now();
  const span = { since: until - SPAN_MS, until };
  const seen = await countMails(db, { portalId, ...span, most: MOST_MAILS });
  const ids = await hubspot.findMarketingEmails(new Set(seen.map(({ name }) => name)));
  const mails = [];
  for (const { name, tracks, ...counts } of seen) {
    goOn();
    const found = ids?.get(name);
    mails.push({
      name,
      tracks,
      seen: counts,
      hubspot: found === undefined ? null : await hubspot.mailStatistics(found, span),
    });
  }
  return { runAt: until + DAY, payload: { ...span, allowed: ids !== null, mails } };
}
