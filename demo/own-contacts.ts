import { readFile, stat } from 'node:fs/promises';
import { dialectSentence, guessSentences, nothingReadSentence } from '../cli/score/what-is-read.ts';
import { UnreadableFile } from '../sandbox/csv/decode.ts';
import { guessMapping } from '../sandbox/csv/guess-mapping.ts';
import { type Mapping, MappingError, readMapping } from '../sandbox/csv/mapping.ts';
import { DEFAULT_MODEL } from '../src/domain/model/default-model.ts';

type Meaning =
  | { readonly outcome: 'read'; readonly mapping: Mapping; readonly sentences: readonly string[] }
  | { readonly outcome: 'refused'; readonly sentence: string };

/** What the columns of a file mean, by its mapping or, without one, by their headings. */
export async function meaningOfFile(file: {
  readonly contacts: string;
  readonly mapping: string | null;
}): Promise<Meaning> {
  const { contacts, mapping } = file;
  for (const name of [contacts, mapping])
    if (name !== null && !(await stat(name).catch(() => null))?.isFile())
      return refused(`There is no file ${name} that can be read.`);
  try {
    return mapping === null ? await guessMeaning(contacts) : await readMeaning(mapping);
  } catch (error) {
    if (error instanceof MappingError || error instanceof UnreadableFile) return refused(error.message);
    throw error;
  }
}

const refused = (sentence: string): Meaning => ({ outcome: 'refused', sentence });

async function readMeaning(file: string): Promise<Meaning> {
  const text = await readFile(file, 'utf8');
  try {
    return { outcome: 'read', mapping: readMapping(JSON.parse(text.replace(/^\ufeff/, ''))), sentences: [] };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return refused(`${file} is no JSON: ${error.message}`);
  }
}

async function guessMeaning(contacts: string): Promise<Meaning> {
  const guess = await guessMapping(contacts, { now: Date.now() });
  const columns = guess.findings.map(({ column }) => column);
  const nothing = nothingReadSentence(contacts, guess.mapping, columns, DEFAULT_MODEL);
  if (nothing !== undefined) return refused(nothing);
  const sentences = [
    dialectSentence(contacts, guess.dialect, columns.length),
    ...guessSentences(guess, [DEFAULT_MODEL]),
  ];
  return { outcome: 'read', mapping: guess.mapping, sentences };
}
