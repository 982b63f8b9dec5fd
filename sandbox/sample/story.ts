import type { Values } from '../portal/portal.ts';
import type { Random } from '../random.ts';
import { isoDaysBefore, type Traces } from './traces.ts';

/** The past of one contact. `cast` adds name, company and job. */
export type Story = {
  readonly stage?: string;
  readonly createdDaysAgo: number;
  readonly traces: Traces;
  readonly deals?: readonly Values[];
  /** Replaces values of the cast and the traces; undefined removes one. */
  readonly properties?: Readonly<Record<string, string | undefined>>;
};

export type StoryKind = {
  readonly name: string;
  readonly count: number;
  readonly tell: (now: number, random: Random, index: number) => Story;
};

export const FORMS = {
  talk: 'Contact us: Talk to sales',
  demo: 'Pricing: Request a demo',
  trial: 'Start: Free trial',
  newsletter: 'Blog: Newsletter signup',
  guide: "Guide: Download the buyer's guide",
  webinar: 'Webinar: Register',
  wishlist: 'Shop: Wishlist',
} as const;

export const deal = (now: number, dealstage: string, createdDaysAgo: number, closedDaysAgo?: number): Values => ({
  dealname: 'Platform licence',
  amount: '24000',
  dealstage,
  createdate: isoDaysBefore(now, createdDaysAgo),
  ...(closedDaysAgo === undefined ? {} : { closedate: isoDaysBefore(now, closedDaysAgo) }),
  ...(dealstage === 'closedlost' ? { closed_lost_reason: 'Budget frozen' } : {}),
});
