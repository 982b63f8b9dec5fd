import { labelOf } from '../csv/headings.ts';
import type { ObjectType } from './object-types.ts';

export const PROPERTY_TYPES = ['bool', 'date', 'datetime', 'enumeration', 'number', 'phone_number', 'string'] as const;
export type PropertyType = (typeof PROPERTY_TYPES)[number];

export type PropertyOption = {
  readonly label: string;
  readonly value: string;
  readonly displayOrder: number;
  readonly hidden: boolean;
  readonly description?: string | undefined;
};

export type PropertyDefinition = {
  readonly name: string;
  readonly label: string;
  readonly type: PropertyType;
  readonly fieldType: string;
  readonly groupName: string;
  readonly description: string;
  readonly options: readonly PropertyOption[];
  readonly displayOrder: number;
  readonly hidden: boolean;
  readonly formField: boolean;
  readonly hasUniqueValue: boolean;
  /** Derived by HubSpot: never written by an app, never announced by a webhook. */
  readonly calculated: boolean;
  /** Set by HubSpot only. */
  readonly readOnly: boolean;
  readonly hubspotDefined: boolean;
  readonly archived: boolean;
  /** Milliseconds since epoch; undefined for HubSpot's own. */
  readonly createdAt?: number;
  readonly updatedAt?: number;
};

export type PropertyGroup = { readonly name: string; readonly label: string; readonly displayOrder: number };

export type Definitions = {
  readonly byName: Map<string, PropertyDefinition>;
  readonly groups: Map<string, PropertyGroup>;
};

/** What a table of standard properties says in one line; the rest has a default. */
export type StandardProperty = Pick<PropertyDefinition, 'name' | 'type'> &
  Partial<Pick<PropertyDefinition, 'label' | 'fieldType' | 'groupName' | 'calculated' | 'readOnly' | 'hidden'>> & {
    readonly options?: readonly (string | readonly [value: string, label: string])[];
  };

const FIELD_TYPES: Readonly<Record<PropertyType, string>> = {
  bool: 'booleancheckbox',
  date: 'date',
  datetime: 'date',
  enumeration: 'select',
  number: 'number',
  phone_number: 'phonenumber',
  string: 'text',
};

/** A full definition of one of HubSpot's own properties. */
export function standardDefinition(property: StandardProperty, defaultGroup: string): PropertyDefinition {
  const { name, type, calculated = false, readOnly = calculated, hidden = false } = property;
  const listed = property.options ?? (type === 'bool' ? (['true', 'false'] as const) : []);
  return {
    name,
    type,
    label: property.label ?? labelOf(name) ?? words(name),
    fieldType: property.fieldType ?? FIELD_TYPES[type],
    groupName: property.groupName ?? defaultGroup,
    description: '',
    options: listed.map((option, displayOrder) => {
      const [value, label] = typeof option === 'string' ? [option, words(option)] : option;
      return { value, label, displayOrder, hidden: false };
    }),
    displayOrder: -1,
    hidden,
    formField: false,
    hasUniqueValue: name === 'hs_object_id',
    calculated,
    readOnly,
    hubspotDefined: true,
    archived: false,
  };
}

/** The group in which HubSpot keeps an object type's own properties. */
export function standardGroup(type: ObjectType): PropertyGroup {
  const names: Readonly<Record<ObjectType, readonly [string, string]>> = {
    contacts: ['contactinformation', 'Contact information'],
    companies: ['companyinformation', 'Company information'],
    deals: ['dealinformation', 'Deal information'],
    tasks: ['task', 'Task information'],
  };
  const [name, label] = names[type];
  return { name, label, displayOrder: 0 };
}

function words(name: string): string {
  const text = name.replace(/^hs_/, '').replaceAll('_', ' ').toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
}
