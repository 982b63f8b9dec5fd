/*
 * Learns `src/domain/lead/job-title/job-title-learnt.json` from public titles:
 * npm exec -- node cli/learn-job-titles.ts FOLDER
 */
import { writeFile } from 'node:fs/promises';
import { learnJobTitles } from './job-titles/learn.ts';
import { readEnglishTitles, readEuropeanTitles } from './job-titles/titles.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Expected the folder that holds job-titles-europe and onet-job-titles.');
  process.exitCode = 1;
} else {
  const rows = await readEuropeanTitles(folder);
  const text = `${JSON.stringify(learnJobTitles(rows, await readEnglishTitles(folder)), null, 2)}\n`;
  await writeFile(new URL('../src/domain/lead/job-title/job-title-learnt.json', import.meta.url), text);
  console.log(`Learnt from ${rows.length} titles: ${Buffer.byteLength(text)} bytes.`);
}
