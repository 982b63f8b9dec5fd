import { type Kysely, sql } from 'kysely';

/**
 * Properties that most contacts have get short names in stored facts: HubSpot's were nearly half of
 * them. An older version would ask for those. As the table is written anew, parts of a row are
 * stored apart from less on: the rest of it is shorter then, and more rows fit into a page.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create function short_names(properties jsonb) returns jsonb language sql immutable as $$
  select coalesce(jsonb_object_agg(coalesce('{"annualrevenue":"~0", "company_size":"~1", "country":"~2", "createdate":"~3", "engagements_last_meeting_booked":"~4",
      "first_conversion_date":"~5", "first_conversion_event_name":"~6", "hs_all_contact_vids":"~7", "hs_analytics_first_timestamp":"~8",
      "hs_analytics_first_url":"~9", "hs_analytics_first_visit_timestamp":"~a", "hs_analytics_last_timestamp":"~b", "hs_analytics_last_url":"~c",
      "hs_analytics_last_visit_timestamp":"~d", "hs_analytics_num_page_views":"~e", "hs_analytics_num_visits":"~f", "hs_analytics_source":"~g",
      "hs_analytics_source_data_1":"~h", "hs_buying_role":"~i", "hs_country_region_code":"~j", "hs_email_bad_address":"~k", "hs_email_click":"~l",
      "hs_email_first_click_date":"~m", "hs_email_first_open_date":"~n", "hs_email_first_reply_date":"~o", "hs_email_hard_bounce_reason_enum":"~p",
      "hs_email_is_ineligible":"~q", "hs_email_last_click_date":"~r", "hs_email_last_email_name":"~s", "hs_email_last_open_date":"~t",
      "hs_email_last_reply_date":"~u", "hs_email_last_send_date":"~v", "hs_email_open":"~w", "hs_email_optout":"~x", "hs_email_quarantined":"~y",
      "hs_email_replied":"~z", "hs_is_target_account":"~10", "hs_lifecyclestage_customer_date":"~11", "hs_lifecyclestage_evangelist_date":"~12",
      "hs_lifecyclestage_marketingqualifiedlead_date":"~13", "hs_lifecyclestage_opportunity_date":"~14",
      "hs_lifecyclestage_salesqualifiedlead_date":"~15", "hs_marketable_status":"~16", "hs_merged_object_ids":"~17",
      "hs_sales_email_last_clicked":"~18", "hs_sales_email_last_replied":"~19", "hs_seniority":"~1a", "hs_social_facebook_clicks":"~1b",
      "hs_social_last_engagement":"~1c", "hs_social_linkedin_clicks":"~1d", "hs_social_twitter_clicks":"~1e", "hs_timezone":"~1f",
      "hs_v2_date_entered_customer":"~1g", "hs_v2_date_entered_evangelist":"~1h", "hs_v2_date_entered_marketingqualifiedlead":"~1i",
      "hs_v2_date_entered_opportunity":"~1j", "hs_v2_date_entered_salesqualifiedlead":"~1k", "industry":"~1l", "jobtitle":"~1m", "mobilephone":"~1n",
      "notes_last_contacted":"~1o", "num_associated_deals":"~1p", "num_conversion_events":"~1q", "numberofemployees":"~1r", "numemployees":"~1s",
      "phone":"~1t", "recent_conversion_date":"~1u", "recent_conversion_event_name":"~1v", "ripen_bant_authority":"~1w", "ripen_bant_budget":"~1x",
      "ripen_bant_need":"~1y", "ripen_bant_timeline":"~1z"}'::jsonb ->> key, case when starts_with(key, '~') then '~' else '' end || key), value), '{}')
  from jsonb_each(properties)
$$;
create function short_facts(facts jsonb) returns jsonb language sql immutable as $$
  select facts
    || case when facts ? 'contact' then jsonb_build_object('contact', short_names(facts -> 'contact')) else '{}' end
    || case when facts ? 'company' then jsonb_build_object('company', short_names(facts -> 'company')) else '{}' end
$$;

drop trigger contact_name_new on contact;
drop trigger contact_name_kept on contact;
alter table contact set (toast_tuple_target = 1300);
alter table contact
  alter column facts type jsonb using short_facts(facts),
  alter column pending_facts type jsonb using short_facts(pending_facts);
create trigger contact_name_new after insert on contact
  for each row when (new.facts is not null) execute function keep_name();
create trigger contact_name_kept after update of facts on contact
  for each row when (new.facts is not null and (
    (new.facts #>> '{contact,firstname}') is distinct from (old.facts #>> '{contact,firstname}')
    or (new.facts #>> '{contact,lastname}') is distinct from (old.facts #>> '{contact,lastname}')
    or (new.facts #>> '{contact,email}') is distinct from (old.facts #>> '{contact,email}')
    or old.facts is null)) execute function keep_name();

drop function short_facts(jsonb);
drop function short_names(jsonb);
comment on column contact.facts is 'what the last evaluation saw; names of properties as in src/store/contacts/stored-facts.ts';
comment on column contact.pending_facts is 'newer facts, read in passing (backfill, search), that no evaluation has used yet; names as in facts';`)
    .execute(db);
}
