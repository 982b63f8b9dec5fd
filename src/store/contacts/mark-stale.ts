import { type RawBuilder, sql } from 'kysely';
import { PLAN_ONCE } from '../../postgres/plan-once.ts';
import { madeDue } from '../make-due.ts';
import { bigints, booleans, type Db, retried, textList } from '../transaction.ts';

/** Something in HubSpot changed, so the contact must be read again. */
export type StaleMark = {
  readonly contactId: number;
  /** its company and deals may have changed too */
  readonly relink?: boolean;
  /**
   * the mark is an echo, and does nothing, if Ripen is about to write this value or has read it
   * after it was set (`at`, ms since 1970). While a worker holds the contact, nobody knows what it
   * has read, so then the mark is no echo
   */
  readonly ifNot?: { readonly property: string; readonly value: string; readonly at: number };
};

/**
 * Makes contacts stale and due (at `dueAt`, or earlier if they are due earlier), and inserts
 * unknown ones. A dead letter gets all its attempts again. A contact that waits to be read in time
 * needs no second mark: whoever claims it reads what HubSpot has then. Nor does one that a worker
 * holds and that got a mark since: the completion makes it due. Returns the marks of other contacts
 * that were echoes; a contact becomes stale if one of its marks is no echo.
 */
export async function markContactsStale<Mark extends StaleMark>(
  db: Db,
  { portalId, marks, dueAt }: { readonly portalId: number; readonly marks: readonly Mark[]; readonly dueAt: number },
): Promise<readonly Mark[]> {
  if (marks.length === 0) return [];
  const statement = sql<{ echoes: readonly number[] }>`${PLAN_ONCE}
    with wanted as (${wantedMarks(marks)}), ${marking({ portalId, dueAt })}
    select ${ECHOES}`;
  const { rows } = db.isTransaction ? await statement.execute(db) : await retried(() => statement.execute(db));
  return rows[0]!.echoes.map((place) => marks[place]!);
}

/** Marks as rows `contact_id, relink, property, value, at, place`; null: no mark at this place. */
export const wantedMarks = (marks: readonly (StaleMark | null)[]): RawBuilder<unknown> => sql`
  select * from unnest(
    ${bigints(marks.map((mark) => mark?.contactId))}, ${booleans(marks.map((mark) => mark?.relink ?? false))},
    ${textList(marks.map((mark) => mark?.ifNot?.property))}, ${textList(marks.map((mark) => mark?.ifNot?.value))},
    ${bigints(marks.map((mark) => mark?.ifNot?.at))}
  ) with ordinality as t(contact_id, relink, property, value, at, place)`;

/** The places of marks that were echoes, after `marking`. */
export const ECHOES: RawBuilder<readonly number[]> = sql`array(select place::int - 1 from judged where echo) as echoes`;

/** Carries out the marks of a table `wanted`: what follows it after `with`. */
export const marking = ({ portalId, dueAt }: { readonly portalId: number; readonly dueAt: number }) => sql`
    judged as materialized (
      select w.place, w.contact_id, w.relink, known.waiting, not known.waiting and coalesce(
        case w.property
          when 'lifecyclestage' then w.value = k.lifecycle_intent or k.lease is null and w.value = k.lifecycle
          else w.value = k.inputs ->> w.property or k.lease is null and w.at <= coalesce(k.pending_facts_at, k.facts_at)
            and w.value = coalesce(k.pending_facts -> 'contact', k.facts -> 'contact') ->> w.property
          end, false) as echo
      -- The limit keeps the server from reading all contacts for a few.
      from wanted w left join lateral (
        select * from contact where portal_id = ${portalId} and contact_id = w.contact_id limit 1
      ) k on true
      -- A lock alone would write each of these wide rows, so what will be read anyway is left out.
      cross join lateral (select coalesce(k.stale and (k.relink or not w.relink) and case
        when k.lease is null then k.run_at <= ${dueAt} else k.claimed_by = k.lease and k.claimed_seq < k.seq end, false)
      ) as known(waiting)
    ), looked as (
      insert into contact as k (portal_id, contact_id, seq, stale, relink, run_at)
      select ${portalId}, contact_id, count(*), true, bool_or(relink), ${dueAt} from judged
      where not echo and not waiting group by contact_id order by contact_id
      on conflict (portal_id, contact_id) do update set
        ${madeDue(sql<number>`excluded.run_at`, { times: sql<number>`excluded.seq` })},
        stale = true,
        relink = k.relink or excluded.relink
    )`;
