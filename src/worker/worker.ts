import { randomUUID } from 'node:crypto';
import { repeatsOf } from '../operation/repeats.ts';
import { troubleOf } from '../postgres/trouble.ts';
import { releaseLease, renewLease, takePortals, waitWithPortal } from '../store/work/leases.ts';
import { markNews, portalsWithNews } from '../store/work/news.ts';
import { giveWay } from '../use-cases/contacts/judge/take-turns.ts';
import { keepLease } from './lease.ts';
import { type ServeContext, type ServeOutcome, servePortal } from './serve-portal.ts';

export type Worker = {
  /** the name of this process in the leases of portals */
  readonly holder: string;
  /** resolves when no portal is in hand and nothing is due now: for tests, demos and tools */
  readonly idle: () => Promise<void>;
  /** looks for work at once instead of at the next poll */
  readonly wake: () => void;
  /** ms since it last looked for work */
  readonly pauseMs: () => number;
  /** ends after the work in hand; the next start does what is unfinished */
  readonly stop: () => Promise<void>;
};

export type WorkerOptions = ServeContext & {
  readonly terms?: Partial<WorkerTerms> | undefined;
  /** called when this process takes a portal that another process served last */
  readonly onTakeover?: () => void;
  /** called with how many events told what Ripen had written or read */
  readonly onEchoes?: (events: number) => void;
};

export type WorkerTerms = {
  /** portals at the same time */
  readonly portals: number;
  readonly pollMs: number;
  readonly leaseMs: number;
  /** how long one portal is served while others wait for its place */
  readonly turnMs: number;
  /** and while none waits: a session knows the settings of an account as its turn began */
  readonly longTurnMs: number;
  /**
   * how long a portal rests before another process takes it: HubSpot's quota window with the margin
   * of `src/hubspot/transport/quota.ts`, in which calls of the last holder may still count
   */
  readonly quietMs: number;
};

const TERMS: WorkerTerms = {
  portals: 8,
  pollMs: 250,
  leaseMs: 30_000,
  turnMs: 20_000,
  longTurnMs: 300_000,
  quietMs: 10_250,
};

/**
 * How long a portal waits after work on it failed; less when that was the database's fault, which
 * may be over at once.
 */
const PAUSE_MS = 30_000;
const OUTAGE_PAUSE_MS = 1_000;
type Paused = Extract<ServeOutcome, { readonly outcome: 'paused' }>;

/** Codes of errors that tell how long to wait. */
const TOLD_BY_HUBSPOT: ReadonlySet<string> = new Set(['throttled', 'locked', 'moving', 'internal']);
/** portals whose contacts are marked before the worker looks for other work */
const MOST_TOLD = 100;
const LONGEST_PAUSE_MS = 3_600_000;
const LONGEST_OUTAGE_PAUSE_MS = 300_000;

