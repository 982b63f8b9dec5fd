-- What the migrations make; a picture to read. A test keeps it true:
-- `npm test -- test/store/database.test.ts -u` redraws it.

CREATE OR REPLACE FUNCTION public.correspondence_is_append_only()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'correspondence is append-only';
end $function$
;

CREATE OR REPLACE FUNCTION public.keep_name()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if current_setting('ripen.mover', true) = 'on' then
    return null;
  end if;
  insert into contact_name as n (portal_id, contact_id, words)
  values (new.portal_id, new.contact_id, words_of(new.portal_id, new.facts))
  on conflict (portal_id, contact_id) do update set words = excluded.words where n.words <> excluded.words;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.note_answer_days()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if current_setting('ripen.mover', true) = 'on' then
    return null;
  end if;
  insert into stale_day (portal_id, ledger, day)
  select distinct c.portal_id, 'answer', (c.occasion / 86400000)::int from changed c
  where c.occasion is not null and exists (select from portal p where p.portal_id = c.portal_id);
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.note_encounter_days()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if current_setting('ripen.mover', true) = 'on' then
    return null;
  end if;
  insert into stale_day (portal_id, ledger, day)
  select distinct c.portal_id, 'cohort', (k.captured / 86400000)::int from changed c join passage k on k.portal_id = c.portal_id and k.contact_id = c.contact_id
  where k.captured is not null and exists (select from portal p where p.portal_id = c.portal_id);
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.note_first_traits()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if current_setting('ripen.mover', true) = 'on' then
    return null;
  end if;
  insert into stale_day (portal_id, ledger, day)
  select distinct l.portal_id, 'chosen_stay', (l.since / 86400000)::int
  from (select * from changed) c join stay l on l.portal_id = c.portal_id and l.contact_id = c.contact_id
  where l.since is not null and exists (select from portal p where p.portal_id = l.portal_id);
  insert into stale_day (portal_id, ledger, day)
  select distinct l.portal_id, 'chosen_stay', (l.until / 86400000)::int
  from (select * from changed) c join stay l on l.portal_id = c.portal_id and l.contact_id = c.contact_id
  where l.until is not null and exists (select from portal p where p.portal_id = l.portal_id);
  insert into stale_day (portal_id, ledger, day)
  select distinct l.portal_id, 'chosen_touch', (l.due_at / 86400000)::int
  from (select * from changed) c join touch l on l.portal_id = c.portal_id and l.contact_id = c.contact_id
  where l.due_at is not null and exists (select from portal p where p.portal_id = l.portal_id);
  insert into stale_day (portal_id, ledger, day)
  select distinct l.portal_id, 'chosen_mailing', (l.at / 86400000)::int
  from (select * from changed) c join mailing l on l.portal_id = c.portal_id and l.contact_id = c.contact_id
  where l.at is not null and exists (select from portal p where p.portal_id = l.portal_id);
  return null;
end$function$
;

CREATE OR REPLACE FUNCTION public.note_hidden_days()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if current_setting('ripen.mover', true) = 'on' then
    return null;
  end if;
  insert into stale_day (portal_id, ledger, day)
  select distinct new.portal_id, 'cohort', (captured / 86400000)::int from passage
  where portal_id = new.portal_id and contact_id = new.contact_id and captured is not null;
  insert into stale_day (portal_id, ledger, day)
  select distinct new.portal_id, 'answer', (occasion / 86400000)::int from answer
  where portal_id = new.portal_id and contact_id = new.contact_id and occasion is not null;
  insert into stale_day (portal_id, ledger, day)
  select distinct new.portal_id, 'stay', (since / 86400000)::int from stay
  where portal_id = new.portal_id and contact_id = new.contact_id and since is not null;
  insert into stale_day (portal_id, ledger, day)
  select distinct new.portal_id, 'stay', (until / 86400000)::int from stay
  where portal_id = new.portal_id and contact_id = new.contact_id and until is not null;
  insert into stale_day (portal_id, ledger, day)
  select distinct new.portal_id, 'touch', (due_at / 86400000)::int from touch
  where portal_id = new.portal_id and contact_id = new.contact_id and due_at is not null;
  insert into stale_day (portal_id, ledger, day)
  select distinct new.portal_id, 'mailing', (at / 86400000)::int from mailing
  where portal_id = new.portal_id and contact_id = new.contact_id and at is not null;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.note_mailing_days()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if current_setting('ripen.mover', true) = 'on' then
    return null;
  end if;
  insert into stale_day (portal_id, ledger, day)
  select distinct c.portal_id, 'mailing', (c.at / 86400000)::int from changed c
  where c.at is not null and exists (select from portal p where p.portal_id = c.portal_id);
  insert into stale_day (portal_id, ledger, day)
  select distinct c.portal_id, 'cohort', (k.captured / 86400000)::int from changed c join passage k on k.portal_id = c.portal_id and k.contact_id = c.contact_id
  where k.captured is not null and exists (select from portal p where p.portal_id = c.portal_id);
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.note_other_traits()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if current_setting('ripen.mover', true) = 'on' then
    return null;
  end if;
  insert into stale_day (portal_id, ledger, day)
  select distinct l.portal_id, 'chosen_stay', (l.since / 86400000)::int
  from (select n.* from was w join became n on n.portal_id = w.portal_id and n.contact_id = w.contact_id where (w.source, w.persona, w.country, w.industry, w.company_size, w.product, w.track, w.territory, w.owner_id, w.segment) is distinct from (n.source, n.persona, n.country, n.industry, n.company_size, n.product, n.track, n.territory, n.owner_id, n.segment)) c join stay l on l.portal_id = c.portal_id and l.contact_id = c.contact_id
  where l.since is not null and exists (select from portal p where p.portal_id = l.portal_id);
  insert into stale_day (portal_id, ledger, day)
  select distinct l.portal_id, 'chosen_stay', (l.until / 86400000)::int
  from (select n.* from was w join became n on n.portal_id = w.portal_id and n.contact_id = w.contact_id where (w.source, w.persona, w.country, w.industry, w.company_size, w.product, w.track, w.territory, w.owner_id, w.segment) is distinct from (n.source, n.persona, n.country, n.industry, n.company_size, n.product, n.track, n.territory, n.owner_id, n.segment)) c join stay l on l.portal_id = c.portal_id and l.contact_id = c.contact_id
  where l.until is not null and exists (select from portal p where p.portal_id = l.portal_id);
  insert into stale_day (portal_id, ledger, day)
  select distinct l.portal_id, 'chosen_touch', (l.due_at / 86400000)::int
  from (select n.* from was w join became n on n.portal_id = w.portal_id and n.contact_id = w.contact_id where (w.source, w.persona, w.country, w.industry, w.company_size, w.product, w.track, w.territory, w.owner_id, w.segment) is distinct from (n.source, n.persona, n.country, n.industry, n.company_size, n.product, n.track, n.territory, n.owner_id, n.segment)) c join touch l on l.portal_id = c.portal_id and l.contact_id = c.contact_id
  where l.due_at is not null and exists (select from portal p where p.portal_id = l.portal_id);
  insert into stale_day (portal_id, ledger, day)
  select distinct l.portal_id, 'chosen_mailing', (l.at / 86400000)::int
  from (select n.* from was w join became n on n.portal_id = w.portal_id and n.contact_id = w.contact_id where (w.source, w.persona, w.country, w.industry, w.company_size, w.product, w.track, w.territory, w.owner_id, w.segment) is distinct from (n.source, n.persona, n.country, n.industry, n.company_size, n.product, n.track, n.territory, n.owner_id, n.segment)) c join mailing l on l.portal_id = c.portal_id and l.contact_id = c.contact_id
  where l.at is not null and exists (select from portal p where p.portal_id = l.portal_id);
  return null;
