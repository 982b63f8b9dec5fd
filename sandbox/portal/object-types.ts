export const OBJECT_TYPES = ['contacts', 'companies', 'deals', 'tasks'] as const;
export type ObjectType = (typeof OBJECT_TYPES)[number];

type ObjectTypeFacts = {
  readonly id: string;
  readonly singular: string;
  /** Returned when a call names no properties. */
  readonly defaultProperties: readonly string[];
  /** Returned always. */
  readonly basicProperties: readonly string[];
  readonly createdProperty: string;
  readonly modifiedProperty: string;
  readonly readScope: string;
  readonly writeScope: string;
};

/**
 * Contacts alone say `lastmodifieddate`; tasks ride on the scopes of contacts.
 * https://developers.hubspot.com/docs/guides/api/crm/understanding-the-crm
 */
export const objectTypeFacts: Readonly<Record<ObjectType, ObjectTypeFacts>> = {
  contacts: {
    id: '0-1',
    singular: 'contact',
    defaultProperties: ['createdate', 'email', 'firstname', 'hs_object_id', 'lastmodifieddate', 'lastname'],
    basicProperties: ['createdate', 'hs_object_id', 'lastmodifieddate'],
    createdProperty: 'createdate',
    modifiedProperty: 'lastmodifieddate',
    readScope: 'crm.objects.contacts.read',
    writeScope: 'crm.objects.contacts.write',
  },
  companies: {
    id: '0-2',
    singular: 'company',
    defaultProperties: ['createdate', 'domain', 'hs_lastmodifieddate', 'hs_object_id', 'name'],
    basicProperties: ['createdate', 'hs_lastmodifieddate', 'hs_object_id'],
    createdProperty: 'createdate',
    modifiedProperty: 'hs_lastmodifieddate',
    readScope: 'crm.objects.companies.read',
    writeScope: 'crm.objects.companies.write',
  },
  deals: {
    id: '0-3',
    singular: 'deal',
    defaultProperties: [
      'amount',
      'closedate',
      'createdate',
      'dealname',
      'dealstage',
      'hs_lastmodifieddate',
      'hs_object_id',
      'pipeline',
    ],
    basicProperties: ['createdate', 'hs_lastmodifieddate', 'hs_object_id'],
    createdProperty: 'createdate',
    modifiedProperty: 'hs_lastmodifieddate',
    readScope: 'crm.objects.deals.read',
    writeScope: 'crm.objects.deals.write',
  },
  tasks: {
    id: '0-27',
    singular: 'task',
    defaultProperties: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
    basicProperties: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
    createdProperty: 'hs_createdate',
    modifiedProperty: 'hs_lastmodifieddate',
    readScope: 'crm.objects.contacts.read',
    writeScope: 'crm.objects.contacts.write',
  },
};

/** Reads any spelling HubSpot accepts in a path: `contacts`, `contact`, `0-1`. */
export function parseObjectType(text: string): ObjectType | undefined {
  const wanted = text.toLowerCase();
  return OBJECT_TYPES.find((type) => {
    const facts = objectTypeFacts[type];
    return type === wanted || facts.singular === wanted || facts.id === wanted;
  });
}
