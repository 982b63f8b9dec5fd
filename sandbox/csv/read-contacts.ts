import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { decoded } from './decode.ts';
import { BadCell, evaluateDate, evaluateRule, holds, numberOf, type Row } from './evaluate-rule.ts';
import { columnsOf, type Dialect, findDialect } from './find-dialect.ts';
import type { Mapping, ValueRule } from './mapping.ts';
import { csvRecords } from './records.ts';

/** One row as HubSpot would hold it; property names are HubSpot's. */
export type ImportedContact = {
  readonly key: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly company?: Readonly<Record<string, string>>;
  readonly deals: readonly { readonly properties: Readonly<Record<string, string>> }[];
  /** The known outcome, kept apart from all properties. */
  readonly label?: string;
};

/** `line` is the line of the file on which the row ends, from 1. */
export type ReadRow =
  | {
      readonly line: number;
      readonly outcome: 'ok';
      readonly record: ImportedContact;
      /** as they stand in the file */
      readonly cells: readonly string[];
      /** cells that could not be read, where the mapping lets the rest of the row count */
      readonly unread: readonly UnreadCell[];
    }
  /** `cause`: the reason without the text of the cell, so that equal ones can be counted */
  | { readonly line: number; readonly outcome: 'bad'; readonly reason: string; readonly cause: string }
  /** the row has delimiters alone */
  | { readonly line: number; readonly outcome: 'empty' };

type UnreadCell = Pick<BadCell, 'text' | 'cause'>;

export type ReadOptions = {
  /** What `asOf: now` means, milliseconds since epoch. */
  readonly now: number;
};

const MS_PER_DAY = 86_400_000;

/** A stream can be read only once, so its dialect cannot be found out. */
const dialectOfStream = ({ encoding = 'utf8', delimiter = ',', quote }: Mapping['csv']): Dialect => ({
  encoding,
  delimiter,
  quote,
});

/**
 * Reads a CSV file (a path or a stream of bytes) row by row; a bad row is reported with its reason
 * and does not stop the rest. Finds out the dialect of a file where the mapping does not declare
 * it. Throws UnreadableFile where the encoding or the headings cannot be read.
 */
export async function* readContacts(
  source: string | Readable,
  mapping: Mapping,
  { now }: ReadOptions,
): AsyncGenerator<ReadRow> {
  const { decimal } = mapping.csv;
  const isFile = typeof source === 'string';
  const dialect = isFile ? await findDialect(source, mapping.csv) : dialectOfStream(mapping.csv);
  const bytes = isFile ? createReadStream(source) : source;
  const asOf = mapping.asOf === 'now' ? now : Date.parse(mapping.asOf);
  const missing = new Set(mapping.missing);
  let columns: readonly string[] | undefined;
  let twice: ReadonlySet<string> = new Set();
  let number = 0;
  for await (const record of csvRecords(decoded(bytes, dialect.encoding), dialect)) {
    if (columns === undefined) {
      columns = columnsOf(record);
      twice = new Set(columns.flatMap((column) => /^(.*) \(2\)$/.exec(column)?.[1] ?? []));
      continue;
    }
    if (record.outcome !== 'empty') number++;
    if (record.outcome !== 'cells') {
      yield record.outcome === 'bad' ? { ...record, cause: record.reason } : record;
      continue;
    }
    const cells = Object.fromEntries(columns.map((column, at) => [column, record.cells[at] ?? '']));
    yield readRow(mapping, { number, cells, twice, decimal, missing, asOf }, record);
  }
}

function readRow(
  mapping: Mapping,
  row: Row,
  { line, cells }: { readonly line: number; readonly cells: readonly string[] },
): ReadRow {
  const unread: UnreadCell[] = [];
  const spoil = (error: BadCell) => {
    if (mapping.unreadable === 'row') throw error;
    unread.push({ text: error.text, cause: error.cause });
  };
  try {
    return { line, outcome: 'ok', record: contactOf(mapping, row, spoil), cells, unread };
  } catch (error) {
    if (error instanceof BadCell) return { line, outcome: 'bad', reason: error.message, cause: error.cause };
    throw error;
  }
}

/** Notes a cell that cannot be read. Throws if the row cannot count without it. */
type Spoil = (error: BadCell) => void;

function contactOf(mapping: Mapping, row: Row, spoil: Spoil): ImportedContact {
  const company = mapping.company && valuesOf(mapping.company, row, spoil);
  const label = mapping.label === undefined ? undefined : evaluateRule(mapping.label, row);
  return {
    key: evaluateRule(mapping.key, row) ?? `row ${row.number}`,
    properties: { ...valuesOf(mapping.contact, row, spoil), ...countersOf(mapping, row) },
    ...(company && Object.keys(company).length > 0 ? { company } : {}),
    deals: mapping.deals
      .filter(({ when }) => !when || holds(when, row))
      .map(({ properties }) => ({ properties: valuesOf(properties, row, spoil) })),
    ...(label === undefined ? {} : { label }),
  };
}

function valuesOf(rules: Readonly<Record<string, ValueRule>>, row: Row, spoil: Spoil): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, rule] of Object.entries(rules)) {
    try {
      const value = evaluateRule(rule, row);
      if (value !== undefined) values[name] = value;
    } catch (error) {
      if (!(error instanceof BadCell)) throw error;
      spoil(error);
    }
  }
  return values;
}

function countersOf(mapping: Mapping, row: Row): Record<string, string> {
  const values: Record<string, string> = {};
  for (const { count: rule, property, last, first } of mapping.counters) {
    const count = numberOf(rule, property, row) ?? 0;
    if (count <= 0) continue;
    values[property] = String(count);
    const lastAt = evaluateDate(last.date, row);
    if (!lastAt) continue;
    for (const name of last.properties) values[name] = lastAt.toISOString();
    const firstAt = new Date(lastAt.getTime() - Math.round((first?.daysBetween ?? 0) * (count - 1) * MS_PER_DAY));
    for (const name of first?.properties ?? []) values[name] = firstAt.toISOString();
  }
  return values;
}
