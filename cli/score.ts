import { createWriteStream } from 'node:fs';
import { readFile, rename, rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { stringify } from 'csv-stringify';
import { UnreadableFile } from '../sandbox/csv/decode.ts';
import { type Mapping, MappingError, readMapping } from '../sandbox/csv/mapping.ts';
import { type ImportedContact, readContacts } from '../sandbox/csv/read-contacts.ts';
import { DEFAULT_MODEL } from '../src/domain/model/default-model.ts';
import { type Model, parseModel } from '../src/domain/model/model.ts';
import { compileModel } from '../src/domain/rules/compile.ts';
import { UNREADABLE_SAYS, unreadableFinder } from '../src/domain/sync/unreadable.ts';
import { cleanJson } from '../src/domain/text/text.ts';
import { parseInstant } from '../src/domain/time/time.ts';
import { factsOf, type ScoredRow, scoreRecord } from './score-record.ts';

/* The engine alone: scores the contacts of a CSV file, without HubSpot and without a database. */

const USAGE =
  'npm run score -- contacts.csv --mapping mapping.json [--model model.json] [--now 2026-11-22] --out scored.csv';

class UsageError extends Error {}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      mapping: { type: 'string' },
      model: { type: 'string' },
      now: { type: 'string' },
      out: { type: 'string' },
    },
  });
  const [file, ...rest] = positionals;
  if (file === undefined || rest.length > 0 || values.mapping === undefined || values.out === undefined)
    throw new UsageError(`Usage: ${USAGE}`);
  const mapping = await mappingOf(values.mapping);
  const compiled = compileModel(values.model === undefined ? DEFAULT_MODEL : await modelOf(values.model));
  const now = values.now === undefined ? Date.now() : parseInstant(values.now);
  if (now === null) throw new UsageError(`--now expects a date such as 2026-11-22, and ${values.now} came.`);

  await refuseOverwriting(values.out, [file, values.mapping, values.model]);

  const tally = {
    scored: 0,
    bad: 0,
    empty: 0,
    qualification: new Map<string, number>(),
    segment: new Map<string, number>(),
    unreadable: new Map<string, number>(),
  };
  const unreadableIn = unreadableFinder(compiled.model);
  const rows = async function* (): AsyncGenerator<ScoredRow> {
    for await (const row of readContacts(file, mapping, { now })) {
      if (row.outcome === 'empty') {
        tally.empty++;
        continue;
      }
      if (row.outcome === 'bad') {
        tally.bad++;
        console.error(`Line ${row.line}: ${row.reason}`);
        continue;
      }
      const record = cleanJson(row.record) as ImportedContact;
      const scored = scoreRecord(compiled, record, now);
      tally.scored++;
      count(tally.qualification, scored.qualification);
      count(tally.segment, scored.segment);
      for (const { property, why } of unreadableIn(factsOf(record, now)))
        count(tally.unreadable, `${property} ${UNREADABLE_SAYS[why]}`);
      yield neutral(scored);
    }
  };
  const began = performance.now();
  // Whoever finds the file finds all of it.
  const draft = `${values.out}.part`;
  try {
    await pipeline(rows, stringify({ header: true }), createWriteStream(draft));
    await rename(draft, values.out);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  const seconds = (performance.now() - began) / 1000;
  const empty = tally.empty === 0 ? '' : `, ${tally.empty} empty rows passed over`;
  console.log(
    `${tally.scored} contacts scored in ${seconds.toFixed(1)} s, ${tally.bad} bad rows left out${empty}; written to ${values.out}`,
  );
  console.log(`Qualification: ${told(tally.qualification)}\nDormant segment: ${told(tally.segment)}`);
  for (const [what, times] of tally.unreadable)
    console.log(`Unknown, since it cannot be read: ${what}: ${times} ${times === 1 ? 'value' : 'values'}`);
  if (tally.scored === 0) process.exitCode = 1;
}

async function refuseOverwriting(out: string, inputs: readonly (string | undefined)[]): Promise<void> {
  const places = await Promise.all(
    [out, ...inputs].map((path) => (path === undefined ? undefined : stat(path).catch(() => undefined))),
  );
  const [target, ...others] = places.map((place) => place && `${place.dev} ${place.ino}`);
  if (target !== undefined && others.includes(target))
    throw new UsageError(`--out ${out} is one of the files that are read: choose another name.`);
}

/**
 * A spreadsheet must show what a cell says, and not compute it:
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
function neutral(row: ScoredRow): ScoredRow {
  const isLive = (cell: unknown) =>
    typeof cell === 'string' && /^[\s'"]*[=+\-@\t\r＝＋－＠]/.test(cell) && !isNumber(cell);
  const cells = Object.entries(row).map(([name, cell]) => [name, isLive(cell) ? `'${cell}` : cell]);
  return Object.fromEntries(cells) as ScoredRow;
}

const isNumber = (cell: string): boolean => /^[-+]?\d+(?:\.\d+)?$/.test(cell);

async function json(path: string): Promise<unknown> {
  try {
    return JSON.parse((await readFile(path, 'utf8')).replace(/^\ufeff/, ''));
  } catch (error) {
    throw new UsageError(`${path} cannot be read as JSON: ${error instanceof Error ? error.message : error}`);
  }
}

async function mappingOf(path: string): Promise<Mapping> {
  return readMapping(await json(path));
}

async function modelOf(path: string): Promise<Model> {
  const parsed = parseModel(await json(path));
  if (parsed.outcome === 'valid') return parsed.model;
  throw new UsageError(`${path} is no scoring model:\n${parsed.problems.map((p) => `  - ${p}`).join('\n')}`);
}

const count = (tally: Map<string, number>, key: string): void => void tally.set(key, (tally.get(key) ?? 0) + 1);
const told = (tally: Map<string, number>): string =>
  [...tally]
    .sort((a, b) => b[1] - a[1])
    .map(([key, n]) => `${key} ${n}`)
    .join(', ') || 'none';

try {
  await main();
} catch (error) {
  const isSaid = [UsageError, MappingError, UnreadableFile].some((kind) => error instanceof kind);
  if (!(error instanceof Error && (isSaid || 'code' in error))) throw error;
  console.error(error.message);
  process.exit(2);
}
