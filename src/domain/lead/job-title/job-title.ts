import { remembered } from '../../text/remembered.ts';
import type { JobArea, Seniority } from './job-title-kinds.ts';
import table from './job-title-learnt.json' with { type: 'json' };
import { type LearntReader, type LearntReading, learntReader, learntReading } from './job-title-learnt.ts';
import { type AreaWordKind, type Level, type LexiconReading, lexiconReading } from './job-title-lexicon.ts';
import { hasForeignLetter } from './job-title-text.ts';

export { JOB_AREAS, type JobArea, SENIORITIES, type Seniority } from './job-title-kinds.ts';

export type JobTitle = { readonly area: JobArea | null; readonly seniority: Seniority | null };

/** With the words of the title from which area and seniority were read. */
type ExplainedJobTitle = JobTitle & {
  readonly areaFrom: readonly string[];
  readonly seniorityFrom: readonly string[];
};

/**
 * The area of responsibility and the seniority that a job title tells, in the languages of Europe
 * and the large languages of the world. null: the title tells nothing known. With an area and no
 * word for a level the seniority is `staff`.
 */
export const jobTitle: (text: string) => JobTitle = remembered((text) => {
  const { area, level } = readTitle(text, fromCommittedTable());
  return { area: area?.value ?? null, seniority: seniorityAt(level?.value ?? null, area?.value ?? null) };
});

/** Made for the first title: the table is large, and many importers of this module read none. */
let committedReader: LearntReader | undefined;

function fromCommittedTable(): LearntReader {
  committedReader ??= learntReader(table);
  return committedReader;
}

/** Like `jobTitle`, with the words behind each value; empty: no word tells it. */
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
 * The hand-made words alone read English titles. In other languages the learnt table, which also
 * sees what the hand-made words say, decides on the area.
 */
function readTitle(text: string, reader: LearntReader) {
  const hand = lexiconReading(text);
  const learnt = learntReading(reader, hand, hasForeignLetter(text));
  return { area: areaOf(hand, learnt), level: levelOf(hand, learnt) };
}

type Found<T> = { readonly value: T; readonly wordsOf: () => readonly string[] };

function areaOf(hand: LexiconReading, learnt: LearntReading | null): Found<JobArea> | null {
  // An owner or chief without an area manages the company as a whole.
  if (hand.area === null && (hand.level === 'owner' || hand.level === 'c_level'))
    return { value: 'general_management', wordsOf: () => hand.levelWords };
  const byHand = hand.area === null ? null : { value: hand.area, wordsOf: () => hand.areaWords };
  if (byHand?.value === 'general_management' && hand.level === 'support') return { ...byHand, value: 'administration' };
  const tellsRank = hand.level !== null && hand.level !== 'staff' && hand.level !== 'support';
  // The assistant of a leader works in the office, unless a word names another area.
  if (hand.isAssistantOfLeader && (byHand === null || byHand.value === 'administration'))
    return { value: 'administration', wordsOf: () => hand.levelWords };
  if (
    learnt === null ||
    hand.level === 'past' ||
    hand.level === 'seeking' ||
    (byHand !== null && (hand.isWhole || hand.isAreaOnlyByHand))
  )
    return byHand;
  const { value, probability } = learnt.area;
  if (byHand !== null && value === hand.area && probability >= SURE_OF_WORD[hand.areaWord]) return byHand;
  if (probability >= (byHand !== null && tellsRank ? SURE_OF_AREA_BESIDE_RANK : SURE_OF_AREA)) return learnt.area;
  return tellsRank || probability < UNSURE[hand.areaWord] ? byHand : null;
}

const SURE_OF_AREA = 0.65;
/** Lower, since the table has learnt from official titles, which seldom have a rank. */
const SURE_OF_AREA_BESIDE_RANK = 0.6;
/** The table's probability from which it confirms the area of a hand-made word. */
const SURE_OF_WORD: Readonly<Record<AreaWordKind, number>> = {
  role: 0.2,
  field: 0.25,
  fieldOfOtherLanguage: 0.35,
  hint: 0.5,
  none: 1,
};
/** Below this probability of every area the hand-made word decides. */
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
/** High, since nearly all official titles are titles of staff. */
const SURE_OF_STAFF = 0.9;
/** For a level other than that of a hand-made word. */
const SURE_OF_OTHER_LEVEL = 0.85;

function seniorityAt(level: Level | null, area: JobArea | null): Seniority | null {
  if (level === null) return area === null ? null : 'staff';
  if (level === 'past' || level === 'seeking') return null;
  return level === 'support' ? 'staff' : level;
}
