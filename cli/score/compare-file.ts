import { type ImportedContact, readContacts } from '../../sandbox/csv/read-contacts.ts';
import { differencesOf } from '../../src/domain/changes/document/differences.ts';
import { newWhatIfTally } from '../../src/domain/changes/what-if/tally.ts';
import type { Model } from '../../src/domain/model/model.ts';
import { compileModel } from '../../src/domain/rules/compile.ts';
import { cleanJson } from '../../src/domain/text/text.ts';
import { differenceSentences, moverSentences } from '../model/sentences.ts';
import { factsOf } from '../score-record.ts';
import { comparedCells, comparedHeadings, compareRow } from './compare.ts';
import { namedModel } from './named-model.ts';
import type { Asked } from './options.ts';
import { clockOf, headingsIn, readingOf, rowMapping } from './reading.ts';
import { Refusal } from './refusal.ts';
import { freeNameFor, refuseOverwriting, STDOUT, writeRows } from './scored-file.ts';
import { badSentences, countBad, newTally } from './tally.ts';
import { missingSentence, nothingReadSentence } from './what-is-read.ts';

/** Whom of a file another model would move. */
export async function compareFile(file: string, model: Model, otherFile: string, asked: Asked): Promise<number> {
  const { options, say, tell } = asked;
  if (options.outcome !== undefined || options.learn !== undefined)
    throw new Refusal('--compare shows what another model changes; ask for --outcome or --learn in a call of its own.');
  const other = await namedModel(otherFile);
  const reading = await readingOf(file, [model, other], asked);
  const nothing = [model, other].map((one) => nothingReadSentence(file, reading.mapping, reading.columns, one));
  if (nothing[0] !== undefined && nothing[1] !== undefined) throw new Refusal(nothing[0]);
  for (const [name, one] of [
    ['The first model', model],
    ['The other model', other],
  ] as const) {
    const missing = missingSentence(reading.mapping, one);
    if (missing !== undefined) say(`${name}: ${missing}`);
  }
  const now = clockOf(reading.mapping, [model, other], asked);
  const mapping = rowMapping(reading.mapping, reading.dialect);
  const out = options.out ?? (await freeNameFor(file, 'movers'));
  await refuseOverwriting(out, [file, options.mapping, options.model, otherFile]);
  const models = [compileModel(model), compileModel(other)] as const;
  const [tally, counts] = [newTally(), newWhatIfTally(now)];
  const rows = async function* (): AsyncGenerator<readonly string[]> {
    yield comparedHeadings(await headingsIn(file, reading));
    for await (const row of readContacts(file, mapping, { now })) {
      if (row.outcome === 'bad') countBad(tally, row.cause, row.line);
      if (row.outcome !== 'ok') continue;
      const compared = compareRow(models, factsOf(cleanJson(row.record) as ImportedContact, now), now);
      counts.add(compared);
      if (compared.move.is === 'move') yield comparedCells(cleanJson(row.cells) as readonly string[], compared);
    }
    if (counts.counts().contacts === 0) throw new Refusal([...badSentences(tally), 'Nobody was scored.'].join('\n'));
  };
  await writeRows(out, rows, reading.dialect.delimiter);
  for (const sentence of badSentences(tally)) tell(sentence);
  const found = counts.counts();
  for (const sentence of [...differenceSentences(differencesOf(model, other)), ...moverSentences(found)]) say(sentence);
  if (out !== STDOUT) say(`The rows that move are in ${out}, with what both models say of them.`);
  return 0;
}
