import { sql } from 'kysely';
import { madeDue } from '../make-due.ts';
import { type Db, json, retried } from '../transaction.ts';

/** Something in HubSpot changed, so the contact must be read again. */
export type StaleMark = {
  readonly contactId: number;
  /** its company and deals may have changed too */
  readonly relink?: boolean;
  /**
   * Not if the contact has this value as far as we know, or as we are about to write it: then it is
   * our own echo.
   */
  readonly ifNot?: { readonly property: string; readonly value: string };
};

/**
 * Makes contacts stale and due (at `dueAt`, or when they are due already), inserting unknown ones.
 * A parked contact gets all its attempts again. Returns how many of the marks were echoes; a
 * contact is looked at if one of its marks is none.
 */
export async function markContactsStale(
  db: Db,
  {
    portalId,
    marks,
    dueAt,
  }: { readonly portalId: number; readonly marks: readonly StaleMark[]; readonly dueAt: number },
): Promise<{ readonly echoes: number }> {
  if (marks.length === 0) return { echoes: 0 };
  const wanted = marks.map(({ contactId, relink = false, ifNot }) => ({
    contact_id: contactId,
    relink,
    property: ifNot?.property,
    value: ifNot?.value,
  }));
  const statement = sql<{ echoes: number }>`
    with wanted as (
      select * from jsonb_to_recordset(${json(wanted)}) as t(contact_id bigint, relink boolean, property text, value text)
    ), judged as materialized (
      select w.contact_id, w.relink, coalesce(
        case w.property
          when 'lifecyclestage' then w.value in (k.lifecycle, k.lifecycle_intent)
          else w.value in (k.facts -> 'contact' ->> w.property, k.inputs ->> w.property) end, false) as echo
      from wanted w left join contact k on k.portal_id = ${portalId} and k.contact_id = w.contact_id
    ), looked as (
      insert into contact as k (portal_id, contact_id, seq, stale, relink, run_at)
      select ${portalId}, contact_id, count(*), true, bool_or(relink), ${dueAt} from judged
      where not echo group by contact_id order by contact_id
      on conflict (portal_id, contact_id) do update set
        ${madeDue(sql<number>`excluded.run_at`, sql<number>`excluded.seq`)},
        stale = true,
        relink = k.relink or excluded.relink
    )
    select count(*) filter (where echo) as echoes from judged`;
  const { rows } = db.isTransaction ? await statement.execute(db) : await retried(() => statement.execute(db));
  return { echoes: rows[0]!.echoes };
}
