import { stat } from 'node:fs/promises';
import { UnreadableFile } from '../sandbox/csv/decode.ts';
import { MappingError } from '../sandbox/csv/mapping.ts';
import { DEFAULT_MODEL } from '../src/domain/model/default-model.ts';
import type { Command } from './command.ts';
import { print, tell } from './printing.ts';
import { compareFile } from './score/compare-file.ts';
import { firstMapping } from './score/first-mapping.ts';
import { learnFile } from './score/learn-file.ts';
import { namedModel } from './score/named-model.ts';
import { type Asked, readOptions, USAGE } from './score/options.ts';
import { Refusal } from './score/refusal.ts';
import { scoreFile } from './score/score-file.ts';
import { readsSentences } from './score/what-is-read.ts';

/* The engine alone: scores the contacts of a CSV file, without HubSpot and without a database. */

export const score: Command = async (argv, surroundings) => {
  try {
    return await answer(readOptions(argv, surroundings));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const { code }: NodeJS.ErrnoException = error;
    // Whoever reads the standard output has read enough.
    if (code === 'EPIPE') return 0;
    const isSaid = [Refusal, MappingError, UnreadableFile].some((kind) => error instanceof kind);
    if (!isSaid && code === undefined) throw error;
    surroundings.tell(sentenceOf(error));
    return 1;
  }
};

async function answer(asked: Asked): Promise<number> {
  const { options, files, print } = asked;
  if (options.help) {
    print(USAGE);
    return 0;
  }
  const model = options.model === undefined ? DEFAULT_MODEL : await namedModel(options.model);
  if (options.reads) {
    print(readsSentences(model));
    return 0;
  }
  const ofMapping = options['mapping-for'];
  const [file, ...more] = ofMapping === undefined ? files : [ofMapping, ...files];
  if (file === undefined || more.length > 0)
    throw new Refusal(`Expected one CSV file; ${file === undefined ? 'none' : more.length + 1} came.\n\n${USAGE}`);
  const found = await stat(file).catch(() => null);
  if (found?.isDirectory()) throw new Refusal(`${file} is a folder, and no CSV file.`);
  if (found?.isFile() === false)
    throw new Refusal(`${file} is a pipe or a device, and the file is read more than once: save it as a file.`);
  if (ofMapping !== undefined) return await firstMapping(file, model, asked);
  if (options.compare !== undefined) return await compareFile(file, model, options.compare, asked);
  return options.learn === undefined
    ? await scoreFile(file, model, asked)
    : await learnFile(file, model, options.learn, asked);
}

/** What the system says of a file in a code, as a sentence. */
const sentenceOf = ({ code, path, message }: NodeJS.ErrnoException): string =>
  code === 'ENOENT' && path !== undefined ? `There is no file ${path}.` : message;

if (import.meta.main) process.exitCode = await score(process.argv.slice(2), { env: process.env, print, tell });
