import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

export type TitleRow = { readonly language: string; readonly title: string; readonly english: string };

/** Titles of national classifications with the English name of their occupation. */
export async function readEuropeanTitles(folder: string): Promise<TitleRow[]> {
  const text = await readFile(path.join(folder, 'job-titles-europe', 'titles.tsv'), 'utf8');
  return text
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => {
      const [, language, title, names] = line.split('\t');
      const english = names?.split(' | ')[0];
      if (!language || !title || !english)
        throw new Error(`Expected country, language, title and English name in each row of titles.tsv, not: ${line}`);
      return { language, title, english };
    });
}

/** The half of the titles of O*NET that words were learnt from. They show what is English. */
export async function readEnglishTitles(folder: string): Promise<string[]> {
  const text = await readFile(path.join(folder, 'onet-job-titles', 'alternate_titles.tsv'), 'utf8');
  const titles = new Set(
    text
      .split(/\r?\n/)
      .slice(1)
      .flatMap((line) => line.split('\t')[1] || []),
  );
  return [...titles].filter((title) => {
    const plain = title
      .replace(/\(.*?\)/g, '')
      .trim()
      .toLowerCase();
    return createHash('sha256').update(plain).digest()[0]! % 2 === 0;
  });
}
