/*
 * What the hand-made words say of a job title. They alone read English titles; in other languages
 * the learnt table follows them.
 */

import { compileLexicon, type Match, matches } from '../../text/phrase-lexicon.ts';
import { JOB_AREAS, type JobArea, SENIORITIES } from './job-title-kinds.ts';
import languages from './job-title-languages.json' with { type: 'json' };
import { foldTitle, titleWords } from './job-title-text.ts';
import words from './job-title-words.json' with { type: 'json' };

export type Level = keyof typeof words.levels;

/**
 * How a word tells an area: `role` is a job in it, `field` the name of it, `hint` a weak sign. The
 * kind with the greatest weight decides.
 */
const WEIGHTS = { role: 4, field: 3, fieldOfOtherLanguage: 2, hint: 1, none: 0 } as const;
export type AreaWordKind = keyof typeof WEIGHTS;

export type LexiconReading = {
  readonly words: readonly string[];
  readonly level: Level | null;
  readonly levelWords: readonly string[];
  /** such as the assistant of the director */
  readonly isAssistantOfLeader: boolean;
  readonly area: JobArea | null;
  readonly areaWord: AreaWordKind;
  readonly areaWords: readonly string[];
  /** the word that told the area is of a language that the table has not learnt */
  readonly isAreaOnlyByHand: boolean;
  /** every word of the title is short, or a hand-made word in exactly this form */
  readonly isWhole: boolean;
};

/**
 * Of several levels in a title the first in this order counts: the assistant of a director is no
 * director, a senior manager is a manager.
 */
const FIRST_SAY: readonly Level[] = ['student', 'seeking', 'past', 'support', 'junior'];
const PRECEDENCE: readonly Level[] = [...FIRST_SAY, ...SENIORITIES.filter((level) => !FIRST_SAY.includes(level))];

const LEADING = new Set<Level>(['owner', 'c_level', 'vp', 'director', 'head']);

/** Reads a job title with the hand-made words. */
export function lexiconReading(text: string): LexiconReading {
  const title = ownWords(text);
  const all = matches(lexicon().levels, title).map((match) =>
    isNotYet(title, match) ? { ...match, value: 'past' as const } : match,
  );
  const ofOthers = all.filter((match) => isOfAnother(title, match));
  const over = partsThatAreOver(title, all);
  const isOwn = ({ start, end }: Match<unknown>) =>
    !over.some((part) => part.start <= start && start < part.end) &&
    !ofOthers.some((other) => other.start < end && start < other.end);
  const levels = all.filter(isOwn);
  const areas = matches(lexicon().areas, title).filter(isOwn);
  const level = levelOf(levels);
  const area = areaOf(
    title,
    areas.filter((match) => !isPartOf(match, level)),
  );
  return {
    words: title,
    level: level?.value ?? null,
    levelWords: level === null ? [] : title.slice(level.start, level.end),
    isAssistantOfLeader: level?.value === 'support' && all.some(({ value }) => LEADING.has(value)),
    area: area?.value.area ?? null,
    areaWord: area?.value.kind ?? 'none',
    areaWords: area === null ? [] : title.slice(area.start, area.end),
    isAreaOnlyByHand: area?.value.isOnly ?? false,
    isWhole: isWhole(title, [...all, ...areas]),
  };
}

/** Whose leader somebody else is: the chief of staff to the *CEO*, the *CEO's* office. */
function isOfAnother(title: readonly string[], { value, start, end }: Match<Level>): boolean {
  if (!LEADING.has(value)) return false;
  const before = title.slice(Math.max(0, start - 2), start).join(' ');
  if (start > 1 && /(?:^| )to(?: the)?$|^(?:of|for) the$/.test(before)) return true;
  return (value === 'owner' || value === 'c_level') && OF_LEADER.has(title[end] ?? '');
}

/** What somebody hopes to lead one day: a *future CEO*, a *founder to be*. */
function isNotYet(title: readonly string[], { value, start, end }: Match<Level>): boolean {
  if (!LEADING.has(value)) return false;
  const before = ` ${title.slice(0, start).join(' ')}`;
  const after = `${title.slice(title[end] === ',' ? end + 1 : end).join(' ')} `;
  const { beforeLevel, afterLevel } = lexicon().notYet;
  return (
    beforeLevel.some((phrase) => before.endsWith(` ${phrase}`)) ||
    afterLevel.some((phrase) => after.startsWith(`${phrase} `))
  );
}

