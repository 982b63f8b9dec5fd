import { createRandom } from '../../sandbox/random.ts';
import { type Activity, type Facts, NO_DEALS } from '../../src/domain/contact.ts';
import { DEFAULT_MODEL } from '../../src/domain/model/default-model.ts';
import type { Condition, Model } from '../../src/domain/model/model.ts';
import { DAY } from '../../src/domain/time/time.ts';

/*
 * A plan of 40 rules that any rule engine can hold: 34 conditions, a count in a window, 5 decays,
 * in 5 groups. And contacts with 20 activities each, the same for the same seed.
 */

export const NOW = Date.UTC(2026, 10, 16, 9);

const SIGNALS = ['page_view', 'email_click', 'download', 'webinar', 'pricing_view', 'email_open', 'form', 'chat'];
const CITIES = ['berlin', 'hamburg', 'paris', 'lyon', 'london', 'leeds', 'madrid', 'rome', 'vienna', 'zurich'];
const COUNTRIES = ['germany', 'france', 'united kingdom', 'spain', 'italy', 'austria', 'switzerland'];
const INDUSTRIES = ['software', 'machinery', 'retail', 'education', 'health', 'logistics', 'energy'];
const TITLES = ['Head of Marketing', 'CEO', 'Student', 'Sales Manager', 'Software Engineer', 'VP Operations', 'Intern'];
const SOURCES = ['organic', 'paid', 'referral', 'social', 'direct'];

const text = (how: 'equals' | 'startsWith', field: string, value: string): Condition =>
  how === 'equals' ? { field, equals: value } : { field, startsWith: [value] };

/** 34 of them, over 11 fields. */
const CONDITIONS: readonly Condition[] = [
  ...COUNTRIES.map((country) => text('equals', 'country', country)),
  ...INDUSTRIES.map((industry) => text('equals', 'industry', industry)),
  ...[10, 50, 250, 1000].map((atLeast): Condition => ({ field: 'numemployees', atLeast, below: atLeast * 5 })),
  ...['head', 'vp', 'ceo', 'intern'].map((word) => text('startsWith', 'jobtitle', word)),
  { field: 'jobtitle', contains: ['marketing', 'sales'] },
  { field: 'jobtitle', contains: ['engineer'] },
  { field: 'city', oneOf: CITIES.slice(0, 5) },
  { field: 'email', endsWith: ['.edu', '.example'] },
  { field: 'annualrevenue', atLeast: 1_000_000 },
  { field: 'annualrevenue', below: 100_000 },
  { field: 'phone', known: true },
  { field: 'website', known: false },
  {
    all: [
      { field: 'country', equals: 'germany' },
      { field: 'numemployees', atLeast: 50 },
    ],
  },
  {
    any: [
      { field: 'industry', equals: 'software' },
      { field: 'industry', equals: 'energy' },
    ],
  },
  { not: { field: 'hs_analytics_source', oneOf: ['paid', 'social'] } },
  { field: 'lastmodifieddate', withinDays: 30 },
];

const GROUPS: readonly Model['groups'][number][] = [
  { id: 'place', label: 'Place', kind: 'explicit', cap: 30, floor: 0, halfLifeDays: null },
  { id: 'company', label: 'Company', kind: 'explicit', cap: 40, floor: -10, halfLifeDays: null },
  { id: 'person', label: 'Person', kind: 'explicit', cap: 50, floor: -20, halfLifeDays: null },
  { id: 'reading', label: 'Reading', kind: 'implicit', cap: 50, floor: 0, halfLifeDays: 30 },
  { id: 'asking', label: 'Asking', kind: 'implicit', cap: 60, floor: 0, halfLifeDays: 60 },
];

export const PLAN: Model = {
  ...DEFAULT_MODEL,
  behaviours: [],
  forms: [],
  pages: [],
  personas: [],
  products: [],
  journey: [],
  qualification: { ...DEFAULT_MODEL.qualification, never: [] },
  signals: SIGNALS.map((id) => ({ id, label: id, passive: id === 'email_open' })),
  groups: [...GROUPS],
  explicit: CONDITIONS.map((when, index) => ({
    id: `condition_${index}`,
    label: `Condition ${index}`,
    group: ['place', 'company', 'person'][index % 3]!,
    points: (index % 7) * 2.5 - 4 || 3,
    when,
  })),
  implicit: [
    {
      id: 'reads_much',
      label: 'Reads much',
      group: 'reading',
      signals: ['page_view', 'email_open'],
      windowDays: 30,
      tiers: [
        { atLeast: 2, points: 4 },
        { atLeast: 5, points: 9 },
      ],
    },
    ...['email_click', 'download', 'webinar', 'pricing_view', 'form'].map((signal, index) => ({
      id: signal,
      label: signal,
      group: index < 2 ? 'reading' : 'asking',
      signals: [signal],
      points: 3 + 2 * index,
    })),
  ],
};

type BenchContact = { readonly facts: Facts; readonly activities: readonly Activity[] };

/** A contact as rules want it: texts in lower case, numbers and instants as numbers. */
export type DecodedContact = {
  readonly facts: Readonly<Record<string, string | number>>;
  readonly activities: readonly { readonly signal: string; readonly day: number; readonly quantity: number }[];
};

/** `count` contacts as they are stored: facts are texts, activities oldest first. */
export function contactsOfPlan(count: number): readonly BenchContact[] {
  const random = createRandom(40);
  const pick = <T>(list: readonly T[]): T => random.pick(list);
  return Array.from({ length: count }, (_, n) => {
    const contact: Record<string, string> = {
      email: `person${n}@firm${n % 97}.${pick(['example', 'com', 'edu'])}`,
      country: pick(COUNTRIES),
      industry: pick(INDUSTRIES),
      numemployees: `${pick([3, 12, 80, 400, 2500])}`,
      jobtitle: pick(TITLES),
      city: pick(CITIES),
      annualrevenue: `${pick([50_000, 400_000, 3_000_000])}`,
      hs_analytics_source: pick(SOURCES),
      lastmodifieddate: new Date(NOW - random.between(1, 90) * DAY).toISOString(),
      createdate: new Date(NOW - 400 * DAY).toISOString(),
      lifecyclestage: 'lead',
      ...(n % 3 === 0 && { phone: '+49 30 1234567' }),
      ...(n % 4 === 0 && { website: 'firm.example' }),
    };
    const activities = Array.from({ length: 20 }, (_, i) => ({
      id: `${n} ${i}`,
      signal: pick(SIGNALS),
      at: NOW - (20 - i) * 6 * DAY - random.between(0, DAY),
      quantity: random.between(1, 3),
      source: 'import',
    }));
    return { facts: { contact, company: {}, deals: NO_DEALS }, activities };
  });
}
