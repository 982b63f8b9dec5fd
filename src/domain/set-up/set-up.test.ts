import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { law } from '../../../test/support/law.ts';
import { startingModels } from '../changes/starting-models.ts';
import { NO_FACTS, type Properties } from '../contact.ts';
import { DEFAULT_MODEL } from '../model/default-model.ts';
import { type Model, parseModel } from '../model/model.ts';
import { acceptStep, type SetUpAnswers } from './accept.ts';
import { buyersBy } from './buyers.ts';
import { formsSeen, signalOfForm, withForms } from './forms.ts';
import { workingDaysIn } from './hours.ts';
import { territoriesFrom } from './owners.ts';
import { productsSeen } from './products.ts';
import { answerSaid, questionsIn } from './questions.ts';
import { askedIn, SET_UP_STEPS, type SetUpKnown } from './steps.ts';
import { addToSurvey, newSurvey, pageOf, type Survey } from './survey.ts';

const CUSTOMER = DEFAULT_MODEL.lifecycle.customer;

/** Of rows that say how many contacts have these properties. */
function surveyOf(...rows: readonly (readonly [contacts: number, properties: Properties])[]): Survey {
  const survey = newSurvey();
  for (const [contacts, contact] of rows)
    for (let n = 0; n < contacts; n++) addToSurvey(survey, { ...NO_FACTS, contact }, CUSTOMER);
  return survey;
}

const buys = (properties: Properties): Properties => ({ ...properties, lifecyclestage: 'customer' });
const OWNERS = [
  { id: '7', name: 'Anna' },
  { id: '8', name: 'Ben' },
];
const knownOf = (survey: Survey, model: Model = DEFAULT_MODEL): SetUpKnown => ({
  model,
  survey,
  account: { timeZone: 'Europe/Berlin', owners: OWNERS, questions: [], forms: [] },
});

describe('who buys', () => {
  const industry = (survey: Survey) => buyersBy(survey, 'lead.industry').filter((one) => one.isProposed);
  const FINANCE = { industry: 'Finance' };
  const RETAIL = { industry: 'Retail' };

  test.for<[string, Survey, readonly string[]]>([
    ['an empty account', surveyOf(), []],
    ['no customers', surveyOf([100, FINANCE], [100, RETAIL]), []],
    ['one customer', surveyOf([1, buys(FINANCE)], [100, FINANCE], [100, RETAIL]), []],
    ['only customers', surveyOf([100, buys(FINANCE)], [100, buys(RETAIL)]), []],
    [
      'nineteen contacts of a kind, all customers',
      surveyOf([19, buys(FINANCE)], [100, RETAIL], [20, buys(RETAIL)]),
      [],
    ],
    ['one kind only: there is nobody to compare with', surveyOf([50, buys(FINANCE)], [50, FINANCE]), []],
    ['as often as the others', surveyOf([50, buys(FINANCE)], [50, FINANCE], [50, buys(RETAIL)], [50, RETAIL]), []],
    ['much more often', surveyOf([50, buys(FINANCE)], [50, FINANCE], [5, buys(RETAIL)], [95, RETAIL]), ['finance']],
    ['and none of the others', surveyOf([30, buys(FINANCE)], [30, FINANCE], [95, RETAIL]), ['finance']],
  ])('%s', ([, survey, proposed]) => {
    expect(industry(survey).map(({ value }) => value)).toEqual(proposed);
  });

  it('says of how many contacts, and how many times as often', () => {
    const survey = surveyOf([50, buys(FINANCE)], [50, FINANCE], [10, buys(RETAIL)], [90, RETAIL]);

    expect(buyersBy(survey, 'lead.industry')).toMatchObject([
      { value: 'finance', contacts: 100, customers: 50, lift: 5 },
      { value: 'retail_wholesale', contacts: 100, customers: 10, lift: 0.2 },
    ]);
  });

  it('takes the place of the rules that gave points for it alone, and spares what was chosen from what takes points', () => {
    const done = acceptStep('buyers', knownOf(surveyOf([30, { numemployees: '5' }], [30, { numemployees: '20' }])), {
      company_size: ['1-9', '10-49'],
    });
    const rules = modelOf(done).explicit.filter(({ id }) => id.startsWith('company_size'));

    expect(rules).toEqual([
      expect.objectContaining({ points: 15, when: { field: 'lead.company_size', oneOf: ['1-9', '10-49'] } }),
    ]);
  });
});

