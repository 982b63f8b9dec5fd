import type { JobArea, Seniority } from './job-title-kinds.ts';
import table from './job-title-learnt.json' with { type: 'json' };
import { type LearntReader, type LearntReading, learntReader, learntReading } from './job-title-learnt.ts';
import { type AreaWordKind, type Level, type LexiconReading, lexiconReading } from './job-title-lexicon.ts';
import { hasForeignLetter } from './job-title-text.ts';

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
  const { area, level } = readTitle(text, fromCommittedTable());
  const title = { area: area?.value ?? null, seniority: seniorityAt(level?.value ?? null, area?.value ?? null) };
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

/** The same, with the words that each was read from: none where nothing, or no word, says it. */
export function explainedJobTitle(text: string, reader: LearntReader = fromCommittedTable()): ExplainedJobTitle {
  const { area, level } = readTitle(text, reader);
  return {
    area: area?.value ?? null,
    areaFrom: area?.wordsOf() ?? [],
    seniority: seniorityAt(level?.value ?? null, area?.value ?? null),
    seniorityFrom: level?.wordsOf() ?? [],
  };
}

/**
 * English titles are read by the hand-made words alone. In any other language the learnt table,
 * which sees what those say, decides on the area.
 */
function readTitle(text: string, reader: LearntReader) {
  const hand = lexiconReading(text);
  const learnt = learntReading(reader, hand, hasForeignLetter(text));
  return { area: areaOf(hand, learnt), level: levelOf(hand, learnt) };
}

type Found<T> = { readonly value: T; readonly wordsOf: () => readonly string[] };

function areaOf(hand: LexiconReading, learnt: LearntReading | null): Found<JobArea> | null {
  // Who owns or leads a company, and no part of it, manages it as a whole.
  if (hand.area === null && (hand.level === 'owner' || hand.level === 'c_level'))
    return { value: 'general_management', wordsOf: () => hand.levelWords };
  const byHand = hand.area === null ? null : { value: hand.area, wordsOf: () => hand.areaWords };
  if (byHand?.value === 'general_management' && hand.level === 'support') return { ...byHand, value: 'administration' };
  const tellsRank = hand.level !== null && hand.level !== 'staff' && hand.level !== 'support';
  // Who assists the director is of no area but the office.
  if (hand.isAssistantOfLeader && (byHand === null || byHand.value === 'administration'))
    return { value: 'administration', wordsOf: () => hand.levelWords };
  if (learnt === null || hand.level === 'past' || (byHand !== null && (hand.isWhole || hand.isAreaOnlyByHand)))
    return byHand;
  const { value, probability } = learnt.area;
  if (byHand !== null && value === hand.area && probability >= SURE_OF_WORD[hand.areaWord]) return byHand;
  if (probability >= (byHand !== null && tellsRank ? SURE_OF_AREA_BESIDE_RANK : SURE_OF_AREA)) return learnt.area;
  return tellsRank || probability < UNSURE[hand.areaWord] ? byHand : null;
}

const SURE_OF_AREA = 0.65;
/** The table was learnt from official titles, which seldom tell a rank; the words were not. */
const SURE_OF_AREA_BESIDE_RANK = 0.6;
/** Of the area that a hand-made word says. */
const SURE_OF_WORD: Readonly<Record<AreaWordKind, number>> = {
  role: 0.2,
  field: 0.25,
  fieldOfOtherLanguage: 0.35,
  hint: 0.5,
  none: 1,
};
/** Where the table knows so little of any area, the hand-made word decides. */
const UNSURE: Readonly<Record<AreaWordKind, number>> = {
  role: 0.25,
  field: 0.45,
  fieldOfOtherLanguage: 0,
  hint: 0,
  none: 0,
};

function levelOf(hand: LexiconReading, learnt: LearntReading | null): Found<Level> | null {
  const byHand = hand.level === null ? null : { value: hand.level, wordsOf: () => hand.levelWords };
  if (learnt === null || (hand.level !== null && hand.level !== 'staff')) return byHand;
  const { value, probability } = learnt.seniority;
  const enough = value === 'staff' ? SURE_OF_STAFF : hand.level === null ? SURE_OF_LEVEL : SURE_OF_OTHER_LEVEL;
  return probability >= enough ? learnt.seniority : byHand;
}

const SURE_OF_LEVEL = 0.6;
/** Nearly all official titles are those of staff, so this is soon believed. */
const SURE_OF_STAFF = 0.9;
/** Another level than a hand-made word says. */
const SURE_OF_OTHER_LEVEL = 0.85;

function seniorityAt(level: Level | null, area: JobArea | null): Seniority | null {
  if (level === null) return area === null ? null : 'staff';
  if (level === 'past') return null;
  return level === 'support' ? 'staff' : level;
}
