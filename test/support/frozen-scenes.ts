import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { evaluate } from '../../src/domain/evaluation/evaluate.ts';
import { DAY } from '../../src/domain/time/time.ts';
import { law } from './law.ts';
import { advanceFully } from './scenes/advance-fully.ts';
import { scenes } from './scenes/arbitraries.ts';

/* Prints what becomes of frozen scenes in two months, as one hash: the same on every machine. */

const lived = fc.sample(scenes({ lastDay: 40 }), law(40)).map(({ compiled, facts, activities, now }) => {
  const start = evaluate(compiled, facts, activities, now);
  const known = { ...facts, memory: start.memory };
  const { evaluations } = advanceFully(compiled, known, activities, now + 60 * DAY, {
    dueAt: start.nextChangeAt,
    news: false,
  });
  return [start, ...evaluations];
});
console.log(createHash('sha256').update(JSON.stringify(lived)).digest('hex'), lived.flat().length);
