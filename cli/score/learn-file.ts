import { withoutColumn } from '../../sandbox/csv/mapping-columns.ts';
import { DERIVED_FIELDS, derivedFrom } from '../../src/domain/learning/collect.ts';
import { draftOf, silentRules } from '../../src/domain/learning/draft.ts';
import { type LearnOptions, type Learnt, learn } from '../../src/domain/learning/learn.ts';
import {
  cardSentences,
  driftSentences,
  foundSentences,
  heldSentences,
  moreRulesSentence,
  thresholdSentence,
  wouldReachSentence,
} from '../../src/domain/learning/learnt-sentences.ts';
import { fewestOf } from '../../src/domain/learning/ranges/fewest.ts';
import { formsOf } from '../../src/domain/learning/ranges/field-form.ts';
import { scoresOfCard } from '../../src/domain/learning/score-by-card.ts';
import type { LearningTable } from '../../src/domain/learning/table.ts';
import { type Model, parseModel } from '../../src/domain/model/model.ts';
import { readsOf } from '../model-reads.ts';
import { howWritten } from './how-written.ts';
import { lateOf, mayStayUnread, readInForce } from './late-properties.ts';
import { labelsFrom, propertiesFrom, type ReadLeads, readLeads } from './learning-table.ts';
import type { Asked, Options } from './options.ts';
import { type OutcomeReading, readOutcomes } from './outcome-words.ts';
import { clockOf, outcomeColumn, readingOf, rowMapping } from './reading.ts';
import { Refusal } from './refusal.ts';
import { refuseOverwriting, writeDocument } from './scored-file.ts';
import { badSentences, countBad, newTally, plural } from './tally.ts';
import { named } from './what-is-read.ts';

const [USUAL_RULES, MOST_RULES] = [15, 40];
/** The code of a program that has done its work and has nothing to propose. */
const NOTHING_PROPOSED = 3;
const WAYS = {
  keep: (label: string) => `say --keep "${label}"`,
  leaveOut: (label: string) => `say --without "${label}"`,
};

/** Learns points from the leads of a file, and writes a model if some are proposed. */
export async function learnFile(file: string, model: Model, out: string, asked: Asked): Promise<number> {
  const { options, say } = asked;
  if (options.outcome === undefined)
    throw new Refusal('--learn needs --outcome COLUMN: the column that says who was won.');
  const size = sizeIn(options);
  await refuseOverwriting(out, [file, options.mapping, options.model], '--learn');
  const reading = await readingOf(file, [model], asked, true);
  const outcome = outcomeColumn(options.outcome, reading.columns);
  refuseUnknownColumns(options, reading.columns);
  const now = clockOf(reading.mapping, [model], asked);
  const mapping = rowMapping(withoutColumn(reading.mapping, outcome.column), reading.dialect);
  const without = new Set(options.without);
  const unread = new Set([...(model.csv?.unread ?? []), ...propertiesFrom(mapping, without)]);
  const readRows = () => readLeads(file, mapping, model, { now, outcomeAt: outcome.at, without, unread });
  const read = await readRows();
  sayBad(read, say);
  const won = options.won ?? outcome.value;
  const words = wordsOf(read, outcome.column, won);
  const table = read.tableOf(words);
  say(leadsSentence(read, words, table, { column: outcome.column, isSaid: won !== null }));
  if (read.time !== null) say(`"${read.time}" says when: the newest leads judge what the others teach.`);

  const began = performance.now();
  const wished = { ...size, mayBeFine: true, ...wishedOf(options, table, model) };
  const found = await learntWithoutLeaks(table, model, wished, {
    unread,
    tableAgain: async () => (await readRows()).tableOf(words),
  });
  sayFound(found.learnt, labelsFrom(mapping, found.uncounted), say);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const { learnt } = found;
  if (learnt.outcome === 'nothing') {
    if (learnt.held?.drift) for (const sentence of driftSentences(learnt.held.drift)) say(sentence);
    say(`Nothing is proposed, because ${learnt.why}. Keep your points.`);
    return NOTHING_PROPOSED;
  }
  const draft = checkedDraft(learnt, found.table, model);
  sayProposed(learnt, found.table, model, say);
  say(thresholdSentence(draft));
  const { $schema: _, ...document } = draft;
  const csv = howWritten(reading.mapping, now, mayStayUnread(found.uncounted, model));
  await writeDocument(out, { ...document, csv }, '--learn');
  say(
    `Learnt in ${seconds} s, written to ${out}. Others are scored with it so: npm run -s score -- FILE --model ${out}`,
  );
  return 0;
}

