import { ok, type Reply } from '../http/reply.ts';
import { type ApiCall, iso, limitParam } from './call.ts';

/** https://developers.hubspot.com/docs/api-reference/marketing-forms-v3/guide */
export function listForms(call: ApiCall): Reply {
  call.requireScopes('forms');
  const limit = limitParam(call.query, 20, 100);
  const archived = call.query.get('archived') === 'true';
  const start = Number(call.query.get('after') ?? 0);
  const found = call.portal.settings.forms.filter((form) => form.archived === archived);
  const born = iso(Date.UTC(2023, 0, 1));
  const end = start + limit;
  return ok({
    ...(end < found.length ? { paging: { next: { after: `${end}` } } } : {}),
    results: found.slice(start, end).map(({ id, name }) => ({
      id,
      name,
      formType: 'hubspot',
      createdAt: born,
      updatedAt: born,
      archived,
      ...(archived && { archivedAt: born }),
      fieldGroups: [],
      configuration: { language: 'en', cloneable: true, editable: true, archivable: true },
      displayOptions: { renderRawHtml: false, theme: 'default_style', submitButtonText: 'Submit' },
      legalConsentOptions: { type: 'none' },
    })),
  });
}
