import { describe, expect, it } from 'vitest';
import { referenceData } from '../../reference-data/reference-data.ts';
import { observe } from '../activity/observe.ts';
import { NO_FACTS, type Properties } from '../contact.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import { knownFacts } from '../lead/known-facts.ts';
import { DEFAULT_MODEL } from '../model/default-model.ts';
import { type Model, parseModel } from '../model/model.ts';
import { compileModel } from '../rules/compile.ts';
import { DAY } from '../time/time.ts';
import { differencesOf } from './document/differences.ts';
import { findStartingModel, startingModels, startWith } from './starting-models.ts';
import { warningsOf } from './warnings/warnings.ts';

const ALL = startingModels();
const NOW = Date.parse('2026-11-26T12:00:00Z');
const OWN = new Set(warningsOf(DEFAULT_MODEL).map(({ sentence }) => sentence));

describe.each(ALL.map((one) => [one.id, one] as const))('the starting model %s', (id, { model, name, reasons }) => {
  it('may be published, and has no warning that the default model does not have', () => {
    expect(parseModel(model)).toEqual({ outcome: 'valid', model });
    expect(warningsOf(model).filter(({ sentence }) => !OWN.has(sentence))).toEqual([]);
  });

  it('gives its reasons in sentences', () => {
    expect(reasons.length).toBeGreaterThanOrEqual(3);
    for (const reason of reasons) expect(reason).toMatch(/^[A-Z].{30,}\.$/);
  });

  it('is found by its id and by its name', () => {
    expect([id, name, name.toUpperCase(), id.replaceAll('_', '-')].map((one) => findStartingModel(one)?.id)).toEqual([
      id,
      id,
      id,
      id,
    ]);
  });

  it.each(ALL.filter((other) => other.id !== id).map((other) => [other.id, other] as const))(
    'is not like %s, and may take its place',
    (_, other) => {
      expect(differencesOf(model, other.model).length).toBeGreaterThan(20);
      expect(startWith(other.model, findStartingModel(id)!)).toEqual({ document: model, kept: [] });
    },
  );
});

it('a name that no starting model has finds none', () => {
  expect(['', 'bakery', 'services.json'].map(findStartingModel)).toEqual([null, null, null]);
});

it('what an account has set itself stays when it chooses a starting model', () => {
  const own: Model = {
    ...DEFAULT_MODEL,
    routing: { automatic: true, territories: [], fallbackOwner: '7' },
    calendar: { ...DEFAULT_MODEL.calendar, timeZone: 'Europe/Vienna', holidays: ['10-26'] },
    bant: { ...DEFAULT_MODEL.bant, budget: 'my_budget' },
    products: [{ id: 'own', label: 'Own', contains: ['/own'] }],
    explicit: DEFAULT_MODEL.explicit.map((rule) => (rule.id === 'mail_free' ? { ...rule, points: -1 } : rule)),
  };

  const { document, kept } = startWith(own, findStartingModel('manufacturing')!);
  const parsed = parseModel(document);

  expect(parsed).toMatchObject({
    outcome: 'valid',
    model: {
      routing: own.routing,
      calendar: { timeZone: 'Europe/Vienna', holidays: ['10-26'], from: '07:00' },
      bant: own.bant,
      explicitShare: 60,
    },
  });
  if (parsed.outcome !== 'valid') return;
  expect(parsed.model.products.map(({ id }) => id).sort()).toEqual(['machines', 'own', 'service', 'spare_parts']);
  expect(parsed.model.explicit.find(({ id }) => id === 'mail_free')).toMatchObject({ points: -1 });
  expect(kept).toEqual([['explicit', 'mail_free', 'points']]);
});

const ago = (days: number) => new Date(NOW - days * DAY).toISOString();
const filledIn = (form: string, days: number): Properties => ({
  num_conversion_events: '1',
  first_conversion_event_name: form,
  first_conversion_date: ago(days),
  recent_conversion_event_name: form,
  recent_conversion_date: ago(days),
});
const looked = (url: string, days: number, times = 6): Properties => ({
  hs_analytics_num_visits: '2',
  hs_analytics_num_page_views: `${times}`,
  hs_analytics_first_timestamp: ago(days + 1),
  hs_analytics_last_timestamp: ago(days),
  hs_analytics_first_visit_timestamp: ago(days + 1),
  hs_analytics_last_visit_timestamp: ago(days),
  hs_analytics_last_url: url,
});

