import type { Reply } from '../http/reply.ts';
import type { PathPattern } from '../http/route-match.ts';
import { exchangeToken, introspectToken, type OAuthCall, revokeToken } from '../oauth/token-routes.ts';
import * as account from './account.ts';
import * as associations from './associations.ts';
import type { ApiCall } from './call.ts';
import * as lists from './lists.ts';
import { listMarketingEmails, mailStatistics } from './marketing-emails.ts';
import { listForms } from './marketing-forms.ts';
import * as read from './objects-read.ts';
import * as write from './objects-write.ts';
import * as properties from './properties.ts';
import * as groups from './property-groups.ts';
import { search } from './search.ts';

/** HubSpot counts search apart: 5 a second and account, no rate headers. */
type RatePolicy = 'rolling' | 'search';

export type ApiRoute = PathPattern & {
  readonly access: 'portal';
  readonly rate: RatePolicy;
  readonly handle: (call: ApiCall) => Reply;
};
type OAuthRoute = PathPattern & { readonly access: 'client'; readonly handle: (call: OAuthCall) => Reply };
export type Route = ApiRoute | OAuthRoute;

const V = '2026-09';
const OBJECTS = `/crm/objects/${V}/{objectType}`;
const PROPERTIES = `/crm/properties/${V}/{objectType}`;
const LISTS = `/crm/lists/${V}`;
const ASSOCIATIONS = `/crm/associations/${V}/{from}/{to}/batch`;

const api = (method: string, path: string, handle: ApiRoute['handle'], rate: RatePolicy = 'rolling'): ApiRoute => ({
  access: 'portal',
  method,
  path,
  rate,
  handle,
});
const oauth = (path: string, handle: OAuthRoute['handle']): OAuthRoute => ({
  access: 'client',
  method: 'POST',
  path,
  handle,
});

/**
 * Everything the sandbox answers, on the dated paths of the 2026-09 release. Of numbered paths it
 * has only that of forms, which have no dated one yet: a call to `/crm/v3/…` is a 404.
 * https://developers.hubspot.com/docs/developer-tooling/platform/versioning
 */
export const routes: readonly Route[] = [
  oauth(`/oauth/${V}/token`, exchangeToken),
  oauth(`/oauth/${V}/token/introspect`, introspectToken),
  oauth(`/oauth/${V}/token/revoke`, revokeToken),

  api('GET', `/account-info/${V}/details`, account.getAccountDetails),
  api('DELETE', `/appinstalls/${V}/external-install`, account.uninstall),
  api('GET', `/settings/users/${V}`, account.listUsers),
  api('GET', '/marketing/v3/forms', listForms),
  api('GET', `/marketing/emails/${V}`, listMarketingEmails),
  api('GET', `/marketing/emails/${V}/statistics/list`, mailStatistics),
  api('GET', `/crm/owners/${V}`, account.listOwners),
  api('GET', `/crm/owners/${V}/{id}`, account.getOwner),
  api('GET', `/crm/pipelines/${V}/{objectType}`, account.listPipelines),
  api('POST', `/automation/actions/callbacks/${V}/complete`, account.completeCallbacks),
  api('POST', `/automation/actions/callbacks/${V}/{callbackId}/complete`, account.completeCallback),

  api('GET', OBJECTS, read.getPage),
  api('POST', OBJECTS, write.createOne),
  api('POST', `${OBJECTS}/search`, search, 'search'),
  api('POST', `${OBJECTS}/merge`, write.merge),
  api('POST', `/crm/objects/${V}/contacts/gdpr-delete`, write.gdprDelete),
  api('POST', `${OBJECTS}/batch/read`, read.batchRead),
  api('POST', `${OBJECTS}/batch/create`, write.batchCreate),
  api('POST', `${OBJECTS}/batch/update`, write.batchUpdate),
  api('POST', `${OBJECTS}/batch/archive`, write.batchArchive),
  api('GET', `${OBJECTS}/{id}`, read.getRecord),
  api('PATCH', `${OBJECTS}/{id}`, write.updateOne),
  api('DELETE', `${OBJECTS}/{id}`, write.archiveOne),
  api('GET', `/crm/objects/${V}/{from}/{id}/associations/{to}`, associations.getAssociations),

  api('POST', `${ASSOCIATIONS}/read`, associations.batchReadAssociations),
  api('POST', `${ASSOCIATIONS}/create`, associations.batchCreateAssociations),
  api('POST', `${ASSOCIATIONS}/associate/default`, associations.batchCreateDefaultAssociations),
  api('POST', `${ASSOCIATIONS}/archive`, associations.batchArchiveAssociations),

  api('GET', PROPERTIES, properties.listProperties),
  api('POST', PROPERTIES, properties.createProperty),
  api('GET', `${PROPERTIES}/groups`, groups.listGroups),
  api('POST', `${PROPERTIES}/groups`, groups.createGroup),
  api('GET', `${PROPERTIES}/groups/{name}`, groups.getGroup),
  api('DELETE', `${PROPERTIES}/groups/{name}`, groups.archiveGroup),
  api('POST', `${PROPERTIES}/batch/create`, properties.batchCreateProperties),
  api('POST', `${PROPERTIES}/batch/read`, properties.batchReadProperties),
  api('GET', `${PROPERTIES}/{name}`, properties.getProperty),
  api('PATCH', `${PROPERTIES}/{name}`, properties.updateProperty),
  api('DELETE', `${PROPERTIES}/{name}`, properties.archiveProperty),

  api('POST', LISTS, lists.createList),
  api('GET', LISTS, lists.getLists),
  api('POST', `${LISTS}/search`, lists.searchLists),
  api('GET', `${LISTS}/object-type-id/{objectTypeId}/name/{name}`, lists.getListByName),
  api('GET', `${LISTS}/records/{objectTypeId}/{recordId}/memberships`, lists.getRecordLists),
  api('GET', `${LISTS}/{listId}`, lists.getList),
  api('DELETE', `${LISTS}/{listId}`, lists.deleteList),
  api('GET', `${LISTS}/{listId}/memberships`, lists.getMembers),
  api('PUT', `${LISTS}/{listId}/memberships/add`, lists.addMembers),
  api('PUT', `${LISTS}/{listId}/memberships/remove`, lists.removeMembers),
  api('PUT', `${LISTS}/{listId}/memberships/add-and-remove`, lists.addAndRemoveMembers),
];
