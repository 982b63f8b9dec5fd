import { compileLexicon, matches } from '../text/phrase-lexicon.ts';
import { shorten } from '../text/text.ts';
import words from './job-title-words.json' with { type: 'json' };

export const JOB_AREAS = [
  'general_management',
  'marketing',
  'sales',
  'customer_service',
  'finance',
  'purchasing',
  'operations',
  'it',
  'engineering',
  'research',
  'hr',
  'legal',
  'healthcare',
  'education',
  'production',
  'administration',
  'design',
  'public_service',
  'services',
] as const;
export type JobArea = (typeof JOB_AREAS)[number];

/** From the one who owns the company down to the one who still learns. */
export const SENIORITIES = [
  'owner',
  'c_level',
  'vp',
  'director',
  'head',
  'manager',
  'senior',
  'staff',
  'junior',
  'student',
] as const;
export type Seniority = (typeof SENIORITIES)[number];

export type JobTitle = { readonly area: JobArea | null; readonly seniority: Seniority | null };

/**
 * What a job title says of the area of responsibility and of seniority, in English, German, French,
 * Spanish, Italian, Portuguese and Dutch. Null where it says nothing that we know; an area without
 * any word of level is `staff`.
 */
export function jobTitle(text: string): JobTitle {
  const title = ownWords(text);
  const level = levelOf(title);
  const area = areaAtLevel(areaOf(title), level);
  return { area, seniority: seniorityAt(level, area) };
}

type Level = keyof typeof words.levels;

/**
 * Which level has the last word: the assistant of a director is no director, a senior manager is a
 * manager.
 */
const PRECEDENCE: readonly Level[] = [
  'student',
  'past',
  'support',
  'junior',
  'owner',
  'c_level',
  'vp',
  'director',
  'head',
  'manager',
  'senior',
  'staff',
];

function levelOf(title: readonly string[]): Level | null {
  const found = new Set(matches(LEVELS, title).map((match) => match.value));
  return PRECEDENCE.find((level) => found.has(level)) ?? null;
}

function seniorityAt(level: Level | null, area: JobArea | null): Seniority | null {
  if (level === null) return area === null ? null : 'staff';
  if (level === 'past') return null;
  return level === 'support' ? 'staff' : level;
}

/**
 * Who owns or leads a company, and no part of it, manages it as a whole; who assists such a person
 * does not.
 */
function areaAtLevel(area: JobArea | null, level: Level | null): JobArea | null {
  if (area === null) return level === 'owner' || level === 'c_level' ? 'general_management' : null;
  return area === 'general_management' && level === 'support' ? 'administration' : area;
}

type AreaWord = { readonly area: JobArea | null; readonly weight: number };

/**
 * The weightiest word decides: a job of the area (recruiter) before its name (marketing) before a
 * hint (medical). Among equals the first phrase has the say (sales *and* marketing), and in a
 * phrase the last word (sales *engineer*).
 */
function areaOf(title: readonly string[]): JobArea | null {
  let best: AreaWord = { area: null, weight: 0 };
  let bestPhrase = 0;
  for (const { value, start } of matches(AREAS, title)) {
    const phrase = title.slice(0, start).filter((word) => PARTING.has(word)).length;
    if (value.weight > best.weight || (value.weight === best.weight && phrase === bestPhrase)) {
      best = value;
      bestPhrase = phrase;
    }
  }
  return best.area;
}

/** What parts a title into phrases. */
const PARTING = new Set(
  ', and or of for in und oder für et ou pour y o para e per ed en voor van de du des da do das dos del della delle dei di the'.split(
    ' ',
  ),
);

/**
 * The words of the title, without what is said of others: the company, or the person that somebody
 * assists.
 */
function ownWords(text: string): readonly string[] {
  const title = toWords(text);
  const others = matches(OTHERS, title)[0];
  return others === undefined ? title : title.slice(0, others.end);
}

/**
 * `Chief Executive Officer (CEO)`: letters in brackets repeat what was said, and the same letters
 * mean other things elsewhere.
 */
const REPEATED_SHORT = /(\p{L}\s*)\(\p{Lu}{2,6}\)/gu;
const SEXES = /[([]?\b[mwfdxhv](?:\s?[/|]\s?[mwfdxhv]){1,3}\b[)\]]?/g;
const FEMALE_ENDINGS = /[*:_/·](?:in|innen|a|e|ne|rice|trice|euse)(?!\p{L})|\((?:in|innen|a|e|ne|rice|trice|euse)\)/gu;

/**
 * Lower-case words without accents, punctuation as `,`: `VP, Sales & Marketing (m/w/d)` is `vp ,
 * sales and marketing`.
 */
function toWords(text: string): string[] {
  const plain = fold(shorten(text, LONGEST_TITLE).replace(REPEATED_SHORT, '$1'))
    .replace(SEXES, ' ')
    .replace(FEMALE_ENDINGS, '')
    .replace(/(?<!\p{L})(\p{L})\.(?=\p{L}(?!\p{L}))/gu, '$1')
    .replace(/[&+]/g, ' and ')
    .replace(/@/g, ' at ')
    .replace(/[,;|()[\]/–—:]|(?<=\s)-(?=\s)/g, ' , ')
    .replace(/[^\p{L}\p{N},]+/gu, ' ')
    .trim()
    .replace(/\bchief ((?!petty|warrant)(?:\p{L}+ ){1,3})officer\b/gu, 'cxo $1');
  return plain === '' ? [] : plain.split(/ +/);
}

/** Longer texts are no titles. */
const LONGEST_TITLE = 200;

/** `Geschäftsführer`, `Geschaeftsfuehrer` and `GESCHAFTSFUHRER` are one word. */
const fold = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/([aou])e/g, '$1');

const entries = (lines: readonly string[]): string[] => lines.flatMap((line) => line.split(', ')).map(fold);

const LEVELS = compileLexicon(PRECEDENCE.map((value) => ({ value, entries: entries(words.levels[value]) })));
const AREAS = compileLexicon<AreaWord>([
  ...JOB_AREAS.flatMap((area) => [
    { value: { area, weight: 1 }, entries: entries(words.areas[area].hints) },
    { value: { area, weight: 2 }, entries: entries(words.areas[area].fields) },
    { value: { area, weight: 3 }, entries: entries(words.areas[area].roles) },
  ]),
  { value: { area: null, weight: 0 }, entries: entries(words.tellNoArea) },
]);
const OTHERS = compileLexicon([{ value: true, entries: entries(words.aboutSomebodyElse) }]);
