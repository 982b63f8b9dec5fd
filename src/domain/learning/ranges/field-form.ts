import { canBeNamed } from '../../model/model-limits.ts';
import { saysNothing } from '../../text/no-value.ts';
import { parseNumber } from '../../text/number.ts';
import { isNumberProperty } from '../../text/number-properties.ts';
import type { LearningField } from '../table.ts';
import { fewestOfLevel } from './fewest.ts';

/** How to read the values of a field. */
export type FieldForm =
  /** by text; NaN: no number */
  | { readonly is: 'number'; readonly numbers: Float64Array }
  | { readonly is: 'levels' }
  /** one of several choices in one text: leads have it or not */
  | { readonly is: 'choice'; readonly choice: string }
  /** codes that say more with each sign, such as postcodes: those that begin alike are one level */
  | { readonly is: 'beginning'; readonly signs: number }
  /** whether there is a value at all, of a field whose values are nearly all different */
  | { readonly is: 'presence' };

export type FormOutcome =
  | { readonly outcome: 'forms'; readonly forms: readonly FieldForm[] }
  | { readonly outcome: 'left_out'; readonly why: string };

const MOSTLY = 0.9;
/** So few words (`NULL`, `n/a`) among so many numbers stand for one that is missing. */
const MOST_WORDS = 3;
const FEWEST_NUMBERS = 10;
const FEWEST_SHARE = 0.3;
const MOST_CHOICES = 60;
const NEARLY_ALL = 0.98;

/** Dates in any form, also ambiguous ones (`05.11.26`) and seconds since 1970. */
const DATE_OF_SOME_FORM =
  /^(?:\d{4}([-/.])\d\d?\1\d\d?|\d\d?([-/.])\d\d?\2(?:\d{4}|\d\d))(?:[T ,].*)?$|^1[0-9]{9}(?:\d{3})?$/;

/** Why a field of keys is left out, unless somebody says that its numbers are amounts. */
export const NUMBERS_LEADS = 'it numbers the leads';

/**
 * The forms in which a field can teach; a multiple-choice field (`a;b`) has one form for each
 * choice. `isAmount`: somebody says that the numbers are amounts and no keys, or that a date is
 * known before the outcome.
 */
export function formsOf(field: LearningField, fewest: number, isAmount = false): FormOutcome {
  if (field.isAge === true) return formsOfAge(field, fewest, isAmount);
  const seen = valuesOf(field);
  const { known } = seen;
  if (known < fewest) return leftOut(fewKnown(known));
  const ofNumbers = unreadableDates(field, seen) ?? formsOfNumbers(field, seen, isAmount);
  if (ofNumbers !== null) return ofNumbers;
  const levels = levelsOf(field, seen);
  if (levels.size === 1 && known === field.of.length) return leftOut('it is the same for everybody');
  return formsOfChoices(field, seen, fewest) ?? formsOfTexts(field, levels, known, fewest);
}

function fewKnown(known: number): string {
  if (known === 0) return 'it is empty';
  return known === 1 ? 'only 1 lead has a value' : `only ${known} leads have a value`;
}

/** Which values of a field leads have. */
type Values = {
  /** places of the values that somebody has */
  readonly used: readonly number[];
  /** by place, how many leads have it */
  readonly counts: Float64Array;
  /** how many leads have a value */
  readonly known: number;
};

function valuesOf({ of, texts }: LearningField): Values {
  const counts = new Float64Array(texts.length);
  let known = 0;
  for (const place of of)
    if (place >= 0) {
      counts[place]!++;
      known++;
    }
  return { used: [...counts.keys()].filter((place) => counts[place]! > 0), counts, known };
}

function unreadableDates({ texts }: LearningField, { used, counts, known }: Values): FormOutcome | null {
  const dates = sum(
    used.filter((place) => DATE_OF_SOME_FORM.test(texts[place]!)),
    counts,
  );
  return dates < known * MOSTLY ? null : leftOut('its dates cannot be read for sure: write them as 2026-11-05');
}

/** Null: too few of the values are numbers, or they are codes. */
function formsOfNumbers(field: LearningField, { used, counts, known }: Values, isAmount: boolean): FormOutcome | null {
  const { texts, label } = field;
  const numbers = Float64Array.from(texts, (text) => numberOf(field, text));
  const isNumeric = (place: number) => !Number.isNaN(numbers[place]!);
  const numeric = sum(used.filter(isNumeric), counts);
  const distinct = new Set(used.filter(isNumeric).map((place) => numbers[place]!));
  const isCode = used.some((place) => /^0\d/.test(texts[place]!)) || isCalledPostal(field);
  const words = used.filter((place) => !isNumeric(place) && !saysNothing(texts[place]!)).length;
  const isNumber =
    numeric >= known * MOSTLY ||
    (words <= MOST_WORDS && distinct.size >= FEWEST_NUMBERS && numeric >= known * FEWEST_SHARE);
  if (!isNumber || distinct.size <= 2 || isCode) return null;
  if (!isAmount && isNumbering([...distinct], known, label)) return leftOut(NUMBERS_LEADS);
  return { outcome: 'forms', forms: [{ is: 'number', numbers }] };
}

