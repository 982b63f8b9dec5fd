import type { StandardProperty } from '../definitions.ts';
import { COUNTRY_CODES } from './country-codes.ts';
import { LEAD_STATUSES, SENIORITIES } from './enumerations.ts';
import { TIME_ZONES } from './time-zones.ts';

const SOURCES = [
  'ORGANIC_SEARCH',
  'PAID_SEARCH',
  'EMAIL_MARKETING',
  'SOCIAL_MEDIA',
  'REFERRALS',
  'OTHER_CAMPAIGNS',
  'DIRECT_TRAFFIC',
  'OFFLINE',
  'PAID_SOCIAL',
];

const writable = (type: StandardProperty['type'], ...names: string[]): StandardProperty[] =>
  names.map((name) => ({ name, type }));
const readOnly = (type: StandardProperty['type'], ...names: string[]): StandardProperty[] =>
  names.map((name) => ({ name, type, readOnly: true }));
const calculated = (type: StandardProperty['type'], ...names: string[]): StandardProperty[] =>
  names.map((name) => ({ name, type, calculated: true }));

/**
 * Names, types and flags of the contact properties that scoring reads; `lifecyclestage` and its
 * dates come from the portal.
 */
export const contactProperties: readonly StandardProperty[] = [
  // Who they are
  ...writable('string', 'email', 'firstname', 'lastname', 'salutation', 'jobtitle', 'company', 'website', 'industry'),
  ...writable('string', 'annualrevenue', 'country', 'state', 'city', 'zip', 'address', 'message', 'work_email'),
  ...writable('string', 'job_function', 'seniority', 'company_size', 'degree', 'marital_status', 'school', 'gender'),
  ...writable('phone_number', 'phone', 'mobilephone'),
  {
    name: 'numemployees',
    type: 'enumeration',
    options: ['1-5', '5-25', '25-50', '50-100', '100-500', '500-1000', '1000+'],
  },
  { name: 'hs_country_region_code', type: 'enumeration', options: COUNTRY_CODES },
  { name: 'hs_state_code', type: 'string' },
  { name: 'hs_language', type: 'enumeration', options: ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'pl', 'sv', 'ja'] },
  { name: 'hs_timezone', type: 'enumeration', options: TIME_ZONES },
  { name: 'hs_persona', type: 'enumeration', options: [] },
  {
    name: 'hs_buying_role',
    type: 'enumeration',
    fieldType: 'checkbox',
    options: [
      'BLOCKER',
      'BUDGET_HOLDER',
      'CHAMPION',
      'DECISION_MAKER',
      'END_USER',
      'EXECUTIVE_SPONSOR',
      'INFLUENCER',
      'LEGAL_AND_COMPLIANCE',
      'OTHER',
    ],
  },
  {
    name: 'hs_role',
    type: 'enumeration',
    options: ['engineering', 'marketing', 'sales', 'finance', 'operations', 'human_resources', 'legal', 'education'],
  },
  { name: 'hs_seniority', type: 'enumeration', options: SENIORITIES },
  { name: 'hs_sub_role', type: 'enumeration', options: ['account_executive', 'software_engineer', 'product_manager'] },
  {
    name: 'hs_legal_basis',
    type: 'enumeration',
    fieldType: 'checkbox',
    options: ['Freely given consent from contact', 'Legitimate interest – prospect/lead', 'Not applicable'],
  },
  { name: 'hs_lead_status', type: 'enumeration', fieldType: 'radio', options: LEAD_STATUSES },
  { name: 'hubspot_owner_id', type: 'enumeration', options: [] },
  ...writable('datetime', 'closedate'),
  ...readOnly('string', 'ip_country', 'ip_country_code', 'ip_state', 'ip_city'),
  ...calculated('string', 'hs_email_domain', 'hs_searchable_calculated_phone_number'),

  // Web
  ...readOnly('number', 'hs_analytics_num_visits', 'hs_analytics_num_page_views', 'hs_analytics_average_page_views'),
  ...readOnly('number', 'hs_analytics_num_event_completions'),
  ...readOnly('datetime', 'hs_analytics_first_timestamp', 'hs_analytics_first_visit_timestamp'),
  ...readOnly('datetime', 'hs_analytics_last_timestamp', 'hs_analytics_last_visit_timestamp'),
  ...readOnly('string', 'hs_analytics_first_url', 'hs_analytics_last_url'),
  ...readOnly('string', 'hs_analytics_first_referrer', 'hs_analytics_last_referrer'),
  { name: 'hs_analytics_source', type: 'enumeration', options: SOURCES },
  { name: 'hs_latest_source', type: 'enumeration', options: SOURCES },
  ...readOnly('string', 'hs_analytics_source_data_1', 'hs_analytics_source_data_2'),
  ...readOnly('string', 'hs_latest_source_data_1', 'hs_latest_source_data_2'),
  ...readOnly('datetime', 'hs_latest_source_timestamp'),

  // Marketing e-mail, its health and consent
  ...readOnly('number', 'hs_email_delivered', 'hs_email_open', 'hs_email_click', 'hs_email_replied', 'hs_email_bounce'),
  ...readOnly('number', 'hs_email_sends_since_last_engagement'),
  ...readOnly('datetime', 'hs_email_first_send_date', 'hs_email_first_open_date', 'hs_email_first_click_date'),
  ...readOnly('datetime', 'hs_email_first_reply_date', 'hs_email_last_send_date', 'hs_email_last_open_date'),
  ...readOnly('datetime', 'hs_email_last_click_date', 'hs_email_last_reply_date'),
  ...readOnly('string', 'hs_email_last_email_name'),
  ...readOnly('bool', 'hs_email_optout', 'hs_email_bad_address', 'hs_email_quarantined', 'hs_email_is_ineligible'),
  ...readOnly('string', 'hs_email_quarantined_reason', 'hs_email_hard_bounce_reason'),
  {
    name: 'hs_email_hard_bounce_reason_enum',
    type: 'enumeration',
    readOnly: true,
    options: ['CONTENT', 'MAILBOX_FULL', 'OTHER', 'POLICY', 'SPAM', 'UNKNOWN_USER'],
  },
  { name: 'hs_emailconfirmationstatus', type: 'enumeration', readOnly: true, options: ['Confirmed', 'Not Confirmed'] },
  { name: 'hs_marketable_status', type: 'bool', readOnly: true },

  // Forms
  ...calculated('number', 'num_conversion_events', 'num_unique_conversion_events'),
  ...calculated('datetime', 'recent_conversion_date', 'first_conversion_date'),
  ...calculated('string', 'recent_conversion_event_name', 'first_conversion_event_name'),
  { name: 'hs_calculated_form_submissions', type: 'string', calculated: true, hidden: true },

  // Sales
  ...readOnly('datetime', 'hs_sales_email_last_opened', 'hs_sales_email_last_clicked', 'hs_sales_email_last_replied'),
  ...readOnly('datetime', 'notes_last_contacted', 'notes_last_updated', 'notes_next_activity_date'),
  ...readOnly('datetime', 'hs_notes_last_activity', 'hs_last_sales_activity_timestamp'),
  ...readOnly('number', 'num_notes', 'num_contacted_notes', 'hs_sequences_enrolled_count'),
  {
    name: 'hs_last_sales_activity_type',
    type: 'enumeration',
    readOnly: true,
    options: [
      'EMAIL_OPEN',
      'EMAIL_CLICK',
      'EMAIL_REPLY',
      'FORM_SUBMITTED',
      'MEETING_BOOKED',
      'HUBSPOT_REVISIT',
      'PRESENTATION_REVISIT',
      'COMPANYPROSPECTS_REVISIT',
    ],
  },
  ...readOnly('datetime', 'engagements_last_meeting_booked', 'hs_latest_meeting_activity'),
  ...readOnly('string', 'engagements_last_meeting_booked_campaign', 'engagements_last_meeting_booked_medium'),
  ...readOnly('string', 'engagements_last_meeting_booked_source'),
  ...calculated('bool', 'hs_sequences_is_enrolled'),
  ...readOnly('bool', 'currentlyinworkflow'),

  // Social, surveys, chat, webinars
  ...readOnly('number', 'hs_social_facebook_clicks', 'hs_social_linkedin_clicks', 'hs_social_twitter_clicks'),
  ...readOnly('number', 'hs_social_google_plus_clicks', 'hs_social_num_broadcast_clicks'),
  ...readOnly('datetime', 'hs_social_last_engagement', 'hs_feedback_last_survey_date', 'webinareventlastupdated'),
  ...readOnly('number', 'hs_feedback_last_nps_rating'),
  ...readOnly('string', 'hs_conversations_visitor_email'),
  ...readOnly('bool', 'hs_created_by_conversations'),

  // Deals and record keeping
  ...readOnly('number', 'num_associated_deals', 'hs_num_associated_open_deals', 'recent_deal_amount', 'total_revenue'),
  ...readOnly('datetime', 'first_deal_created_date', 'recent_deal_close_date'),
  ...calculated('number', 'days_to_close', 'hubspotscore'),
  ...calculated('datetime', 'hs_latest_open_lead_date', 'hs_latest_qualified_lead_date'),
  ...calculated('datetime', 'hs_latest_disqualified_lead_date'),
  ...readOnly('string', 'hs_merged_object_ids', 'hs_all_contact_vids'),
  ...readOnly('number', 'hs_object_id', 'associatedcompanyid'),
  ...readOnly('datetime', 'createdate', 'lastmodifieddate'),
];
