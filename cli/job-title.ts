/*
 * Prints the area and the seniority that Ripen reads from job titles, and the words for it:
 * npm run -s title -- "Vertriebsleiter" "Directrice des achats"
 */
import { explainedJobTitle } from '../src/domain/lead/job-title/job-title.ts';

const titles = process.argv.slice(2);
if (titles.length === 0) {
  console.error('Expected at least one job title, in quotes: npm run -s title -- "Sales manager"');
  process.exitCode = 1;
}

const reading = (value: string | null, words: readonly string[]): string => {
  if (value === null) return 'unknown';
  return words.length === 0 ? value : `${value} (${words.join(' ')})`;
};

for (const title of titles) {
  const { area, areaFrom, seniority, seniorityFrom } = explainedJobTitle(title);
  console.log(`${title}: area ${reading(area, areaFrom)}, seniority ${reading(seniority, seniorityFrom)}`);
}
