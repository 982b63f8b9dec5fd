import type { PayloadOf } from '../../../domain/sync/jobs.ts';
import {
  ALWAYS_LISTED,
  isListed,
  LISTED_KINDS,
  LISTS_OF_KIND,
  type SegmentKind,
  segmentFilters,
  segmentListName,
} from '../../../domain/sync/segment-lists.ts';
import { DAY } from '../../../domain/time/time.ts';
import { countValues } from '../../../store/portals/segments.ts';
import type { Session } from '../../session.ts';

type Asked = PayloadOf<'segment_lists'>;

/**
 * Makes the lists that somebody asked for: one for each value that contacts have. Every day it
 * looks for new values. It does not make a list again that somebody deleted, unless somebody asks
 * again.
 */
export async function makeSegmentLists(
  { db, portalId, hubspot, portal, clock, goOn }: Session,
  { kinds }: Asked,
): Promise<{ readonly runAt: number; readonly payload: Asked }> {
  const { lacking } = portal.account;
  const asked = LISTED_KINDS.filter((kind) => kinds[kind] !== undefined);
  const byCount = asked.filter((kind) => kind !== 'waits_for_sales');
  const counted = await countValues(db, portalId, byCount);
  const made: Partial<Record<SegmentKind, Record<string, string>>> = {};
  const taken: string[] = [];
  let noRoom = 0;
  for (const kind of asked) {
    const ofKind: Record<string, string> = { ...kinds[kind] };
    made[kind] = ofKind;
    const values =
      ALWAYS_LISTED[kind] ??
      counted
        .filter(({ trait, value }) => trait === kind && isListed(kind, value))
        .map(({ value }) => value)
        .slice(0, LISTS_OF_KIND);
    for (const value of values) {
      const filters = segmentFilters(kind, value);
      if (ofKind[value] !== undefined || filters.some(({ property }) => lacking.includes(property))) continue;
      goOn();
      const name = segmentListName(kind, value);
      // When there was no room for one list, there is none for the next.
      const list = noRoom > 0 ? 'no_room' : await hubspot.createList(name, filters);
      if (list === 'no_room') noRoom++;
      else if (list.processingType === 'DYNAMIC') ofKind[value] = list.id;
      else taken.push(name);
    }
  }
  const problems = [
    ...taken.map((name) => `The list "${name}" exists, and does not fill itself: give it another name.`),
    ...(noRoom === 0
      ? []
      : [`The account has reached its limit of lists: ${noRoom} could not be made. Ripen tries again tomorrow.`]),
  ];
  return { runAt: clock.now() + DAY, payload: { kinds: made, problems } };
}
