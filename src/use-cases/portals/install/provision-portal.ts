import { isDeepStrictEqual } from 'node:util';
import { LANDMARK_MS } from '../../../domain/chance/landmark.ts';
import type { Account } from '../../../domain/sync/account.ts';
import type { Mending } from '../../../domain/sync/failure-cause.ts';
import type { PayloadOf } from '../../../domain/sync/jobs.ts';
import type { ListName } from '../../../domain/words.ts';
import { HubspotError } from '../../../hubspot/transport/errors.ts';
import { forgetListed, forgetWritten } from '../../../store/contacts/forget-written.ts';
import { putProperties } from '../../../store/portals/account-properties.ts';
import { updatePortal } from '../../../store/portals/portals.ts';
import { inTransaction } from '../../../store/transaction.ts';
import { retryDueDeadLetters } from '../../../store/work/dead-letters.ts';
import { addJobs, type ClaimedJob, type NewJob } from '../../../store/work/jobs.ts';
import { probeRules } from '../../contacts/account-rules.ts';
import { FORGET_EVERY_MS } from '../../contacts/forget-activities.ts';
import type { Session } from '../../session.ts';
import { newBackfill } from '../read/backfill-contacts.ts';
import { firstSweep } from '../read/sweep-contacts.ts';
import { type Provision, prepareAccount } from './prepare-account.ts';

const HOUR = 3_600_000;
/**
 * Ripen looks this often whether an admin has deleted something that it needs; about ten calls.
 */
const EVERY_MS = 24 * HOUR;
/**
 * While something is missing, the next look comes so much later after the n-th in a row; later on,
 * `EVERY_MS`.
 */
const AGAIN_AFTER_MS = [HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR] as const;

/**
 * Provisions the account. The first time, it also begins the backfill and the other regular jobs;
 * later it restores what an admin deleted. Returns when to look again: only people can remove the
 * remaining problems, and they may do so at any time.
 */
export async function provisionPortal(
  session: Session,
  { payload }: Pick<ClaimedJob<'provision'>, 'payload'>,
): Promise<{ readonly runAt: number; readonly payload: PayloadOf<'provision'> }> {
  const tries = payload?.tries ?? 0;
  const problems = await provision(session);
  const now = session.clock.now();
  if (problems.length === 0) return { runAt: now + EVERY_MS, payload: null };
  return { runAt: now + (AGAIN_AFTER_MS[tries] ?? EVERY_MS), payload: { tries: tries + 1 } };
}

/** Provisions the account, and returns the remaining problems, in sentences. */
async function provision(session: Session): Promise<readonly string[]> {
  const { portal, hubspot, portalId, log } = session;
  let found: Provision;
  try {
    found = await prepareAccount(hubspot, portal.lists);
  } catch (error) {
    if (!(error instanceof HubspotError) || error.problem.code !== 'missing_scopes') throw error;
    const problem = `HubSpot does not let Ripen do what it must (${[error.route, ...error.problem.scopes].join(', ')}): install Ripen again, and agree to what it asks for.`;
    log.error({ portalId }, problem);
    await hinder(session, [problem]);
    return [problem];
  }
  const { problems } = found.account;
  if (problems.length > 0) log.warn({ portalId }, `The account is not as Ripen needs it. ${problems.join(' ')}`);
  if (!found.ready && portal.status !== 'active') await hinder(session, problems);
  else await begin(session, found);
  return problems;
}

/** Stores the problems for the settings page and the card while Ripen cannot begin or go on. */
async function hinder({ db, portalId }: Session, problems: readonly string[]): Promise<void> {
  await updatePortal(db, portalId, { account: { problems } });
}

async function begin(session: Session, found: Provision): Promise<void> {
  const { db, portalId, portal, clock, log } = session;
  const { account, lists, created } = found;
  const renewed = (Object.keys(lists) as ListName[]).filter((list) => lists[list] !== portal.lists[list]);
  const now = clock.now();
  // In one transaction: an active portal without its backfill would never be read.
  await inTransaction(db, async (trx) => {
    await updatePortal(trx, portalId, {
      status: 'active',
      account,
      lists,
      timeZone: account.timeZone,
      uiDomain: account.uiDomain,
    });
    await putProperties(trx, portalId, { properties: found.properties, forms: found.forms, now });
    // A portal that was sealed has contacts already.
    await forgetListed(trx, { portalId, lists: renewed });
    await forgetWritten(trx, { portalId, properties: [...created, ...backAgain(portal.account, account)], now });
    await retryDueDeadLetters(trx, { portalId, now, ...whatMended(portal.account, found, renewed.length) });
    if (portal.status === 'active') return;
    const jobs: readonly NewJob[] = [
      { kind: 'backfill', key: '', payload: newBackfill(now), runAt: now },
      { kind: 'reconcile', key: '', payload: { since: now }, runAt: now },
      { kind: 'tasks', key: '', payload: null, runAt: now },
      { kind: 'chances', key: '', payload: null, runAt: now + LANDMARK_MS },
      { kind: 'figures', key: '', payload: null, runAt: now },
      { kind: 'mail_statistics', key: '', payload: null, runAt: now + EVERY_MS },
      { kind: 'forget_activities', key: '', payload: { after: 0 }, runAt: now + FORGET_EVERY_MS },
      firstSweep(now),
    ];
    await addJobs(trx, { portalId, jobs, ifPresent: 'replace' });
  });
  await probeRules(session);
  if (portal.status === 'active' && renewed.length + created.length > 0)
    log.warn({ portalId, lists: renewed, properties: created }, 'What the account lacked was made');
  log.info({ portalId }, 'The account is provisioned');
}

/** Properties of ours that the account lacked, or that had another type: they hold old values. */
const backAgain = (before: Account, { lacking }: Account): readonly string[] =>
  before.lacking.filter((name) => !lacking.includes(name));

/** What has changed in the account, so that dead letters may be tried again. */
function whatMended(
  before: Account,
  { account, created, completed }: Provision,
  renewedLists: number,
): { readonly mended?: Mending } {
  if (renewedLists + created.length + completed.length > 0) return { mended: 'provisioned_anew' };
  const isSame = (Object.keys(account) as (keyof Account)[]).every((name) =>
    isDeepStrictEqual(account[name], before[name]),
  );
  return isSame ? {} : { mended: 'account_changed' };
}
