import { type RawBuilder, sql } from 'kysely';
import type { TouchKind } from '../../domain/words.ts';
import type { TouchState } from '../schema.ts';
import type { Db } from '../transaction.ts';
import {
  addUp,
  asOneSpan,
  byName,
  type Cell,
  type CellCounter,
  type CountedPeriod,
  type CountQuery,
  cellsOf,
} from './cells.ts';
import { monthOf, ofChosen, PRESENT, spanOf, WHOLE } from './present.ts';

type StayCell = {
  readonly kind: 'track' | 'segment';
  readonly value: string;
  /** what came after it; null: of those who came */
  readonly next: string | null;
  readonly entered: number;
  readonly left: number;
};

/** Who came into a track or segment, and who went out of it. */
export const TRACKS_COUNTER: CellCounter<StayCell> = {
  what: 'tracks',
  ledger: 'stay',
  count: async (db, query) => (await staysStatement(query).execute(db)).rows,
  split: (query, split) => [staysStatement(query, split)],
};

function staysStatement({ portalId, bounds, only }: CountQuery, split = WHOLE): RawBuilder<Cell<StayCell>> {
  const within = (instant: string) =>
    sql`${sql.ref(instant)} >= ${bounds[0]!} and ${sql.ref(instant)} < ${bounds.at(-1)!}`;
  const ends = sql`(${within('p.since')} or ${within('p.until')})`;
  const came = sql`grouping(came) = 0`;
  // Both ends in one scan: the ledger is the longest that a page counts.
  return sql`
      select * from (
        select case when ${came} then came else went end as month, kind, value, case when not ${came} then next end as next,
          case when ${came} then count(*) else 0 end as entered, case when ${came} then 0 else count(*) end as left${split.columns}
        from (
          select p.contact_id, p.kind, p.value, coalesce(p.next, 'none') as next, ${spanOf('since', bounds)} as came, ${spanOf('until', bounds)} as went
          from stay p where p.portal_id = ${portalId} and ${ends}
            and ${PRESENT} ${ofChosen(portalId, only)}
        ) p ${split.join} group by grouping sets ((kind, value, came), (kind, value, next, went))${split.groups}
      ) p where month between 0 and ${bounds.length - 2}`;
}

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

/** How many were in a segment at the end of a month, and how many of it woke up in the month. */
export type DormantCount = {
  readonly month: number;
  readonly segment: string;
  readonly dormant: number;
  readonly woke: number;
};

/** Who is in a place is who came and has not gone, ever since there is a ledger. */
export async function countStays(
  db: Db,
  period: CountedPeriod,
): Promise<{ readonly stays: StayCount[]; readonly dormant: DormantCount[] }> {
  const { bounds } = period;
  const months = bounds.length - 1;
  const cells = (await cellsOf(db, TRACKS_COUNTER, { ...period, bounds: [0, ...bounds, Number.MAX_SAFE_INTEGER] })).map(
    ({ month, ...cell }) => ({ ...cell, month: month - 1 }),
  );
  const isWithin = ({ month }: { readonly month: number }) => month >= 0 && month < months;
  const places = Map.groupBy(cells, ({ kind, value }) => `${kind} ${value}`);
  const stays = [...places.values()]
    .map((here): StayCount => {
      const inside = here.filter(isWithin);
      const next = addUp(
        inside.filter((cell) => cell.next !== null),
        (cell) => cell.next!,
        ['left'],
      );
      return {
        kind: here[0]!.kind,
        value: here[0]!.value,
        now: sumOf(here, 'entered') - sumOf(here, 'left'),
        entered: sumOf(inside, 'entered'),
        left: sumOf(inside, 'left'),
        next: Object.fromEntries(next.map((cell) => [cell.next!, cell.left])),
      };
    })
    .sort((a, b) => byName(a.kind, b.kind) || byName(a.value, b.value));
  const dormant = [...places.values()]
    .filter(([first]) => first!.kind === 'segment')
    .flatMap((here) =>
      Array.from({ length: months }, (_, month): DormantCount => {
        const until = here.filter((cell) => cell.month <= month);
        const woke = here.filter((cell) => cell.month === month && cell.next === 'none');
        return {
          month,
          segment: here[0]!.value,
          dormant: sumOf(until, 'entered') - sumOf(until, 'left'),
          woke: sumOf(woke, 'left'),
        };
      }),
    )
    .sort((a, b) => a.month - b.month || byName(a.segment, b.segment));
  return { stays, dormant };
}

