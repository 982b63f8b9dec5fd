import { sql } from 'kysely';
import { MAIL_CLICKED, MAIL_OPENED } from '../../domain/figures/mailings.ts';
import { activityOf } from '../contacts/activity-pack.ts';
import { anyOf } from '../contacts/erase-contacts.ts';
import type { Db } from '../transaction.ts';

/**
 * Computes anew which e-mails contacts got, opened and clicked, from the stored sends and
 * activities: an open or click belongs to the last e-mail before it. So it does not matter in which
 * order they became known. The track is that of the send, as known when the e-mail was first noted.
 */
export async function noteMailings(trx: Db, portalId: number, contactIds: readonly number[]): Promise<void> {
  if (contactIds.length === 0) return;
  await sql`
    with sent as materialized (
      select distinct on (contact_id, at) contact_id, at, detail ->> 'campaign' as campaign
      from correspondence where portal_id = ${portalId} and contact_id = ${anyOf(contactIds)} and kind = 'send'
      order by contact_id, at, seq
    ), done as (
      select k.contact_id, m.at as mail, min(a.at) filter (where a.source = ${MAIL_OPENED}) as opened,
        min(a.at) filter (where a.source = ${MAIL_CLICKED}) as clicked
      from (select distinct contact_id from sent) k cross join lateral ${activityOf(sql`${portalId}`, sql`k.contact_id`)} a
      cross join lateral (select max(s.at) as at from sent s where s.contact_id = k.contact_id and s.at <= a.at) m
      where a.source in (${MAIL_OPENED}, ${MAIL_CLICKED})
      group by 1, 2
    )
    insert into mailing as k (portal_id, contact_id, at, campaign, track, opened, clicked)
    select ${portalId}, s.contact_id, s.at, left(s.campaign, 200), (
        select t.value from stay t where t.portal_id = ${portalId} and t.contact_id = s.contact_id and t.kind = 'track'
          and t.since <= s.at and (t.until is null or t.until > s.at) order by t.since desc limit 1),
      d.opened, d.clicked
    from sent s left join done d on d.contact_id = s.contact_id and d.mail = s.at
    order by s.contact_id, s.at
    on conflict (portal_id, contact_id, at) do update set opened = excluded.opened, clicked = excluded.clicked
    where k.opened is distinct from excluded.opened or k.clicked is distinct from excluded.clicked`.execute(trx);
}

/** Carries the e-mails of a merged contact over. Call it after its sends and activities are. */
export async function carryMailings(trx: Db, portalId: number, from: number, into: number): Promise<void> {
  await sql`
    update mailing m set contact_id = ${into}
    where portal_id = ${portalId} and contact_id = ${from} and not exists (
      select from mailing x where x.portal_id = ${portalId} and x.contact_id = ${into} and x.at = m.at)`.execute(trx);
  await noteMailings(trx, portalId, [into]);
}
