import { createReadStream } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { ENCODINGS, type Encoding, UnreadableFile } from '../sandbox/csv/decode.ts';
import { columnsOf, type FoundDialect, findDialect, recordsOf } from '../sandbox/csv/find-dialect.ts';
import { guessMapping } from '../sandbox/csv/guess-mapping.ts';
import { type Mapping, MappingError, readMapping } from '../sandbox/csv/mapping.ts';
import { columnsOfMapping, withoutColumn } from '../sandbox/csv/mapping-columns.ts';
import { type ImportedContact, readContacts } from '../sandbox/csv/read-contacts.ts';
import { differencesOf } from '../src/domain/changes/differences.ts';
import { findStartingModel } from '../src/domain/changes/starting-models.ts';
import { newWhatIfTally } from '../src/domain/changes/tally.ts';
import { scoresOfCard } from '../src/domain/learning/card.ts';
import { draftOf, silentRules } from '../src/domain/learning/draft.ts';
import { fewestOf } from '../src/domain/learning/fewest.ts';
import { formsOf } from '../src/domain/learning/field-form.ts';
import { learn } from '../src/domain/learning/learn.ts';
import {
  cardSentences,
  driftSentences,
  foundSentences,
  heldSentences,
  moreRulesSentence,
  thresholdSentence,
  wouldReachSentence,
} from '../src/domain/learning/learnt-sentences.ts';
import { DEFAULT_MODEL } from '../src/domain/model/default-model.ts';
import { type Model, parseModel } from '../src/domain/model/model.ts';
import { compileModel } from '../src/domain/rules/compile.ts';
import { UNREADABLE_SAYS, unreadableFinder } from '../src/domain/sync/unreadable.ts';
import { cleanJson } from '../src/domain/text/text.ts';
import { parseInstant } from '../src/domain/time/time.ts';
import { differenceSentences, moverSentences } from './model/sentences.ts';
import { readsOf } from './model-reads.ts';
import { readJson } from './read-json.ts';
import { comparedCells, comparedHeadings, compareRow } from './score/compare.ts';
import { howWritten } from './score/how-written.ts';
import { readLeads } from './score/learning-table.ts';
import { namedValues } from './score/named-values.ts';
import { type Judged, judgeOutcome, outcomeSentences, positiveIn } from './score/outcome.ts';
import { readOutcomes } from './score/outcome-words.ts';
import { cellsOf, freeNameFor, headingsOf, neutral, overwritten, STDOUT, writeRows } from './score/scored-file.ts';
import {
  alikeSentence,
  badSentences,
  countBad,
  countOne,
  countScored,
  liveSentence,
  newTally,
  plural,
  told,
  unreadableSentences,
} from './score/tally.ts';
import {
  dialectSentence,
  guessSentences,
  missingSentence,
  named,
  nothingReadSentence,
  propertiesOf,
  readsSentences,
} from './score/what-is-read.ts';
import { factsOf, scoreRecord } from './score-record.ts';

/* The engine alone: scores the contacts of a CSV file, without HubSpot and without a database. */