describe('territories', () => {
  const of = (country: string, hubspot_owner_id: string) => ({ country, hubspot_owner_id });
  const active = new Set(['7', '8']);

  test.for<[string, Survey, readonly string[]]>([
    ['nobody owns anything', surveyOf([50, { country: 'Germany' }]), []],
    ['everything is one person’s', surveyOf([50, of('Germany', '7')], [50, of('France', '7')]), []],
    ['too few', surveyOf([19, of('Germany', '7')], [19, of('France', '8')]), []],
    ['shared by halves', surveyOf([25, of('Germany', '7')], [25, of('Germany', '8')], [30, of('France', '8')]), []],
    ['one of them has left', surveyOf([30, of('Germany', '9')], [30, of('France', '8')]), []],
    [
      'a country for each',
      surveyOf([30, of('Germany', '7')], [30, of('Austria', '7')], [30, of('France', '8')], [5, of('France', '7')]),
      ['7: AT DE', '8: FR'],
    ],
  ])('%s', ([, survey, expected]) => {
    const found = territoriesFrom(survey, active).map(({ ownerId, countries }) => `${ownerId}: ${countries.join(' ')}`);
    expect(found).toEqual(expected);
  });
});

describe('forms', () => {
  const form = (name: string): Properties => ({
    first_conversion_event_name: name,
    recent_conversion_event_name: name,
  });

  test.for<[string, string | null]>([
    ['Schnelle Beratung: Rückruf', 'contact_request'],
    ['Formulaire de contact', 'contact_request'],
    ['お問い合わせフォーム', 'contact_request'],
    ['Prueba gratuita 2026', 'free_trial'],
    ['Inscreva-se no boletim', 'newsletter_subscription'],
    ['Livre blanc : la qualité', 'premium_download'],
    ['Webinaire de mars', 'webinar'],
    ['Jobs', null],
    ['Mustermann', null],
    ['#hs-form-12345', null],
    ['🎉', null],
    ['__proto__', null],
  ])('%s seems to be %s', ([name, signal]) => {
    const { forms } = formsSeen(surveyOf([3, form(name)]), { ...DEFAULT_MODEL, forms: [] });
    expect(forms).toMatchObject([{ name, contacts: 3, now: null, proposed: signal === null ? null : { signal } }]);
  });

  it('forms without a name are left out', () => {
    expect(formsSeen(surveyOf([5, form('')], [5, form('   ')], [5, {}]), DEFAULT_MODEL)).toEqual({ forms: [], of: 0 });
  });

  it('forms of the account that nobody has filled in stand below those that somebody has', () => {
    const known = ['Talk to sales', 'Ask for a demo', 'Pricing: enquiry'];
    const survey = surveyOf([2, form('Contact us: Talk to sales')], [1, form('Page: pricing: Enquiry')]);
    const { forms, of } = formsSeen(survey, { ...DEFAULT_MODEL, forms: [] }, known);

    expect(of).toBe(2);
    expect(forms.map(({ name, contacts }) => [name, contacts])).toEqual([
      ['Contact us: Talk to sales', 2],
      ['Page: pricing: Enquiry', 1],
      ['Ask for a demo', 0],
    ]);
  });

  it('of 5,000 forms those that most people filled in are shown, and how many there are', () => {
    const survey = newSurvey();
    for (let n = 0; n < 5_200; n++)
      addToSurvey(survey, { ...NO_FACTS, contact: { ...form(`Form ${n}`), first_conversion_event_name: 'Often' } }, []);

    const { forms, of } = formsSeen(survey, DEFAULT_MODEL);

    expect({ of, shown: forms.length, first: forms[0]?.name, dropped: survey.dropped }).toEqual({
      of: 5_000,
      shown: 40,
      first: 'Often',
      dropped: 201,
    });
  });

  it('law: the engine then reads every form as it was chosen, also where one name is part of another', () => {
    const name = fc.stringMatching(/^[abc ]{1,8}$/).filter((text) => text.trim() !== '');
    const signal = fc.constantFrom(...DEFAULT_MODEL.signals.map(({ id }) => id));
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(name, signal), { selector: ([text]) => text, maxLength: 8 }), (chosen) => {
        const model = withForms(withForms(DEFAULT_MODEL, new Map()), new Map(chosen));
        for (const [text, wanted] of chosen) expect(signalOfForm(model, text)).toBe(wanted);
      }),
      law(200),
    );
  });
});

