import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { guessMapping } from '../../sandbox/csv/guess-mapping.ts';
import { guessSentences } from './what-is-read.ts';

const folder = await mkdtemp(path.join(tmpdir(), 'ripen-what-is-read-'));
afterAll(() => rm(folder, { recursive: true }));

it('names a column without a heading by its place', async () => {
  const file = path.join(folder, 'contacts.csv');
  await writeFile(file, 'Email,,Colour,\nann@firm.example,1,red,2\n');

  expect(guessSentences(await guessMapping(file, { now: 0 }), [])).toEqual([
    'Recognised (names of HubSpot): none.',
    'Recognised, and nothing that the model reads: "Email".',
    'Left out (called like nothing that Ripen knows): "Colour".',
    'Left out (it has no heading): column 2, 4.',
  ]);
});
