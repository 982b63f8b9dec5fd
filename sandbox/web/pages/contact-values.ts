import type { Portal } from '../../portal/portal.ts';
import type { CrmRecord } from '../../portal/records.ts';

export const nameOf = ({ properties, id }: CrmRecord): string =>
  [properties['firstname'], properties['lastname']].filter(Boolean).join(' ') || properties['email'] || `Contact ${id}`;

/** A value as a person reads it: the label of an option, an instant as a date. */
export function shown(portal: Portal, name: string, value: string | undefined): string {
  if (value === undefined || value === '') return '–';
  const definition = portal.definitions.contacts.byName.get(name);
  if (name === 'hubspot_owner_id') {
    const owner = portal.owners.get(value);
    return owner ? `${owner.firstName} ${owner.lastName}` : value;
  }
  const options = definition?.options ?? [];
  if (options.length > 0) {
    return value
      .split(';')
      .map((one) => options.find((option) => option.value === one)?.label ?? one)
      .join(', ');
  }
  if (definition?.type === 'datetime') return value.slice(0, 16).replace('T', ' ');
  return value;
}

export const labelOf = (portal: Portal, name: string): string =>
  portal.definitions.contacts.byName.get(name)?.label ?? name;

export const optionsOf = (portal: Portal, name: string) =>
  portal.definitions.contacts.byName.get(name)?.options.filter(({ hidden }) => !hidden) ?? [];
