import { createHash } from 'node:crypto';
import { type AmountsSeen, decimalOfAmounts, noAmountsSeen, seeAmount } from './amount.ts';
import { type ListsSeen, listSignOf, noListsSeen, seeList } from './list-column.ts';
import type { ValueRule } from './mapping.ts';

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
  points: number;
  commas: number;
  commaDecimals: number;
  readonly amounts: AmountsSeen;
  readonly lists: ListsSeen;
};

export const noCellsSeen = (): CellsSeen => ({
  filled: 0,
  points: 0,
  commas: 0,
  commaDecimals: 0,
  amounts: noAmountsSeen(),
  lists: noListsSeen(),
});

/** `named`: values with which whoever reads the column compares, in small letters. */
export function seeCell(seen: CellsSeen, cell: string, named?: ReadonlySet<string>): void {
  seen.filled++;
  if (/^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(cell)) seen.points++;
  else seeAmount(seen.amounts, cell);
  seeList(seen.lists, cell, named);
  if (/^-?(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?$/.test(cell)) seen.commas++;
  // In `12,345` the comma may part thousands; in these it cannot.
  if (/^-?(?:(?:\d+|\d{1,3}(?:\.\d{3})+),(?:\d{1,2}|\d{4,})|(?:0|\d{4,}|\d{1,3}(?:\.\d{3})+),\d+)$/.test(cell))
    seen.commaDecimals++;
}

const MOSTLY = 0.9;

/** Decimals begin with a comma if some column shows that, and no column shows a decimal point. */
export const decimalOf = (columns: readonly CellsSeen[]): ',' | undefined =>
  columns.some((seen) => seen.commaDecimals > 0 && seen.commas >= seen.filled * MOSTLY) ? ',' : undefined;

/** Whether a column has amounts with signs or units, not plain numbers. */
export const isAmounts = ({ filled, points, amounts }: CellsSeen): boolean =>
  amounts.dressed > 0 && points + amounts.count >= filled * MOSTLY;

export type CustomColumn = { readonly type: 'number' | 'string'; readonly rule: ValueRule };

export function customColumnOf(column: string, seen: CellsSeen, decimal: ',' | undefined): CustomColumn {
  if (seen.filled === 0) return { type: 'string', rule: column };
  const hasPoints = seen.points >= seen.filled * MOSTLY;
  if (decimal === ',' && seen.commas >= seen.filled * MOSTLY) return { type: 'number', rule: { sum: [column] } };
  const list = listSignOf(seen.lists, seen.filled);
  if (list !== null) return { type: 'string', rule: { choices: column, by: list } };
  if (hasPoints || !isAmounts(seen)) return { type: hasPoints ? 'number' : 'string', rule: column };
  const sign = decimalOfAmounts(seen.amounts) ?? decimal;
  return sign === undefined
    ? { type: 'string', rule: column }
    : { type: 'number', rule: { amount: column, decimal: sign } };
}
