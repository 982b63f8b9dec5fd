/*
 * Learns `src/domain/lead/job-title-learnt.json` from public titles:
 * npm exec -- node cli/learn-job-titles.ts FOLDER
 */
import { writeFile } from 'node:fs/promises';
import { learnJobTitles } from './job-titles/learn.ts';
import { partOf, readEnglishTitles, readEuropeanTitles } from './job-titles/titles.ts';

const [folder, part] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Say which folder holds job-titles-europe and onet-job-titles: learn-job-titles.ts FOLDER');
  process.exit(1);
}
const all = await readEuropeanTitles(folder);
const rows = part === undefined ? all : all.filter((row) => partOf(row.title, 5) !== Number(part));
const table = learnJobTitles(rows, await readEnglishTitles(folder, 4));
const file = new URL('../src/domain/lead/job-title-learnt.json', import.meta.url);
const text = `${JSON.stringify(table, null, 2)}\n`;
await writeFile(file, text);
console.log(`${rows.length} titles, ${Buffer.byteLength(text)} bytes`);
