import { type RawBuilder, sql } from 'kysely';
import { withRoom } from '../figures/cells.ts';
import { type FilterOption, mostFrequent } from '../figures/funnel.ts';
import { bySets, type ChosenTraits, FUNNEL_FILTERS, kindAndValue, PRESENT } from '../figures/present.ts';
import { readyOnes } from '../portals/settings.ts';
import type { Db } from '../transaction.ts';
import { waitingItems } from './work-list.ts';

/** Lists of contacts whose readers choose among them. */
export const CHOSEN_LISTS = ['sales', 'ready', 'nurture', 'quality', 'deeds'] as const;
export type ChosenList = (typeof CHOSEN_LISTS)[number];

type Listed = {
  readonly portalId: number;
  /** ids of the owners in the account */
  readonly owners: readonly string[];
  /** since when touches count */
  readonly since: number;
};

/** SQL: whom a list holds, as `item`. */
const MEMBERS: Readonly<Record<ChosenList, (listed: Listed) => RawBuilder<unknown>>> = {
  sales: ({ portalId, owners }) => waitingItems({ portalId, owners }),
  ready: ({ portalId }) => sql`item as materialized (${readyOnes(portalId)})`,
  nurture: ({ portalId, since }) => sql`item as materialized (
    select contact_id from touch where portal_id = ${portalId} and due_at >= ${since}
    union select contact_id from contact where portal_id = ${portalId} and excluded is not null
    union select contact_id from violation where portal_id = ${portalId})`,
  quality: ({ portalId }) => sql`item as materialized (
    select contact_id from at_hand where portal_id = ${portalId} and doubted is not null)`,
  deeds: ({ portalId }) => sql`item as materialized (select contact_id from audit where portal_id = ${portalId})`,
};

/** By what the contacts of a list can be told apart, the most frequent values first. */
export async function listOptions(
  db: Db,
  {
    list,
    only,
    most,
    ...listed
  }: Listed & {
    readonly list: ChosenList;
    /** what is chosen stays on offer, among however many values */
    readonly only: ChosenTraits;
    readonly most: number;
  },
): Promise<FilterOption[]> {
  const { rows } = await withRoom(db, 'reads_all', (trx) =>
    sql<FilterOption>`
    with ${MEMBERS[list](listed)}
    select ${kindAndValue(FUNNEL_FILTERS, 'filter')}, count(*) as contacts from passage p
    where p.portal_id = ${listed.portalId} and p.contact_id in (select contact_id from item) and ${PRESENT}
    ${bySets(FUNNEL_FILTERS)}`.execute(trx),
  );
  return mostFrequent(rows, only, most);
}
