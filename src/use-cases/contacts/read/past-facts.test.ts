import { describe, expect, test } from 'vitest';
import { type LinkedFacts, NO_DEALS } from '../../../domain/contact.ts';
import { type ContactPast, changesOfFacts, factsThen } from './past-facts.ts';

const PLAN = {
  properties: { contact: ['jobtitle', 'num_associated_deals', 'hs_merged_object_ids'], company: ['industry'] },
  dealStages: { open: 'open', won: 'won', lost: 'lost' },
} as const;
const DAY = 86_400_000;
const at = (day: number, value: string) => ({ at: day * DAY, value });

const PRESENT: LinkedFacts = {
  contact: { jobtitle: 'CEO', num_associated_deals: '1' },
  company: { industry: 'STEEL' },
  deals: { ...NO_DEALS, won: 1, lastWonAt: 40 * DAY },
  companyId: '8',
  dealIds: ['5'],
};
const PAST: ContactPast = {
  contact: {
    jobtitle: [at(20, 'CEO'), at(10, 'Clerk')],
    num_associated_deals: [at(30, '1')],
    hs_merged_object_ids: [],
    associatedcompanyid: [at(25, '8'), at(10, '7')],
  },
  companies: { 7: { industry: [at(5, 'FARMING')] }, 8: { industry: [at(26, 'STEEL'), at(5, 'IRON')] } },
  deals: {
    5: {
      dealstage: [at(40, 'won'), at(30, 'open')],
      closedate: [{ at: 30 * DAY, value: new Date(90 * DAY).toISOString() }],
      hs_is_closed: [],
      hs_is_closed_won: [],
    },
  },
};

test.each([
  [9, {}, {}, NO_DEALS],
  [15, { jobtitle: 'Clerk' }, { industry: 'FARMING' }, NO_DEALS],
  [25, { jobtitle: 'CEO' }, { industry: 'IRON' }, NO_DEALS],
  [35, { jobtitle: 'CEO', num_associated_deals: '1' }, { industry: 'STEEL' }, { ...NO_DEALS, open: 1 }],
  // It was hoped to close later, so it was over when it was last changed.
  [
    45,
    { jobtitle: 'CEO', num_associated_deals: '1' },
    { industry: 'STEEL' },
    { ...NO_DEALS, won: 1, lastWonAt: 40 * DAY },
  ],
])(
  'on day %i a contact was what its own histories and those of its companies and deals say',
  (day, contact, company, deals) => {
    const { facts, unknown } = factsThen(PAST, PLAN, PRESENT, day * DAY);

    expect({ contact: facts.contact, company: facts.company, deals: facts.deals }).toMatchObject({
      contact,
      company,
      deals,
    });
    expect(unknown).toEqual([]);
  },
);

test('facts change when any of the records does', () => {
  expect(changesOfFacts(PAST, PLAN, 10 * DAY, 40 * DAY).map((one) => one / DAY)).toEqual([20, 25, 26, 30, 40]);
});

describe('nobody can know', () => {
  const { jobtitle: _, ...UNASKED } = PAST.contact;
  const unknown = (past: Partial<ContactPast>, present: Partial<LinkedFacts> = {}, day = 35) =>
    factsThen({ ...PAST, ...past }, PLAN, { ...PRESENT, ...present }, day * DAY).unknown;
  const contact = (changed: object) => ({ contact: { ...PAST.contact, ...changed } });
  const merged = { contact: { ...PRESENT.contact, hs_merged_object_ids: '99' } };

  test.each([
    ['a property that HubSpot keeps no history of', unknown(contact({ jobtitle: [] })), ['jobtitle']],
    ['one whose history was not asked for', unknown({ contact: UNASKED }), ['jobtitle']],
    ['a company that is gone', unknown({ companies: {} }), ['company']],
    ['which company it was', unknown(contact({ associatedcompanyid: [] })), ['company']],
    ['deals that were taken off since', unknown({}, { dealIds: [] }), ['deals']],
    [
      'what two contacts showed before they became one',
      unknown(contact({ hs_merged_object_ids: [at(50, '99')] }), merged),
      ['merged'],
    ],
    ['nothing of a merge that came before', unknown(contact({ hs_merged_object_ids: [at(30, '99')] }), merged), []],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected);
  });
});
