import { describe, expect, test } from 'vitest';
import { mockHubspot } from '../testing/mock-hubspot.ts';
import { testPortal } from '../testing/portal.ts';

const hubspot = mockHubspot();
const LISTS = '/crm/lists/2026-09';
const NAME = 'Ripen: sales ready';
const BY_NAME = `${LISTS}/object-type-id/0-1/name/Ripen%3A%20sales%20ready`;
const list = {
  listId: '77',
  name: NAME,
  processingType: 'MANUAL',
  objectTypeId: '0-1',
  processingStatus: 'COMPLETE',
  listVersion: 1,
};
const found = { id: '77', name: NAME, processingType: 'MANUAL' };

describe('search', () => {
  const path = `${LISTS}/search`;

  test('goes through all pages, each as long as HubSpot lets it be', async () => {
    const { client } = testPortal();
    const other = { ...list, listId: '78', name: 'Ripen: due' };
    hubspot()
      .post(path, { query: 'Ripen', offset: 0, count: 500 })
      .reply(200, { lists: [list], hasMore: true });
    hubspot()
      .post(path, { query: 'Ripen', offset: 1, count: 500 })
      .reply(200, { lists: [other], hasMore: false });

    expect(await client.searchLists('Ripen')).toEqual([found, { ...found, id: '78', name: 'Ripen: due' }]);
  });

  test('ends at a page with nothing new, though it says that there is more', async () => {
    const { client } = testPortal();
    hubspot()
      .post(path)
      .times(2)
      .reply(200, { lists: [list], hasMore: true });

    expect(await client.searchLists('Ripen')).toEqual([found]);
  });
});

describe('by id', () => {
  test('those that are there are found, with one call', async () => {
    const { client } = testPortal();
    hubspot()
      .get(LISTS)
      .query({ listIds: ['77', '78'], includeFilters: false })
      .reply(200, { lists: [list] });

    expect(await client.findLists(['77', '78'])).toEqual([found]);
  });

  test('none is there when HubSpot knows none of them, and nobody is asked for none', async () => {
    const { client } = testPortal();
    hubspot().get(LISTS).query(true).reply(404, { category: 'OBJECT_NOT_FOUND' });

    expect(await client.findLists(['77'])).toEqual([]);
    expect(await client.findLists([])).toEqual([]);
  });
});

describe('creation', () => {
  const body = { name: NAME, objectTypeId: '0-1', processingType: 'MANUAL' };

  test('makes a MANUAL list of contacts', async () => {
    const { client } = testPortal();
    hubspot().post(LISTS, body).reply(200, { list });

    expect(await client.createList(NAME)).toEqual(found);
  });

  test.each([
    ['enumeration', { operationType: 'ENUMERATION', operator: 'IS_ANY_OF', values: ['finance'] }],
    ['string', { operationType: 'MULTISTRING', operator: 'IS_EQUAL_TO', values: ['finance'] }],
  ] as const)(
    'makes a list that HubSpot fills by a property of type %s, and by one without a value',
    async (type, operation) => {
      const { client } = testPortal();
      const none = { operationType: 'ALL_PROPERTY', operator: 'IS_UNKNOWN', includeObjectsWithNoValueSet: false };
      const filters = [
        { filterType: 'PROPERTY', property: 'ripen_industry', operation },
        { filterType: 'PROPERTY', property: 'hubspot_owner_id', operation: none },
      ];
      const group = { filterBranchType: 'AND', filterBranchOperator: 'AND', filterBranches: [], filters };
      const filterBranch = {
        filterBranchType: 'OR',
        filterBranchOperator: 'OR',
        filterBranches: [group],
        filters: [],
      };
      hubspot()
        .post(LISTS, { ...body, processingType: 'DYNAMIC', filterBranch })
        .reply(200, { list: { listId: '77', name: NAME } });

      const asked = [
        { property: 'ripen_industry', type, value: 'finance' },
        { property: 'hubspot_owner_id', type: 'enumeration', value: null },
      ] as const;
      expect(await client.createList(NAME, asked)).toEqual({
        ...found,
        processingType: 'DYNAMIC',
      });
    },
  );

  test.each([400, 409])('gives the list that has the name already (%i)', async (status) => {
    const { client } = testPortal();
    hubspot().post(LISTS).reply(status, { category: 'VALIDATION_ERROR' });
    hubspot().get(BY_NAME).query(true).reply(200, { list });

    expect(await client.createList(NAME)).toEqual(found);
  });

  test('is asked again after a reset, and finds what the first request made', async () => {
    const { client } = testPortal();
    hubspot()
      .post(LISTS)
      .replyWithError(Object.assign(new Error('reset'), { code: 'ECONNRESET' }));
    hubspot().post(LISTS).reply(409, {});
    hubspot().get(BY_NAME).query(true).reply(200, { list });

    expect(await client.createList(NAME)).toEqual(found);
  });

  test('that is refused for another reason is thrown', async () => {
    const { client } = testPortal();
    hubspot().post(LISTS).reply(400, { category: 'VALIDATION_ERROR' });
    hubspot().get(BY_NAME).query(true).reply(404, {});

    await expect(client.createList(NAME)).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('membership', () => {
  const path = `${LISTS}/77/memberships/add-and-remove`;

  test.each(['recordsIdsRemoved', 'recordIdsRemoved'])(
    'is added to and removed from in one request (%s)',
    async (removed) => {
      const { client } = testPortal();
      hubspot()
        .put(path, { recordIdsToAdd: ['1', '2'], recordIdsToRemove: ['3'] })
        .reply(200, { recordsIdsAdded: ['1'], [removed]: ['3'], recordIdsMissing: ['2'] });

      expect(await client.changeMembership('77', { add: ['1', '2'], remove: ['3'] })).toEqual({
        added: ['1'],
        removed: ['3'],
        missing: ['2'],
      });
    },
  );

  test('of a list that somebody deleted is not found', async () => {
    const { client } = testPortal();
    hubspot().put(path).reply(404, { category: 'OBJECT_NOT_FOUND' });

    await expect(client.changeMembership('77', { add: ['1'], remove: [] })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('takes each id on one side only, and asks nothing for none', async () => {
    const { client } = testPortal();

    await expect(client.changeMembership('77', { add: ['1'], remove: ['1'] })).rejects.toThrow('each id once');
    expect(await client.changeMembership('77', { add: [], remove: [] })).toEqual({
      added: [],
      removed: [],
      missing: [],
    });
  });
});

test.each([204, 404])('a list is deleted, or gone already (%i)', async (status) => {
  const { client } = testPortal();
  hubspot()
    .delete(`${LISTS}/77`)
    .reply(status, status === 404 ? { category: 'OBJECT_NOT_FOUND' } : undefined);

  await client.deleteList('77');
});
