import type { AccountView } from '../account/view.ts';

export const NOW = Date.UTC(2026, 10, 16, 9);
const DAY = 86_400_000;
const contact = (id: number) => ({
  id,
  url: `https://app.hubspot.com/contacts/1/record/0-1/${id}`,
  name: `Person ${id}`,
  company: `Firm ${id}`,
  score: 61,
  grade: 'A2',
  owner: 'Ada Sellers',
});
/** So many contacts of a list, the first without name, score and owner. */
export const people = (count: number, why: string): AccountView['ready']['contacts'] =>
  Array.from({ length: count }, (_, index) => ({
    contact: {
      ...contact(601 + index),
      ...(index === 0 && { name: null, company: undefined, score: null, grade: null, owner: null }),
    },
    why: [why],
    since: NOW - DAY,
  }));

/** What the server says of a healthy account; a test changes what it is about. */
export const HEALTHY: AccountView = {
  state: 'ok',
  now: NOW,
  model: { name: 'Lead management', version: 3 },
  syncedAt: NOW - 600_000,
  agreement: [
    { title: 'What an MQL is', sentences: ['By score: at least 30 in all.'] },
    { title: 'What sales does, and by when', sentences: ['Answers a new SQL within 8 working hours.'] },
  ],
  touches: { since: NOW - 91 * DAY, open: 3, done: 1240, late: 0, missed: 0, cancelled: 0, causes: [], latest: [] },
  correspondence: { excluded: 0, excludedContacts: [], contacts: 2000, days: 365, sends: 0, violations: [] },
  ready: { count: 0, reasons: [], contacts: [] },
  quality: {
    valid: 1900,
    suspect: 60,
    invalid: 40,
    unjudged: 0,
    reasons: [],
    suspectContacts: [],
    invalidContacts: [],
  },
  segments: {
    kinds: [
      {
        kind: 'industry',
        values: [
          { what: 'Software and IT', count: 1200 },
          { what: 'Manufacturing', count: 80 },
        ],
        lists: { state: 'not_asked' },
      },
      { kind: 'country', values: [], lists: { state: 'no_property' } },
      {
        kind: 'company_size',
        values: [{ what: '50-249', count: 300 }],
        lists: { state: 'made', count: 5, problems: ['The account has reached its limit of lists.'] },
      },
    ],
    hasProducts: true,
    products: [{ what: 'Ripen Flow', count: 17 }],
    territories: [
      {
        label: 'German-speaking countries',
        owners: [
          { name: 'Ada Sellers', share: 67, capacity: null },
          { name: 'Bob Sellers', share: 33, capacity: 40 },
        ],
      },
    ],
  },
  workList: { count: 0, late: 0, withoutOwner: 0, fallback: 'set', items: [] },
};

/** One in which each thing has gone wrong. */
export const TROUBLED: AccountView = {
  ...HEALTHY,
  touches: {
    ...HEALTHY.touches,
    late: 1,
    missed: 2,
    cancelled: 5,
    causes: [{ what: 'No workflow sent it', count: 2 }],
    latest: [
      {
        contact: contact(501),
        track: 'MQL gone quiet',
        kind: 'email',
        state: 'missed',
        dueAt: NOW - 9 * DAY,
        cause: 'No workflow sent it',
      },
      { contact: contact(502), track: 'Lost deal', kind: 'manual', state: 'late', dueAt: NOW - DAY, cause: null },
    ],
  },
  correspondence: {
    excluded: 0,
    excludedContacts: [],
    contacts: 1,
    days: 30,
    sends: 1,
    violations: [
      {
        contact: contact(503),
        at: NOW - DAY,
        campaign: 'Autumn sale',
        excludedSince: NOW - 20 * DAY,
        rules: ['Opted out of e-mail'],
      },
    ],
  },
  ready: {
    count: 1,
    reasons: [{ what: 'Has a budget and a need', count: 1 }],
    contacts: [{ contact: contact(504), why: ['Has a budget and a need'], since: NOW - 2 * DAY }],
  },
  quality: {
    ...HEALTHY.quality,
    unjudged: 7,
    reasons: [{ what: 'The e-mail address is a throw-away one.', count: 60 }],
  },
  workList: {
    count: 2,
    late: 1,
    withoutOwner: 1,
    fallback: 'not_set',
    owners: [
      { id: '70001', name: 'Ada Sellers' },
      { id: '70002', name: 'Bob Sellers' },
    ],
    items: [
      {
        contact: contact(505),
        owner: null,
        what: 'Sales-qualified lead',
        dueAt: null,
        since: NOW - 40 * DAY,
        waits: ['without_owner'],
      },
      {
        contact: contact(506),
        owner: 'Ada Sellers',
        what: 'Answer: Asked to be contacted',
        dueAt: NOW - DAY,
        since: NOW - 2 * DAY,
        waits: ['unanswered'],
      },
    ],
    waiting: { unanswered: 3, woke: 0, by_hand: 0, without_owner: 1 },
  },
  attention: [
    {
      sentence: 'A rule of the account refuses the lifecycle stage marketingqualifiedlead as long as phone is empty.',
      toDo: 'Fill in phone on these contacts.',
      count: 1234,
      since: NOW - 3 * DAY,
    },
  ],
};
