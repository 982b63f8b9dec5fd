/**
 * What Ripen asks of an account: the smallest set that its calls need. The manifest declares the
 * same lists.
 */
export const REQUIRED_SCOPES = [
  'oauth',
  'crm.objects.contacts.read',
  'crm.objects.contacts.write',
  'crm.schemas.contacts.write',
  'crm.objects.companies.read',
  'crm.objects.deals.read',
  'crm.objects.owners.read',
  'crm.lists.read',
  'crm.lists.write',
] as const;

/**
 * Needed for workflow actions, which not every plan has; and to see who is a super admin, who may
 * change the model without being on a list.
 */
export const OPTIONAL_SCOPES = ['automation', 'settings.users.read'] as const;
