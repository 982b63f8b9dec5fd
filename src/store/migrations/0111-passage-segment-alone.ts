import { type Kysely, sql } from 'kysely';
import { noteOther, TRAITS } from './0100-kept-choices-alone.ts';

/**
 * The dormant segment that a contact is in, beside what else pages choose contacts by; the values
 * that are offered are counted anew under another name. An older version would leave a segment as
 * it is: it may not run beside.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table passage add column segment text;
comment on column passage.segment is 'the dormant segment that the contact is in now; none: it is active';
alter table passage disable trigger user;
update passage p set segment = nullif(k.evaluation #>> '{written,ripen_dormant_segment}', '')
from contact k where k.portal_id = p.portal_id and k.contact_id = p.contact_id;
alter table passage enable trigger user;
delete from kept_month where what = 'choices';
create or replace function note_other_traits() returns trigger language plpgsql as $$${noteOther([...TRAITS, 'segment'])}$$;`)
    .execute(db);
}
