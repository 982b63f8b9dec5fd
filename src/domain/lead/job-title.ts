import type { JobArea, Seniority } from './job-title-kinds.ts';
import table from './job-title-learnt.json' with { type: 'json' };
import { type LearntReader, type LearntReading, learntReader, learntReading } from './job-title-learnt.ts';
import { type Level, type LexiconReading, lexiconReading } from './job-title-lexicon.ts';

export { JOB_AREAS, type JobArea, SENIORITIES, type Seniority } from './job-title-kinds.ts';

export type JobTitle = { readonly area: JobArea | null; readonly seniority: Seniority | null };

/** Of each reading, the words of the title that it was read from. */
type ExplainedJobTitle = JobTitle & {
  readonly areaFrom: readonly string[];
  readonly seniorityFrom: readonly string[];
};

/**
 * What a job title says of the area of responsibility and of seniority, in the languages of Europe
 * and the large ones of the world. Null where it says nothing that we know; an area without any
 * word of level is `staff`.
 */
export function jobTitle(text: string): JobTitle {
  const known = CACHE.get(text);
  if (known !== undefined) return known;
  const { area, seniority } = explainedJobTitle(text);
  const title = { area, seniority };
  if (CACHE.size >= MOST_CACHED) CACHE.clear();
  if (text.length <= LONGEST_CACHED) CACHE.set(text, title);
  return title;
}

/** The contacts of an account share most of their titles. */
const CACHE = new Map<string, JobTitle>();
const MOST_CACHED = 5_000;
const LONGEST_CACHED = 200;

/** Made when the first title comes: the table is large, and many who import this read none. */
let committedReader: LearntReader | undefined;

function fromCommittedTable(): LearntReader {
  committedReader ??= learntReader(table);
  return committedReader;
}

/**
 * The hand-made words have the first say. Where they know nothing, or no more than a hint, what was
 * learnt decides, if it is sure and the title is not English.
 */
export function explainedJobTitle(text: string, reader: LearntReader = fromCommittedTable()): ExplainedJobTitle {
  const hand = lexiconReading(text);
  const learnt = learntReading(reader, hand.words);
  const area = areaOf(hand, learnt);
  const level = levelOf(hand, learnt);
  return {
    area: area?.value ?? null,
    areaFrom: area?.wordsOf() ?? [],
    seniority: seniorityAt(level?.value ?? null, area?.value ?? null),
    seniorityFrom: level?.wordsOf() ?? [],
  };
}

type Found<T> = { readonly value: T; readonly wordsOf: () => readonly string[] };

function areaOf(hand: LexiconReading, learnt: LearntReading | null): Found<JobArea> | null {
  const sure = learnt !== null && learnt.area.probability >= SURE_OF_AREA ? learnt.area : null;
  if (hand.area !== null && (hand.areaWeight > 1 || sure === null))
    return {
      value: hand.area === 'general_management' && hand.level === 'support' ? 'administration' : hand.area,
      wordsOf: () => hand.areaWords,
    };
  // Who owns or leads a company, and no part of it, manages it as a whole.
  if (sure === null && (hand.level === 'owner' || hand.level === 'c_level'))
    return { value: 'general_management', wordsOf: () => hand.levelWords };
  return sure;
}

function levelOf(hand: LexiconReading, learnt: LearntReading | null): Found<Level> | null {
  const byHand = hand.level === null ? null : { value: hand.level, wordsOf: () => hand.levelWords };
  if (learnt === null || (hand.level !== null && hand.level !== 'staff')) return byHand;
  const { value, probability } = learnt.seniority;
  return probability >= (value === 'staff' ? SURE_OF_STAFF : SURE_OF_LEVEL) ? learnt.seniority : byHand;
}

const SURE_OF_AREA = 0.42;
const SURE_OF_LEVEL = 0.6;
/** Nearly all official titles are those of staff, so this is soon believed. */
const SURE_OF_STAFF = 0.9;

function seniorityAt(level: Level | null, area: JobArea | null): Seniority | null {
  if (level === null) return area === null ? null : 'staff';
  if (level === 'past') return null;
  return level === 'support' ? 'staff' : level;
}
