import type { StandardProperty } from '../definitions.ts';
import { INDUSTRIES, LEAD_STATUSES } from './enumerations.ts';

const text = (...names: string[]): StandardProperty[] => names.map((name) => ({ name, type: 'string' }));

export const companyProperties: readonly StandardProperty[] = [
  ...text('name', 'domain', 'website', 'country', 'state', 'city', 'zip', 'address', 'founded_year', 'description'),
  { name: 'phone', type: 'phone_number' },
  { name: 'industry', type: 'enumeration', options: INDUSTRIES },
  { name: 'numberofemployees', label: 'Number of Employees', type: 'number' },
  { name: 'annualrevenue', type: 'number' },
  { name: 'type', type: 'enumeration', options: ['PROSPECT', 'PARTNER', 'RESELLER', 'VENDOR', 'OTHER'] },
  {
    name: 'web_technologies',
    label: 'Web Technologies',
    type: 'enumeration',
    fieldType: 'checkbox',
    options: [],
    readOnly: true,
  },
  { name: 'hs_is_target_account', label: 'Target Account', type: 'bool' },
  {
    name: 'hs_ideal_customer_profile',
    label: 'Ideal Customer Profile Tier',
    type: 'enumeration',
    options: ['tier_1', 'tier_2', 'tier_3'],
  },
  { name: 'hs_lead_status', type: 'enumeration', fieldType: 'radio', options: LEAD_STATUSES },
  { name: 'hubspot_owner_id', label: 'Company owner', type: 'enumeration', options: [] },
  { name: 'hs_num_open_deals', label: 'Number of open deals', type: 'number', calculated: true },
  { name: 'num_associated_deals', type: 'number', readOnly: true },
  { name: 'num_associated_contacts', label: 'Number of Associated Contacts', type: 'number', calculated: true },
  { name: 'hs_merged_object_ids', label: 'Merged Company IDs', type: 'string', readOnly: true },
  { name: 'hs_object_id', label: 'Record ID', type: 'number', readOnly: true },
  { name: 'createdate', type: 'datetime', readOnly: true },
  { name: 'hs_lastmodifieddate', label: 'Last Modified Date', type: 'datetime', readOnly: true },
];
