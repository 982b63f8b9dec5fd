import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readMapping } from './csv/mapping.ts';
import { importCsv } from './import-csv.ts';
import type { Sandbox } from './sandbox.ts';
import { startSandbox } from './start-sandbox.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

test('cells that the account cannot hold are told, and a size that is no band of HubSpot goes into a text', async () => {
  const mapping = readMapping({
    name: 'odd cells',
    unreadable: 'cell',
    contact: {
      email: 'mail',
      numemployees: 'size',
      lifecyclestage: 'stage',
      createdate: { date: { column: 'made', format: 'iso' } },
    },
  });
  const rows = [
    'mail,size,stage,made',
    'ann@x.example,120,Kunde,soon',
    'bob@x.example,25-50,Kunde,2026-01-31',
    'cid@x.example,,,',
  ];
  const people: Readonly<Record<string, string | undefined>>[] = [];

  const report = await importCsv(sandbox.portal(), Readable.from([Buffer.from(rows.join('\n'))]), mapping, ({ id }) =>
    people.push(sandbox.portal().records.contacts.get(id)!.properties),
  );

  expect(report).toMatchObject({
    imported: 3,
    bad: [],
    leftOut: [
      { cells: 1, reason: expect.stringMatching(/^made is no date; .*“soon”/) },
      { cells: 2, reason: expect.stringMatching(/^lifecyclestage: Kunde was not one of/) },
    ],
  });
  expect(people.map(({ company_size, numemployees }) => [company_size, numemployees])).toEqual([
    ['120', undefined],
    [undefined, '25-50'],
    [undefined, undefined],
  ]);
});
