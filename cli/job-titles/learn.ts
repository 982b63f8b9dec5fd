import { featuresOf, handFeaturesOf } from '../../src/domain/lead/job-title/job-title-features.ts';
import { JOB_AREAS, SENIORITIES } from '../../src/domain/lead/job-title/job-title-kinds.ts';
import { type LearntTable, writeLearntTable } from '../../src/domain/lead/job-title/job-title-learnt.ts';
import { lexiconReading } from '../../src/domain/lead/job-title/job-title-lexicon.ts';
import { type Example, trainLinearModel } from './linear-model.ts';
import type { TitleRow } from './titles.ts';

/** Numbers of the area and the level, and whether the title is English; -1: unknown. */
type Labels = { readonly area: number; readonly seniority: number; readonly english: number };
type LabelledTitle = Labels & { readonly features: readonly string[] };

/**
 * Learns which parts of words tell an area, a level, or the English language. The hand-made words
 * judge the English name of each occupation, and so give the answers to learn from.
 */
export function learnJobTitles(rows: readonly TitleRow[], englishTitles: readonly string[]): LearntTable {
  const names = new Map(rows.map((row) => [row.english, labelsOf(row.english)]));
  const titles: readonly LabelledTitle[] = [
    ...rows.map((row) => ({
      ...names.get(row.english)!,
      english: row.language === 'en' ? 1 : 0,
      features: featureNames(row.title),
    })),
    ...[...englishTitles, ...names.keys()].map((title) => ({
      area: -1,
      seniority: -1,
      english: 1,
      features: featureNames(title),
    })),
  ];
  const index = numberedFeatures(titles);
  const train = (label: keyof Labels, classes: number) => {
    const examples = titles.flatMap((title): Example[] => {
      const features = title.features.flatMap((name) => index.get(name) ?? []);
      return features.length === 0 || title[label] < 0
        ? []
        : [{ features: Int32Array.from(features), label: title[label] }];
    });
    return trainLinearModel(examples, { features: index.size, classes });
  };
  const areas = train('area', JOB_AREAS.length);
  const levels = train('seniority', SENIORITIES.length);
  const english = train('english', 2);
  const weightsOf = (feature: number): number[] => [
    ...areas.subarray(feature * JOB_AREAS.length, (feature + 1) * JOB_AREAS.length),
    ...levels.subarray(feature * SENIORITIES.length, (feature + 1) * SENIORITIES.length),
    english[feature * 2 + 1]! - english[feature * 2]!,
  ];
  return writeLearntTable(
    weightsOf(index.size),
    [...index].map(([name, feature]) => [name, weightsOf(feature)]),
  );
}

function labelsOf(englishName: string): Labels {
  const { area, level } = lexiconReading(englishName);
  const seniority = level === 'support' ? 'staff' : (level ?? (area === null ? null : 'staff'));
  return {
    area: area === null ? -1 : JOB_AREAS.indexOf(area),
    seniority:
      seniority === null || seniority === 'past' || seniority === 'seeking' ? -1 : SENIORITIES.indexOf(seniority),
    english: 1,
  };
}

function featureNames(title: string): readonly string[] {
  const hand = lexiconReading(title);
  return [...new Set([...featuresOf(hand.words).map((feature) => feature.name), ...handFeaturesOf(hand)])];
}

/** A feature of fewer titles says nothing of other titles. */
const FEWEST_TITLES = 4;

function numberedFeatures(titles: readonly LabelledTitle[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { features } of titles) for (const name of features) counts.set(name, (counts.get(name) ?? 0) + 1);
  const kept = [...counts].filter(([, count]) => count >= FEWEST_TITLES).map(([name]) => name);
  return new Map(kept.sort().map((name, at) => [name, at]));
}