end$function$
;

CREATE OR REPLACE FUNCTION public.note_passage_days()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if current_setting('ripen.mover', true) = 'on' then
    return null;
  end if;
  insert into stale_day (portal_id, ledger, day)
  select distinct c.portal_id, 'cohort', (c.captured / 86400000)::int from changed c
  where c.captured is not null and exists (select from portal p where p.portal_id = c.portal_id);
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.note_stay_days()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if current_setting('ripen.mover', true) = 'on' then
    return null;
  end if;
  insert into stale_day (portal_id, ledger, day)
  select distinct c.portal_id, 'stay', (c.since / 86400000)::int from changed c
  where c.since is not null and exists (select from portal p where p.portal_id = c.portal_id);
  insert into stale_day (portal_id, ledger, day)
  select distinct c.portal_id, 'stay', (c.until / 86400000)::int from changed c
  where c.until is not null and exists (select from portal p where p.portal_id = c.portal_id);
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.note_touch_days()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if current_setting('ripen.mover', true) = 'on' then
    return null;
  end if;
  insert into stale_day (portal_id, ledger, day)
  select distinct c.portal_id, 'touch', (c.due_at / 86400000)::int from changed c
  where c.due_at is not null and exists (select from portal p where p.portal_id = c.portal_id);
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.portal_is_moving()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if current_setting('ripen.mover', true) = 'on' then
    return coalesce(new, old);
  end if;
  raise exception 'portal % moves to another database', (coalesce(new, old)).portal_id using errcode = 'RP001';
end $function$
;

