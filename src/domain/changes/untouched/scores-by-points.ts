import type { Model } from '../../model/model.ts';
import { compileModel } from '../../rules/compile.ts';
import { combine, noSums, type Scores, scoreOf } from '../../rules/score.ts';
import type { Gist } from './gist.ts';

/** What explicit rules give otherwise by the draft. */
export type Shift = {
  /** milli-points that they give more, by the id of their group */
  readonly more: Readonly<Record<string, number>>;
  /** the one rule that does, before and after; null: several do */
  readonly only: readonly [ToldLine, ToldLine] | null;
};

/** The line of a rule in the explanation of a contact, and what it gives; no text: no line. */
export type ToldLine = {
  readonly text: string;
  readonly label: string;
  readonly group: string;
  readonly milli: number;
};

/** A function that gives the scores of a contact by the draft from the points that are stored. */
export function scorer(current: Model, draft: Model) {
  const [before, after] = [compileModel(current), compileModel(draft)];
  const groups = new Map(after.groups.map(({ id, index }) => [id, index]));
  const isAlike = current.explicitShare === draft.explicitShare && before.start.explicit === after.start.explicit;
  const changed = after.groups.flatMap((group, index) => {
    const was = before.groups[index]!;
    return was.cap === group.cap && was.floor === group.floor ? [] : [[was, group] as const];
  });
  return (
    points: Gist['sums'],
    shift: Shift | null,
    was: Scores,
  ): { readonly scores: Scores; readonly alike: boolean } | null => {
    if (points === null) return null;
    const sums = noSums(after);
    for (const id in points) {
      const group = groups.get(id);
      if (group === undefined) return null;
      sums[group] = points[id]!;
    }
    if (scoreOf('explicit', before, sums) !== was.explicit) return null;
    for (const id in shift?.more) sums[groups.get(id)!]! += shift.more[id]!;
    const explicit = scoreOf('explicit', after, sums);
    const combined = combine(explicit, was.implicit, draft.explicitShare);
    const isWithin = changed.every((pair) =>
      pair.every(({ index, floor, cap }) => sums[index]! >= floor && sums[index]! <= cap),
    );
    return { scores: { explicit, implicit: was.implicit, combined }, alike: isAlike && isWithin && shift === null };
  };
}