/** Serves portals that have work, a few at a time, each under a lease that one process holds. */
export function startWorker({ terms, onTakeover, onEchoes, ...context }: WorkerOptions): Worker {
  const { db, clock, log } = context;
  const { portals, pollMs, leaseMs, turnMs, longTurnMs, quietMs } = { ...TERMS, ...terms };
  const holder = randomUUID();
  const ending = new AbortController();
  const inHand = new Map<number, Promise<void>>();
  const pausedUntil = new Map<number, number>();
  /** portals that could not be given back: nobody could take them until their lease has run out */
  const toRelease = new Set<number>();
  const beingReleased = new Set<number>();
  /** how often in a row work on a portal was paused for the same reason */
  const pauses = new Map<number, { readonly code: string; readonly times: number }>();
  let wakeUp: () => void = () => undefined;
  let idleWaiters: (() => void)[] = [];
  /** when contacts become due that this process has marked */
  let dueAts: readonly number[] = [];
  let lookedAt = performance.now();
  const unmarked = repeatsOf((failed: { readonly portalId: number; readonly error: unknown }, times: number) =>
    log.error({ ...failed, times }, 'News of a contact cannot be marked; it waits alone, and is tried again'),
  );

  async function handle(portalId: number, askedAt: number): Promise<void> {
    const lost = new AbortController();
    const lease = keepLease({
      portalId,
      holder,
      leaseMs,
      askedAt,
      renew: () => renewLease(db, { portalId, holder, leaseMs }),
      release: () => release(portalId),
      onLost: () => lost.abort(),
    });
    try {
      const signal = AbortSignal.any([ending.signal, lost.signal]);
      const began = performance.now();
      const mayGoOn = () => performance.now() - began < (inHand.size < portals ? longTurnMs : turnMs);
      const result = await servePortal(context, portalId, lease, { mayGoOn, signal });
      if (result.outcome === 'paused') await pausePortal(portalId, result);
      else pauses.delete(portalId);
    } catch (error) {
      log.error({ portalId, error }, 'Work on a portal ended in an unexpected way');
      // Another process would fail as well, unless it is the database that fails.
      if (troubleOf(error) !== null) pauseHere(portalId, OUTAGE_PAUSE_MS);
      else await waitWithPortal(db, { portalId, holder, forMs: PAUSE_MS }).catch(() => pauseHere(portalId, PAUSE_MS));
    } finally {
      await lease.end();
    }
  }

  /**
   * The wait holds for every process, and ends when the account is connected anew. Keys and secrets
   * are a process's own: another one may have the right ones.
   */
  async function pausePortal(portalId: number, paused: Paused): Promise<void> {
    const forMs = pauseOf(portalId, paused);
    if (paused.code === 'misconfigured') pauseHere(portalId, forMs);
    else await waitWithPortal(db, { portalId, holder, forMs });
  }

  const pauseHere = (portalId: number, ms: number) => void pausedUntil.set(portalId, performance.now() + ms);

  /**
   * How long to pause: twice as long each time for the same reason, unless HubSpot told how long.
   */
  function pauseOf(portalId: number, { ms, code }: Paused): number {
    const before = pauses.get(portalId);
    const times = before?.code === code ? before.times + 1 : 1;
    pauses.set(portalId, { code, times });
    if (TOLD_BY_HUBSPOT.has(code)) return ms;
    const longest = code === 'unavailable' ? LONGEST_OUTAGE_PAUSE_MS : LONGEST_PAUSE_MS;
    return Math.max(ms, Math.min(longest, ms * 2 ** (times - 1)));
  }

  const release = (portalId: number): Promise<void> =>
    releaseLease(db, { portalId, holder }).catch((error: unknown) => {
      log.warn({ portalId, error }, 'A portal could not be given back; this is tried again');
      toRelease.add(portalId);
    });

  /** Nobody waits for it: whoever holds the row of one portal must not hinder the others. */
  function releaseRest(): void {
    for (const portalId of toRelease) {
      toRelease.delete(portalId);
      if (inHand.has(portalId)) continue;
      beingReleased.add(portalId);
      void release(portalId).finally(() => beingReleased.delete(portalId));
    }
  }

  async function takeSome(): Promise<number> {
    releaseRest();
    const room = portals - inHand.size;
    if (room <= 0) return 0;
    for (const [portalId, until] of pausedUntil) if (until <= performance.now()) pausedUntil.delete(portalId);
    const askedAt = performance.now();
    const taken = await takePortals(db, {
      holder,
      now: clock.now(),
      limit: room,
      leaseMs,
      quietMs,
      except: [...inHand.keys(), ...pausedUntil.keys(), ...beingReleased],
    });
    for (const { portalId, takenOver } of taken) {
      if (takenOver) onTakeover?.();
      const done = handle(portalId, askedAt).finally(() => {
        inHand.delete(portalId);
        wakeUp();
      });
      inHand.set(portalId, done);
    }
    return taken.length;
  }

  /**
   * Marks the contacts that deliveries told of, whoever has their portal and whether or not HubSpot
   * may be asked: they are due. Answers whether there may be more.
   */
  async function markSome(): Promise<boolean> {
    const began = performance.now();
    const told = await portalsWithNews(db, clock.now(), MOST_TOLD);
    let left = told.length === MOST_TOLD;
    const failures: unknown[] = [];
    for (const portalId of told) {
      if (performance.now() - began > pollMs) {
        left = true;
        break;
      }
      try {
        const { echoes, dueAt, more, failed } = await markNews(db, { portalId, now: clock.now() });
        onEchoes?.(echoes);
        if (dueAt !== null) dueAts = [...dueAts, dueAt];
        if (failed) unmarked(`${portalId}`, { portalId, ...failed });
        left ||= more;
      } catch (error) {
        failures.push(error);
      }
    }
    await giveWay(performance.now() - began, ending.signal);
    if (failures.length > 0) throw failures[0];
    return left;
  }

  /** How long to wait for more work: at most until the next contact that was marked is due. */
  function restMs(): number {
    const now = clock.now();
    dueAts = dueAts.filter((dueAt) => dueAt > now);
    return Math.min(pollMs, ...dueAts.map((dueAt) => dueAt - now));
  }

  async function run(): Promise<void> {
    while (!ending.signal.aborted) {
      lookedAt = performance.now();
      const woken = new Promise<void>((resolve) => {
        wakeUp = resolve;
      });
      const orWait = async (error: unknown) => {
        log.error({ error }, 'Looking for work failed');
        await pause(OUTAGE_PAUSE_MS, ending.signal);
        return null;
      };
      const left = await markSome().catch(orWait);
      const taken = await takeSome().catch(orWait);
      if (left) wakeUp();
      else if (left === false && taken === 0 && inHand.size === 0) {
        for (const waiter of idleWaiters.splice(0)) waiter();
      }
      await Promise.race([pause(restMs(), ending.signal), woken]);
    }
  }
  const running = run();

  return {
    holder,
    idle() {
      return new Promise((resolve) => {
        // The poll in progress may have begun before the caller's work came, so wait for the next.
        const atNextLook = (waiter: () => void) => {
          idleWaiters.push(waiter);
          wakeUp();
        };
        atNextLook(() => atNextLook(resolve));
      });
    },
    wake: () => wakeUp(),
    pauseMs: () => performance.now() - lookedAt,
    async stop() {
      ending.abort();
      wakeUp();
      await running;
      await Promise.all(inHand.values());
      idleWaiters = [];
    },
  };
}

/** Waits for `ms`, or until the signal. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}
