import { createHash } from 'node:crypto';
import {
  type AmountsSeen,
  arePointsThousands,
  decimalOfAmounts,
  noAmountsSeen,
  seeAmount,
  seePlain,
} from './amount.ts';
import { type ListsSeen, listSignOf, noListsSeen, seeList } from './list-column.ts';
import type { ValueRule } from './mapping.ts';
import type { Decimal } from './plain-values.ts';

/* Columns that HubSpot has no property for: each becomes a custom property of the same name. */

const LONGEST = 80;

/** The property name of a heading: `Age group` is always `age_group`. */
export function customNameOf(heading: string): string {
  const plain = heading
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, LONGEST);
  const letters = /[\p{L}\p{N}]/u;
  const isWhole = [...heading.normalize('NFKD').replace(/\p{M}/gu, '')].every(
    (sign) => !letters.test(sign) || /[a-z0-9]/i.test(sign),
  );
  if (isWhole && /^[a-z]/.test(plain)) return plain;
  if (isWhole && plain !== '') return `c_${plain}`;
  return `c_${createHash('sha256').update(heading).digest('hex').slice(0, 12)}`;
}

/** Adds a number to a name that another column of the file has already. */
export const freeCustomName = (heading: string, isTaken: (name: string) => boolean): string => {
  const name = customNameOf(heading);
  return isTaken(name) ? `${name}_${createHash('sha256').update(heading).digest('hex').slice(0, 6)}` : name;
};

/** How the cells of a column write numbers and lists. */
export type CellsSeen = {
  filled: number;
  /** different cells that are numbers, as far as counted */
  readonly numbers: Set<string>;
  /** how many cells have each text that is no number; null: there are too many of them */
  words: Map<string, number> | null;
  /** how many cells have a mark for a missing value */
  none: number;
  points: number;
  commas: number;
  commaDecimals: number;
  readonly amounts: AmountsSeen;
  readonly lists: ListsSeen;
};

export const noCellsSeen = (): CellsSeen => ({
  filled: 0,
  numbers: new Set(),
  words: new Map(),
  none: 0,
  points: 0,
  commas: 0,
  commaDecimals: 0,
  amounts: noAmountsSeen(),
  lists: noListsSeen(),
});

/** `named`: values with which whoever reads the column compares, in small letters. */
export function seeCell(seen: CellsSeen, cell: string, named?: ReadonlySet<string>): void {
  seen.filled++;
  const isPlain = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(cell);
  const hasComma = /^-?(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?$/.test(cell);
  if (isPlain) seen.points++;
  if (isPlain) seePlain(seen.amounts, cell);
  const isNumber = (!isPlain && seeAmount(seen.amounts, cell)) || isPlain || hasComma;
  if (hasComma) seen.commas++;
  if (isNumber && seen.numbers.size < FEWEST_NUMBERS) seen.numbers.add(cell);
  if (!isNumber) seeWord(seen, cell);
  seeList(seen.lists, cell, named);
  // In `12,345` the comma may part thousands; in these it cannot.
  if (/^-?(?:(?:\d+|\d{1,3}(?:\.\d{3})+),(?:\d{1,2}|\d{4,})|(?:0|\d{4,}|\d{1,3}(?:\.\d{3})+),\d+)$/.test(cell))
    seen.commaDecimals++;
}

const FEWEST_NUMBERS = 10;
const MOST_WORDS = 3;

/** `?`, `-`, `n/a`, `NULL`, `(blank)`, `#DIV/0!`. */
const NONE =
  /^(?=.{1,20}$)(?:[^\p{L}\p{N}]*(?:n[/. ]?a|n[/.]?d|k[/.]? ?a|nan|null|nil|none|unknown|missing|blank|empty|unbekannt|inconnu|desconocido|sconosciuto)?[^\p{L}\p{N}]*|#[\p{L}\d/]+[!?]?)$/iu;

function seeWord(seen: CellsSeen, cell: string): void {
  if (NONE.test(cell)) {
    seen.none++;
    return;
  }
  seen.words?.set(cell, (seen.words.get(cell) ?? 0) + 1);
  if (seen.words !== null && seen.words.size > MOST_WORDS) seen.words = null;
}

/** Of so many cells at least a share must be numbers, whatever words stand for a missing one. */
const FEWEST_SHARE = 0.3;
const MOSTLY = 0.9;

/** The filled cells without the few words (`NULL`, `n/a`) that a column of numbers has for none. */
function mayBeNumbers({ filled, numbers, words, none: marks }: CellsSeen): number {
  const none = [...(words?.values() ?? [])].reduce((sum, cells) => sum + cells, marks);
  return numbers.size < FEWEST_NUMBERS || filled - none < filled * FEWEST_SHARE ? filled : filled - none;
}

const areMostly = (cells: number, seen: CellsSeen): boolean => cells >= mayBeNumbers(seen) * MOSTLY;

/** Decimals begin with a comma if some column shows that, and no column shows a decimal point. */
export const decimalOf = (columns: readonly CellsSeen[]): ',' | undefined =>
  columns.some((seen) => seen.commaDecimals > 0 && areMostly(seen.commas, seen)) ? ',' : undefined;

/** Whether a column has amounts with signs or units, not plain numbers. */
export const isAmounts = (seen: CellsSeen): boolean =>
  seen.amounts.dressed > 0 && areMostly(seen.points + seen.amounts.count, seen);

export type CustomColumn = { readonly type: 'number' | 'string'; readonly rule: ValueRule };

/** `isWhole`: the cells count something, such as people, so none has decimals. */
export function customColumnOf(
  column: string,
  seen: CellsSeen,
  decimal: Decimal | undefined,
  isWhole = false,
): CustomColumn {
  if (seen.filled === 0) return { type: 'string', rule: column };
  const hasPoints = areMostly(seen.points, seen);
  if (hasPoints && arePointsThousands(seen.amounts, isWhole))
    return { type: 'number', rule: { amount: column, decimal: ',' } };
  if (decimal === ',' && areMostly(seen.commas, seen)) return { type: 'number', rule: { amount: column, decimal } };
  const list = listSignOf(seen.lists, seen.filled);
  if (list !== null) return { type: 'string', rule: { choices: column, by: list } };
  const sign = decimalOfAmounts(seen.amounts) ?? decimal;
  // One `1,234` among smaller whole numbers is the largest of them, and no exception.
  const areAmounts = isAmounts(seen) && (!hasPoints || seen.amounts.count > 0);
  if (!areAmounts || sign === undefined) return { type: hasPoints ? 'number' : 'string', rule: column };
  const units = [...seen.amounts.units.keys()];
  return { type: 'number', rule: { amount: column, decimal: sign, ...(units.length > 0 && { units }) } };
}
