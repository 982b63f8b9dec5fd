import { describe, expect, test } from 'vitest';
import { mockHubspot } from '../testing/mock-hubspot.ts';
import { testPortal } from '../testing/portal.ts';

const hubspot = mockHubspot();

const CONTACTS = '/crm/objects/2026-09/contacts';
const READ = `${CONTACTS}/batch/read`;

describe('a page of contacts', () => {
  test('is asked for with properties and associations, a hundred at a time', async () => {
    const { client } = testPortal();
    hubspot()
      .get(CONTACTS)
      .query({ limit: 100, after: '7', properties: ['email', 'country'], associations: ['companies', 'deals'] })
      .reply(200, {
        results: [{ id: '8', properties: { email: 'a@b.example', country: null }, associations: {} }],
        paging: { next: { after: '9' } },
      });

    const page = await client.pageContacts({
      after: '7',
      properties: ['email', 'country'],
      associations: ['companies', 'deals'],
    });

    expect(page).toEqual({
      contacts: [{ id: '8', properties: { email: 'a@b.example', country: null }, companyIds: [], dealIds: [] }],
      unread: [],
      after: '9',
    });
  });

  test('the last one leads nowhere', async () => {
    const { client } = testPortal();
    hubspot().get(CONTACTS).query({ limit: 100 }).reply(200, { results: [] });

    expect(await client.pageContacts({ properties: [], associations: [] })).toEqual({
      contacts: [],
      unread: [],
      after: undefined,
    });
  });

  test('without any links is held against another look, once: HubSpot may leave links out', async () => {
    const { client } = testPortal();
    const results = [{ id: '1', properties: {} }];
    const linked = [{ from: { id: 1 }, to: [{ toObjectId: 20 }] }];
    hubspot().get(CONTACTS).query(true).times(4).reply(200, { results });
    hubspot().post('/crm/associations/2026-09/contacts/companies/batch/read').reply(200, { results: [] });
    const companies = async (one = client) =>
      (await one.pageContacts({ properties: [], associations: ['companies'] })).contacts[0]?.companyIds;

    expect([await companies(), await companies()]).toEqual([[], []]);

    const other = testPortal().client;
    hubspot().post('/crm/associations/2026-09/contacts/companies/batch/read').times(2).reply(200, { results: linked });
    expect([await companies(other), await companies(other)]).toEqual([['20'], ['20']]);
  });

  test('without the links of a contact that has deals asks for them', async () => {
    const { client } = testPortal();
    const results = [
      { id: '1', properties: { num_associated_deals: 1 } },
      { id: '2', properties: {}, associations: {} },
    ];
    hubspot().get(CONTACTS).query(true).reply(200, { results });
    hubspot()
      .post('/crm/associations/2026-09/contacts/deals/batch/read', { inputs: [{ id: '1' }] })
      .reply(200, { results: [{ from: { id: '1' }, to: [{ toObjectId: '30', associationTypes: null }] }] });

    const { contacts } = await client.pageContacts({ properties: [], associations: ['deals'] });

    expect(contacts.map(({ dealIds }) => dealIds)).toEqual([['30'], []]);
  });

  test('url-414: with more properties than an address takes asks for the page, then for them by id', async () => {
    const { client } = testPortal();
    const properties = Array.from({ length: 400 }, (_, n) => `assessment_answer_to_question_number_${n}`);
    const asked: string[] = [];
    hubspot()
      .get(CONTACTS)
      .query((query) => query['properties'] === 'hs_object_id')
      .reply((request: Request) => {
        asked.push(request.url);
        return [200, { results: ['1', '2', '3', '4'].map((id) => ({ id, properties: {}, associations: {} })) }];
      });
    hubspot()
      .post(READ, (body) => body.properties.length >= 400)
      .query(true)
      .reply(207, {
        results: [{ id: '1', properties: { email: 'a@b.example' } }],
        errors: [
          { category: 'OBJECT_NOT_FOUND', message: '', context: { ids: ['2'] } },
          { category: 'INTERNAL_ERROR', message: '', context: { id: 3 } },
          { category: 'INTERNAL_ERROR', message: '', context: { objectIds: '4' } },
        ],
      });

    const page = await client.pageContacts({ properties, associations: ['companies', 'deals'] });

    expect(page).toEqual({
      contacts: [{ id: '1', properties: { email: 'a@b.example' }, companyIds: [], dealIds: [] }],
      unread: ['3', '4'],
      after: undefined,
    });
    expect(asked[0]?.length).toBeLessThan(300);
  });

  test('that gives a contact twice gives it once, and asks for its links once', async () => {
    const { client } = testPortal();
    const row = { id: 1, properties: { email: 'a@b.example' } };
    hubspot()
      .get(CONTACTS)
      .query(true)
      .reply(200, { results: [row, { ...row, id: '1' }] });
    hubspot()
      .post('/crm/associations/2026-09/contacts/companies/batch/read', ({ inputs }) => inputs.length === 1)
      .reply(200, { results: [] });

    const { contacts } = await client.pageContacts({ properties: [], associations: ['companies'] });

    expect(contacts.map(({ id }) => id)).toEqual(['1']);
  });

  test('names those that it could not read', async () => {
    const { client } = testPortal();
    const results = [{ id: 1, properties: { email: 'a@b.example' } }, { id: 2, properties: 'none' }, null];
    hubspot().get(CONTACTS).query(true).reply(200, { results });

    const page = await client.pageContacts({ properties: [], associations: [] });

    expect(page.contacts.map(({ id }) => id)).toEqual(['1']);
    expect(page.unread).toEqual(['2']);
  });

  test('that leads to itself is refused: it would be read for ever', async () => {
    const { client } = testPortal();
    hubspot()
      .get(CONTACTS)
      .query(true)
      .reply(200, { results: [], paging: { next: { after: 7 } } });

    await expect(client.pageContacts({ after: '7', properties: [], associations: [] })).rejects.toMatchObject({
      code: 'contract',
    });
  });

  test('names the primary company first and every company once', async () => {
    const { client } = testPortal();
    const companies = {
      results: [
        { id: '20', type: 'contact_to_company_unlabeled' },
        { id: '21', type: 'contact_to_company_unlabeled' },
        { id: '21', type: 'contact_to_company' },
      ],
    };
    hubspot()
      .get(CONTACTS)
      .query(true)
      .reply(200, { results: [{ id: '1', properties: {}, associations: { companies } }] });

    const page = await client.pageContacts({ properties: [], associations: ['companies'] });

    expect(page.contacts[0]?.companyIds).toEqual(['21', '20']);
  });

  test('reads on where a contact has more deals than fit', async () => {
    const { client } = testPortal();
    const deals = { results: [{ id: '30', type: 'contact_to_deal' }], paging: { next: { after: 'x' } } };
    hubspot()
      .get(CONTACTS)
      .query(true)
      .reply(200, { results: [{ id: '1', properties: {}, associations: { deals } }] });
    hubspot()
      .post('/crm/associations/2026-09/contacts/deals/batch/read', { inputs: [{ id: '1' }] })
      .reply(200, {
        results: [{ from: { id: '1' }, to: [30, 31].map((toObjectId) => ({ toObjectId, associationTypes: [] })) }],
      });

    const page = await client.pageContacts({ properties: [], associations: ['deals'] });

    expect(page.contacts[0]?.dealIds).toEqual(['30', '31']);
  });
});

