import { type Kysely, sql } from 'kysely';

/**
 * The nurture track that a contact is in, beside what else pages choose contacts by. No figure of a
 * month changes by this, so no day is noted; the values that are offered are counted anew under
 * another name.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table passage add column track text;
comment on column passage.track is 'the nurture track that the contact is in now';
alter table passage disable trigger user;
update passage p set track = nullif(k.evaluation #>> '{written,ripen_nurture_track}', '')
from contact k where k.portal_id = p.portal_id and k.contact_id = p.contact_id;
alter table passage enable trigger user;
delete from kept_month where what = 'options';`)
    .execute(db);
}
