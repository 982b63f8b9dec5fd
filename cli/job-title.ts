/*
 * What Ripen reads in job titles, and from which words:
 * npm run -s title -- "Vertriebsleiter" "Directrice des achats"
 */
import { explainedJobTitle } from '../src/domain/lead/job-title.ts';

const titles = process.argv.slice(2);
if (titles.length === 0) {
  console.error('Expected one job title or more; none came. Write each in quotes: npm run -s title -- "Sales manager"');
  process.exitCode = 1;
}

const said = (value: string | null, words: readonly string[]): string => {
  if (value === null) return 'unknown';
  return words.length === 0 ? value : `${value} (${words.join(' ')})`;
};

for (const title of titles) {
  const { area, areaFrom, seniority, seniorityFrom } = explainedJobTitle(title);
  console.log(`${title}: area ${said(area, areaFrom)}, seniority ${said(seniority, seniorityFrom)}`);
}
