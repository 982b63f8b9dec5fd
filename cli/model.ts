import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { readConfig } from '../src/app/config.ts';
import { openDirectory } from '../src/app/directory.ts';
import { differencesOf } from '../src/domain/changes/differences.ts';
import type { RampWish } from '../src/domain/changes/ramp.ts';
import { findStartingModel, startingModels } from '../src/domain/changes/starting-models.ts';
import type { Evaluation } from '../src/domain/evaluation/evaluate.ts';
import { type Model, readModel } from '../src/domain/model/model.ts';
import { parseInstant } from '../src/domain/time/time.ts';
import { createLog } from '../src/operation/log.ts';
import { referenceData } from '../src/reference-data/reference-data.ts';
import { dropPublication, pauseRollout } from '../src/store/models/rollouts.ts';
import { checkModel } from '../src/use-cases/models/check-model.ts';
import { explainContact } from '../src/use-cases/models/explain-contact.ts';
import { learningProgress, learningSentences } from '../src/use-cases/models/learning-sentences.ts';
import {
  beginLearning,
  cancelLearning,
  type Learning,
  type LearningWishes,
  MOST_CALLS,
  MOST_RULES,
  readLearning,
  USUAL_WISHES,
} from '../src/use-cases/models/learnings.ts';
import { type PublishWish, publishPlan } from '../src/use-cases/models/publish-plan.ts';
import { readMovers, readRollout, readVersion, readVersions } from '../src/use-cases/models/read-models.ts';
import { beginReplay, readingOfHistories, replayDays } from '../src/use-cases/models/replay.ts';
import { readPublication, schedulePlan } from '../src/use-cases/models/schedule-plan.ts';
import { askForTimeMachine, timeMachine } from '../src/use-cases/models/time-machine.ts';
import {
  type ModelContext,
  type Wanted,
  type WhatIfOutcome,
  type WhatIfResult,
  type WhatIfStep,
  wholeWhatIf,
} from '../src/use-cases/models/what-if.ts';
import { readHoldOuts } from '../src/use-cases/portals/hold-outs.ts';
import { holdOutSentences } from './model/hold-out-sentences.ts';
import {
  estimateSentence,
  moverSentence,
  rampSentence,
  replaySentences,
  timeMachineLimits,
  timeMachineSentences,
  whatIfSentences,
} from './model/sentences.ts';

/*
 * The operator's and the newcomer's door to models. Data go to the standard output, and what is
 * said about them to the standard error. Reads the same environment as the server, and may run
 * beside it.
 */

