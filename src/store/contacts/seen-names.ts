import { sql } from 'kysely';
import type { Db } from '../transaction.ts';

type SeenName = { readonly name: string; readonly contacts: number };
/** What contacts used most comes first. */
export type SeenNames = { readonly forms: SeenName[]; readonly pages: SeenName[] };

/** Only so many names are read: more come from programs. */
const MOST_NAMES = 5_000;

/**
 * The forms and pages in the stored activities of a portal, with the number of contacts that used
 * each. Pages have no query and no fragment. `formCounters`: properties that count forms.
 */
export async function seenNames(db: Db, portalId: number, formCounters: readonly string[]): Promise<SeenNames> {
  const { rows } = await sql<SeenName & { readonly isForm: boolean }>`
    select name, "isForm", count(distinct contact_id)::int as contacts from (
      select contact_id, source = any(${formCounters}::text[]) as "isForm",
        case when source = any(${formCounters}::text[]) then detail else regexp_replace(detail, '[?#].*', '') end as name
      from (
        select contact_id, source, detail from activity where portal_id = ${portalId}
        union all
        select contact_id, kind ->> 0, kind ->> 2 from activity_pack, json_array_elements(kinds) as kind where portal_id = ${portalId}
      ) done where detail is not null
    ) seen group by name, "isForm" order by contacts desc, name limit ${MOST_NAMES}`.execute(db);
  const namesOf = (isForm: boolean) =>
    rows.filter((row) => row.isForm === isForm).map(({ name, contacts }) => ({ name, contacts }));
  return { forms: namesOf(true), pages: namesOf(false) };
}
