import { expect, test } from 'vitest';
import { mockHubspot } from '../testing/mock-hubspot.ts';
import { testPortal } from '../testing/portal.ts';

const hubspot = mockHubspot();
const PATH = '/marketing/emails/2026-09';

test('e-mails are looked for until each name is found; two of one name are one', async () => {
  const { client } = testPortal();
  const results = [{ id: 1, name: 'News ' }, { id: '2', name: 'Other' }, { id: '3', name: 'News' }, { name: 'no id' }];
  hubspot()
    .get(PATH)
    .query({ limit: 50 })
    .reply(200, { total: 5, results, paging: { next: { after: 'x' } } });
  hubspot()
    .get(PATH)
    .query({ limit: 50, after: 'x' })
    .reply(200, { total: 5, results: [{ id: '5', name: 'Guide' }], paging: { next: { after: 'y' } } });

  expect(await client.findMarketingEmails(new Set(['News', 'Guide']))).toEqual(
    new Map([
      ['News', ['1', '3']],
      ['Guide', ['5']],
    ]),
  );
});

test('nobody is asked for no e-mails; without the scope they are not known', async () => {
  const { client } = testPortal();

  expect(await client.findMarketingEmails(new Set())).toEqual(new Map());
  hubspot()
    .get(PATH)
    .query({ limit: 50 })
    .reply(403, { category: 'MISSING_SCOPES', errors: [{ context: { requiredGranularScopes: ['content'] } }] });
  expect(await client.findMarketingEmails(new Set(['News']))).toBeNull();
});

test('what HubSpot counted of e-mails within a span, whatever it leaves out', async () => {
  const { client } = testPortal();
  const span = { startTimestamp: '2026-01-01T00:00:00.000Z', endTimestamp: '2026-02-01T00:00:00.000Z' };
  const ask = () => client.mailStatistics(['1', '3'], { since: Date.UTC(2026, 0), until: Date.UTC(2026, 1) });
  const answer = () =>
    hubspot()
      .get(`${PATH}/statistics/list`)
      .query({ ...span, emailIds: ['1', '3'] });

  answer().reply(200, { aggregate: { counters: { sent: 9, delivered: '8', open: 5, click: null } }, emails: [1] });
  expect(await ask()).toEqual({ sent: 9, delivered: 8, opened: 5, clicked: 0 });
  answer().reply(200, {});
  expect(await ask()).toEqual({ sent: 0, delivered: 0, opened: 0, clicked: 0 });
});
