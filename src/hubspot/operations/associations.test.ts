import { expect, test } from 'vitest';
import { mockHubspot } from '../testing/mock-hubspot.ts';
import { testPortal } from '../testing/portal.ts';
import { primaryFirst } from './associations.ts';

const hubspot = mockHubspot();
const READ = '/crm/associations/2026-09/contacts/companies/batch/read';

const link = (toObjectId: number | string, ...typeIds: number[]) => ({
  toObjectId,
  associationTypes: typeIds.map((typeId) => ({ category: 'HUBSPOT_DEFINED', typeId, label: null })),
});

test('every record gets its links; one without any gets none', async () => {
  const { client } = testPortal();
  hubspot()
    .post(READ, { inputs: [{ id: '1' }, { id: '2' }, { id: '3' }] })
    .reply(207, {
      results: [{ from: { id: '1' }, to: [link(20, 279), link('21', 1, 279)] }],
      numErrors: 1,
      errors: [{ category: 'OBJECT_NOT_FOUND', message: 'none', context: { fromObjectId: ['2'] } }],
    });

  const links = await client.readAssociations('contacts', 'companies', ['1', '2', '3']);

  expect(links).toEqual(
    new Map([
      [
        '1',
        [
          { id: '20', typeIds: [279] },
          { id: '21', typeIds: [1, 279] },
        ],
      ],
      ['2', []],
      ['3', []],
    ]),
  );
  expect(primaryFirst(links.get('1')!)).toEqual(['21', '20']);
});

test('a record that could not be read is unknown, not without links', async () => {
  const { client } = testPortal();
  hubspot()
    .post(READ)
    .reply(207, {
      results: [],
      errors: [{ category: 'INTERNAL_ERROR', message: '', context: { fromObjectId: ['1'] } }],
    });

  expect((await client.readAssociations('contacts', 'companies', ['1'])).has('1')).toBe(false);
});

test('a record with many links is read to the end', async () => {
  const { client } = testPortal();
  hubspot()
    .post(READ, { inputs: [{ id: '1' }, { id: '2' }] })
    .reply(200, {
      results: [
        { from: { id: '1' }, to: [link(20)], paging: { next: { after: 'x' } } },
        { from: { id: '2' }, to: [link(30)] },
      ],
    });
  hubspot()
    .post(READ, { inputs: [{ id: '1', after: 'x' }] })
    .reply(200, { results: [{ from: { id: '1' }, to: [link(21)] }] });

  const links = await client.readAssociations('contacts', 'companies', ['1', '2']);

  expect(links.get('1')?.map(({ id }) => id)).toEqual(['20', '21']);
  expect(links.get('2')?.map(({ id }) => id)).toEqual(['30']);
});

test('asks nothing for none', async () => {
  const { client } = testPortal();

  expect(await client.readAssociations('contacts', 'deals', [])).toEqual(new Map());
});
