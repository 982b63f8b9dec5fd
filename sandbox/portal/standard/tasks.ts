import type { StandardProperty } from '../definitions.ts';

/** https://developers.hubspot.com/docs/guides/api/crm/engagements/tasks */
export const taskProperties: readonly StandardProperty[] = [
  { name: 'hs_timestamp', type: 'datetime' },
  { name: 'hs_task_subject', type: 'string' },
  { name: 'hs_task_body', type: 'string' },
  {
    name: 'hs_task_status',
    type: 'enumeration',
    options: ['NOT_STARTED', 'IN_PROGRESS', 'WAITING', 'COMPLETED', 'DEFERRED'],
  },
  { name: 'hs_task_priority', type: 'enumeration', options: ['NONE', 'LOW', 'MEDIUM', 'HIGH'] },
  { name: 'hs_task_type', type: 'enumeration', options: ['TODO', 'CALL', 'EMAIL'] },
  { name: 'hs_task_reminders', type: 'string' },
  /** Takes its options from the portal's queues. */
  { name: 'hs_queue_membership_ids', type: 'enumeration', fieldType: 'checkbox', options: [] },
  { name: 'hs_task_completion_date', type: 'datetime', readOnly: true },
  { name: 'hubspot_owner_id', type: 'enumeration', options: [] },
  { name: 'hs_task_is_completed', type: 'number', calculated: true },
  { name: 'hs_object_id', type: 'number', readOnly: true },
  { name: 'hs_createdate', type: 'datetime', readOnly: true },
  { name: 'hs_lastmodifieddate', type: 'datetime', readOnly: true },
];
