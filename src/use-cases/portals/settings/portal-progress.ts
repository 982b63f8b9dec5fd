import { countContacts } from '../../../store/contacts/contacts.ts';
import { listPortals, type Portal } from '../../../store/portals/portals.ts';
import type { Db } from '../../../store/transaction.ts';
import { findJob } from '../../../store/work/jobs.ts';

/** How far a portal is with reading and scoring its contacts. */
export type PortalProgress = {
  readonly portalId: number;
  readonly status: string;
  readonly contacts: {
    /** contacts in the account when the backfill began; null: not counted yet */
    readonly total: number | null;
    readonly read: number;
    /** contacts that are evaluated, and written where something changed */
    readonly scored: number;
    readonly due: number;
    readonly deadLetters: number;
  };
  readonly calls: number;
  readonly backfill: 'waiting' | 'running' | 'finished';
  readonly secondsLeft: number | null;
};

/**
 * How far each portal is, disconnected ones left out. It counts all contacts, so do not call it
 * every second.
 */
export async function progressOf(db: Db, now: number, calls: (portalId: number) => number): Promise<PortalProgress[]> {
  const portals = (await listPortals(db)).filter((p) => p.status !== 'disconnected');
  return Promise.all(portals.map((portal) => progressOfPortal(db, portal, now, calls(portal.portalId))));
}

export async function progressOfPortal(db: Db, portal: Portal, now: number, calls: number): Promise<PortalProgress> {
  const { portalId, status } = portal;
  const counts = await countContacts(db, portalId, now);
  const finished = portal.backfill;
  const running = (await findJob(db, portalId, 'backfill', ''))?.payload;
  const backfill = running ?? finished ?? undefined;
  const total = backfill?.total ?? null;
  const elapsed = backfill === undefined ? 0 : now - backfill.startedAt;
  const left =
    total === null || total < counts.scored || counts.scored === 0
      ? null
      : Math.max(0, Math.round(((total - counts.scored) * elapsed) / counts.scored / 1000));
  return {
    portalId,
    status,
    contacts: {
      total,
      read: backfill?.read ?? 0,
      scored: counts.scored,
      due: counts.due,
      deadLetters: counts.deadLetters,
    },
    calls,
    backfill: running !== undefined ? 'running' : finished === null ? 'waiting' : 'finished',
    secondsLeft: running === undefined && counts.due === 0 ? 0 : left,
  };
}
