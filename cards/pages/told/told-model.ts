import type { Language } from '../shared/language.ts';
import { TOLD_EN } from '../shared/told/en.ts';
import { hasDay, placeSaid, type SayDay, toldIn } from '../shared/told/told.ts';
import type { Speech } from '../words/speech.ts';
import { MODEL_EN, type ModelTold } from './en.ts';

export type Telling = {
  /** English names of countries, with commas between */
  readonly countries: (text: string) => string;
  /** an area of work, a rank or an industry */
  readonly work: (text: string) => string;
  /** a sentence, or the name of a field of the model */
  readonly sentence: (text: string) => string;
  /** the name of a property; a name that the account gave stays */
  readonly property: (text: string) => string;
};

/** Translates what the server says of a model; null: into English, so only its days. */
export function modelToldIn(speech: Pick<Speech, 'language' | 'told' | 'model'> | null, sayDay: SayDay): Telling {
  const asItIs = (text: string) => text;
  if (speech === null) {
    const elsewhere = toldIn(TOLD_EN, sayDay);
    const sentence = (text: string) =>
      hasDay(text) ? (sentenceSaid(text, { ...ENGLISH, sayDay }) ?? elsewhere(text)) : text;
    return { sentence, property: asItIs, countries: asItIs, work: workInEnglish };
  }
  const { language } = speech;
  const words = { ...speech.model, language, sayDay };
  const elsewhere = toldIn(speech.told, sayDay);
  return {
    sentence(text) {
      if (Object.hasOwn(words.names, text)) return words.names[text]!;
      const said = elsewhere(text);
      return said === text
        ? (aside(text, (rest) => sentenceSaid(rest, words) ?? conditionSaid(rest, words)) ?? text)
        : said;
    },
    property: (text) => fieldSaid(text, words, /^.+$/) ?? text,
    countries: (text) => countriesSaid(text, language),
    work: (text) => words.work[text] ?? text,
  };
}

