import fc from 'fast-check';
import { expect, test } from 'vitest';
import { law } from '../../../test/support/law.ts';
import { advanceFully } from '../../../test/support/scenes/advance-fully.ts';
import { type Scene, scenes } from '../../../test/support/scenes/arbitraries.ts';
import { DAY } from '../time/time.ts';
import { DORMANT_SEGMENTS, JOURNEY_STAGES, QUALIFICATIONS, TOUCH_KINDS, TOUCH_TRACKS, TRACKS } from '../words.ts';
import { TASK_KINDS } from './asks.ts';
import { evaluate } from './evaluate.ts';

/* A law over random contacts says little if they are all alike. */

/**
 * A scene, and what becomes of it in two months: each evaluation with the qualification before it.
 */
function lived({ compiled, facts, activities, now }: Scene) {
  const start = evaluate(compiled, facts, activities, now);
  const { evaluations } = advanceFully(compiled, { ...facts, memory: start.memory }, activities, now + 60 * DAY, {
    dueAt: start.nextChangeAt,
    news: false,
  });
  const all = [start, ...evaluations];
  return all.map((evaluation, index) => ({
    facts,
    evaluation,
    before: index === 0 ? facts.memory?.qualification : all[index - 1]!.qualification,
  }));
}

test('random scenes reach every segment, track, qualification and way there, grade, touch and what becomes of it, task, and both ends of the scores', () => {
  const count = new Map<string, number>();
  const saw = (fact: string) => count.set(fact, (count.get(fact) ?? 0) + 1);
  for (const { facts, before, evaluation } of fc.sample(scenes({ lastDay: 40 }), law(600)).flatMap(lived)) {
    const { segment, track, qualification, grade, nextTouch, nextChangeAt, scores } = evaluation;
    saw(`segment ${segment}`);
    saw(`track ${track}`);
    saw(`${before ?? 'unknown'} to ${qualification}`);
    saw(`grade ${grade}`);
    saw(`next touch ${nextTouch?.kind}`);
    saw(`next change ${nextChangeAt === null ? 'never' : 'some day'}`);
    if (nextTouch !== null) saw(`touches of ${nextTouch.track}`);
    if (nextTouch !== null) saw(`touch ${nextTouch.task}`);
    for (const { event, kind } of evaluation.touchEvents) saw(`${kind} ${event}`);
    for (const { kind } of evaluation.asks.tasks) saw(`task ${kind}`);
    for (const { kind, as } of evaluation.asks.closed) saw(`task ${kind} ${as}`);
    for (const list of evaluation.extra) saw(`list ${list}`);
    for (const { source, askAgain } of Object.values(evaluation.bantDetails))
      saw(`answer ${source}${askAgain ? ' to ask again' : ''}`);
    if (evaluation.response !== null) saw(evaluation.response.answeredAt === null ? 'response owed' : 'response given');
    if (evaluation.needsOwner) saw('owner needed');
    saw(`journey ${evaluation.interest.stage}`);
    saw(`product ${evaluation.interest.productId !== null}`);
    saw(`relation ${evaluation.relation}${facts.deals.won > 0 ? ' that bought' : ''}`);
    if (evaluation.at > (facts.decisions?.handedBackAt ?? Infinity)) saw('handed back');
    for (const { points, contributions } of [scores.explicit, scores.implicit]) {
      saw(points === 0 ? 'score 0' : points === 100 ? 'score 100' : 'score between');
      for (const { kind } of contributions) saw(`line ${kind}`);
    }
  }

  const wanted = [
    ...[null, ...DORMANT_SEGMENTS].map((segment) => `segment ${segment}`),
    ...TRACKS.map((track) => `track ${track}`),
    ...['unknown', ...QUALIFICATIONS].flatMap((from) => QUALIFICATIONS.map((to) => `${from} to ${to}`)),
    ...['A', 'B', 'C', 'D'].flatMap((fit) => [1, 2, 3, 4].map((interest) => `grade ${fit}${interest}`)),
    ...[undefined, ...TOUCH_KINDS].map((kind) => `next touch ${kind}`),
    ...['next change never', 'next change some day', 'score 0', 'score 100', 'score between'],
    ...TOUCH_TRACKS.map((track) => `touches of ${track}`),
    ...['touch Call', 'touch Renew'],
    ...TOUCH_KINDS.flatMap((kind) => ['due', 'done', 'missed', 'cancelled'].map((event) => `${kind} ${event}`)),
    ...['manual late', 'list due', 'list ready', 'response owed', 'response given', 'owner needed', 'handed back'],
    ...TASK_KINDS.map((kind) => `task ${kind}`),
    ...['manual', 'late', 'respond'].flatMap((kind) => [`task ${kind} COMPLETED`, `task ${kind} DEFERRED`]),
    ...['crm', 'crm to ask again', 'rep', 'null'].map((source) => `answer ${source}`),
    ...[null, ...JOURNEY_STAGES].map((stage) => `journey ${stage}`),
    ...['product true', 'product false', 'relation prospect that bought', 'relation customer'],
    ...['line start', 'line rule', 'line cap', 'line floor', 'line rounding'],
  ];
  const rare = wanted.filter((fact) => (count.get(fact) ?? 0) < 3);
  expect(rare).toEqual([]);
});
