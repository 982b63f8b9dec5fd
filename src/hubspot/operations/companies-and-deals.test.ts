import { expect, test } from 'vitest';
import { mockHubspot } from '../testing/mock-hubspot.ts';
import { testPortal } from '../testing/portal.ts';

const hubspot = mockHubspot();

test.each([
  ['companies', ['3'], ['3']],
  ['deals', ['3'], ['3']],
  ['companies', [], ['3', '4']],
  ['deals', [], ['3', '4']],
] as const)(
  '%s are read by id; of those that are not there it is told which ones are refused (%j)',
  async (type, named, unread) => {
    const { client } = testPortal();
    hubspot()
      .post(`/crm/objects/2026-09/${type}/batch/read`, {
        inputs: [{ id: '1' }, { id: '2' }, { id: '3' }, { id: '4' }],
        properties: ['name'],
        propertiesWithHistory: [],
      })
      .query(true)
      .reply(207, {
        results: [{ id: '1', properties: { name: 'Acme' } }],
        errors: [
          { category: 'OBJECT_NOT_FOUND', message: '', context: { ids: ['2'] } },
          { category: 'INTERNAL_ERROR', message: '', context: { ids: named } },
        ],
      });

    const read = type === 'companies' ? client.readCompanies : client.readDeals;

    expect(await read(['1', '2', '3', '4'], ['name'])).toEqual({
      found: [{ id: '1', properties: { name: 'Acme' } }],
      unread,
    });
    expect(await read([], ['name'])).toEqual({ found: [], unread: [] });
  },
);

test('stages tell whether a deal is open, won or lost, whatever their ids', async () => {
  const { client } = testPortal();
  const stage = (id: string, metadata: object) => ({ id, label: id, displayOrder: 0, archived: false, metadata });
  hubspot()
    .get('/crm/pipelines/2026-09/deals')
    .reply(200, {
      results: [
        {
          id: 'default',
          label: 'Sales',
          displayOrder: 0,
          stages: [
            stage('appointmentscheduled', { isClosed: 'false', probability: '0.2' }),
            stage('4711', { isClosed: 'true', probability: '1.0' }),
            stage('closedlost', { isClosed: 'true', probability: '0.0' }),
            stage('bare', {}),
          ],
        },
      ],
    });

  expect(await client.dealPipelines()).toEqual([
    {
      id: 'default',
      label: 'Sales',
      stages: [
        { id: 'appointmentscheduled', label: 'appointmentscheduled', outcome: 'open' },
        { id: '4711', label: '4711', outcome: 'won' },
        { id: 'closedlost', label: 'closedlost', outcome: 'lost' },
        { id: 'bare', label: 'bare', outcome: undefined },
      ],
    },
  ]);
});
