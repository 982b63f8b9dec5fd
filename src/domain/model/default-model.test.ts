import { describe, expect, test } from 'vitest';
import { advanceFully } from '../../../test/support/scenes/advance-fully.ts';
import { START } from '../../../test/support/scenes/arbitraries.ts';
import { observe } from '../activity/observe.ts';
import { type DealFacts, type Decisions, NO_DEALS, type Properties } from '../contact.ts';
import { knownFacts } from '../lead/known-facts.ts';
import { compileModel } from '../rules/compile.ts';
import { DAY } from '../time/time.ts';
import { DEFAULT_MODEL as model } from './default-model.ts';

const compiled = compileModel(model);
const lists = {
  isFree: (domain: string) => domain === 'gmail.com',
  isDisposable: (domain: string) => domain === 'mailinator.com',
  isRole: (mailbox: string) => mailbox === 'info',
  readPhone: () => ({ outcome: 'unclear' as const }),
};

type Person = {
  readonly contact: Properties;
  readonly company?: Properties;
  readonly deals?: Partial<DealFacts>;
  readonly decisions?: Decisions;
};

/** What Ripen finds at first sight, seen in HubSpot's properties only. */
function meet({ contact, company = {}, deals = {}, decisions = {} }: Person, now = START) {
  const facts = { contact: { createdate: day(-400), ...contact }, company, deals: { ...NO_DEALS, ...deals } };
  const activities = observe(model, null, facts.contact, now);
  const known = knownFacts(facts, lists, { memory: null, decisions });
  return advanceFully(compiled, known, activities, now, { dueAt: null, news: true }).evaluations.at(-1)!;
}

const day = (days: number) => `${START + days * DAY}`;
const form = (name: string, days: number): Properties => ({
  num_conversion_events: '1',
  first_conversion_date: day(days),
  first_conversion_event_name: name,
  recent_conversion_date: day(days),
  recent_conversion_event_name: name,
});
const views = (count: number, from: number, to: number, url = 'https://ripen.example/'): Properties => ({
  hs_analytics_num_page_views: `${count}`,
  hs_analytics_first_timestamp: day(from),
  hs_analytics_last_timestamp: day(to),
  hs_analytics_last_url: url,
});

const executive: Properties = {
  email: 'ann@firm.example',
  jobtitle: 'Chief Operating Officer',
  country: 'Germany',
  lifecyclestage: 'lead',
};
const firm: Properties = { numberofemployees: '250', industry: 'COMPUTER_SOFTWARE', annualrevenue: '30000000' };
const student: Properties = { email: 'kim@mailinator.com', jobtitle: 'Student', lifecyclestage: 'lead' };
const manager: Properties = {
  email: 'bo@firm.example',
  jobtitle: 'Marketing Manager',
  country: 'France',
  lifecyclestage: 'subscriber',
};

type Expected = {
  readonly qualification: string;
  readonly grade?: RegExp;
  readonly segment?: string | null;
  readonly track?: string;
};

