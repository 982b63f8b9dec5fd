import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { afterAll, expect, test } from 'vitest';
import { hubspotExport } from '../sandbox/sample/hubspot-export.ts';
import { meaningOfFile } from './own-contacts.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'own-contacts-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function meaning(contacts: string | Buffer, mapping: string | null = null) {
  const [csv, json] = ['people.csv', 'people.json'].map((name) => path.join(folder, name)) as [string, string];
  writeFileSync(csv, contacts);
  if (mapping !== null) writeFileSync(json, mapping);
  return meaningOfFile({ contacts: csv, mapping: mapping === null ? null : json });
}

const told = async (...given: Parameters<typeof meaning>) => {
  const found = await meaning(...given);
  return found.outcome === 'read' ? found.sentences.join('\n') : found.sentence;
};

test('HubSpot’s own export is recognised', async () => {
  const found = await meaning(stringify([...hubspotExport({ rows: 3, unknown: 1 })]));
  expect(found).toMatchObject({ outcome: 'read', mapping: { contact: { email: 'Email', jobtitle: 'Job Title' } } });
});

test('semicolons, another encoding, names that people give, no address: said aloud', async () => {
  const said = await told(Buffer.from('Vorname;Job Title;Größe\nJörg;Geschäftsführer für Süd;5\n'.repeat(4), 'latin1'));
  expect(said).toMatch(/3 columns, semicolon between them, encoding windows-1252/);
  expect(said).toMatch(/Recognised .*"Job Title"/);
  expect(said).toContain('"Vorname" is firstname');
  expect(said).toMatch(/Left out .*"Größe"/);
});

test.each([
  ['', null, /people\.csv|empty/],
  ['Colour,Shape\nred,round\n', null, /No column of .*people\.csv is one that the model reads.*"Colour", "Shape"/],
  ['Mail\na@b.example\n', '{', /people\.json is no JSON/],
  ['Mail\na@b.example\n', '{"contact": {"email": "Mail"}}', /name/],
])('%j with mapping %j is refused by a sentence', async (contacts, mapping, sentence) => {
  const found = await meaning(contacts, mapping);
  expect(found).toMatchObject({ outcome: 'refused', sentence: expect.stringMatching(sentence) });
});

test('no file, and a folder', async () => {
  const nowhere = path.join(folder, 'nowhere.csv');
  expect(await meaningOfFile({ contacts: nowhere, mapping: null })).toEqual({
    outcome: 'refused',
    sentence: `There is no file ${nowhere} that can be read.`,
  });
  expect(await meaningOfFile({ contacts: folder, mapping: null })).toMatchObject({ outcome: 'refused' });
});