const USAGE = `npm run score -- contacts.csv [options]
    scores every row; the columns of HubSpot's own export, and of others, are recognised
  --out FILE             where the scored file goes; - is the standard output (contacts.scored.csv)
  --mapping FILE         what the columns mean, instead of what is recognised
  --model FILE           another model than the one that a new account starts with: a file, or the name
                         of a starting model ("npm run -s model -- starting" lists them)
  --now 2026-11-22       the day that the scores are of (the newest date in the file)
  --encoding NAME        how the file is encoded (found out)
  --outcome COLUMN=VALUE how well the score tells who has VALUE there; the column is not read for the score

npm run -s score -- leads.csv --outcome COLUMN --learn model.json [--mapping FILE] [--model FILE]
    points learnt from leads whose outcome is known, as a model that scores others: --model model.json
    code 0: written; 3: nothing is proposed, and the report says why; 1: the file cannot be used
  --won VALUE            the value of the outcome that is a win (found out)
  --rules 15             at most so many rules (15, or up to 40 where 15 would lose much)
  --step 1               points are multiples of 1 or of 5
  --without COLUMN       a column not to learn from; may be said several times
  --rising COLUMN        its points only rise with the number; --falling COLUMN: they only fall
  --keep COLUMN          a column to learn from though it looks as if it knew the outcome

npm run -s score -- contacts.csv --compare other.json [--model FILE] [--mapping FILE] [--now DAY]
    whom another model would move, from what to what and whose they are; nothing of HubSpot is needed
    code 0: compared; 1: the file or a model cannot be used
  --out FILE             where the rows that move go, with what both models say of them (contacts.movers.csv)

npm run -s score -- --mapping-for contacts.csv [--out mapping.json]
    a first mapping of the file, to be looked at and changed
npm run -s score -- --reads [--model FILE]
    which properties a model reads, and what for`;

/** What the person who asks can mend. */
class Refusal extends Error {}

const { values, positionals } = (() => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        mapping: { type: 'string' },
        'mapping-for': { type: 'string' },
        model: { type: 'string' },
        now: { type: 'string' },
        out: { type: 'string' },
        encoding: { type: 'string' },
        outcome: { type: 'string' },
        learn: { type: 'string' },
        compare: { type: 'string' },
        won: { type: 'string' },
        rules: { type: 'string' },
        step: { type: 'string', default: '1' },
        without: { type: 'string', multiple: true, default: [] },
        keep: { type: 'string', multiple: true, default: [] },
        rising: { type: 'string', multiple: true, default: [] },
        falling: { type: 'string', multiple: true, default: [] },
        reads: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    return fail(`${(error as Error).message}\n\n${USAGE}`);
  }
})();

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

/** What is said of a file that goes to the standard output must not be in it. */
const say = (sentence: string): void => (values.out === STDOUT ? console.error(sentence) : console.log(sentence));

async function main(): Promise<void> {
  if (values.help) return console.log(USAGE);
  const model = values.model === undefined ? DEFAULT_MODEL : await modelOf(values.model);
  if (values.reads) return console.log(readsSentences(model));
  const ofMapping = values['mapping-for'];
  if (ofMapping !== undefined && positionals.length === 0) return await firstMapping(ofMapping, model);
  const [file, ...rest] = positionals;
  if (file === undefined || rest.length > 0 || ofMapping !== undefined)
    throw new Refusal(`Expected one CSV file; ${positionals.length} came.\n\n${USAGE}`);
  if (values.compare !== undefined) return await compare(file, model, values.compare);
  if (values.learn === undefined) return await score(file, model);
  await learnFrom(file, model, values.learn);
}

/** The mapping is data, and goes where data go. */
async function firstMapping(file: string, model: Model): Promise<void> {
  const guess = await guessMapping(file, {
    now: Date.now(),
    said: said(),
    alsoKnown: alsoKnown(model),
    named: namedValues(model),
    before: model.csv,
    strangers: true,
  });
  for (const sentence of [dialectSentence(file, guess.dialect, guess.findings.length), ...guessSentences(guess, model)])
    console.error(sentence);
  const text = `${JSON.stringify({ ...guess.mapping, name: path.parse(file).name }, null, 2)}\n`;
  if (values.out === undefined || values.out === STDOUT) return void process.stdout.write(text);
  await refuseOverwriting(values.out, [file, values.model]);
  await writeFile(values.out, text);
  console.error(`Written to ${values.out}.`);
}

const alsoKnown = (model: Model): readonly string[] => readsOf(model).map(({ property }) => property);

function said(): Partial<Mapping['csv']> {
  const { encoding } = values;
  if (encoding === undefined) return {};
  const known = ENCODINGS.find((name) => name === encoding.toLowerCase().replace(/^utf-/, 'utf'));
  if (known === undefined) throw new Refusal(`--encoding is one of ${ENCODINGS.join(', ')}, and ${encoding} came.`);
  return { encoding: known satisfies Encoding };
}