const USAGE = `npm run -s model -- get PORTAL [--version N]        the model in force, or a version, as JSON
npm run -s model -- starting [NAME]                 models to begin with, and why each is as it is; NAME: that one, as JSON
npm run -s model -- check FILE                      what is wrong with a model, and what is most likely not meant
npm run -s model -- diff A B                        a sentence for each difference; A and B: FILE, PORTAL or PORTAL@VERSION
npm run -s model -- what-if PORTAL FILE             what it would change, for every contact, and the plan's fingerprint
    --movers 20       also so many of the contacts that move, those that matter most first
    --contact ID      instead: one contact, by both models, line by line
    --share 10        it is to hold for so many per cent of the contacts that come from now on,
    --owners 71,72    and for all contacts of these owners; everybody else stays with the version in force
    --json            as JSON
npm run -s model -- time-machine PORTAL FILE --since 2026-07-01
                                                    what it would have made since then: MQLs, SQLs, wins caught, calls a week
    --calls 20        lets the server read the history of those on whom it depends, in so many calls to HubSpot at most
npm run -s model -- replay PORTAL [--days 100] [--calls 20]
                                                    are so many past days of contacts, taken at random, as they were recorded?
npm run -s model -- publish PORTAL --plan FINGERPRINT --by NAME --note WHY
                                                    carries out the plan that was shown
    --at 2026-12-01T08:00Z  not now, but then, if hardly anybody moves otherwise by that time
    --tolerance 10    so many may, in per cent of the movers; else it waits for you
npm run -s model -- scheduled PORTAL [cancel]       what is to be published at an instant, or why it was not
npm run -s model -- learn PORTAL                    points learnt from the account's own won and lost leads, as a draft; the
                                                    server reads their past and learns, and this command waits for it
    --rules 15        at most so many rules (at most 40); --step 1: points are multiples of 1 or of 5
    --without NAME    a property not to learn from; may be said several times
    --keep NAME       a property to learn from though it looks as if it knew the outcome
    --rising NAME     its points only rise with the number; --falling NAME: they only fall
    --calls 1000      at most so many calls of HubSpot; what was read is kept for a week
    --begin           begins it, and does not wait
npm run -s model -- learnt PORTAL [cancel]          how far the last learning is, and its report; --json: as JSON
npm run -s model -- hold-outs PORTAL                what the nurture tracks do, as far as somebody is left out of them to see;
                                                    and how long a hold-out would take to show it; --json: as JSON
npm run -s model -- versions PORTAL                 who published what, when, why, what it changed and moved
npm run -s model -- roll-back PORTAL VERSION        what taking up an earlier version would change; then publish that plan
npm run -s model -- rollout PORTAL [pause|resume]   how far the version in force has come

Exit codes: 0 done; 1 something stands in the way, and nothing has changed; 2 the call itself is wrong;
3 the plan does not hold any more: look at the new one; or nothing is proposed, and the report says why.`;

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

const OPTIONS = {
  version: { type: 'string' },
  movers: { type: 'string' },
  contact: { type: 'string' },
  json: { type: 'boolean', default: false },
  plan: { type: 'string' },
  by: { type: 'string' },
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
  without: { type: 'string', multiple: true },
  keep: { type: 'string', multiple: true },
  rising: { type: 'string', multiple: true },
  falling: { type: 'string', multiple: true },
  begin: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** What was asked, and where the answer goes. */
type Call = {
  readonly values: ReturnType<typeof parsed>['values'];
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** data */
  readonly print: (text: string) => void;
  /** what is said about them */
  readonly tell: (text: string) => void;
};

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options: OPTIONS });
  } catch (error) {
    throw wrongCall((error as Error).message);
  }
}

/** Runs a command to its end; answers its exit code. */
export async function modelCommand(
  argv: readonly string[],
  { env, print, tell }: Pick<Call, 'env' | 'print' | 'tell'>,
): Promise<number> {
  try {
    const { values, positionals } = parsed(argv);
    const [command = '', ...args] = positionals;
    if (values.help || command === 'help') {
      print(USAGE);
      return 0;
    }
    const run = COMMANDS[command];
    if (run === undefined)
      throw wrongCall(command === '' ? 'Expected a command.' : `There is no command "${command}".`);
    await run({ values, args, env, print, tell });
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.message !== '') tell(error.message);
    return error.code;
  }
}

