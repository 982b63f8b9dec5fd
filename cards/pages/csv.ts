/**
 * Beginnings of text that a spreadsheet takes for a formula: also of full width, as a Japanese one
 * does, and behind what it may drop.
 */
const FORMULA = /^[\s'"]*[=+\-@\t\r＝＋－＠]/;

/**
 * Rows as CSV (RFC 4180) that a spreadsheet never takes for formulas: such a text gets an
 * apostrophe before it. Numbers stay as they are.
 */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map(cellOf).join(',')).join('\r\n');

function cellOf(text: string): string {
  const isNumber = /^-?\d+(?:[.,]\d+)*$/.test(text);
  const safe = FORMULA.test(text) && !isNumber ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
