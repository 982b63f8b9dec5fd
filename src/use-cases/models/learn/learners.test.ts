import { expect, it } from 'vitest';
import { until } from '../../../../test/support/until.ts';
import { DEFAULT_MODEL } from '../../../domain/model/default-model.ts';
import type { Lesson } from './learn-thread.ts';
import { createLearners } from './learners.ts';

const LESSON: Lesson = {
  past: {
    table: { leads: 0, won: new Uint8Array(), fields: [], dates: [], at: null, inForce: null },
    now: [],
    times: [],
    patterns: [],
  },
  model: DEFAULT_MODEL,
  wishes: { rules: 15, step: 1, without: [], keep: [], rising: [], falling: [] },
};

it('learns in a thread, and tells what came of it until it is forgotten', async () => {
  const learners = createLearners();
  let lessons = 0;
  const lesson = async () => {
    lessons++;
    return LESSON;
  };
  const isDone = async () => (await learners.proceed('a', lesson)).is === 'done';

  await until('it has learnt', isDone);
  expect(await learners.proceed('a', lesson)).toMatchObject({
    is: 'done',
    taught: { draft: null, report: { why: expect.stringContaining('0 wins') } },
  });
  expect(lessons).toBe(1);

  learners.stop('a');
  await until('it has learnt anew', isDone);
  expect(lessons).toBe(2);
});

it('ends the thread of what is cancelled, and begins anew when it is asked again', async () => {
  const learners = createLearners();
  const signals: AbortSignal[] = [];
  const never = (signal: AbortSignal) => {
    signals.push(signal);
    return new Promise<Lesson>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  };

  expect(await learners.proceed('a', never)).toEqual({ is: 'running', step: 'collecting' });
  expect(await learners.proceed('b', never)).toEqual({ is: 'running', step: 'collecting' });
  learners.stop('a');
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  await until('it has learnt', async () => (await learners.proceed('a', async () => LESSON)).is === 'done');
  learners.stopAll();
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
});

it('what fails is told, and may be tried again', async () => {
  const learners = createLearners();
  const error = new Error('no past');

  await until('it has failed', async () => (await learners.proceed('a', () => Promise.reject(error))).is === 'failed');
  learners.stop('a');
  await until('it has learnt', async () => (await learners.proceed('a', async () => LESSON)).is === 'done');
});
