import type { ActivityInput } from '../behaviour/activity.ts';
import type { Random } from '../random.ts';
import type { Kind } from './population.ts';

/** One thing in an episode, so many days after its beginning. */
export type Moment = { readonly day: number; readonly activity: ActivityInput };
type Episode = (random: Random) => readonly Moment[];

const PAGES = ['blog', 'blog/checklist', 'products/platform', 'products/analytics', 'customers', 'pricing'];
const form = (page: string, name: string): ActivityInput => ({ kind: 'form_submission', page, form: name });
const CONTENT = [
  form('Guide', "Download the buyer's guide"),
  form('Webinar', 'Register'),
  form('Blog', 'Newsletter signup'),
  form('Shop', 'Wishlist'),
];
const HAND_RAISES = [
  form('Pricing', 'Request a demo'),
  form('Contact us', 'Talk to sales'),
  form('Start', 'Free trial'),
];

const pageView = (random: Random): ActivityInput => ({
  kind: 'page_view',
  url: `https://vendor.example/${random.pick(PAGES)}`,
  count: random.between(1, 3),
});
const on = (day: number, ...activities: readonly ActivityInput[]): Moment[] =>
  activities.map((activity) => ({ day, activity }));

/** What people do at one sitting. An opened e-mail proves nothing: machines open e-mails too. */
const EPISODES = {
  nothing: () => [],
  opens: (random) => [...on(0, { kind: 'email_open' }), ...on(random.between(1, 20), { kind: 'email_open' })],
  browses: (random) => [
    ...on(0, pageView(random), pageView(random)),
    ...(random.chance(0.5) ? on(random.between(1, 4), pageView(random)) : []),
  ],
  clicks: (random) => on(0, { kind: 'email_open' }, { kind: 'email_click' }, pageView(random)),
  follows: (random) => on(0, { kind: 'social_click' }, pageView(random)),
  learns: (random) => [...on(0, pageView(random), random.pick(CONTENT)), ...on(random.between(1, 9), pageView(random))],
  asks: (random) => [
    ...on(0, pageView(random), random.pick(HAND_RAISES)),
    ...(random.chance(0.6) ? on(random.between(1, 3), { kind: 'call_logged' }) : []),
    ...(random.chance(0.3) ? on(random.between(2, 6), { kind: 'meeting_booked' }) : []),
    ...(random.chance(0.4) ? deal(random, random.between(7, 25)) : []),
  ],
  /** People who are with sales ask again: twice in a minute, or another way, called or not. */
  asksAgain: (random) => {
    const asked = random.pick(HAND_RAISES);
    return [
      ...on(0, asked, ...(random.chance(0.3) ? [asked] : [])),
      ...(random.chance(0.4) ? on(random.between(0, 2), { kind: 'meeting_booked' }) : []),
      ...(random.chance(0.4) ? on(random.between(0, 3), { kind: 'call_logged' }) : []),
    ];
  },
  decides: (random) => closing(random, random.between(10, 90)),
  optsOut: () => on(0, { kind: 'email_open' }, { kind: 'unsubscribe' }),
  bounces: () => on(0, { kind: 'hard_bounce' }),
} satisfies Record<string, Episode>;
export type EpisodeName = keyof typeof EPISODES;

const deal = (random: Random, day: number): Moment[] => [
  ...on(day, { kind: 'deal_created' }),
  ...closing(random, day + random.between(15, 80)),
];
const closing = (random: Random, day: number): Moment[] =>
  on(day, random.chance(0.4) ? { kind: 'deal_won' } : { kind: 'deal_lost' });

export const tell = (name: EpisodeName, random: Random): readonly Moment[] => EPISODES[name](random);

/** How often each kind of person begins which episode, as weights. */
export const HABITS: Readonly<Record<Kind, Readonly<Partial<Record<EpisodeName, number>>>>> = {
  customer: { opens: 4, browses: 5, clicks: 4, asks: 0.5, asksAgain: 0.5, optsOut: 0.1 },
  opportunity: { browses: 4, clicks: 3, opens: 2, decides: 2, asksAgain: 1 },
  'closed lost': { opens: 5, browses: 3, learns: 1, asks: 0.7, asksAgain: 0.3, optsOut: 0.1, bounces: 0.1 },
  'dormant SQL': { opens: 5, browses: 2, clicks: 2, asks: 1.2, asksAgain: 0.8, optsOut: 0.2, bounces: 0.1 },
  'active SQL': { asks: 2, asksAgain: 2, browses: 3, clicks: 3, opens: 2, optsOut: 0.1 },
  'dormant MQL': { opens: 6, browses: 2, clicks: 2, learns: 1.5, follows: 0.7, asks: 0.5, optsOut: 0.2, bounces: 0.1 },
  'active MQL': { clicks: 3, learns: 2, browses: 3, opens: 3, follows: 1, asks: 0.6, optsOut: 0.2 },
  'never qualified, silent': { nothing: 5, browses: 2, learns: 1, asks: 0.2, optsOut: 0.1 },
  'new visitor': { nothing: 2, browses: 3, learns: 2, asks: 0.3 },
  'no behaviour at all': { nothing: 4, browses: 1 },
};
