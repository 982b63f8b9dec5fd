import { createReadStream } from 'node:fs';
import { SingleBar } from 'cli-progress';
import { recordsOf } from '../../sandbox/csv/find-dialect.ts';
import { withoutColumn } from '../../sandbox/csv/mapping-columns.ts';
import { type ImportedContact, readContacts } from '../../sandbox/csv/read-contacts.ts';
import type { Facts } from '../../src/domain/contact.ts';
import type { Model } from '../../src/domain/model/model.ts';
import { own } from '../../src/domain/own.ts';
import { compileModel } from '../../src/domain/rules/compile.ts';
import { UNREADABLE_SAYS, unreadableFinder } from '../../src/domain/sync/unreadable.ts';
import { cleanJson } from '../../src/domain/text/text.ts';
import { factsOf, scoreRecord } from '../score-record.ts';
import { labelsFrom } from './learning-table.ts';
import type { Asked } from './options.ts';
import { type Judged, judgeOutcome, outcomeSentences, positiveIn } from './outcome.ts';
import {
  clockOf,
  headingsIn,
  type OutcomeColumn,
  outcomeColumn,
  type Reading,
  readingOf,
  rowMapping,
} from './reading.ts';
import { Refusal } from './refusal.ts';
import { cellsOf, freeNameFor, headingsOf, neutral, refuseOverwriting, STDOUT, writeRows } from './scored-file.ts';
import {
  alikeSentence,
  badSentences,
  countAddress,
  countBad,
  countScored,
  countUnreadable,
  liveSentence,
  newTally,
  plural,
  sharedSentence,
  type Tally,
  told,
  unreadableSentences,
} from './tally.ts';
import { unknownChoices } from './unknown-choices.ts';
import { columnFinder, missingSentence, named, nothingReadSentence, propertiesOf } from './what-is-read.ts';

/** Nobody may be written to who said so, so that people are told when the file is silent. */
const OPTED_OUT = 'hs_email_optout';

/** Scores every row of a file; of an outcome, also how well the score tells it. */
export async function scoreFile(file: string, model: Model, asked: Asked): Promise<number> {
  const { options, say } = asked;
  const reading = await readingOf(file, [model], asked);
  const outcome = options.outcome === undefined ? null : outcomeColumn(options.outcome, reading.columns);
  if (outcome !== null) await refuseUnclear(file, reading, outcome);
  const read = outcome === null ? reading.mapping : withoutColumn(reading.mapping, outcome.column);
  const nothing = nothingReadSentence(file, read, reading.columns, model);
  if (nothing !== undefined) throw new Refusal(nothing);
  const missing = missingSentence(read, model);
  if (missing !== undefined) say(missing);
  if (!propertiesOf(read).has(OPTED_OUT))
    say('The file does not say who opted out of e-mail, so nobody counts as opted out.');
  const unread = labelsFrom(read, model.csv?.unread ?? []);
  if (unread.length > 0)
    say(
      `Not read, since it knew the outcome where the points were learnt, or nobody wanted it there: ${named(unread)}.`,
    );
  const untold = [...propertiesOf(reading.mapping)].filter((property) => !propertiesOf(read).has(property));
  if (outcome !== null && untold.length > 0)
    say(`"${outcome.column}" is the outcome, so the score does not read it: ${untold.join(', ')}.`);
  const now = clockOf(reading.mapping, [model], asked);
  const out = options.out ?? (await freeNameFor(file, 'scored'));
  await refuseOverwriting(out, [file, options.mapping, options.model]);

  const compiled = compileModel(model);
  const unreadableIn = unreadableFinder(model);
  const choices = unknownChoices(read);
  const columnOf = columnFinder(read);
  const tally = newTally();
  const judged: Judged[] = [];
  const headings = await headingsIn(file, reading);
  const progress = await progressOver(file);
  const rows = async function* (): AsyncGenerator<readonly string[]> {
    yield headingsOf(headings);
    for await (const row of readContacts(file, rowMapping(read, reading.dialect), { now })) {
      progress.update(row.line);
      if (row.outcome === 'empty') tally.empty++;
      if (row.outcome === 'bad') countBad(tally, row.cause, row.line);
      if (row.outcome !== 'ok') continue;
      const record = cleanJson(row.record) as ImportedContact;
      const scored = scoreRecord(compiled, record, now);
      countScored(tally, scored);
      countAddress(tally, own(record.properties, 'email') ?? '');
      tally.live += row.cells.filter((cell) => neutral(cell) !== cell).length;
      for (const { cause, text } of row.unread) countUnreadable(tally, cause, text);
      const facts = factsOf(record, now);
      for (const { property, why } of unreadableIn(facts))
        countUnreadable(tally, `${columnOf(property)} ${UNREADABLE_SAYS[why]}`, cellOf(facts, property));
      choices.note(record);
      if (outcome !== null) judged.push({ ...scored, outcome: row.cells[outcome.at] ?? '' });
      yield cellsOf(cleanJson(row.cells) as readonly string[], scored);
    }
    if (tally.scored === 0) throw new Refusal([...badSentences(tally), 'Nobody was scored.'].join('\n'));
  };
  const began = performance.now();
  try {
    await writeRows(out, rows, reading.dialect.delimiter).catch((error: NodeJS.ErrnoException) => {
      const isOfOut = error.syscall !== undefined && error.path !== file && out !== STDOUT;
      throw isOfOut ? new Refusal(`--out ${out} cannot be written: ${error.message}.`) : error;
    });
  } finally {
    progress.stop();
  }
  sayWhatWasScored(tally, { seconds: (performance.now() - began) / 1000, out }, asked);
  for (const sentence of choices.sentences()) say(sentence);
  if (outcome === null) return 0;
  const report = judgeOutcome(judged, outcome.column, outcome.value);
  if (report.outcome === 'unclear') throw new Refusal(report.why);
  say(outcomeSentences(report, outcome.column));
  return 0;
}

