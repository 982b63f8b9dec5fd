import { setTimeout as delay } from 'node:timers/promises';
import { type LeadStatus, readLeadStatuses } from '../../src/use-cases/models/learn/lead-statuses.ts';
import { learningProgress, learningSentences } from '../../src/use-cases/models/learn/learning-sentences.ts';
import {
  beginLearning,
  cancelLearning,
  type Learning,
  type LearningWishes,
  MOST_CALLS,
  MOST_RULES,
  readLearning,
  USUAL_WISHES,
} from '../../src/use-cases/models/learn/learnings.ts';
import {
  argument,
  type Call,
  type Command,
  numberOf,
  portalOf,
  Refusal,
  textOf,
  withDatabase,
  wrongCall,
} from './call.ts';
import { noPortal, versionOf } from './models.ts';

/** Commands that learn points from the past of an account. */
export const LEARNING: Readonly<Record<string, Command>> = {
  learn: async (call) => {
    const portalId = portalOf(argument(call, 0, 'a portal'));
    const given = learningWishesIn(call);
    await withDatabase(call, async (context) => {
      await versionOf(context, portalId, undefined);
      const wishes = { ...given, lostStatuses: lostStatusesIn(call, await readLeadStatuses(context.db, portalId)) };
      const begun = await beginLearning(context, portalId, { wishes, by: { userId: null, name: 'the operator' } });
      if (begun.outcome === 'not_installed') throw noPortal(portalId);
      if (begun.outcome === 'running')
        throw new Refusal(`Ripen is learning already: "npm run -s model -- learnt ${portalId}" shows its progress.`);
      if (call.values.begin)
        return call.print(`The server is learning now: "npm run -s model -- learnt ${portalId}" shows its progress.`);
      for (let told = ''; ; ) {
        const learning = await readLearning(context, portalId);
        if (learning === null || learning.state !== 'running') return sayLearning(call, learning);
        const sentence = learningProgress(learning);
        if (sentence !== told) call.tell(sentence);
        told = sentence;
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
};

/** How often a command that waits for the server reads its progress. */
const LOOK_AGAIN_MS = 1_000;

/** The exit code of a learning that ended without a proposal. */
const NOTHING_PROPOSED = 3;

function learningWishesIn(call: Call): LearningWishes {
  const { without = [], keep = [], rising = [], falling = [], step = '1' } = call.values;
  const within = (name: 'rules' | 'calls', usual: number, most: number) => {
    const text = call.values[name] ?? `${usual}`;
    const expected = `--${name} with a whole number from 1 to ${most}`;
    const number = numberOf(text, expected);
    if (number > most) throw wrongCall(`Expected ${expected}, and ${text} came.`);
    return number;
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

/** Values of the lead statuses that are named by value or label; undefined: none is named. */
function lostStatusesIn({ values }: Call, statuses: readonly LeadStatus[]): readonly string[] | undefined {
  const named = values['lost-status'];
  if (named === undefined) return undefined;
  const said = (text: string) => text.trim().toLowerCase();
  return named.flatMap((name) => {
    const found = statuses.find(({ value, label }) => said(value) === said(name) || said(label) === said(name));
    if (found !== undefined) return [found.value];
    if (said(name) === 'none') return [];
    const all = statuses.map(({ label }) => label).join(', ');
    throw new Refusal(`The account has no lead status "${name}". It has: ${all === '' ? 'none' : all}.`);
  });
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
  if (learning === null) return ['Ripen has not learnt from the past of this account yet.'];
  if (learning.state === 'running') return [learningProgress(learning)];
  if (learning.state === 'cancelled') return ['The last learning was cancelled.'];
  if (learning.report === null) throw new Refusal('The last learning failed. The log of the server says why.');
  return learningSentences(learning.report);
}
