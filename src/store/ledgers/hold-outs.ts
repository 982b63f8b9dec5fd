import { sql } from 'kysely';
import type { HoldOutCount } from '../../domain/chance/hold-out-report.ts';
import type { NewDraw } from '../../domain/nurture/hold-out.ts';
import { HOLD_OUT_TRACKS, type HoldOutTrack } from '../../domain/words.ts';
import { type ChosenTraits, ofChosen, PRESENT } from '../figures/present.ts';
import { type Db, json } from '../transaction.ts';

/** A stored hold-out of a track. `secret`: the lots of contacts are made from it. */
export type StoredHoldOut = {
  readonly track: HoldOutTrack;
  /** how many of those who enter the track are left out, in per cent */
  readonly share: number;
  readonly since: number;
  readonly until: number | null;
  /** why it has ended; null: it goes on */
  readonly ended: 'changed' | 'harm' | null;
  readonly secret: string;
};

/** All hold-outs of a portal, the oldest first. */
export async function listHoldOuts(db: Db, portalId: number): Promise<StoredHoldOut[]> {
  return db
    .selectFrom('hold_out')
    .select(['track', 'share', 'since', 'until', 'ended', 'secret'])
    .where('portal_id', '=', portalId)
    .orderBy('since')
    .orderBy('track')
    .execute();
}

/**
 * The hold-outs once a version with these shares is taken up again: the last one of such a share
 * goes on, unless one has ended for harm since. So whoever was left out stays left out.
 */
export const goingOn = (
  holdOuts: readonly StoredHoldOut[],
  shareOf: (track: HoldOutTrack) => number,
): readonly StoredHoldOut[] =>
  holdOuts.map((holdOut) => {
    const { track, share, since, ended } = holdOut;
    const isLast = !holdOuts.some(
      (other) => other.track === track && other.since > since && (other.share === share || other.ended === 'harm'),
    );
    return ended === 'changed' && share === shareOf(track) && isLast
      ? { ...holdOut, until: null, ended: null }
      : holdOut;
  });

/**
 * Ends the hold-out of a track and begins one with another share, or lets the last one of that
 * share go on (`isBack`); with the share 0 none begins.
 */
export async function changeHoldOut(
  trx: Db,
  portalId: number,
  {
    track,
    share,
    isBack,
    now,
  }: { readonly track: HoldOutTrack; readonly share: number; readonly isBack: boolean; readonly now: number },
): Promise<void> {
  await endHoldOut(trx, portalId, { track, ended: 'changed', now });
  if (share === 0) return;
  const again = goingOn(isBack ? await listHoldOuts(trx, portalId) : [], (one) => (one === track ? share : 0)).find(
    (holdOut) => holdOut.track === track && holdOut.until === null,
  );
  if (again !== undefined) {
    await trx
      .updateTable('hold_out')
      .set({ until: null, ended: null })
      .where('portal_id', '=', portalId)
      .where('track', '=', track)
      .where('since', '=', again.since)
      .execute();
    return;
  }
  // Two versions may be published within one millisecond, so begin after the end of the last one.
  await sql`
    insert into hold_out (portal_id, track, since, share)
    select ${portalId}, ${track}, greatest(${now}, (select max(until) + 1 from hold_out where portal_id = ${portalId} and track = ${track})), ${share}`.execute(
    trx,
  );
}