describe('scores people as a marketer would', () => {
  test.for<[string, Person, Expected]>([
    [
      'an executive who asked for a demo',
      {
        contact: { ...executive, ...form('Request a demo', -1), ...views(6, -3, -1, 'https://ripen.example/pricing') },
        company: firm,
      },
      { qualification: 'sql', grade: /^[AB][12]$/, segment: null, track: 'sales_ready' },
    ],
    [
      'a student with a throw-away mail who downloads everything',
      { contact: { ...student, ...form('Whitepaper download', -1), ...views(60, -30, -1) } },
      { qualification: 'unqualified', grade: /^D/, segment: null, track: 'none' },
    ],
    [
      'a student with a throw-away mail who asks to be contacted',
      { contact: { ...student, ...form('Contact us', -1) } },
      { qualification: 'unqualified', grade: /^D/, segment: null, track: 'none' },
    ],
    [
      'a competitor who starts a trial',
      { contact: { ...executive, email: 'spy@competitor.example', ...form('Free trial', -1) }, company: firm },
      { qualification: 'unqualified', grade: /^D/, segment: null },
    ],
    [
      'a manager who subscribed to the newsletter last week',
      { contact: { ...manager, ...form('Newsletter', -7) } },
      { qualification: 'mql', segment: null, track: 'mql_nurture' },
    ],
    [
      'the same manager two months later, silent',
      { contact: { ...manager, ...form('Newsletter', -67) } },
      { qualification: 'mql', segment: 'dormant_mql', track: 'dormant_mql' },
    ],
    [
      'an executive who asked for a demo half a year ago, and fell silent',
      { contact: { ...executive, ...form('Request a demo', -182) }, company: firm },
      { qualification: 'sql', grade: /^[AB]4$/, segment: 'dormant_sql', track: 'dormant_sql' },
    ],
    [
      'a visitor who looked at a few pages a week ago',
      { contact: { email: 'cy@gmail.com', ...views(3, -9, -7) } },
      { qualification: 'unqualified', grade: /^D[34]$/, segment: null, track: 'none' },
    ],
    [
      'a visitor of last year',
      { contact: { email: 'cy@gmail.com', ...views(3, -300, -290) } },
      { qualification: 'unqualified', grade: /^D4$/, segment: 'dormant_unqualified', track: 'no_correspondence' },
    ],
    [
      'an imported name that never did anything',
      { contact: { email: 'dee@firm.example', createdate: day(-2) } },
      { qualification: 'unqualified', grade: /^D4$/, segment: null, track: 'none' },
    ],
    [
      'a new contact whose visits are said to be decades older than it is',
      { contact: { email: 'cy@gmail.com', createdate: day(-2), ...views(3, -20_000, -19_000) } },
      { qualification: 'unqualified', grade: /^D4$/, segment: null, track: 'none' },
    ],
    [
      'a new contact whose form is said to have been filled in decades before',
      { contact: { ...manager, createdate: day(-2), ...form('Newsletter', -12_000) } },
      { qualification: 'mql', segment: null, track: 'mql_nurture' },
    ],
    [
      'an executive without any behaviour is a good fit, and no more',
      { contact: { ...executive, createdate: day(-2) }, company: firm },
      { qualification: 'unqualified', grade: /^[AB]4$/, track: 'none' },
    ],
    [
      'a lost deal, silent since',
      {
        contact: { ...executive, lifecyclestage: 'opportunity', ...form('Contact us', -200) },
        company: firm,
        deals: { lost: 1, lastLostAt: START - 150 * DAY },
      },
      { qualification: 'sql', segment: 'closed_lost', track: 'closed_lost_review' },
    ],
    [
      'a customer',
      { contact: { ...executive, lifecyclestage: 'customer' }, company: firm },
      { qualification: 'unqualified', segment: null, track: 'customer' },
    ],
    [
      'an SQL who opted out',
      { contact: { ...executive, ...form('Request a demo', -1), hs_email_optout: 'true' }, company: firm },
      { qualification: 'sql', segment: null, track: 'no_correspondence' },
    ],
  ])('%s', ([, person, { grade, ...expected }]) => {
    const evaluation = meet(person);

    expect(evaluation).toMatchObject(expected);
    if (grade !== undefined) expect(evaluation.grade).toMatch(grade);
  });

  test('an SQL outscores an MQL, who outscores a visitor, who outscores a student', () => {
    const scores = [
      { contact: { ...executive, ...form('Request a demo', -1) }, company: firm },
      { contact: { ...manager, ...form('Newsletter', -7) } },
      { contact: { email: 'cy@gmail.com', ...views(12, -5, -1) } },
      { contact: { ...student, ...views(3, -60, -50) } },
    ].map((person) => meet(person).scores.combined.points);

    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(new Set(scores).size).toBe(4);
  });

  test('says why, in words a rep understands, the strongest first', () => {
    const { written } = meet({ contact: { ...executive, ...form('Request a demo', -1) }, company: firm });

    expect(written['ripen_reasons']).toBe(
      '+49 Asked to be contacted; +20 Leads the company or a whole function; +15 Company of 50 to 999 people; +11 Is like your best buyers; +10 Lives where you sell',
    );
  });

  test('a BANT answer moves the score, and a missing one does not', () => {
    const score = (answers: Properties) => meet({ contact: { ...manager, ...answers } }).scores.explicit.points;

    expect(score({ ripen_bant_need: 'yes' })).toBeGreaterThan(score({ ripen_bant_need: 'partly' }));
    expect(score({ ripen_bant_need: 'partly' })).toBeGreaterThan(score({}));
    expect(score({ ripen_bant_need: 'unknown' })).toBe(score({}));
    expect(score({ ripen_bant_need: 'no' })).toBeLessThan(score({}));
    expect(meet({ contact: { ripen_bant_need: 'no' } }).bant).toEqual({
      budget: 'unknown',
      authority: 'unknown',
      need: 'no',
      timeline: 'unknown',
    });
  });
});