/** Of each field its people, the one whom a marketer would call first at the top. */
const RANKED: Readonly<Record<string, readonly (readonly [who: string, facts: Properties])[]>> = {
  general: [
    ['asks for a call', { jobtitle: 'CFO', numemployees: '300', ...filledIn('Contact us', 2) }],
    ['reads much', { jobtitle: 'CFO', numemployees: '300', ...filledIn('Whitepaper download', 5) }],
    ['only fits', { jobtitle: 'CFO', numemployees: '300' }],
    ['is a student', { jobtitle: 'Student', email: 'a@college.edu', ...looked('https://x.example/blog', 5) }],
  ],
  b2b_software: [
    [
      'a head of IT who began a trial',
      { jobtitle: 'Head of IT', numemployees: '200', industry: 'Finance', ...filledIn('Start trial', 1) },
    ],
    [
      'a manager who asked for a demo',
      { jobtitle: 'Operations Manager', numemployees: '30', ...filledIn('Book a demo', 2) },
    ],
    [
      'a developer in the documentation',
      { jobtitle: 'Software Engineer', numemployees: '200', ...looked('https://x.example/docs/start', 2) },
    ],
    ['somebody who reads the blog', { jobtitle: 'Office Assistant', ...looked('https://x.example/blog', 2) }],
    ['a student with a free address', { jobtitle: 'Student', email: 'me@gmail.com' }],
  ],
  services: [
    [
      'an owner with a brief and a budget',
      {
        jobtitle: 'Owner',
        numemployees: '25',
        ripen_bant_budget: 'yes',
        ripen_bant_authority: 'yes',
        ...filledIn('Your project', 3),
      },
    ],
    [
      'a head of marketing who asked for a quote',
      { jobtitle: 'Head of Marketing', numemployees: '40', ...filledIn('Request a quote', 3) },
    ],
    [
      'a director who reads references',
      { jobtitle: 'Director Marketing', numemployees: '80', ...looked('https://x.example/portfolio/acme', 10) },
    ],
    ['a large company that only looks', { jobtitle: 'Marketing Assistant', numemployees: '20000' }],
    ['somebody without a budget', { jobtitle: 'Assistant', ripen_bant_budget: 'no' }],
  ],
  e_commerce: [
    [
      'a hotel that wants a trade account',
      {
        jobtitle: 'Purchasing Manager',
        industry: 'Hospitality',
        country: 'Germany',
        email: 'p@hotel.example',
        ...filledIn('Wholesale request', 1),
      },
    ],
    [
      'a shopper with a full basket',
      { email: 'me@gmail.com', phone: '+49 30 123456', country: 'Germany', ...looked('https://x.example/cart', 1) },
    ],
    [
      'a shopper among products',
      { email: 'me@gmail.com', country: 'Germany', ...looked('https://x.example/products/a', 1) },
    ],
    ['a reader of the newsletter', { email: 'me@gmail.com', country: 'Germany', ...filledIn('Newsletter', 20) }],
    [
      'a chief executive from abroad who looked long ago',
      { jobtitle: 'CEO', country: 'Peru', ...looked('https://x.example/', 90) },
    ],
  ],
  education: [
    [
      'a student who applies for the next intake',
      {
        jobtitle: 'Student',
        email: 'me@gmail.com',
        country: 'Austria',
        ripen_bant_timeline: 'yes',
        ...filledIn('Apply now: Bachelor', 3),
      },
    ],
    [
      'a student who comes to the open day',
      { jobtitle: 'Student', email: 'me@gmail.com', country: 'Austria', ...filledIn('Open day in May', 3) },
    ],
    [
      'somebody who asked for the prospectus',
      { email: 'me@gmail.com', country: 'Austria', ...filledIn('Prospectus', 3) },
    ],
    [
      'a chief executive who only looks',
      { jobtitle: 'CEO', numemployees: '5000', ...looked('https://x.example/news', 30) },
    ],
    ['a throw-away address', { email: 'x@mailinator.com' }],
  ],
  manufacturing: [
    [
      'a buyer of a car maker who asks for a price',
      {
        jobtitle: 'Head of Purchasing',
        numemployees: '5000',
        industry: 'Automotive',
        ...filledIn('Request a quote', 5),
      },
    ],
    [
      'an engineer who took drawings',
      {
        jobtitle: 'Design Engineer',
        numemployees: '600',
        industry: 'Machinery',
        ...filledIn('CAD data of the X1', 5),
      },
    ],
    [
      'a production manager who reads technical data',
      {
        jobtitle: 'Production Manager',
        numemployees: '600',
        industry: 'Machinery',
        ...looked('https://x.example/technical/x1', 30),
      },
    ],
    ['a marketer who came from social media', { jobtitle: 'Marketing Manager', numemployees: '20' }],
    ['a private address', { email: 'me@gmail.com' }],
  ],
};

it.each(ALL.map((one) => [one.id, one.model] as const))(
  'by %s people rank as a marketer would have them',
  (id, model) => {
    const compiled = compileModel(model);
    const scored = RANKED[id]!.map(([who, properties]) => {
      const contact = { email: `someone@company.example`, lifecyclestage: 'lead', createdate: ago(200), ...properties };
      const activities = observe(model, null, contact, NOW);
      const facts = knownFacts({ ...NO_FACTS, contact }, referenceData, { memory: null });
      const { scores, qualification } = evaluate(compiled, facts, activities, NOW);
      return { who, points: scores.combined.points, qualification };
    });

    expect(scored.map(({ who }) => who)).toEqual([...scored].sort((a, b) => b.points - a.points).map(({ who }) => who));
    expect(new Set(scored.map(({ points }) => points)).size, JSON.stringify(scored)).toBe(scored.length);
    expect(scored[0]?.qualification).toBe('sql');
    expect(scored.at(-1)?.qualification).toBe('unqualified');
  },
);
