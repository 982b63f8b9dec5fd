import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { stringify } from 'csv-stringify';
import { type Mapping, MappingError, readMapping } from '../sandbox/csv/mapping.ts';
import { readContacts } from '../sandbox/csv/read-contacts.ts';
import { compileModel } from '../src/domain/compile.ts';
import { DEFAULT_MODEL } from '../src/domain/default-model.ts';
import { type Model, parseModel } from '../src/domain/model.ts';
import { parseInstant } from '../src/domain/time.ts';
import { type ScoredRow, scoreRecord } from './score-record.ts';

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

  const tally = { scored: 0, bad: 0, qualification: new Map<string, number>(), segment: new Map<string, number>() };
  const rows = async function* (): AsyncGenerator<ScoredRow> {
    for await (const row of readContacts(file, mapping, { now })) {
      if (row.outcome === 'bad') {
        tally.bad++;
        console.error(`Line ${row.line}: ${row.reason}`);
        continue;
      }
      const scored = scoreRecord(compiled, row.record, now);
      tally.scored++;
      count(tally.qualification, scored.qualification);
      count(tally.segment, scored.segment);
      yield scored;
    }
  };
  const began = performance.now();
  await pipeline(rows, stringify({ header: true }), createWriteStream(values.out));
  const seconds = (performance.now() - began) / 1000;
  console.log(
    `${tally.scored} contacts scored in ${seconds.toFixed(1)} s, ${tally.bad} bad rows left out; written to ${values.out}`,
  );
  console.log(`Qualification: ${told(tally.qualification)}\nDormant segment: ${told(tally.segment)}`);
  if (tally.scored === 0) process.exitCode = 1;
}

async function json(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
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
  if (!(error instanceof UsageError || error instanceof MappingError || (error instanceof Error && 'code' in error)))
    throw error;
  console.error(error.message);
  process.exit(2);
}
