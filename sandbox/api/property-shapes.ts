import { z } from 'zod';
import { PROPERTY_TYPES, type PropertyDefinition } from '../portal/definitions.ts';
import { iso } from './call.ts';

const option = z.strictObject({
  label: z.string().min(1),
  value: z.string().min(1),
  displayOrder: z.int().default(-1),
  hidden: z.boolean().default(false),
  description: z.string().optional(),
});

/**
 * Which form fields fit which type. https://developers.hubspot.com/docs/guides/api/crm/properties
 */
const FIELD_TYPES: Readonly<Record<PropertyDefinition['type'], readonly string[]>> = {
  bool: ['booleancheckbox'],
  date: ['date'],
  datetime: ['date'],
  enumeration: ['select', 'radio', 'checkbox', 'booleancheckbox'],
  number: ['number'],
  phone_number: ['phonenumber'],
  string: ['text', 'textarea', 'html', 'file'],
};

export const newProperty = z
  .strictObject({
    name: z.string().regex(/^[a-z][a-z0-9_]{0,99}$/, 'name must be lower case letters, digits and underscores'),
    label: z.string().min(1),
    type: z.enum(PROPERTY_TYPES),
    fieldType: z.string(),
    groupName: z.string(),
    description: z.string().default(''),
    options: z.array(option).default([]),
    displayOrder: z.int().default(-1),
    hidden: z.boolean().default(false),
    formField: z.boolean().default(false),
    hasUniqueValue: z.boolean().default(false),
    externalOptions: z.boolean().optional(),
  })
  .refine(({ type, fieldType }) => FIELD_TYPES[type].includes(fieldType), 'fieldType does not fit type')
  .refine(({ type, options }) => type !== 'enumeration' || options.length > 0, 'an enumeration needs options')
  .refine(({ options }) => new Set(options.map(({ value }) => value)).size === options.length, 'option values repeat');
export type NewProperty = z.output<typeof newProperty>;

export const changedProperty = z.strictObject({
  label: z.string().min(1).optional(),
  groupName: z.string().optional(),
  description: z.string().optional(),
  options: z.array(option).optional(),
  displayOrder: z.int().optional(),
  hidden: z.boolean().optional(),
  formField: z.boolean().optional(),
});

/** A definition as HubSpot prints it. */
export function printProperty(one: PropertyDefinition): Record<string, unknown> {
  const { readOnly, createdAt, updatedAt, ...shown } = one;
  return {
    ...shown,
    externalOptions: one.name === 'hubspot_owner_id',
    ...(one.name === 'hubspot_owner_id' ? { referencedObjectType: 'OWNER' } : {}),
    ...(createdAt === undefined ? {} : { createdAt: iso(createdAt) }),
    ...(updatedAt === undefined ? {} : { updatedAt: iso(updatedAt) }),
    modificationMetadata: {
      archivable: !one.hubspotDefined,
      readOnlyDefinition: one.hubspotDefined,
      readOnlyOptions: one.hubspotDefined,
      readOnlyValue: readOnly,
    },
  };
}
