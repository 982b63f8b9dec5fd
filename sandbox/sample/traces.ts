import type { ContactData } from '../portal/load.ts';
import type { Values } from '../portal/portal.ts';

type History = NonNullable<ContactData['history']>;
/** What past behaviour has left on a contact: present values, and how counters grew. */
export type Traces = { readonly properties: Values; readonly history: History };

const MS_PER_DAY = 86_400_000;

export const noTraces: Traces = { properties: {}, history: {} };

const daysBefore = (now: number, days: number): number => now - Math.round(days * MS_PER_DAY);
export const isoDaysBefore = (now: number, days: number): string => new Date(daysBefore(now, days)).toISOString();

export const together = (...parts: readonly Traces[]): Traces => ({
  properties: Object.assign({}, ...parts.map(({ properties }) => properties)),
  history: Object.assign({}, ...parts.map(({ history }) => history)),
});

/** Page views spread evenly from the first to the last day before now. */
export function web(now: number, views: number, firstDaysAgo: number, lastDaysAgo: number): Traces {
  const times = spread(now, views, firstDaysAgo, lastDaysAgo);
  const [first, last] = [iso(times[0]!), iso(times.at(-1)!)];
  return {
    properties: {
      hs_analytics_num_page_views: String(views),
      hs_analytics_num_visits: String(Math.max(1, Math.round(views / 3))),
      hs_analytics_first_timestamp: first,
      hs_analytics_first_visit_timestamp: first,
      hs_analytics_last_timestamp: last,
      hs_analytics_last_visit_timestamp: last,
      hs_analytics_last_url: `https://vendor.example/${lastPage(views)}`,
      hs_analytics_source: views % 2 === 0 ? 'ORGANIC_SEARCH' : 'PAID_SEARCH',
    },
    history: { hs_analytics_num_page_views: growth(times) },
  };
}

/** Somebody who has viewed many pages ends on the pricing page. */
const lastPage = (views: number): string =>
  views > 6 ? 'pricing' : views % 2 === 0 ? 'products/planner' : 'products/reports';

/** Marketing mails sent until lately, with opens and clicks that ended some days ago. */
export function email(now: number, opens: number, clicks: number, firstDaysAgo: number, lastDaysAgo: number): Traces {
  const opened = spread(now, opens, firstDaysAgo, lastDaysAgo);
  const clicked = spread(now, clicks, firstDaysAgo, lastDaysAgo);
  return {
    properties: {
      hs_email_delivered: String(opens * 2 + 1),
      hs_email_first_send_date: isoDaysBefore(now, firstDaysAgo + 1),
      hs_email_last_send_date: isoDaysBefore(now, Math.min(lastDaysAgo, 7)),
      ...(opens === 0
        ? {}
        : {
            hs_email_open: String(opens),
            hs_email_first_open_date: iso(opened[0]!),
            hs_email_last_open_date: iso(opened.at(-1)!),
          }),
      ...(clicks === 0
        ? {}
        : {
            hs_email_click: String(clicks),
            hs_email_first_click_date: iso(clicked[0]!),
            hs_email_last_click_date: iso(clicked.at(-1)!),
          }),
    },
    history: {
      ...(opens === 0 ? {} : { hs_email_open: growth(opened) }),
      ...(clicks === 0 ? {} : { hs_email_click: growth(clicked) }),
    },
  };
}

/** Form submissions, oldest first. */
export function forms(now: number, submissions: readonly (readonly [name: string, daysAgo: number])[]): Traces {
  const [first, last] = [submissions[0]!, submissions.at(-1)!];
  return {
    properties: {
      num_conversion_events: String(submissions.length),
      num_unique_conversion_events: String(new Set(submissions.map(([name]) => name)).size),
      first_conversion_event_name: first[0],
      first_conversion_date: isoDaysBefore(now, first[1]),
      recent_conversion_event_name: last[0],
      recent_conversion_date: isoDaysBefore(now, last[1]),
    },
    history: {
      num_conversion_events: growth(submissions.map(([, daysAgo]) => daysBefore(now, daysAgo))),
      recent_conversion_event_name: submissions.map(([value, daysAgo]) => ({
        value,
        timestamp: daysBefore(now, daysAgo),
      })),
      recent_conversion_date: submissions.map(([, daysAgo]) => ({
        value: isoDaysBefore(now, daysAgo),
        timestamp: daysBefore(now, daysAgo),
      })),
    },
  };
}

export function meeting(now: number, daysAgo: number): Traces {
  const at = isoDaysBefore(now, daysAgo);
  return {
    properties: {
      engagements_last_meeting_booked: at,
      hs_latest_meeting_activity: at,
      hs_last_sales_activity_timestamp: at,
      hs_last_sales_activity_type: 'MEETING_BOOKED',
    },
    history: {},
  };
}

export const social = (now: number, clicks: number, daysAgo: number): Traces => ({
  properties: {
    hs_social_linkedin_clicks: String(clicks),
    hs_social_num_broadcast_clicks: String(clicks),
    hs_social_last_engagement: isoDaysBefore(now, daysAgo),
  },
  history: {},
});

function spread(now: number, count: number, firstDaysAgo: number, lastDaysAgo: number): number[] {
  const [first, last] = [daysBefore(now, firstDaysAgo), daysBefore(now, lastDaysAgo)];
  if (count === 1) return [last];
  return Array.from({ length: count }, (_, index) => Math.round(first + ((last - first) * index) / (count - 1)));
}

const growth = (times: readonly number[]) => times.map((timestamp, index) => ({ value: String(index + 1), timestamp }));

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();