function cellOf({ contact, company }: Facts, property: string): string {
  const ofCompany = property.startsWith('company.');
  return (ofCompany ? own(company, property.slice('company.'.length)) : own(contact, property)) ?? '';
}

function sayWhatWasScored(
  tally: Tally,
  { seconds, out }: { readonly seconds: number; readonly out: string },
  { say, tell }: Asked,
): void {
  for (const sentence of badSentences(tally)) tell(sentence);
  const bad = [...tally.bad.values()].flat().length;
  const empty = tally.empty === 0 ? '' : `, ${plural(tally.empty, 'empty row')} passed over`;
  say(
    `${plural(tally.scored, 'contact')} scored in ${seconds.toFixed(1)} s, ${plural(bad, 'bad row')} left out${empty}.`,
  );
  if (out !== STDOUT) say(`Written to ${out}.`);
  say(`Qualification: ${told(tally.qualification)}\nDormant segment: ${told(tally.segment)}`);
  for (const sentence of [liveSentence(tally), sharedSentence(tally)]) if (sentence !== undefined) say(sentence);
  for (const sentence of unreadableSentences(tally)) say(sentence);
  const alike = alikeSentence(tally);
  if (alike !== undefined) tell(`Warning: ${alike}`);
}

async function refuseUnclear(file: string, { dialect }: Reading, { column, value, at }: OutcomeColumn): Promise<void> {
  const cells = new Set<string>();
  let isHeader = true;
  for await (const record of recordsOf(file, dialect)) {
    if (record.outcome !== 'cells') continue;
    if (!isHeader) cells.add(record.cells[at] ?? '');
    isHeader = false;
  }
  const found = positiveIn(cells, column, value);
  if (cells.size > 0 && found.outcome === 'unclear') throw new Refusal(found.why);
}

/** Lines; a log needs no progress of less. */
const LONG = 5_000;

async function progressOver(file: string): Promise<SingleBar> {
  let lines = 1;
  for await (const chunk of createReadStream(file))
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines++;
  const bar = new SingleBar({
    format: 'Scoring {bar} {percentage} % | line {value} of {total} | {eta_formatted} left',
    stream: process.stderr,
    noTTYOutput: lines > LONG,
    notTTYSchedule: 5_000,
    clearOnComplete: true,
  });
  bar.start(lines, 0);
  return bar;
}
