import { amountIn } from './amount.ts';
import type { Condition, DateRule, DaysRule, ValueRule } from './mapping.ts';
import { inMonth } from './month-date.ts';
import { saysNoValue } from './no-value.ts';
import { type DateFormat, type Decimal, momentIn, numberIn } from './plain-values.ts';

/** One row as the rules see it. */
export type Row = {
  /** Data row, from 1. */
  readonly number: number;
  readonly cells: Readonly<Record<string, string>>;
  readonly missing: ReadonlySet<string>;
  /** Headings that more than one column has. */
  readonly twice: ReadonlySet<string>;
  readonly decimal: Decimal | undefined;
  /** The as-of date, milliseconds since epoch. */
  readonly asOf: number;
};

/**
 * A cell that the mapping cannot read. The message names the column, the text of the cell and the
 * reason; `cause` is the same without the text, so that equal causes can be counted.
 */
export class BadCell extends Error {
  override readonly cause: string;
  readonly text: string;
  constructor(message: string, cause: string, text: string) {
    super(message);
    this.cause = cause;
    this.text = text;
  }
}

const MS_PER_DAY = 86_400_000;

/** The value of a rule for a row, or undefined when there is none. */
export function evaluateRule(rule: ValueRule, row: Row): string | undefined {
  if (typeof rule === 'string') return cell(row, rule);
  if (rule.when && !holds(rule.when, row)) return undefined;
  if ('constant' in rule) return rule.constant;
  if ('template' in rule) return fill(rule.template, row);
  if ('pick' in rule) return rule.pick[scatter(row.number) % rule.pick.length];
  if ('firstOf' in rule) return firstOf(rule.firstOf, row);
  if ('sum' in rule) return sum(rule.sum, rule.positive ?? false, row);
  if ('amount' in rule) return amount(rule, row);
  if ('choices' in rule) return choices(rule, row);
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
    return inMonth(month, weekday, row.asOf, scatter(row.number)) ?? unfit(rule.month, month, 'is no month that fits');
  }
  const text = cell(row, rule.column);
  if (text === undefined || saysNoValue(text)) return undefined;
  const date = momentIn(text, rule.format) ?? (rule.format === 'epoch' ? undefined : momentIn(text, 'iso'));
  return date ?? unfit(rule.column, text, `is no date; ${EXPECTED[rule.format]} was expected`);
}

const EXPECTED: Readonly<Record<DateFormat, string>> = {
  iso: 'a day such as 2026-01-31',
  dmy: 'a day such as 31.01.2026',
  mdy: 'a day such as 01/31/2026',
  epoch: 'milliseconds since 1970',
};

function daysBefore(date: Date, rule: DaysRule, row: Row): Date | undefined {
  const days = typeof rule === 'number' ? rule : numberOf(rule, 'days', row);
  if (days === undefined) return undefined;
  const earlier = new Date(date.getTime() - Math.round(days * MS_PER_DAY));
  return Number.isNaN(earlier.getTime()) ? unfit('', `${days}`, 'days before are no date') : earlier;
}

function cell(row: Row, column: string): string | undefined {
  const text = row.cells[column];
  if (row.twice.has(column)) fail(`there are two columns "${column}": say "${column} (1)" or "${column} (2)"`);
  if (text === undefined) fail(`there is no column "${column}"`);
  const trimmed = text.trim();
  return trimmed === '' || row.missing.has(trimmed) ? undefined : trimmed;
}

type MapRule = Extract<ValueRule, { column: string }>;

function mapped({ orIn, ...rule }: MapRule, row: Row): string | undefined {
  const others = (orIn ?? []).map((one) =>
    typeof one === 'string' ? mappedIn({ ...rule, column: one }, row) : evaluateRule(one, row),
  );
  const said = [mappedIn(rule, row), ...others].filter((value) => value !== undefined);
  return said.find((value) => value !== 'false') ?? said[0];
}

