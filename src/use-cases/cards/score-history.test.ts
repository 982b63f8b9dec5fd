import { describe, expect, it } from 'vitest';
import { DEFAULT_MODEL } from '../../domain/model/default-model.ts';
import { parseModel } from '../../domain/model/model.ts';
import { type Happening, historyOf, type Point } from './score-history.ts';

const parsed = parseModel(DEFAULT_MODEL);
if (parsed.outcome === 'invalid') throw new Error(parsed.problems.join());
const { model } = parsed;

const point = (at: number, explicit: number, implicit: number): Point => ({
  at,
  explicit,
  implicit,
  score: Math.round((explicit + implicit) / 2),
  qualification: 'unqualified',
});
const did = (signal: string, at: number): Happening => ({ signal, at, quantity: 1 });

describe('the history of a score', () => {
  it.each<[string, Point, readonly Happening[], readonly [string, string?] | null]>([
    ['an activity', point(10, 20, 60), [did('contact_request', 9)], ['signal', 'Asked to be contacted']],
    [
      'the activity that says most',
      point(10, 20, 60),
      [did('email_open', 9), did('form_submission', 8)],
      ['signal', 'Filled in a form'],
    ],
    ['an activity that was seen late', point(10, 20, 60), [did('contact_request', 4)], ['activity']],
    ['time', point(10, 20, 10), [did('page_view', 9)], ['faded']],
    ['a withdrawal', point(10, 20, 10), [did('unsubscribe', 9)], ['signal', 'Unsubscribed']],
    ['new facts', point(10, 60, 30), [did('page_view', 9)], ['facts']],
    ['nothing', point(10, 20, 20), [did('page_view', 9)], null],
  ])('tells a jump made by %s', (_what, after, activities, cause) => {
    expect(historyOf(model, [after, point(5, 20, 20)], activities)).toEqual([
      { at: 5, score: 20, cause: null },
      { at: 10, score: after.score, cause: cause && { is: cause[0], label: cause[1] ?? '' } },
    ]);
  });

  it('keeps at most 60 points: the first, the last, and the greatest jumps', () => {
    const points = Array.from({ length: 200 }, (_, at) => point(at, 0, at % 20 === 10 ? 90 : at % 3)).toReversed();

    const history = historyOf(model, points, []);

    expect(history).toHaveLength(60);
    expect(history.map(({ at }) => at)).toEqual(history.map(({ at }) => at).toSorted((a, b) => a - b));
    expect([history[0]?.at, history.at(-1)?.at]).toEqual([0, 199]);
    expect(history.filter(({ score }) => score === 45)).toHaveLength(10);
  });
});