describe('the document', () => {
  const rules = [...model.explicit, ...model.implicit];

  test('every rule has an id of its own and a sentence of its own', () => {
    expect(new Set(rules.map((r) => r.id)).size).toBe(rules.length);
    expect(new Set(rules.map((r) => r.label)).size).toBe(rules.length);
    for (const { label } of rules) expect(label).toMatch(/^[A-Z].{5,}$/);
  });

  test('every signal earns or costs points, can come about, and every group has a rule', () => {
    const scored = model.implicit.flatMap((rule) => ('signals' in rule ? rule.signals : []));
    const observed = [...model.behaviours, ...model.forms, ...model.pages].map((source) => source.signal);

    expect(model.signals.filter((s) => !scored.includes(s.id))).toEqual([]);
    expect(model.signals.map((s) => s.id).filter((id) => !observed.includes(id))).toEqual([
      'chat',
      'returned_by_sales',
    ]); // from workflows and reps
    expect(model.groups.filter((g) => !rules.some((r) => r.group === g.id))).toEqual([]);
  });

  test.for([
    ['Request a demo', 'contact_request'],
    ['KONTAKT - Website', 'contact_request'],
    ['Start your free trial', 'free_trial'],
    ['Newsletter sign-up (footer)', 'newsletter_subscription'],
    ['Webinar: lead scoring', 'webinar'],
    ["Buyer's Guide 2026", 'premium_download'],
    ['Event registration', 'form_submission'],
  ] as const)('the form "%s" is a %s', ([name, signal]) => {
    const [activity] = observe(model, null, form(name, -1), START);

    expect(activity?.signal).toBe(signal);
  });
});

describe('a persona of the default model', () => {
  const large = { numberofemployees: '250' };
  const persona = (jobtitle: string, company: Properties = {}) => {
    const found = meet({ contact: { email: 'ann@firm.example', jobtitle }, company }).persona;
    return found === null || found.match < 50 ? null : found.id;
  };

  test.each([
    'Marketing Intern',
    'Sales Representative',
    'Working student in IT',
    'Assistant to the CFO',
    'Junior Accountant',
  ])('is no leader because of the area and the company alone: %s', (title) => {
    expect([persona(title), persona(title, large)]).toEqual([null, null]);
  });

  test.each([
    ['CEO', 'economic_buyer'],
    ['VP Sales', 'economic_buyer'],
    ['Head of Marketing', 'department_head'],
    ['Purchasing Manager', 'department_head'],
    ['Software Engineer', 'technical_evaluator'],
    ['IT Manager', 'technical_evaluator'],
  ])('is found by the title, whether or not the company is known: %s is %s', (title, id) => {
    expect(persona(title)).toBe(id);
    if (title !== 'IT Manager') expect(persona(title, large)).toBe(id);
  });
});