function mappedIn(rule: MapRule, row: Row): string | undefined {
  const text = cell(row, rule.column);
  const { map, list } = rule;
  if (text === undefined || !map) return text;
  if (list === undefined) return translated(text, map, rule);
  const choices = text.split(list).map((choice) => choice.trim());
  const values = choices.filter((choice) => choice !== '').map((choice) => translated(choice, map, rule));
  return values.filter((value) => value !== undefined).join(';') || undefined;
}

type Translation = Readonly<Record<string, string>>;

function translated(
  text: string,
  map: Translation,
  { column, otherwise }: { readonly column: string; readonly otherwise?: MapRule['otherwise'] },
): string | undefined {
  const value = Object.hasOwn(map, text) ? map[text] : inLowerCase(map).get(text.toLowerCase());
  if (value !== undefined || otherwise === 'drop') return value;
  if (otherwise !== undefined && saysNoValue(text)) return undefined;
  if (otherwise !== undefined) return otherwise === 'keep' ? text : otherwise.value;
  return unfit(column, text, 'is not in the map');
}

const lowered = new WeakMap<Translation, ReadonlyMap<string, string>>();

function inLowerCase(map: Translation): ReadonlyMap<string, string> {
  const known = lowered.get(map);
  if (known !== undefined) return known;
  const made = new Map(Object.entries(map).map(([text, value]) => [text.toLowerCase(), value]));
  lowered.set(map, made);
  return made;
}

function firstOf(columns: readonly string[], row: Row): string | undefined {
  for (const column of columns) {
    const text = cell(row, column);
    if (text !== undefined) return text;
  }
  return undefined;
}

function sum(columns: readonly string[], positive: boolean, row: Row): string | undefined {
  const numbers = columns
    .map((column) => number(cell(row, column), column, row))
    .filter((value) => value !== undefined);
  const total = numbers.reduce((all, value) => all + value, 0);
  return numbers.length === 0 || (positive && total <= 0) ? undefined : String(total);
}

function amount(
  { amount: column, decimal, units }: Extract<ValueRule, { amount: string }>,
  row: Row,
): string | undefined {
  const text = cell(row, column);
  if (text === undefined) return undefined;
  return String(amountIn(text, decimal, units) ?? unfit(column, text, 'is no number'));
}

const choices = ({ choices: column, by }: Extract<ValueRule, { choices: string }>, row: Row): string | undefined =>
  cell(row, column)
    ?.split(by)
    .map((choice) => choice.trim())
    .filter((choice) => choice !== '')
    .join(';') || undefined;

/** The number that a rule gives. Some are numbers already, whatever decimal sign the file has. */
export function numberOf(rule: ValueRule, what: string, row: Row): number | undefined {
  const text = evaluateRule(rule, row);
  const isPlain = typeof rule === 'object' && ('sum' in rule || 'amount' in rule);
  return isPlain && text !== undefined ? Number(text) : number(text, what, row);
}

function number(text: string | undefined, what: string, { decimal }: Row): number | undefined {
  if (text === undefined) return undefined;
  const value = numberIn(text, decimal);
  if (value === 'unclear') unfit(what, text, 'may be thousands or decimals; say "decimal" in the csv of the mapping');
  return value ?? unfit(what, text, 'is no number');
}

const fill = (template: string, row: Row): string =>
  template.replace(/\{([^}]+)\}/g, (_, name: string) =>
    name === 'row' ? String(row.number) : (cell(row, name) ?? ''),
  );

/** Spreads neighbouring rows far apart, always the same way (a multiplicative hash). */
const scatter = (row: number): number => Math.imul(row, 0x9e3779b1) >>> 8;

function unfit(column: string, text: string, why: string): never {
  throw new BadCell(`${column}: "${text}" ${why}`, `${column} ${why}`, text);
}

function fail(reason: string): never {
  throw new BadCell(reason, reason, '');
}
