import { beforeAll, describe, expect, it } from 'vitest';
import { learnJobTitles } from '../../cli/job-titles/learn.ts';
import { partOf, readEnglishTitles, readEuropeanTitles, type TitleRow } from '../../cli/job-titles/titles.ts';
import { explainedJobTitle, type JobTitle } from '../../src/domain/lead/job-title.ts';
import { learntReader } from '../../src/domain/lead/job-title-learnt.ts';

/*
 * Titles of national classifications in 21 languages, each with the English name of its occupation
 * (MELO benchmark, MIT). The committed table was learnt from all of them, so this test learns anew
 * without a fifth and measures on that fifth.
 */

const folder = process.env['RIPEN_DATA_SETS'];
if (folder === undefined)
  console.log('Skipped: the titles of Europe are in the folder that RIPEN_DATA_SETS names, and it names none.');

const PARTS = 5;
/** Shares of fewer titles are chance. */
const FEWEST = 100;

type Read = { readonly language: string; readonly title: JobTitle; readonly english: JobTitle };

describe.skipIf(folder === undefined)('titles of Europe that nothing was learnt from', () => {
  let read: readonly Read[] = [];
  beforeAll(async () => {
    const rows = await readEuropeanTitles(folder!);
    const isHeldOut = (row: TitleRow) => partOf(row.title, PARTS) === 0;
    const table = learnJobTitles(
      rows.filter((row) => !isHeldOut(row)),
      await readEnglishTitles(folder!),
    );
    const reader = learntReader(table);
    read = rows.filter(isHeldOut).map(({ language, title, english }) => ({
      language,
      title: explainedJobTitle(title, reader),
      english: explainedJobTitle(english, reader),
    }));
  });

  it('are recognised nearly as often as their English names, and agree with them', () => {
    const languages = [...Map.groupBy(read, ({ language }) => language)].map(([language, titles]) => ({
      language,
      ...measure(titles),
    }));
    const all = measure(read);
    console.log(
      [...languages, { language: 'all', ...all }]
        .map(
          (m) =>
            `${m.language}: ${m.count} titles, recognised ${percent(m.recognised)} (English names ${percent(m.englishRecognised)}), area agrees in ${percent(m.area)} of ${m.areas}, level in ${percent(m.level)} of ${m.levels}`,
        )
        .join('\n'),
    );

    expect(all.area).toBeGreaterThanOrEqual(0.75);
    expect(all.level).toBeGreaterThanOrEqual(0.85);
    for (const m of languages.filter(({ count }) => count >= FEWEST)) {
      expect(m.recognised / m.englishRecognised, m.language).toBeGreaterThanOrEqual(0.8);
      expect(m.level, m.language).toBeGreaterThanOrEqual(0.8);
      if (m.areas >= FEWEST) expect(m.area, m.language).toBeGreaterThanOrEqual(0.66);
    }
  });
});

function measure(titles: readonly Read[]) {
  const areas = titles.filter((t) => t.title.area !== null && t.english.area !== null);
  const levels = titles.filter((t) => t.title.seniority !== null && t.english.seniority !== null);
  const isRecognised = (title: JobTitle) => title.area !== null || title.seniority !== null;
  return {
    count: titles.length,
    recognised: titles.filter((t) => isRecognised(t.title)).length / titles.length,
    englishRecognised: titles.filter((t) => isRecognised(t.english)).length / titles.length,
    areas: areas.length,
    area: areas.filter((t) => t.title.area === t.english.area).length / areas.length,
    levels: levels.length,
    level: levels.filter((t) => t.title.seniority === t.english.seniority).length / levels.length,
  };
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;
