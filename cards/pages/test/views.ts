import type { ModelSeen, RuleSeen } from '../contracts/contract.ts';
import type {
  ContentSeen,
  FunnelSeen,
  SourcesSeen,
  SpeedRow,
  SpeedSeen,
  TracksSeen,
} from '../contracts/figures-contract.ts';
import type { PartSeen } from '../contracts/part-contract.ts';
import { NOW } from '../shared/test/views.ts';

const rule = (id: string, more: Partial<RuleSeen>): RuleSeen => ({
  id,
  at: 0,
  kind: 'explicit',
  label: `Rule ${id}`,
  asks: null,
  points: 10,
  gives: 'points',
  isOff: false,
  changed: null,
  group: 'Geography',
  cap: 15,
  halfLifeDays: null,
  holds: { contacts: 1204, average: 10 },
  ...more,
});

/** A model of three rules, counted over 41,188 contacts. */
export const MODEL: ModelSeen = {
  state: 'ok',
  now: NOW,
  name: 'Lead management',
  version: 3,
  rules: [
    rule('country', { label: 'Lives where you sell' }),
    rule('student', { at: 1, label: 'Is a student', points: -30, holds: { contacts: 12, average: -29.5 } }),
    rule('visits', { kind: 'implicit', label: 'Comes back', points: 8, gives: 'upTo', halfLifeDays: 21, group: 'Web' }),
  ],
  parts: [{ id: 'calendar', title: 'Working hours and holidays' }],
  draft: null,
  bothSign: false,
  mayEdit: false,
  use: { at: NOW, isDone: true, contacts: 41_188, waiting: 0 },
};

/** A part of it, with an owner who has left. */
export const PART: PartSeen = {
  state: 'ok',
  id: 'routing',
  title: 'Territories',
  seen: { version: 3, draft: { draftId: 'd', edit: 4 } },
  mayEdit: true,
  fields: [
    {
      name: 'routing',
      label: 'Routing',
      help: null,
      empty: 'refused',
      shape: {
        kind: 'object',
        fields: [
          { name: 'automatic', label: 'By itself', help: null, empty: 'refused', shape: { kind: 'yes' } },
          {
            name: 'territories',
            label: 'Territories',
            help: 'The first one that fits decides.',
            empty: 'refused',
            shape: {
              kind: 'list',
              one: 'territory',
              item: {
                kind: 'object',
                fields: [
                  { name: 'label', label: 'Name', help: null, empty: 'refused', shape: { kind: 'text' } },
                  {
                    name: 'owners',
                    label: 'Owners',
                    help: null,
                    empty: 'refused',
                    shape: {
                      kind: 'list',
                      one: 'owner',
                      item: {
                        kind: 'object',
                        fields: [
                          {
                            name: 'id',
                            label: 'Owner',
                            help: null,
                            empty: 'refused',
                            shape: { kind: 'choice', options: [], from: 'owners' },
                          },
                        ],
                      },
                    },
                  },
                ],
              },
            },
          },
          {
            name: 'fallbackOwner',
            label: 'Fallback owner',
            help: null,
            empty: 'absent',
            shape: { kind: 'choice', options: [], from: 'owners' },
          },
        ],
      },
    },
  ],
  value: { routing: { automatic: true, territories: [], fallbackOwner: '9' } },
  choices: { owners: [{ label: 'Ada Sellers', value: '7' }] },
};

/** Holidays that were typed, as a part of their own. */
export const CALENDAR: PartSeen = {
  ...PART,
  id: 'calendar',
  title: 'Working hours and holidays',
  fields: [{ name: 'holidays', label: 'Holidays', help: null, empty: 'refused', shape: { kind: 'days' } }],
  value: { holidays: ['2027-05-01', '12-25'] },
  choices: {},
};

const rate = (percent: number, n: number) => ({ n, percent, low: percent - 5, high: percent + 5 });
const reached = { captured: 200, mql: 80, sql: 30, opportunity: 12, customer: 6 };
const NONE = { captured: 0, mql: 0, sql: 0, opportunity: 0, customer: 0 };
const noRates = (['mql', 'sql', 'opportunity', 'customer'] as const).map((stage) => ({
  stage,
  step: null,
  overall: null,
}));

