import { associate } from '../portal/links.ts';
import { noteEngagement, noteSend } from '../portal/marketing-emails.ts';
import type { Portal, Values } from '../portal/portal.ts';
import type { CrmRecord, Source } from '../portal/records.ts';
import { storeInstant } from '../portal/write/values.ts';
import { advanceByDeal, applyWrite, createRecord } from '../portal/write/write.ts';
import { type Activity, type ActivityInput, activitySchema } from './activity.ts';

/** Lets a contact do something, and leaves HubSpot's traces of it: counters, dates, deals. */
export function deliverActivity(portal: Portal, contactId: string, input: ActivityInput): void {
  const activity = activitySchema.parse(input);
  const contact = portal.records.contacts.resolve(contactId);
  if (!contact)
    throw new Error(`Portal ${portal.settings.id} has no contact ${contactId} to deliver ${activity.kind} to.`);

  if (activity.kind === 'deal_created' || activity.kind === 'deal_won' || activity.kind === 'deal_lost') {
    deliverDeal(portal, contact, activity);
    return;
  }
  if (activity.kind === 'tasks_done') {
    for (const task of openTasksOf(portal, contact)) completeTask(portal, task);
    return;
  }
  const quiet = portal.settings.quietBehaviour && QUIET.has(activity.kind);
  const values = tracesOf(contact.properties, activity, portal.clock.now());
  applyWrite(portal, contact, values, SOURCES[activity.kind] ?? CRM_UI, { quiet });
  if (activity.kind === 'email_sent') noteSend(portal.emails, activity.name, contact, portal.clock.now());
  if (activity.kind === 'email_open') noteEngagement(portal.emails, contact, 'opened');
  if (activity.kind === 'email_click') noteEngagement(portal.emails, contact, 'clicked');
}

type DealActivity = Extract<Activity, { kind: 'deal_created' | 'deal_won' | 'deal_lost' }>;

const QUIET: ReadonlySet<Activity['kind']> = new Set([
  'page_view',
  'form_submission',
  'email_sent',
  'email_open',
  'email_click',
]);

const CRM_UI: Source = { type: 'CRM_UI', id: 'userId:901' };
const SOURCES: Partial<Record<Activity['kind'], Source>> = {
  page_view: { type: 'ANALYTICS', id: 'web-analytics' },
  form_submission: { type: 'FORM', id: 'form' },
  email_sent: { type: 'EMAIL', id: 'marketing-email' },
  email_open: { type: 'EMAIL', id: 'marketing-email' },
  email_click: { type: 'EMAIL', id: 'marketing-email' },
  email_reply: { type: 'EMAIL', id: 'marketing-email' },
  unsubscribe: { type: 'EMAIL', id: 'subscriptions' },
  hard_bounce: { type: 'EMAIL', id: 'bounce' },
  social_click: { type: 'SOCIAL', id: 'social' },
};

/** A visit ends after half an hour of silence, as in web analytics. */
const VISIT_GAP = 30 * 60_000;

