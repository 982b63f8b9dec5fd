import type { ActivityInput } from '../behaviour/activity.ts';

/** Activities that the record page offers; a label reads on from the contact's name. */
export const ACTIVITIES: readonly { readonly label: string; readonly activities: readonly ActivityInput[] }[] = [
  { label: 'Views the pricing page', activities: [{ kind: 'page_view', url: 'https://vendor.example/pricing' }] },
  { label: 'Is sent an e-mail', activities: [{ kind: 'email_sent' }] },
  { label: 'Opens an e-mail', activities: [{ kind: 'email_open' }] },
  { label: 'Clicks in an e-mail', activities: [{ kind: 'email_click' }] },
  {
    label: 'Downloads a guide',
    activities: [{ kind: 'form_submission', page: 'Resources', form: 'Download the buyer guide' }],
  },
  { label: 'Asks for a demo', activities: [{ kind: 'form_submission', page: 'Pricing', form: 'Request a demo' }] },
  { label: 'Books a meeting', activities: [{ kind: 'meeting_booked' }] },
  { label: 'Unsubscribes', activities: [{ kind: 'unsubscribe' }] },
  {
    label: 'Is answered by the rep, who ticks off the tasks',
    activities: [{ kind: 'sales_email_sent' }, { kind: 'tasks_done' }],
  },
  { label: 'Gets a deal', activities: [{ kind: 'deal_created' }] },
  { label: 'Wins the deal', activities: [{ kind: 'deal_won' }] },
  { label: 'Loses the deal', activities: [{ kind: 'deal_lost' }] },
];
