import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { csvOf } from '../../../cards/pages/csv.ts';
import type { SettingsDone } from '../../../cards/settings/contract.ts';
import { entriesAfter, scoresAfter } from '../../store/figures/past-rows.ts';
import { dropFeed, findFeed, noteFeedUse, putFeed } from '../../store/portals/feeds.ts';
import type { Db } from '../../store/transaction.ts';

/*
 * The history of an account as CSV, for its own reports: ids, words of Ripen and instants; no name,
 * no address and nothing that somebody typed in. Whoever holds the link can fetch it.
 */

export const FEED_FILES = ['entries.csv', 'scores.csv'] as const;
export type FeedFile = (typeof FEED_FILES)[number];

type Context = { readonly db: Db; readonly clock: { now(): number } };

/** Contacts of one statement: the answer is written as it is read, so memory does not grow. */
const CONTACTS_AT_ONCE = 1_000;
/** Each of them has up to 200 points. */
const HISTORIES_AT_ONCE = 100;

/** Makes a link, which ends the one before; only who asks for it sees it. */
export async function makeFeed(
  { db, clock, publicUrl }: Context & { readonly publicUrl: string },
  portalId: number,
  madeBy: string,
): Promise<SettingsDone> {
  const secret = randomBytes(32).toString('base64url');
  await putFeed(db, portalId, { hash: hashOf(secret), madeAt: clock.now(), madeBy });
  return { outcome: 'feed_made', links: FEED_FILES.map((file) => `${publicUrl}/feeds/${portalId}.${secret}/${file}`) };
}

export async function revokeFeed(db: Db, portalId: number): Promise<SettingsDone> {
  await dropFeed(db, portalId);
  return { outcome: 'feed_revoked' };
}

/** The parts of a file; null: no link of this account has this secret. */
export async function openFeed(
  { db, clock }: Context,
  portalId: number,
  secret: string,
  file: FeedFile,
): Promise<AsyncIterable<string> | null> {
  const feed = await findFeed(db, portalId);
  // Compared even if there is none, so that the time of the answer does not tell.
  const isRight = timingSafeEqual(hashOf(secret), feed?.hash ?? hashOf(''));
  if (feed === null || !isRight) return null;
  await noteFeedUse(db, portalId, clock.now());
  return file === 'entries.csv' ? entries(db, portalId) : scores(db, portalId);
}

const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

const lines = (rows: readonly (readonly string[])[]): string => `${csvOf(rows)}\r\n`;
const instant = (at: number | null): string => (at === null ? '' : new Date(at).toISOString());

async function* entries(db: Db, portalId: number): AsyncGenerator<string> {
  yield lines([['contact_id', 'kind', 'value', 'since', 'until']]);
  for (let after = 0; ; ) {
    const rows = await entriesAfter(db, portalId, { after, contacts: CONTACTS_AT_ONCE });
    const last = rows.at(-1);
    if (last === undefined) return;
    yield lines(
      rows.map(({ contactId, kind, value, since, until }) => [
        `${contactId}`,
        kind,
        value,
        instant(since),
        instant(until),
      ]),
    );
    after = last.contactId;
  }
}

async function* scores(db: Db, portalId: number): AsyncGenerator<string> {
  yield lines([['contact_id', 'at', 'score', 'explicit_score', 'implicit_score', 'qualification', 'dormant_segment']]);
  for (let after = 0; ; ) {
    const rows = await scoresAfter(db, portalId, { after, contacts: HISTORIES_AT_ONCE });
    const last = rows.at(-1);
    if (last === undefined) return;
    yield lines(
      rows.map(({ contactId, at, score, explicit, implicit, qualification, segment }) => [
        `${contactId}`,
        instant(at),
        `${score}`,
        `${explicit}`,
        `${implicit}`,
        qualification,
        segment ?? '',
      ]),
    );
    after = last.contactId;
  }
}
