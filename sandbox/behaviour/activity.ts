import { z } from 'zod';

const count = z.int().min(1).default(1);

/** Something that a person does, or that happens to them, at the sandbox's present time. */
export const activitySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('page_view'), url: z.string().default('https://vendor.example/'), count }),
  /** HubSpot shows a form as "Page title: Form name". */
  z.strictObject({ kind: z.literal('form_submission'), page: z.string(), form: z.string() }),
  z.strictObject({ kind: z.literal('email_sent'), name: z.string().default('Newsletter') }),
  z.strictObject({ kind: z.literal('email_open'), count }),
  z.strictObject({ kind: z.literal('email_click'), count }),
  z.strictObject({ kind: z.literal('email_reply') }),
  z.strictObject({ kind: z.literal('sales_email_open') }),
  z.strictObject({ kind: z.literal('sales_email_click') }),
  z.strictObject({ kind: z.literal('sales_email_reply') }),
  z.strictObject({ kind: z.literal('meeting_booked') }),
  /** What sales does: an e-mail to one person, a meeting, a call. */
  z.strictObject({ kind: z.literal('sales_email_sent') }),
  z.strictObject({ kind: z.literal('meeting_held') }),
  z.strictObject({ kind: z.literal('call_logged') }),
  /** A rep ticks off every open task about the contact. */
  z.strictObject({ kind: z.literal('tasks_done') }),
  z.strictObject({
    kind: z.literal('social_click'),
    network: z.enum(['facebook', 'linkedin', 'twitter']).default('linkedin'),
    count,
  }),
  z.strictObject({ kind: z.literal('unsubscribe') }),
  z.strictObject({ kind: z.literal('hard_bounce') }),
  z.strictObject({
    kind: z.literal('deal_created'),
    name: z.string().default('New deal'),
    amount: z.number().default(10_000),
  }),
  /** The contact's latest open deal, or a new one. */
  z.strictObject({ kind: z.literal('deal_won') }),
  z.strictObject({ kind: z.literal('deal_lost'), reason: z.string().default('No decision') }),
]);

export type Activity = z.output<typeof activitySchema>;
export type ActivityInput = z.input<typeof activitySchema>;
