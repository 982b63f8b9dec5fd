import { type RawBuilder, sql } from 'kysely';
import type { LinkedFacts, Properties } from '../../domain/contact.ts';

/*
 * Facts as they are stored: the names of properties that most contacts have are short, since they
 * would be nearly half of the facts. A short name is `~` and a place in NAMES.
 */

/**
 * Places never change: a name that comes later is added at the end, by a migration beside which no
 * older version runs. Those that statements ask for are not among them.
 */
// biome-ignore format: a list of names
const NAMES = ['annualrevenue', 'company_size', 'country', 'createdate', 'engagements_last_meeting_booked',
  'first_conversion_date', 'first_conversion_event_name', 'hs_all_contact_vids', 'hs_analytics_first_timestamp',
  'hs_analytics_first_url', 'hs_analytics_first_visit_timestamp', 'hs_analytics_last_timestamp',
  'hs_analytics_last_url', 'hs_analytics_last_visit_timestamp', 'hs_analytics_num_page_views',
  'hs_analytics_num_visits', 'hs_analytics_source', 'hs_analytics_source_data_1', 'hs_buying_role',
  'hs_country_region_code', 'hs_email_bad_address', 'hs_email_click', 'hs_email_first_click_date',
  'hs_email_first_open_date', 'hs_email_first_reply_date', 'hs_email_hard_bounce_reason_enum',
  'hs_email_is_ineligible', 'hs_email_last_click_date', 'hs_email_last_email_name', 'hs_email_last_open_date',
  'hs_email_last_reply_date', 'hs_email_last_send_date', 'hs_email_open', 'hs_email_optout', 'hs_email_quarantined',
  'hs_email_replied', 'hs_is_target_account', 'hs_lifecyclestage_customer_date', 'hs_lifecyclestage_evangelist_date',
  'hs_lifecyclestage_marketingqualifiedlead_date', 'hs_lifecyclestage_opportunity_date',
  'hs_lifecyclestage_salesqualifiedlead_date', 'hs_marketable_status', 'hs_merged_object_ids',
  'hs_sales_email_last_clicked', 'hs_sales_email_last_replied', 'hs_seniority', 'hs_social_facebook_clicks',
  'hs_social_last_engagement', 'hs_social_linkedin_clicks', 'hs_social_twitter_clicks', 'hs_timezone',
  'hs_v2_date_entered_customer', 'hs_v2_date_entered_evangelist', 'hs_v2_date_entered_marketingqualifiedlead',
  'hs_v2_date_entered_opportunity', 'hs_v2_date_entered_salesqualifiedlead', 'industry', 'jobtitle', 'mobilephone',
  'notes_last_contacted', 'num_associated_deals', 'num_conversion_events', 'numberofemployees', 'numemployees',
  'phone', 'recent_conversion_date', 'recent_conversion_event_name', 'ripen_bant_authority', 'ripen_bant_budget',
  'ripen_bant_need', 'ripen_bant_timeline'] as const;

const MARK = '~';
const SHORT: ReadonlyMap<string, string> = new Map(NAMES.map((name, place) => [name, `${MARK}${place.toString(36)}`]));
const LONG: ReadonlyMap<string, string> = new Map([...SHORT].map(([name, short]) => [short, name]));

/** The name by which the value of a property is stored in facts. */
export const storedName = (property: string): string =>
  SHORT.get(property) ?? (property.startsWith(MARK) ? `${MARK}${property}` : property);

/** SQL: the same of a name that a statement reads. */
export const storedNameSql = (property: RawBuilder<string>): RawBuilder<string> =>
  sql`coalesce(${sql.lit(JSON.stringify(Object.fromEntries(SHORT)))}::jsonb ->> ${property},
    case when starts_with(${property}, ${sql.lit(MARK)}) then ${sql.lit(MARK)} else '' end || ${property})`;

const nameIn = (stored: string): string =>
  LONG.get(stored) ?? (stored.startsWith(MARK) ? stored.slice(MARK.length) : stored);

declare const STORED: unique symbol;
/** Only `factsIn` tells what they are. */
export type StoredFacts<F extends Partial<LinkedFacts> = LinkedFacts> = { readonly [STORED]: F };

export const storedFacts = <F extends Partial<LinkedFacts>>(facts: F): StoredFacts<F> =>
  renamed(facts, storedName) as unknown as StoredFacts<F>;

export const factsIn = <F extends Partial<LinkedFacts>>(stored: StoredFacts<F>): F =>
  renamed(stored as unknown as F, nameIn);

/** The parts that were read, with other names. */
function renamed<F extends Partial<LinkedFacts>>(facts: F, nameOf: (name: string) => string): F {
  const { contact, company } = facts;
  return {
    ...facts,
    ...(contact && { contact: withNames(contact, nameOf) }),
    ...(company && { company: withNames(company, nameOf) }),
  };
}

const withNames = (properties: Properties, nameOf: (name: string) => string): Properties =>
  Object.fromEntries(Object.entries(properties).map(([name, value]) => [nameOf(name), value]));
