import { parseArgs } from 'node:util';
import { readConfig } from '../../src/app/config.ts';
import { createLog } from '../../src/operation/log.ts';
import { referenceData } from '../../src/reference-data/reference-data.ts';
import type { ModelContext } from '../../src/use-cases/models/model-context.ts';
import { openPlaces, type Surroundings } from '../command.ts';
import { USAGE } from './usage.ts';

/* One call of the command: its arguments, its options, and the database that it works on. */

/** A problem that the caller can mend. The command prints the message and ends with `code`. */
export class Refusal extends Error {
  readonly code: number;
  constructor(message: string, code = 1) {
    super(message);
    this.code = code;
  }
}

export const wrongCall = (sentence: string): Refusal => new Refusal(`${sentence}\n\n${USAGE}`, 2);

const OPTIONS = {
  version: { type: 'string' },
  movers: { type: 'string' },
  contact: { type: 'string' },
  json: { type: 'boolean', default: false },
  plan: { type: 'string' },
  by: { type: 'string' },
  hash: { type: 'string' },
  side: { type: 'string' },
  holds: { type: 'string' },
  note: { type: 'string' },
  at: { type: 'string' },
  tolerance: { type: 'string' },
  share: { type: 'string' },
  since: { type: 'string' },
  days: { type: 'string' },
  owners: { type: 'string' },
  rules: { type: 'string' },
  step: { type: 'string' },
  calls: { type: 'string' },
  'lost-status': { type: 'string', multiple: true },
  without: { type: 'string', multiple: true },
  keep: { type: 'string', multiple: true },
  rising: { type: 'string', multiple: true },
  falling: { type: 'string', multiple: true },
  answer: { type: 'string', multiple: true },
  begin: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Arguments and options, and where the output goes. */
export type Call = Surroundings & {
  readonly values: ReturnType<typeof parsed>['values'];
  readonly args: readonly string[];
};

export function parsed(argv: readonly string[]) {
  const call = read(argv);
  if (call.values.by?.trim() === '') throw wrongCall('Expected --by with a name: every change has an author.');
  return call;
}

function read(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options: OPTIONS });
  } catch (error) {
    throw wrongCall((error as Error).message);
  }
}

export type Command = (call: Call) => Promise<void>;

export function argument({ args }: Call, at: number, what: string): string {
  const value = args[at];
  if (value === undefined) throw wrongCall(`Expected ${what}.`);
  return value;
}

export const portalOf = (text: string): number => numberOf(text, 'the id of a portal');

export function numberOf(text: string, what: string): number {
  // Digits alone: `0x10`, `1e3` and a blank are numbers to JavaScript.
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(number) || number < 1) throw wrongCall(`Expected ${what}, and ${text} came.`);
  return number;
}

export function optionalNumber({ values }: Call, name: 'version' | 'movers' | 'calls' | 'days'): number | undefined {
  const text = values[name];
  return text === undefined ? undefined : numberOf(text, `a number with --${name}`);
}

export function percentOf({ values }: Call, name: 'share' | 'tolerance'): number {
  const text = values[name] ?? '';
  const number = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= 0 && number <= 100)) throw wrongCall(`Expected --${name} from 0 to 100, and ${values[name]} came.`);
  return number;
}

/** PORTAL or PORTAL@VERSION; all else is a file, whose name may begin with digits too. */
export const namesPortal = (text: string): boolean => /^\d+(@\d+)?$/.test(text);

/** Works on the database of the portal that the call names. */
export async function withDatabase<T>({ env, args }: Call, work: (context: ModelContext) => Promise<T>): Promise<T> {
  const read = readConfig(env);
  if (read.outcome === 'invalid') throw new Refusal(listed('The environment is not complete:', read.problems));
  const log = createLog('warn');
  const directory = await openPlaces(read.config, log);
  try {
    const { db } = await directory.of(Number.parseInt(args.find(namesPortal) ?? '0', 10));
    return await work({ db, clock: { now: Date.now }, referenceData, log });
  } finally {
    await directory.close();
  }
}

export const textOf = (value: unknown): string => JSON.stringify(value, null, 2);

export const listed = (title: string, lines: readonly string[]): string =>
  [title, ...lines.map((line) => `  - ${line}`)].join('\n');
