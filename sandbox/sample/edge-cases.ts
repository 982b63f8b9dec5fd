import { deal, FORMS, type Story, type StoryKind } from './story.ts';
import { forms, together, web } from './traces.ts';

const bant = (budget?: string, authority?: string, need?: string, timeline?: string) => ({
  ripen_bant_budget: budget,
  ripen_bant_authority: authority,
  ripen_bant_need: need,
  ripen_bant_timeline: timeline,
});

const fresh = (now: number) => together(web(now, 6, 12, 1), forms(now, [[FORMS.guide, 3]]));
const asking = (now: number) => together(web(now, 9, 20, 1), forms(now, [[FORMS.demo, 2]]));
const one = (name: string, story: (now: number) => Story): StoryKind => ({ name, count: 1, tell: story });
const with_ = (name: string, properties: Story['properties'] & {}, traces = fresh): StoryKind =>
  one(name, (now) => ({ stage: 'lead', createdDaysAgo: 20, traces: traces(now), properties }));

/** Each makes one contact. */
export const EDGE_CASES: readonly StoryKind[] = [
  one('evangelist', (now) => ({
    stage: 'evangelist',
    createdDaysAgo: 900,
    traces: web(now, 40, 880, 2),
    deals: [deal(now, 'closedwon', 800, 700)],
  })),
  one('custom stage', (now) => ({ stage: '8800417', createdDaysAgo: 200, traces: asking(now) })),
  with_('opted out, yet interested', { hs_email_optout: 'true' }),
  with_('opted out, yet asking', { hs_email_optout: 'true' }, asking),
  with_('hard bounce', {
    hs_email_bad_address: 'true',
    hs_email_bounce: '1',
    hs_email_hard_bounce_reason_enum: 'UNKNOWN_USER',
  }),
  with_('no e-mail', { email: undefined, phone: '+43 316 5550100' }),
  with_('free mail', { email: 'sample.lead.17@gmail.com', company: undefined }),
  with_('disposable mail', { email: 'throwaway17@mailinator.com' }),
  with_('role mailbox', { email: 'info@tagus-systems.example' }),
  with_('student', {
    company: undefined,
    jobtitle: 'Student',
    email: 'student@university.example',
    hs_seniority: 'entry',
  }),
  with_('competitor', {
    company: 'Rival Software',
    email: 'spy@rival-software.example',
    jobtitle: 'Product Manager',
  }),
  with_('not marketable', { hs_marketable_status: 'false' }),
  with_('all BANT answers yes', bant('yes', 'yes', 'yes', 'yes'), asking),
  with_('no budget', bant('no', 'partly', 'yes', 'unknown'), asking),
  with_('half known BANT', bant('partly', 'yes', undefined, undefined)),
  with_('left by an owner who is gone', { hubspot_owner_id: '70004' }, asking),
  with_('no owner', { hubspot_owner_id: undefined }, asking),
  one('counters without dates', () => ({
    stage: 'lead',
    createdDaysAgo: 90,
    traces: {
      properties: { hs_analytics_num_page_views: '14', hs_email_click: '3', num_conversion_events: '2' },
      history: {},
    },
  })),
  one('lost a deal, then came back', (now) => ({
    stage: 'opportunity',
    createdDaysAgo: 400,
    traces: together(
      web(now, 12, 380, 2),
      forms(now, [
        [FORMS.talk, 300],
        [FORMS.demo, 2],
      ]),
    ),
    deals: [deal(now, 'closedlost', 280, 200)],
  })),
  one('lost once, won once', (now) => ({
    stage: 'customer',
    createdDaysAgo: 700,
    traces: web(now, 15, 650, 200),
    deals: [deal(now, 'closedlost', 600, 500), deal(now, 'closedwon', 400, 300)],
  })),
  one('no stage', (now) => ({ createdDaysAgo: 15, traces: fresh(now) })),
];
