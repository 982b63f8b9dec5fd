import type { StandardProperty } from '../definitions.ts';

/** `dealstage` and `pipeline` take their options from the portal's pipelines. */
export const dealProperties: readonly StandardProperty[] = [
  { name: 'dealname', type: 'string' },
  { name: 'amount', type: 'number' },
  { name: 'pipeline', type: 'enumeration', options: [] },
  { name: 'dealstage', type: 'enumeration', fieldType: 'radio', options: [] },
  { name: 'closedate', type: 'datetime' },
  { name: 'dealtype', type: 'enumeration', options: ['newbusiness', 'existingbusiness'] },
  { name: 'hubspot_owner_id', type: 'enumeration', options: [] },
  { name: 'closed_lost_reason', type: 'string' },
  { name: 'closed_won_reason', type: 'string' },
  { name: 'hs_priority', type: 'enumeration', options: ['low', 'medium', 'high'] },
  { name: 'hs_is_closed', type: 'bool', calculated: true },
  { name: 'hs_is_closed_won', type: 'bool', calculated: true },
  { name: 'hs_is_closed_lost', type: 'bool', calculated: true },
  { name: 'hs_deal_stage_probability', type: 'number', calculated: true },
  { name: 'num_associated_contacts', type: 'number', calculated: true },
  { name: 'hs_merged_object_ids', type: 'string', readOnly: true },
  { name: 'hs_object_id', type: 'number', readOnly: true },
  { name: 'createdate', type: 'datetime' },
  { name: 'hs_createdate', type: 'datetime', readOnly: true },
  { name: 'hs_lastmodifieddate', type: 'datetime', readOnly: true },
];