/** The server calls areas of work and ranks as its code does, such as `c level`. */
const ABBREVIATED: Readonly<Record<string, string>> = { it: 'IT', hr: 'Human resources', vp: 'Vice president' };
const workInEnglish = (text: string): string =>
  ABBREVIATED[text] ?? `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

type Spoken = ModelTold & { readonly language: Language; readonly sayDay: SayDay };

const ENGLISH: ModelTold & { readonly language: Language } = {
  ...MODEL_EN,
  language: 'en',
  joins: { and: 'and', or: 'or', not: 'it is not so that {condition}' },
  sides: { marketing: 'marketing', sales: 'sales' },
  work: {},
  names: {},
};

let codes: ReadonlyMap<string, string> | undefined;

/** Translates English names of countries. Other text stays. */
function countriesSaid(text: string, language: Language): string {
  codes ??= codesOfCountries();
  const names = new Intl.DisplayNames(language, { type: 'region' });
  return text
    .split(', ')
    .map((name) => {
      const code = codes?.get(name);
      return code === undefined ? name : (names.of(code) ?? name);
    })
    .join(', ');
}

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

function codesOfCountries(): ReadonlyMap<string, string> {
  const english = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const all = LETTERS.flatMap((first) => LETTERS.map((second) => `${first}${second}`));
  return new Map(
    all.flatMap((code) => {
      const name = english.of(code);
      return name === undefined ? [] : [[name, code] as const];
    }),
  );
}

/** Quoted text, which people or the account wrote: it is never translated. */
const QUOTED = /“[^“”]*”/g;
const ASIDE = '\uE000\\d+\uE001';
const ONE_ASIDE = new RegExp(`^${ASIDE}$`);
const NAMED = new RegExp(`^${ASIDE}( \\([^()]*\\))?$`);

/** Translates a text without its quotations, and puts these back. */
function aside(text: string, say: (rest: string) => string | null): string | null {
  const quotes: string[] = [];
  const rest = text.replace(QUOTED, (quoted) => `\uE000${quotes.push(quoted) - 1}\uE001`);
  return say(rest)?.replace(/\uE000(\d+)\uE001/g, (_token, at: string) => quotes[Number(at)]!) ?? null;
}

/** What stands in some places; in the others, as little as fits. */
const PLACES: Readonly<Record<string, string>> = { word: '‘[^‘]+’|.+?', one: '[^\uE000(]+|.+?' };

const patternsOf = (table: Readonly<Record<string, string>>) =>
  Object.entries(table).map(([key, sentence]) => ({
    key,
    pattern: new RegExp(
      `^${sentence.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{(\w+)\}/g, (_place, name) => `(?<${name}>${PLACES[name] ?? '.+?'})`)}$`,
      's',
    ),
  }));
const SENTENCES = patternsOf(MODEL_EN.sentences);
const CONDITIONS = patternsOf(MODEL_EN.conditions);
const isOfField = ({ key }: { readonly key: string }): boolean => key.startsWith('field_');
const TESTS = CONDITIONS.filter((one) => !isOfField(one));
const FIELDS = CONDITIONS.filter(isOfField);

/** Translates by the first pattern that fits and whose places all have a translation; or null. */
function firstSaid(
  text: string,
  patterns: typeof SENTENCES,
  table: Readonly<Record<string, string>>,
  place: (name: string, text: string) => string | null,
): string | null {
  for (const { key, pattern } of patterns) {
    const found = pattern.exec(text)?.groups;
    if (found === undefined && !pattern.test(text)) continue;
    const said = Object.entries(found ?? {}).map(([name, inner]) => [name, place(name, inner)] as const);
    if (said.some(([, inner]) => inner === null)) continue;
    const fillings = new Map(said);
    return table[key]!.replace(/\{(\w+)\}/g, (whole, name: string) => fillings.get(name) ?? whole);
  }
  return null;
}

const sentenceSaid = (text: string, words: Spoken): string | null =>
  firstSaid(text, SENTENCES, words.sentences, (name, inner) => {
    switch (name) {
      case 'condition':
      case 'before':
        return conditionSaid(inner, words);
      case 'field':
        return fieldSaid(inner, words);
      case 'part':
        return sentenceSaid(inner, words);
      case 'values':
        return inner.split(' or ').join(` ${words.joins.or} `);
      case 'countries':
        return countriesSaid(inner, words.language);
      case 'sides':
        return inner
          .split(', ')
          .map((side) => (side === 'marketing' || side === 'sales' ? words.sides[side] : side))
          .join(', ');
      case 'is':
      case 'was':
        return choicesSaid(inner, words);
      default:
        return words.names[inner] ?? placeSaid(labelsSaid(inner, words), words.sayDay);
    }
  });

/** Translates each ‘name that the page has for a field’. */
const labelsSaid = (text: string, { names }: ModelTold): string =>
  text.replace(/‘([^‘]+?)’/g, (whole, label: string) => (Object.hasOwn(names, label) ? `‘${names[label]}’` : whole));

/** A value, or the names of what was chosen. */
function choicesSaid(text: string, words: Spoken): string {
  const { names, sayDay } = words;
  const parts = text.split(', ');
  return parts.every((part) => Object.hasOwn(names, part))
    ? parts.map((part) => names[part]).join(', ')
    : placeSaid(labelsSaid(text, words), sayDay);
}

/** Translates a condition: parts joined by `and` or `or`, with inner parts in brackets. */
function conditionSaid(text: string, words: ModelTold): string | null {
  const { and, or, not } = words.joins;
  for (const [word, isMore] of [
    ['and', (part: string) => part.startsWith('below ')],
    ['or', (part: string) => ONE_ASIDE.test(part)],
  ] as const) {
    const parts = partsOf(text, ` ${word} `, isMore);
    if (parts.length === 1) continue;
    const said = parts.map((part) => conditionSaid(part, words));
    return said.includes(null) ? null : said.join(` ${word === 'and' ? and : or} `);
  }
  const negated = /^it is not so that (.+)$/s.exec(text)?.[1];
  if (negated !== undefined) {
    const said = conditionSaid(negated, words);
    return said === null ? null : not.replace('{condition}', () => said);
  }
  const inner = /^\((?:(?:all|any) of: )?(.+)\)$/s.exec(text)?.[1];
  if (inner !== undefined) {
    const said = conditionSaid(inner, words);
    return said === null ? null : `(${said})`;
  }
  return firstSaid(text, TESTS, words.conditions, (name, value) => {
    if (name === 'field') return fieldSaid(value, words);
    return name === 'values' ? value.split(' or ').join(` ${or} `) : value;
  });
}

/** Splits at a word outside brackets. `isMore`: the text belongs to the part before. */
function partsOf(text: string, word: string, isMore: (part: string) => boolean): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let isNew = true;
  for (const piece of text.split(word)) {
    if (isNew && !(parts.length > 0 && isMore(piece))) parts.push(piece);
    else parts[parts.length - 1] += `${word}${piece}`;
    depth += piece.split('(').length - piece.split(')').length;
    isNew = depth === 0;
  }
  return parts;
}

/** Translates the label of a property or of a fact that Ripen derives; null: it is neither. */
function fieldSaid(text: string, words: ModelTold, own = NAMED): string | null {
  const said = firstSaid(text, FIELDS, words.conditions, (_name, inner) => words.names[inner] ?? inner);
  return said ?? (own.test(text) ? text : null);
}
