import { expect, it } from 'vitest';
import { DEFAULT_MODEL } from '../model/default-model.ts';
import type { Model } from '../model/model.ts';
import { UNKNOWN_ACCOUNT } from '../sync/account.ts';
import { accountWarnings } from './account-warnings.ts';
import { PLAIN_WORDS } from './condition-sentence.ts';

const NOW = Date.UTC(2026, 10, 1);
const SEEN = { forms: ['Book a Demo: website'], pages: ['https://acme.example/pricing'] };
const account = {
  ...UNKNOWN_ACCOUNT,
  contactProperties: ['budget_band', 'hs_lead_status'],
  owners: [{ id: '7', name: 'Ada', userId: null }],
  leavers: [{ id: '9', name: 'Dan' }],
  stageOrder: ['lead', 'marketingqualifiedlead', 'salesqualifiedlead'],
};
const PROPERTIES = [{ name: 'hs_lead_status', options: [{ value: 'NEW' }, { value: 'OPEN' }] }];
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
  const warnings = accountWarnings(model, {
    account,
    inForce: DEFAULT_MODEL,
    now: NOW,
    seen: SEEN,
    words: PLAIN_WORDS,
    properties: PROPERTIES,
  });

  expect(warnings.map((one) => one.sentence)).toEqual([expect.stringMatching(sentence)]);
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
