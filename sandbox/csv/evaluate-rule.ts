import type { Condition, DateRule, DaysRule, ValueRule } from './mapping.ts';
import { inMonth } from './month-date.ts';
import { type Decimal, momentIn, numberIn } from './plain-values.ts';

/** One row as the rules see it. */
export type Row = {
  /** Data row, from 1. */
  readonly number: number;
  readonly cells: Readonly<Record<string, string>>;
  readonly missing: ReadonlySet<string>;
  /** Headings of more than one column. */
  readonly twice: ReadonlySet<string>;
  readonly decimal: Decimal | undefined;
  /** The as-of date, milliseconds since epoch. */
  readonly asOf: number;
};

/** A row that the mapping cannot read; the message says which column and why. */
export class BadRow extends Error {}

const MS_PER_DAY = 86_400_000;

/** The value of a rule for a row, or undefined when there is none. */
export function evaluateRule(rule: ValueRule, row: Row): string | undefined {
  if (typeof rule === 'string') return cell(row, rule);
  if (rule.when && !holds(rule.when, row)) return undefined;
  if ('constant' in rule) return rule.constant;
  if ('template' in rule) return fill(rule.template, row);
  if ('pick' in rule) return rule.pick[scatter(row.number) % rule.pick.length];
  if ('sum' in rule) return sum(rule.sum, rule.positive ?? false, row);
  if ('date' in rule) return evaluateDate(rule.date, row)?.toISOString();
  return mapped(rule, row);
}

export function holds(condition: Condition, row: Row): boolean {
  const value = cell(row, condition.column) ?? '';
  return condition.is ? condition.is.includes(value) : !condition.isNot.includes(value);
}

export function evaluateDate(rule: DateRule, row: Row): Date | undefined {
  return dateOf(rule, row) ?? (rule.otherwise ? evaluateDate(rule.otherwise, row) : undefined);
}

function dateOf(rule: DateRule, row: Row): Date | undefined {
  if ('daysAgo' in rule) return daysBefore(new Date(row.asOf), rule.daysAgo, row);
  if ('before' in rule) {
    const date = evaluateDate(rule.before, row);
    return date && daysBefore(date, rule.days, row);
  }
  if ('month' in rule) {
    const month = cell(row, rule.month);
    const weekday = rule.weekday === undefined ? undefined : cell(row, rule.weekday);
    if (month === undefined) return undefined;
    return (
      inMonth(month, weekday, row.asOf, scatter(row.number)) ?? fail(`${rule.month}: "${month}" is no month that fits`)
    );
  }
  const text = cell(row, rule.column);
  if (text === undefined) return undefined;
  const expected = rule.format === 'epoch' ? 'milliseconds since 1970' : 'a day such as 2026-01-31';
  return momentIn(text, rule.format) ?? fail(`${rule.column}: "${text}" is no date; ${expected} was expected`);
}

function daysBefore(date: Date, rule: DaysRule, row: Row): Date | undefined {
  const days = typeof rule === 'number' ? rule : numberOf(rule, 'days', row);
  if (days === undefined) return undefined;
  const earlier = new Date(date.getTime() - Math.round(days * MS_PER_DAY));
  return Number.isNaN(earlier.getTime()) ? fail(`${days} days before are no date`) : earlier;
}

function cell(row: Row, column: string): string | undefined {
  const text = row.cells[column];
  if (text === undefined) fail(`there is no column "${column}"`);
  if (row.twice.has(column)) fail(`there are two columns "${column}"`);
  const trimmed = text.trim();
  return trimmed === '' || row.missing.has(trimmed) ? undefined : trimmed;
}

function mapped(rule: Extract<ValueRule, { column: string }>, row: Row): string | undefined {
  const text = cell(row, rule.column);
  if (text === undefined || !rule.map) return text;
  const value = rule.map[text];
  if (value !== undefined || rule.otherwise === 'drop') return value;
  return rule.otherwise === 'keep' ? text : fail(`${rule.column}: "${text}" is not in the map`);
}

function sum(columns: readonly string[], positive: boolean, row: Row): string | undefined {
  const numbers = columns
    .map((column) => number(cell(row, column), column, row))
    .filter((value) => value !== undefined);
  const total = numbers.reduce((all, value) => all + value, 0);
  return numbers.length === 0 || (positive && total <= 0) ? undefined : String(total);
}

/**
 * A rule whose result is a number; a sum is one already, whatever begins the decimals in the file.
 */
export function numberOf(rule: ValueRule, what: string, row: Row): number | undefined {
  const text = evaluateRule(rule, row);
  const isSum = typeof rule === 'object' && 'sum' in rule;
  return isSum && text !== undefined ? Number(text) : number(text, what, row);
}

function number(text: string | undefined, what: string, { decimal }: Row): number | undefined {
  if (text === undefined) return undefined;
  const value = numberIn(text, decimal);
  if (value === 'unclear')
    fail(`${what}: "${text}" may be thousands or decimals; say "decimal" in the csv of the mapping`);
  return value ?? fail(`${what}: "${text}" is no number`);
}

const fill = (template: string, row: Row): string =>
  template.replace(/\{([^}]+)\}/g, (_, name: string) =>
    name === 'row' ? String(row.number) : (cell(row, name) ?? ''),
  );

/** Spreads neighbouring rows far apart, always the same way (a multiplicative hash). */
const scatter = (row: number): number => Math.imul(row, 0x9e3779b1) >>> 8;

function fail(reason: string): never {
  throw new BadRow(reason);
}
