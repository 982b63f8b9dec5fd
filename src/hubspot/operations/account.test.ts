import { expect, test } from 'vitest';
import { mockHubspot } from '../testing/mock-hubspot.ts';
import { testPortal } from '../testing/portal.ts';

const hubspot = mockHubspot();

test('account details', async () => {
  const { client } = testPortal();
  const details = {
    portalId: 62515,
    timeZone: 'Europe/Berlin',
    uiDomain: 'app-eu1.hubspot.com',
    companyCurrency: 'EUR',
  };
  hubspot()
    .get('/account-info/2026-09/details')
    .matchHeader('authorization', 'Bearer token-1')
    .reply(200, { ...details, utcOffset: '+02:00' });

  expect(await client.accountDetails()).toEqual({ ...details, accountType: undefined, dataHostingLocation: undefined });
});

test('owners are read to the last page', async () => {
  const { client } = testPortal();
  const path = '/crm/owners/2026-09';
  hubspot()
    .get(path)
    .query({ limit: 100, archived: false })
    .reply(200, {
      results: [
        {
          id: '1',
          email: 'a@b.example',
          firstName: 'Ada',
          lastName: 'Lovelace',
          userId: 9,
          teams: [{ id: '11', name: 'North', primary: true }, { id: '12' }, { id: '13', name: 'North' }],
        },
      ],
      paging: { next: { after: 'x' } },
    });
  hubspot()
    .get(path)
    .query({ limit: 100, archived: false, after: 'x' })
    .reply(200, { results: [{ id: '2', firstName: 'Bob' }] });

  expect(await client.owners()).toEqual([
    { id: '1', email: 'a@b.example', userId: 9, name: 'Ada Lovelace', teams: ['North'] },
    { id: '2', email: undefined, userId: undefined, name: 'Bob', teams: [] },
  ]);
});

test('pages of owners that lead round in a circle are refused: they would be read for ever', async () => {
  const { client } = testPortal();
  for (const [at, after] of [
    [undefined, 'x'],
    ['x', 'y'],
    ['y', 'x'],
  ])
    hubspot()
      .get('/crm/owners/2026-09')
      .query({ limit: 100, archived: false, ...(at !== undefined && { after: at }) })
      .reply(200, { results: [{ id: '1' }], paging: { next: { after } } });

  await expect(client.owners()).rejects.toMatchObject({ code: 'contract' });
});

test('the app can leave an account', async () => {
  const { client } = testPortal();
  hubspot().delete('/appinstalls/2026-09/external-install').matchHeader('authorization', 'Bearer token-1').reply(204);

  await client.uninstall();
});

test('forms are read to the last page, each name once; without the scope they are not known', async () => {
  const { client } = testPortal();
  const path = '/marketing/v3/forms';
  const forms = [
    { id: 'a', name: ' Talk to sales ' },
    { id: 'b', name: 'Old', archived: true },
    { id: 'c', name: null },
  ];
  hubspot()
    .get(path)
    .query({ limit: 100 })
    .reply(200, { results: forms, paging: { next: { after: 'x' } } });
  hubspot()
    .get(path)
    .query({ limit: 100, after: 'x' })
    .reply(200, {
      results: [
        { id: 'd', name: 'Talk to sales' },
        { id: 'e', name: 'Webinar' },
      ],
    });

  expect(await client.forms()).toEqual(['Talk to sales', 'Webinar']);

  const refusal = {
    status: 'error',
    category: 'MISSING_SCOPES',
    message: 'This app hasn’t been granted all required scopes',
  };
  hubspot().get(path).query({ limit: 100 }).reply(403, refusal);

  expect(await client.forms()).toBeNull();
});
