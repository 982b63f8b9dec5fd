import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Taught, TeachStep } from '../../../domain/learning/teach.ts';
import type { FromThread, Lesson } from './learn-thread.ts';

/*
 * The learnings that this process runs, each in a thread of its own. Nothing is stored before a run
 * is done: after a crash it begins again.
 */

type LearnerState =
  | { readonly is: 'running'; readonly step: TeachStep | 'collecting' }
  | { readonly is: 'done'; readonly taught: Taught }
  | { readonly is: 'failed'; readonly error: unknown };

export type Learners = {
  /**
   * Waits a moment, and returns how far the run is. An unknown run begins. A finished run stays
   * until `stop` forgets it.
   */
  readonly proceed: (key: string, lesson: (signal: AbortSignal) => Promise<Lesson>) => Promise<LearnerState>;
  /** Ends a run, and forgets its result. */
  readonly stop: (key: string) => void;
  readonly stopAll: () => void;
};

type Run = { state: LearnerState; ended: Promise<void>; readonly controller: AbortController };

/** `proceed` waits for so long: its caller has other work, and asks again. */
const PATIENCE_MS = 200;
/** Memory of a thread: as much as the largest table needs. */
const MEMORY_MB = 1_024;

export function createLearners(): Learners {
  const runs = new Map<string, Run>();

  function begin(key: string, lesson: (signal: AbortSignal) => Promise<Lesson>): Run {
    const controller = new AbortController();
    const run: Run = { controller, state: { is: 'running', step: 'collecting' }, ended: Promise.resolve() };
    run.ended = learnIn(run, lesson);
    runs.set(key, run);
    return run;
  }

  const stop = (key: string) => {
    runs.get(key)?.controller.abort();
    runs.delete(key);
  };

  return {
    async proceed(key, lesson) {
      const run = runs.get(key) ?? begin(key, lesson);
      await Promise.race([run.ended, delay(PATIENCE_MS, undefined, { ref: false })]);
      return run.state;
    },
    stop,
    stopAll() {
      for (const key of runs.keys()) stop(key);
    },
  };
}

async function learnIn(run: Run, lesson: (signal: AbortSignal) => Promise<Lesson>): Promise<void> {
  const { signal } = run.controller;
  try {
    const taught = await taughtBy(await lesson(signal), signal, (step) => {
      run.state = { is: 'running', step };
    });
    run.state = { is: 'done', taught };
  } catch (error) {
    run.state = { is: 'failed', error };
  }
}

/** Learns in a thread; `signal` ends it. */
function taughtBy(lesson: Lesson, signal: AbortSignal, onStep: (step: TeachStep) => void): Promise<Taught> {
  signal.throwIfAborted();
  const thread = new Worker(new URL('./learn-thread.ts', import.meta.url), {
    workerData: lesson,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  return new Promise<Taught>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    thread.on('message', (message: FromThread) => {
      if (message.is === 'step') onStep(message.step);
      else resolve(message.taught);
    });
    thread.on('error', reject);
    thread.on('exit', (code) => reject(new Error(`The thread that learns ended with code ${code}`)));
  }).finally(() => thread.terminate());
}
