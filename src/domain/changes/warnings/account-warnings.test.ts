import { expect, it } from 'vitest';
import { DEFAULT_MODEL } from '../../model/default-model.ts';
import type { Model } from '../../model/model.ts';
import { MOST_OPTIONS, UNKNOWN_ACCOUNT } from '../../sync/account.ts';
import { PLAIN_WORDS } from '../condition-sentence.ts';
import { accountWarnings, goneFrom } from './account-warnings.ts';
import type { ModelWarning } from './warnings.ts';

const NOW = Date.UTC(2026, 10, 1);
const SEEN = { forms: ['Book a Demo: website'], pages: ['https://acme.example/pricing'] };
const account = {
  ...UNKNOWN_ACCOUNT,
  contactProperties: ['budget_band', 'hs_lead_status', 'hubspot_owner_id'],
  owners: [{ id: '7', name: 'Ada', userId: null }],
  leavers: [{ id: '9', name: 'Dan' }],
  stageOrder: ['lead', 'marketingqualifiedlead', 'salesqualifiedlead'],
};
const PROPERTIES = [
  { name: 'hs_lead_status', options: [{ value: 'NEW' }, { value: 'OPEN' }] },
  { name: 'budget_band', options: [{ value: 'high' }, { value: 'low' }] },
  { name: 'company.tier', options: [{ value: 'gold' }] },
];
const many = { name: 'long', options: Array.from({ length: MOST_OPTIONS }, (_, at) => ({ value: `${at}` })) };
const changed = (change: (model: Model) => void): Model => {
  const copy = structuredClone(DEFAULT_MODEL);
  change(copy);
  return copy;
};
const asking = (field: string) =>
  changed(({ ready }) => void ready.push({ label: 'x', when: { all: [{ not: { any: [{ field, known: true }] } }] } }));

