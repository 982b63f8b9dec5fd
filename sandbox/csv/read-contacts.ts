import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { decoded, UnreadableFile } from './decode.ts';
import { BadRow, evaluateDate, evaluateRule, holds, numberOf, type Row } from './evaluate-rule.ts';
import type { Mapping, ValueRule } from './mapping.ts';
import { csvRecords } from './records.ts';

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
  | { readonly line: number; readonly outcome: 'bad'; readonly reason: string }
  /** nothing in it but delimiters: nobody */
  | { readonly line: number; readonly outcome: 'empty' };

export type ReadOptions = {
  /** What `asOf: now` means, milliseconds since epoch. */
  readonly now: number;
};

const MS_PER_DAY = 86_400_000;

/**
 * Reads a CSV file (a path or a stream of bytes) row by row; a bad row is reported with its reason
 * and does not stop the rest. Throws UnreadableFile where the encoding or the headings cannot be
 * read.
 */
export async function* readContacts(
  source: string | Readable,
  mapping: Mapping,
  { now }: ReadOptions,
): AsyncGenerator<ReadRow> {
  const { encoding, delimiter, quote, decimal } = mapping.csv;
  const bytes = typeof source === 'string' ? createReadStream(source) : source;
  const asOf = mapping.asOf === 'now' ? now : Date.parse(mapping.asOf);
  const missing = new Set(mapping.missing);
  let headings: readonly string[] | undefined;
  let twice: ReadonlySet<string> = new Set();
  let number = 0;
  for await (const record of csvRecords(decoded(bytes, encoding), { delimiter, quote })) {
    if (headings === undefined) {
      if (record.outcome !== 'cells') throw new UnreadableFile(`Line ${record.line}: the headings cannot be read.`);
      headings = record.cells.map((heading) => heading.trim());
      twice = new Set(headings.filter((heading, at) => headings!.indexOf(heading) < at));
      continue;
    }
    if (record.outcome !== 'empty') number++;
    if (record.outcome !== 'cells') {
      yield record;
      continue;
    }
    const cells = Object.fromEntries(headings.map((heading, at) => [heading, record.cells[at] ?? '']));
    yield readRow(mapping, { number, cells, twice, decimal, missing, asOf }, record.line);
  }
}

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
