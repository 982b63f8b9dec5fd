import type { Logger } from 'pino';
import type { LoadView } from '../../../cards/pages/contracts/model-contract.ts';
import { LOOKED_BACK, type LoadRow, salesLoad } from '../../domain/sales/sales-load.ts';
import type { Account } from '../../domain/sync/account.ts';
import { DAY } from '../../domain/time/time.ts';
import { countAnswers } from '../../store/figures/speed.ts';
import { findPlan, type StoredPlan } from '../../store/models/plans.ts';
import { findPortal, type Portal } from '../../store/portals/portals.ts';
import { ownerNames } from '../contacts/read/owner-names.ts';
import type { ModelContext } from './model-context.ts';
import { teamsOf } from './teams-of.ts';
import { timeMachine } from './time-machine/time-machine.ts';
import type { WhatIfResult } from './what-if/what-if.ts';

export type SalesLoads = {
  /**
   * What a plan would ask of sales. The first call begins the calculation, later calls get its
   * result. It calculates one plan of an account at a time.
   */
  readonly of: (portalId: number, planId: string) => Promise<LoadView>;
};

/** A process keeps the last figures of at most so many accounts. */
const KEPT = 200;

/**
 * Calculates in the background, from what is stored: the new SQLs of the last weeks by both models,
 * and how many answers were in time. The figures stay in this process; every other process
 * calculates its own.
 */
export function salesLoads(context: ModelContext & { readonly log: Pick<Logger, 'error'> }): SalesLoads {
  const known = new Map<number, { readonly planId: string; readonly view: LoadView }>();
  const running = new Set<number>();
  return {
    async of(portalId, planId) {
      const found = known.get(portalId);
      if (found?.planId === planId) return found.view;
      const [portal, plan] = [await findPortal(context.db, portalId), await findPlan(context.db, portalId, planId)];
      if (portal === null || plan?.state !== 'done') return { state: 'none' };
      if (!running.has(portalId)) {
        running.add(portalId);
        void reckoned(context, portal, plan)
          .catch((error: unknown) => {
            context.log.error({ portalId, error }, 'What sales would get could not be reckoned');
            return { state: 'none' } as const;
          })
          .then((view) => {
            if (known.size >= KEPT && !known.has(portalId)) known.delete(known.keys().next().value!);
            known.set(portalId, { planId, view });
          })
          .finally(() => running.delete(portalId));
      }
      return { state: 'running' };
    },
  };
}

async function reckoned(context: ModelContext, portal: Portal, plan: StoredPlan): Promise<LoadView> {
  const { portalId, account, installedAt } = portal;
  const now = context.clock.now();
  const wanted = plan.backTo === null ? { document: plan.document } : { backTo: plan.backTo };
  const since = now - LOOKED_BACK;
  const lived = await timeMachine(context, portalId, wanted, since);
  if (lived.outcome !== 'done') return { state: 'none' };
  // Before the installation, Ripen did not see answers.
  const watched = Math.max(since, installedAt);
  const counted = await countAnswers(context.db, { portalId, bounds: [watched, now], only: {} }, now);
  const answers = counted.flatMap(({ kind, value, due, kept }) =>
    kind === 'owner' ? [{ owner: value ?? '', due, kept }] : [],
  );
  const weeks = { sqls: LOOKED_BACK / (7 * DAY), answers: (now - watched) / (7 * DAY) };
  const rows = salesLoad({
    weeks,
    current: lived.current.owners,
    draft: lived.draft.owners,
    atOnce: (plan.result as WhatIfResult).owners.map(({ owner, newSqls }) => ({ owner, sqls: newSqls })),
    answers,
    teams: teamsOf(account),
  });
  return {
    state: 'done',
    weeks: weeks.sqls,
    watchedDays: Math.floor((now - watched) / DAY),
    rows: rows.map(named(account)),
  };
}

function named(account: Account): (row: LoadRow) => Extract<LoadView, { readonly state: 'done' }>['rows'][number] {
  const nameOf = ownerNames(account);
  return ({ owners, team, ...row }) => ({
    ...row,
    isTeam: team !== null,
    who: team ?? (owners[0] === '' ? null : nameOf(owners[0]!)),
  });
}
