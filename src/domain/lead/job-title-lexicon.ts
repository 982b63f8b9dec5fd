/*
 * What the hand-made words say of a job title: the only reader of English titles, and in every
 * other language the one that has the first say.
 */

import { compileLexicon, type Match, matches } from '../text/phrase-lexicon.ts';
import { JOB_AREAS, type JobArea, SENIORITIES } from './job-title-kinds.ts';
import languages from './job-title-languages.json' with { type: 'json' };
import { foldTitle, titleWords } from './job-title-text.ts';
import words from './job-title-words.json' with { type: 'json' };

export type Level = keyof typeof words.levels;

/** What a word is: a job of the area, the name of the area, a hint; the weightiest decides. */
const WEIGHTS = { role: 4, field: 3, fieldOfOtherLanguage: 2, hint: 1, none: 0 } as const;
export type AreaWordKind = keyof typeof WEIGHTS;

export type LexiconReading = {
  readonly words: readonly string[];
  readonly level: Level | null;
  readonly levelWords: readonly string[];
  readonly area: JobArea | null;
  readonly areaWord: AreaWordKind;
  readonly areaWords: readonly string[];
  /** Every word of the title is hand-made as it stands, or short. */
  readonly isWhole: boolean;
};

/**
 * Which level has the last word: the assistant of a director is no director, a senior manager is a
 * manager.
 */
const FIRST_SAY: readonly Level[] = ['student', 'past', 'support', 'junior'];
const PRECEDENCE: readonly Level[] = [...FIRST_SAY, ...SENIORITIES.filter((level) => !FIRST_SAY.includes(level))];

export function lexiconReading(text: string): LexiconReading {
  const title = ownWords(text);
  const levels = matches(LEVELS, title);
  const areas = matches(AREAS, title);
  const level = levelOf(levels);
  const area = areaOf(title, areas);
  return {
    words: title,
    level: level?.value ?? null,
    levelWords: level === null ? [] : title.slice(level.start, level.end),
    area: area?.value.area ?? null,
    areaWord: area?.value.kind ?? 'none',
    areaWords: area === null ? [] : title.slice(area.start, area.end),
    isWhole: isWhole(title, [...levels, ...areas]),
  };
}

const isWhole = (title: readonly string[], found: readonly Match<unknown>[]): boolean => {
  const phrases = found.filter(({ start, end }) => {
    const phrase = title.slice(start, end).join(' ');
    return LEVELS.phrases.has(phrase) || AREAS.phrases.has(phrase);
  });
  return title.every((word, at) => word.length <= LONGEST_SHORT || phrases.some((p) => p.start <= at && at < p.end));
};

/** Articles and the like. */
const LONGEST_SHORT = 3;

function levelOf(levels: readonly Match<Level>[]): Match<Level> | null {
  let best: Match<Level> | null = null;
  for (const match of levels) {
    if (best === null || PRECEDENCE.indexOf(match.value) < PRECEDENCE.indexOf(best.value)) best = match;
  }
  return best;
}

type AreaWord = { readonly area: JobArea | null; readonly kind: AreaWordKind };

/**
 * The weightiest word decides: a job of the area (recruiter) before its name (marketing) before a
 * hint (medical). Among equals the first phrase has the say (sales *and* marketing), and in a
 * phrase the last word (sales *engineer*).
 */
function areaOf(title: readonly string[], areas: readonly Match<AreaWord>[]): Match<AreaWord> | null {
  let best: Match<AreaWord> | null = null;
  let bestPhrase = 0;
  for (const match of areas) {
    const phrase = title.slice(0, match.start).filter((word) => PARTING.has(word)).length;
    const weight = WEIGHTS[match.value.kind];
    const most = WEIGHTS[best?.value.kind ?? 'none'];
    if (weight > most || (weight === most && phrase === bestPhrase)) {
      best = match;
      bestPhrase = phrase;
    }
  }
  return best;
}

/** What parts a title into phrases. */
const PARTING = new Set(
  ', and or of for in und oder für et ou pour y o para e per ed en voor van de du des da do das dos del della delle dei di the и та і ve και och og ja es si ir un in dan va i'.split(
    ' ',
  ),
);

/**
 * The words of the title, without what is said of others: the company, or the person that somebody
 * assists.
 */
function ownWords(text: string): readonly string[] {
  const title = titleWords(text);
  const others = matches(OTHERS, title)[0];
  return others === undefined ? title : title.slice(0, others.end);
}

const entries = (lines: readonly string[] | undefined): string[] =>
  (lines ?? [])
    .flatMap((line) => line.split(', '))
    .map((entry) => foldTitle(entry).trim().replace(/ +/g, ' '))
    .flatMap(withHebrewPrefixes);

/** Hebrew writes *the*, *and*, *for* and *in* at the last word of what they belong to. */
const withHebrewPrefixes = (entry: string): readonly string[] =>
  /\p{Script=Hebrew}/u.test(entry)
    ? [entry, ...['ה', 'ו', 'ל', 'ב'].map((prefix) => entry.replace(/\S+$/, (word) => prefix + word))]
    : [entry];

type Areas = Readonly<Partial<Record<JobArea, { readonly roles?: string[]; readonly fields?: string[] }>>>;
/** `support` hints at administration, as long as no word names another area. */
type Language = {
  readonly levels: Readonly<Partial<Record<Level, string[]>>>;
  readonly areas: Areas;
};
const LANGUAGES: readonly Language[] = Object.values(languages);

const LEVELS = compileLexicon<Level>([
  ...LANGUAGES.flatMap(({ levels }) => PRECEDENCE.map((value) => ({ value, entries: entries(levels[value]) }))),
  ...PRECEDENCE.map((value) => ({ value, entries: entries(words.levels[value]) })),
]);
const areaEntries = (area: JobArea, kind: AreaWordKind, lines: readonly string[] | undefined) => ({
  value: { area, kind },
  entries: entries(lines),
});
const AREAS = compileLexicon<AreaWord>([
  ...LANGUAGES.flatMap(({ levels, areas }) => [
    areaEntries('administration', 'hint', levels.support),
    ...JOB_AREAS.flatMap((area) => [
      areaEntries(area, 'fieldOfOtherLanguage', areas[area]?.fields),
      areaEntries(area, 'role', areas[area]?.roles),
    ]),
  ]),
  ...JOB_AREAS.flatMap((area) => [
    areaEntries(area, 'hint', words.areas[area].hints),
    areaEntries(area, 'field', words.areas[area].fields),
    areaEntries(area, 'role', words.areas[area].roles),
  ]),
  { value: { area: null, kind: 'none' }, entries: entries(words.tellNoArea) },
]);
const OTHERS = compileLexicon([
  {
    value: true,
    entries: entries(words.aboutSomebodyElse),
  },
]);