type Plan = {
  readonly mapping: Mapping;
  readonly dialect: FoundDialect;
  /** each with a name of its own */
  readonly columns: readonly string[];
};

/** What the columns mean, said aloud. */
async function planOf(file: string, model: Model, strangers = false): Promise<Plan> {
  if (values.mapping === undefined) {
    const guess = await guessMapping(file, {
      now: Date.now(),
      said: said(),
      alsoKnown: alsoKnown(model),
      named: namedValues(model),
      before: model.csv,
      strangers,
    });
    const columns = guess.findings.map(({ column }) => column);
    say(dialectSentence(file, guess.dialect, columns.length));
    for (const sentence of guessSentences(guess, model)) say(sentence);
    return { ...guess, columns };
  }
  const mapping = readMapping(await json(values.mapping));
  const dialect = await findDialect(file, { ...mapping.csv, ...said() });
  const columns = columnsOf(await firstRecord(file, dialect));
  say(dialectSentence(file, dialect, columns.length));
  const absent = columnsOfMapping(mapping).filter(
    (column) => !columns.includes(column) && !columns.includes(`${column} (1)`),
  );
  if (absent.length > 0)
    throw new Refusal(
      `${values.mapping} names columns that ${file} does not have: ${named(absent)}. Its columns are ${named(columns)}.`,
    );
  return { mapping, dialect, columns };
}

/** Nobody may be written to who said so, so that people are told when the file is silent. */
const OPTED_OUT = 'hs_email_optout';

/** Lines; a log needs no progress of less. */
const LONG = 5_000;

async function firstRecord(file: string, dialect: FoundDialect) {
  const first = await recordsOf(file, dialect).next();
  return first.done ? undefined : first.value;
}

