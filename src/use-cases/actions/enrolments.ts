import type { Model } from '../../domain/model/model.ts';
import { DAY } from '../../domain/time/time.ts';
import { findPortal } from '../../store/portals/portals.ts';
import { noteV3, sendsV3 } from '../../store/portals/signatures.ts';
import type { Db } from '../../store/transaction.ts';
import { countOpenCallbacks } from '../../store/work/callbacks.ts';
import { type Enrolment, type Taken, takeEnrolments } from './take-enrolments.ts';
import type { Option, WorkflowAction } from './workflow-action.ts';

/** What workflows ask of a portal. It may not be installed, or not be ready yet. */
export type Enrolments = {
  /** commits enrolments of one portal together; one result for each, in their order */
  readonly take: (portalId: number, enrolments: readonly Enrolment[], now: number) => Promise<readonly Taken[]>;
  /** the options of an input, or why the portal has none */
  readonly options: (
    portalId: number,
    action: WorkflowAction,
    inputName: string,
  ) => Promise<readonly Option[] | 'not_installed' | 'not_active'>;
  /** whether so many callbacks of the portal wait that it takes no more */
  readonly isFull: (portalId: number) => Promise<boolean>;
  /** whether Ripen believes a signature of this version for the portal */
  readonly believes: (portalId: number, version: 'v2' | 'v3') => Promise<boolean>;
};

/**
 * Callbacks of one portal that may wait at a time. Ripen answers about 20,000 a minute.
 */
export const MAX_WAITING = 100_000;

/**
 * For so long a count of waiting callbacks is used: counting for every request costs too much.
 */
const COUNT_HOLDS_MS = 1_000;

/** Once HubSpot has sent a signature of version 3, it must send it for so long. */
const V3_HOLDS_MS = 30 * DAY;

export function enrolmentsOf({
  db,
  clock,
  model,
  maxWaiting,
}: {
  readonly db: Db;
  readonly clock: { now(): number };
  readonly model: (portalId: number, version: number) => Promise<Model>;
  readonly maxWaiting: number;
}): Enrolments {
  const counts = new Map<number, { readonly full: Promise<boolean>; readonly until: number }>();
  /** when this process last noted that a portal sends version 3 */
  const noted = new Map<number, number>();

  async function activePortal(portalId: number) {
    const portal = await findPortal(db, portalId);
    if (portal === null || portal.status === 'disconnected') return 'not_installed';
    if (portal.status !== 'active' || portal.modelVersion === null) return 'not_active';
    const mayComplete = portal.scopes.includes('automation');
    return { portalId, model: await model(portalId, portal.modelVersion), mayComplete };
  }

  return {
    async take(portalId, enrolments, now) {
      const portal = await activePortal(portalId);
      if (typeof portal === 'string') return enrolments.map(() => ({ outcome: portal }));
      return takeEnrolments(db, portal, enrolments, now);
    },
    async options(portalId, action, inputName) {
      const portal = await activePortal(portalId);
      return typeof portal === 'string' ? portal : (action.optionsOf?.(inputName, portal.model) ?? []);
    },
    async believes(portalId, version) {
      const now = clock.now();
      if (version === 'v2') return !(await sendsV3(db, { portalId, since: now - V3_HOLDS_MS }));
      if ((noted.get(portalId) ?? -Infinity) <= now - DAY) {
        await noteV3(db, { portalId, now, since: now - DAY });
        noted.set(portalId, now);
      }
      return true;
    },
    isFull(portalId) {
      const known = counts.get(portalId);
      if (known !== undefined && performance.now() < known.until) return known.full;
      const full = countOpenCallbacks(db, portalId, maxWaiting).then((open) => open >= maxWaiting);
      counts.set(portalId, { full, until: performance.now() + COUNT_HOLDS_MS });
      return full;
    },
  };
}
