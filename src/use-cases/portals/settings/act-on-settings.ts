import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { SavedWork } from '../../../../cards/pages/contracts/contract.ts';
import type { PlainDone } from '../../../../cards/pages/contracts/plain-done.ts';
import type { SettingsDone } from '../../../../cards/settings/contract.ts';
import type { SegmentKind } from '../../../domain/sync/segment-lists.ts';
import type { CardUser } from '../../../store/ledgers/audit.ts';
import { putEditor, takeEditor } from '../../../store/portals/editors.ts';
import { findPortal, type Portal } from '../../../store/portals/portals.ts';
import { type Db, inTransaction } from '../../../store/transaction.ts';
import { retryDeadLetters } from '../../../store/work/dead-letters.ts';
import { addJobs, findJob } from '../../../store/work/jobs.ts';
import { userNames } from '../../contacts/read/owner-names.ts';
import { nobodyMay, whyOnlyReads } from '../../models/may-edit.ts';
import { makeFeed, revokeFeed } from '../feed.ts';

/** What an administrator asks for on the settings page. */
export type AdminWish =
  | { readonly name: 'retry'; readonly body: object }
  | { readonly name: 'lists'; readonly body: { readonly by: SegmentKind } }
  | { readonly name: 'editor'; readonly body: { readonly userId: string; readonly may: 'yes' | 'no' } }
  | { readonly name: 'feed'; readonly body: { readonly wish: 'make' | 'revoke' } }
  | { readonly name: 'disconnect'; readonly body: { readonly confirm: string } };

export type AdminContext = {
  readonly db: Db;
  readonly publicUrl: string;
  readonly clock: { now(): number };
  readonly log: Pick<Logger, 'info' | 'error'>;
  /** tells the worker that there is work */
  readonly wake: () => void;
  /** removes the app from the account, then erases its data */
  readonly disconnect: (portal: Portal) => Promise<unknown>;
};

/**
 * HubSpot waits 15 s for an answer, but erasing many contacts takes longer. So the answer after
 * this time is that the account is being disconnected.
 */
const DISCONNECT_MS = 8_000;

/** Carries out what an administrator asks for on the settings page. */
export async function actOnSettings(
  { db, clock, log, wake, disconnect, publicUrl }: AdminContext,
  portalId: number,
  user: CardUser | null,
  wish: AdminWish,
): Promise<SettingsDone> {
  const portal = await findPortal(db, portalId);
  const isOver = portal === null || portal.status === 'disconnected';
  // HubSpot signs whatever the browser of any user asks for, also of one who may not see the page.
  if (!isOver && (await whyOnlyReads(db, portalId, user)) !== null) return { outcome: 'not_allowed' };
  if (wish.name === 'retry') {
    const count = await retryDeadLetters(db, { portalId, deadLetters: 'all', now: clock.now() });
    wake();
    return { outcome: 'retried', count };
  }
  if (wish.name === 'lists') {
    await askForLists(db, portalId, wish.body.by, clock.now());
    wake();
    return { outcome: 'lists_asked' };
  }
  if (wish.name === 'editor') {
    return changeEditors(db, { portalId, user, now: clock.now() }, wish.body);
  }
  if (wish.name === 'feed') {
    if (isOver) return { outcome: 'disconnected' };
    if (wish.body.wish === 'revoke') return revokeFeed(db, portalId);
    return makeFeed({ db, clock, publicUrl }, portalId, user === null ? '' : userNames(portal.account)(user));
  }
  if (wish.body.confirm.trim() !== `${portalId}`) return { outcome: 'not_confirmed' };
  if (isOver) return { outcome: 'disconnected' };
  log.info({ portalId }, 'An administrator disconnects the account');
  // After a crash, a second attempt goes on where this one ended: each step may run twice.
  const ended = disconnect(portal).then(
    () => ({ outcome: 'disconnected' }) as const,
    (error: unknown) => {
      log.error({ portalId, error }, 'An account could not be disconnected');
      return { outcome: 'failed' } as const;
    },
  );
  return Promise.race([ended, delay(DISCONNECT_MS, { outcome: 'disconnecting' } as const, { ref: false })]);
}

/** Adds or removes an editor. Only owners of the account can be added: Ripen knows their names. */
async function changeEditors(
  db: Db,
  { portalId, user, now }: { readonly portalId: number; readonly user: CardUser | null; readonly now: number },
  { userId, may }: { readonly userId: string; readonly may: 'yes' | 'no' },
): Promise<SettingsDone> {
  const portal = await findPortal(db, portalId);
  if (portal === null || user === null) return { outcome: 'not_allowed' };
  const id = Number(userId);
  if (may === 'no') {
    if (await nobodyMay(db, portalId, id)) return { outcome: 'last_editor' };
    await takeEditor(db, portalId, id);
    return { outcome: 'editors_changed' };
  }
  const nameOf = userNames(portal.account);
  if (portal.account.owners.some((owner) => owner.userId === id))
    await putEditor(db, portalId, { userId: id, name: nameOf({ id, email: null }), at: now, by: nameOf(user) });
  return { outcome: 'editors_changed' };
}

const LISTS_OF_WORK = { quality: 'validity', sales: 'waits_for_sales' } as const satisfies Record<
  SavedWork,
  SegmentKind
>;

/** Asks for the lists of a work list, on the page of Ripen. */
export async function saveWorkList(
  { db, clock, wake }: Pick<AdminContext, 'db' | 'clock' | 'wake'>,
  portalId: number,
  user: CardUser | null,
  work: SavedWork,
): Promise<PlainDone> {
  const onlyReads = await whyOnlyReads(db, portalId, user);
  if (onlyReads !== null) return { outcome: 'refused', sentences: [onlyReads] };
  await askForLists(db, portalId, LISTS_OF_WORK[work], clock.now());
  wake();
  return { outcome: 'done' };
}

/** Asks for the lists of a kind; asked again, it also makes lists that somebody deleted. */
async function askForLists(db: Db, portalId: number, by: SegmentKind, now: number): Promise<void> {
  await inTransaction(db, async (trx) => {
    const asked = (await findJob(trx, portalId, 'segment_lists', ''))?.payload.kinds ?? {};
    const payload = { kinds: { ...asked, [by]: {} }, problems: null };
    await addJobs(trx, {
      portalId,
      jobs: [{ kind: 'segment_lists', key: '', payload, runAt: now }],
      ifPresent: 'replace',
    });
  });
}
