/*
 * Text as PostgreSQL and JSON can hold it. Every door through which text comes in uses these
 * functions: webhooks, reads from HubSpot, CSV files, cards, workflow actions, model documents.
 */

/**
 * The text without U+0000, which PostgreSQL refuses, and with U+FFFD for each half of a surrogate
 * pair, which JSON in PostgreSQL refuses.
 * https://www.postgresql.org/docs/current/datatype-json.html
 */
export const cleanText = (text: string): string =>
  text.includes('\u0000') || !text.isWellFormed() ? text.replaceAll('\u0000', '').toWellFormed() : text;

/** Ripen reads no deeper level: a recursive function would exhaust the stack. */
const DEEPEST = 1000;

/**
 * A JSON value in which `cleanText` has cleaned every text, names of fields included. `Date`
 * objects, which clients make of text, stay. A value deeper than 1,000 levels becomes null. A value
 * that is clean already, as nearly all are, comes back uncopied.
 */
export const cleanJson = (value: unknown): unknown => (isClean(value, 0) ? value : cleanCopy(value, 0));

/**
 * JSON text as a value that is clean. Where nothing is escaped by number, and there are too few
 * brackets for too deep a value, the value need not be searched.
 */
export function parseClean(text: string): unknown {
  const value: unknown = JSON.parse(text);
  const isSure = !text.includes('\\u') && countOf('[', text) + countOf('{', text) < DEEPEST;
  return isSure && text.isWellFormed() ? value : cleanJson(value);
}

/** How often a sign is in a text; no more than `DEEPEST` is counted. */
function countOf(sign: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(sign); at !== -1 && count < DEEPEST; at = text.indexOf(sign, at + 1)) count++;
  return count;
}

const isBranch = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !(value instanceof Date);

function isClean(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return cleanText(value) === value;
  if (!isBranch(value)) return true;
  if (depth >= DEEPEST) return false;
  if (Array.isArray(value)) return value.every((inner) => isClean(inner, depth + 1));
  for (const name of Object.keys(value))
    if (cleanText(name) !== name || !isClean(value[name as keyof typeof value], depth + 1)) return false;
  return true;
}

function cleanCopy(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (!isBranch(value)) return value;
  if (depth >= DEEPEST) return null;
  if (Array.isArray(value)) return value.map((inner) => cleanCopy(inner, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [cleanText(name), cleanCopy(inner, depth + 1)]),
  );
}

/** The text, cut to at most `most` UTF-16 units, never within a surrogate pair. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const splitsPair = /[\uD800-\uDBFF]/.test(text.charAt(most - 1)) && /[\uDC00-\uDFFF]/.test(text.charAt(most));
  return text.slice(0, splitsPair ? most - 1 : most);
}

/** No name or address that people read is longer. */
const LONGEST_LINE = 200;

/**
 * A text that somebody typed, as it can stand in a list or a sentence: on one line, cut, without
 * signs that turn round what stands beside them. Empty where nothing of it can be seen.
 */
export function asLine(text: string): string {
  const line = text
    .replace(/[\u00ad\u200b\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(line) ? shorten(line, LONGEST_LINE) : '';
}

/**
 * A text as a terminal can show it: of what steers a terminal, or turns the writing round, the code
 * is shown, as JSON writes it. So a document in JSON says the same. Line ends and tabs stay.
 */
export const onScreen = (text: string): string =>
  text.replace(
    /(?![\n\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
