import { type Kysely, sql } from 'kysely';

/**
 * Which content each contact met, and which mails it got. Of readings before this one, those of
 * HubSpot's own counters are taken over; the mark in an activity's id tells one reading from
 * another, and of pages only the last of a reading is known. Which page was last before Ripen came
 * depends on what became of the contact, so it is left out.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(String.raw`
create table encounter (
  portal_id bigint not null references portal on delete cascade,
  contact_id bigint not null,
  kind text not null check (kind in ('page', 'form', 'other')),
  what text not null,
  at bigint not null,
  signal text,
  primary key (portal_id, contact_id, kind, what),
  foreign key (portal_id, contact_id) references contact on delete cascade
);
comment on table encounter is 'when a contact first met a piece of content';

create table mailing (
  portal_id bigint not null references portal on delete cascade,
  contact_id bigint not null,
  at bigint not null,
  campaign text,
  track text,
  opened bigint,
  clicked bigint,
  primary key (portal_id, contact_id, at),
  foreign key (portal_id, contact_id) references contact on delete cascade
);
comment on table mailing is 'each mail that HubSpot reports: the track then, and the first open and click before the next mail';

insert into encounter (portal_id, contact_id, kind, what, at)
select portal_id, contact_id, kind, left(what, 200), min(at) from (
  select portal_id, contact_id, 'page' as kind, max(at) as at,
    rtrim(regexp_replace(regexp_replace(detail, '[?#].*$', ''), '^https?://', '', 'i'), '/') as what
  from activity a where source = 'hs_analytics_num_page_views' and detail is not null
    and at >= (select installed_at from portal p where p.portal_id = a.portal_id)
  group by portal_id, contact_id, detail, substring(id from ':(\d+)@')
  union all
  select portal_id, contact_id, 'form', at, btrim(detail)
  from activity where source = 'num_conversion_events' and detail is not null
) met
where what <> '' group by 1, 2, 3, 4;

insert into mailing (portal_id, contact_id, at, campaign, track)
select distinct on (portal_id, contact_id, at) portal_id, contact_id, at, left(detail ->> 'campaign', 200),
  (select s.value from stay s where s.portal_id = c.portal_id and s.contact_id = c.contact_id and s.kind = 'track'
    and s.since <= c.at and (s.until is null or s.until > c.at) order by s.since desc limit 1)
from correspondence c where kind = 'send' order by portal_id, contact_id, at, seq;
`)
    .execute(db);
  for (const [column, source] of [
    ['opened', 'hs_email_open'],
    ['clicked', 'hs_email_click'],
  ])
    await sql
      .raw(`
update mailing m set ${column} = a.at from (
  select a.portal_id, a.contact_id, (select max(x.at) from mailing x where x.portal_id = a.portal_id
    and x.contact_id = a.contact_id and x.at <= a.at) as mail, min(a.at) as at
  from activity a where a.source = '${source}' group by 1, 2, 3
) a where m.portal_id = a.portal_id and m.contact_id = a.contact_id and m.at = a.mail;`)
      .execute(db);
}
