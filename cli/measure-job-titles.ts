/*
 * How well job titles are read that the table was not learnt from, by language: dealt into five
 * parts, each read by a table learnt from the other four.
 * npm exec -- node cli/measure-job-titles.ts FOLDER titles|occupations
 */
import { agreementTable, readUnseenTitles } from './job-titles/measure.ts';
import { readEnglishTitles, readEuropeanTitles } from './job-titles/titles.ts';

const [folder, heldOut] = process.argv.slice(2);
if (folder === undefined || (heldOut !== 'titles' && heldOut !== 'occupations')) {
  console.error(
    `Expected the folder that holds job-titles-europe and onet-job-titles, and what is held out, titles or occupations; these came: ${process.argv.slice(2).join(' ') || 'none'}.`,
  );
  process.exitCode = 1;
} else {
  const rows = await readEuropeanTitles(folder);
  const english = await readEnglishTitles(folder);
  console.log(agreementTable(readUnseenTitles(rows, english, { heldOut, parts: 5 })));
}