/** Null: it is no multiple choice, or one of too many. */
function formsOfChoices(field: LearningField, seen: Values, fewest: number): FormOutcome | null {
  const choices = choicesOf(field, seen);
  if (choices === null || choices.size > MOST_CHOICES) return null;
  const frequent = [...choices].filter(
    ([choice, leads]) => leads >= fewest && leads <= seen.known - fewest && canBeNamed(choice),
  );
  return frequent.length === 0
    ? leftOut(`none of its choices is that of ${fewest} leads`)
    : { outcome: 'forms', forms: frequent.map(([choice]) => ({ is: 'choice', choice })) };
}

function formsOfTexts(
  field: LearningField,
  levels: ReadonlyMap<string, number>,
  known: number,
  fewest: number,
): FormOutcome {
  const own = fewestOfLevel(fewest);
  const common = [...levels.values()].filter((leads) => leads >= own).reduce((all, leads) => all + leads, 0);
  const beginnings = common < known * MOSTLY ? beginningsOf(field, levels, known, fewest) : [];
  if (beginnings.length > 0)
    return { outcome: 'forms', forms: [...(common < known / 5 ? [] : [{ is: 'levels' } as const]), ...beginnings] };
  if (common >= known / 5 || levels.size <= 20) return { outcome: 'forms', forms: [{ is: 'levels' }] };
  return known <= field.of.length - fewest
    ? { outcome: 'forms', forms: [{ is: 'presence' }] }
    : leftOut(`it is free text or a name: ${levels.size} different values in ${known} leads`);
}

/** By value, whatever the case, how many leads have it. */
function levelsOf({ texts }: LearningField, { used, counts }: Values): ReadonlyMap<string, number> {
  const levels = new Map<string, number>();
  for (const place of used) {
    const level = texts[place]!.toLowerCase();
    levels.set(level, (levels.get(level) ?? 0) + counts[place]!);
  }
  return levels;
}

/** Why a date is left out, unless somebody says that it is known before the outcome. */
export const MAY_BE_LATE = 'its name says that it may be written at the outcome or later';
/** Whoever closes a lead fills in what is called so. */
const DECIDED =
  /(?<![a-z])(?:close[ds]?|closing|won|win|lost|sold|signed|signing|signature|decided|decision|outcome|converted|became)(?![a-z])|abgeschlossen|abschluss|geschlossen|gewonnen|verloren|unterzeich|unterschr|clôtur|fermet|gagné|perdu|cerrad|cierre|ganad|perdid|fechad|fechamento|ganho|assinatura|契約|締結|受注|失注|完了/i;
/** What is written last may be written at the outcome. */
const CHANGED = /modif|updat|changed|edited|änder|aktualisier|bearbeit|mis[e]? à jour|actualiz|atualiz|更新|変更/i;

/** Whether a field is called as what people fill in when they close a lead. */
export const isCalledDecided = ({ label }: LearningField): boolean => DECIDED.test(label);

/** The days since a date: they are numbers, and one number tells nothing. */
function formsOfAge(field: LearningField, fewest: number, isKnownBefore: boolean): FormOutcome {
  const { texts, of, label, isFromHistory } = field;
  if (!isKnownBefore && isFromHistory !== true && (DECIDED.test(label) || CHANGED.test(label)))
    return leftOut(MAY_BE_LATE);
  const used = new Set(of);
  used.delete(-1);
  const known = of.reduce((sum, place) => sum + Number(place >= 0), 0);
  if (known < fewest) return leftOut(fewKnown(known));
  const numbers = Float64Array.from(texts, Number);
  const ages = new Set([...used].map((place) => numbers[place]!).filter((age) => !Number.isNaN(age)));
  if (ages.size < 2) return leftOut('its dates lie more than ten years ago or ahead, or are all the same');
  return { outcome: 'forms', forms: [{ is: 'number', numbers }] };
}

const leftOut = (why: string) => ({ outcome: 'left_out', why }) as const;
const sum = (places: readonly number[], counts: Float64Array) => places.reduce((all, place) => all + counts[place]!, 0);

function numberOf({ name, isNumber }: LearningField, text: string): number {
  return parseNumber(text, isNumber || isNumberProperty(name) ? 'plain' : 'text') ?? Number.NaN;
}

