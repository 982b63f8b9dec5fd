import type { ListName } from '../domain/words.ts';
import { addJobs } from '../store/jobs.ts';
import { updatePortal } from '../store/portals.ts';
import { forgetListed, forgetWritten } from '../store/repairs.ts';
import { newBackfill } from '../use-cases/backfill-contacts.ts';
import { provisionPortal } from '../use-cases/provision-portal.ts';
import type { Session } from './session.ts';

/**
 * Provisions the account; the first time, what follows is set going: the backfill, and the watch for behaviour. Later it mends
 * what an admin deleted.
 */
export async function workProvision(session: Session): Promise<void> {
  const { db, portalId, portal, hubspot, clock, log } = session;
  const result = await provisionPortal(hubspot);
  if (result.outcome === 'obstructed') {
    log.error({ portalId, problems: result.problems }, 'The account cannot be provisioned');
    throw new Error('Provisioning is obstructed');
  }
  const { account, lists } = result;
  const before = portal.account as { readonly backfill?: unknown };
  await updatePortal(db, portalId, {
    status: 'active',
    account: { ...before, ...account },
    lists,
    timeZone: account.timeZone,
    uiDomain: account.uiDomain,
  });
  const now = clock.now();
  if (portal.status === 'active') {
    const renewed = (Object.keys(lists) as ListName[]).filter((list) => lists[list] !== portal.lists[list]);
    await forgetListed(db, { portalId, lists: renewed });
    await forgetWritten(db, { portalId, properties: result.created, now });
    if (renewed.length + result.created.length > 0)
      log.warn(
        { portalId, lists: renewed, properties: result.created },
        'What had been deleted in the account was made anew',
      );
  } else {
    const jobs = [
      { kind: 'backfill', key: '', payload: newBackfill(now), runAt: now },
      { kind: 'reconcile', key: '', payload: { since: now }, runAt: now },
      { kind: 'tasks', key: '', payload: null, runAt: now },
    ];
    await addJobs(db, { portalId, jobs, ifPresent: 'keep' });
  }
  log.info({ portalId }, 'The account is provisioned');
}
