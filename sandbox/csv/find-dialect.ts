import { createReadStream } from 'node:fs';
import { decoded, type Encoding, UnreadableFile } from './decode.ts';
import { findEncoding } from './find-encoding.ts';
import { CRM_NAMES, meaningOf, propertyNamed } from './headings.ts';
import type { Mapping } from './mapping.ts';
import { type CsvDialect, type CsvRecord, csvRecords, SEPARATOR_LINE } from './records.ts';

/** How a CSV file is written. */
export type Dialect = { readonly encoding: Encoding; readonly delimiter: string; readonly quote: string };

export type FoundDialect = Dialect & {
  /** a line to check by eye, if the encoding is a guess */
  readonly example?: string;
};

const DELIMITERS = [',', ';', '\t', '|'] as const;

/** Finds out what the mapping does not declare of a file. */
export async function findDialect(path: string, said: Partial<Mapping['csv']> = {}): Promise<FoundDialect> {
  const found = said.encoding === undefined ? await findEncoding(path) : { encoding: said.encoding };
  const quote = said.quote ?? '"';
  return { ...found, quote, delimiter: said.delimiter ?? (await findDelimiter(path, found.encoding, quote)) };
}

const namesNoColumns = (line: number, why: string): UnreadableFile =>
  new UnreadableFile(`Line ${line} must name the columns, and ${why}.`);

const SAMPLE_CHARACTERS = 100_000;
const SAMPLE_RECORDS = 50;

/** The delimiter that gives the most cells, with the same number in each line. */
async function findDelimiter(path: string, encoding: Encoding, quote: string): Promise<string> {
  const sample = await beginningOf(path, encoding);
  const said = SEPARATOR_LINE.exec(sample)?.[1];
  if (said !== undefined) return said;
  await refuseTitle(sample, quote);
  const tried = await Promise.all(
    DELIMITERS.map(async (delimiter) => ({ delimiter, ...(await cellsBy(sample, { delimiter, quote })) })),
  );
  return tried.reduce((best, other) => (other.cells > best.cells ? other : best)).delimiter;
}

const MOST_TITLES = 3;

/**
 * Throws UnreadableFile if titles stand above the headings: lines with fewer cells than all others
 * have. A title may be filled up with delimiters; so is a row of headings that lacks some, which
 * differs by the names that Ripen knows.
 */
async function refuseTitle(text: string, quote: string): Promise<void> {
  const lines = text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '');
  for (let titles = 1; titles <= MOST_TITLES; titles++)
    for (const delimiter of DELIMITERS) {
      const above = lines.slice(0, titles).map((line) => filledIn(line.split(delimiter)));
      const below = await cellsBelow(lines.slice(titles).join('\n'), { delimiter, quote });
      const [headings] = below;
      if (headings === undefined || below.length < 2 || !headings.every(isName)) continue;
      if (above.some((cells) => cells.length >= headings.length)) continue;
      const isAlone = lines.slice(0, titles).every((line) => DELIMITERS.every((sign) => !line.includes(sign)));
      if (!isAlone && (above.flat().some(isKnown) || !headings.some(isKnown))) continue;
      throw namesNoColumns(
        1,
        `it is "${above[0]!.join(' ')}", while others have ${headings.length} cells: take out what stands above the headings`,
      );
    }
}

const isName = (cell: string): boolean => /\p{L}/u.test(cell) && !/\d/.test(cell);
const filledIn = (cells: readonly string[]) => cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
const isKnown = (heading: string): boolean =>
  propertyNamed(heading.toLowerCase()) !== undefined ||
  [...CRM_NAMES, 'guess' as const].some((words) => meaningOf(heading, words) !== undefined);

/** The cells of the first records, if all have as many, several each; else none. */
async function cellsBelow(text: string, dialect: CsvDialect): Promise<readonly (readonly string[])[]> {
  const found: (readonly string[])[] = [];
  for await (const record of csvRecords(of(text), dialect)) {
    if (record.outcome === 'bad') return [];
    if (record.outcome === 'cells') found.push(record.cells);
    if (found.length >= SAMPLE_RECORDS) break;
  }
  return found.every(({ length }) => length > 1) ? found : [];
}

/** How many cells a delimiter gives, less those of lines with another number of cells. */
async function cellsBy(
  text: string,
  dialect: { readonly delimiter: string; readonly quote: string },
): Promise<{ readonly cells: number }> {
  let width = 0;
  let good = 0;
  let all = 0;
  for await (const record of csvRecords(of(text), dialect)) {
    if (record.outcome === 'empty') continue;
    all++;
    if (record.outcome === 'cells') {
      width = record.cells.length;
      good++;
    }
    if (all >= SAMPLE_RECORDS) break;
  }
  return { cells: all === 0 ? 0 : ((width - 1) * good) / all };
}

/** Whole lines from the beginning of a file. */
async function beginningOf(path: string, encoding: Encoding): Promise<string> {
  let text = '';
  for await (const part of decoded(createReadStream(path), encoding)) {
    text += part;
    if (text.length >= SAMPLE_CHARACTERS) return text.slice(0, text.lastIndexOf('\n') + 1) || text;
  }
  return text;
}

async function* of(text: string): AsyncGenerator<string> {
  yield text;
}

/** The records of a file, its headings first. */
export const recordsOf = (path: string, dialect: Dialect): AsyncGenerator<CsvRecord> =>
  csvRecords(decoded(createReadStream(path), dialect.encoding), dialect);

/** As many as the columns of a spreadsheet. */
const MOST_COLUMNS = 16_384;

/** A whole cell that is somebody's address. */
const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/**
 * The names of the columns. Equal names become `Name (1)` and `Name (2)`. Throws
 * UnreadableFile if the first record has no cells, or is somebody's row.
 */
export function columnsOf(first: CsvRecord | undefined): readonly string[] {
  if (first === undefined || first.outcome === 'empty')
    throw new UnreadableFile('The file is empty: its first line must name the columns.');
  if (first.outcome === 'bad')
    throw new UnreadableFile(
      `Line ${first.line} must name the columns, one beside the other, and cannot be read: ${first.reason}. Is the file a CSV?`,
    );
  const headings = first.cells.map((heading) => heading.trim());
  if (headings.length > MOST_COLUMNS)
    throw namesNoColumns(
      first.line,
      `it has ${headings.length} cells, where a spreadsheet has ${MOST_COLUMNS} at most: is the file a CSV?`,
    );
  const address = headings.find((heading) => ADDRESS.test(heading));
  if (address !== undefined)
    throw namesNoColumns(
      first.line,
      `it has the address "${address}", so it seems to be a contact: write a line with the names of the columns above it`,
    );
  const seen = new Map<string, number>();
  const times = Map.groupBy(headings, (heading) => heading);
  return headings.map((heading) => {
    const nth = (seen.get(heading) ?? 0) + 1;
    seen.set(heading, nth);
    return times.get(heading)!.length === 1 ? heading : `${heading} (${nth})`;
  });
}
