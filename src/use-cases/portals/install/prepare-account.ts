import { questionsIn } from '../../../domain/set-up/questions.ts';
import { type Account, MOST_OPTIONS } from '../../../domain/sync/account.ts';
import {
  ESSENTIAL_PROPERTIES,
  INPUT_PROPERTIES,
  LIST_NAMES,
  LISTS_BY_IMPORTANCE,
  OUTPUT_PROPERTIES,
  PROPERTIES_BY_IMPORTANCE,
  PROPERTY_GROUP,
  type RipenProperty,
} from '../../../domain/sync/ripen-properties.ts';
import { hubspotTimeZone } from '../../../domain/time/time-zone.ts';
import type { ListName } from '../../../domain/words.ts';
import type { AccountOwner } from '../../../hubspot/operations/account.ts';
import type { ContactList } from '../../../hubspot/operations/lists.ts';
import type { PropertyDefinition, PropertyOption } from '../../../hubspot/operations/properties.ts';
import type { PortalClient } from '../../../hubspot/portal-client.ts';
import type { AccountProperty, FormNames } from '../../../store/portals/account-properties.ts';

type RipenLists = Readonly<Partial<Record<ListName, string>>>;

export type Provision = {
  /** false: an essential property is missing, so Ripen must not begin */
  readonly ready: boolean;
  readonly account: Account;
  readonly lists: RipenLists;
  /**
   * properties of contacts and, with `company.` before the name, of companies, with their labels
   */
  readonly properties: readonly AccountProperty[];
  readonly forms: FormNames;
  /** properties that Ripen made */
  readonly created: readonly string[];
  /** properties to which Ripen added options */
  readonly completed: readonly string[];
};

/** Ripen's properties, the most important first: the account may not have room for all. */
const WANTED = [...OUTPUT_PROPERTIES, ...INPUT_PROPERTIES].sort((a, b) => rankOf(a) - rankOf(b));

function rankOf({ name }: RipenProperty): number {
  const rank = PROPERTIES_BY_IMPORTANCE.indexOf(name);
  return rank === -1 ? PROPERTIES_BY_IMPORTANCE.length : rank;
}

/**
 * Makes what Ripen needs in the account: a property group, properties and lists. It makes only what
 * is missing, so it resumes an interrupted run, and restores what an admin deleted. Where the
 * account has no room, or has a property of another type, it says so in `account.problems`, and
 * Ripen works without as far as it can. `known`: the ids of our lists, to find renamed ones.
 */
export async function prepareAccount(hubspot: PortalClient, known: RipenLists): Promise<Provision> {
  const details = await hubspot.accountDetails();
  const definitions = new Map((await hubspot.contactProperties()).map((d) => [d.name, d]));
  const properties = await makeProperties(hubspot, definitions);
  const { lists, problems } = await makeLists(hubspot, known);

  const stages = definitions.get('lifecyclestage')?.options ?? [];
  const pipelines = await hubspot.dealPipelines();
  const owners = await hubspot.owners();
  const leavers = await hubspot.owners('have_left');
  const companies = await hubspot.companyProperties();
  const forms = await hubspot.forms();
  const timeZone = hubspotTimeZone(details.timeZone ?? undefined);
  const { created, completed, lacking } = properties;
  return {
    ready: !lacking.some((name) => ESSENTIAL_PROPERTIES.includes(name)),
    created,
    completed,
    lists,
    forms,
    properties: [
      ...[...definitions.values()].map(asKnown),
      ...companies.map((property) => ({ ...asKnown(property), name: `company.${property.name}` })),
    ],
    account: {
      timeZone: timeZone ?? 'UTC',
      uiDomain: details.uiDomain,
      owners: owners.map(({ id, name, email, userId, teams }) => ({
        id,
        name: nameOf({ id, name, email }),
        userId: userId ?? null,
        ...(teams.length > 0 && { teams }),
      })),
      leavers: leavers.slice(-MOST_LEAVERS).map((one) => ({ id: one.id, name: nameOf(one) })),
      superAdmins: await hubspot.superAdmins(),
      stageOrder: [...stages].sort((a, b) => a.displayOrder - b.displayOrder).map((o) => o.value),
      contactProperties: [...new Set([...definitions.keys(), ...created])].sort(),
      dealStages: Object.fromEntries(
        pipelines.flatMap((p) => p.stages.flatMap(({ id, outcome }) => (outcome === undefined ? [] : [[id, outcome]]))),
      ),
      lacking,
      questions: questionsIn([...definitions.values()]),
      problems: [...properties.problems, ...problems, ...(timeZone === null ? [zoneProblem(details.timeZone)] : [])],
    },
  };
}

/** The account is read with every request, so it does not keep the names of decades. */
const MOST_LEAVERS = 500;

const nameOf = ({ id, name, email }: Pick<AccountOwner, 'id' | 'name' | 'email'>): string =>
  name || (email ?? `Owner ${id}`);

const asKnown = ({ name, label, type, options }: PropertyDefinition): AccountProperty => ({
  name,
  label: label || name,
  type,
  options: options.slice(0, MOST_OPTIONS).map((option) => ({ value: option.value, label: option.label })),
});