function tracesOf(
  held: Values,
  activity: Exclude<Activity, DealActivity | { kind: 'tasks_done' }>,
  now: number,
): Values {
  const at = storeInstant(now);
  const plus = (name: string, count = 1) => ({ [name]: String(Number(held[name] ?? 0) + count) });
  const first = (name: string, value: string) => (held[name] ? {} : { [name]: value });
  const salesActivity = (type: string) => ({ hs_last_sales_activity_timestamp: at, hs_last_sales_activity_type: type });

  switch (activity.kind) {
    case 'page_view': {
      const last = held.hs_analytics_last_timestamp;
      const isNewVisit = !last || Date.parse(last) < now - VISIT_GAP;
      return {
        ...plus('hs_analytics_num_page_views', activity.count),
        ...(isNewVisit ? { ...plus('hs_analytics_num_visits'), hs_analytics_last_visit_timestamp: at } : {}),
        ...first('hs_analytics_first_timestamp', at),
        ...first('hs_analytics_first_visit_timestamp', at),
        ...first('hs_analytics_first_url', activity.url),
        hs_analytics_last_timestamp: at,
        hs_analytics_last_url: activity.url,
      };
    }
    case 'form_submission': {
      const name = `${activity.page}: ${activity.form}`;
      const submissions = (held.hs_calculated_form_submissions ?? '').split(';').filter((entry) => entry !== '');
      const isNewForm = !submissions.some((entry) => entry.startsWith(`${slug(name)}:`));
      return {
        ...plus('num_conversion_events'),
        ...(isNewForm ? plus('num_unique_conversion_events') : {}),
        ...first('first_conversion_date', at),
        ...first('first_conversion_event_name', name),
        recent_conversion_date: at,
        recent_conversion_event_name: name,
        hs_calculated_form_submissions: [...submissions, `${slug(name)}:${slug(activity.page)}:${now}`].join(';'),
      };
    }
    case 'email_sent':
      return {
        ...plus('hs_email_delivered'),
        ...plus('hs_email_sends_since_last_engagement'),
        ...first('hs_email_first_send_date', at),
        hs_email_last_send_date: at,
        hs_email_last_email_name: activity.name,
      };
    case 'email_open':
      return {
        ...plus('hs_email_open', activity.count),
        ...first('hs_email_first_open_date', at),
        hs_email_last_open_date: at,
        hs_email_sends_since_last_engagement: '0',
      };
    case 'email_click':
      return {
        ...plus('hs_email_click', activity.count),
        ...first('hs_email_first_click_date', at),
        hs_email_last_click_date: at,
        hs_email_sends_since_last_engagement: '0',
      };
    case 'email_reply':
      return {
        ...plus('hs_email_replied'),
        ...first('hs_email_first_reply_date', at),
        hs_email_last_reply_date: at,
      };
    case 'sales_email_open':
      return { hs_sales_email_last_opened: at, ...salesActivity('EMAIL_OPEN') };
    case 'sales_email_click':
      return { hs_sales_email_last_clicked: at, ...salesActivity('EMAIL_CLICK') };
    case 'sales_email_reply':
      return { hs_sales_email_last_replied: at, ...salesActivity('EMAIL_REPLY') };
    case 'meeting_booked':
      return {
        engagements_last_meeting_booked: at,
        hs_latest_meeting_activity: at,
        ...salesActivity('MEETING_BOOKED'),
      };
    case 'sales_email_sent':
    case 'meeting_held':
    case 'call_logged':
      return {
        ...plus('num_contacted_notes'),
        ...plus('num_notes'),
        notes_last_contacted: at,
        notes_last_updated: at,
        hs_notes_last_activity: at,
      };
    case 'social_click':
      return {
        ...plus(`hs_social_${activity.network}_clicks`, activity.count),
        ...plus('hs_social_num_broadcast_clicks', activity.count),
        hs_social_last_engagement: at,
      };
    case 'unsubscribe':
      return { hs_email_optout: 'true' };
    case 'hard_bounce':
      return {
        ...plus('hs_email_bounce'),
        hs_email_bad_address: 'true',
        hs_email_hard_bounce_reason_enum: 'UNKNOWN_USER',
      };
    default:
      return activity satisfies never;
  }
}

function deliverDeal(portal: Portal, contact: CrmRecord, activity: DealActivity): void {
  const open = portal.associations
    .of('contacts', contact.id, 'deals')
    .map(({ toId }) => portal.records.deals.get(toId))
    .filter((deal) => deal?.properties.hs_is_closed === 'false')
    .at(-1);
  const name = activity.kind === 'deal_created' ? activity.name : 'New deal';
  const amount = activity.kind === 'deal_created' ? activity.amount : 10_000;
  const deal = (activity.kind !== 'deal_created' && open) || createDeal(portal, contact, name, amount);
  if (activity.kind !== 'deal_created') {
    applyWrite(portal, deal, closing(activity, portal.clock.now()), CRM_UI);
  }
  advanceByDeal(portal, deal);
}

function createDeal(portal: Portal, contact: CrmRecord, name: string, amount: number): CrmRecord {
  const values = { dealname: name, amount: String(amount), pipeline: 'default', dealstage: 'appointmentscheduled' };
  const deal = createRecord(portal, 'deals', values, CRM_UI);
  associate(portal, { type: 'deals', id: deal.id }, { type: 'contacts', id: contact.id }, false, CRM_UI);
  return deal;
}

const closing = (activity: Exclude<DealActivity, { kind: 'deal_created' }>, now: number): Values => ({
  closedate: storeInstant(now),
  ...(activity.kind === 'deal_won'
    ? { dealstage: 'closedwon' }
    : { dealstage: 'closedlost', closed_lost_reason: activity.reason }),
});

const slug = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, '-');

const openTasksOf = (portal: Portal, contact: CrmRecord): CrmRecord[] =>
  portal.associations
    .of('contacts', contact.id, 'tasks')
    .flatMap(({ toId }) => portal.records.tasks.get(toId) ?? [])
    .filter(({ properties }) => properties.hs_task_status === 'NOT_STARTED');

export const completeTask = (portal: Portal, task: CrmRecord): void =>
  applyWrite(portal, task, { hs_task_status: 'COMPLETED' }, { type: 'CRM_UI', id: 'userId:911' });