async function score(file: string, model: Model): Promise<void> {
  const plan = await planOf(file, model);
  const outcome = values.outcome === undefined ? null : outcomeOf(values.outcome, plan.columns);
  if (outcome !== null) await refuseUnclear(file, plan.dialect, outcome);
  const stripped = outcome === null ? plan.mapping : withoutColumn(plan.mapping, outcome.column);
  const nothing = nothingReadSentence(file, stripped, plan.columns, model);
  if (nothing !== undefined) throw new Refusal(nothing);
  const missing = missingSentence(stripped, model);
  if (missing !== undefined) say(missing);
  if (!propertiesOf(stripped).has(OPTED_OUT))
    say('The file does not say who opted out of e-mail, so nobody counts as opted out.');
  const untold = [...propertiesOf(plan.mapping)].filter((property) => !propertiesOf(stripped).has(property));
  if (outcome !== null && untold.length > 0)
    say(`"${outcome.column}" is the outcome, so the score does not read it: ${untold.join(', ')}.`);
  const now = clockOf(plan.mapping, model);
  const mapping: Mapping = { ...stripped, asOf: 'now', csv: { ...stripped.csv, ...plan.dialect } };
  const out = values.out ?? (await freeNameFor(file, 'scored'));
  await refuseOverwriting(out, [file, values.mapping, values.model]);

  const compiled = compileModel(model);
  const unreadableIn = unreadableFinder(model);
  const tally = newTally();
  const judged: Judged[] = [];
  const header = await firstRecord(file, plan.dialect);
  const headings = header?.outcome === 'cells' ? header.cells : plan.columns;
  const lines = await linesOf(file);
  const bar = new SingleBar({
    format: 'Scoring {bar} {percentage} % | line {value} of {total} | {eta_formatted} left',
    stream: process.stderr,
    noTTYOutput: lines > LONG,
    notTTYSchedule: 5_000,
    clearOnComplete: true,
  });
  const rows = async function* (): AsyncGenerator<readonly string[]> {
    yield headingsOf(headings);
    for await (const row of readContacts(file, mapping, { now })) {
      bar.update(row.line);
      if (row.outcome === 'empty') tally.empty++;
      if (row.outcome === 'bad') countBad(tally, row.cause, row.line);
      if (row.outcome !== 'ok') continue;
      const record = cleanJson(row.record) as ImportedContact;
      const scored = scoreRecord(compiled, record, now);
      countScored(tally, scored);
      tally.live += row.cells.filter((cell) => neutral(cell) !== cell).length;
      for (const cause of row.unread) countOne(tally.unreadable, cause);
      for (const { property, why } of unreadableIn(factsOf(record, now)))
        countOne(tally.unreadable, `${property} ${UNREADABLE_SAYS[why]}`);
      if (outcome !== null) judged.push({ ...scored, outcome: row.cells[outcome.at] ?? '' });
      yield cellsOf(cleanJson(row.cells) as readonly string[], scored);
    }
    if (tally.scored === 0) refuseNobody(tally);
  };
  const began = performance.now();
  bar.start(lines, 0);
  try {
    await writeRows(out, rows, plan.dialect.delimiter).catch((error: NodeJS.ErrnoException) => {
      throw error.syscall === undefined || error.path === file
        ? error
        : new Refusal(`--out ${out} cannot be written: ${error.message}.`);
    });
  } finally {
    bar.stop();
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1);

  for (const sentence of badSentences(tally)) console.error(sentence);
  const bad = [...tally.bad.values()].flat().length;
  const empty = tally.empty === 0 ? '' : `, ${plural(tally.empty, 'empty row')} passed over`;
  say(`${plural(tally.scored, 'contact')} scored in ${seconds} s, ${plural(bad, 'bad row')} left out${empty}.`);
  if (out !== STDOUT) say(`Written to ${out}.`);
  say(`Qualification: ${told(tally.qualification)}\nDormant segment: ${told(tally.segment)}`);
  const live = liveSentence(tally);
  if (live !== undefined) say(live);
  for (const sentence of unreadableSentences(tally)) say(sentence);
  const alike = alikeSentence(tally);
  if (alike !== undefined) console.error(`Warning: ${alike}`);
  if (outcome !== null) {
    const report = judgeOutcome(judged, outcome.column, outcome.value);
    if (report.outcome === 'unclear') throw new Refusal(report.why);
    say(outcomeSentences(report, outcome.column));
  }
}

/** Nothing is written then. */
function refuseNobody(tally: Parameters<typeof badSentences>[0]): never {
  for (const sentence of badSentences(tally)) console.error(sentence);
  throw new Refusal('Nobody was scored.');
}

/** Whom another model would move. */
async function compare(file: string, model: Model, otherFile: string): Promise<void> {
  if (values.outcome !== undefined || values.learn !== undefined)
    throw new Refusal('--compare shows what another model changes; ask for --outcome or --learn in a call of its own.');
  const other = await modelOf(otherFile);
  const plan = await planOf(file, model);
  const nothing = nothingReadSentence(file, plan.mapping, plan.columns, model);
  if (nothing !== undefined) throw new Refusal(nothing);
  for (const [name, one] of [
    ['The first model', model],
    ['The other model', other],
  ] as const) {
    const missing = missingSentence(plan.mapping, one);
    if (missing !== undefined) say(`${name}: ${missing}`);
  }
  const now = clockOf(plan.mapping, model);
  const mapping: Mapping = { ...plan.mapping, asOf: 'now', csv: { ...plan.mapping.csv, ...plan.dialect } };
  const out = values.out ?? (await freeNameFor(file, 'movers'));
  await refuseOverwriting(out, [file, values.mapping, values.model, otherFile]);
  const models = [compileModel(model), compileModel(other)] as const;
  const [tally, counts] = [newTally(), newWhatIfTally(now)];
  const rows = async function* (): AsyncGenerator<readonly string[]> {
    const header = await firstRecord(file, plan.dialect);
    yield comparedHeadings(header?.outcome === 'cells' ? header.cells : plan.columns);
    for await (const row of readContacts(file, mapping, { now })) {
      if (row.outcome === 'bad') countBad(tally, row.cause, row.line);
      if (row.outcome !== 'ok') continue;
      const compared = compareRow(models, factsOf(cleanJson(row.record) as ImportedContact, now), now);
      counts.add(compared);
      if (compared.move.is === 'move') yield comparedCells(cleanJson(row.cells) as readonly string[], compared);
    }
    if (counts.counts().contacts === 0) refuseNobody(tally);
  };
  await writeRows(out, rows, plan.dialect.delimiter);
  for (const sentence of badSentences(tally)) console.error(sentence);
  const found = counts.counts();
  for (const sentence of [...differenceSentences(differencesOf(model, other)), ...moverSentences(found)]) say(sentence);
  if (out !== STDOUT) say(`The rows that move are in ${out}, with what both models say of them.`);
}

