import nock from 'nock';
import { expect, test } from 'vitest';
import type { PortalClient } from './portal-client.ts';
import { API_URL, mockHubspot } from './testing/mock-hubspot.ts';
import { testPortal } from './testing/portal.ts';

mockHubspot();

/** Every operation once. A new one does not compile until it has its row. */
const OPERATIONS: { readonly [Name in keyof PortalClient]: (client: PortalClient) => Promise<unknown> } = {
  accountDetails: (client) => client.accountDetails(),
  changeMembership: (client) => client.changeMembership('7', { add: ['1'], remove: [] }),
  countContacts: (client) => client.countContacts(),
  completeCallbacks: (client) =>
    client.completeCallbacks([{ callbackId: 'c', outputFields: { hs_execution_state: 'SUCCESS' } }]),
  contactProperties: (client) => client.contactProperties(),
  companyProperties: (client) => client.companyProperties(),
  createContactProperties: (client) =>
    client.createContactProperties([{ name: 'p', label: 'P', groupName: 'g', type: 'string', fieldType: 'text' }]),
  createList: (client) => client.createList('n'),
  createPropertyGroup: (client) => client.createPropertyGroup('g', 'G'),
  createTasks: (client) => client.createTasks([{ traceId: 't', contactId: '1', subject: 's', body: 'b', dueAt: 0 }]),
  dealPipelines: (client) => client.dealPipelines(),
  deleteList: (client) => client.deleteList('7'),
  findLists: (client) => client.findLists(['7']),
  findMarketingEmails: (client) => client.findMarketingEmails(new Set(['p', 'q'])),
  mailStatistics: (client) => client.mailStatistics(['1'], { since: 0, until: 1 }),
  owners: (client) => client.owners(),
  pageContacts: (client) => client.pageContacts({ properties: [], associations: [] }),
  readAssociations: (client) => client.readAssociations('contacts', 'deals', ['1']),
  readCompanies: (client) => client.readCompanies(['1'], []),
  readContact: (client) => client.readContact('1'),
  readCompanyHistory: (client) => client.readCompanyHistory(['1'], []),
  readDealHistory: (client) => client.readDealHistory(['1'], []),
  readContactHistory: (client) => client.readContactHistory([{ id: '1', properties: [] }]),
  readContacts: (client) => client.readContacts(['1'], []),
  readDeals: (client) => client.readDeals(['1'], []),
  readTaskStatus: (client) => client.readTaskStatus(['9']),
  searchContacts: (client) => client.searchContacts({ filterGroups: [[]], properties: [] }),
  searchLists: (client) => client.searchLists('n'),
  superAdmins: (client) => client.superAdmins(),
  forms: (client) => client.forms(),
  tasksOfContacts: (client) => client.tasksOfContacts(['1']),
  tryContactUpdates: (client) => client.tryContactUpdates([{ id: '1', properties: {} }]),
  uninstall: (client) => client.uninstall(),
  updateContactProperty: (client) => client.updateContactProperty('p', {}),
  updateContacts: (client) => client.updateContacts([{ id: '1', properties: {} }]),
  updateTask: (client) => client.updateTask('9', {}),
};

/** One answer that fits every operation well enough to let it ask all that it asks. */
const EVERYTHING = {
  id: '1',
  properties: {},
  portalId: 1,
  timeZone: 'UTC',
  uiDomain: 'app.hubspot.com',
  total: 3,
  results: [{ id: '1', name: 'p', properties: {}, from: { id: '1' }, to: [{ toObjectId: 9, associationTypes: [] }] }],
  list: { listId: '7', name: 'n', processingType: 'MANUAL' },
  lists: [{ listId: '7', name: 'n', processingType: 'MANUAL' }],
};

/**
 * Answers whatever is asked with one code and everything; returns what was asked and what came of
 * it.
 */
async function operated(operate: (client: PortalClient) => Promise<unknown>, status: number) {
  const asked: string[] = [];
  const answer = ({ url }: Request) => {
    asked.push(url.slice(API_URL.length));
    return [status, EVERYTHING];
  };
  const scope = nock(API_URL).persist();
  for (const method of ['get', 'post', 'put', 'patch', 'delete'] as const) {
    scope[method](/.*/).optionally().query(true).reply(answer);
  }
  const outcome = await operate(testPortal().client).catch((error: Error) => error.message);
  scope.persist(false);
  nock.cleanAll();
  return { asked, outcome };
}

test.each(Object.entries(OPERATIONS))('%s leaves the process on dated paths only', async (_, operate) => {
  const { asked } = await operated(operate, 200);

  expect(asked.length).toBeGreaterThan(0);
  // Forms have no dated path yet.
  const dated = asked.filter((uri) => !uri.startsWith('/marketing/v3/forms?'));
  for (const uri of dated) expect(uri).toMatch(/^\/[a-z/-]+\/2026-09(\/|\?|$)/);
  for (const uri of dated) expect(uri).not.toMatch(/\/v\d\//);
});

test.each(Object.entries(OPERATIONS))(
  'success-code: %s takes every 2xx alike, and asks nothing twice',
  async (_, operate) => {
    const usual = await operated(operate, 200);

    for (const status of [201, 202, 203, 206, 207, 208, 226, 299]) {
      expect(await operated(operate, status), `${status}`).toEqual(usual);
    }
    expect(usual.outcome).not.toEqual(expect.stringContaining('failed'));
    expect(usual.outcome).not.toEqual(expect.stringContaining('contract'));
  },
);
