import type { StandardProperty } from '../definitions.ts';

/** `dealstage` and `pipeline` take their options from the portal's pipelines. */
export const dealProperties: readonly StandardProperty[] = [
  { name: 'dealname', label: 'Deal Name', type: 'string' },
  { name: 'amount', type: 'number' },
  { name: 'pipeline', type: 'enumeration', options: [] },
  { name: 'dealstage', label: 'Deal Stage', type: 'enumeration', fieldType: 'radio', options: [] },
  { name: 'closedate', label: 'Close Date', type: 'datetime' },
  { name: 'dealtype', label: 'Deal Type', type: 'enumeration', options: ['newbusiness', 'existingbusiness'] },
  { name: 'hubspot_owner_id', label: 'Deal owner', type: 'enumeration', options: [] },
  { name: 'closed_lost_reason', type: 'string' },
  { name: 'closed_won_reason', type: 'string' },
  { name: 'hs_priority', type: 'enumeration', options: ['low', 'medium', 'high'] },
  { name: 'hs_is_closed', type: 'bool', calculated: true },
  { name: 'hs_is_closed_won', type: 'bool', calculated: true },
  { name: 'hs_is_closed_lost', type: 'bool', calculated: true },
  { name: 'hs_deal_stage_probability', type: 'number', calculated: true },
  { name: 'num_associated_contacts', label: 'Number of Associated Contacts', type: 'number', calculated: true },
  { name: 'hs_merged_object_ids', label: 'Merged Deal IDs', type: 'string', readOnly: true },
  { name: 'hs_object_id', label: 'Record ID', type: 'number', readOnly: true },
  { name: 'createdate', type: 'datetime' },
  { name: 'hs_createdate', type: 'datetime', readOnly: true },
  { name: 'hs_lastmodifieddate', label: 'Last Modified Date', type: 'datetime', readOnly: true },
];