const [USUAL_RULES, MOST_RULES] = [15, 40];
/** The code of a program that has done its work and has nothing to propose. */
const NOTHING_PROPOSED = 3;

async function learnFrom(file: string, model: Model, out: string): Promise<void> {
  if (values.outcome === undefined)
    throw new Refusal('--learn needs --outcome COLUMN: the column that says who was won.');
  const rules = values.rules === undefined ? USUAL_RULES : Number(values.rules);
  if (!Number.isInteger(rules) || rules < 1 || rules > MOST_RULES)
    throw new Refusal(`--rules is a whole number from 1 to ${MOST_RULES}, and ${values.rules} came.`);
  if (values.step !== '1' && values.step !== '5') throw new Refusal(`--step is 1 or 5, and ${values.step} came.`);
  await refuseOverwriting(out, [file, values.mapping, values.model]);
  const plan = await planOf(file, model, true);
  const outcome = outcomeOf(values.outcome, plan.columns);
  for (const option of ['without', 'keep', 'rising', 'falling'] as const)
    for (const column of values[option])
      if (!plan.columns.includes(column))
        throw new Refusal(`--${option}: there is no column "${column}". The columns are ${named(plan.columns)}.`);
  const now = clockOf(plan.mapping, model);
  const stripped = withoutColumn(plan.mapping, outcome.column);
  const mapping: Mapping = { ...stripped, asOf: 'now', csv: { ...stripped.csv, ...plan.dialect } };
  const without = new Set(values.without);
  const read = await readLeads(file, mapping, model, { now, outcomeAt: outcome.at, without });
  const tally = newTally();
  for (const { cause, line } of read.bad) countBad(tally, cause, line);
  for (const sentence of badSentences(tally)) say(sentence);
  const wonSaid = values.won ?? outcome.value;
  const kinds = readOutcomes(read.outcomes, wonSaid, read.hasEmpty);
  const seen = `It has ${named(read.outcomes)}.`;
  if (read.outcomes.length === 0)
    throw new Refusal(`Column "${outcome.column}" is empty, so nobody knows who was won.`);
  if (kinds.outcome === 'unclear' && kinds.isNobodyWon)
    throw new Refusal(
      `Nobody was won by "${outcome.column}": points cannot be learnt without leads that were won. ${seen} If one of these is a win, say it: --won VALUE.`,
    );
  if (kinds.outcome === 'unclear')
    throw new Refusal(`Which value of "${outcome.column}" is a win? ${seen} Say it: --won VALUE.`);
  if (kinds.won.length === 0) throw new Refusal(`Nobody has "${wonSaid}" in "${outcome.column}". ${seen}`);
  const table = read.tableOf(kinds);
  const wins = table.won.reduce((sum, one) => sum + one, 0);
  if (wins === table.leads)
    throw new Refusal(
      `"${outcome.column}" has wins only: points cannot be learnt without leads that were lost. ${seen} An empty cell is an open lead: write there that it was lost, if it was.`,
    );
  const untold = read.rows - table.leads;
  const wonBy = { words: named(kinds.won), days: 'a day stands there', amounts: 'an amount stands there' }[kinds.by];
  const lostBy = kinds.isEmptyLost ? 'the cell is empty' : named(kinds.lost);
  say(
    `${plural(read.rows, 'row')}: ${plural(wins, 'win')} (${wonBy}) and ${plural(table.leads - wins, 'loss')}`.replace(
      /losss$/,
      'losses',
    ) +
      ` (${lostBy}) in "${outcome.column}"${wonSaid === null ? ', as its values say; --won says it otherwise' : ''}.` +
      (kinds.isEmptyLost
        ? ' No value says that a lead was lost, so an empty cell does: leave out of the file who is still open.'
        : '') +
      (untold > 0 ? ` ${plural(untold, 'row')} without an outcome: open, and not lost${openValues(kinds.open)}.` : ''),
  );
  if (read.time !== null) say(`"${read.time}" says when: the newest leads judge what the others teach.`);
  const began = performance.now();
  const ids = new Map(table.fields.map(({ name, label }) => [label, name]));
  for (const column of [...values.rising, ...values.falling]) {
    const field = table.fields.find(({ label }) => label === column);
    const read = field === undefined ? null : formsOf(field, fewestOf(table.leads));
    if (read?.outcome === 'forms' && read.forms.every(({ is }) => is === 'number')) continue;
    throw new Refusal(`Only points of a column of numbers can rise or fall with it, and "${column}" is none here.`);
  }
  const learnt = learn(table, model, {
    rules,
    ...(values.rules === undefined ? { mayHaveRules: MOST_RULES } : { compareRules: MOST_RULES }),
    step: Number(values.step),
    mayBeFine: true,
    keep: new Set(values.keep.map((column) => ids.get(column) ?? column)),
    wishes: new Map([
      ...values.rising.map((column) => [ids.get(column) ?? column, 'rises'] as const),
      ...values.falling.map((column) => [ids.get(column) ?? column, 'falls'] as const),
    ]),
    fieldsInForce: new Set(readsOf(model).flatMap(({ property, decides }) => (decides.length > 0 ? [property] : []))),
  });
  for (const sentence of foundSentences(learnt, (label) => `say --keep "${label}"`)) say(sentence);
  if (learnt.held !== null) for (const sentence of heldSentences(learnt.held)) say(sentence);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  if (learnt.outcome === 'nothing') {
    if (learnt.held?.drift) for (const sentence of driftSentences(learnt.held.drift)) say(sentence);
    say(`Nothing is proposed, because ${learnt.why}. Keep your points.`);
    process.exitCode = NOTHING_PROPOSED;
    return;
  }
  const draft = draftOf(model, learnt.card, {
    learnt: scoresOfCard(learnt.card, table, model),
    inForce: table.inForce?.combined ?? null,
  });
  const checked = parseModel(draft);
  if (checked.outcome === 'invalid') throw new Error(`What was learnt is no model:\n${checked.problems.join('\n')}`);
  if (learnt.moreRules !== null)
    say(`${moreRulesSentence(learnt.moreRules)} Fewer: --rules ${learnt.moreRules.usual}.`);
  if (learnt.wouldReach !== null) say(wouldReachSentence(learnt.wouldReach));
  for (const sentence of cardSentences(learnt.card, model, silentRules(table, model))) say(sentence);
  say(thresholdSentence(draft));
  const { $schema: _, ...document } = draft;
  const learntFrom = { ...document, csv: howWritten(plan.mapping, now) };
  await writeFile(out, `${JSON.stringify(learntFrom, null, 2)}\n`);
  say(
    `Learnt in ${seconds} s, written to ${out}. Others are scored with it so: npm run -s score -- FILE --model ${out}`,
  );
}

