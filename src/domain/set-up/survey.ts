import type { Facts } from '../contact.ts';
import { jobTitle } from '../lead/job-title/job-title.ts';
import { segmentsOf } from '../lead/segmentation.ts';

/* Counts of the contacts of an account for the set-up. They hold nothing about a single person. */

/** The facts by which buyers may differ from others. */
export const TRAITS = [
  'lead.country',
  'lead.industry',
  'lead.company_size',
  'lead.job_area',
  'lead.seniority',
] as const;
export type BuyerTrait = (typeof TRAITS)[number];

type Tally = { all: number; customers: number };

export type Survey = {
  contacts: number;
  customers: number;
  readonly traits: Readonly<Record<BuyerTrait, Map<string, Tally>>>;
  /** numbers of contacts by country (empty: unknown), then by owner */
  readonly owners: Map<string, Map<string, number>>;
  /** by the name of a form: how many contacts sent it first or last */
  readonly forms: Map<string, number>;
  /** by the first two parts of an address: how many contacts looked at it last */
  readonly pages: Map<string, number>;
  /** how often a form or page came that is not counted, since there are too many */
  dropped: number;
};

/** Only so many forms and so many pages are counted: far more than people look through. */
const MOST_NAMES = 5_000;
const LONGEST_NAME = 200;

export const newSurvey = (): Survey => ({
  contacts: 0,
  customers: 0,
  traits: Object.fromEntries(TRAITS.map((trait) => [trait, new Map<string, Tally>()])) as Survey['traits'],
  owners: new Map(),
  forms: new Map(),
  pages: new Map(),
  dropped: 0,
});

const FORM_NAMES = ['first_conversion_event_name', 'recent_conversion_event_name'] as const;
const ADDRESS = 'hs_analytics_last_url';

/**
 * Counts one contact. `customerStages`: the lifecycle stages that the model lists for customers.
 */
export function addToSurvey(survey: Survey, facts: Facts, customerStages: readonly string[]): void {
  const { contact, deals } = facts;
  const isCustomer = deals.won > 0 || customerStages.includes(contact['lifecyclestage'] ?? '');
  survey.contacts += 1;
  if (isCustomer) survey.customers += 1;
  const { country, industry, company_size } = segmentsOf(facts);
  const { area, seniority } = jobTitle(contact['jobtitle'] ?? '');
  const values = [country, industry, company_size, area, seniority];
  for (const [at, trait] of TRAITS.entries()) {
    const value = values[at];
    if (value === undefined || value === null) continue;
    const tally = survey.traits[trait].get(value) ?? { all: 0, customers: 0 };
    tally.all += 1;
    if (isCustomer) tally.customers += 1;
    survey.traits[trait].set(value, tally);
  }
  const owner = contact['hubspot_owner_id'];
  if (owner !== undefined) {
    const ofCountry = survey.owners.get(country ?? '') ?? new Map<string, number>();
    ofCountry.set(owner, (ofCountry.get(owner) ?? 0) + 1);
    survey.owners.set(country ?? '', ofCountry);
  }
  for (const name of new Set(FORM_NAMES.map((property) => contact[property]?.trim() ?? '')))
    if (name !== '' && name.length <= LONGEST_NAME) countOne(survey, survey.forms, name);
  const page = pageOf(contact[ADDRESS]);
  if (page !== null) countOne(survey, survey.pages, page);
}

function countOne(survey: Survey, names: Map<string, number>, name: string): void {
  const known = names.get(name);
  if (known === undefined && names.size >= MOST_NAMES) survey.dropped += 1;
  else names.set(name, (known ?? 0) + 1);
}

/** The first two parts of the path of an address, in lower case; null: it has none. */
export function pageOf(address: string | undefined): string | null {
  const path = /^(?:[a-z][a-z0-9+.-]*:)?\/\/[^/?#]*(\/[^?#]*)/i.exec(address?.trim() ?? '')?.[1];
  const parts = (path ?? '')
    .toLowerCase()
    .split('/')
    .filter((part) => part !== '');
  const page = `/${parts.slice(0, 2).join('/')}`;
  return parts.length === 0 || page.length > LONGEST_NAME ? null : page;
}
