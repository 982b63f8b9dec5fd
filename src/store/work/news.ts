import { type RawBuilder, sql } from 'kysely';
import { PLAN_ONCE } from '../../postgres/plan-once.ts';
import { troubleOf, wasLocked } from '../../postgres/trouble.ts';
import { storedNameSql } from '../contacts/stored-facts.ts';
import { madeDue } from '../make-due.ts';
import { numberFor, numberForSql } from '../text-number.ts';
import { bigints, booleans, type Db, retried, textList } from '../transaction.ts';
import { retryAt } from './backoff.ts';

/*
 * What deliveries told of contacts, until it is marked in their rows. To write a contact's row
 * takes several times as long as to store an event, so whoever delivers does not wait for that: the
 * marks of all that is stored together are one row, and a worker carries them out.
 */

/** Something in HubSpot changed, so the contact must be read again. */
export type StaleMark = {
  readonly contactId: number;
  /** its company and deals may have changed too */
  readonly relink?: boolean;
};

export type NewsMark = StaleMark & {
  /** the mark is an echo (`marking`), and does nothing, if this value is no news */
  readonly ifNot?: { readonly property: string; readonly value: string; readonly at: number };
};

/** What of `w` cannot be carried out, and waits alone. */
export const markIsApart = sql<boolean>`w.tries > 0 and cardinality(w.contact_ids) = 1`;

/** What is stored of marks: all but `from`, a table with one row, or none to store nothing. */
export const puttingNews = (
  portalId: number,
  { told, dueAt }: { readonly told: readonly NewsMark[]; readonly dueAt: number },
): RawBuilder<unknown> => sql`
  insert into news (portal_id, due_at, contact_ids, relinks, properties, value_numbers, set_at)
  select ${portalId}, ${dueAt}, ${bigints(told.map(({ contactId }) => contactId))}, ${booleans(told.map(({ relink = false }) => relink))},
    ${textList(told.map(({ ifNot }) => ifNot?.property))},
    ${bigints(told.map(({ ifNot }) => ifNot && numberFor(ifNot.value)))}, ${bigints(told.map(({ ifNot }) => ifNot?.at))}`;

/** Portals whose contacts are to be marked, those that have waited longest first. */
export async function portalsWithNews(db: Db, now: number, limit: number): Promise<readonly number[]> {
  const { rows } = await sql<{ portalId: number }>`${PLAN_ONCE}
    select n.portal_id as "portalId" from news n join portal p on p.portal_id = n.portal_id
    where n.try_at <= ${now} and p.status = 'active' and p.moving_to is null
    group by n.portal_id order by min(n.id) limit ${limit}`.execute(db);
  return rows.map(({ portalId }) => portalId);
}

export type Marked = {
  readonly echoes: number;
  /** when the first of the contacts becomes due; null: nothing was told */
  readonly dueAt: number | null;
  /** there may be other news */
  readonly more: boolean;
  /** a mark that cannot be carried out, and why; it waits alone, longer each time */
  readonly failed?: { readonly contactId: number; readonly error: unknown };
};

/**
 * Marks the contacts of the oldest news; several processes may do so at once. News that cannot be
 * carried out is halved and tried by itself, until the mark that is at fault stands alone.
 */
export async function markNews(db: Db, { portalId, now }: OfPortal): Promise<Marked> {
  try {
    return await markOldest(db, { portalId, now });
  } catch (thrown) {
    const error = wasLocked(thrown) ? new Error(HELD, { cause: thrown }) : thrown;
    if (troubleOf(error) !== null) throw error;
    const contactId = await halveOldest(db, { portalId, now });
    return { echoes: 0, dueAt: null, more: true, ...(contactId !== null && { failed: { contactId, error } }) };
  }
}

type OfPortal = { readonly portalId: number; readonly now: number };

/** So many marks are carried out together, and those of one row more. */
const MARKS = 1_000;
/** Rows that others may not take meanwhile. */
const ROWS = 50;
/** So long it waits for whoever holds a contact's row: other portals wait with it. */
const LOCK_MS = 500;
const HELD = 'Somebody holds the row of the contact.';

/**
 * A table `chosen` of the oldest news, which nobody else has; what failed before is chosen alone.
 * It does not wait for whoever erases the portal: other portals would wait with it.
 */