const COMMANDS: Readonly<Record<string, (call: Call) => Promise<void>>> = {
  get: async (call) => {
    const portalId = portalOf(argument(call, 0, 'a portal'));
    const model = await withDatabase(call, (context) => versionOf(context, portalId, optionalNumber(call, 'version')));
    call.print(textOf(model));
  },
  starting: async (call) => {
    const [name] = call.args;
    if (name !== undefined) {
      const found = findStartingModel(name);
      if (found !== null) return call.print(textOf(found.model));
      const names = startingModels().map(({ id }) => id);
      throw new Refusal(`There is no starting model "${name}". There are ${names.join(', ')}.`);
    }
    if (call.values.json) return call.print(textOf(startingModels().map(({ model: _, ...about }) => about)));
    for (const { id, name: label, suits, reasons } of startingModels())
      call.print([`${id}: ${label}`, `  ${suits}`, ...reasons.map((reason) => `  - ${reason}`)].join('\n'));
    call.tell('To score a file with one of them: npm run -s score -- FILE --model NAME');
  },
  check: async (call) => {
    const file = argument(call, 0, 'a file');
    const checked = checkModel(await documentOf(file));
    if (checked.outcome === 'invalid') throw new Refusal(listed(`${file} cannot be used:`, checked.problems));
    for (const { path, sentence } of checked.warnings) call.print(`${path.join('.')}: ${sentence}`);
    call.tell(
      checked.warnings.length === 0
        ? `${file} can be used.`
        : `${file} can be used. ${checked.warnings.length === 1 ? 'One thing in it is' : `${checked.warnings.length} things in it are`} most likely not meant.`,
    );
  },
  diff: async (call) => {
    const [a, b] = [argument(call, 0, 'a file or portal'), argument(call, 1, 'another file or portal')];
    const isFile = (name: string) => !/^\d+(@\d+)?$/.test(name);
    const read = async (name: string, context: ModelContext | null): Promise<Model> => {
      if (context === null || isFile(name)) return modelOf(name);
      const [portal = '', version] = name.split('@');
      return versionOf(context, portalOf(portal), version === undefined ? undefined : Number(version));
    };
    const both = async (context: ModelContext | null) => [await read(a, context), await read(b, context)] as const;
    const [before, after] = isFile(a) && isFile(b) ? await both(null) : await withDatabase(call, both);
    const differences = differencesOf(before, after);
    for (const { sentence } of differences) call.print(sentence);
    if (differences.length === 0) call.tell('Both say the same.');
  },
  'what-if': async (call) => {
    const portalId = portalOf(argument(call, 0, 'a portal'));
    const wanted = { document: await documentOf(argument(call, 1, 'a file')), ramp: rampIn(call) };
    await withDatabase(call, (context) => showPlan(call, context, portalId, wanted));
  },
  'time-machine': async (call) => {
    const portalId = portalOf(argument(call, 0, 'a portal'));
    const wanted = { document: await documentOf(argument(call, 1, 'a file')) };
    const since = parseInstant(call.values.since ?? '');
    if (since === null) throw wrongCall('Expected --since with a day such as 2026-07-01.');
    const calls = optionalNumber(call, 'calls') ?? 0;
    await withDatabase(call, async (context) => {
      if (calls > 0) {
        const asked = await askForTimeMachine(context, portalId, wanted, { since, calls });
        if (asked.outcome === 'asked') await historiesRead(call, context, portalId, asked.contacts);
      }
      const outcome = await timeMachine(context, portalId, wanted, since);
      if (outcome.outcome === 'not_past') throw wrongCall('Expected --since with a day that is over.');
      if (outcome.outcome !== 'done') throw refusalOf(outcome, portalId);
      if (call.values.json) return call.print(textOf(outcome));
      for (const sentence of timeMachineSentences(outcome)) call.print(sentence);
      for (const sentence of timeMachineLimits(outcome)) call.tell(sentence);
    });
  },
  replay: async (call) => {
    const portalId = portalOf(argument(call, 0, 'a portal'));
    const [days, calls] = [optionalNumber(call, 'days') ?? 100, optionalNumber(call, 'calls') ?? 20];
    if (days > MOST_DAYS) throw wrongCall(`Expected --days of at most ${MOST_DAYS}, and ${days} came.`);
    await withDatabase(call, async (context) => {
      const begun = await beginReplay(context, portalId, { days, calls, random: Math.random });
      if (begun.outcome !== 'begun') throw noPortal(portalId);
      await historiesRead(call, context, portalId, begun.asked);
      const replayed = await replayDays(context, begun.portal, begun.days);
      if (call.values.json) return call.print(textOf(replayed));
      for (const sentence of replaySentences(replayed)) call.print(sentence);
    });
  },
  'roll-back': async (call) => {
    const portalId = portalOf(argument(call, 0, 'a portal'));
    const backTo = numberOf(argument(call, 1, 'a version'), 'a version');
    await withDatabase(call, (context) => showPlan(call, context, portalId, { backTo }));
  },
  publish: async (call) => {
    const portalId = portalOf(argument(call, 0, 'a portal'));
    const { plan: fingerprint, by, note } = call.values;
    if (fingerprint === undefined || by === undefined || note === undefined)
      throw wrongCall(
        'Expected --plan with the fingerprint of a plan that was looked at, --by with a name and --note.',
      );
    const tolerance = call.values.tolerance === undefined ? undefined : percentOf(call, 'tolerance');
    const wanted = { fingerprint, by: { userId: null, name: by }, note };
    const wish = { ...wanted, ...(tolerance !== undefined && { tolerance }) };
    if (call.values.at !== undefined) return schedule(call, portalId, wish, call.values.at);
    if (tolerance !== undefined)
      throw wrongCall('--tolerance goes with --at: what is published now is what was shown.');
    await withDatabase(call, async (context) => {
      const outcome = await publishPlan(context, portalId, wish, { onStep: sayStep(call) });
      switch (outcome.outcome) {
        case 'published':
          return call.print(
            `Version ${outcome.version} holds now. The server rolls it out to ${outcome.movers} contacts that move, and then to all others, and writes only what changes.`,
          );
        case 'moved':
          call.tell(listed('The plan does not hold any more, and nothing has changed:', outcome.sentences));
          sayPlan(call, outcome);
          throw new Refusal('Look at the new plan, and publish that one.', 3);
        case 'no_plan':
          throw new Refusal(
            `There is no plan ${fingerprint}: "npm run -s model -- what-if ${portalId} FILE" makes one and shows it.`,
          );
        case 'done_before':
          throw new Refusal(`This plan is version ${outcome.version} already.`);
        case 'not_signed':
          throw new Refusal(
            `The version in force asks for two signatures, and nothing has changed: ${outcome.missing.join(' and ')} must sign the draft first.`,
          );
        case 'no_note':
          throw new Refusal('Expected a note that says why.');
        default:
          throw refusalOf(outcome, portalId);
      }
    });
  },
  scheduled: async (call) => {
    const portalId = portalOf(argument(call, 0, 'a portal'));
    const wish = call.args[1];
    if (wish !== undefined && wish !== 'cancel') throw wrongCall(`Expected cancel, and ${wish} came.`);
    await withDatabase(call, async (context) => {
      await versionOf(context, portalId, undefined);
      if (wish === 'cancel' && (await dropPublication(context.db, portalId)))
        return call.print('Nothing is to be published any more.');
      const publication = await readPublication(context, portalId);
      if (call.values.json) return call.print(textOf(publication));
      if (publication === null) return call.print('Nothing is to be published at an instant.');
      const { fingerprint, at, by, note, refused } = publication;
      call.print(`Plan ${fingerprint} by ${by.name} for ${new Date(at).toISOString()}: ${note}`);
      if (refused === null) return;
      for (const sentence of ['It was not published:', ...refused.sentences]) call.print(`  ${sentence}`);
    });
  },
  learn: async (call) => {
    const portalId = portalOf(argument(call, 0, 'a portal'));
    const wishes = learningWishesIn(call);
    await withDatabase(call, async (context) => {
      await versionOf(context, portalId, undefined);
      const begun = await beginLearning(context, portalId, { wishes, by: { userId: null, name: 'the operator' } });
      if (begun.outcome === 'not_installed') throw noPortal(portalId);
      if (begun.outcome === 'running')
        throw new Refusal(`Ripen learns already: "npm run -s model -- learnt ${portalId}" says how far it is.`);
      if (call.values.begin)
        return call.print(`The server learns now: "npm run -s model -- learnt ${portalId}" says how far it is.`);
      for (let said = ''; ; ) {
        const learning = await readLearning(context, portalId);
        if (learning === null || learning.state !== 'running') return sayLearning(call, learning);
        const sentence = learningProgress(learning);
        if (sentence !== said) call.tell(sentence);
        said = sentence;
        await delay(LOOK_AGAIN_MS);
      }
    });
  },
  learnt: async (call) => {
    const portalId = portalOf(argument(call, 0, 'a portal'));
    const wish = call.args[1];
    if (wish !== undefined && wish !== 'cancel') throw wrongCall(`Expected cancel, and ${wish} came.`);
    await withDatabase(call, async (context) => {
      await versionOf(context, portalId, undefined);
      if (wish === 'cancel') {
        if (await cancelLearning(context, portalId)) return call.print('The learning is cancelled.');
        throw new Refusal('No learning is under way.');
      }
      sayLearning(call, await readLearning(context, portalId));
    });
  },
  'hold-outs': async (call) => {
    const portalId = portalOf(argument(call, 0, 'a portal'));
    const view = await withDatabase(call, (context) => readHoldOuts(context, portalId));
    if (view.state !== 'ok') throw noPortal(portalId);
    for (const sentence of call.values.json ? [textOf(view)] : holdOutSentences(view)) call.print(sentence);
  },
  versions: async (call) => {
    const portalId = portalOf(argument(call, 0, 'a portal'));
    await withDatabase(call, async (context) => {
      await versionOf(context, portalId, undefined);
      const versions = await readVersions(context, portalId);
      if (call.values.json) return call.print(textOf(versions));
      for (const { version, at, by, note, backTo, ramp, inForce, differences, moved } of versions) {
        const what = backTo === null ? '' : `, takes up version ${backTo} again`;
        call.print(
          `${version}  ${new Date(at).toISOString()}  ${by?.name ?? 'with the installation'}${what}${inForce ? '  (in force)' : ''}`,
        );
        if (note !== '') call.print(`   why: ${note}`);
        if (ramp !== null) call.print(`   ${rampSentence(ramp)}`);
        if (moved !== null)
          call.print(
            `   moved ${moved.movers} of ${moved.contacts} contacts; ${moved.newSqls} became SQL, ${moved.lostSqls} ceased to be one`,
          );
        for (const { sentence } of differences ?? []) call.print(`   ${sentence}`);
      }
    });
  },
  rollout: async (call) => {
    const portalId = portalOf(argument(call, 0, 'a portal'));
    const wish = call.args[1];
    if (wish !== undefined && wish !== 'pause' && wish !== 'resume')
      throw wrongCall(`Expected pause or resume, and ${wish} came.`);
    await withDatabase(call, async (context) => {
      await versionOf(context, portalId, undefined);
      if (wish !== undefined)
        await pauseRollout(context.db, { portalId, paused: wish === 'pause', now: context.clock.now() });
      const rollout = await readRollout(context, portalId);
      call.print(
        rollout === null
          ? 'The version in force has reached every contact.'
          : `Version ${rollout.version} has been handed to ${rollout.done} of ${rollout.total} contacts${rollout.paused ? ', and waits' : ''}.`,
      );
    });
  },
};

