import { sql } from 'kysely';
import type { TouchKind } from '../../domain/words.ts';
import type { TouchState } from '../schema.ts';
import type { Db } from '../transaction.ts';
import { type Cohort, ofChosen, PRESENT } from './funnel.ts';

type Period = Omit<Cohort, 'only'> & { readonly only?: Cohort['only'] };

/** Who is in a track or segment, who came and who went within a period. */
export type StayCount = {
  readonly kind: 'track' | 'segment';
  readonly value: string;
  readonly now: number;
  readonly entered: number;
  readonly left: number;
  /** what came after it, for how many of those who went */
  readonly next: Readonly<Record<string, number>>;
};

export async function countStays(db: Db, { portalId, from, until, only = {} }: Period): Promise<StayCount[]> {
  const left = sql`p.until >= ${from} and p.until < ${until}`;
  const { rows } = await sql<StayCount>`
    select kind, value, sum(now)::bigint as now, sum(entered)::bigint as entered, sum("left")::bigint as "left",
      coalesce(jsonb_object_agg(next, "left") filter (where "left" > 0), '{}') as next
    from (
      select p.kind, p.value, coalesce(p.next, 'none') as next, count(*) filter (where p.until is null) as now,
        count(*) filter (where p.since >= ${from} and p.since < ${until}) as entered, count(*) filter (where ${left}) as "left"
      from stay p where p.portal_id = ${portalId} and ${PRESENT} ${ofChosen(portalId, only)}
      group by 1, 2, 3
    ) s
    group by 1, 2 order by 1, 2`.execute(db);
  return rows;
}

/** How many were in a segment at an instant, and how many of it woke up in the month before. */
export type DormantCount = {
  readonly month: number;
  readonly segment: string;
  readonly dormant: number;
  readonly woke: number;
};

/**
 * At the end of each month; `bounds` as for the funnel. Who came and who went is added up, so that
 * each stay is looked at twice, however many months there are.
 */
export async function countDormant(
  db: Db,
  {
    portalId,
    bounds,
    only = {},
  }: { readonly portalId: number; readonly bounds: readonly number[]; readonly only?: Cohort['only'] },
): Promise<DormantCount[]> {
  const month = (instant: 'since' | 'until') => sql`width_bucket(p.${sql.ref(instant)}, ${[...bounds]}::bigint[])`;
  const segments = sql`from stay p where p.portal_id = ${portalId} and p.kind = 'segment' and ${PRESENT}
    ${ofChosen(portalId, only)}`;
  const { rows } = await sql<DormantCount>`
    with change as materialized (
      select segment, month, sum(more) as more, sum(woke) as woke
      from (
        select p.value as segment, ${month('since')} as month, 1 as more, 0 as woke ${segments}
        union all
        select p.value, ${month('until')}, -1, (p.next = 'none')::int ${segments} and p.until is not null
      ) c
      group by 1, 2
    )
    select m.n - 1 as month, s.segment,
      (select coalesce(sum(more), 0) from change c where c.segment = s.segment and c.month <= m.n)::bigint as dormant,
      (select coalesce(sum(woke), 0) from change c where c.segment = s.segment and c.month = m.n)::bigint as woke
    from generate_series(1, ${bounds.length - 1}::int) as m(n) cross join (select distinct segment from change) s
    order by 1, 2`.execute(db);
  return rows;
}

export type TrackTouches = {
  readonly track: string;
  readonly kind: TouchKind;
  readonly state: TouchState;
  readonly cause: string | null;
  readonly touches: number;
};

/** Touches that fell due within a period, with the causes of those that did not happen. */
export async function countTrackTouches(db: Db, { portalId, from, until, only = {} }: Period): Promise<TrackTouches[]> {
  const { rows } = await sql<TrackTouches>`
    select p.track, p.kind, p.state, case when p.state in ('missed', 'cancelled') then p.cause end as cause, count(*) as touches
    from touch p where p.portal_id = ${portalId} and p.due_at >= ${from} and p.due_at < ${until} and ${PRESENT} ${ofChosen(portalId, only)}
    group by 1, 2, 3, 4 order by 1, 2, 3, 5 desc, 4`.execute(db);
  return rows;
}

export type TrackMails = {
  /** null: in none, as far as known */
  readonly track: string | null;
  readonly sent: number;
  readonly opened: number;
  readonly clicked: number;
};

/** Mails that were sent within a period, by the track of the contact then. */
export async function countTrackMails(db: Db, { portalId, from, until, only = {} }: Period): Promise<TrackMails[]> {
  const { rows } = await sql<TrackMails>`
    select p.track, count(*) as sent, count(p.opened) as opened, count(p.clicked) as clicked
    from mailing p where p.portal_id = ${portalId} and p.at >= ${from} and p.at < ${until} and ${PRESENT} ${ofChosen(portalId, only)}
    group by 1 order by 1`.execute(db);
  return rows;
}
