import path from 'node:path';
import type { Model } from '../../src/domain/model/model.ts';
import type { Asked } from './options.ts';
import { guessedReading, readingSentences } from './reading.ts';
import { refuseOverwriting, STDOUT, writeDocument } from './scored-file.ts';

/** Writes a first mapping of a file. It is data, and goes where data go. */
export async function firstMapping(file: string, model: Model, { options, print, tell }: Asked): Promise<number> {
  const guess = await guessedReading(file, [model], options, true);
  for (const sentence of readingSentences(file, guess, [model])) tell(sentence);
  const mapping = { ...guess.mapping, name: path.parse(file).name };
  const { out } = options;
  if (out === undefined || out === STDOUT) {
    print(JSON.stringify(mapping, null, 2));
    return 0;
  }
  await refuseOverwriting(out, [file, options.model]);
  await writeDocument(out, mapping);
  tell(`Written to ${out}.`);
  return 0;
}
