import type { ScoredView } from '../../../cards/score/contract.ts';
import type { Activity } from '../../domain/contact.ts';
import type { Model } from '../../domain/model/model.ts';
import type { Qualification } from '../../domain/words.ts';

/** A stored point of a score's history. */
export type Point = {
  readonly at: number;
  readonly explicit: number;
  readonly implicit: number;
  readonly score: number;
  readonly qualification: Qualification;
};

export type Happening = Pick<Activity, 'signal' | 'at' | 'quantity'>;

type History = ScoredView['history'];
type Cause = History[number]['cause'];

/** The chart of a card shows at most so many points. */
const MOST = 60;

/**
 * The score over time, oldest first, with what made it jump. `points` and `activities` come newest
 * first.
 */
export function historyOf(model: Model, points: readonly Point[], activities: readonly Happening[]): History {
  const oldestFirst = points.toReversed();
  const history = oldestFirst.map((point, index) => {
    const before = oldestFirst[index - 1];
    return {
      at: point.at,
      score: point.score,
      cause: before === undefined ? null : causeOf(model, before, point, activities),
    };
  });
  return thinned(history);
}

/** What changed the score from one point to the next; null: it is the same. */
function causeOf(model: Model, before: Point, point: Point, activities: readonly Happening[]): Cause {
  if (point.score === before.score) return null;
  const explicit = point.explicit - before.explicit;
  const implicit = point.implicit - before.implicit;
  if (Math.abs(explicit) > Math.abs(implicit)) return { is: 'facts', label: '' };

  const withdraws = new Set(
    model.implicit.flatMap((rule) => ('signals' in rule && 'points' in rule && rule.points < 0 ? rule.signals : [])),
  );
  const signals = activities
    .filter(({ at, signal }) => at > before.at && at <= point.at && withdraws.has(signal) === implicit < 0)
    .map(({ signal }) => signal);
  if (signals.length === 0) return { is: implicit < 0 ? 'faded' : 'activity', label: '' };
  return { is: 'signal', label: strongest(model, signals) };
}

/**
 * The label of the signal that says most. First come signals that make an SQL, then those that make
 * an MQL, then what people do themselves, then passive signals.
 */
function strongest({ signals }: Model, happened: readonly string[]): string {
  const place = (id: string): number => {
    const signal = signals.find((known) => known.id === id);
    if (signal === undefined) return 4;
    if (signal.qualifies === 'sql') return 0;
    if (signal.qualifies === 'mql') return 1;
    return signal.passive ? 3 : 2;
  };
  const [best = ''] = happened.toSorted((a, b) => place(a) - place(b));
  return signals.find(({ id }) => id === best)?.label ?? best;
}

/** Of too many points keeps the first, the last, and those where the score changed most. */
function thinned(history: History): History {
  if (history.length <= MOST) return history;
  const jump = (index: number) => Math.abs(history[index]!.score - history[index - 1]!.score);
  const between = history.map((_, index) => index).slice(1, -1);
  const kept = new Set([0, history.length - 1, ...between.toSorted((a, b) => jump(b) - jump(a)).slice(0, MOST - 2)]);
  return history.filter((_, index) => kept.has(index));
}
