import type { Settings } from '../../../../cards/settings/contract.ts';
import { LIST_NAMES } from '../../../domain/sync/ripen-properties.ts';
import { ALWAYS_LISTED, type SegmentKind, segmentListName } from '../../../domain/sync/segment-lists.ts';
import type { Portal } from '../../../store/portals/portals.ts';
import type { Db } from '../../../store/transaction.ts';
import { findJob } from '../../../store/work/jobs.ts';

/** Lists that Ripen keeps in every account, beside the work lists that they belong to. */
const STATIC = ['sales_ready', 'ready', 'due', 'no_correspondence'] as const;

/** Lists that Ripen makes when somebody asks. */
const ASKED = ['validity', 'waits_for_sales'] as const;
/** A problem may name a list of another kind. */
const OURS = ASKED.map((kind) => segmentListName(kind, ''));

/** The lists in HubSpot that hold who is on the work lists, with their addresses. */
export async function savedLists(
  db: Db,
  { portalId, uiDomain, lists }: Pick<Portal, 'portalId' | 'uiDomain' | 'lists'>,
): Promise<NonNullable<Settings['savedLists']>> {
  const urlOf = (id: string) => `https://${uiDomain ?? 'app.hubspot.com'}/contacts/${portalId}/objectLists/${id}`;
  const kept = STATIC.flatMap((list) => {
    const id = lists[list];
    return id === undefined ? [] : [{ of: list, name: LIST_NAMES[list], url: urlOf(id) }];
  });
  const asked = (await findJob(db, portalId, 'segment_lists', ''))?.payload;
  const made = ASKED.flatMap((kind) => {
    const ids = asked?.kinds[kind] ?? {};
    return (ALWAYS_LISTED[kind] ?? Object.keys(ids)).flatMap((value) => {
      const id = ids[value];
      return id === undefined ? [] : [{ of: value, name: segmentListName(kind, value), url: urlOf(id) }];
    });
  });
  const stateOf = (kind: SegmentKind) =>
    asked?.kinds[kind] === undefined ? 'not_asked' : asked.problems === null ? 'making' : 'made';
  return {
    lists: [...kept, ...made],
    quality: stateOf('validity'),
    sales: stateOf('waits_for_sales'),
    problems: (asked?.problems ?? []).filter(
      (problem) => !problem.includes('"Ripen: ') || OURS.some((ours) => problem.includes(ours)),
    ),
  };
}
