import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readConfig } from '../src/app/config.ts';
import { differencesOf } from '../src/domain/changes/differences.ts';
import type { Evaluation } from '../src/domain/evaluation/evaluate.ts';
import { type Model, readModel } from '../src/domain/model/model.ts';
import { createLog } from '../src/operation/log.ts';
import { referenceData } from '../src/reference-data/reference-data.ts';
import { openDatabase } from '../src/store/database.ts';
import { pauseRollout } from '../src/store/models/rollouts.ts';
import { checkModel } from '../src/use-cases/models/check-model.ts';
import { explainContact } from '../src/use-cases/models/explain-contact.ts';
import { publishPlan } from '../src/use-cases/models/publish-plan.ts';
import { readMovers, readRollout, readVersion, readVersions } from '../src/use-cases/models/read-models.ts';
import {
  type ModelContext,
  type Wanted,
  type WhatIfOutcome,
  type WhatIfResult,
  type WhatIfStep,
  wholeWhatIf,
} from '../src/use-cases/models/what-if.ts';
import { estimateSentence, moverSentence, whatIfSentences } from './model/sentences.ts';

/*
 * The operator's and the newcomer's door to models. Data go to the standard output, and what is
 * said about them to the standard error. Reads the same environment as the server, and may run
 * beside it.
 */

const USAGE = `npm run -s model -- get PORTAL [--version N]        the model in force, or a version, as JSON
npm run -s model -- check FILE                      what is wrong with a model, and what is most likely not meant
npm run -s model -- diff A B                        a sentence for each difference; A and B: FILE, PORTAL or PORTAL@VERSION
npm run -s model -- what-if PORTAL FILE             what it would change, for every contact, and the plan's fingerprint
    --movers 20       also so many of the contacts that move, those that matter most first
    --contact ID      instead: one contact, by both models, line by line
    --json            as JSON
npm run -s model -- publish PORTAL --plan FINGERPRINT --by NAME --note WHY
                                                    carries out the plan that was shown
npm run -s model -- versions PORTAL                 who published what, when, why, what it changed and moved
npm run -s model -- roll-back PORTAL VERSION        what taking up an earlier version would change; then publish that plan
npm run -s model -- rollout PORTAL [pause|resume]   how far the version in force has come

Exit codes: 0 done; 1 something stands in the way, and nothing has changed; 2 the call itself is wrong;
3 the plan does not hold any more: look at the new one.`;

const LONGEST_MODEL = 5_000_000;

/** What whoever asks can mend. */
class Refusal extends Error {
  readonly code: number;
  constructor(message: string, code = 1) {
    super(message);
    this.code = code;
  }
}

const wrongCall = (sentence: string): Refusal => new Refusal(`${sentence}\n\n${USAGE}`, 2);

