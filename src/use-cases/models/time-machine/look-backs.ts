import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { LookBackView } from '../../../../cards/pages/contracts/look-back-contract.ts';
import { DAY } from '../../../domain/time/time.ts';
import { wallClock } from '../../../domain/time/time-zone.ts';
import { markOfBase } from '../../../store/models/base.ts';
import { findLookBack, moveLookBack, putLookBack, type StoredLookBack } from '../../../store/models/look-backs.ts';
import { findPlan } from '../../../store/models/plans.ts';
import { findPortal } from '../../../store/portals/portals.ts';
import { ownerNames } from '../../contacts/read/owner-names.ts';
import type { ModelContext } from '../model-context.ts';
import type { Wanted } from '../what-if/prepare-comparison.ts';
import { wordsFor } from '../words-for.ts';
import { readingOfHistories, stopReadingHistories } from './replay.ts';
import { askForTimeMachine, type TimeMachineResult, timeMachine } from './time-machine.ts';

/*
 * The time machine for the app's page. It goes on after the request that began it. The database
 * holds how far it is, so that any process can tell. The worker reads the histories; once they are
 * read, the next request for the result begins the judging.
 */

export type LookBacks = {
  readonly begin: (
    portalId: number,
    wish: { readonly planId: string; readonly since: number; readonly calls: number; readonly author: string },
  ) => Promise<'begun' | 'no_plan'>;
  /** False: the look back is over already. */
  readonly cancel: (portalId: number, planId: string) => Promise<boolean>;
  /** how far the last look back of a plan is, or what came of it */
  readonly of: (portalId: number, planId: string) => Promise<LookBackView>;
  /** Ends every look back that this process runs. */
  readonly stop: () => void;
};

type Context = ModelContext & { readonly log: Pick<Logger, 'error'>; readonly wake: () => void };
type Run = { readonly portalId: number; readonly planId: string; readonly runId: string };

/**
 * A running look back reports after every page of contacts, which takes seconds. If it was silent
 * for so long, its process has ended.
 */
const SILENT_MS = 5 * 60_000;

/** Ends a look back that was cancelled or replaced, or whose process stops. */
class Unwanted extends Error {}

export function lookBacks(context: Context): LookBacks {
  const { db, clock } = context;
  let isStopped = false;

  /** Runs `go`, stores its progress, and ends it when nobody wants the result any more. */
  async function walk(run: Run, state: 'choosing' | 'judging', go: (watch: Watch) => Promise<void>): Promise<void> {
    const { contacts: of } = await markOfBase(db, run.portalId);
    await go(async (done) => {
      const progress = { done: Math.min(done, of), of };
      const isWanted =
        !isStopped && (await moveLookBack(db, run, { from: state, to: state, progress, now: clock.now() }));
      if (!isWanted) throw new Unwanted();
    });
  }

  const choose = (run: Run, wanted: Wanted, { since, calls }: { readonly since: number; readonly calls: number }) =>
    walk(run, 'choosing', async (watch) => {
      const asked = await askForTimeMachine(context, run.portalId, wanted, { since, calls, watch });
      if (asked.outcome !== 'asked') return end(run, 'choosing', 'failed');
      const progress = { done: 0, of: asked.contacts };
      await moveLookBack(db, run, { from: 'choosing', to: 'reading', progress, now: clock.now() });
      context.wake();
    });

  const judge = (run: Run, wanted: Wanted, since: number) =>
    walk(run, 'judging', async (watch) => {
      const result = await timeMachine(context, run.portalId, wanted, since, watch);
      await end(run, 'judging', result.outcome === 'done' ? 'done' : 'failed', result);
    });

  async function end(
    run: Run,
    from: 'choosing' | 'judging',
    to: 'done' | 'failed',
    result: unknown = null,
  ): Promise<void> {
    await moveLookBack(db, run, { from, to, progress: NOTHING, result, now: clock.now() });
  }

  /** Lets a run go on after the request has ended, and stores its failure. */
  const beside = (run: Run, from: 'choosing' | 'judging', doing: Promise<void>): void =>
    void doing.catch(async (error: unknown) => {
      if (error instanceof Unwanted) return;
      context.log.error({ portalId: run.portalId, error }, 'Looking back failed');
      // If this write fails, too, the run counts as failed once it has been silent for long.
      await end(run, from, 'failed').catch((cause: unknown) =>
        context.log.error({ portalId: run.portalId, error: cause }, 'That looking back failed could not be stored'),
      );
    });

  return {
    async begin(portalId, { planId, since, calls, author }) {
      const wanted = await wantedOf(context, portalId, planId);
      if (wanted === null) return 'no_plan';
      const run = { portalId, planId, runId: randomUUID() };
      const state = calls > 0 ? 'choosing' : 'judging';
      const heardAt = clock.now();
      if (!(await putLookBack(db, run, { ...run, state, since, progress: NOTHING, author, heardAt }))) return 'no_plan';
      beside(run, state, calls > 0 ? choose(run, wanted, { since, calls }) : judge(run, wanted, since));
      return 'begun';
    },
    async cancel(portalId, planId) {
      const found = await findLookBack(db, { portalId, planId });
      if (found === null || !isUnderWay(found)) return false;
      const { runId, state: from, progress } = found;
      const move = { from, to: 'cancelled', progress, now: clock.now() } as const;
      if (!(await moveLookBack(db, { portalId, planId, runId }, move))) return false;
      if (from === 'reading') await stopReadingHistories(context, portalId);
      return true;
    },
    async of(portalId, planId) {
      const found = await findLookBack(db, { portalId, planId });
      if (found === null) return { state: 'none' };
      const { since, state, runId, progress } = found;
      if (state === 'done') return seen(context, portalId, found);
      if (!isUnderWay(found)) return { state: state === 'failed' ? 'failed' : 'cancelled' };
      if (state !== 'reading')
        return clock.now() - found.heardAt > SILENT_MS
          ? { state: 'failed' }
          : { state: state === 'choosing' ? 'choosing' : 'judging', ...progress };
      const reading = await readingOfHistories(context, portalId);
      if (reading !== null) return { state, of: progress.of, done: Math.min(reading.read, progress.of) };
      // The histories are read: the first process that moves the state judges everybody.
      const run = { portalId, planId, runId };
      const wanted = await wantedOf(context, portalId, planId);
      const move = { from: 'reading', to: 'judging', progress: NOTHING, now: clock.now() } as const;
      if (wanted !== null && (await moveLookBack(db, run, move))) beside(run, 'judging', judge(run, wanted, since));
      return { state: 'judging', ...NOTHING };
    },
    stop() {
      isStopped = true;
    },
  };
}