CREATE OR REPLACE FUNCTION public.words_in(said text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select btrim(regexp_replace(lower(left(said, 300)), '[][\s@.,;:_%+*()<>"''/\\-]+', ' ', 'g'))
$function$
;

CREATE OR REPLACE FUNCTION public.words_of(portal_id bigint, facts jsonb)
 RETURNS tsvector
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select array_to_tsvector(string_to_array(regexp_replace(words_in(concat_ws(' ', facts #>> '{contact,firstname}',
    facts #>> '{contact,lastname}', facts #>> '{contact,email}')), '(^| )', '\1' || portal_id || ':', 'g'), ' '))
$function$
;

create table account_property (
  portal_id bigint not null,
  definitions jsonb not null,
  at bigint not null,
  forms jsonb
);
alter table account_property add constraint account_property_pkey PRIMARY KEY (portal_id);
alter table account_property add constraint account_property_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portal(portal_id) ON DELETE CASCADE;
comment on table account_property is 'contact properties of the account: name, label, type, options';
comment on column account_property.forms is 'names of its forms; null: not read yet, or Ripen may not read them';

create table activity (
  portal_id bigint not null,
  contact_id bigint not null,
  id text not null,
  signal text not null,
  at bigint not null,
  quantity integer not null,
  source text not null,
  detail text
);
alter table activity add constraint activity_pkey PRIMARY KEY (portal_id, contact_id, id);
comment on table activity is 'what a contact did, each occurrence once: those that are not in activity_pack';

create table activity_pack (
  portal_id bigint not null,
  contact_id bigint not null,
  since bigint not null,
  kinds json not null
) with (autovacuum_vacuum_scale_factor=0.01, autovacuum_analyze_scale_factor=0.02);
alter table activity_pack add constraint activity_pack_pkey PRIMARY KEY (portal_id, contact_id);
comment on table activity_pack is 'what a contact did, each occurrence once: those that are not in activity';
comment on column activity_pack.since is 'an instant at or before the first of them';
comment on column activity_pack.kinds is 'by what is alike: source, signal, detail, mark, and the list of ms after since, quantity (left out: 1), mark (left out: that of the kind); an id is source:signal:mark@instant, or without a mark of the kind in its place';

create table answer (
  portal_id bigint not null,
  contact_id bigint not null,
  since bigint not null,
  occasion bigint not null,
  why text not null,
  due bigint not null,
  escalate bigint not null,
  answered bigint,
  hours double precision,
  dropped bigint,
  owner_id text,
  territory text
);
alter table answer add constraint answer_pkey PRIMARY KEY (portal_id, contact_id, since);
alter table answer add constraint answer_portal_id_contact_id_fkey FOREIGN KEY (portal_id, contact_id) REFERENCES contact(portal_id, contact_id) ON DELETE CASCADE;
alter table answer add constraint answer_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portal(portal_id) ON DELETE CASCADE;
CREATE INDEX answer_by_occasion ON public.answer USING btree (portal_id, occasion);
CREATE TRIGGER answer_became AFTER UPDATE ON public.answer REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_answer_days();
CREATE TRIGGER answer_deleted AFTER DELETE ON public.answer REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_answer_days();
CREATE TRIGGER answer_inserted AFTER INSERT ON public.answer REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_answer_days();
CREATE TRIGGER answer_was AFTER UPDATE ON public.answer REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_answer_days();
comment on table answer is 'each answer that sales owed, since when, by when, and the working hours after which it came';

create table asked_choice (
  portal_id bigint not null,
  key text not null,
  traits jsonb not null,
  at bigint not null
);
alter table asked_choice add constraint asked_choice_pkey PRIMARY KEY (portal_id, key);
alter table asked_choice add constraint asked_choice_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portal(portal_id) ON DELETE CASCADE;
comment on table asked_choice is 'choices of several values that many contacts share, and that somebody asked for lately';
comment on column asked_choice.at is 'when it was noted last, at most once a day';

create table assignment (
  portal_id bigint not null,
  contact_id bigint not null,
  occasion text not null,
  territory text not null,
  owner_id text,
  by text not null,
  at bigint not null,
  open boolean not null default true
);
alter table assignment add constraint assignment_pkey PRIMARY KEY (portal_id, contact_id, occasion);
CREATE INDEX assignment_open ON public.assignment USING btree (portal_id, owner_id) WHERE open;
comment on table assignment is 'who was given which contact, once per occasion';
comment on column assignment.open is 'counts towards the owner''s capacity';

create table at_hand (
  portal_id bigint not null,
  contact_id bigint not null,
  with_sales boolean not null,
  owner_id text,
  points integer,
  answer_by bigint,
  owed_since bigint,
  woke boolean,
  qualified_since bigint,
  ready text,
  doubted text,
  doubts jsonb,
  read_at bigint
) with (fillfactor=80, autovacuum_vacuum_scale_factor=0.01, autovacuum_analyze_scale_factor=0.02);
alter table at_hand add constraint at_hand_pkey PRIMARY KEY (portal_id, contact_id);
alter table at_hand add constraint at_hand_portal_id_contact_id_fkey FOREIGN KEY (portal_id, contact_id) REFERENCES contact(portal_id, contact_id) ON DELETE CASCADE;
alter table at_hand add constraint at_hand_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portal(portal_id) ON DELETE CASCADE;
comment on table at_hand is 'what work lists read of a contact that may be on one: with sales, ready, with doubted data or an open task';
comment on column at_hand.answer_by is 'until when sales owes an answer; null: none, or it is given';
comment on column at_hand.ready is 'why the contact is ready for sales though it is no SQL; null: it is not';
comment on column at_hand.doubted is 'suspect or invalid data; null: neither';
comment on column at_hand.doubts is 'what is wrong with its data';
comment on column at_hand.read_at is 'when doubted data were read';

create table audit (
  portal_id bigint not null,
  contact_id bigint not null,
  at bigint not null,
  place integer not null,
  user_id bigint,
  user_email text,
  action text not null,
  detail jsonb not null
);
alter table audit add constraint audit_pkey PRIMARY KEY (portal_id, contact_id, at, place);
CREATE INDEX audit_newest ON public.audit USING btree (portal_id, at DESC);
comment on table audit is 'who did what to a contact on its score card; nothing of it ever changes';
comment on column audit.place is 'of what was done at the same instant';
comment on column audit.user_id is 'of the HubSpot user; null: HubSpot did not say who';

create table callback (
  portal_id bigint not null,
  callback_id text not null,
  contact_id bigint,
  action text not null,
  input jsonb not null,
  state text not null,
  outputs jsonb,
  try_at bigint not null default 0,
  created_at bigint not null,
  expires_at bigint not null
);
alter table callback add constraint callback_pkey PRIMARY KEY (portal_id, callback_id);
alter table callback add constraint callback_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'ready'::text, 'done'::text])));
CREATE INDEX callback_contact ON public.callback USING btree (portal_id, contact_id);
CREATE INDEX callback_created ON public.callback USING brin (created_at);
CREATE INDEX callback_open ON public.callback USING btree (portal_id) WHERE (state <> 'done'::text);
CREATE INDEX callback_ready ON public.callback USING btree (portal_id, created_at) WHERE (state = 'ready'::text);
comment on table callback is 'runs of workflow actions that HubSpot waits for, or that were answered';
comment on column callback.contact_id is 'null: the contact is gone, and nothing of it is kept';
comment on column callback.state is 'waiting for an evaluation of the contact; ready to be completed; done: answered or completed, kept to know it again';
comment on column callback.outputs is 'the answer, once it is known';
comment on column callback.try_at is 'not to be completed before: HubSpot did not know it yet';

create table chance (
  portal_id bigint not null,
  at bigint not null,
  learnt jsonb not null
);
alter table chance add constraint chance_pkey PRIMARY KEY (portal_id);
alter table chance add constraint chance_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portal(portal_id) ON DELETE CASCADE;
comment on table chance is 'how leads of each score and kind buy, learnt from landmarks';

create table contact (
  portal_id bigint not null,
  contact_id bigint not null,
  seq bigint not null default 0,
  run_at bigint,
  next_at bigint,
  lease uuid,
  attempts integer not null default 0,
  last_error text,
  stale boolean not null default true,
  relink boolean not null default false,
  facts jsonb,
  facts_at bigint,
  pending_facts jsonb,
  pending_facts_at bigint,
  decisions jsonb,
  inputs jsonb,
  memory jsonb,
  standing jsonb,
  track text not null default 'none'::text,
  listed text[] default '{}'::text[],
  lifecycle text,
  lifecycle_intent text,
  evaluation jsonb,
  scored_at bigint,
  created_at bigint,
  peers jsonb,
  excluded jsonb,
  lists text[] not null default '{}'::text[],
  apart jsonb,
  merged boolean not null default false,
  missing_since bigint,
  missing_by text,
  waits jsonb,
  list_tries integer not null default 0,
  list_try_at bigint not null default 0,
  alone boolean not null default false,
  evaluating boolean not null default false,
  crashes integer not null default 0,
  lists_in_doubt text[],
  unlisted boolean not null generated always as (((lists IS DISTINCT FROM listed) OR (lists_in_doubt IS NOT NULL))) stored,
  model_version integer,
  former jsonb,
  evaluated text,
  gist text,
  claimed_by uuid,
  claimed_seq bigint,
  company_id text generated always as ("left"((facts ->> 'companyId'::text), 100)) stored,
  deal_ids jsonb generated always as (NULLIF((facts -> 'dealIds'::text), '[]'::jsonb)) stored
) with (fillfactor=80, autovacuum_vacuum_scale_factor=0.01, autovacuum_analyze_scale_factor=0.02, toast_tuple_target=1300);
alter table contact add constraint contact_missing_by_check CHECK ((missing_by = ANY (ARRAY['told'::text, 'privacy'::text, 'read'::text, 'write'::text, 'sweep'::text])));
alter table contact add constraint contact_pkey PRIMARY KEY (portal_id, contact_id);
CREATE INDEX contact_alone ON public.contact USING btree (portal_id, run_at) WHERE (alone AND (lease IS NULL) AND (run_at IS NOT NULL));
CREATE INDEX contact_company ON public.contact USING btree (portal_id, company_id) WHERE (company_id IS NOT NULL);
CREATE INDEX contact_deals ON public.contact USING gin (deal_ids) WHERE (deal_ids IS NOT NULL);
CREATE INDEX contact_drawn ON public.contact USING btree (portal_id, hashint8extended(contact_id, (1)::bigint)) WHERE (hashint8extended(contact_id, (1)::bigint) < '-8070450532247928832'::bigint);
CREATE INDEX contact_due ON public.contact USING btree (portal_id, stale, run_at) WHERE ((lease IS NULL) AND (run_at IS NOT NULL));
CREATE INDEX contact_excluded ON public.contact USING btree (portal_id, contact_id) WHERE (excluded IS NOT NULL);
CREATE INDEX contact_leased ON public.contact USING btree (portal_id) WHERE (lease IS NOT NULL);
CREATE INDEX contact_missing ON public.contact USING btree (portal_id, contact_id) WHERE (missing_since IS NOT NULL);
CREATE INDEX contact_unlisted ON public.contact USING btree (portal_id, contact_id) WHERE unlisted;
CREATE INDEX contact_waits ON public.contact USING btree (portal_id, contact_id) WHERE (waits IS NOT NULL);
CREATE TRIGGER contact_hidden AFTER UPDATE ON public.contact FOR EACH ROW WHEN (((old.missing_since IS NULL) <> (new.missing_since IS NULL))) EXECUTE FUNCTION note_hidden_days();
CREATE TRIGGER contact_name_kept AFTER UPDATE OF facts ON public.contact FOR EACH ROW WHEN (((new.facts IS NOT NULL) AND (((new.facts #>> '{contact,firstname}'::text[]) IS DISTINCT FROM (old.facts #>> '{contact,firstname}'::text[])) OR ((new.facts #>> '{contact,lastname}'::text[]) IS DISTINCT FROM (old.facts #>> '{contact,lastname}'::text[])) OR ((new.facts #>> '{contact,email}'::text[]) IS DISTINCT FROM (old.facts #>> '{contact,email}'::text[])) OR (old.facts IS NULL)))) EXECUTE FUNCTION keep_name();
CREATE TRIGGER contact_name_new AFTER INSERT ON public.contact FOR EACH ROW WHEN ((new.facts IS NOT NULL)) EXECUTE FUNCTION keep_name();
comment on table contact is 'a contact as it was last evaluated; the row is also its job: run_at, lease, seq, attempts';
comment on column contact.seq is 'grows with everything that arrives, so that a completion sees what it has missed';
comment on column contact.run_at is 'when it is due; null: never, as things are, or a dead letter';
comment on column contact.next_at is 'when the last evaluation wanted to be looked at again; run_at may be earlier';
comment on column contact.last_error is 'a code, never personal data';
comment on column contact.stale is 'must be read from HubSpot before it is evaluated';
comment on column contact.relink is 'which company and deals it has must be read as well';
comment on column contact.facts is 'what the last evaluation saw; names of properties as in src/store/contacts/stored-facts.ts';
comment on column contact.pending_facts is 'newer facts, read in passing (backfill, search), that no evaluation has used yet; names as in facts';
comment on column contact.pending_facts_at is 'when they were asked for';
comment on column contact.decisions is 'what people and workflows decided, beyond what the model finds';
comment on column contact.inputs is 'property values that people and workflows gave, still to be written to HubSpot';
comment on column contact.standing is 'what HubSpot shows, as Ripen wrote it: values as a JSON list in a text, by their place in the names of src/store/contacts/stored-standing.ts; properties: those without a place, or all, as an older program stored them; forgotten: properties that HubSpot has no more';
comment on column contact.track is 'the track whose list the contact should be on';
comment on column contact.listed is 'the lists that HubSpot has confirmed, sorted; null: unknown, it may be on any';
comment on column contact.lifecycle is 'the lifecycle stage in HubSpot as far as we know';
comment on column contact.lifecycle_intent is 'the stage that we are about to write, to recognise our own echo';
comment on column contact.evaluation is 'what statements read of the last evaluation; all of it where it has bantDetails: of a contact with very many activities, or as an older program stored it';
comment on column contact.created_at is 'when HubSpot created it';
comment on column contact.peers is 'what the last evaluation knew of its peers: a contact that it is a duplicate of, a burst of forms';
comment on column contact.excluded is 'the rules of the last exclusion, while it lasts';
comment on column contact.lists is 'the lists that the contact should be on, sorted: that of its track, and others';
comment on column contact.apart is 'counters whose occurrences are counted though the contact does not show them: of merged ones, or before they fell';
comment on column contact.merged is 'contacts became one since the last evaluation';
comment on column contact.missing_since is 'when HubSpot first seemed to have it no more; a later look of another kind must say the same before it is erased';
comment on column contact.missing_by is 'what seemed so: an event, a read, a write that was refused, or a list of all contacts';
comment on column contact.waits is 'what a rule of the account refused to take, by part (stage, owner); null: nothing';
comment on column contact.list_try_at is 'its lists are not to be changed before: HubSpot refused it';
comment on column contact.alone is 'not to be worked on in a batch: very much happened to it, or the process ended while it was evaluated';
comment on column contact.evaluating is 'it is being evaluated: an attempt that counts, even if the process ends';
comment on column contact.crashes is 'how often a process ended while it was in hand, since it was completed last';
comment on column contact.lists_in_doubt is 'lists that a call was about to change whose outcome is not known; null: none';
comment on column contact.unlisted is 'its lists in HubSpot are, or may be, others than it should be on';
comment on column contact.model_version is 'the version that it was last evaluated by; null: never, or by a version before this was kept';
comment on column contact.former is 'what the last evaluation by the version before remembered, and which one that was';
comment on column contact.evaluated is 'a digest of what is stored of the evaluation, and scored_at as it was then: another scored_at means that an older program has stored another one';
comment on column contact.gist is 'what of the last evaluation tells whether an edit of the model changes anything, as a JSON list that begins with its layout and with scored_at as it was then';
comment on column contact.claimed_by is 'the lease of the claim that claimed_seq speaks of';
comment on column contact.claimed_seq is 'seq as claimed';
comment on column contact.company_id is 'the beginning of the one in facts, for an index: to take it out of them at each write is slow';
comment on column contact.deal_ids is 'those in facts, likewise; null: none';

create table contact_history (
  portal_id bigint not null,
  contact_id bigint not null,
  place integer not null,
  asked_at bigint not null,
  read_at bigint,
  histories jsonb
);
alter table contact_history add constraint contact_history_pkey PRIMARY KEY (portal_id, contact_id);
alter table contact_history add constraint contact_history_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portal(portal_id) ON DELETE CASCADE;
CREATE INDEX contact_history_unread ON public.contact_history USING btree (portal_id, place, contact_id) WHERE (read_at IS NULL);
comment on table contact_history is 'histories of contacts, their companies and deals: read from HubSpot for looking back, and forgotten again';
comment on column contact_history.place is 'those with the lowest are read first';
comment on column contact_history.read_at is 'null: not read yet';

create table contact_name (
  portal_id bigint not null,
  contact_id bigint not null,
  words tsvector not null
);
alter table contact_name add constraint contact_name_pkey PRIMARY KEY (portal_id, contact_id);
alter table contact_name add constraint contact_name_portal_id_contact_id_fkey FOREIGN KEY (portal_id, contact_id) REFERENCES contact(portal_id, contact_id) ON DELETE CASCADE;
alter table contact_name add constraint contact_name_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portal(portal_id) ON DELETE CASCADE;
CREATE INDEX contact_name_words ON public.contact_name USING gin (words);
comment on table contact_name is 'the words of a contact''s name and address, each after its portal, so that an index over all portals finds those of one';

create table contact_past (
  portal_id bigint not null,
  contact_id bigint not null,
  history jsonb not null,
  company jsonb not null,
  deals jsonb not null,
  reads text not null,
  read_at bigint not null
);
alter table contact_past add constraint contact_past_pkey PRIMARY KEY (portal_id, contact_id);
alter table contact_past add constraint contact_past_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portal(portal_id) ON DELETE CASCADE;
CREATE INDEX contact_past_read_at ON public.contact_past USING btree (read_at);
comment on table contact_past is 'past values of a lead that was won or lost, and of its company, as HubSpot told them';
comment on column contact_past.deals is 'what became of its deals, and when';
comment on column contact_past.reads is 'names the properties that were asked for';

create table correspondence (
  portal_id bigint not null,
  contact_id bigint not null,
  at bigint not null,
  kind text not null,
  detail jsonb,
  seq bigint not null generated always as identity
);
alter table correspondence add constraint correspondence_kind_check CHECK ((kind = ANY (ARRAY['excluded'::text, 'admitted'::text, 'send'::text])));
alter table correspondence add constraint correspondence_pkey PRIMARY KEY (portal_id, contact_id, at, kind);
CREATE INDEX correspondence_sends ON public.correspondence USING btree (portal_id, at) WHERE (kind = 'send'::text);
CREATE INDEX correspondence_turns ON public.correspondence USING btree (portal_id, kind, at DESC, contact_id) WHERE (kind <> 'send'::text);
CREATE TRIGGER correspondence_append_only BEFORE UPDATE ON public.correspondence FOR EACH ROW EXECUTE FUNCTION correspondence_is_append_only();
comment on table correspondence is 'append-only: when a contact must not be written to, by which rules, and what HubSpot says was sent';
comment on column correspondence.detail is 'the rules of an exclusion; the campaign of a send';

create table dead_letter (
  portal_id bigint not null,
  what text not null,
  key text not null,
  error text not null,
  at bigint not null,
  cause text not null default 'unknown'::text,
  retries integer not null default 0,
  retry_at bigint,
  app_version text,
  model_version integer
);
alter table dead_letter add constraint dead_letter_pkey PRIMARY KEY (portal_id, what, key);
CREATE INDEX dead_letter_retry ON public.dead_letter USING btree (portal_id, retry_at) WHERE (retry_at IS NOT NULL);
comment on table dead_letter is 'what failed too often and is set aside; it is retried at long intervals';
comment on column dead_letter.what is '''contact'', or the kind of a job; the row itself stays in its table with run_at null';
comment on column dead_letter.cause is 'the kind of its cause: what may mend it';
comment on column dead_letter.retries is 'how often it was tried again and failed';
comment on column dead_letter.retry_at is 'when it is tried again by itself; null: it is being tried, or never is';
comment on column dead_letter.app_version is 'the version of the program that set it aside';
comment on column dead_letter.model_version is 'the model that held when it was set aside';

create table draft (
  portal_id bigint not null,
  draft_id text not null,
  version integer not null,
  edit integer not null,
  state text not null
);
alter table draft add constraint draft_pkey PRIMARY KEY (portal_id, draft_id);
alter table draft add constraint draft_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portal(portal_id) ON DELETE CASCADE;
alter table draft add constraint draft_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'reviewed'::text, 'published'::text, 'discarded'::text])));
comment on column draft.version is 'the version that it was drawn from';
comment on column draft.edit is 'the last of its edits';

create table draft_edit (
  portal_id bigint not null,
  draft_id text not null,
  edit integer not null,
  document jsonb not null,
  hash text not null,
  user_id bigint,
  author text not null,
  note text not null,
  at bigint not null
);
alter table draft_edit add constraint draft_edit_pkey PRIMARY KEY (portal_id, draft_id, edit);
alter table draft_edit add constraint draft_edit_portal_id_draft_id_fkey FOREIGN KEY (portal_id, draft_id) REFERENCES draft(portal_id, draft_id) ON DELETE CASCADE;
comment on table draft_edit is 'a draft after each of its edits; nothing of it ever changes';

create table draw (
  portal_id bigint not null,
  contact_id bigint not null,
  track text not null,
  since bigint not null,
  at bigint not null,
  is_out boolean not null
);
alter table draw add constraint draw_pkey PRIMARY KEY (portal_id, contact_id, track, since);
alter table draw add constraint draw_portal_id_contact_id_fkey FOREIGN KEY (portal_id, contact_id) REFERENCES contact(portal_id, contact_id) ON DELETE CASCADE;
alter table draw add constraint draw_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portal(portal_id) ON DELETE CASCADE;
alter table draw add constraint draw_portal_id_track_since_fkey FOREIGN KEY (portal_id, track, since) REFERENCES hold_out(portal_id, track, since) ON DELETE CASCADE;
CREATE INDEX draw_by_hold_out ON public.draw USING btree (portal_id, track, since);
comment on table draw is 'whether a contact that entered a track was left out of it, once for each hold-out';

create table editor (
  portal_id bigint not null,
  user_id bigint not null,
  name text not null,
  at bigint not null,
  given_by text
);
alter table editor add constraint editor_pkey PRIMARY KEY (portal_id, user_id);
alter table editor add constraint editor_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portal(portal_id) ON DELETE CASCADE;
comment on table editor is 'HubSpot users who may change the model';
comment on column editor.given_by is 'who put them on the list; null: HubSpot let them install Ripen, or open its settings';

create table elsewhere (
  portal_id bigint not null,
  place text not null
);
alter table elsewhere add constraint elsewhere_pkey PRIMARY KEY (portal_id);
comment on table elsewhere is 'portals that are in another database: the directory in the first one, a forwarding address in others';
comment on column elsewhere.place is 'the name of that database in DATABASES, or home';

create table encounter (
  portal_id bigint not null,
  contact_id bigint not null,
  kind text not null,
  what text not null,
  at bigint not null,
  signal text
);
alter table encounter add constraint encounter_kind_check CHECK ((kind = ANY (ARRAY['page'::text, 'form'::text, 'other'::text])));
alter table encounter add constraint encounter_pkey PRIMARY KEY (portal_id, contact_id, kind, what);
alter table encounter add constraint encounter_portal_id_contact_id_fkey FOREIGN KEY (portal_id, contact_id) REFERENCES contact(portal_id, contact_id) ON DELETE CASCADE;
alter table encounter add constraint encounter_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portal(portal_id) ON DELETE CASCADE;
CREATE TRIGGER encounter_became AFTER UPDATE ON public.encounter REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_encounter_days();
CREATE TRIGGER encounter_deleted AFTER DELETE ON public.encounter REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_encounter_days();
CREATE TRIGGER encounter_inserted AFTER INSERT ON public.encounter REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_encounter_days();
CREATE TRIGGER encounter_was AFTER UPDATE ON public.encounter REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_encounter_days();
comment on table encounter is 'when a contact first met a piece of content';

create table erased (
  portal_id bigint not null,
  contact_id bigint not null,
  at bigint not null
);
alter table erased add constraint erased_pkey PRIMARY KEY (portal_id, contact_id);
CREATE INDEX erased_at ON public.erased USING btree (at);
comment on table erased is 'contacts erased lately: what was read of them before must not bring them back';

create table event (
  portal_id bigint not null,
  type text not null,
  object_id bigint not null,
  property text not null,
  occurred_at bigint not null,
  event_id bigint not null,
  received_at bigint not null
);
alter table event add constraint event_pkey PRIMARY KEY (portal_id, occurred_at, event_id, object_id, type, property);
CREATE INDEX event_received ON public.event USING brin (received_at);
comment on table event is 'events of webhooks that were taken in, so that a repeated delivery is known';

create table feed (
  portal_id bigint not null,
  hash bytea not null,
  made_at bigint not null,
  made_by text not null,
  used_at bigint
);
alter table feed add constraint feed_pkey PRIMARY KEY (portal_id);
alter table feed add constraint feed_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portal(portal_id) ON DELETE CASCADE;
comment on table feed is 'the link by which an account fetches its history; absent: nobody has made one';
comment on column feed.hash is 'SHA-256 of the secret in the link, which is stored nowhere';

create table hold_out (
  portal_id bigint not null,
  track text not null,
  since bigint not null,
  share integer not null,
  secret uuid not null default gen_random_uuid(),
  until bigint,
  ended text
);
alter table hold_out add constraint hold_out_ended_check CHECK ((ended = ANY (ARRAY['changed'::text, 'harm'::text])));
alter table hold_out add constraint hold_out_pkey PRIMARY KEY (portal_id, track, since);
alter table hold_out add constraint hold_out_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portal(portal_id) ON DELETE CASCADE;
CREATE UNIQUE INDEX hold_out_lasting ON public.hold_out USING btree (portal_id, track) WHERE (until IS NULL);
comment on table hold_out is 'since when, and until when, a share of those who enter a track is left out of it';

create table job (
  portal_id bigint not null,
  kind text not null,
  key text not null,
  seq bigint not null default 0,
  run_at bigint,
  lease uuid,
  attempts integer not null default 0,
  last_error text,
  payload jsonb not null
);
alter table job add constraint job_kind_check CHECK ((kind <> 'contact'::text));
alter table job add constraint job_pkey PRIMARY KEY (portal_id, kind, key);
CREATE INDEX job_due ON public.job USING btree (portal_id, run_at) WHERE ((lease IS NULL) AND (run_at IS NOT NULL));
comment on table job is 'work of a portal that is not one contact, at most once a kind and key';

create table kept_choice (
  portal_id bigint not null,
  what text not null,
  since bigint not null,
  filter text not null,
  value text not null,
  cells jsonb not null
);
alter table kept_choice add constraint kept_choice_pkey PRIMARY KEY (portal_id, what, filter, value, since);
alter table kept_choice add constraint kept_choice_portal_id_what_since_fkey FOREIGN KEY (portal_id, what, since) REFERENCES kept_month(portal_id, what, since) ON DELETE CASCADE;
CREATE INDEX kept_choice_by_month ON public.kept_choice USING btree (portal_id, what, since);
comment on table kept_choice is 'what was counted of a month of the contacts that have a value in common';

create table kept_month (
  portal_id bigint not null,
  what text not null,
  since bigint not null,
  until bigint not null,
  at bigint not null,
  changes_at bigint,
  weight bigint not null,
  stale boolean not null default false,
  cells jsonb not null
);
alter table kept_month add constraint kept_month_pkey PRIMARY KEY (portal_id, what, since);
alter table kept_month add constraint kept_month_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portal(portal_id) ON DELETE CASCADE;
comment on table kept_month is 'what was counted of a month, so that a page adds up months';
comment on column kept_month.changes_at is 'when time alone changes it';
comment on column kept_month.weight is 'rows of the ledger that were counted';

create table landmark (
  portal_id bigint not null,
  contact_id bigint not null,
  at bigint not null,
  version integer not null,
  score smallint,
  explicit smallint,
  implicit smallint,
  size text,
  won_at bigint
);
alter table landmark add constraint landmark_pkey PRIMARY KEY (portal_id, contact_id);
alter table landmark add constraint landmark_portal_id_contact_id_fkey FOREIGN KEY (portal_id, contact_id) REFERENCES contact(portal_id, contact_id) ON DELETE CASCADE;
alter table landmark add constraint landmark_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portal(portal_id) ON DELETE CASCADE;
CREATE INDEX landmark_open ON public.landmark USING btree (portal_id, at) WHERE ((won_at IS NULL) AND (score IS NOT NULL));
comment on table landmark is 'a lead as it stood a week after Ripen first saw it, and when it bought';
comment on column landmark.score is 'null: it was no lead then';
comment on column landmark.size is 'of its company, such as 10-49; null: unknown';

create table learning (
  portal_id bigint not null,
  learning_id text not null,
  state text not null,
  wishes jsonb not null,
  progress jsonb not null,
  report jsonb,
  draft_id text,
  user_id bigint,
  author text not null,
  begun_at bigint not null,
  ended_at bigint
);
alter table learning add constraint learning_pkey PRIMARY KEY (portal_id, learning_id);
alter table learning add constraint learning_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portal(portal_id) ON DELETE CASCADE;
alter table learning add constraint learning_state_check CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'failed'::text, 'cancelled'::text])));
CREATE UNIQUE INDEX learning_running ON public.learning USING btree (portal_id) WHERE (state = 'running'::text);
comment on table learning is 'points learnt from won and lost leads: one run at a time';
comment on column learning.draft_id is 'the draft that it made; null: it made none';

create table look_back (
  portal_id bigint not null,
  plan_id text not null,
  run_id text not null,
  state text not null,
  since bigint not null,
  progress jsonb not null,
  result jsonb,
  author text not null,
  heard_at bigint not null
);
alter table look_back add constraint look_back_pkey PRIMARY KEY (portal_id, plan_id);
alter table look_back add constraint look_back_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portal(portal_id) ON DELETE CASCADE;
alter table look_back add constraint look_back_portal_id_plan_id_fkey FOREIGN KEY (portal_id, plan_id) REFERENCES model_plan(portal_id, plan_id) ON DELETE CASCADE;
alter table look_back add constraint look_back_state_check CHECK ((state = ANY (ARRAY['choosing'::text, 'reading'::text, 'judging'::text, 'done'::text, 'failed'::text, 'cancelled'::text])));
comment on table look_back is 'what the model of a plan would have done since a past day: the last one of each plan';
comment on column look_back.state is 'choosing whose past is read, reading it from HubSpot, judging everybody, or how it ended';

create table mailing (
  portal_id bigint not null,
  contact_id bigint not null,
  at bigint not null,
  campaign text,
  track text,
  opened bigint,
  clicked bigint
);
alter table mailing add constraint mailing_pkey PRIMARY KEY (portal_id, contact_id, at);
alter table mailing add constraint mailing_portal_id_contact_id_fkey FOREIGN KEY (portal_id, contact_id) REFERENCES contact(portal_id, contact_id) ON DELETE CASCADE;
alter table mailing add constraint mailing_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portal(portal_id) ON DELETE CASCADE;
CREATE INDEX mailing_by_at ON public.mailing USING btree (portal_id, at);
CREATE TRIGGER mailing_became AFTER UPDATE ON public.mailing REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_mailing_days();
CREATE TRIGGER mailing_deleted AFTER DELETE ON public.mailing REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_mailing_days();
CREATE TRIGGER mailing_inserted AFTER INSERT ON public.mailing REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_mailing_days();
CREATE TRIGGER mailing_was AFTER UPDATE ON public.mailing REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_mailing_days();
comment on table mailing is 'each mail that HubSpot reports: the track then, and the first open and click before the next mail';

create table model (
  portal_id bigint not null,
  version integer not null,
  document jsonb not null,
  created_at bigint not null,
  user_id bigint,
  author text,
  note text not null default ''::text,
  back_to integer,
  plan_id text,
  ramp jsonb
);
alter table model add constraint model_pkey PRIMARY KEY (portal_id, version);
comment on table model is 'the versions of each portal''s scoring model; none ever changes';
comment on column model.user_id is 'of the HubSpot user who published it; null: it came another way';
comment on column model.author is 'who published it, by name or mail address; null: it came with the installation';
comment on column model.back_to is 'the version whose document it takes up again; null: it is no roll-back';
comment on column model.plan_id is 'the plan that was carried out; null: there was none';
comment on column model.ramp is 'for whom it holds, and which version judges everybody else; null: it holds for all';

create table model_plan (
  portal_id bigint not null,
  plan_id text not null,
  state text not null,
  version integer not null,
  back_to integer,
  document jsonb not null,
  fingerprint text,
  at bigint not null,
  progress jsonb not null,
  result jsonb,
  ramp jsonb,
  heard_at bigint not null default 0
);
alter table model_plan add constraint model_plan_pkey PRIMARY KEY (portal_id, plan_id);
alter table model_plan add constraint model_plan_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portal(portal_id) ON DELETE CASCADE;
alter table model_plan add constraint model_plan_state_check CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'cancelled'::text, 'failed'::text])));
comment on table model_plan is 'what a draft would change, compared with the version that was in force';
comment on column model_plan.at is 'the instant for which contacts are compared';
comment on column model_plan.ramp is 'for whom the draft is to hold; null: for all';
comment on column model_plan.heard_at is 'when it last said how far it is: a process that was killed says nothing any more';

create table mover (
  portal_id bigint not null,
  contact_id bigint not null,
  plan_id text not null,
  rank smallint not null,
  change jsonb not null
);
alter table mover add constraint mover_pkey PRIMARY KEY (portal_id, contact_id, plan_id);
alter table mover add constraint mover_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portal(portal_id) ON DELETE CASCADE;
alter table mover add constraint mover_portal_id_plan_id_fkey FOREIGN KEY (portal_id, plan_id) REFERENCES model_plan(portal_id, plan_id) ON DELETE CASCADE;
CREATE INDEX mover_of_plan ON public.mover USING btree (portal_id, plan_id, rank, contact_id);
comment on table mover is 'a contact that a plan changes; those with the lowest rank come first';

create table news (
  portal_id bigint not null,
  id bigint not null generated always as identity,
  due_at bigint not null,
  contact_ids bigint[] not null,
  relinks boolean[] not null,
  properties text[] not null,
  value_numbers bigint[] not null,
  set_at bigint[] not null,
  tries integer not null default 0,
  try_at bigint not null default 0
);
alter table news add constraint news_pkey PRIMARY KEY (portal_id, id);
alter table news add constraint news_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portal(portal_id) ON DELETE CASCADE;
comment on table news is 'which contacts deliveries told of, until a worker has marked their rows; a list has a place for each mark';
comment on column news.due_at is 'when the contacts become due';
comment on column news.relinks is 'which company and deals the contact has may have changed too';
comment on column news.properties is 'what changed; null: it may be anything';
comment on column news.value_numbers is 'what stands for its new value, by src/store/text-number.ts';
comment on column news.set_at is 'when it got that value';
comment on column news.tries is 'how often it could not be carried out, alone or with others; then it is tried alone';
comment on column news.try_at is 'when it is tried again';

create table passage (
  portal_id bigint not null,
  contact_id bigint not null,
  captured bigint not null,
  mql bigint,
  sql bigint,
  opportunity bigint,
  customer bigint,
  lost bigint,
  silent_lead bigint,
  silent_mql bigint,
  silent_sql bigint,
  source text,
  campaign text,
  first_form text,
  validity text,
  persona text,
  country text,
  industry text,
  company_size text,
  product text,
  territory text,
  owner_id text,
  track text,
  first_page text,
  segment text
);
alter table passage add constraint passage_pkey PRIMARY KEY (portal_id, contact_id);
alter table passage add constraint passage_portal_id_contact_id_fkey FOREIGN KEY (portal_id, contact_id) REFERENCES contact(portal_id, contact_id) ON DELETE CASCADE;
alter table passage add constraint passage_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portal(portal_id) ON DELETE CASCADE;
CREATE INDEX passage_by_captured ON public.passage USING btree (portal_id, captured);
CREATE TRIGGER passage_became AFTER UPDATE ON public.passage REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_passage_days();
CREATE TRIGGER passage_deleted AFTER DELETE ON public.passage REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_passage_days();
CREATE TRIGGER passage_inserted AFTER INSERT ON public.passage REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_passage_days();
CREATE TRIGGER passage_traits_first AFTER INSERT ON public.passage REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_first_traits();
CREATE TRIGGER passage_traits_other AFTER UPDATE ON public.passage REFERENCING OLD TABLE AS was NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION note_other_traits();
CREATE TRIGGER passage_was AFTER UPDATE ON public.passage REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_passage_days();
comment on table passage is 'when a contact was first in each stage of the funnel, the earliest instant that was ever told, and how it went out of it';
comment on column passage.track is 'the nurture track that the contact is in now';
comment on column passage.first_page is 'the page by which the contact first came, without what differs from visit to visit';
comment on column passage.segment is 'the dormant segment that the contact is in now; none: it is active';

create table portal (
  portal_id bigint not null,
  status text not null,
  hub_domain text,
  ui_domain text,
  time_zone text,
  scopes text[] not null default '{}'::text[],
  installed_at bigint not null,
  disconnected_at bigint,
  access_token bytea,
  refresh_token bytea,
  token_expires_at bigint,
  account jsonb not null default '{}'::jsonb,
  lists jsonb not null default '{}'::jsonb,
  model_version integer,
  lease_holder uuid,
  lease_until timestamp with time zone,
  quiet_until timestamp with time zone,
  last_served_at timestamp with time zone,
  heard_at bigint,
  refresh_before bytea,
  refresh_asked_at bigint,
  refreshing_until timestamp with time zone,
  grant_refused_at bigint,
  grant_looks integer not null default 0,
  grant_look_at bigint,
  erase_at bigint,
  backfill jsonb,
  wait_until timestamp with time zone,
  signed_v3_at bigint,
  moving_to text
);
alter table portal add constraint portal_pkey PRIMARY KEY (portal_id);
alter table portal add constraint portal_sealed CHECK (((erase_at IS NULL) OR (status = 'disconnected'::text)));
alter table portal add constraint portal_status_check CHECK ((status = ANY (ARRAY['installing'::text, 'active'::text, 'disconnected'::text])));
comment on table portal is 'the HubSpot accounts that installed the app, with their tokens and the lease of the worker';
comment on column portal.account is 'what Ripen knows of the HubSpot account since it was last provisioned';
comment on column portal.quiet_until is 'not used any more';
comment on column portal.heard_at is 'when a delivery of HubSpot was last accepted';
comment on column portal.refresh_before is 'the refresh token that the present one replaced, encrypted: what HubSpot may still take';
comment on column portal.refresh_asked_at is 'new tokens were asked for then, and no answer to that was stored since';
comment on column portal.refreshing_until is 'a process is renewing the tokens; on the clock of the database';
comment on column portal.grant_refused_at is 'since when HubSpot refuses to renew the tokens: nothing else is asked of it; null: it does not';
comment on column portal.grant_looks is 'how often the grant was refused since then';
comment on column portal.grant_look_at is 'when the grant is looked at again; null: never';
comment on column portal.erase_at is 'the portal is sealed: nobody reads its rows, and they are erased then; null: it is not, or they are';
comment on column portal.backfill is 'how the last complete reading of all contacts ended; one that goes on is a job';
comment on column portal.wait_until is 'HubSpot has told to wait until then; on the clock of the database';
comment on column portal.signed_v3_at is 'when a workflow of the account last sent a signature of version 3; to the day';
comment on column portal.moving_to is 'the portal moves to that database: whatever would write to its rows here fails';

create table probe (
  at timestamp with time zone not null
);

create table request_done (
  portal_id bigint not null,
  signature text not null,
  at bigint not null
);
alter table request_done add constraint request_done_pkey PRIMARY KEY (portal_id, signature);
comment on table request_done is 'requests of cards and pages that were carried out, as long as their signatures hold';

create table score_history (
  portal_id bigint not null,
  contact_id bigint not null,
  at bigint[] not null,
  what integer[] not null,
  kinds text[] not null
) with (autovacuum_vacuum_scale_factor=0.01, autovacuum_analyze_scale_factor=0.02);
alter table score_history add constraint score_history_pkey PRIMARY KEY (portal_id, contact_id);
comment on table score_history is 'the history of the scores of a contact, the newest points, the oldest first';
comment on column score_history.what is 'a byte each: the place in kinds, explicit, implicit and score, from -128 to 127';
comment on column score_history.kinds is 'what is alike among points: qualification, segment, cause';

create table score_point (
  portal_id bigint not null,
  contact_id bigint not null,
  at bigint not null,
  explicit smallint not null,
  implicit smallint not null,
  score smallint not null,
  qualification text not null,
  segment text,
  cause text not null
);
alter table score_point add constraint score_point_pkey PRIMARY KEY (portal_id, contact_id, at);
comment on table score_point is 'the newest points of contacts, until they go into score_history';

create table set_up (
  portal_id bigint not null,
  step text not null,
  state text not null,
  user_id bigint,
  author text not null,
  at bigint not null
);
alter table set_up add constraint set_up_pkey PRIMARY KEY (portal_id, step);
alter table set_up add constraint set_up_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portal(portal_id) ON DELETE CASCADE;
alter table set_up add constraint set_up_state_check CHECK ((state = ANY (ARRAY['done'::text, 'skipped'::text])));
comment on table set_up is 'what became of each step of the set-up assistant; absent: nobody has come to it';

create table signature (
  portal_id bigint not null,
  draft_id text not null,
  side text not null,
  hash text not null,
  user_id bigint,
  author text not null,
  at bigint not null,
  voided_by integer
);
alter table signature add constraint signature_pkey PRIMARY KEY (portal_id, draft_id, side);
alter table signature add constraint signature_portal_id_draft_id_fkey FOREIGN KEY (portal_id, draft_id) REFERENCES draft(portal_id, draft_id) ON DELETE CASCADE;
alter table signature add constraint signature_side_check CHECK ((side = ANY (ARRAY['marketing'::text, 'sales'::text])));
comment on column signature.hash is 'of the document that was signed: it counts for no other';
comment on column signature.voided_by is 'the edit of the draft that came after it: it does not count any more; null: it counts';

create table source_cost (
  portal_id bigint not null,
  source text not null,
  month text not null,
  amount double precision not null
);
alter table source_cost add constraint source_cost_pkey PRIMARY KEY (portal_id, source, month);
alter table source_cost add constraint source_cost_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portal(portal_id) ON DELETE CASCADE;
comment on table source_cost is 'what the account paid for a source in a month, as a person typed it in';
comment on column source_cost.month is 'as 2026-11, by the clocks of the account';

create table stale_day (
  portal_id bigint not null,
  seq bigint not null generated always as identity,
  ledger text not null,
  day integer not null
);
alter table stale_day add constraint stale_day_pkey PRIMARY KEY (portal_id, seq);
alter table stale_day add constraint stale_day_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portal(portal_id) ON DELETE CASCADE;
comment on table stale_day is 'days of a ledger, since 1970 in UTC, of which something has changed since months were counted';

create table stay (
  portal_id bigint not null,
  contact_id bigint not null,
  kind text not null,
  since bigint not null,
  value text not null,
  until bigint,
  next text
);
alter table stay add constraint stay_kind_check CHECK ((kind = ANY (ARRAY['track'::text, 'segment'::text])));
alter table stay add constraint stay_pkey PRIMARY KEY (portal_id, contact_id, kind, since);
alter table stay add constraint stay_portal_id_contact_id_fkey FOREIGN KEY (portal_id, contact_id) REFERENCES contact(portal_id, contact_id) ON DELETE CASCADE;
alter table stay add constraint stay_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portal(portal_id) ON DELETE CASCADE;
CREATE INDEX stay_by_since ON public.stay USING btree (portal_id, since);
CREATE INDEX stay_by_until ON public.stay USING btree (portal_id, until) WHERE (until IS NOT NULL);
CREATE TRIGGER stay_became AFTER UPDATE ON public.stay REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_stay_days();
CREATE TRIGGER stay_deleted AFTER DELETE ON public.stay REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_stay_days();
CREATE TRIGGER stay_inserted AFTER INSERT ON public.stay REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_stay_days();
CREATE TRIGGER stay_was AFTER UPDATE ON public.stay REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_stay_days();
comment on table stay is 'since when, and until when, a contact was in a nurture track or a dormant segment, and what came next';

create table task (
  portal_id bigint not null,
  contact_id bigint not null,
  key text not null,
  kind text not null,
  due_at bigint not null,
  body jsonb not null,
  state text not null default 'pending'::text,
  hubspot_id bigint,
  error text,
  created_at bigint not null,
  close_as text,
  attempts integer not null default 0,
  try_at bigint not null default 0
);
alter table task add constraint task_pkey PRIMARY KEY (portal_id, contact_id, key);
alter table task add constraint task_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'sending'::text, 'created'::text, 'closed'::text, 'failed'::text])));
CREATE INDEX task_open ON public.task USING btree (portal_id, state) WHERE (state = ANY (ARRAY['pending'::text, 'sending'::text]));
CREATE INDEX task_to_close ON public.task USING btree (portal_id) WHERE ((close_as IS NOT NULL) AND (state <> 'closed'::text) AND (state <> 'failed'::text));
CREATE INDEX task_watched ON public.task USING btree (portal_id, contact_id) WHERE (state = 'created'::text);
comment on table task is 'the outbox of tasks, and those that were created in HubSpot';
comment on column task.body is 'what to send; null: the task is closed';
comment on column task.close_as is 'the status that it is to get in HubSpot, since what it asked for is done or not wanted any more';
comment on column task.try_at is 'not to be sent before: HubSpot refused it';

create table touch (
  portal_id bigint not null,
  contact_id bigint not null,
  track text not null,
  kind text not null,
  due_at bigint not null,
  state text not null,
  closed_at bigint,
  cause text
);
alter table touch add constraint touch_kind_check CHECK ((kind = ANY (ARRAY['email'::text, 'manual'::text])));
alter table touch add constraint touch_pkey PRIMARY KEY (portal_id, contact_id, due_at, track, kind);
alter table touch add constraint touch_state_check CHECK ((state = ANY (ARRAY['open'::text, 'late'::text, 'done'::text, 'missed'::text, 'cancelled'::text])));
CREATE INDEX touch_by_due ON public.touch USING btree (portal_id, due_at);
CREATE TRIGGER touch_became AFTER UPDATE ON public.touch REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_touch_days();
CREATE TRIGGER touch_deleted AFTER DELETE ON public.touch REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_touch_days();
CREATE TRIGGER touch_inserted AFTER INSERT ON public.touch REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_touch_days();
CREATE TRIGGER touch_was AFTER UPDATE ON public.touch REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_touch_days();
comment on table touch is 'what became of each touch';
comment on column touch.state is 'open: due, not seen done yet; late: by hand and overdue; missed: an e-mail that nobody sent in time; cancelled: its reason went away';
comment on column touch.cause is 'why it was missed or cancelled';

create table trait (
  portal_id bigint not null,
  contact_id bigint not null,
  kind text not null,
  digest uuid not null
);
alter table trait add constraint trait_kind_check CHECK ((kind = ANY (ARRAY['email'::text, 'phone'::text, 'form'::text])));
alter table trait add constraint trait_pkey PRIMARY KEY (portal_id, digest, contact_id);
CREATE INDEX trait_by_contact ON public.trait USING btree (portal_id, contact_id);
comment on table trait is 'by what contacts of one portal are recognised as each other, or as one burst';
comment on column trait.digest is 'the first 16 bytes of the SHA-256 of its kind and its text';

create table turn (
  portal_id bigint not null,
  key text not null,
  state jsonb not null
);
alter table turn add constraint turn_pkey PRIMARY KEY (portal_id, key);
comment on table turn is 'whose turn it is among owners';
comment on column turn.key is 'the owners who take turns';

create table violation (
  portal_id bigint not null,
  contact_id bigint not null,
  at bigint not null,
  campaign text,
  since bigint not null,
  rules jsonb
);
alter table violation add constraint violation_pkey PRIMARY KEY (portal_id, contact_id, at);
alter table violation add constraint violation_portal_id_fkey FOREIGN KEY (portal_id) REFERENCES portal(portal_id) ON DELETE CASCADE;
comment on table violation is 'a send to a contact that was excluded from correspondence at that instant';
comment on column violation.since is 'when the exclusion began';

create table visit (
  portal_id bigint not null,
  contact_id bigint not null,
  user_id bigint not null,
  at bigint not null,
  before_at bigint
);
alter table visit add constraint visit_pkey PRIMARY KEY (portal_id, contact_id, user_id);
comment on table visit is 'when each user looked at the score card of a contact';
comment on column visit.at is 'the last look of the last visit';
comment on column visit.before_at is 'the last look of the visit before; null: there was none';

create table webhook_dead_letter (
  portal_id bigint not null,
  key text not null,
  what text not null,
  reason text not null,
  type text not null,
  object_ids bigint[] not null,
  shape text not null,
  times bigint not null,
  first_at bigint not null,
  last_at bigint not null
);
alter table webhook_dead_letter add constraint webhook_dead_letter_pkey PRIMARY KEY (portal_id, key);
alter table webhook_dead_letter add constraint webhook_dead_letter_what_check CHECK ((what = ANY (ARRAY['event'::text, 'delivery'::text])));
comment on table webhook_dead_letter is 'dead letters: what webhooks brought and could not be taken in';
comment on column webhook_dead_letter.portal_id is '0: it does not say whose it is';
comment on column webhook_dead_letter.key is 'the same again has the same key, and is counted';
comment on column webhook_dead_letter.object_ids is 'the records that it names, the latest only';
comment on column webhook_dead_letter.shape is 'kinds and lengths of its fields, never a value';

create table write_rule (
  portal_id bigint not null,
  part text not null,
  value text not null,
  code text not null,
  properties text[] not null,
  since bigint not null,
  try_at bigint not null
);
alter table write_rule add constraint write_rule_part_check CHECK ((part = ANY (ARRAY['stage'::text, 'owner'::text, 'task'::text])));
alter table write_rule add constraint write_rule_pkey PRIMARY KEY (portal_id, part, value);
comment on table write_rule is 'rules of an account that refuse what Ripen writes';
comment on column write_rule.value is 'the stage that is refused; empty for owners and tasks';
comment on column write_rule.properties is 'what must be filled in, as HubSpot named it; empty: it named none';
comment on column write_rule.try_at is 'when one record tries whether the rule is still there';
