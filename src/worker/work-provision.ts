import { addJobs } from '../store/jobs.ts';
import { updatePortal } from '../store/portals.ts';
import { newBackfill } from '../use-cases/backfill-contacts.ts';
import { provisionPortal } from '../use-cases/provision-portal.ts';
import type { Session } from './session.ts';

/** Provisions the account; the first time, what follows is set going: the backfill, and the watch for behaviour. */
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
  if (portal.status === 'installing') {
    const jobs = [
      { kind: 'backfill', key: '', payload: newBackfill(now), runAt: now },
      { kind: 'reconcile', key: '', payload: { since: now }, runAt: now },
    ];
    await addJobs(db, { portalId, jobs, ifPresent: 'keep' });
  }
  log.info({ portalId }, 'The account is provisioned');
}