type Say = Asked['say'];
type Proposed = Extract<Learnt, { readonly outcome: 'card' }>;

function sayBad({ bad }: ReadLeads, say: Say): void {
  const tally = newTally();
  for (const { cause, line } of bad) countBad(tally, cause, line);
  for (const sentence of badSentences(tally)) say(sentence);
}

/** What the options and the model in force ask for. */
function wishedOf(options: Options, table: LearningTable, model: Model) {
  const kept = options.keep.map(namesIn(table));
  return {
    keep: new Set([...kept, ...derivedFrom(new Set(kept))]),
    wishes: wishesIn(options, table),
    fieldsInForce: new Set(readsOf(model).flatMap(({ property, decides }) => (decides.length > 0 ? [property] : []))),
  };
}

/**
 * Points in force that read a leak know the outcome themselves, so the table is made again without
 * them, until none is left. `uncounted`: the properties of which nobody got points in force.
 */
async function learntWithoutLeaks(
  first: LearningTable,
  model: Model,
  wished: LearnOptions,
  { unread, tableAgain }: { readonly unread: Set<string>; readonly tableAgain: () => Promise<LearningTable> },
): Promise<{ readonly learnt: Learnt; readonly table: LearningTable; readonly uncounted: readonly string[] }> {
  let table = first;
  for (;;) {
    const learnt = learn(table, model, wished);
    const late = readInForce(lateOf(learnt.leaks), model).filter((property) => !unread.has(property));
    if (late.length === 0) return { learnt, table, uncounted: readInForce([...unread], model) };
    for (const property of late) unread.add(property);
    table = await tableAgain();
  }
}

/** `uncounted`: the columns of which nobody got points in force. */
function sayFound(learnt: Learnt, uncounted: readonly string[], say: Say): void {
  for (const sentence of foundSentences(learnt, WAYS)) say(sentence);
  if (uncounted.length > 0)
    say(
      `Points in force read ${named(uncounted)}, too: nobody got any for that while points were learnt and judged, nor does anybody whom the model scores from a file.`,
    );
  if (learnt.held !== null) for (const sentence of heldSentences(learnt.held)) say(sentence);
}

function checkedDraft({ card }: Proposed, table: LearningTable, model: Model): Model {
  const draft = draftOf(model, card, {
    learnt: scoresOfCard(card, table, model),
    inForce: table.inForce?.combined ?? null,
  });
  const checked = parseModel(draft);
  if (checked.outcome === 'invalid') throw new Error(`What was learnt is no model:\n${checked.problems.join('\n')}`);
  return draft;
}

function sayProposed({ card, moreRules, wouldReach }: Proposed, { inForce }: LearningTable, model: Model, say: Say) {
  if (moreRules !== null) say(`${moreRulesSentence(moreRules)} Fewer: --rules ${moreRules.usual}.`);
  if (wouldReach !== null) say(wouldReachSentence(wouldReach));
  const silent = inForce === null ? new Set<number>() : silentRules(inForce.patterns, model);
  for (const sentence of cardSentences(card, model, silent)) say(sentence);
}

function sizeIn({ rules, step }: Options) {
  const most = rules === undefined ? USUAL_RULES : Number(rules);
  if ((rules !== undefined && !/^\d+$/.test(rules)) || most < 1 || most > MOST_RULES)
    throw new Refusal(`--rules is a whole number from 1 to ${MOST_RULES}, and ${rules} came.`);
  if (step !== '1' && step !== '5') throw new Refusal(`--step is 1 or 5, and ${step} came.`);
  return {
    rules: most,
    ...(rules === undefined ? { mayHaveRules: MOST_RULES } : { compareRules: MOST_RULES }),
    step: Number(step),
  };
}