/** Two months: one with 200 contacts, one with 7. */
export const FUNNEL: FunnelSeen = {
  state: 'ok',
  now: NOW,
  timeZone: 'Europe/Berlin',
  months: [
    {
      from: Date.UTC(2026, 9, 31, 23),
      reached: { ...NONE, captured: 7, mql: 1 },
      skipped: { mql: 0, sql: 0, opportunity: 0 },
      rates: noRates,
    },
  ],
  total: {
    reached,
    skipped: { mql: 4, sql: 0, opportunity: 1 },
    rates: [
      { stage: 'mql', step: rate(40, 200), overall: rate(40, 200) },
      { stage: 'sql', step: rate(37.5, 80), overall: rate(15, 200) },
      { stage: 'opportunity', step: rate(40, 30), overall: rate(6, 200) },
      { stage: 'customer', step: null, overall: rate(5, 200) },
    ],
  },
  stays: [
    {
      stage: 'mql',
      entered: 76,
      ended: { next: 30, lost: 1, silent: 20, open: 25 },
      medianDays: 41,
      curve: [
        { days: 3, next: 10 },
        { days: 41, next: 50 },
      ],
      after: [
        {
          days: 30,
          next: 42.5,
          lost: 1.3,
          silent: 20,
          ranges: { next: { low: 32.5, high: 53.4 }, lost: { low: 0.2, high: 6.7 }, silent: { low: 12.7, high: 30 } },
          atRisk: 27,
        },
      ],
    },
  ],
  countedAt: null,
  filters: [
    {
      id: 'source',
      options: [
        { value: 'PAID_SEARCH', label: 'PAID_SEARCH', contacts: 120 },
        { value: null, label: null, contacts: 80 },
      ],
      chosen: null,
    },
    { id: 'persona', options: [{ value: null, label: null, contacts: 200 }], chosen: null },
  ],
};

const speed = (label: string | null, more: Partial<SpeedRow>): SpeedRow => ({
  label,
  owed: 0,
  kept: 0,
  late: 0,
  missed: 0,
  waiting: 0,
  dropped: 0,
  escalated: 0,
  inTime: null,
  median: null,
  isEnough: false,
  ...more,
});

/** 26 answers: of two owners, one of whom has enough. */
export const SPEED: SpeedSeen = {
  state: 'ok',
  countedAt: null,
  filters: [],
  now: NOW,
  hours: { answer: 8, escalate: 16 },
  total: speed(null, { owed: 26, kept: 18, late: 2, missed: 4, inTime: rate(75, 24), median: 3.5, isEnough: true }),
  kinds: [
    { kind: 'why', rows: [speed('hand_raise', { owed: 24 }), speed('sql', { owed: 2 })] },
    { kind: 'owner', rows: [speed('Ada Sellers', { owed: 22, isEnough: true }), speed(null, { owed: 4 })] },
    { kind: 'territory', rows: [speed(null, { owed: 26 })] },
  ],
  months: [{ from: Date.UTC(2026, 9, 31, 23), speed: speed(null, { owed: 26 }) }],
};