type Watch = (judged: number) => Promise<void>;
const NOTHING = { done: 0, of: 0 };

const isUnderWay = ({ state }: StoredLookBack): boolean =>
  state === 'choosing' || state === 'reading' || state === 'judging';

/** What the plan compares; null: there is no such plan. */
async function wantedOf({ db }: Pick<ModelContext, 'db'>, portalId: number, planId: string): Promise<Wanted | null> {
  const plan = await findPlan(db, portalId, planId);
  if (plan === null) return null;
  return plan.backTo === null ? { document: plan.document } : { backTo: plan.backTo };
}

/** The page names at most so many unknown fields. */
const UNKNOWN_SHOWN = 8;

async function seen(
  { db }: Pick<ModelContext, 'db'>,
  portalId: number,
  { result, author }: StoredLookBack,
): Promise<LookBackView> {
  const portal = await findPortal(db, portalId);
  if (portal === null) return { state: 'none' };
  const { current, draft, histories, since, until, contacts, failed, wins, daysEarlier } = result as TimeMachineResult;
  const dayOf = (at: number) => new Date(wallClock(portal.account.timeZone, at)).toISOString().slice(0, 10);
  const nameOf = ownerNames(portal.account);
  const words = await wordsFor(db, portalId);
  const weeks = Math.max(1, (until - since) / (7 * DAY));
  const aWeek = (sqls: number) => Math.round((10 * sqls) / weeks) / 10;
  const sqlsOf = ({ owners }: TimeMachineResult['draft'], owner: string) =>
    owners.find((row) => row.owner === owner)?.sqls ?? 0;
  const owners = [...new Set([...draft.owners, ...current.owners].map(({ owner }) => owner))];
  return {
    ...{ state: 'done', contacts, failed, wins, daysEarlier },
    day: dayOf(since),
    until: dayOf(until),
    by: author,
    mqls: { before: current.mqls, after: draft.mqls },
    sqls: { before: current.sqls, after: draft.sqls },
    sqlsAWeek: { before: aWeek(current.sqls), after: aWeek(draft.sqls) },
    caught: { before: current.caught, after: draft.caught },
    daysBeforeWin: { before: current.daysBeforeWin, after: draft.daysBeforeWin },
    weeks: draft.weeks.map((after, week) => ({
      // Noon: where clocks change, a day has an hour more or less.
      day: dayOf(since + (week * 7 + 0.5) * DAY),
      mqls: { before: current.mqlWeeks[week] ?? 0, after: draft.mqlWeeks[week] ?? 0 },
      sqls: { before: current.weeks[week] ?? 0, after },
    })),
    owners: owners.map((owner) => ({
      who: owner === '' ? null : nameOf(owner),
      aWeek: { before: aWeek(sqlsOf(current, owner)), after: aWeek(sqlsOf(draft, owner)) },
    })),
    used: histories.used,
    missing: histories.missing,
    calls: histories.calls,
    others: histories.others,
    unknown: Object.entries(histories.unknown)
      .sort(([, a], [, b]) => b - a)
      .slice(0, UNKNOWN_SHOWN)
      .map(([field, contacts]) => ({ what: WHOLE[field] ?? words.ofField(field), contacts })),
  };
}

/** Unknown parts that are no single field; the page has words for them. */
const WHOLE: Readonly<Record<string, string>> = { deals: 'deals', company: 'company', merged: 'merged' };