function refuseUnknownColumns(options: Options, columns: readonly string[]): void {
  for (const option of ['without', 'keep', 'rising', 'falling'] as const)
    for (const column of options[option])
      if (!columns.includes(column) && !DERIVED_FIELDS.some(({ label }) => label === column))
        throw new Refusal(`--${option}: there is no column "${column}". The columns are ${named(columns)}.`);
}

type Outcomes = Extract<OutcomeReading, { readonly outcome: 'read' }>;

/** Which values say that a lead was won or lost. */
function wordsOf(read: ReadLeads, column: string, won: string | null): Outcomes {
  const seen = `It has ${named(read.outcomes)}.`;
  if (read.outcomes.length === 0) throw new Refusal(`Column "${column}" is empty, so nobody knows who was won.`);
  const words = readOutcomes(read.outcomes, won, read.hasEmpty);
  if (words.outcome === 'unclear' && words.isNobodyWon)
    throw new Refusal(
      `Nobody was won by "${column}": points cannot be learnt without leads that were won. ${seen} If one of these is a win, say it: --won VALUE.`,
    );
  if (words.outcome === 'unclear')
    throw new Refusal(`Which value of "${column}" is a win? ${seen} Say it: --won VALUE.`);
  if (words.won.length === 0) throw new Refusal(`Nobody has "${won}" in "${column}". ${seen}`);
  return words;
}

/** How many leads were won, lost, and are open, and by which values. */
function leadsSentence(
  read: ReadLeads,
  words: Outcomes,
  table: LearningTable,
  { column, isSaid }: { readonly column: string; readonly isSaid: boolean },
): string {
  const wins = table.won.reduce((sum, one) => sum + one, 0);
  const losses = table.leads - wins;
  if (losses === 0)
    throw new Refusal(
      `"${column}" has wins only: points cannot be learnt without leads that were lost. It has ${named(read.outcomes)}. An empty cell is an open lead: write there that it was lost, if it was.`,
    );
  const open = read.rows - table.leads;
  const wonBy = { words: named(words.won), days: 'a day stands there', amounts: 'an amount stands there' }[words.by];
  const lostBy = words.isEmptyLost ? 'the cell is empty' : named(words.lost);
  const openBy = words.open.length === 0 ? '' : ` (empty, or ${named(words.open)})`;
  return [
    `${plural(read.rows, 'row')}: ${plural(wins, 'win')} (${wonBy}) and ${plural(losses, 'loss', 'losses')} (${lostBy}) in "${column}"${isSaid ? '' : ', as its values say; --won says it otherwise'}.`,
    ...(words.isEmptyLost
      ? [
          'No value says that a lead was lost, so an empty cell does: remove the leads that are still open from the file.',
        ]
      : []),
    ...(open > 0 ? [`${plural(open, 'row')} without an outcome: open, and not lost${openBy}.`] : []),
  ].join(' ');
}

/**
 * A function that gives the name of a field by the column that it is read from; what Ripen derives
 * from columns may be called like one of them.
 */
function namesIn({ fields }: LearningTable): (column: string) => string {
  const names = new Map(fields.toReversed().map(({ name, label }) => [label, name]));
  return (column) => names.get(column) ?? column;
}

/** Whose points only rise, or only fall, with the number. */
function wishesIn({ rising, falling }: Options, table: LearningTable): ReadonlyMap<string, 'rises' | 'falls'> {
  const nameOf = namesIn(table);
  for (const column of [...rising, ...falling]) {
    if (rising.includes(column) && falling.includes(column))
      throw new Refusal(`Points of "${column}" cannot both rise and fall: say --rising or --falling.`);
    const field = table.fields.find(({ label }) => label === column);
    const read = field === undefined ? null : formsOf(field, fewestOf(table.leads));
    if (read?.outcome === 'forms' && read.forms.every(({ is }) => is === 'number')) continue;
    throw new Refusal(`Only points of a column of numbers can rise or fall with it, and "${column}" is none here.`);
  }
  return new Map([
    ...rising.map((column) => [nameOf(column), 'rises'] as const),
    ...falling.map((column) => [nameOf(column), 'falls'] as const),
  ]);
}
