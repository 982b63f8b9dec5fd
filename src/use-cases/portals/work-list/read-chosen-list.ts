import type { WorkView } from '../../../../cards/pages/contracts/work-contract.ts';
import { findPortal } from '../../../store/portals/portals.ts';
import { CHOSEN_LISTS, type ChosenList, listOptions } from '../../../store/work/list-options.ts';
import { WORK_ORDERS, type WorkOrder } from '../../../store/work/work-list.ts';
import { figuresQueryIn } from '../../figures/figures-query.ts';
import { filtersSeen, OFFERED } from '../../figures/read-funnel.ts';
import type { SettingsContext } from '../settings/read-settings.ts';
import { deedsOf, namedContactsOf, qualityOf, readyOf } from './contact-lists.ts';
import { nurtureHealthOf, TOUCHES_MS } from './nurture-health.ts';
import { readWorkList } from './read-work-list.ts';

/** A list of contacts, and which of them in what order. */
export type WorkQuery = Pick<ReturnType<typeof figuresQueryIn>, 'only'> & {
  readonly list: ChosenList;
  readonly order: WorkOrder;
};

/** As the address has it; what is not understood is as if it were not there. */
export function workQueryIn(query: URLSearchParams): WorkQuery {
  const { only } = figuresQueryIn(query);
  return {
    only,
    list: CHOSEN_LISTS.find((list) => list === query.get('list')) ?? 'sales',
    order: WORK_ORDERS.find((order) => order === query.get('order')) ?? 'due',
  };
}

/** What one work list shows of the contacts with the chosen values. */
export async function readChosenList(
  { db, clock, model: findModel }: SettingsContext,
  portalId: number,
  { list, order, only }: WorkQuery,
): Promise<WorkView> {
  const portal = await findPortal(db, portalId);
  if (portal === null || portal.status !== 'active' || portal.modelVersion === null) return { state: 'not_set_up' };
  const model = await findModel(portalId, portal.modelVersion);
  const people = namedContactsOf(db, portal);
  const now = clock.now();
  const owners = portal.account.owners.map(({ id }) => id);
  const options = await listOptions(db, { portalId, owners, since: now - TOUCHES_MS, list, only, most: OFFERED });
  const common = { state: 'ok' as const, now, filters: filtersSeen(options, only, { portal, model }) };
  if (list === 'ready') return { ...common, list, ready: await readyOf(db, portalId, people, only) };
  if (list === 'quality') return { ...common, list, quality: await qualityOf(db, portalId, people, only) };
  if (list === 'nurture') return { ...common, list, ...(await nurtureHealthOf(db, portalId, people, now, only)) };
  if (list === 'deeds') return { ...common, list, deeds: await deedsOf(db, portal, people, only) };
  const { workList } = await readWorkList(db, portal, model, people, { now, only, order });
  return { ...common, list, workList };
}
