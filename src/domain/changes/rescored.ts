import type { Properties } from '../contact.ts';
import type { Model } from '../model/model.ts';
import { compileModel } from '../rules/compile.ts';
import { combine, gradeOf, noSums, reaches, type Scores, scoreOf } from '../rules/score.ts';
import { sortedKeys } from './documents.ts';
import type { Gist } from './gist.ts';

/*
 * Where scores start, what groups of explicit rules may give, the share of the explicit score and
 * the bands of grades: an edit of these touches everybody, but what it does to most contacts
 * follows from the points that are stored. So does what other explicit rules give. Only facts that
 * end by themselves, and a qualification that a contact may leave, make a judgement necessary.
 */

export type Rescored = {
  /** the values that the draft shows otherwise: scores and the grade */
  readonly written: Properties;
  /** the explanation, too, is the same by both versions */
  readonly alike: boolean;
  /** it follows from points, which answers of BANT give until they end */
  readonly byPoints: boolean;
};

/** Milli-points that explicit rules give more by the draft, by the id of their group. */
export type Shift = Readonly<Record<string, number>>;

/**
 * What the draft makes of the points, until the contact is due; null: that is not certain. `ends`:
 * facts that end by themselves may have ended since: answers of BANT, a hand-back. `shift` null:
 * every explicit rule has the same line in the explanation.
 */
export type Rescoring = (shown: Gist, ends: boolean, shift: Shift | null) => Rescored | null;

/** The two models differ at most in what this file is about. Null: time has a say in it. */
export function rescoring(current: Model, draft: Model): Rescoring | null {
  const isRescaled = !isEqual(scaleOf(current), scaleOf(draft));
  if (isRescaled && isTimed(draft)) return null;
  const isShared = current.explicitShare !== draft.explicitShare;
  const scoresBy = isTimed(draft) ? null : scorer(current, draft);
  const stays = stayer(current, draft);
  const ready = JSON.stringify(draft.ready);
  const [readsScore, readsGrade] = [/"score\.combined"/.test(ready), /"score\.(?:fit|interest)"/.test(ready)];
  return ({ written, sums }, ends, shift) => {
    const was = scoresIn(written);
    const byPoints = isRescaled || shift !== null;
    const found = byPoints ? (ends ? null : scoresBy?.(sums, shift, was)) : { scores: was, alike: true };
    if (!found) return null;
    const { scores } = found;
    const isOther = scores.explicit !== was.explicit || scores.combined !== was.combined;
    // Other rules may give other reasons, which another explicit score shows anyway.
    if (shift !== null && scores.explicit === was.explicit) return null;
    if ((isOther || isShared) && !stays(written['ripen_qualification'], was.explicit, scores.explicit)) return null;
    for (const level of ['mql', 'sql'] as const)
      if (reaches(was, current.qualification[level].enter) !== reaches(scores, draft.qualification[level].enter))
        return null;
    const grade = gradeOf(scores.explicit, scores.implicit, draft.grade);
    const isOtherGrade = grade !== written['ripen_grade'];
    if ((isOther && readsScore) || (isOtherGrade && readsGrade)) return null;
    const news = {
      ...(isOther && { ripen_score: `${scores.combined}`, ripen_explicit_score: `${scores.explicit}` }),
      ...(isOtherGrade && { ripen_grade: grade }),
    };
    return { written: isOther || isOtherGrade ? news : {}, alike: found.alike && !isOther && !isOtherGrade, byPoints };
  };
}

/**
 * A function that tells whether a contact of a level that it does not leave by the version in force
 * surely does not by the draft. That depends on the implicit score of an earlier instant, which is
 * not stored: so it must be sure for each of them.
 */
function stayer(current: Model, draft: Model): (level: string | undefined, was: number, is: number) => boolean {
  const known = new Map<string, boolean>();
  const stays = ({ explicitShare, qualification }: Model, level: 'mql' | 'sql', explicit: number, implicit: number) =>
    reaches({ explicit, implicit, combined: combine(explicit, implicit, explicitShare) }, qualification[level].leave);
  return (level, was, is) => {
    if (level !== 'mql' && level !== 'sql') return true;
    const key = `${level} ${was} ${is}`;
    let all = known.get(key);
    for (let implicit = 0; all === undefined; implicit++)
      if (implicit > 100) all = true;
      else if (stays(current, level, was, implicit) && !stays(draft, level, is, implicit)) all = false;
    known.set(key, all);
    return all;
  };
}

/** A function that gives the scores of a contact by the draft from the points that are stored. */
function scorer(current: Model, draft: Model) {
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
    for (const id in shift) sums[groups.get(id)!]! += shift[id]!;
    const explicit = scoreOf('explicit', after, sums);
    const combined = combine(explicit, was.implicit, draft.explicitShare);
    const isWithin = changed.every((pair) =>
      pair.every(({ index, floor, cap }) => sums[index]! >= floor && sums[index]! <= cap),
    );
    return { scores: { explicit, implicit: was.implicit, combined }, alike: isAlike && isWithin && shift === null };
  };
}

const isTimed = ({ explicit, personas }: Model): boolean =>
  JSON.stringify([explicit, personas]).includes('"withinDays"');

const scaleOf = ({ start, groups, explicitShare }: Model) => [
  start.explicit,
  explicitShare,
  groups.filter(({ kind }) => kind === 'explicit').map(({ cap, floor }) => [cap, floor]),
];

/** What else makes scores of points, but for implicit groups that give none by themselves. */
export const withoutScale = ({ start, groups }: Pick<Model, 'start' | 'groups'>) => ({
  start: start.implicit,
  groups: groups.map(({ cap, floor, ...group }) => {
    if (group.kind === 'explicit') return group;
    return floor <= 0 && cap >= 0 ? { id: group.id, kind: group.kind } : { cap, floor, ...group };
  }),
});

const scoresIn = (written: Properties): Scores => ({
  combined: Number(written['ripen_score']),
  explicit: Number(written['ripen_explicit_score']),
  implicit: Number(written['ripen_implicit_score']),
});

export const isEqual = (a: unknown, b: unknown): boolean =>
  JSON.stringify(sortedKeys(a)) === JSON.stringify(sortedKeys(b));
