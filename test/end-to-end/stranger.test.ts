import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hubspotExport } from '../../sandbox/sample/hubspot-export.ts';

/*
 * Somebody with an export of HubSpot who has read only the README. A picture shows what they see;
 * `RIPEN_PICTURES=1 npm test -- test/end-to-end/stranger` draws it anew.
 */

const PICTURE = 'docs/images/score-a-csv.txt';

/** Without figures, which follow the model. */
const still = (picture: string): string[] =>
  picture.split('\n').filter((line) => !/^(?: |Qualification|Dormant|Outcome|Calibration|Foretold)/.test(line));

const ROWS = 120;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'ripen-stranger-'));
  await writeFile(
    path.join(folder, 'contacts.csv'),
    stringify([...hubspotExport({ rows: ROWS, unknown: 2 })], { quoted: true }),
  );
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs a line of the README in the project, on the files of the folder. */
function run(line: string): Promise<string> {
  const script = line.replace(/\b(?:contacts|scored)\.csv|mapping\.json/g, (name) => path.join(folder, name));
  return new Promise((resolve, reject) => {
    execFile('sh', ['-c', `(${script}) 2>&1`], (error, said) => {
      if (error !== null) reject(new Error(`${line}\n${said}`));
      else
        resolve(
          said
            .replaceAll(`${folder}/`, '')
            .replace(/^\n?(?:> .*\n)+\n/, '')
            .replace(/in [\d.]+ s/, 'in … s'),
        );
    });
  });
}

const rowsOf = async (name: string): Promise<Record<string, string>[]> =>
  parse(await readFile(path.join(folder, name), 'utf8'), { columns: true, bom: true });

it('the lines of the README score an export as it is, tell how well, and write a mapping that does the same', async () => {
  const readme = await readFile('README.md', 'utf8');
  const lines = [...readme.matchAll(/^npm run (?:-s )?score .*contacts\.csv.*$/gm)].map(([line]) => line);
  expect(lines).toEqual([
    'npm run score -- contacts.csv',
    'npm run -s score -- --mapping-for contacts.csv > mapping.json',
    'npm run score -- contacts.csv --mapping mapping.json --out scored.csv',
  ]);
  const before = await readFile(path.join(folder, 'contacts.csv'));

  const [first, ...others] = lines as [string, ...string[]];
  const asked = [first, `${first} --out scored.csv --outcome "Lifecycle Stage=Customer"`, ...others];
  const told = [];
  for (const line of asked) told.push(`$ ${line}\n${await run(line)}`);
  const picture = told.join('\n');

  expect(await readFile(path.join(folder, 'contacts.csv'))).toEqual(before);
  const [came, scored, mapped] = await Promise.all(['contacts.csv', 'contacts.scored.csv', 'scored.csv'].map(rowsOf));
  expect(scored).toHaveLength(ROWS);
  expect(new Set(scored!.map((row) => row['ripen_score'])).size).toBeGreaterThan(10);
  expect(scored!.map((row) => row['Email'])).toEqual(came!.map((row) => row['Email']));
  expect(Object.keys(scored![0]!)).toEqual([...Object.keys(came![0]!), ...OURS]);
  expect(mapped).toEqual(scored);
  if (process.env['RIPEN_PICTURES'] !== undefined) await writeFile(PICTURE, picture);
  expect(still(picture)).toEqual(still(await readFile(PICTURE, 'utf8')));
});

const OURS = [
  'ripen_score',
  'ripen_explicit_score',
  'ripen_implicit_score',
  'ripen_grade',
  'ripen_qualification',
  'ripen_dormant_segment',
  'ripen_nurture_track',
  'ripen_next_touch_at',
  'ripen_reasons',
];
