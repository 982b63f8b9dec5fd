import { ENCODINGS, type Encoding } from '../../sandbox/csv/decode.ts';
import { columnsOf, type FoundDialect, findDialect, recordsOf } from '../../sandbox/csv/find-dialect.ts';
import { type GuessedMapping, guessMapping } from '../../sandbox/csv/guess-mapping.ts';
import { type Mapping, readMapping } from '../../sandbox/csv/mapping.ts';
import { columnsOfMapping } from '../../sandbox/csv/mapping-columns.ts';
import type { Model } from '../../src/domain/model/model.ts';
import { parseInstant } from '../../src/domain/time/time.ts';
import { readsOf } from '../model-reads.ts';
import { jsonOf } from './named-model.ts';
import { namedValues } from './named-values.ts';
import type { Asked, Options } from './options.ts';
import { Refusal } from './refusal.ts';
import { dialectSentence, guessSentences, named } from './what-is-read.ts';

/* How a file is read: what its columns mean, how it is written, and of which day it is. */

export type Reading = {
  readonly mapping: Mapping;
  readonly dialect: FoundDialect;
  /** each with a name of its own */
  readonly columns: readonly string[];
};

/**
 * What the columns mean to these models, said aloud. `strangers`: columns that mean nothing are
 * read, too.
 */
export async function readingOf(
  file: string,
  models: readonly Model[],
  asked: Asked,
  strangers = false,
): Promise<Reading> {
  const { options, say } = asked;
  if (options.mapping === undefined) {
    const guess = await guessedReading(file, models, options, strangers);
    const columns = guess.findings.map(({ column }) => column);
    for (const sentence of readingSentences(file, guess, models)) say(sentence);
    return { ...guess, columns };
  }
  const mapping = readMapping(await jsonOf(options.mapping));
  const dialect = await findDialect(file, { ...mapping.csv, ...encodingIn(options) });
  const columns = columnsOf(await firstRecord(file, dialect));
  say(dialectSentence(file, dialect, columns.length));
  const absent = columnsOfMapping(mapping).filter(
    (column) => !columns.includes(column) && !columns.includes(`${column} (1)`),
  );
  if (absent.length > 0)
    throw new Refusal(
      `${options.mapping} names columns that ${file} does not have: ${named(absent)}. Its columns are ${named(columns)}.`,
    );
  return { mapping, dialect, columns };
}

export const guessedReading = (
  file: string,
  models: readonly Model[],
  options: Options,
  strangers: boolean,
): Promise<GuessedMapping> =>
  guessMapping(file, {
    now: Date.now(),
    said: encodingIn(options),
    alsoKnown: [...new Set(models.flatMap(readsOf).map(({ property }) => property))],
    named: namedValues(models),
    before: writtenBefore(models),
    strangers,
  });

/** How the file is written that taught one of the models its points. */
const writtenBefore = (models: readonly Model[]): Model['csv'] => models.find(({ csv }) => csv !== undefined)?.csv;

export const readingSentences = (file: string, guess: GuessedMapping, models: readonly Model[]): readonly string[] => [
  dialectSentence(file, guess.dialect, guess.findings.length),
  ...guessSentences(guess, models),
];

function encodingIn({ encoding }: Options): Partial<Mapping['csv']> {
  if (encoding === undefined) return {};
  const known = ENCODINGS.find((name) => name === encoding.toLowerCase().replace(/^utf-/, 'utf'));
  if (known === undefined) throw new Refusal(`--encoding is one of ${ENCODINGS.join(', ')}, and ${encoding} came.`);
  return { encoding: known satisfies Encoding };
}

async function firstRecord(file: string, dialect: FoundDialect) {
  const first = await recordsOf(file, dialect).next();
  return first.done ? undefined : first.value;
}

/** The headings as they stand in the file; two may be alike. */
export async function headingsIn(file: string, { dialect, columns }: Reading): Promise<readonly string[]> {
  const first = await firstRecord(file, dialect);
  return first?.outcome === 'cells' ? first.cells : columns;
}

/** The mapping by which rows are read one by one, once their clock is known. */
export const rowMapping = (mapping: Mapping, dialect: FoundDialect): Mapping => ({
  ...mapping,
  asOf: 'now',
  csv: { ...mapping.csv, ...dialect },
});

/** One clock for what is relative to a day and for the score, said aloud. */
export function clockOf({ asOf }: Mapping, models: readonly Model[], { options, say }: Asked): number {
  const day = options.now === undefined ? undefined : parseInstant(options.now);
  if (day === null) throw new Refusal(`--now expects a date such as 2026-11-22, and ${options.now} came.`);
  const { now, why } =
    day === undefined ? clockOfFile(asOf, writtenBefore(models), options) : { now: day, why: 'as --now says' };
  say(`The scores are of ${new Date(now).toISOString().slice(0, 16).replace('T', ' ')} UTC: ${why}.`);
  return now;
}

function clockOfFile(
  asOf: string,
  learntFrom: Model['csv'],
  { mapping }: Options,
): { readonly now: number; readonly why: string } {
  if (asOf === 'now') return { now: Date.now(), why: 'now' };
  if (mapping !== undefined) return { now: Date.parse(asOf), why: 'as the mapping says' };
  // Of a few rows the newest date may be old.
  if (learntFrom !== undefined && learntFrom.asOf > asOf)
    return { now: Date.parse(learntFrom.asOf), why: 'the day for which the points were learnt; another day: --now' };
  return { now: Date.parse(asOf), why: 'the newest date in the file; another day: --now' };
}

/** The column of the outcome, and the value of it that is named; null: none is. */
export type OutcomeColumn = { readonly column: string; readonly value: string | null; readonly at: number };

export function outcomeColumn(text: string, columns: readonly string[]): OutcomeColumn {
  const cut = text.lastIndexOf('=');
  const [column, value] =
    columns.includes(text) || cut === -1 ? [text, null] : [text.slice(0, cut), text.slice(cut + 1)];
  const at = columns.indexOf(column);
  if (at === -1) throw new Refusal(`--outcome: there is no column "${column}". The columns are ${named(columns)}.`);
  return { column, value, at };
}