const sumOf = <Name extends string>(cells: readonly Readonly<Record<Name, number>>[], name: Name): number =>
  cells.reduce((sum, cell) => sum + cell[name], 0);

export type TrackTouches = {
  readonly track: string;
  readonly kind: TouchKind;
  readonly state: TouchState;
  readonly cause: string | null;
  readonly touches: number;
};

/** Touches by the month in which they fell due, with the causes of those that did not happen. */
export const TOUCHES_COUNTER: CellCounter<TrackTouches> = {
  what: 'touches',
  ledger: 'touch',
  count: async (db, query) => (await touchesStatement(query).execute(db)).rows,
  split: (query, split) => [touchesStatement(query, split)],
};

const touchesStatement = ({ portalId, bounds, only }: CountQuery, split = WHOLE): RawBuilder<Cell<TrackTouches>> => sql`
      select ${monthOf('due_at', bounds)} as month, p.track, p.kind, p.state,
        case when p.state in ('missed', 'cancelled') then p.cause end as cause, count(*) as touches${split.columns}
      from touch p ${split.join} where p.portal_id = ${portalId} and p.due_at >= ${bounds[0]!} and p.due_at < ${bounds.at(-1)!}
        and ${PRESENT} ${ofChosen(portalId, only)}
      group by 1, 2, 3, 4, 5${split.groups}`;

export async function countTrackTouches(db: Db, period: CountedPeriod): Promise<TrackTouches[]> {
  const cells = (await cellsOf(db, TOUCHES_COUNTER, asOneSpan(period))).map(({ month: _, ...cell }) => cell);
  const keyOf = ({ track, kind, state, cause }: TrackTouches) => JSON.stringify([track, kind, state, cause]);
  return addUp(cells, keyOf, ['touches']).sort(
    (a, b) =>
      byName(a.track, b.track) ||
      byName(a.kind, b.kind) ||
      byName(a.state, b.state) ||
      b.touches - a.touches ||
      byName(a.cause, b.cause),
  );
}

export type TrackMails = {
  /** null: in none, as far as known */
  readonly track: string | null;
  readonly sent: number;
  readonly opened: number;
  readonly clicked: number;
};

/** Mails by the month in which they were sent, and by the track of the contact then. */
export const MAILS_COUNTER: CellCounter<TrackMails> = {
  what: 'mails',
  ledger: 'mailing',
  count: async (db, query) => (await mailsStatement(query).execute(db)).rows,
  split: (query, split) => [mailsStatement(query, split)],
};

const mailsStatement = ({ portalId, bounds, only }: CountQuery, split = WHOLE): RawBuilder<Cell<TrackMails>> => sql`
      select ${monthOf('at', bounds)} as month, p.track, count(*) as sent, count(p.opened) as opened, count(p.clicked) as clicked${split.columns}
      from mailing p ${split.join} where p.portal_id = ${portalId} and p.at >= ${bounds[0]!} and p.at < ${bounds.at(-1)!}
        and ${PRESENT} ${ofChosen(portalId, only)}
      group by 1, 2${split.groups}`;

export async function countTrackMails(db: Db, period: CountedPeriod): Promise<TrackMails[]> {
  const cells = (await cellsOf(db, MAILS_COUNTER, asOneSpan(period))).map(({ month: _, ...cell }) => cell);
  return addUp(cells, ({ track }) => JSON.stringify(track), ['sent', 'opened', 'clicked']).sort((a, b) =>
    byName(a.track, b.track),
  );
}

/** The e-mails that most contacts in tracks got within a span, by name. */
export async function countMails(
  db: Db,
  span: { readonly portalId: number; readonly since: number; readonly until: number; readonly most: number },
): Promise<(Omit<TrackMails, 'track'> & { readonly name: string; readonly tracks: string[] })[]> {
  const { portalId, since, until, most } = span;
  const { rows } = await sql<Omit<TrackMails, 'track'> & { name: string; tracks: string[] }>`
    select trim(p.campaign) as name, array_agg(distinct p.track order by p.track) as tracks,
      count(*) as sent, count(p.opened) as opened, count(p.clicked) as clicked
    from mailing p where p.portal_id = ${portalId} and p.at >= ${since} and p.at < ${until}
      and p.track is not null and trim(p.campaign) <> '' and ${PRESENT}
    group by 1 order by sent desc, name limit ${most}`.execute(db);
  return rows;
}