/** Ends the hold-out of a track. False: there was none. */
export async function endHoldOut(
  trx: Db,
  portalId: number,
  { track, ended, now }: { readonly track: HoldOutTrack; readonly ended: 'changed' | 'harm'; readonly now: number },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('hold_out')
    .set({ until: sql`greatest(since, ${now})`, ended })
    .where('portal_id', '=', portalId)
    .where('track', '=', track)
    .where('until', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Notes draws; the first draw of a contact in a hold-out stays. */
export async function noteDraws(
  trx: Db,
  portalId: number,
  draws: readonly (NewDraw & { readonly contactId: number })[],
): Promise<void> {
  if (draws.length === 0) return;
  const rows = draws.map(({ contactId, track, of, at, out }) => ({
    contact_id: contactId,
    track,
    since: of,
    at,
    is_out: out,
  }));
  await sql`
    insert into draw (portal_id, contact_id, track, since, at, is_out)
    select ${portalId}, t.* from jsonb_to_recordset(${json(rows)})
      as t(contact_id bigint, track text, since bigint, at bigint, is_out boolean)
    order by t.contact_id, t.track on conflict do nothing`.execute(trx);
}

/** Carries the draws of a merged contact over; of two in one hold-out the earlier one stays. */
export async function carryDraws(trx: Db, portalId: number, from: number, into: number): Promise<void> {
  await sql`
    delete from draw d using draw x
    where d.portal_id = ${portalId} and d.contact_id = ${into} and x.portal_id = ${portalId} and x.contact_id = ${from}
      and x.track = d.track and x.since = d.since and x.at < d.at`.execute(trx);
  await sql`
    update draw d set contact_id = ${into}
    where portal_id = ${portalId} and contact_id = ${from} and not exists (
      select from draw x where x.portal_id = ${portalId} and x.contact_id = ${into} and x.track = d.track
        and x.since = d.since)`.execute(trx);
}

/** How many contacts lasting hold-outs leave out. */
export async function countLeftOut(db: Db, portalId: number, only: ChosenTraits = {}): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct p.contact_id)::int as count from draw p join hold_out h using (portal_id, track, since)
    where p.portal_id = ${portalId} and p.is_out and h.until is null and ${PRESENT} ${ofChosen(portalId, only)}`.execute(
    db,
  );
  return rows[0]!.count;
}

/** The contacts that a hold-out leaves out. */
export async function leftOutOf(
  db: Db,
  portalId: number,
  { track, since }: Pick<StoredHoldOut, 'track' | 'since'>,
): Promise<number[]> {
  const rows = await db
    .selectFrom('draw')
    .select('contact_id')
    .where('portal_id', '=', portalId)
    .where('track', '=', track)
    .where('since', '=', since)
    .where('is_out', '=', true)
    .orderBy('contact_id')
    .execute();
  return rows.map(({ contact_id }) => contact_id);
}

export type CountedDraws = HoldOutCount & Pick<StoredHoldOut, 'track' | 'since'> & { readonly isOut: boolean };

/**
 * Counts the draws of each hold-out, and how many of these contacts reached a stage within
 * `windowMs` of entering the track, and before the hold-out ended.
 */
export async function countDraws(db: Db, portalId: number, windowMs: number): Promise<CountedDraws[]> {
  const became = (stage: 'sql' | 'customer') => sql`(count(*) filter (where p.${sql.ref(stage)} > d.at
    and p.${sql.ref(stage)} <= least(d.at + ${windowMs}, h.until)))::int`;
  const { rows } = await sql<CountedDraws>`
    select d.track, d.since, d.is_out as "isOut", count(*)::int as seen, ${became('sql')} as sql, ${became('customer')} as customer
    from draw d join hold_out h using (portal_id, track, since) join passage p using (portal_id, contact_id)
    where d.portal_id = ${portalId} and ${PRESENT}
    group by 1, 2, 3 order by 1, 2, 3`.execute(db);
  return rows;
}

export type CountedEntries = { readonly track: string; readonly entered: number } & HoldOutCount;

/**
 * Counts who entered each track after `from`; and, of those who entered more than `windowMs` ago,
 * how many reached a stage within that time. Entries until `after` are left out: these contacts
 * were in the track when Ripen first read the account.
 */
export async function countEntries(
  db: Db,
  {
    portalId,
    from,
    until,
    after,
    windowMs,
  }: {
    readonly portalId: number;
    readonly from: number;
    readonly until: number;
    readonly after: number;
    readonly windowMs: number;
  },
): Promise<CountedEntries[]> {
  const isOver = sql`s.since <= ${until - windowMs}`;
  const became = (stage: 'sql' | 'customer') => sql`(count(*) filter (where ${isOver} and p.${sql.ref(stage)} > s.since
    and p.${sql.ref(stage)} <= s.since + ${windowMs}))::int`;
  const { rows } = await sql<CountedEntries>`
    select s.track, (count(*) filter (where s.since > ${from}))::int as entered, (count(*) filter (where ${isOver}))::int as seen,
      ${became('sql')} as sql, ${became('customer')} as customer
    from (
      select contact_id, value as track, since from stay where portal_id = ${portalId} and kind = 'track'
      union all
      select contact_id, track, at from draw where portal_id = ${portalId} and is_out
    ) s join passage p on p.portal_id = ${portalId} and p.contact_id = s.contact_id
    where s.since > ${after} and s.since <= ${until} and s.track = any(${[...HOLD_OUT_TRACKS]}::text[]) and ${PRESENT}
    group by 1 order by 1`.execute(db);
  return rows;
}
