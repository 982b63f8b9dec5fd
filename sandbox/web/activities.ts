import type { ActivityInput } from '../behaviour/activity.ts';

/** What somebody can be made to do on the record page. */
export const ACTIVITIES: readonly { readonly label: string; readonly activity: ActivityInput }[] = [
  { label: 'Views the pricing page', activity: { kind: 'page_view', url: 'https://vendor.example/pricing' } },
  { label: 'Opens an e-mail', activity: { kind: 'email_open' } },
  { label: 'Clicks in an e-mail', activity: { kind: 'email_click' } },
  {
    label: 'Downloads a guide',
    activity: { kind: 'form_submission', page: 'Resources', form: 'Download the buyer guide' },
  },
  { label: 'Asks for a demo', activity: { kind: 'form_submission', page: 'Pricing', form: 'Request a demo' } },
  { label: 'Books a meeting', activity: { kind: 'meeting_booked' } },
  { label: 'Unsubscribes', activity: { kind: 'unsubscribe' } },
  { label: 'Gets a deal', activity: { kind: 'deal_created' } },
  { label: 'Wins the deal', activity: { kind: 'deal_won' } },
  { label: 'Loses the deal', activity: { kind: 'deal_lost' } },
];