/** How soon somebody who waits for the server looks again. */
const LOOK_AGAIN_MS = 1_000;
/** The code of a program that has done its work and has nothing to propose. */
const NOTHING_PROPOSED = 3;

function learningWishesIn(call: Call): LearningWishes {
  const { without = [], keep = [], rising = [], falling = [], step = '1' } = call.values;
  const within = (name: 'rules' | 'calls', usual: number, most: number) => {
    const number = Number(call.values[name] ?? usual);
    if (Number.isInteger(number) && number >= 1 && number <= most) return number;
    throw wrongCall(`Expected --${name} with a whole number from 1 to ${most}, and ${call.values[name]} came.`);
  };
  if (step !== '1' && step !== '5') throw wrongCall(`Expected --step 1 or 5, and ${step} came.`);
  const rules = within('rules', USUAL_WISHES.rules, MOST_RULES);
  return {
    rules,
    step: Number(step),
    calls: within('calls', USUAL_WISHES.calls, MOST_CALLS),
    without,
    keep,
    rising,
    falling,
  };
}

function sayLearning({ values, print, tell }: Call, learning: Learning | null): void {
  for (const sentence of values.json ? [textOf(learning)] : learntSentences(learning)) print(sentence);
  if (values.json || learning?.state !== 'done') return;
  if (learning.draftId === null) throw new Refusal('', NOTHING_PROPOSED);
  tell(
    `The points are in draft ${learning.draftId}, on the page of the model. Nothing is in force before it is published.`,
  );
}

