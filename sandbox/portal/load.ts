import { type PropertyDefinition, standardDefinition } from './definitions.ts';
import { associate } from './links.ts';
import type { ObjectType } from './object-types.ts';
import type { Owner } from './owners.ts';
import type { Portal, Values } from './portal.ts';
import type { CrmRecord, Source } from './records.ts';
import { checkValue } from './write/values.ts';
import { createRecord } from './write/write.ts';

/**
 * A contact with its company and deals, as an import or the sample brings it; property names are
 * HubSpot's.
 */
export type ContactData = {
  /** Names the row in complaints; not stored. */
  readonly key: string;
  readonly properties: Values;
  readonly company?: Values;
  readonly deals: readonly { readonly properties: Values }[];
  /**
   * All values a property has had, oldest first and the present one last. `timestamp` is
   * milliseconds since epoch; `source`: what set it, an import unless said.
   */
  readonly history?: Readonly<
    Record<string, readonly { readonly value: string; readonly timestamp: number; readonly source?: Source }[]>
  >;
};

/** A property the account made for itself. */
export type CustomProperty = {
  readonly name: string;
  readonly label: string;
  readonly type: PropertyDefinition['type'];
  readonly options?: readonly { readonly value: string; readonly label: string }[] | undefined;
};

type Unfit = (value: { readonly key: string; readonly name: string; readonly message: string }) => void;

const refuse: Unfit = ({ key, message }) => {
  throw new Error(`${key}: ${message}`);
};

const IMPORT: Source = { type: 'IMPORT', id: 'import' };
const CUSTOM_GROUP = { name: 'custom', label: 'Custom', displayOrder: 1 };

/** Makes the account's own properties; one that exists stays as it is. */
export function defineProperties(portal: Portal, type: ObjectType, properties: readonly CustomProperty[]): void {
  const { byName, groups } = portal.definitions[type];
  for (const { name, label, options, type: valueType } of properties) {
    if (byName.has(name)) continue;
    groups.set(CUSTOM_GROUP.name, CUSTOM_GROUP);
    const definition = standardDefinition({ name, label, type: valueType }, CUSTOM_GROUP.name);
    byName.set(name, {
      ...definition,
      options:
        options?.map((option, displayOrder) => ({ ...option, displayOrder, hidden: false })) ?? definition.options,
      hubspotDefined: false,
      createdAt: portal.clock.now(),
      updatedAt: portal.clock.now(),
    });
  }
}

export const addOwners = (portal: Portal, owners: readonly Owner[]): void => {
  for (const owner of owners) portal.owners.set(owner.id, owner);
};

/**
 * Puts contacts into the account; unlike the API it may set read-only properties. Contacts of one
 * company domain (or name) share the company. `unfit` hears of each value that HubSpot could not
 * hold, and the value is left out unless it throws.
 */
export function createLoader(portal: Portal, unfit: Unfit = refuse): (data: ContactData) => CrmRecord {
  const companies = new Map<string, CrmRecord>();
  const loadRecord = (type: ObjectType, key: string, values: Values): CrmRecord =>
    recordOf(portal, type, key, values, unfit);
  const companyOf = (key: string, values: Values): CrmRecord => {
    const identity = values.domain ?? values.name ?? key;
    const company = companies.get(identity) ?? loadRecord('companies', key, values);
    companies.set(identity, company);
    return company;
  };

  return (data) => {
    const contact = loadRecord('contacts', data.key, data.properties);
    for (const [name, versions] of Object.entries(data.history ?? {})) {
      contact.versions.set(
        name,
        versions.map((version) => ({ source: IMPORT, ...version })),
      );
    }
    const self = { type: 'contacts', id: contact.id } as const;
    if (data.company) {
      associate(portal, self, { type: 'companies', id: companyOf(data.key, data.company).id }, true, IMPORT);
    }
    for (const { properties } of data.deals) {
      const deal = loadRecord('deals', data.key, { pipeline: 'default', ...properties });
      associate(portal, { type: 'deals', id: deal.id }, self, false, IMPORT);
    }
    return contact;
  };
}

function recordOf(portal: Portal, type: ObjectType, key: string, values: Values, unfit: Unfit): CrmRecord {
  const stored: Record<string, string> = {};
  for (const [name, raw] of Object.entries(values)) {
    const checked = checkedValue(portal, type, name, raw);
    if (checked.ok) stored[name] = checked.value;
    else unfit({ key, name, message: checked.message });
  }
  if (type === 'contacts' && stored.email && portal.records.contacts.byEmail(stored.email)) {
    throw new Error(`${key}: a contact with the e-mail address ${stored.email} exists already.`);
  }
  const createdAt = stored.createdate ? Date.parse(stored.createdate) : portal.clock.now();
  return createRecord(portal, type, stored, IMPORT, createdAt);
}

type Checked = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly message: string };

function checkedValue(portal: Portal, type: ObjectType, name: string, raw: string): Checked {
  const definition = portal.definitions[type].byName.get(name);
  if (!definition) return { ok: false, message: `${type} have no property ${name}; define it first.` };
  if (name === 'hubspot_owner_id')
    return portal.owners.has(raw) ? { ok: true, value: raw } : { ok: false, message: `${name}: unknown owner ${raw}` };
  const checked = checkValue(definition, raw);
  return checked.ok ? checked : { ok: false, message: `${name}: ${checked.message}` };
}