/** What stands behind a leader for whom somebody works; `s` is left of `CEO's`. */
const OF_LEADER = new Set(['s', 'office', 'support', 'associate']);

type Part = { readonly start: number; readonly end: number };

/**
 * The parts of a title that tell what somebody was: *ex-Google* beside *CEO*. A word such as
 * *retired* that stands alone is said of the whole title, and without a rank elsewhere the past one
 * is all that the title tells.
 */
function partsThatAreOver(title: readonly string[], levels: readonly Match<Level>[]): readonly Part[] {
  const within = ({ start, end }: Part) => levels.filter((match) => start <= match.start && match.start < end);
  const parts = partsOf(title);
  const over = parts.filter((part) =>
    within(part).some(({ value, start, end }) => value === 'past' && end - start < part.end - part.start),
  );
  const now = parts.filter((part) => !over.includes(part)).flatMap(within);
  const isToldNow = now.length > 0 && now.every(({ value }) => value !== 'past' && value !== 'seeking');
  return isToldNow ? over : [];
}

/** The parts between commas and what else divides a title. */
function partsOf(title: readonly string[]): readonly Part[] {
  const ends = [...title.flatMap((word, at) => (word === ',' ? [at] : [])), title.length];
  return ends.map((end, at) => ({ start: at === 0 ? 0 : ends[at - 1]! + 1, end }));
}

/**
 * A hint within the words of a level tells no area: the deputy of a president assists nobody, and a
 * partner who owns the company is not a sales partner.
 */
const isPartOf = (area: Match<AreaWord>, level: Match<Level> | null): boolean =>
  level !== null &&
  level.value !== 'staff' &&
  area.value.kind === 'hint' &&
  level.start <= area.start &&
  area.end <= level.end &&
  (area.end - area.start < level.end - level.start || level.value === 'owner');

const isWhole = (title: readonly string[], found: readonly Match<unknown>[]): boolean => {
  const phrases = found.filter(({ start, end }) => {
    const phrase = title.slice(start, end).join(' ');
    return lexicon().levels.phrases.has(phrase) || lexicon().areas.phrases.has(phrase);
  });
  return title.every((word, at) => word.length <= LONGEST_SHORT || phrases.some((p) => p.start <= at && at < p.end));
};

/** Words of at most so many letters, such as articles, need not be known. */
const LONGEST_SHORT = 3;

function levelOf(levels: readonly Match<Level>[]): Match<Level> | null {
  let best: Match<Level> | null = null;
  for (const match of levels) {
    if (best === null || PRECEDENCE.indexOf(match.value) < PRECEDENCE.indexOf(best.value)) best = match;
  }
  return best;
}

/** `isOnly`: the word is of a language that the table has not learnt. */
type AreaWord = { readonly area: JobArea | null; readonly kind: AreaWordKind; readonly isOnly?: boolean };

/**
 * The word with the greatest weight decides: a job (recruiter) before the name of an area
 * (marketing) before a hint (medical). Among equal words the first phrase decides (*sales* and
 * marketing), and within a phrase the last word (sales *engineer*).
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

/** Words that divide a title into phrases. */
const PARTING = new Set(
  ', and or of for in und oder für et ou pour y o para e per ed en voor van de du des da do das dos del della delle dei di the и та і ve και och og ja es si ir un in dan va i'.split(
    ' ',
  ),
);

/**
 * The words of the title up to the point where it tells of somebody else: the company, or the
 * person that the contact assists.
 */
function ownWords(text: string): readonly string[] {
  const title = titleWords(text).map((word) => lexicon().meantBy.get(word) ?? word);
  const others = matches(lexicon().others, title)[0];
  return others === undefined ? title : title.slice(0, others.end);
}

/**
 * By wrong spelling (a letter left out, doubled, or swapped with the next) or abbreviation, the
 * word meant. What tells a level in another language is not spelt wrong: *diretor*.
 */