describe('a read of one', () => {
  test.each([
    ['there', 200, { id: '5', properties: {} }, { outcome: 'found' }],
    ['merged away', 200, { id: '9', properties: {} }, { outcome: 'merged', mergedInto: '9' }],
    ['not there', 404, { status: 'error', category: 'OBJECT_NOT_FOUND' }, { outcome: 'gone' }],
  ])('%s', async (_, status, body, expected) => {
    const { client } = testPortal();
    hubspot().get(`${CONTACTS}/5`).query(true).reply(status, body);

    expect(await client.readContact('5')).toEqual(expected);
  });
});

describe('a batch read', () => {
  const merged = (id: string, hs_merged_object_ids: string) => ({ id, properties: { hs_merged_object_ids } });

  test('asks also for the ids that a contact took over', async () => {
    const { client } = testPortal();
    hubspot()
      .post(READ, {
        inputs: [{ id: '1' }],
        properties: ['email', 'hs_merged_object_ids', 'hs_all_contact_vids'],
        propertiesWithHistory: [],
      })
      .reply(200, { results: [{ id: '1', properties: { email: 'a@b.example' } }] });

    const { found } = await client.readContacts(['1'], ['email']);

    expect(found).toEqual([{ id: '1', properties: { email: 'a@b.example' } }]);
  });

  test.each([
    ['everybody there', ['1', '2'], [merged('1', ''), merged('2', '')], { found: ['1', '2'], missing: [], merged: [] }],
    ['one deleted', ['1', '2'], [merged('1', '')], { found: ['1'], missing: ['2'], merged: [] }],
    [
      'one merged away',
      ['1', '2'],
      [merged('1', ''), merged('9', '2;3')],
      { found: ['1', '9'], missing: [], merged: [{ asked: '2', into: '9' }] },
    ],
    [
      'both asked for',
      ['2', '9'],
      [merged('9', '2'), merged('9', '2')],
      { found: ['9'], missing: [], merged: [{ asked: '2', into: '9' }] },
    ],
    [
      'known by its older list',
      ['2'],
      [{ id: '9', properties: { hs_all_contact_vids: '9;2' } }],
      { found: ['9'], missing: [], merged: [{ asked: '2', into: '9' }] },
    ],
    [
      'an unreadable row',
      ['1', '2'],
      [merged('1', ''), { id: 2, properties: 5 }],
      { found: ['1'], missing: [], merged: [] },
    ],
  ])('%s', async (_, asked, results, expected) => {
    const { client } = testPortal();
    hubspot().post(READ).query(true).reply(200, { results });

    const { found, missing, merged: mergedAway } = await client.readContacts(asked, []);

    expect({ found: found.map(({ id }) => id), missing, merged: mergedAway }).toEqual(expected);
  });

  test('is partly answered: what failed for another reason than absence is not missing', async () => {
    const { client } = testPortal();
    const errors = [
      { category: 'OBJECT_NOT_FOUND', message: '', context: { ids: ['2'] } },
      { category: 'INTERNAL_ERROR', message: '', context: { ids: ['3'] } },
    ];
    hubspot()
      .post(READ)
      .query(true)
      .reply(207, { results: [{ id: '1', properties: {} }], numErrors: 2, errors });

    expect(await client.readContacts(['1', '2', '3'], [])).toMatchObject({ missing: ['2'], unread: ['3'] });
  });

  test('is partly answered without saying for whom: a look at each alone tells who is gone', async () => {
    const { client } = testPortal();
    const errors = [
      { category: 'OBJECT_NOT_FOUND', message: '', context: { ids: ['2'] } },
      { category: 'INTERNAL_ERROR', message: '', context: null },
    ];
    hubspot()
      .post(READ)
      .query(true)
      .reply(207, { results: [{ id: '1', properties: null }], numErrors: 2, errors });
    hubspot().get(`${CONTACTS}/3`).query(true).reply(200, { id: '3' });
    hubspot().get(`${CONTACTS}/4`).query(true).reply(404, {});
    hubspot().get(`${CONTACTS}/5`).query(true).reply(500, {});

    expect(await client.readContacts(['1', '2', '3', '4', '5'], [])).toMatchObject({
      missing: ['2', '4'],
      unread: ['3', '5'],
    });
  });

  test.each([
    ['nobody', undefined, { missing: ['2'], unread: [] }],
    ['nobody, by null', null, { missing: ['2'], unread: [] }],
    ['one that is gone', [{ category: 'OBJECT_NOT_FOUND', context: { id: '2' } }], { missing: ['2'], unread: [] }],
    ['one that is gone, without an id', [{ category: 'OBJECT_NOT_FOUND' }], { missing: ['2'], unread: [] }],
    ['one that is gone, by its code', [{ code: 'CONTACT_NOT_FOUND' }], { missing: ['2'], unread: [] }],
    ['one that failed', [{ category: 'X', context: { objectIds: '2' } }], { missing: [], unread: ['2'] }],
    ['one that failed, by number', [{ context: { recordId: 2 } }], { missing: [], unread: ['2'] }],
  ])('that refuses %s', async (_, errors, expected) => {
    const { client } = testPortal();
    hubspot()
      .post(READ)
      .query(true)
      .reply(207, { results: [{ id: 1, properties: { annualrevenue: 5, known: true, none: null } }], errors });

    expect(await client.readContacts(['1', '2'], [])).toMatchObject({
      found: [{ id: '1', properties: { annualrevenue: '5', known: 'true', none: null } }],
      ...expected,
    });
  });

  test('takes each id once, and nothing for none', async () => {
    const { client } = testPortal();

    await expect(client.readContacts(['1', '1'], [])).rejects.toThrow('each id once');
    expect(await client.readContacts([], [])).toEqual({ found: [], missing: [], merged: [], unread: [] });
  });
});

describe('history', () => {
  test('tells past values with their times, and what or who set them', async () => {
    const { client } = testPortal();
    const past = [
      { value: '3', timestamp: '2026-01-02T00:00:00Z', sourceType: 'CRM_UI', updatedByUserId: 7 },
      { value: '2', timestamp: '2026-01-01T00:00:00.500Z', sourceType: 'ANALYTICS' },
    ];
    hubspot()
      .post(READ, { inputs: [{ id: '1' }], properties: [], propertiesWithHistory: ['hs_email_open'] })
      .query(true)
      .reply(200, { results: [{ id: '1', properties: {}, propertiesWithHistory: { hs_email_open: past } }] });

    expect(await client.readContactHistory([{ id: '1', properties: ['hs_email_open'] }])).toEqual([
      {
        id: '1',
        history: {
          hs_email_open: [
            { value: '3', at: Date.UTC(2026, 0, 2), source: 'CRM_UI', user: '7' },
            { value: '2', at: Date.UTC(2026, 0, 1) + 500, source: 'ANALYTICS' },
          ],
        },
      },
    ]);
  });
});
