import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createClock } from '../../sandbox/clock.ts';
import { readMapping } from '../../sandbox/csv/mapping.ts';
import { importCsv } from '../../sandbox/import-csv.ts';
import { startSandbox } from '../../sandbox/start-sandbox.ts';

const folder = process.env.RIPEN_DATA_SETS;
if (!folder) console.log('Skipped: the labelled data sets. Set RIPEN_DATA_SETS to the folder that holds them.');

const NOW = Date.UTC(2026, 10, 22, 12);

describe.skipIf(!folder)('labelled data sets import without a bad row', () => {
  it.each([
    {
      name: 'bank-marketing',
      file: 'bank-additional-full.csv',
      contacts: 41_188,
      labels: { no: 36_548, yes: 4_640 },
      deals: { closedlost: 4_252, closedwon: 1_373 },
    },
    {
      name: 'online-shoppers',
      file: 'online_shoppers_intention.csv',
      contacts: 12_330,
      labels: { FALSE: 10_422, TRUE: 1_908 },
      deals: {},
    },
    {
      name: 'salvirt-b2b-sales',
      file: 'Salvirt_B2B_ML_dataset.csv',
      contacts: 448,
      labels: { Won: 227, Lost: 221 },
      deals: {},
    },
  ])('$name', async ({ name, file, contacts, labels, deals }) => {
    const path = join(folder!, name, file);
    expect(existsSync(path)).toBe(true);
    const mapping = readMapping(
      JSON.parse(readFileSync(new URL(`../../sandbox/mappings/${name}.json`, import.meta.url), 'utf8')),
    );
    const sandbox = await startSandbox({ clock: createClock(NOW, 'frozen') });
    const portal = sandbox.portal();
    const counted: Record<string, number> = {};

    const report = await importCsv(portal, path, mapping, ({ contact }) => {
      counted[contact.label!] = (counted[contact.label!] ?? 0) + 1;
    });
    await sandbox.close();

    expect(report).toEqual({ imported: contacts, bad: [], leftOut: [] });
    expect(counted).toEqual(labels);
    const stages = Map.groupBy(portal.records.deals.walk(), ({ properties }) => properties.dealstage);
    expect(Object.fromEntries([...stages].map(([stage, records]) => [stage, records.length]))).toEqual(deals);
    const future = [...portal.records.contacts.walk()].filter(
      ({ properties }) =>
        (properties.notes_last_contacted ?? properties.hs_analytics_last_timestamp ?? '') > new Date(NOW).toISOString(),
    );
    expect(future).toEqual([]);
  });
});