export const TRACKS: TracksSeen = {
  state: 'ok',
  now: NOW,
  tracks: [
    {
      value: 'mql_nurture',
      now: 10,
      entered: 14,
      left: 4,
      next: [
        { value: 'sales_ready', contacts: 3 },
        { value: 'none', contacts: 1 },
      ],
    },
  ],
  segments: [{ value: 'dormant_mql', now: 12, entered: 14, left: 2, next: [{ value: 'none', contacts: 2 }] }],
  touches: [
    {
      track: 'mql_nurture',
      kind: 'email',
      due: 30,
      done: 26,
      missed: 4,
      late: 0,
      open: 0,
      cancelled: 0,
      kept: rate(86.7, 30),
      causes: [{ what: 'Nobody sent it', count: 4 }],
    },
  ],
  mails: [
    { track: 'mql_nurture', sent: 50, opened: 30, clicked: 5, rates: { opened: rate(60, 50), clicked: rate(10, 50) } },
    { track: null, sent: 4, opened: 1, clicked: 0, rates: { opened: null, clicked: null } },
  ],
  statistics: {
    since: NOW - 365 * 86_400_000,
    until: NOW,
    allowed: true,
    mails: [
      {
        name: '=Nurture 1',
        tracks: ['mql_nurture'],
        seen: { sent: 40, opened: 30, clicked: 4, rates: { opened: rate(75, 40), clicked: rate(10, 40) } },
        hubspot: {
          sent: 82,
          delivered: 80,
          opened: 60,
          clicked: 12,
          rates: { opened: rate(75, 80), clicked: rate(15, 80) },
        },
      },
      {
        name: 'Gone',
        tracks: ['dormant_mql'],
        seen: { sent: 3, opened: 1, clicked: 0, rates: { opened: null, clicked: null } },
        hubspot: null,
      },
    ],
  },
  countedAt: null,
  filters: [],
  nurtured: { left: 40, sql: 10, rate: rate(25, 40) },
  dormant: [{ from: Date.UTC(2026, 9, 31, 23), segments: [{ segment: 'dormant_mql', dormant: 12, woke: 2 }] }],
};

const NO_RATES = { mql: null, sql: null };
/** A form with enough contacts, and a page of which the model knows no stage. */
export const CONTENT: ContentSeen = {
  state: 'ok',
  now: NOW,
  all: { captured: 80, mql: 20, sql: 4, rates: { mql: rate(25, 80), sql: rate(5, 80) } },
  kinds: [
    {
      kind: 'form',
      rows: [
        {
          what: '=Demo',
          stage: 'decision',
          beforeMql: 40,
          mql: 20,
          beforeSql: 45,
          sql: 9,
          rates: { mql: rate(50, 40), sql: rate(20, 45) },
        },
      ],
    },
    {
      kind: 'page',
      rows: [{ what: 'acme.example', stage: null, beforeMql: 3, mql: 1, beforeSql: 3, sql: 0, rates: NO_RATES }],
    },
    { kind: 'mail', rows: [] },
  ],
  countedAt: null,
  filters: [],
};

const NO_RATE = { valid: null, mql: null, sql: null, customer: null };
/** A source that looks like a formula, the unknown, and all others. */
export const SOURCES: SourcesSeen = {
  state: 'ok',
  now: NOW,
  kinds: [
    {
      kind: 'source',
      rows: [
        {
          value: '=cmd',
          isRest: false,
          captured: 40,
          valid: 30,
          mql: 8,
          sql: 4,
          customer: 1,
          rates: { ...NO_RATE, valid: rate(75, 40), mql: rate(20, 40) },
        },
        { value: null, isRest: false, captured: 5, valid: 5, mql: 0, sql: 0, customer: 0, rates: NO_RATE },
        { value: null, isRest: true, captured: 7, valid: 7, mql: 1, sql: 0, customer: 0, rates: NO_RATE },
      ],
    },
  ],
  ripening: {
    days: 90,
    compared: 2,
    more: [{ value: 'REFERRALS', rate: rate(30, 60), others: 8 }],
    less: [{ value: '=cmd', rate: rate(6, 90), others: 12 }],
  },
  wins: [
    { value: 'REFERRALS', captured: 60, won: 40, medianDays: 70, until: { days: 200, percent: 66, low: 53, high: 77 } },
    { value: '=cmd', captured: 90, won: 2, medianDays: null, until: { days: 300, percent: 2.2, low: 0.6, high: 7.7 } },
    { value: null, captured: 5, won: 1, medianDays: null, until: null },
  ],
  costs: [
    {
      value: '=cmd',
      amount: 900,
      months: 2,
      captured: 90,
      valid: 60,
      mql: 20,
      sql: 4,
      customer: 2,
      each: { captured: 10, valid: 15, mql: 45, sql: null, customer: null },
    },
  ],
  countedAt: null,
  filters: [],
};
