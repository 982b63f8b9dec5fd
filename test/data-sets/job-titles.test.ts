import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { explainedJobTitle, type JobArea, type JobTitle, jobTitle } from '../../src/domain/lead/job-title/job-title.ts';
import { learntReader } from '../../src/domain/lead/job-title/job-title-learnt.ts';
import { areasOfCode } from './soc-areas.ts';

/*
 * Real American job titles (O*NET 27.0, USDOL/ETA, CC BY 4.0) by occupation. Words were learned
 * from one half of them only, so what is measured on the other half was not seen. Titles that
 * differ in a bracket only, `Sales VP (Sales Vice President)`, fall together.
 */

const folder = process.env['RIPEN_DATA_SETS'];
if (folder === undefined)
  console.log('Skipped: the real job titles are in the folder that RIPEN_DATA_SETS names, and it names none.');

type Title = JobTitle & {
  readonly title: string;
  readonly group: string;
  readonly fitting: ReadonlySet<JobArea>;
  readonly half: 'learned from' | 'unseen';
};

describe.skipIf(folder === undefined)('real job titles that the words were not learned from', () => {
  let unseen: readonly Title[] = [];
  let all: readonly Title[] = [];
  beforeAll(async () => {
    all = await readTitles();
    unseen = all.filter((t) => t.half === 'unseen');
  });

  it('are recognised, and what is recognised agrees with the occupation', async () => {
    const here = measure(unseen);

    console.log(
      [
        `${all.length} distinct titles, ${unseen.length} of them unseen`,
        line('unseen half', here),
        line('learned half', measure(all.filter((t) => t.half === 'learned from'))),
        line('all titles', measure(all)),
        `by chance (the same answers, dealt out anew) ${percent(byChance(unseen))} would agree`,
        'unseen half by SOC major group:',
        ...[...Map.groupBy(unseen, (t) => t.group)]
          .toSorted(([a], [b]) => a.localeCompare(b))
          .map(([group, titles]) => `  ${line(group, measure(titles))}`),
      ].join('\n'),
    );
    const stated = await readFile(new URL('../../docs/data-sets.md', import.meta.url), 'utf8');
    expect(stated).toContain(line('unseen half', here));
    expect(unseen).toHaveLength(21_423);
    expect(here.recognised).toBeGreaterThanOrEqual(0.86);
    expect(here.area).toBeGreaterThanOrEqual(0.75);
    expect(here.agree).toBeGreaterThanOrEqual(0.78);
  });

  it('are read by the hand-made words alone, since they are English', () => {
    const withoutTable = learntReader({ biases: [], features: [] });
    const otherwise = unseen.filter(({ title, area, seniority }) => {
      const byHand = explainedJobTitle(title, withoutTable);
      return byHand.area !== area || byHand.seniority !== seniority;
    });

    const contradicted = otherwise.filter(({ title }) => {
      const byHand = explainedJobTitle(title, withoutTable);
      return byHand.area !== null || byHand.seniority !== null;
    });

    console.log(
      `taken for another language and read otherwise: ${otherwise.length} of ${unseen.length}; against a hand-made word: ${contradicted.length}`,
    );
    expect(otherwise.length / unseen.length).toBeLessThan(0.004);
    expect(contradicted.length / unseen.length).toBeLessThan(0.001);
  });

  it('of leaders are recognised as such by occupation', () => {
    const managers = unseen.filter((t) => t.group === '11' && t.seniority !== null);
    const others = unseen.filter((t) => Number(t.group) > 13 && t.seniority !== null);
    const leads = (t: Title) => ['owner', 'c_level', 'vp', 'director', 'head', 'manager'].includes(t.seniority!);
    const share = (titles: readonly Title[]) => titles.filter(leads).length / titles.length;

    console.log(
      `leading: ${percent(share(managers))} of ${managers.length} titles of managers (SOC 11), ${percent(share(others))} of ${others.length} of other occupations`,
    );
    expect(share(managers)).toBeGreaterThan(0.7);
    expect(share(others)).toBeLessThan(0.1);
  });
});

type Measure = {
  readonly count: number;
  readonly recognised: number;
  readonly area: number;
  readonly agree: number;
};

function measure(titles: readonly Title[]): Measure {
  const named = titles.filter((t) => t.area !== null);
  return {
    count: titles.length,
    recognised: titles.filter((t) => t.area !== null || t.seniority !== null).length / titles.length,
    area: named.length / titles.length,
    agree: named.filter((t) => t.fitting.has(t.area!)).length / named.length,
  };
}

/**
 * Agreement when each title gets the area of another: the k-th that of the one a stride further,
 * over several strides.
 */
function byChance(titles: readonly Title[]): number {
  const named = titles.filter((t) => t.area !== null);
  const strides = [101, 1009, 5003, 7001];
  const hits = strides.map(
    (stride) => named.filter((t, i) => t.fitting.has(named[(i + stride) % named.length]!.area!)).length,
  );
  return hits.reduce((a, b) => a + b, 0) / strides.length / named.length;
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const line = (name: string, m: Measure): string =>
  `${name}: ${m.count} titles, ${percent(m.recognised)} recognised (area or seniority), ${percent(m.area)} with an area, of which ${percent(m.agree)} agree`;

async function readTitles(): Promise<Title[]> {
  const codes = new Map<string, Set<string>>();
  for (const file of ['alternate_titles.tsv', 'sample_of_reported_titles.tsv']) {
    const text = await readFile(path.join(folder!, 'onet-job-titles', file), 'utf8');
    for (const row of text.split(/\r?\n/).slice(1)) {
      const [code, title] = row.split('\t');
      if (code && title) codes.set(title, (codes.get(title) ?? new Set()).add(code));
    }
  }
  return [...codes].map(([title, of]) => ({
    ...jobTitle(title),
    title,
    group: [...of][0]!.slice(0, 2),
    fitting: new Set([...of].flatMap(areasOfCode)),
    half: halfOf(title),
  }));
}

/** Even first byte of the sha256 of the title, lower-case and without brackets: learned from. */
function halfOf(title: string): Title['half'] {
  const plain = title
    .replace(/\(.*?\)/g, '')
    .trim()
    .toLowerCase();
  return createHash('sha256').update(plain).digest()[0]! % 2 === 0 ? 'learned from' : 'unseen';
}