const meantBy = (levelWords: ReadonlySet<string>) =>
  new Map([
    ...words.oftenMistyped
      .flatMap((line) => line.split(', '))
      .flatMap((word) =>
        Array.from(word.slice(1, -1), (letter, i) => {
          const [before, after] = [word.slice(0, i + 1), word.slice(i + 2)];
          const swapped = before + after.charAt(0) + letter + after.slice(1);
          return [before + after, before + letter + letter + after, swapped].map(
            (typed) => [foldTitle(typed), foldTitle(word)] as const,
          );
        }).flat(),
      )
      .filter(([typed, word]) => typed !== word && !levelWords.has(typed)),
    ...Object.entries(words.abbreviations).flatMap(([word, short]) =>
      entries(short).map((typed) => [typed, foldTitle(word)] as const),
    ),
  ]);

const entries = (lines: readonly string[] | undefined): string[] =>
  (lines ?? [])
    .flatMap((line) => line.split(', '))
    .map((entry) => foldTitle(entry).trim().replace(/ +/g, ' '))
    .flatMap(withHebrewPrefixes);

/** Hebrew writes *the*, *and*, *for* and *in* as prefixes of the last word of a phrase. */
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
const LANGUAGES: readonly (readonly [name: string, language: Language])[] = Object.entries(languages);

/** The table has learnt neither these languages nor similar ones, so hand-made words decide. */
const READ_BY_HAND_ALONE = new Set(['el', 'tr', 'ar', 'he', 'hi', 'zh', 'ja', 'ko', 'fi', 'vi', 'id']);

const levelEntries = () => [
  ...LANGUAGES.flatMap(([, { levels }]) => PRECEDENCE.map((value) => ({ value, entries: entries(levels[value]) }))),
  ...PRECEDENCE.map((value) => ({ value, entries: entries(words.levels[value]) })),
];
const areaEntries = (area: JobArea, kind: AreaWordKind, lines: readonly string[] | undefined, isOnly = false) => ({
  value: { area, kind, isOnly },
  entries: entries(lines),
});

/** Plurals, as official titles have them (bricklayers, foremen). A hand-made entry goes first. */
const plurals = (area: JobArea, kind: AreaWordKind, lines: readonly string[]) => ({
  value: { area, kind },
  entries: entries(lines)
    .filter((entry) => /^[a-z ]{4,}$/.test(entry))
    .map(pluralOf),
});
const pluralOf = (entry: string): string =>
  entry.endsWith('man')
    ? entry.replace(/man$/, 'men')
    : entry
        .replace(/(?<=[^aeou])y$/, 'ie')
        .replace(/(?<=ch|sh|ss|x)$/, 'e')
        .concat('s');
const allAreaEntries = () => [
  ...LANGUAGES.flatMap(([name, language]) => [
    areaEntries('administration', 'hint', language.levels.support),
    ...JOB_AREAS.flatMap((area) => [
      areaEntries(area, 'fieldOfOtherLanguage', language.areas[area]?.fields, READ_BY_HAND_ALONE.has(name)),
      areaEntries(area, 'role', language.areas[area]?.roles, READ_BY_HAND_ALONE.has(name)),
    ]),
  ]),
  ...JOB_AREAS.flatMap((area) => [
    plurals(area, 'hint', words.areas[area].hints),
    plurals(area, 'field', words.areas[area].fields),
    plurals(area, 'role', words.areas[area].roles),
  ]),
  ...JOB_AREAS.flatMap((area) => [
    areaEntries(area, 'hint', words.areas[area].hints),
    areaEntries(area, 'field', words.areas[area].fields),
    areaEntries(area, 'role', words.areas[area].roles),
  ]),
  { value: { area: null, kind: 'none' as const }, entries: entries(words.tellNoArea) },
];

function makeLexicon() {
  const levels = compileLexicon<Level>(levelEntries());
  const levelWords = [...levels.phrases.keys()].flatMap((phrase) => phrase.split(' '));
  return {
    levels,
    areas: compileLexicon<AreaWord>(allAreaEntries()),
    others: compileLexicon([{ value: true, entries: entries(words.aboutSomebodyElse) }]),
    meantBy: meantBy(new Set(levelWords)),
    notYet: { beforeLevel: entries(words.notYet.beforeLevel), afterLevel: entries(words.notYet.afterLevel) },
  };
}
let made: ReturnType<typeof makeLexicon> | undefined;
/** Made for the first title, since most commands of operators read no titles. */
const lexicon = () => (made ??= makeLexicon());
