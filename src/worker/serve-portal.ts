import { eraseSealed, findPortal, type Portal } from '../store/portals/portals.ts';
import { checkGrant, refuseGrant } from '../use-cases/portals/check-grant.ts';
import type { GrantContext } from '../use-cases/portals/connect-portal.ts';
import type { Session } from '../use-cases/session.ts';
import type { Lease } from './lease.ts';
import { type RoundsOutcome, workRounds } from './work-rounds.ts';

export type Turn = { readonly turnMs: number; readonly signal: AbortSignal };

export type ServeContext = GrantContext & {
  /** what work on a portal needs, as things are now; its calls end with the lease or the signal */
  readonly open: (portal: Portal, lease: Lease, signal: AbortSignal) => Promise<Session>;
};

/** Why work on a portal ended. */
export type ServeOutcome = Exclude<RoundsOutcome, { readonly outcome: 'changed' }>;

/** Does what is to be done for a portal under its lease, and begins again when the account has changed. */
export async function servePortal(
  context: ServeContext,
  portalId: number,
  lease: Lease,
  turn: Turn,
): Promise<ServeOutcome> {
  const { db, clock, log } = context;
  for (;;) {
    const portal = await findPortal(db, portalId);
    if (portal === null) return { outcome: 'idle' };
    if (await eraseSealed(db, portalId, clock.now())) {
      log.info({ portalId }, 'The days of a sealed portal are over: its data are erased');
      return { outcome: 'idle' };
    }
    if (portal.grant !== null && portal.grant.lookAt <= clock.now()) {
      await checkGrant(context, portal, portal.grant);
      continue;
    }
    if (portal.status === 'disconnected' || portal.grant !== null) return { outcome: 'idle' };
    const result = await workRounds(await context.open(portal, lease, turn.signal), lease, turn);
    if (result.outcome === 'grant_dead') await refuseGrant(context, portalId);
    if (result.outcome !== 'changed') return result;
  }
}