const { values, positionals } = (() => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        version: { type: 'string' },
        movers: { type: 'string' },
        contact: { type: 'string' },
        json: { type: 'boolean', default: false },
        plan: { type: 'string' },
        by: { type: 'string' },
        note: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`);
    process.exit(2);
  }
})();

const [command = '', ...args] = positionals;

async function main(): Promise<void> {
  if (values.help || command === 'help') return console.log(USAGE);
  const run = COMMANDS[command];
  if (run === undefined) throw wrongCall(command === '' ? 'Expected a command.' : `There is no command "${command}".`);
  await run();
}

const COMMANDS: Readonly<Record<string, () => Promise<void>>> = {
  get: async () => {
    const portalId = portalOf(argument(0, 'a portal'));
    const model = await withDatabase((context) => versionOf(context, portalId, optionalNumber('version')));
    console.log(textOf(model));
  },
  check: async () => {
    const file = argument(0, 'a file');
    const checked = checkModel(await documentOf(file));
    if (checked.outcome === 'invalid') throw new Refusal(listed(`${file} cannot be used:`, checked.problems));
    for (const { path, sentence } of checked.warnings) console.log(`${path.join('.')}: ${sentence}`);
    console.error(
      checked.warnings.length === 0
        ? `${file} can be used.`
        : `${file} can be used. ${checked.warnings.length} things in it are most likely not meant.`,
    );
  },
  diff: async () => {
    const [a, b] = [argument(0, 'a file or portal'), argument(1, 'another file or portal')];
    const isFile = (name: string) => !/^\d+(@\d+)?$/.test(name);
    const read = async (name: string, context: ModelContext | null): Promise<Model> => {
      if (context === null || isFile(name)) return modelOf(name);
      const [portal = '', version] = name.split('@');
      return versionOf(context, portalOf(portal), version === undefined ? undefined : Number(version));
    };
    const both = async (context: ModelContext | null) => [await read(a, context), await read(b, context)] as const;
    const [before, after] = isFile(a) && isFile(b) ? await both(null) : await withDatabase(both);
    const differences = differencesOf(before, after);
    for (const { sentence } of differences) console.log(sentence);
    if (differences.length === 0) console.error('Both say the same.');
  },
  'what-if': async () => {
    const portalId = portalOf(argument(0, 'a portal'));
    const wanted = { document: await documentOf(argument(1, 'a file')) };
    await withDatabase((context) => showPlan(context, portalId, wanted));
  },
  'roll-back': async () => {
    const portalId = portalOf(argument(0, 'a portal'));
    const backTo = numberOf(argument(1, 'a version'), 'a version');
    await withDatabase((context) => showPlan(context, portalId, { backTo }));
  },
  publish: async () => {
    const portalId = portalOf(argument(0, 'a portal'));
    const { plan: fingerprint, by, note } = values;
    if (fingerprint === undefined || by === undefined || note === undefined)
      throw wrongCall(
        'Expected --plan with the fingerprint of a plan that was looked at, --by with a name and --note.',
      );
    await withDatabase(async (context) => {
      const wish = { fingerprint, by: { userId: null, name: by }, note };
      const outcome = await publishPlan(context, portalId, wish, { onStep: sayStep });
      switch (outcome.outcome) {
        case 'published':
          return console.log(
            `Version ${outcome.version} holds now. The server rolls it out to ${outcome.movers} contacts that move, and then to all others, and writes only what changes.`,
          );
        case 'moved':
          console.error(listed('The plan does not hold any more, and nothing has changed:', outcome.sentences));
          sayPlan(outcome);
          throw new Refusal('Look at the new plan, and publish that one.', 3);
        case 'no_plan':
          throw new Refusal(
            `There is no plan ${fingerprint}: "npm run -s model -- what-if ${portalId} FILE" makes one and shows it.`,
          );
        case 'done_before':
          throw new Refusal(`This plan is version ${outcome.version} already.`);
        case 'no_note':
          throw new Refusal('Expected a note that says why.');
        default:
          throw refusalOf(outcome, portalId);
      }
    });
  },
  versions: async () => {
    const portalId = portalOf(argument(0, 'a portal'));
    await withDatabase(async (context) => {
      await versionOf(context, portalId, undefined);
      const versions = await readVersions(context, portalId);
      if (values.json) return console.log(textOf(versions));
      for (const { version, at, by, note, backTo, inForce, differences, moved } of versions) {
        const what = backTo === null ? '' : `, takes up version ${backTo} again`;
        console.log(
          `${version}  ${new Date(at).toISOString()}  ${by?.name ?? 'with the installation'}${what}${inForce ? '  (in force)' : ''}`,
        );
        if (note !== '') console.log(`   why: ${note}`);
        if (moved !== null)
          console.log(
            `   moved ${moved.movers} of ${moved.contacts} contacts; ${moved.newSqls} became SQL, ${moved.lostSqls} ceased to be one`,
          );
        for (const { sentence } of differences ?? []) console.log(`   ${sentence}`);
      }
    });
  },
  rollout: async () => {
    const portalId = portalOf(argument(0, 'a portal'));
    const wish = args[1];
    if (wish !== undefined && wish !== 'pause' && wish !== 'resume')
      throw wrongCall(`Expected pause or resume, and ${wish} came.`);
    await withDatabase(async (context) => {
      await versionOf(context, portalId, undefined);
      if (wish !== undefined)
        await pauseRollout(context.db, { portalId, paused: wish === 'pause', now: context.clock.now() });
      const rollout = await readRollout(context, portalId);
      console.log(
        rollout === null
          ? 'The version in force has reached every contact.'
          : `Version ${rollout.version} has been handed to ${rollout.done} of ${rollout.total} contacts${rollout.paused ? ', and waits' : ''}.`,
      );
    });
  },
};

async function showPlan(context: ModelContext, portalId: number, wanted: Wanted): Promise<void> {
  const { contact } = values;
  if (contact !== undefined) return showContact(context, portalId, wanted, numberOf(contact, 'a contact'));
  const most = optionalNumber('movers') ?? 0;
  const outcome = await wholeWhatIf(context, portalId, wanted, { onStep: sayStep });
  if (outcome.outcome !== 'done') throw refusalOf(outcome, portalId);
  const movers = most === 0 ? [] : await readMovers(context, portalId, outcome.planId, { limit: most });
  if (values.json) return console.log(textOf({ ...outcome, movers }));
  sayPlan(outcome);
  for (const mover of movers) console.log(moverSentence(mover));
  console.error(
    `To carry it out: npm run -s model -- publish ${portalId} --plan ${outcome.fingerprint} --by NAME --note WHY`,
  );
}

function sayPlan({ fingerprint, result }: { readonly fingerprint: string; readonly result: WhatIfResult }): void {
  for (const sentence of whatIfSentences(result)) console.log(sentence);
  console.log(`Plan ${fingerprint}`);
}

async function showContact(context: ModelContext, portalId: number, wanted: Wanted, contactId: number): Promise<void> {
  const outcome = await explainContact(context, portalId, { contactId, wanted });
  if (outcome.outcome === 'no_contact') throw new Refusal(`Nothing is stored of contact ${contactId}.`);
  if (outcome.outcome !== 'explained') throw refusalOf(outcome, portalId);
  if (values.json) return console.log(textOf(outcome));
  for (const [name, evaluation, at] of [
    ['In force', outcome.current, outcome.changesAt.current],
    ['Draft', outcome.draft, outcome.changesAt.draft],
  ] as const) {
    console.log(`${name}: ${headline(evaluation)}`);
    for (const score of ['explicit', 'implicit', 'combined'] as const)
      for (const { label, milli } of evaluation.scores[score].contributions)
        console.log(`  ${(milli / 1000).toFixed(3).padStart(9)}  ${label}`);
    console.log(
      at === null
        ? '  It changes only if something happens.'
        : `  It changes by itself on ${new Date(at).toISOString()}.`,
    );
  }
}

const headline = ({ grade, qualification, track, scores }: Evaluation): string =>
  `${scores.combined.points} points, grade ${grade}, ${qualification}, track ${track}`;

/** Where a person watches, how far it is. */
function sayStep(step: WhatIfStep): void {
  if (step.step === 'estimate') console.error(estimateSentence(step.estimate));
  else if (step.step === 'progress' && process.stderr.isTTY)
    process.stderr.write(`\r${step.judged} of ${step.total}\r`);
}

function refusalOf(outcome: Exclude<WhatIfOutcome, { readonly outcome: 'done' }>, portalId: number): Refusal {
  switch (outcome.outcome) {
    case 'invalid':
      return new Refusal(listed('The model cannot be used, and nothing has changed:', outcome.problems));
    case 'no_version':
      return new Refusal(`Portal ${portalId} has no earlier version of that number.`);
    case 'cancelled':
      return new Refusal('It was cancelled, and nothing has changed.');
    case 'not_installed':
      return noPortal(portalId);
  }
}

const noPortal = (portalId: number): Refusal =>
  new Refusal(`There is no portal ${portalId}; "npm run portal -- list" shows them.`);

async function versionOf(context: ModelContext, portalId: number, version: number | undefined): Promise<Model> {
  const found = await readVersion(context, portalId, version);
  switch (found.outcome) {
    case 'found':
      return found.model;
    case 'unreadable':
      throw new Refusal(listed('This version of Ripen cannot use the model:', found.problems));
    case 'no_version':
      throw new Refusal(`Portal ${portalId} has no version ${version}.`);
    case 'not_installed':
      throw noPortal(portalId);
  }
}

async function modelOf(file: string): Promise<Model> {
  const read = readModel(await documentOf(file));
  if (read.outcome === 'invalid') throw new Refusal(listed(`${file} cannot be used:`, read.problems));
  return read.model;
}

async function documentOf(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    throw new Refusal(code === 'ENOENT' ? `There is no file ${file}.` : `${file} cannot be read: ${code}.`);
  }
  if (text.length > LONGEST_MODEL)
    throw new Refusal(`${file} has more than ${LONGEST_MODEL / 1_000_000} million characters: that is no model.`);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refusal(`${file} is no JSON: ${(error as Error).message}`);
  }
}

async function withDatabase<T>(work: (context: ModelContext) => Promise<T>): Promise<T> {
  const read = readConfig(process.env);
  if (read.outcome === 'invalid') throw new Refusal(listed('The environment is not complete:', read.problems));
  const log = createLog('warn');
  const database = await openDatabase(read.config.database, log);
  try {
    return await work({ db: database.db, clock: { now: Date.now }, referenceData, log });
  } finally {
    await database.close();
  }
}

function argument(at: number, what: string): string {
  const value = args[at];
  if (value === undefined) throw wrongCall(`Expected ${what}.`);
  return value;
}

const portalOf = (text: string): number => numberOf(text, 'the id of a portal');

function numberOf(text: string, what: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) throw wrongCall(`Expected ${what}, and ${text} came.`);
  return number;
}

function optionalNumber(name: 'version' | 'movers'): number | undefined {
  const text = values[name];
  return text === undefined ? undefined : numberOf(text, `a number with --${name}`);
}

const textOf = (value: unknown): string => JSON.stringify(value, null, 2);
const listed = (title: string, lines: readonly string[]): string =>
  [title, ...lines.map((line) => `  - ${line}`)].join('\n');

try {
  await main();
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  process.exitCode = error.code;
  console.error(error.message);
}
