import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  agreementByLanguage,
  agreementOf,
  agreementTable,
  type ReadTitle,
  readUnseenTitles,
} from '../../cli/job-titles/measure.ts';
import { readEnglishTitles, readEuropeanTitles } from '../../cli/job-titles/titles.ts';

/*
 * Titles of national classifications in 21 languages, each with the English name of its occupation
 * (MELO benchmark, MIT). The committed table was learnt from all of them, so this test deals them
 * into three parts, and reads each part by a table learnt anew from the other two.
 */

const folder = process.env['RIPEN_DATA_SETS'];
if (folder === undefined)
  console.log('Skipped: the titles of Europe are in the folder that RIPEN_DATA_SETS names, and it names none.');

/** Shares of fewer titles are chance. */
const FEWEST = 100;

const LEAST = { recognised: 0.8, area: 0.75, level: 0.8 };

describe.skipIf(folder === undefined)('titles of Europe that nothing was learnt from', () => {
  let read: readonly ReadTitle[] = [];
  beforeAll(async () => {
    const rows = await readEuropeanTitles(folder!);
    read = readUnseenTitles(rows, await readEnglishTitles(folder!), { heldOut: 'titles', parts: 3 });
  });

  it('are recognised nearly as often as their English names, and agree with them', async () => {
    const table = agreementTable(read);
    console.log(table);
    const all = agreementOf(read);

    expect(all.area).toBeGreaterThanOrEqual(0.8);
    expect(all.areaFound).toBeGreaterThanOrEqual(0.55);
    expect(all.level).toBeGreaterThanOrEqual(0.85);
    for (const m of agreementByLanguage(read).filter(({ count }) => count >= FEWEST)) {
      expect(m.recognised / m.englishRecognised, m.name).toBeGreaterThanOrEqual(LEAST.recognised);
      expect(m.level, m.name).toBeGreaterThanOrEqual(LEAST.level);
      if (m.areas >= FEWEST) expect(m.area, m.name).toBeGreaterThanOrEqual(LEAST.area);
    }
    const stated = await readFile(new URL('../../docs/data-sets.md', import.meta.url), 'utf8');
    expect(stated).toContain(table);
  });
});
