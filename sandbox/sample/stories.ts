import { EDGE_CASES } from './edge-cases.ts';
import { deal, FORMS, type StoryKind } from './story.ts';
import { email, forms, isoDaysBefore, meeting, noTraces, social, together, web } from './traces.ts';

const SQL_FORMS = [FORMS.talk, FORMS.demo, FORMS.trial];
const MQL_FORMS = [FORMS.newsletter, FORMS.guide, FORMS.webinar, FORMS.wishlist];

/**
 * Contacts of every qualification, of the four dormant segments, and contacts that must be left
 * alone.
 */
export const STORIES: readonly StoryKind[] = [
  {
    name: 'customer',
    count: 26,
    tell: (now, random) => {
      const won = random.between(40, 700);
      return {
        stage: 'customer',
        createdDaysAgo: won + 120,
        traces: together(web(now, random.between(5, 30), won + 110, random.between(1, 60)), email(now, 4, 2, won, 20)),
        deals: [deal(now, 'closedwon', won + 60, won)],
        properties: { closedate: isoDaysBefore(now, won) },
      };
    },
  },
  {
    name: 'opportunity',
    count: 18,
    tell: (now, random, index) => ({
      stage: 'opportunity',
      createdDaysAgo: 150,
      traces: together(
        web(now, random.between(8, 25), 140, random.between(1, 20)),
        forms(now, [[random.pick(SQL_FORMS), random.between(50, 90)]]),
        meeting(now, random.between(5, 40)),
      ),
      // Every third has lost a deal before: with an open one it is not closed-lost.
      deals: [
        deal(now, 'presentationscheduled', random.between(10, 45)),
        ...(index % 3 === 0 ? [deal(now, 'closedlost', 400, 300)] : []),
      ],
    }),
  },
  {
    name: 'closed lost',
    count: 24,
    tell: (now, random, index) => {
      const lost = random.between(61, 420);
      return {
        stage: index % 2 === 0 ? 'opportunity' : 'salesqualifiedlead',
        createdDaysAgo: lost + 160,
        traces: together(
          web(now, random.between(6, 20), lost + 150, lost + 3),
          forms(now, [[random.pick(SQL_FORMS), lost + 90]]),
        ),
        deals: [
          index % 6 === 5
            ? { ...deal(now, '88104', lost + 60, lost), pipeline: '88100' }
            : deal(now, 'closedlost', lost + 60, lost),
        ],
      };
    },
  },
  {
    name: 'dormant SQL',
    count: 26,
    tell: (now, random) => {
      const last = random.between(100, 400);
      return {
        stage: random.pick(['salesqualifiedlead', 'lead', 'marketingqualifiedlead']),
        createdDaysAgo: last + 40,
        traces: together(
          web(now, random.between(4, 15), last + 30, last),
          forms(now, [[random.pick(SQL_FORMS), last + 2]]),
        ),
      };
    },
  },
  {
    name: 'active SQL',
    count: 24,
    tell: (now, random) => {
      const asked = random.between(1, 40);
      return {
        stage: random.pick(['lead', 'marketingqualifiedlead', 'salesqualifiedlead']),
        createdDaysAgo: asked + 60,
        traces: together(
          web(now, random.between(5, 25), asked + 50, random.between(0, asked)),
          email(now, random.between(1, 5), random.between(0, 3), asked + 40, random.between(1, 30)),
          forms(now, [
            [random.pick(MQL_FORMS), asked + 20],
            [random.pick(SQL_FORMS), asked],
          ]),
        ),
      };
    },
  },
  {
    name: 'dormant MQL',
    count: 38,
    tell: (now, random) => {
      const last = random.between(45, 300);
      return {
        stage: random.pick(['lead', 'subscriber', 'marketingqualifiedlead']),
        createdDaysAgo: last + 30,
        traces: together(
          web(now, random.between(2, 8), last + 20, last),
          forms(now, [[random.pick(MQL_FORMS), last + 1]]),
          email(now, random.between(0, 2), 0, last + 10, last),
        ),
      };
    },
  },
  {
    name: 'active MQL',
    count: 38,
    tell: (now, random, index) => {
      const asked = random.between(1, 24);
      const extra =
        index % 4 === 0 ? social(now, 2, asked) : email(now, random.between(1, 3), random.between(0, 2), asked, 1);
      return {
        stage: random.pick(['subscriber', 'lead']),
        createdDaysAgo: asked + 10,
        traces: together(
          web(now, random.between(2, 9), asked + 8, random.between(0, asked)),
          forms(now, [[random.pick(MQL_FORMS), asked]]),
          extra,
        ),
      };
    },
  },
  {
    name: 'never qualified, silent',
    count: 52,
    tell: (now, random, index) => {
      const last = random.between(120, 700);
      return {
        stage: random.pick(['lead', 'subscriber']),
        createdDaysAgo: last + 5,
        traces: together(
          web(now, random.between(1, 3), last + 4, last),
          index % 3 === 0 ? email(now, 1, 0, last, last) : noTraces,
        ),
      };
    },
  },
  {
    name: 'new visitor',
    count: 22,
    tell: (now, random) => ({
      stage: 'subscriber',
      createdDaysAgo: random.between(5, 20),
      traces: web(now, random.between(1, 4), 5, random.between(0, 4)),
    }),
  },
  {
    name: 'no behaviour at all',
    count: 10,
    tell: (_now, random) => ({ stage: 'lead', createdDaysAgo: random.between(1, 500), traces: noTraces }),
  },
  {
    name: 'very active',
    count: 4,
    tell: (now) => ({
      stage: 'lead',
      createdDaysAgo: 300,
      traces: together(
        web(now, 240, 290, 0.1),
        email(now, 40, 25, 280, 0.5),
        forms(
          now,
          [120, 90, 60, 30, 14, 7, 2].map((days, index) => [Object.values(FORMS)[index]!, days] as const),
        ),
        social(now, 12, 3),
        meeting(now, 4),
      ),
    }),
  },
  ...EDGE_CASES,
];