const openValues = (values: readonly string[]): string => (values.length === 0 ? '' : ` (empty, or ${named(values)})`);

function clockOfFile(asOf: string, learntFrom: Model['csv']): { readonly now: number; readonly why: string } {
  if (asOf === 'now') return { now: Date.now(), why: 'now' };
  if (values.mapping !== undefined) return { now: Date.parse(asOf), why: 'as the mapping says' };
  // Of a few rows the newest date may be old.
  if (learntFrom !== undefined && learntFrom.asOf > asOf)
    return { now: Date.parse(learntFrom.asOf), why: 'the day for which the points were learnt; another day: --now' };
  return { now: Date.parse(asOf), why: 'the newest date in the file; another day: --now' };
}

/** One clock for what is relative to a day and for the score, said aloud. */
function clockOf({ asOf }: Mapping, { csv }: Model): number {
  const asked = values.now === undefined ? undefined : parseInstant(values.now);
  if (asked === null) throw new Refusal(`--now expects a date such as 2026-11-22, and ${values.now} came.`);
  const { now, why } = asked === undefined ? clockOfFile(asOf, csv) : { now: asked, why: 'as --now says' };
  say(`The scores are of ${new Date(now).toISOString().slice(0, 16).replace('T', ' ')} UTC: ${why}.`);
  return now;
}