it.each<[string, Model, RegExp]>([
  ['a property that is not there', asking('gone_for_good'), /no contact property “gone_for_good”, or has archived it/],
  ['a property that is not read yet', asking('budget_band'), /does not read “budget_band” yet: once this is published/],
  [
    'a property of companies that is not there',
    asking('company.gone'),
    /no company property “gone”, or has archived it/,
  ],
  ['a property of companies that is not read yet', asking('company.tier'), /not read “tier” of the company yet/],
  [
    'a property that answers a question of BANT',
    changed(({ bant }) => void (bant.need = 'gone')),
    /no property “gone”, or has archived it: the model learns nothing from it/,
  ],
  [
    'another property that answers one',
    changed((model) => void (model.bantAlso = [{ question: 'need', field: 'company.gone', yes: ['a'] }])),
    /no property “company.gone”, or has archived it/,
  ],
  [
    'a property that shows behaviour',
    changed(({ behaviours, signals }) => void behaviours.push({ flag: 'gone', signal: signals[0]!.id })),
    /no property “gone”/,
  ],
  [
    'a date before which customers are touched',
    changed(({ cadence }) => {
      cadence.customer = [{ kind: 'manual', everyDays: 365, before: { field: 'gone', days: 30 } }];
    }),
    /no property “gone”/,
  ],
  [
    'a property of which points grow',
    changed(({ explicit }) => {
      const growing = { field: 'gone', from: 0, to: 9 };
      explicit.push({ id: 'grows', label: 'Grows', group: explicit[0]!.group, points: 9, growing });
    }),
    /no contact property “gone”/,
  ],
  [
    'a property that is a number',
    changed(({ numberProperties }) => void numberProperties.push('gone')),
    /no property “gone”/,
  ],
  [
    'an option of a property of companies',
    changed(({ ready }) => void ready.push({ label: 'x', when: { field: 'company.tier', equals: 'silver' } })),
    /^“tier” of the company has no option “silver”/,
  ],
  [
    'an option that answers a question of BANT',
    changed((model) => void (model.bantAlso = [{ question: 'need', field: 'budget_band', yes: ['huge', 'High'] }])),
    /^“budget_band” has no option “huge”/,
  ],
  [
    'an owner in a condition',
    changed(
      ({ ready }) => void ready.push({ label: 'x', when: { field: 'hubspot_owner_id', oneOf: ['7', '9', '8'] } }),
    ),
    /^“hubspot_owner_id” has no option “8”/,
  ],
  [
    'a stage with a meaning',
    changed(({ lifecycle }) => void lifecycle.opportunity.push('demo_done')),
    /no lifecycle stage “demo_done”, or has deleted it/,
  ],
  [
    'a product that nobody looked at',
    changed(({ products }) => void products.push({ id: 'boats', label: 'Boats', contains: ['boat', 'ship'] })),
    /used a form or page whose name or address contains “boat” or “ship”/,
  ],
  [
    'content of a journey that nobody looked at',
    changed(({ journey }) => void journey[0]!.contains.push('whitepaper 7')),
    /used a form or page whose name or address contains .*“whitepaper 7”/,
  ],
  [
    'an owner of a territory',
    changed(
      ({ routing }) => void routing.territories.push({ id: 'n', label: 'North', owners: [{ id: '8', weight: 1 }] }),
    ),
    /“North” names the owner 8, whom this account does not have/,
  ],
  ['a fallback owner', changed(({ routing }) => void (routing.fallbackOwner = '8')), /The fallback names the owner 8/],
  [
    'a fallback owner whose name is known',
    changed(({ routing }) => void (routing.fallbackOwner = '9')),
    /The fallback names the owner Dan, whom/,
  ],
  [
    'whom it is escalated to',
    changed(({ response }) => void (response!.escalateTo = { owner: '8' })),
    /The escalation names the owner 8/,
  ],
  [
    'an option',
    changed(
      ({ returns }) =>
        void returns.push({ label: 'Back', when: { field: 'hs_lead_status', oneOf: ['open', 'BAD_ADDRESS'] } }),
    ),
    /^“hs_lead_status” has no option “BAD_ADDRESS” in this account/,
  ],
  [
    'a stage',
    changed(({ qualification }) => void (qualification.stages.mql = 'hot')),
    /no lifecycle stage “hot”: Ripen cannot write it for an MQL/,
  ],
  [
    'that holidays end',
    changed(({ calendar }) => void (calendar.holidays = ['12-25', '2026-12-26'])),
    /knows no holiday after 2026-12-26: .* Take the next ones/,
  ],
  [
    'a form that nobody has used',
    changed(({ forms, pages }) => {
      forms.unshift({ contains: ['webinar 2031'], signal: 'form_submission' });
      forms.unshift({ contains: ['nothing', 'a demo'], signal: 'form_submission' });
      pages.unshift({ contains: ['/Pricing'], signal: 'page_view' });
    }),
    /has used a form whose name contains “webinar 2031”: it may be archived/,
  ],
])('%s is told', (_what, model, sentence) => {
  const known = { account, inForce: DEFAULT_MODEL, now: NOW, seen: SEEN, words: PLAIN_WORDS, properties: PROPERTIES };
  const sentencesOf = (warnings: readonly ModelWarning[]) => warnings.map((one) => one.sentence);
  const told = sentencesOf(accountWarnings(model, known));

  // What answers questions is a new property, too: it is not read yet.
  expect(told.filter((one) => !/^Ripen does not read/.test(one) || sentence.test(one))).toEqual([
    expect.stringMatching(sentence),
  ]);
  // Where that is in force already, it was archived since; it is told where no draft is open, too.
  const isLasting = / no (?:\w+ )?(?:property|option|lifecycle stage)|names the owner/.test(told.at(-1)!);
  expect(sentencesOf(goneFrom(model, { ...known, inForce: model }))).toEqual(
    isLasting ? [expect.stringMatching(sentence)] : [],
  );
});

it('of a list that is too long to be stored whole, no option is said to be missing', () => {
  const model = changed(({ ready }) => void ready.push({ label: 'x', when: { field: 'long', equals: 'x' } }));
  const known = { account: UNKNOWN_ACCOUNT, inForce: model, words: PLAIN_WORDS, properties: [many] };
  expect(goneFrom(model, known)).toEqual([]);
});

it('of an account that was not looked at yet nothing is said to be missing', () => {
  expect(
    accountWarnings(DEFAULT_MODEL, {
      account: UNKNOWN_ACCOUNT,
      inForce: DEFAULT_MODEL,
      now: NOW,
      seen: SEEN,
      words: PLAIN_WORDS,
      properties: PROPERTIES,
    }),
  ).toEqual([]);
  expect(
    accountWarnings(DEFAULT_MODEL, {
      account,
      inForce: DEFAULT_MODEL,
      now: NOW,
      seen: SEEN,
      words: PLAIN_WORDS,
      properties: PROPERTIES,
    }),
  ).toEqual([]);
});