const choosing = ({ portalId, now }: OfPortal): RawBuilder<unknown> => sql`
    held as materialized (
      select from portal where portal_id = ${portalId} and status = 'active' and moving_to is null
        -- A setting here holds for this statement, and costs no round trip.
        and set_config('lock_timeout', ${sql.lit(`${LOCK_MS}`)}, true) <> ''
      for key share skip locked
    ), oldest as materialized (
      select n.* from held cross join lateral (
        select id, cardinality(contact_ids) as marks, tries > 0 as apart from news
        where portal_id = ${portalId} and try_at <= ${now} order by id limit ${ROWS} for update skip locked
      ) n
    ), chosen as materialized (
      select id from (
        select id, sum(marks) over w - marks as before, bool_or(apart) over w as apart, row_number() over w as place
        from oldest window w as (order by id)
      ) o where place = 1 or before < ${MARKS} and not apart
    )`;

async function markOldest(db: Db, { portalId, now }: OfPortal): Promise<Marked> {
  const { rows } = await retried(() =>
    sql<Marked>`${PLAN_ONCE}
      with ${choosing({ portalId, now })}, told as (
        delete from news n using chosen where n.portal_id = ${portalId} and n.id = chosen.id returning n.*
      ), wanted as (
        select w.*, told.due_at from told cross join lateral unnest(contact_ids, relinks, properties, value_numbers, set_at)
          as w(contact_id, relink, property, value_number, set_at)
      ), ${marking(portalId)}
      select (select count(*) from judged where echo) as echoes, (select min(due_at) from told) as "dueAt",
        (select count(*) from oldest) > (select count(*) from chosen) or (select count(*) from oldest) = ${ROWS} as more`.execute(
      db,
    ),
  );
  return rows[0]!;
}

/**
 * Stores the halves of the oldest news instead of it, to be tried one by one. A single mark waits,
 * and its contact is told; null: there is none.
 */
async function halveOldest(db: Db, { portalId, now }: OfPortal): Promise<number | null> {
  const { rows } = await retried(() =>
    sql<{ contactId: number }>`
      with ${choosing({ portalId, now })}, whole as (
        delete from news n using chosen where n.portal_id = ${portalId} and n.id = chosen.id
        returning n.*, cardinality(contact_ids) as marks
      ), halves as (
        insert into news (portal_id, due_at, contact_ids, relinks, properties, value_numbers, set_at, tries, try_at)
        select portal_id, due_at, contact_ids[a:b], relinks[a:b], properties[a:b], value_numbers[a:b], set_at[a:b],
          case when marks > 1 then 1 else tries + 1 end, case when marks > 1 then 0 else ${retryAt(sql`tries`, now, sql`1`)} end
        from whole cross join lateral (values (1, marks / 2), (marks / 2 + 1, marks)) as half(a, b) where a <= b
      )
      select contact_ids[1] as "contactId" from whole where marks = 1`.execute(db),
  );
  return rows[0]?.contactId ?? null;
}

/**
 * Carries out the marks of a table `wanted`: what follows it after `with`. A mark is an echo, and
 * does nothing, if Ripen is about to write the value of its property or has read it after it was
 * set. While a worker holds the contact, nobody knows what it has read, so then the mark is no
 * echo. A contact becomes stale if one of its marks is none.
 */
export const marking = (portalId: number): RawBuilder<unknown> => sql`
    judged as materialized (
      select w.contact_id, w.relink, w.due_at, known.waiting, not known.waiting and coalesce(
        case w.property
          when 'lifecyclestage' then ${isValue(sql`k.lifecycle_intent`)} or k.lease is null and ${isValue(sql`k.lifecycle`)}
          else ${isValue(sql`k.inputs ->> w.property`)} or k.lease is null and w.set_at <= coalesce(k.pending_facts_at, k.facts_at)
            and ${isValue(sql`coalesce(k.pending_facts -> 'contact', k.facts -> 'contact') ->> ${storedNameSql(sql`w.property`)}`)}
          end, false) as echo
      -- The limit keeps the server from reading all contacts for a few.
      from wanted w left join lateral (
        select * from contact where portal_id = ${portalId} and contact_id = w.contact_id limit 1
      ) k on true
      -- A lock alone would write each of these wide rows, so what will be read anyway is left out.
      cross join lateral (select coalesce(k.stale and (k.relink or not w.relink) and case
        when k.lease is null then k.run_at <= w.due_at else k.claimed_by = k.lease and k.claimed_seq < k.seq end, false)
      ) as known(waiting)
    ), looked as (
      insert into contact as k (portal_id, contact_id, seq, stale, relink, run_at)
      select ${portalId}, contact_id, count(*), true, bool_or(relink), min(due_at) from judged
      where not echo and not waiting group by contact_id order by contact_id
      on conflict (portal_id, contact_id) do update set
        ${madeDue(sql<number>`excluded.run_at`, { times: sql<number>`excluded.seq` })},
        stale = true,
        relink = k.relink or excluded.relink
    )`;

const isValue = (text: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`w.value_number = ${numberForSql(text)}`;
