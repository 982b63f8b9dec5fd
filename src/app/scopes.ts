/**
 * The scopes that every call of Ripen needs, and no others. The manifest declares the same list.
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
 * `automation`: for workflow actions, which not every plan has. `settings.users.read`: to see who
 * is a super admin and may always change the model. `forms`: to name forms that nobody has filled
 * in yet. `content`: HubSpot's own statistics of marketing e-mails.
 */
export const OPTIONAL_SCOPES = ['automation', 'settings.users.read', 'forms', 'content'] as const;
