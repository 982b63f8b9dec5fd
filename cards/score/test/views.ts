import type { ScoredView } from '../contract.ts';

export const NOW = Date.UTC(2026, 10, 16, 9);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const once = (at: number) => ({ first: at, last: at, times: 1 });

/** What the server says of a warm lead; a test changes what it is about. */
const WARM: ScoredView = {
  state: 'ok',
  now: NOW,
  scoredAt: NOW - 60_000,
  updating: false,
  lastActivity: { label: 'Viewed pages', at: NOW - 2 * HOUR },
  score: 47,
  grade: 'B2',
  explicit: {
    points: 52,
    share: 50,
    reasons: [
      { label: 'Decides about budgets', points: 30, when: null },
      { label: 'Right industry', points: 20, when: null },
      { label: 'Free mail address', points: -10, when: null },
      { label: 'Has a budget', points: 6, when: once(NOW - 5 * DAY) },
    ],
    more: { count: 4, points: 46 },
    limits: [{ group: 'Area of responsibility', is: 'most', bound: 40, points: -40 }],
    rounding: 0,
  },
  implicit: {
    points: 41,
    share: 50,
    reasons: [
      { label: 'Asked to be contacted', points: 30, when: once(NOW - 25 * DAY) },
      { label: 'Viewed pages', points: 10, when: { first: NOW - 44 * DAY, last: NOW - 2 * HOUR, times: 14 } },
    ],
    more: { count: 0, points: 0 },
    limits: [],
    rounding: 1,
  },
  relation: 'prospect',
  qualification: { is: 'mql', since: NOW - 10 * DAY },
  segment: null,
  track: 'mql_nurture',
  next: { touch: null, owner: 'Ada Sellers', snoozedUntil: null, snoozedBy: null },
  doNotContact: [],
  handedBack: null,
  handedOver: null,
  bant: {
    budget: { answer: 'yes', source: 'rep', at: NOW - 5 * DAY, by: 'Bob Sellers', askAgain: false, editable: true },
    authority: { answer: 'unknown', source: null, at: null, by: null, askAgain: false, editable: true },
    need: { answer: 'partly', source: 'form', at: NOW - 200 * DAY, by: null, askAgain: true, editable: true },
    timeline: { answer: 'unknown', source: null, at: null, by: null, askAgain: false, editable: true },
  },
  persona: {
    label: 'Department head',
    match: 70,
    attributes: [
      { label: 'Heads a department or manages', weight: 4, holds: true },
      { label: 'Marketing, sales, finance or operations', weight: 3, holds: true },
      { label: 'Company of 50 people or more', weight: 3, holds: false },
    ],
  },
  journey: { stage: 'consideration', evidence: [{ what: 'Downloaded premium content', at: NOW - 10 * DAY }] },
  product: null,
  awareness: { degree: 'medium', days: 5, ways: 3 },
  clock: { from: 'country', timeZone: 'Europe/Berlin' },
  validity: { is: 'valid', reasons: [], vouched: false, vouchedBy: null },
  chance: {
    chance: { is: 'about', of: 1, among: 7 },
    seen: 260,
    won: 38,
    from: 40,
    to: 49,
    size: '50-249',
    windowDays: 90,
  },
  response: null,
  ready: null,
  history: [
    { at: NOW - 20 * DAY, score: 12, cause: null },
    { at: NOW - 10 * DAY, score: 50, cause: { is: 'signal', label: 'Asked to be contacted' } },
    { at: NOW - DAY, score: 47, cause: { is: 'faded', label: '' } },
  ],
  news: null,
  deeds: [],
  may: { handToSales: true, handBack: false },
};

export const warm = (changes: Partial<ScoredView> = {}): ScoredView => ({ ...WARM, ...changes }) as ScoredView;
