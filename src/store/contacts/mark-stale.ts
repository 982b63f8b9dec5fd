import { sql } from 'kysely';
import { madeDue } from '../make-due.ts';
import { type Db, json, retried } from '../transaction.ts';

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
 * unknown ones. A dead letter gets all its attempts again. A contact that waits to be read in time,
 * and that no worker holds, needs no second mark: whoever claims it reads what HubSpot has then.
 * Returns the marks that were echoes; a contact becomes stale if one of its marks is no echo.
 */
export async function markContactsStale<Mark extends StaleMark>(
  db: Db,
  { portalId, marks, dueAt }: { readonly portalId: number; readonly marks: readonly Mark[]; readonly dueAt: number },
): Promise<readonly Mark[]> {
  if (marks.length === 0) return [];
  const wanted = marks.map(({ contactId, relink = false, ifNot }, place) => ({
    place,
    contact_id: contactId,
    relink,
    property: ifNot?.property,
    value: ifNot?.value,
    at: ifNot?.at,
  }));
  const statement = sql<{ echoes: readonly number[] }>`
    with wanted as (
      select * from jsonb_to_recordset(${json(wanted)}) as t(place int, contact_id bigint, relink boolean, property text, value text, at bigint)
    ), judged as materialized (
      select w.place, w.contact_id, w.relink, coalesce(
        case w.property
          when 'lifecyclestage' then w.value = k.lifecycle_intent or k.lease is null and w.value = k.lifecycle
          else w.value = k.inputs ->> w.property or k.lease is null and w.at <= coalesce(k.pending_facts_at, k.facts_at)
            and w.value = coalesce(k.pending_facts -> 'contact', k.facts -> 'contact') ->> w.property
          end, false) as echo,
        -- A lock alone would write each of these wide rows, so what waits in time already is left out.
        coalesce(k.lease is null and k.stale and k.run_at <= ${dueAt} and (k.relink or not w.relink), false) as waits
      from wanted w left join contact k on k.portal_id = ${portalId} and k.contact_id = w.contact_id
    ), looked as (
      insert into contact as k (portal_id, contact_id, seq, stale, relink, run_at)
      select ${portalId}, contact_id, count(*), true, bool_or(relink), ${dueAt} from judged
      where not echo and not waits group by contact_id order by contact_id
      on conflict (portal_id, contact_id) do update set
        ${madeDue(sql<number>`excluded.run_at`, { times: sql<number>`excluded.seq` })},
        stale = true,
        relink = k.relink or excluded.relink
    )
    select array(select place from judged where echo) as echoes`;
  const { rows } = db.isTransaction ? await statement.execute(db) : await retried(() => statement.execute(db));
  return rows[0]!.echoes.map((place) => marks[place]!);
}
