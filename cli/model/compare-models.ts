import type { RampWish } from '../../src/domain/changes/ramp.ts';
import { parseInstant } from '../../src/domain/time/time.ts';
import type { ModelContext } from '../../src/use-cases/models/model-context.ts';
import { beginReplay, readingOfHistories, replayDays } from '../../src/use-cases/models/time-machine/replay.ts';
import { askForTimeMachine, timeMachine } from '../../src/use-cases/models/time-machine/time-machine.ts';
import {
  argument,
  type Call,
  type Command,
  numberOf,
  optionalNumber,
  percentOf,
  portalOf,
  textOf,
  withDatabase,
  wrongCall,
} from './call.ts';
import { documentOf, noPortal } from './models.ts';
import { replaySentences, timeMachineLimits, timeMachineSentences } from './sentences.ts';
import { refusalOf, showPlan } from './show-plan.ts';

/** Commands that compare a draft or an earlier version with the version in force. */
export const COMPARING: Readonly<Record<string, Command>> = {
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
        if (asked.outcome === 'asked') await waitForHistories(call, context, portalId, asked.contacts);
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
      await waitForHistories(call, context, portalId, begun.asked);
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
};

/** The contacts for which a draft is to hold; undefined: all. */
function rampIn(call: Call): RampWish | undefined {
  const { share, owners } = call.values;
  if (share === undefined && owners === undefined) return undefined;
  const ids = owners === undefined ? [] : owners.split(',').map((id) => id.trim());
  const bad = ids.find((id) => !/^\d+$/.test(id));
  if (bad !== undefined) throw wrongCall(`Expected --owners with ids of owners, such as 71,72, and ${bad} came.`);
  return { share: share === undefined ? 0 : percentOf(call, 'share'), owners: ids };
}

/** The most days of a replay, which holds them all in memory. */
const MOST_DAYS = 100_000;

/** How long to wait for progress. A server that works reads fifty contacts in far less time. */
const WAIT_MS = 30_000;

/** Waits until the server has read the requested histories. */
async function waitForHistories(call: Call, context: ModelContext, portalId: number, asked: number): Promise<void> {
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
    `${read} of ${asked} are read, and the server has stopped reading. Is it running? What it reads later counts the next time.`,
  );
}