describe('questions', () => {
  const asked = (label: string, ...options: string[]) => ({
    name: 'q1',
    label,
    options: options.map((option) => ({ value: option.toLowerCase(), label: option })),
  });
  const question = (label: string) => questionsIn([asked(label, 'A', 'B')])[0]?.question ?? null;

  test.for<[string, string | null]>([
    ['What is your budget?', 'budget'],
    ['Budgetrahmen', 'budget'],
    ['Presupuesto anual', 'budget'],
    ['Orçamento', 'budget'],
    ['ご予算', 'budget'],
    ['Wer entscheidet?', 'authority'],
    ['Votre rôle dans la décision', 'authority'],
    ['Biggest challenge', 'need'],
    ['Bedarf', 'need'],
    ['When do you want to start?', 'timeline'],
    ['¿Cuándo empieza?', 'timeline'],
    ['導入時期', 'timeline'],
    ['Favourite colour', null],
    ['', null],
    ['<script>alert(1)</script>', null],
    ['x'.repeat(5_000), null],
  ])('%s asks for %s', ([label, expected]) => {
    expect(question(label)).toBe(expected);
  });

  it('leaves out what HubSpot has itself, what has no options, and what has too many', () => {
    const many = Array.from({ length: 30 }, (_, n) => `Option ${n}`);
    const found = questionsIn([
      { ...asked('Budget', 'A', 'B'), name: 'hs_budget' },
      { ...asked('Budget', 'A', 'B'), name: 'Not a name' },
      { ...asked('Budget'), name: 'free_text' },
      { ...asked('Budget', ...many), name: 'long' },
    ]);
    expect(found).toEqual([]);
  });

  test.for<['budget' | 'authority' | 'need' | 'timeline', string, string | null]>([
    ['budget', 'Yes', 'yes'],
    ['budget', 'Nein', 'no'],
    ['budget', 'Genehmigt', 'yes'],
    ['budget', 'No budget approved', 'no'],
    ['budget', '10,000 – 50,000 €', null],
    ['authority', 'Ich entscheide allein', 'yes'],
    ['authority', 'I recommend', 'partly'],
    ['need', 'Just looking', 'no'],
    ['timeline', 'Immediately', 'yes'],
    ['timeline', '1-3 months', 'yes'],
    ['timeline', '3 bis 6 Monate', 'partly'],
    ['timeline', 'within 2 weeks', 'yes'],
    ['timeline', 'more than 12 months', 'no'],
    ['timeline', '12+ months', 'no'],
    ['timeline', '6か月以上', 'partly'],
    ['timeline', '未定', 'no'],
    ['timeline', '', null],
  ])('%s: “%s” says %s', ([about, label, expected]) => {
    expect(answerSaid(about, { value: 'x', label })).toBe(expected);
  });

  test.for(['1', ' ', '1 '])('a label of very many “%s” is read once', (part) => {
    expect(answerSaid('timeline', { value: 'x', label: `1${part.repeat(20_000)}!` })).toBeNull();
  });

  it('what was chosen tells an answer in the model, and choosing none takes it out again', () => {
    const questions = questionsIn([asked('Your budget', 'Over 10k', 'Below 10k', 'None')]);
    const known = { ...knownOf(surveyOf()), account: { ...knownOf(surveyOf()).account, questions } };
    const done = acceptStep('questions', known, {
      'answer q1 over 10k': 'yes',
      'answer q1 below 10k': 'partly',
    });
    const model = modelOf(done);

    expect(model.bantAlso).toEqual([
      { question: 'budget', field: 'q1', yes: ['over 10k'], partly: ['below 10k'], no: ['none'] },
    ]);
    const none = acceptStep('questions', { ...known, model }, { 'question q1': '' });
    expect(modelOf(none).bantAlso).toBeUndefined();
  });
});

