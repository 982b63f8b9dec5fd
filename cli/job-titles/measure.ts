import { createHash } from 'node:crypto';
import { explainedJobTitle, type JobTitle } from '../../src/domain/lead/job-title/job-title.ts';
import { learntReader } from '../../src/domain/lead/job-title/job-title-learnt.ts';
import { learnJobTitles } from './learn.ts';
import type { TitleRow } from './titles.ts';

/** What is held out: single titles, or whole occupations with their titles in all languages. */
export type HeldOut = 'titles' | 'occupations';

export type ReadTitle = { readonly language: string; readonly title: JobTitle; readonly english: JobTitle };

/**
 * Deals the titles into so many parts, and reads each part by a table learnt from the others. A
 * title with an accent more, or in other capitals, goes into the same part.
 */
export function readUnseenTitles(
  rows: readonly TitleRow[],
  englishTitles: readonly string[],
  { heldOut, parts }: { readonly heldOut: HeldOut; readonly parts: number },
): ReadTitle[] {
  const dealt = Map.groupBy(rows, (row) => partOf(heldOut === 'titles' ? row.title : row.english, parts));
  return [...dealt.values()].flatMap((part) => {
    const held = new Set(part);
    const others = rows.filter((row) => !held.has(row));
    const reader = learntReader(learnJobTitles(others, englishTitles));
    return part.map(({ language, title, english }) => ({
      language,
      title: explainedJobTitle(title, reader),
      english: explainedJobTitle(english, reader),
    }));
  });
}

/**
 * The same text always gets the same part. Nothing was tuned on this deal; after tuning on one,
 * change its name, so that the parts are new.
 */
const partOf = (text: string, parts: number): number =>
  createHash('sha256')
    .update(`third deal ${plain(text)}`)
    .digest()[0]! % parts;

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

export type Agreement = ReturnType<typeof agreementOf>;

/** How often a title and its English name give the same area and level, if both give one. */
export function agreementOf(titles: readonly ReadTitle[]) {
  const named = titles.filter((t) => t.english.area !== null);
  const areas = named.filter((t) => t.title.area !== null);
  const levels = titles.filter((t) => t.title.seniority !== null && t.english.seniority !== null);
  const isRecognised = (title: JobTitle) => title.area !== null || title.seniority !== null;
  return {
    count: titles.length,
    recognised: titles.filter((t) => isRecognised(t.title)).length / titles.length,
    englishRecognised: titles.filter((t) => isRecognised(t.english)).length / titles.length,
    areas: areas.length,
    areaFound: areas.length / named.length,
    area: areas.filter((t) => t.title.area === t.english.area).length / areas.length,
    levels: levels.length,
    level: levels.filter((t) => t.title.seniority === t.english.seniority).length / levels.length,
  };
}

/** The agreement of each language, in the order of their English names. */
export function agreementByLanguage(titles: readonly ReadTitle[]): (Agreement & { readonly name: string })[] {
  const names = new Intl.DisplayNames('en', { type: 'language' });
  return [...Map.groupBy(titles, ({ language }) => language)]
    .map(([language, those]) => ({ name: names.of(language)!, ...agreementOf(those) }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

/** The table of `docs/data-sets.md`, in Markdown. */
export function agreementTable(titles: readonly ReadTitle[]): string {
  const lines = [...agreementByLanguage(titles), { name: 'all', ...agreementOf(titles) }].map(
    (m) =>
      `| ${m.name} | ${number(m.count)} | ${percent(m.recognised)} | ${percent(m.englishRecognised)} | ${percent(m.areaFound)} | ${percent(m.area)} of ${number(m.areas)} | ${percent(m.level)} of ${number(m.levels)} |`,
  );
  return [
    '| language | titles | recognised | English names | area said | area agrees | level agrees |',
    '|---|---|---|---|---|---|---|',
    ...lines,
  ].join('\n');
}

const number = (count: number): string => count.toLocaleString('en-US');
const percent = (share: number): string => `${Math.round(share * 100)} %`;