type Definitions = ReadonlyMap<string, { readonly type: string; readonly options: readonly PropertyOption[] }>;

async function makeProperties(hubspot: PortalClient, definitions: Definitions) {
  const obstructed = WANTED.filter(({ name, type }) => (definitions.get(name)?.type || type) !== type);
  const missing = WANTED.filter(({ name }) => !definitions.has(name));
  const { refused } = missing.length === 0 ? { refused: [] } : await create(hubspot, missing);
  const completed: string[] = [];
  for (const { name, options } of WANTED.filter((property) => !obstructed.includes(property))) {
    const existing = definitions.get(name);
    const lacking =
      existing === undefined ? [] : (options ?? []).filter((o) => !existing.options.some((e) => e.value === o.value));
    if (existing !== undefined && existing.type === 'enumeration' && lacking.length > 0) {
      completed.push(name);
      await hubspot.updateContactProperty(name, {
        options: [...existing.options, ...lacking.map((o, i) => asOption(o, existing.options.length + i))],
      });
    }
  }
  const namesOf = (reason: 'limit' | 'invalid') => refused.filter((r) => r.reason === reason).map(({ name }) => name);
  const without = refused.map(({ name }) => name);
  return {
    completed,
    created: missing.map(({ name }) => name).filter((name) => !without.includes(name)),
    lacking: [...obstructed.map(({ name }) => name), ...without],
    problems: [
      ...obstructed.map(
        ({ name, type }) =>
          `The contact property ${name} exists with type ${definitions.get(name)?.type}, and Ripen needs ${type}: delete it, or give it another name. ${AGAIN}`,
      ),
      ...(namesOf('limit').length === 0 ? [] : [noRoom('contact properties', namesOf('limit'), WANTED.length)]),
      ...refused
        .filter(({ reason }) => reason === 'invalid')
        .map(({ name, codes }) => `HubSpot does not make the contact property ${name} (${codes}). ${AGAIN}`),
    ],
  };
}

async function create(hubspot: PortalClient, missing: readonly RipenProperty[]) {
  await hubspot.createPropertyGroup(PROPERTY_GROUP.name, PROPERTY_GROUP.label);
  return hubspot.createContactProperties(
    missing.map(({ options, ...property }) => ({
      ...property,
      groupName: PROPERTY_GROUP.name,
      formField: property.name.startsWith('ripen_bant_'),
      ...(options === undefined ? {} : { options: options.map((o, i) => asOption(o, i)) }),
    })),
  );
}

async function makeLists(hubspot: PortalClient, known: RipenLists) {
  const seen = new Map((await hubspot.findLists(Object.values(known))).map((list) => [list.id, list]));
  const byName = new Map<string, ContactList>();
  // By one search, since to ask by a name that is not there yet is an error answer each time.
  if (LISTS_BY_IMPORTANCE.some((list) => !seen.has(known[list] ?? '')))
    for (const list of await hubspot.searchLists(OURS)) byName.set(list.name.toLowerCase(), list);
  const lists: Partial<Record<ListName, string>> = {};
  const filled: string[] = [];
  const withoutRoom: string[] = [];
  for (const list of LISTS_BY_IMPORTANCE) {
    const name = LIST_NAMES[list];
    const existing = seen.get(known[list] ?? '') ?? byName.get(name.toLowerCase());
    // When there was no room for one list, there is none for the next.
    const found = existing ?? (withoutRoom.length > 0 ? 'no_room' : await hubspot.createList(name));
    if (found === 'no_room') withoutRoom.push(name);
    else if (found.processingType !== 'MANUAL') filled.push(name);
    else lists[list] = found.id;
  }
  return {
    lists,
    problems: [
      ...filled.map(
        (name) =>
          `The list "${name}" exists, and fills itself; Ripen needs a static one: give it another name. ${AGAIN}`,
      ),
      ...(withoutRoom.length === 0 ? [] : [noRoom('lists', withoutRoom, LISTS_BY_IMPORTANCE.length)]),
    ],
  };
}

/** What the names of all our lists begin with. */
const OURS = 'Ripen';

const AGAIN = 'Ripen tries again by itself.';

const noRoom = (what: 'contact properties' | 'lists', names: readonly string[], needed: number): string =>
  `The account has reached its limit of ${what === 'lists' ? 'lists' : 'custom contact properties'}: Ripen needs ${needed}, and there is no room for ${names.length} of them (${named(names)}). Delete ${what} that nobody uses, or choose a plan with more. ${AGAIN}`;

const named = (names: readonly string[]): string =>
  names.length <= 6 ? names.join(', ') : `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`;

const zoneProblem = (zone: string | null | undefined): string =>
  `The time zone of the account ${zone ? `is "${zone}", which Ripen does not know` : 'is not told by HubSpot'}: Ripen counts in UTC until the account, or the model, names another.`;

const asOption = (
  { value, label }: { readonly value: string; readonly label: string },
  displayOrder: number,
): PropertyOption => ({ value, label, displayOrder, hidden: false });
