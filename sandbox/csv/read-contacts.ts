import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import { BadRow, evaluateDate, evaluateRule, holds, type Row } from './evaluate-rule.ts';
import type { Mapping, ValueRule } from './mapping.ts';

/** One row as HubSpot would hold it; property names are HubSpot's. */
export type ImportedContact = {
  readonly key: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly company?: Readonly<Record<string, string>>;
  readonly deals: readonly { readonly properties: Readonly<Record<string, string>> }[];
  /** The truth to evaluate against, kept apart from all properties. */
  readonly label?: string;
};

/** `line` is the line of the file on which the row ends, from 1. */
export type ReadRow =
  | { readonly line: number; readonly outcome: 'ok'; readonly record: ImportedContact }
  | { readonly line: number; readonly outcome: 'bad'; readonly reason: string };

export type ReadOptions = {
  /** What `asOf: now` means, milliseconds since epoch. */
  readonly now: number;
};

const MS_PER_DAY = 86_400_000;

/** Reads a CSV file (a path or a stream of bytes) row by row; a bad row is reported with its reason and does not stop the rest. */
export async function* readContacts(
  source: string | Readable,
  mapping: Mapping,
  { now }: ReadOptions,
): AsyncGenerator<ReadRow> {
  const unreadable: ReadRow[] = [];
  const parser = parse({
    bom: true,
    columns: true,
    delimiter: mapping.csv.delimiter,
    quote: mapping.csv.quote,
    encoding: mapping.csv.encoding,
    info: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error: CsvError | undefined) => {
      if (error) unreadable.push({ line: lineOf(error), outcome: 'bad', reason: error.message });
    },
  });
  const input = typeof source === 'string' ? createReadStream(source) : source;
  input.on('error', (error: Error) => parser.destroy(error));

  const asOf = mapping.asOf === 'now' ? now : Date.parse(mapping.asOf);
  const missing = new Set(mapping.missing);
  let number = 0;
  for await (const { record, info } of input.pipe(parser) as AsyncIterable<ParsedRow>) {
    // The parser reads ahead: what it skipped further down has to wait for its turn.
    const earlier = unreadable.filter((row) => row.line < info.lines).length;
    yield* unreadable.splice(0, earlier);
    number += earlier + 1;
    yield readRow(mapping, { number, cells: record, missing, asOf }, info.lines);
  }
  yield* unreadable;
}

type ParsedRow = { readonly record: Record<string, string>; readonly info: { readonly lines: number } };

const lineOf = (error: CsvError): number => (typeof error.lines === 'number' ? error.lines : 0);

function readRow(mapping: Mapping, row: Row, line: number): ReadRow {
  try {
    return { line, outcome: 'ok', record: contactOf(mapping, row) };
  } catch (error) {
    if (error instanceof BadRow) return { line, outcome: 'bad', reason: error.message };
    throw error;
  }
}

function contactOf(mapping: Mapping, row: Row): ImportedContact {
  const company = mapping.company && valuesOf(mapping.company, row);
  const label = mapping.label === undefined ? undefined : evaluateRule(mapping.label, row);
  return {
    key: evaluateRule(mapping.key, row) ?? `row ${row.number}`,
    properties: { ...valuesOf(mapping.contact, row), ...countersOf(mapping, row) },
    ...(company && Object.keys(company).length > 0 ? { company } : {}),
    deals: mapping.deals
      .filter(({ when }) => !when || holds(when, row))
      .map(({ properties }) => ({ properties: valuesOf(properties, row) })),
    ...(label === undefined ? {} : { label }),
  };
}

function valuesOf(rules: Readonly<Record<string, ValueRule>>, row: Row): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, rule] of Object.entries(rules)) {
    const value = evaluateRule(rule, row);
    if (value !== undefined) values[name] = value;
  }
  return values;
}

function countersOf(mapping: Mapping, row: Row): Record<string, string> {
  const values: Record<string, string> = {};
  for (const { count: rule, property, last, first } of mapping.counters) {
    const count = Number(evaluateRule(rule, row) ?? 0);
    if (!Number.isFinite(count)) throw new BadRow(`${property}: the count is no number`);
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
