import type { Settings } from '../../../cards/settings/contract.ts';
import { LIST_NAMES } from '../../domain/sync/ripen-properties.ts';
import { segmentListName } from '../../domain/sync/segment-lists.ts';
import type { Portal } from '../../store/portals/portals.ts';
import type { Db } from '../../store/transaction.ts';
import { findJob } from '../../store/work/jobs.ts';

/** Lists that Ripen keeps in every account, beside the work lists that they belong to. */
const ALWAYS = ['sales_ready', 'ready', 'due', 'no_correspondence'] as const;

/** A problem may name a list of another kind. */
const OURS = segmentListName('validity', '');

/** The lists in HubSpot that hold who is on the work lists, with their addresses. */
export async function savedLists(
  db: Db,
  { portalId, uiDomain, lists }: Pick<Portal, 'portalId' | 'uiDomain' | 'lists'>,
): Promise<NonNullable<Settings['savedLists']>> {
  const urlOf = (id: string) => `https://${uiDomain ?? 'app.hubspot.com'}/contacts/${portalId}/objectLists/${id}`;
  const always = ALWAYS.flatMap((list) => {
    const id = lists[list];
    return id === undefined ? [] : [{ of: list, name: LIST_NAMES[list], url: urlOf(id) }];
  });
  const asked = (await findJob(db, portalId, 'segment_lists', ''))?.payload;
  const doubted = Object.entries(asked?.kinds.validity ?? {}).map(([value, id]) => ({
    of: value,
    name: segmentListName('validity', value),
    url: urlOf(id),
  }));
  return {
    lists: [...always, ...doubted],
    quality: asked?.kinds.validity === undefined ? 'not_asked' : asked.problems === null ? 'making' : 'made',
    problems: (asked?.problems ?? []).filter((problem) => !problem.includes('"Ripen: ') || problem.includes(OURS)),
  };
}
