import { expect, it } from 'vitest';
import { memoryAt } from '../../../test/support/scenes/memory.ts';
import { type LinkedFacts, NO_DEALS, NO_FACTS } from '../contact.ts';
import { DEFAULT_MODEL } from '../model/default-model.ts';
import { DAY } from '../time/time.ts';
import type { Qualification } from '../words.ts';
import { passageOf, type SeenNow } from './passage.ts';

const NOW = Date.UTC(2026, 10, 21);
const day = (days: number) => NOW + days * DAY;
const iso = (days: number) => new Date(day(days)).toISOString();
const created = (facts: Partial<LinkedFacts> = {}): LinkedFacts => ({
  ...NO_FACTS,
  ...facts,
  contact: { createdate: iso(-100), ...facts.contact },
});
const MEMORY = memoryAt(NOW);
const LAST: SeenNow['last'] = { relation: 'prospect', segment: null, segmentSince: null, memory: MEMORY };
const seen = (more: Partial<SeenNow>): SeenNow => ({
  facts: created(),
  factsAt: NOW,
  stamps: {},
  steps: [],
  last: LAST,
  isFirstSight: false,
  ...more,
});
const NEVER = {
  captured: day(-100),
  mql: null,
  sql: null,
  opportunity: null,
  customer: null,
  lost: null,
  silentLead: null,
  silentMql: null,
  silentSql: null,
};
const step = (days: number, qualification: Qualification, segment: 'dormant_sql' | null = null) => ({
  at: day(days),
  qualification,
  segment,
  memory: { ...MEMORY, qualifiedSince: day(days) },
});

it.each<[string, Partial<SeenNow>, object]>([
  ['a contact of which nothing is known', {}, {}],
  [
    "HubSpot's dates of the stages, the earlier of two",
    {
      stamps: {
        hs_v2_date_entered_marketingqualifiedlead: iso(-50),
        hs_lifecyclestage_marketingqualifiedlead_date: iso(-60),
        hs_v2_date_entered_customer: iso(-10),
      },
    },
    { mql: day(-60), customer: day(-10) },
  ],
  [
    'what Ripen decided, where that was earlier than the date of its own write',
    { steps: [step(-9, 'mql'), step(-5, 'sql')], stamps: { hs_v2_date_entered_salesqualifiedlead: iso(-4) } },
    { mql: day(-9), sql: day(-5) },
  ],
  [
    'a past in which nobody judged it, and which nothing shows any more',
    { steps: [step(-9, 'mql'), step(0, 'unqualified')], isFirstSight: true },
    {},
  ],
  [
    'a past in which nobody judged it, and which still holds',
    {
      steps: [step(-9, 'mql')],
      isFirstSight: true,
      last: { ...LAST, memory: { ...MEMORY, qualification: 'mql' } },
    },
    { mql: day(-9) },
  ],
  [
    'a past in which nobody judged it, and of which only the lower qualification still holds',
    {
      steps: [step(-9, 'sql'), step(-1, 'mql')],
      isFirstSight: true,
      last: { ...LAST, memory: { ...MEMORY, qualification: 'mql' } },
    },
    { mql: day(-1) },
  ],
  [
    'a date before the contact was there: not before it was captured',
    { stamps: { hs_v2_date_entered_customer: iso(-900) } },
    { customer: day(-100) },
  ],
  [
    'a deal that was won, and no stage',
    { facts: created({ deals: { ...NO_DEALS, won: 1, lastWonAt: day(-3) } }) },
    { customer: day(-3) },
  ],
  [
    'an open deal that nobody gave a date: when Ripen saw it',
    { last: { ...LAST, relation: 'opportunity' } },
    { opportunity: NOW },
  ],
  [
    'the same at first sight: it was so before, so from the start',
    { last: { ...LAST, relation: 'opportunity' }, isFirstSight: true },
    { opportunity: day(-100) },
  ],
  [
    'silence, since when it lasts, and since when it was first seen',
    {
      last: { ...LAST, segment: 'dormant_unqualified', segmentSince: day(-20) },
      steps: [step(-40, 'sql', 'dormant_sql')],
    },
    { sql: day(-40), silentLead: day(-20), silentSql: day(-40) },
  ],
  ['a lost deal', { facts: created({ deals: { ...NO_DEALS, lost: 1, lastLostAt: day(-7) } }) }, { lost: day(-7) }],
  [
    'a deal that was lost before the contact was captured, and would hide the next that it loses',
    { facts: created({ deals: { ...NO_DEALS, lost: 1, lastLostAt: day(-150) } }) },
    {},
  ],
])('%s', (_what, more, expected) => expect(passageOf(DEFAULT_MODEL, seen(more))).toEqual({ ...NEVER, ...expected }));