function learntSentences(learning: Learning | null): readonly string[] {
  if (learning === null) return ['Nothing was learnt from the past of this account so far.'];
  if (learning.state === 'running') return [learningProgress(learning)];
  if (learning.state === 'cancelled') return ['The last learning was cancelled.'];
  if (learning.report === null) throw new Refusal('The last learning failed. The log of the server says why.');
  return learningSentences(learning.report);
}

/** A replay holds its days in memory. */
const MOST_DAYS = 100_000;

/** A server that is at work reads fifty contacts in far less time. */
const WAIT_MS = 30_000;

/** Waits until the server has read the histories that were asked for, and says how far it is. */
async function historiesRead(call: Call, context: ModelContext, portalId: number, asked: number): Promise<void> {
  if (asked === 0) return;
  call.tell(`The server reads the history of ${asked === 1 ? '1 contact' : `${asked} contacts`}.`);
  let read = 0;
  for (let since = performance.now(); performance.now() - since < WAIT_MS; ) {
    const reading = await readingOfHistories(context, portalId);
    if (reading === null) return;
    if (reading.read > read) since = performance.now();
    read = reading.read;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  call.tell(
    `${read} of ${asked} are read, and no server goes on: is it at work? What it reads later counts the next time.`,
  );
}

async function schedule(call: Call, portalId: number, wish: PublishWish, text: string): Promise<void> {
  const at = parseInstant(text);
  if (at === null) throw wrongCall(`Expected --at with an instant such as 2026-12-01T08:00Z, and ${text} came.`);
  await withDatabase(call, async (context) => {
    const { outcome } = await schedulePlan(context, portalId, { ...wish, at });
    if (outcome === 'past') throw new Refusal(`${new Date(at).toISOString()} is over.`);
    if (outcome !== 'scheduled') throw new Refusal(`It cannot be scheduled (${outcome}), and nothing has changed.`);
    call.print(`The server publishes plan ${wish.fingerprint} at ${new Date(at).toISOString()}.`);
  });
}

/** For whom a draft is to hold; undefined: for all. */
function rampIn(call: Call): RampWish | undefined {
  const { share, owners } = call.values;
  if (share === undefined && owners === undefined) return undefined;
  const ids = owners === undefined ? [] : owners.split(',').map((id) => id.trim());
  const bad = ids.find((id) => !/^\d+$/.test(id));
  if (bad !== undefined) throw wrongCall(`Expected --owners with ids of owners, such as 71,72, and ${bad} came.`);
  return { share: share === undefined ? 0 : percentOf(call, 'share'), owners: ids };
}

function percentOf({ values }: Call, name: 'share' | 'tolerance'): number {
  const number = Number(values[name]);
  if (!(number >= 0 && number <= 100)) throw wrongCall(`Expected --${name} from 0 to 100, and ${values[name]} came.`);
  return number;
}

async function showPlan(call: Call, context: ModelContext, portalId: number, wanted: Wanted): Promise<void> {
  const { contact, json } = call.values;
  if (contact !== undefined) return showContact(call, context, portalId, wanted, numberOf(contact, 'a contact'));
  const most = optionalNumber(call, 'movers') ?? 0;
  const outcome = await wholeWhatIf(context, portalId, wanted, { onStep: sayStep(call) });
  if (outcome.outcome !== 'done') throw refusalOf(outcome, portalId);
  const movers = most === 0 ? [] : await readMovers(context, portalId, outcome.planId, { limit: most });
  if (json) return call.print(textOf({ ...outcome, movers }));
  sayPlan(call, outcome);
  for (const mover of movers) call.print(moverSentence(mover));
  call.tell(
    `To carry it out: npm run -s model -- publish ${portalId} --plan ${outcome.fingerprint} --by NAME --note WHY`,
  );
}

function sayPlan(
  { print }: Call,
  { fingerprint, result }: { readonly fingerprint: string; readonly result: WhatIfResult },
): void {
  for (const sentence of whatIfSentences(result)) print(sentence);
  print(`Plan ${fingerprint}`);
}

async function showContact(
  { values, print }: Call,
  context: ModelContext,
  portalId: number,
  wanted: Wanted,
  contactId: number,
): Promise<void> {
  const outcome = await explainContact(context, portalId, { contactId, wanted });
  if (outcome.outcome === 'no_contact') throw new Refusal(`Nothing is stored of contact ${contactId}.`);
  if (outcome.outcome !== 'explained') throw refusalOf(outcome, portalId);
  if (values.json) return print(textOf(outcome));
  for (const [name, evaluation, at] of [
    ['In force', outcome.current, outcome.changesAt.current],
    ['Draft', outcome.draft, outcome.changesAt.draft],
  ] as const) {
    print(`${name}: ${headline(evaluation)}`);
    for (const score of ['explicit', 'implicit', 'combined'] as const)
      for (const { label, milli } of evaluation.scores[score].contributions)
        print(`  ${(milli / 1000).toFixed(3).padStart(9)}  ${label}`);
    print(
      at === null
        ? '  It changes only if something happens.'
        : `  It changes by itself on ${new Date(at).toISOString()}.`,
    );
  }
}

const headline = ({ grade, qualification, track, scores }: Evaluation): string =>
  `${scores.combined.points} points, grade ${grade}, ${qualification}, track ${track}`;

/** Where a person watches, how far it is. */
const sayStep =
  ({ tell }: Call) =>
  (step: WhatIfStep): void => {
    if (step.step === 'estimate') tell(estimateSentence(step.estimate));
    else if (step.step === 'progress' && process.stderr.isTTY)
      process.stderr.write(`\r${step.judged} of ${step.total}\r`);
  };

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

/** On the database of the portal that the call names. */
async function withDatabase<T>({ env, args }: Call, work: (context: ModelContext) => Promise<T>): Promise<T> {
  const read = readConfig(env);
  if (read.outcome === 'invalid') throw new Refusal(listed('The environment is not complete:', read.problems));
  const log = createLog('warn');
  const directory = await openDirectory(read.config, log);
  try {
    const portalId = args.map((given) => Number.parseInt(given, 10)).find((id) => id > 0) ?? 0;
    const { db } = await directory.of(portalId);
    return await work({ db, clock: { now: Date.now }, referenceData, log });
  } finally {
    await directory.close();
  }
}

function argument({ args }: Call, at: number, what: string): string {
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

function optionalNumber({ values }: Call, name: 'version' | 'movers' | 'calls' | 'days'): number | undefined {
  const text = values[name];
  return text === undefined ? undefined : numberOf(text, `a number with --${name}`);
}

const textOf = (value: unknown): string => JSON.stringify(value, null, 2);
const listed = (title: string, lines: readonly string[]): string =>
  [title, ...lines.map((line) => `  - ${line}`)].join('\n');

if (import.meta.main) {
  const [print, tell] = [console.log, console.error];
  process.exitCode = await modelCommand(process.argv.slice(2), { env: process.env, print, tell });
}