/** Headings of keys: `customerId`, `Record ID`, `Vorgangs-Nr.`, but not `number of visits`. */
const CALLED_KEY =
  /(?:^|[^\p{L}])(?:id|ids|uid|uuid|guid|pk|key|nr|no|num|number|nummer|numero|número|numéro|código|code|ref|reference|record|index|row)[^\p{L}\p{N}]*$/iu;
const CALLED_KEY_IN_CODE = /\p{Ll}(?:Id|ID|Nr|No|Key|Number)$/u;
const FEW_SHARE = 0.3;
/** The gaps of random numbers spread as much as their mean; those of a counter spread less. */
const EVEN = 0.9;
const FEWEST_OF_GAPS = 300;

const isCalledKey = (label: string): boolean => CALLED_KEY.test(label) || CALLED_KEY_IN_CODE.test(label);

/** Whether numbers are keys: by the heading, or by how densely and evenly they fill a range. */
function isNumbering(numbers: readonly number[], known: number, label: string): boolean {
  if (known < 50 || !numbers.every(Number.isInteger)) return false;
  if (numbers.length >= known * FEW_SHARE && isCalledKey(label)) return true;
  if (numbers.length < known * NEARLY_ALL) return false;
  const sorted = Float64Array.from(numbers).sort();
  const [least, most] = [sorted[0]!, sorted.at(-1)!];
  return most - least < 3 * known || least >= 1e6 || (numbers.length >= FEWEST_OF_GAPS && hasEvenGaps(sorted));
}

function hasEvenGaps(sorted: Float64Array): boolean {
  const gaps = sorted.subarray(1).map((number, at) => number - sorted[at]!);
  const mean = gaps.reduce((a, b) => a + b) / gaps.length;
  const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length;
  return Math.sqrt(variance) < EVEN * mean;
}

/** Names of postcodes; `cap` is one in Italy, `cep` in Brazil. */
const POSTAL =
  /(?:^|[^\p{L}])(?:zip|plz|cap|cep)(?:$|[^\p{L}])|postal|post ?_?code|postleitz|zip_?code|郵便|邮编|индекс/iu;
const isCalledPostal = ({ name, label }: LearningField): boolean => POSTAL.test(label) || POSTAL.test(name);

const CODE = /^[\p{L}\d][\p{L}\d ./-]*$/u;
const LONGEST_CODE = 12;
const FEWEST_CODES = 20;
const MOST_SIGNS = 4;

/**
 * The beginnings by which codes teach: of those that split the leads further, and of which most
 * leads have one that enough of them share. Codes that number the leads have none.
 */
function beginningsOf(
  field: LearningField,
  levels: ReadonlyMap<string, number>,
  known: number,
  fewest: number,
): readonly FieldForm[] {
  const all = [...levels];
  const codes = all.filter(([level]) => level.length <= LONGEST_CODE && CODE.test(level) && /\d/.test(level));
  if (codes.length < FEWEST_CODES || codes.length < all.length * MOSTLY) return [];
  if (!isCalledPostal(field)) {
    const numbers = new Set(codes.map(([level]) => Number(level.replace(/\D/g, ''))));
    const mayBeKeys = levels.size >= known * MOSTLY && codes.some(([level]) => /\D/.test(level));
    if (mayBeKeys || isCalledKey(field.label) || isNumbering([...numbers], known, field.label)) return [];
  }
  const forms: FieldForm[] = [];
  let before = 1;
  for (let signs = 1; signs <= MOST_SIGNS; signs++) {
    const shared = new Map<string, number>();
    for (const [level, leads] of all) {
      const beginning = beginningOf(level, signs);
      shared.set(beginning, (shared.get(beginning) ?? 0) + leads);
    }
    const enough = [...shared.values()].filter((leads) => leads >= fewest);
    if (enough.reduce((sum, leads) => sum + leads, 0) < known / 2) break;
    if (enough.length > before) forms.push({ is: 'beginning', signs });
    before = Math.max(before, enough.length);
  }
  return forms;
}

/** The first signs of a code, whatever the case. */
export const beginningOf = (text: string, signs: number): string => text.toLowerCase().slice(0, signs);

/** By choice, how many leads have it; null: no text has several choices. */
function choicesOf({ texts }: LearningField, { used, counts }: Values): ReadonlyMap<string, number> | null {
  if (!used.some((place) => texts[place]!.includes(';'))) return null;
  const choices = new Map<string, number>();
  for (const place of used) {
    const own = new Set(
      texts[place]!.toLowerCase()
        .split(';')
        .map((part) => part.trim()),
    );
    own.delete('');
    for (const choice of own) choices.set(choice, (choices.get(choice) ?? 0) + counts[place]!);
  }
  return choices;
}
