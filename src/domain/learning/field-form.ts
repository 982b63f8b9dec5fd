import { parseNumber } from '../text/number.ts';
import { isNumberProperty } from '../text/number-properties.ts';
import type { LearningField } from './table.ts';

/** How the values of a field are to be read. */
export type FieldForm =
  /** by text; NaN: no number */
  | { readonly is: 'number'; readonly numbers: Float64Array }
  | { readonly is: 'levels' }
  /** one of several choices in one text: leads have it or not */
  | { readonly is: 'choice'; readonly choice: string };

export type FormOutcome =
  | { readonly outcome: 'forms'; readonly forms: readonly FieldForm[] }
  | { readonly outcome: 'left_out'; readonly why: string };

const MOSTLY = 0.9;
const MOST_CHOICES = 60;
const NEARLY_ALL = 0.98;

/** What a field can teach; a multiple choice (`a;b`) is one form a choice. */
export function formsOf(field: LearningField, fewest: number): FormOutcome {
  const counts = new Float64Array(field.texts.length);
  let known = 0;
  for (const place of field.of)
    if (place >= 0) {
      counts[place]!++;
      known++;
    }
  const used = [...counts.keys()].filter((place) => counts[place]! > 0);
  if (known < fewest) return leftOut(known === 0 ? 'it is empty' : `only ${known} leads have a value`);
  const numbers = Float64Array.from(field.texts, (text) => numberOf(field, text));
  const isNumeric = (place: number) => !Number.isNaN(numbers[place]!);
  const numeric = sum(used.filter(isNumeric), counts);
  const distinct = new Set(used.filter(isNumeric).map((place) => numbers[place]!));
  const isCode = used.some((place) => /^0\d/.test(field.texts[place]!));
  if (numeric >= known * MOSTLY && distinct.size > 2 && !isCode) {
    if (isNumbering([...distinct], known)) return leftOut('it numbers the leads');
    return { outcome: 'forms', forms: [{ is: 'number', numbers }] };
  }
  const levels = new Map<string, number>();
  for (const place of used) {
    const level = field.texts[place]!.toLowerCase();
    levels.set(level, (levels.get(level) ?? 0) + counts[place]!);
  }
  if (levels.size === 1 && known === field.of.length) return leftOut('it is the same for everybody');
  const choices = choicesOf(used, field, counts);
  if (choices !== null && choices.size <= MOST_CHOICES) {
    const frequent = [...choices].filter(([, leads]) => leads >= fewest && leads <= known - fewest);
    return frequent.length === 0
      ? leftOut(`none of its choices is that of ${fewest} leads`)
      : { outcome: 'forms', forms: frequent.map(([choice]) => ({ is: 'choice', choice })) };
  }
  const common = [...levels.values()].filter((leads) => leads >= fewest).reduce((all, leads) => all + leads, 0);
  if (common < known / 5 && levels.size > 20)
    return leftOut(`it is free text or a name: ${levels.size} different values in ${known} leads`);
  return { outcome: 'forms', forms: [{ is: 'levels' }] };
}

const leftOut = (why: string) => ({ outcome: 'left_out', why }) as const;
const sum = (places: readonly number[], counts: Float64Array) => places.reduce((all, place) => all + counts[place]!, 0);

function numberOf({ name, isNumber }: LearningField, text: string): number {
  return parseNumber(text, isNumber || isNumberProperty(name) ? 'plain' : 'text') ?? Number.NaN;
}

/** Whole numbers that nobody shares and that fill their range, or are as long as keys. */
function isNumbering(numbers: readonly number[], known: number): boolean {
  if (known < 50 || numbers.length < known * NEARLY_ALL || !numbers.every(Number.isInteger)) return false;
  const least = numbers.reduce((a, b) => Math.min(a, b));
  const most = numbers.reduce((a, b) => Math.max(a, b));
  return most - least < 3 * known || least >= 1e6;
}

/** Null: no text has several. */
function choicesOf(
  used: readonly number[],
  { texts }: LearningField,
  counts: Float64Array,
): ReadonlyMap<string, number> | null {
  if (!used.some((place) => texts[place]!.includes(';'))) return null;
  const choices = new Map<string, number>();
  for (const place of used)
    for (const choice of new Set(
      texts[place]!.toLowerCase()
        .split(';')
        .map((one) => one.trim()),
    ))
      if (choice !== '') choices.set(choice, (choices.get(choice) ?? 0) + counts[place]!);
  return choices;
}
