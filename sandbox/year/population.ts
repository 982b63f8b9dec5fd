import { addOwners, type ContactData, createLoader, defineProperties } from '../portal/load.ts';
import type { Owner } from '../portal/owners.ts';
import type { Portal } from '../portal/portal.ts';
import { timeZoneOption } from '../portal/standard/time-zones.ts';
import { createRandom, type Random } from '../random.ts';
import { cast, createSample } from '../sample/sample.ts';
import { STORIES } from '../sample/stories.ts';
import { PLACES } from './places.ts';

/**
 * The kinds of contacts at the beginning of the year, in percent. The kind decides what a contact
 * is likely to do.
 */
const SHARES = {
  customer: 9,
  opportunity: 4,
  'closed lost': 12,
  'dormant SQL': 14,
  'active SQL': 7,
  'dormant MQL': 18,
  'active MQL': 12,
  'never qualified, silent': 16,
  'new visitor': 5,
  'no behaviour at all': 3,
} as const;
export type Kind = keyof typeof SHARES;

export type Person = { readonly id: string; readonly kind: Kind };

/** How many reps the account has beside HubSpot's standard owners of the sandbox. */
const REPS = 9;
const FIRST_REP = 70_011;

export type YearOptions = { readonly contacts: number; readonly seed: number };

/**
 * Fills an account with people of every kind, in many time zones; the same for the same moment and
 * seed. Answers with who they are.
 */
export function loadYear(portal: Portal, { contacts, seed }: YearOptions): readonly Person[] {
  addOwners(
    portal,
    Array.from({ length: REPS }, (_, index) => rep(index + 1)),
  );
  defineProperties(portal, 'contacts', createSample(portal.clock.now()).contactProperties);
  const load = createLoader(portal);
  const random = createRandom(seed);
  const now = portal.clock.now();
  return Array.from({ length: contacts }, (_, index) => {
    const kind = random.draw(SHARES);
    const story = STORIES.find(({ name }) => name === kind)!;
    const data = cast(now, random, story.tell(now, random, index), index + 1);
    return { id: load(withCircumstances(data, random, index)).id, kind };
  });
}

/** Adds a place, an owner, and the faults that real accounts have. */
function withCircumstances(data: ContactData, random: Random, index: number): ContactData {
  const place = random.pick(PLACES);
  const owner = random.chance(0.1) ? undefined : String(FIRST_REP + random.between(0, REPS - 1));
  const phone = `+43 316 ${5_550_000 + (random.chance(0.04) ? random.between(0, 9) : 100 + index)}`;
  const all: Readonly<Record<string, string | undefined>> = {
    ...data.properties,
    country: place.country,
    city: place.city,
    hs_timezone: random.chance(0.15) ? undefined : timeZoneOption(place.timeZone),
    hubspot_owner_id: owner,
    phone: random.chance(0.6) ? phone : undefined,
    ...untidiness(random, index),
  };
  return {
    ...data,
    key: `person ${index + 1} of the year`,
    properties: Object.fromEntries(
      Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ),
  };
}

function untidiness(random: Random, index: number): Readonly<Record<string, string | undefined>> {
  const dice = random.next();
  if (dice < 0.04) return { hs_email_optout: 'true' };
  if (dice < 0.06)
    return { hs_email_bad_address: 'true', hs_email_bounce: '1', hs_email_hard_bounce_reason_enum: 'UNKNOWN_USER' };
  if (dice < 0.08) return { jobtitle: 'Student', hs_seniority: 'entry', email: `student.${index}@university.example` };
  if (dice < 0.12) return { email: `someone.${index}@gmail.com` };
  if (dice < 0.13) return { email: undefined };
  return {};
}

const rep = (n: number): Owner => ({
  id: String(FIRST_REP + n - 1),
  userId: 910 + n,
  email: `rep${n}@vendor.example`,
  firstName: 'Rep',
  lastName: String(n),
  archived: false,
  createdAt: Date.UTC(2024, 0, n),
});
