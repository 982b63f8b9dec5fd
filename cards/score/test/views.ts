import type { ScoredView } from '../contract.ts';

export const NOW = Date.UTC(2026, 10, 16, 9);
const DAY = 86_400_000;

/** What the server says of a warm lead; a test changes what it is about. */
export const WARM: ScoredView = {
  state: 'ok',
  now: NOW,
  scoredAt: NOW - 60_000,
  updating: false,
  score: 47,
  grade: 'B2',
  explicit: {
    points: 52,
    share: 50,
    reasons: [
      { label: 'Decides about budgets', points: 30 },
      { label: 'Right industry', points: 20 },
      { label: 'Free mail address', points: -10 },
      { label: 'Right country', points: 6 },
    ],
    more: { count: 4, points: 6 },
  },
  implicit: {
    points: 41,
    share: 50,
    reasons: [{ label: 'Asked to be contacted', points: 40 }],
    more: { count: 0, points: 1 },
  },
  relation: 'prospect',
  qualification: { is: 'mql', since: NOW - 10 * DAY },
  segment: null,
  track: 'mql_nurture',
  next: { touch: null, hasOwner: true, snoozedUntil: null },
  doNotContact: [],
  handedBack: null,
  bant: {
    budget: { answer: 'yes', editable: true },
    authority: { answer: 'unknown', editable: true },
    need: { answer: 'partly', editable: true },
    timeline: { answer: 'unknown', editable: true },
  },
  persona: { label: 'Department head', match: 80 },
  journeyStage: 'consideration',
  productInterest: null,
  history: [
    { at: NOW - 20 * DAY, score: 12, cause: null },
    { at: NOW - 10 * DAY, score: 50, cause: 'Asked to be contacted' },
    { at: NOW - DAY, score: 47, cause: 'Interest faded with time' },
  ],
  may: { handToSales: true, handBack: false },
};

export const warm = (changes: Partial<ScoredView> = {}): ScoredView => ({ ...WARM, ...changes }) as ScoredView;