test.for<[string | undefined, string | null]>([
  [undefined, null],
  ['', null],
  ['https://x.example', null],
  ['https://x.example/', null],
  ['https://x.example/Products/Pump-X1/?utm=1#a', '/products/pump-x1'],
  ['//x.example/a/b/c', '/a/b'],
  ['/products/x', null],
  ['javascript:alert(1)', null],
])('the page of %s is %s', ([address, page]) => {
  expect(pageOf(address)).toBe(page);
});

it('products are the pages that enough people looked at last, by their names', () => {
  const on = (path: string) => ({ hs_analytics_last_url: `https://x.example${path}` });
  const survey = surveyOf(
    [40, on('/products/pump-x1')],
    [25, on('/produkte/k%C3%BChlung.html')],
    [19, on('/products/rare')],
    [90, on('/blog/news')],
    [30, on('/products/%E0%A4%A')],
  );

  expect(productsSeen(survey, DEFAULT_MODEL).map(({ label }) => label)).toEqual(['Pump x1', 'E0 a4 a', 'Kühlung']);
});

test.for<[string, readonly number[]]>([
  ['DE', [1, 2, 3, 4, 5]],
  ['IL', [1, 2, 3, 4, 7]],
  ['nowhere', [1, 2, 3, 4, 5]],
])('in %s people work on %j', ([country, days]) => {
  expect(workingDaysIn(country)).toEqual(days);
});

/** Accounts as odd as they come. */
const RICH = surveyOf(
  [60, buys({ country: 'Germany', industry: 'Finance', jobtitle: 'CFO', numemployees: '300', hubspot_owner_id: '7' })],
  [60, { country: 'France', industry: 'Retail', jobtitle: 'Assistant', numemployees: '5', hubspot_owner_id: '8' }],
  [30, { hs_analytics_last_url: 'https://x.example/products/pump', first_conversion_event_name: 'Rückruf bitte' }],
);
const ACCOUNTS = { empty: surveyOf(), rich: RICH, 'only customers': surveyOf([50, buys({ country: 'Spain' })]) };

describe.each(Object.entries(ACCOUNTS))('an account that is %s', (_, survey) => {
  it.each(SET_UP_STEPS)(
    'step %s: accepting what is proposed makes a model that may be published, twice the same',
    (step) => {
      for (const { model } of startingModels().filter(({ id }) => ['general', 'e_commerce'].includes(id))) {
        const known = knownOf(survey, model);
        const once = modelOf(acceptStep(step, known, {}));
        const twice = modelOf(acceptStep(step, { ...known, model: once }, {}));
        expect(twice).toEqual(once);
      }
    },
  );
});

test.for<[string, SetUpAnswers, RegExp]>([
  ['owners', { fallback: '99' }, /“99” cannot be chosen/],
  ['owners', { fallback: '', automatic: 'yes' }, /a fallback owner or a territory/],
  ['owners', { fallback: ['7'] }, /expected one value/],
  ['buyers', { country: ['XX'] }, /cannot be chosen/],
  ['hours', { time_zone: 'Mars/Olympus' }, /Europe\/Berlin was expected, and “Mars\/Olympus” came/],
  ['hours', { from: 'noon' }, /09:00 was expected, and “noon” came/],
  ['hours', { from: '18:00', to: '09:00' }, /end after it begins, and “18:00–09:00” came/],
  ['hours', { holidays: '01-01, Easter' }, /05-01 was expected, and “Easter” came/],
  ['hours', { working_days: [] }, /at least one working day/],
  ['starting', { starting: 'bakery' }, /cannot be chosen/],
])('%s refuses %j in a sentence', ([step, answers, sentence]) => {
  const done = acceptStep(step as 'owners', knownOf(RICH), answers);
  expect(done.outcome === 'refused' ? done.sentences.join(' ') : done.outcome).toMatch(sentence);
});

it('every step says why', () => {
  for (const survey of Object.values(ACCOUNTS))
    for (const step of SET_UP_STEPS) {
      const { why } = askedIn(step, knownOf(survey));
      expect(why.length, step).toBeGreaterThan(0);
      for (const sentence of why) expect(sentence).toMatch(/[.?]$/);
    }
});

function modelOf(done: ReturnType<typeof acceptStep>): Model {
  if (done.outcome === 'refused') throw new Error(done.sentences.join(' '));
  const parsed = parseModel(done.document);
  if (parsed.outcome === 'invalid') throw new Error(parsed.problems.join(' '));
  return parsed.model;
}
