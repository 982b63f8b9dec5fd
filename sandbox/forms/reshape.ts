import { createHash } from 'node:crypto';
import type { Reply } from '../http/reply.ts';
import { createRandom } from '../random.ts';
import type { AnswerForm } from './form.ts';
import { fullest } from './fullest.ts';
import { least } from './least.ts';
import { odd } from './odd.ts';

/**
 * Gives an answer of status 200–299 its form, and leaves refusals alone. `request`: what tells this
 * request from others, so that the same one gets the same answer.
 */
export function reshape(reply: Reply, answers: AnswerForm, request: readonly (string | Buffer)[]): Reply {
  if (answers.form === 'usual' || reply.status < 200 || reply.status > 299) return reply;
  if (answers.form === 'least') return { ...reply, json: least(reply.json) } as Reply;
  if (answers.form === 'fullest') return { ...reply, json: fullest(reply.json) } as Reply;
  const hash = createHash('sha256').update(`${answers.seed}`);
  for (const part of request) hash.update('\n').update(part);
  return odd(reply, createRandom(hash.digest().readUInt32LE(0)));
}
