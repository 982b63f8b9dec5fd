import { type ContactData, type CustomProperty, createLoader, defineProperties } from '../portal/load.ts';
import type { Portal } from '../portal/portal.ts';
import { createRandom, type Random } from '../random.ts';
import { COMPANIES, FIRST_NAMES, JOBS, LAST_NAMES } from './names.ts';
import { originOf } from './origins.ts';
import { STORIES } from './stories.ts';
import type { Story } from './story.ts';
import { isoDaysBefore } from './traces.ts';

export type Sample = {
  readonly contactProperties: readonly CustomProperty[];
  /** `story` names what the contact is an example of. */
  readonly contacts: readonly (ContactData & { readonly story: string })[];
};

const OWNER_IDS = ['70001', '70002', '70003'];

/** BANT properties that the account had before the app came; the app must use them as they are. */
const BANT: readonly CustomProperty[] = ['budget', 'authority', 'need', 'timeline'].map((name) => ({
  name: `ripen_bant_${name}`,
  label: `BANT: ${name}`,
  type: 'enumeration',
  options: ['unknown', 'no', 'partly', 'yes'].map((value) => ({ value, label: value })),
}));

/** About 300 contacts of a B2B software vendor's account, the same for the same `now` and seed. */
export function createSample(now: number, seed = 7): Sample {
  const random = createRandom(seed);
  let number = 0;
  const contacts = STORIES.flatMap(({ name, count, tell }) =>
    Array.from({ length: count }, (_, index) => ({
      story: name,
      ...cast(now, random, tell(now, random, index), ++number),
    })),
  );
  return { contactProperties: BANT, contacts };
}

export function loadSample(portal: Portal, sample: Sample = createSample(portal.clock.now())): void {
  defineProperties(portal, 'contacts', sample.contactProperties);
  const load = createLoader(portal);
  for (const contact of sample.contacts) load(contact);
}

/** Turns a story into a contact with a name, a company and an owner. */
export function cast(now: number, random: Random, story: Story, number: number): ContactData {
  const company = random.pick(COMPANIES);
  const job = random.pick(JOBS);
  const [firstname, lastname] = [random.pick(FIRST_NAMES), random.pick(LAST_NAMES)];
  const all: Readonly<Record<string, string | undefined>> = {
    email: `${firstname}.${lastname}.${number}@${company.domain}`.toLowerCase(),
    firstname,
    lastname,
    company: company.name,
    jobtitle: job.title,
    hs_seniority: job.seniority,
    hs_role: job.role,
    hs_buying_role: job.buyingRole,
    country: company.country,
    city: company.city,
    numemployees: sizeBand(company.employees),
    hubspot_owner_id: random.pick(OWNER_IDS),
    hs_marketable_status: 'true',
    createdate: isoDaysBefore(now, story.createdDaysAgo),
    lifecyclestage: story.stage,
    ...story.traces.properties,
    ...originOf(story.traces.properties, number),
    ...story.properties,
  };
  const works = all.company === company.name;
  return {
    key: `sample contact ${number}`,
    properties: known(all),
    history: story.traces.history,
    ...(works
      ? {
          company: {
            name: company.name,
            domain: company.domain,
            industry: company.industry,
            numberofemployees: String(company.employees),
            annualrevenue: String(company.revenue),
            country: company.country,
            city: company.city,
          },
        }
      : {}),
    deals: (story.deals ?? []).map((properties) => ({ properties })),
  };
}

const known = (values: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined));

function sizeBand(employees: number): string {
  const bands = [
    [5, '1-5'],
    [25, '5-25'],
    [50, '25-50'],
    [100, '50-100'],
    [500, '100-500'],
    [1_000, '500-1000'],
  ] as const;
  return bands.find(([below]) => employees < below)?.[1] ?? '1000+';
}
