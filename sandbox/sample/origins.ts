import type { Values } from '../portal/portal.ts';

/**
 * Where a contact came from, as HubSpot notes it: source, what it was of that source (a campaign, a
 * network, a site), and the first page.
 */
type Origin = readonly [source: string, detail: string, page: string];

const PAGES = 'https://vendor.example';
const OF_WEB: Readonly<Record<string, readonly Origin[]>> = {
  ORGANIC_SEARCH: [
    ['ORGANIC_SEARCH', 'Unknown keywords (SSL)', '/blog/planning-guide'],
    ['ORGANIC_SEARCH', 'Unknown keywords (SSL)', '/products/planner'],
    ['REFERRALS', 'reviews.example', '/products/planner'],
    ['DIRECT_TRAFFIC', 'vendor.example/', '/'],
  ],
  PAID_SEARCH: [
    ['PAID_SEARCH', 'planner-dach', '/products/planner?utm_source=google&utm_campaign=planner-dach'],
    ['PAID_SEARCH', 'reports-generic', '/products/reports?utm_source=google&utm_campaign=reports-generic'],
    ['PAID_SOCIAL', 'autumn-webinar', '/webinars/autumn?utm_source=linkedin&utm_campaign=autumn-webinar'],
    ['SOCIAL_MEDIA', 'LinkedIn', '/blog/planning-guide'],
  ],
};
/** Of people whom no page has seen: a form elsewhere, or a list that somebody brought along. */
const IMPORTED: Values = { hs_analytics_source: 'OFFLINE', hs_analytics_source_data_1: 'IMPORT' };

/** The same for the same traces and number. */
export function originOf({ hs_analytics_source }: Values, number: number): Values {
  const among = OF_WEB[hs_analytics_source ?? ''];
  if (among === undefined) return IMPORTED;
  const [source, detail, page] = among[number % among.length]!;
  return {
    hs_analytics_source: source,
    hs_analytics_source_data_1: detail,
    hs_analytics_first_url: `${PAGES}${page}`,
  };
}
