import { parse } from 'csv-parse/sync';

/** One record of a CSV file; `line` is the line of the file on which it ends, from 1. */
export type CsvRecord =
  | { readonly outcome: 'cells'; readonly line: number; readonly cells: readonly string[] }
  /** the record has delimiters alone */
  | { readonly outcome: 'empty'; readonly line: number }
  | { readonly outcome: 'bad'; readonly line: number; readonly reason: string };

export type CsvDialect = { readonly delimiter: string; readonly quote: string };

type Line = { readonly number: number; readonly text: string };

/** How a spreadsheet names the delimiter, in the first line. */
export const SEPARATOR_LINE = /^\uFEFF?"?sep=([^ \r\n])"? *(?=[\r\n]|$)/i;

/**
 * The most lines of one cell. A quotation mark that is never closed costs one row, not the rest of
 * the file.
 */
const MOST_LINES = 100;

/** The most characters of one record. What has no line ends at all must not fill the memory. */
const MOST_CHARACTERS = 1_000_000;

/**
 * The records of a text, the first of which has the headings. A spreadsheet's first line `sep=;`
 * names the delimiter. A record with another number of cells is bad; empty cells at its end, and
 * cells that lack where no heading is, do not count.
 */
export async function* csvRecords(text: AsyncIterable<string>, dialect: CsvDialect): AsyncGenerator<CsvRecord> {
  const lines = linesOf(text);
  const again: Line[] = [];
  const next = async (): Promise<Line | undefined> => again.shift() ?? (await lines.next()).value ?? undefined;

  let { delimiter } = dialect;
  let headings: readonly string[] | undefined;
  for (let line = await next(); line !== undefined; line = await next()) {
    const separator = line.number === 1 ? SEPARATOR_LINE.exec(line.text)?.[1] : undefined;
    if (separator !== undefined) delimiter = separator;
    if (separator !== undefined || line.text.trim() === '') continue;

    if (line.text.length > MOST_CHARACTERS) {
      yield { outcome: 'bad', line: line.number, reason: 'it has more than a million characters' };
      continue;
    }
    const parts = [line];
    let length = line.text.length;
    const used = { ...dialect, delimiter };
    let isOpen = opensCell(line.text, used, false);
    while (isOpen && parts.length < MOST_LINES && length <= MOST_CHARACTERS) {
      const more = await next();
      if (more === undefined) break;
      parts.push(more);
      length += more.text.length;
      isOpen = opensCell(more.text, used, true);
    }
    const whole = parts.map((part) => part.text).join('\n');
    const read = recordOf(whole, used, headings, parts.at(-1)!.number);
    if (read.outcome === 'bad' && parts.length > 1) {
      again.unshift(...parts.slice(1));
      yield { outcome: 'bad', line: line.number, reason: 'a quotation mark is opened and not closed' };
      continue;
    }
    if (read.outcome === 'cells') headings ??= read.cells;
    yield read;
  }
}

function recordOf(text: string, dialect: CsvDialect, headings: readonly string[] | undefined, line: number): CsvRecord {
  const width = headings?.length;
  const cells = cellsOf(text, dialect, headings === undefined);
  if (cells === null) return { outcome: 'bad', line, reason: 'a quotation mark stands where none may be' };
  if (cells.every((cell) => cell.trim() === '')) return { outcome: 'empty', line };
  const surplus = cells.slice(width ?? cells.length);
  const needed = headings?.findLastIndex((heading) => heading.trim() !== '') ?? -1;
  if (width !== undefined && (cells.length <= needed || surplus.some((cell) => cell.trim() !== '')))
    return { outcome: 'bad', line, reason: `it has ${cells.length} cells, and the headings are ${width}` };
  // Files that were put together have the headings of each.
  if (headings !== undefined && headings.length > 1 && headings.every((heading, at) => heading === cells[at]))
    return { outcome: 'bad', line, reason: 'it has the headings again' };
  const lacking = Array<string>(Math.max(0, (width ?? 0) - cells.length)).fill('');
  return { outcome: 'cells', line, cells: [...cells.slice(0, width), ...lacking] };
}

/** The cells of a line; null: it is not in this dialect. */
function cellsOf(text: string, { delimiter, quote }: CsvDialect, areHeadings: boolean): string[] | null {
  const plain = text.split(delimiter).map((cell) => unquoted(cell, quote, areHeadings));
  if (plain.every((cell) => cell !== null)) return plain;
  // Some programs write a blank before each quotation mark: `"a", "b"`.
  return parsed(text, { delimiter, quote }) ?? parsed(text, { delimiter, quote, ltrim: true });
}

function parsed(text: string, dialect: CsvDialect & { readonly ltrim?: true }): string[] | null {
  try {
    const records: string[][] = parse(text, { ...dialect, relax_column_count: true });
    return records.length === 1 ? records[0]! : null;
  } catch {
    return null;
  }
}

/**
 * The text of a simple cell, quoted or not, as most are; null: the cell needs the parser. As in a
 * spreadsheet a quotation mark in the middle of a cell is a letter of it: `5" disk`. In the middle
 * of a heading it tells that the file is no CSV.
 */
function unquoted(cell: string, quote: string, isHeading: boolean): string | null {
  if (!cell.includes(quote) || !(isHeading || cell.trimStart().startsWith(quote))) return cell;
  const inner = cell.slice(1, -1);
  return cell.length > 1 && cell.startsWith(quote) && cell.endsWith(quote) && !inner.includes(quote) ? inner : null;
}

/** Whether a line ends within a quoted cell; `isOpen`: whether it begins within one. */
function opensCell(line: string, { delimiter, quote }: CsvDialect, isOpen: boolean): boolean {
  if (!isOpen && !line.includes(quote)) return false;
  return line.split(delimiter).reduce((isIn, cell) => {
    const isQuoted = isIn || cell.trimStart().startsWith(quote);
    return isQuoted && cell.split(quote).length % 2 === 0 ? !isIn : isIn;
  }, isOpen);
}

/**
 * Lines, with the line ends of any system. Of a line that is too long for a record the beginning
 * stands for it.
 */
async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<Line, undefined> {
  let number = 0;
  let begun = '';
  let end = '';
  for await (const chunk of text) {
    const lines = (end + chunk).split(/\r\n|\n|\r(?!$)/);
    const last = lines.pop() ?? '';
    for (const line of lines) {
      yield { number: ++number, text: begun + line };
      begun = '';
    }
    // A carriage return at the end may have its line feed in the next chunk.
    end = last.endsWith('\r') ? '\r' : '';
    if (begun.length <= MOST_CHARACTERS) begun += last.slice(0, last.length - end.length);
  }
  yield { number: ++number, text: begun };
}
