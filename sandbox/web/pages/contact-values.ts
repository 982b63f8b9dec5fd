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

/** HubSpot's labels of properties; the sandbox's definitions have none of their own. */
const LABELS: Readonly<Record<string, string>> = {
  jobtitle: 'Job title',
  hubspot_owner_id: 'Contact owner',
  hs_analytics_num_page_views: 'Page views',
  hs_email_open: 'Marketing e-mails opened',
  hs_email_click: 'Marketing e-mails clicked',
  recent_conversion_event_name: 'Recent conversion',
  hs_analytics_last_timestamp: 'Last seen on the website',
};

export function labelOf(portal: Portal, name: string): string {
  const label = LABELS[name] ?? portal.definitions.contacts.byName.get(name)?.label ?? name;
  const short = label.replace(/^(Ripen )?(BANT: )?/, '');
  return short.charAt(0).toUpperCase() + short.slice(1);
}

export const optionsOf = (portal: Portal, name: string) =>
  portal.definitions.contacts.byName.get(name)?.options.filter(({ hidden }) => !hidden) ?? [];
