import { createWriteStream, rmSync } from 'node:fs';
import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { constants } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { ScoredRecord } from '../score-record.ts';
import { Refusal } from './refusal.ts';

/* The scored file: the columns of the input, and Ripen's beside them. */

/** Ripen's columns, named as the properties in HubSpot. */
export const SCORED_COLUMNS: Readonly<Record<keyof ScoredRecord, string>> = {
  score: 'ripen_score',
  explicit: 'ripen_explicit_score',
  implicit: 'ripen_implicit_score',
  grade: 'ripen_grade',
  qualification: 'ripen_qualification',
  segment: 'ripen_dormant_segment',
  track: 'ripen_nurture_track',
  nextTouch: 'ripen_next_touch_at',
  reasons: 'ripen_reasons',
};

/** A name that the file has already is taken: then ours is another. */
export const headingsOf = (columns: readonly string[]): readonly string[] => [
  ...columns.map(neutral),
  ...Object.values(SCORED_COLUMNS).map((name) => (columns.includes(name) ? `${name} (new)` : name)),
];

export const cellsOf = (cells: readonly string[], scored: ScoredRecord): readonly string[] => [
  ...cells.map(neutral),
  ...(Object.keys(SCORED_COLUMNS) as (keyof ScoredRecord)[]).map((name) => neutral(`${scored[name]}`)),
];

/**
 * A spreadsheet must show what a cell says, and not compute it:
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
export function neutral(cell: string): string {
  const isLive = /^[\s'"]*[=+\-@\t\r＝＋－＠]/.test(cell) && !/^[-+]?\d+(?:[.,]\d+)?$/.test(cell);
  return isLive ? `'${cell}` : cell;
}

/** Where the rows go: `-` is the standard output. */
export const STDOUT = '-';

const STOPS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Whoever finds the file finds all of it. A link stays one; a device or a pipe is written to, since
 * what is renamed to it would take its place.
 */
export async function writeRows(
  out: string,
  rows: () => AsyncIterable<readonly string[]>,
  delimiter: string,
): Promise<void> {
  if (out === STDOUT) return pipeline(rows, stringify({ delimiter }), process.stdout, { end: false });
  const target = await realpath(out).catch(() => out);
  const before = await stat(target).catch(() => null);
  if (before !== null && !before.isFile())
    return pipeline(rows, stringify({ delimiter, bom: true }), createWriteStream(target));
  const draft = `${target}.part`;
  // Whoever stops half-way finds nothing half-done.
  const stop = (signal: NodeJS.Signals) => {
    rmSync(draft, { force: true });
    process.exit(128 + constants.signals[signal]);
  };
  for (const signal of STOPS) process.once(signal, stop);
  try {
    // A spreadsheet takes a file without a mark for one of its own country's letters.
    await pipeline(rows, stringify({ delimiter, bom: true }), createWriteStream(draft));
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  } finally {
    for (const signal of STOPS) process.off(signal, stop);
  }
}

/** `contacts.scored.csv` beside `contacts.csv`, or the next name that is free. */
export async function freeNameFor(file: string, what: 'scored' | 'movers'): Promise<string> {
  const { dir, name } = path.parse(file);
  for (let number = 1; ; number++) {
    const free = path.join(dir, `${name}.${what}${number === 1 ? '' : `-${number}`}.csv`);
    if ((await stat(free).catch(() => null)) === null) return free;
  }
}

/** Writes a document to the file that an option names. */
export const writeDocument = (out: string, document: object, option = '--out'): Promise<void> =>
  writeFile(out, `${JSON.stringify(document, null, 2)}\n`).catch((error: Error) => {
    throw new Refusal(`${option} ${out} cannot be written: ${error.message}.`);
  });

/** Whoever names a file that cannot be written, or that is read, is told before anything is. */
export async function refuseOverwriting(
  out: string,
  inputs: readonly (string | undefined)[],
  option = '--out',
): Promise<void> {
  if (out === STDOUT && option === '--out') return;
  if (out === STDOUT || out.trim() === '')
    throw new Refusal(`${option} expects the name of a file, and "${out}" came.`);
  const isFolder = async (place: string) => (await stat(place).catch(() => null))?.isDirectory();
  const folder = path.dirname(path.resolve(out));
  if (!(await isFolder(folder))) throw new Refusal(`${option} ${out}: there is no folder ${folder}.`);
  if (await isFolder(out)) throw new Refusal(`${option} ${out} is a folder: name a file in it.`);
  const input = await overwritten(out, inputs);
  if (input !== undefined)
    throw new Refusal(`${option} ${out} is one of the files that are read: choose another name.`);
}

/** The first of the files that `out` would overwrite; undefined: none. */
async function overwritten(out: string, inputs: readonly (string | undefined)[]): Promise<string | undefined> {
  const placeOf = async (file: string) => {
    const found = await stat(file).catch(() => undefined);
    return found && `${found.dev} ${found.ino}`;
  };
  const [target, draft] = [await placeOf(out), await placeOf(`${await realpath(out).catch(() => out)}.part`)];
  for (const input of inputs) {
    const place = input === undefined ? undefined : await placeOf(input);
    if (place !== undefined && (place === target || place === draft)) return input;
  }
  return undefined;
}