function outcomeOf(text: string, columns: readonly string[]) {
  const cut = text.lastIndexOf('=');
  const [column, value] =
    columns.includes(text) || cut === -1 ? [text, null] : [text.slice(0, cut), text.slice(cut + 1)];
  const at = columns.indexOf(column);
  if (at === -1) throw new Refusal(`--outcome: there is no column "${column}". The columns are ${named(columns)}.`);
  return { column, value, at };
}

async function refuseUnclear(
  file: string,
  dialect: FoundDialect,
  { column, value, at }: ReturnType<typeof outcomeOf>,
): Promise<void> {
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

async function refuseOverwriting(out: string, inputs: readonly (string | undefined)[]): Promise<void> {
  if (out === STDOUT) return;
  const isFolder = async (place: string) => (await stat(place).catch(() => null))?.isDirectory();
  const folder = path.dirname(path.resolve(out));
  if (!(await isFolder(folder))) throw new Refusal(`--out ${out}: there is no folder ${folder}.`);
  if (await isFolder(out)) throw new Refusal(`--out ${out} is a folder: name a file in it.`);
  const input = await overwritten(out, inputs);
  if (input !== undefined) throw new Refusal(`--out ${out} is one of the files that are read: choose another name.`);
}

/** For the progress alone. */
async function linesOf(file: string): Promise<number> {
  let lines = 1;
  for await (const chunk of createReadStream(file))
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines++;
  return lines;
}

async function json(file: string): Promise<unknown> {
  const read = await readJson(file);
  if (read.outcome === 'refused') throw new Refusal(read.sentence);
  return read.document;
}

/** A file wins over a starting model of the same name. */
async function modelOf(file: string): Promise<Model> {
  const starting = findStartingModel(file);
  if (starting !== null && (await stat(file).catch(() => null)) === null) return starting.model;
  const parsed = parseModel(await json(file));
  if (parsed.outcome === 'valid') return parsed.model;
  throw new Refusal(`${file} is no scoring model:\n${parsed.problems.map((p) => `  - ${p}`).join('\n')}`);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof Error)) throw error;
  // Whoever reads the standard output has read enough.
  if ('code' in error && error.code === 'EPIPE') process.exit(0);
  const isSaid = [Refusal, MappingError, UnreadableFile].some((kind) => error instanceof kind) || 'code' in error;
  if (!isSaid) throw error;
  const { code, path: missing } = error as NodeJS.ErrnoException;
  if (code === 'EISDIR') fail(`${positionals[0] ?? values['mapping-for']} is a folder, and no CSV file.`);
  fail(code === 'ENOENT' && missing !== undefined ? `There is no file ${missing}.` : error.message);
}
