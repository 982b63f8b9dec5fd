import { type RawBuilder, sql } from 'kysely';
import { timelineOrder } from '../../domain/activity/timeline.ts';
import type { Activity } from '../../domain/contact.ts';

/*
 * The activities of a contact in one value, which takes a fraction of their rows: by what is alike
 * among them. It is JSON in the words of the source, so that statements read it as well.
 */

/** `since`: ms since 1970, at or before the first activity. */
export type Pack = readonly [since: number, kinds: readonly Kind[]];

/** Activities that are alike. `mark`: most ids are made with it (`idWith`); null: no id is. */
type Kind = readonly [source: string, signal: string, detail: string | null, mark: string | null, done: Done[]];

/** In ms after `since`. Left out: quantity 1, and the mark of the kind; without a mark: the id. */
type Done = readonly [after: number, quantity?: number, mark?: string];

const idWith = (source: string, signal: string, mark: string, at: number): string =>
  `${source}:${signal}:${mark}@${at}`;

function markOf({ id, source, signal, at }: Activity): string | null {
  const mark = id.slice(source.length + signal.length + 2, id.length - `${at}`.length - 1);
  return id === idWith(source, signal, mark, at) ? mark : null;
}

/** The pack of activities that come in order. */
export function packOf(activities: readonly Activity[]): Pack {
  const since = activities[0]?.at ?? 0;
  const kinds = new Map<string, Kind>();
  for (const activity of activities) {
    const { id, source, signal, at, quantity, detail = null } = activity;
    const mark = markOf(activity);
    const key = JSON.stringify([source, signal, detail, mark === null]);
    const kind = kinds.get(key) ?? [source, signal, detail, mark, []];
    kinds.set(key, kind);
    const own = mark ?? id;
    kind[4].push(
      own !== kind[3] ? [at - since, quantity, own] : quantity === 1 ? [at - since] : [at - since, quantity],
    );
  }
  return [since, [...kinds.values()]];
}

/** In no order. */
const unpacked = ([since, kinds]: Pack): Activity[] =>
  kinds.flatMap(([source, signal, detail, mark, done]) =>
    done.map(([after, quantity = 1, own = mark!]) => {
      const at = since + after;
      const id = mark === null ? own : idWith(source, signal, own, at);
      return detail === null ? { id, signal, at, quantity, source } : { id, signal, at, quantity, source, detail };
    }),
  );

/** Without names, which would be most of the text. */
type ActivityRow = readonly [
  id: string,
  signal: string,
  at: number,
  quantity: number,
  source: string,
  detail: string | null,
];

/** The activities of a contact as they are stored: those in its pack, and those in rows. */
export type StoredActivities = readonly [pack: Pack | null, loose: readonly ActivityRow[] | null];

/** SQL: the stored activities of contact `k`; of those in rows any `most`. */
export const activitiesOfK = (most: number | null = null) => sql<StoredActivities>`json_build_array(
  (select json_build_array(p.since, p.kinds) from activity_pack p where p.portal_id = k.portal_id and p.contact_id = k.contact_id),
  (select json_agg(json_build_array(a.id, a.signal, a.at, a.quantity, a.source, a.detail))
    from (select * from activity where portal_id = k.portal_id and contact_id = k.contact_id limit ${most}) a))`;

/** In the order of a timeline. */
export const activitiesIn = ([pack, loose]: StoredActivities): Activity[] =>
  [
    ...(pack === null ? [] : unpacked(pack)),
    ...(loose ?? []).map(([id, signal, at, quantity, source, detail]) =>
      detail === null ? { id, signal, at, quantity, source } : { id, signal, at, quantity, source, detail },
    ),
  ].sort(timelineOrder);

/** SQL, in `from`: the activities of one contact, packed or not, as rows. */
export const activityOf = (portalId: RawBuilder<unknown>, contactId: RawBuilder<unknown>) => sql`(
  select id, signal, at, quantity::bigint, source, detail from activity where portal_id = ${portalId} and contact_id = ${contactId}
  union all
  select case when kind ->> 3 is null then done ->> 2
      else concat(kind ->> 0, ':', kind ->> 1, ':', coalesce(done ->> 2, kind ->> 3), '@', since + (done ->> 0)::bigint) end,
    kind ->> 1, since + (done ->> 0)::bigint, coalesce((done ->> 1)::bigint, 1), kind ->> 0, kind ->> 2
  from activity_pack, json_array_elements(kinds) as kind, json_array_elements(kind -> 4) as done
  where portal_id = ${portalId} and contact_id = ${contactId})`;
