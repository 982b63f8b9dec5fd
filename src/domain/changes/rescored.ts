import type { Properties } from '../contact.ts';
import type { Model } from '../model/model.ts';
import { compileModel } from '../rules/compile.ts';
import { combine, gradeOf, noSums, reaches, type Scores, scoreOf } from '../rules/score.ts';
import { sortedKeys } from './documents.ts';

/*
 * Where scores start, what groups of explicit rules may give, the share of the explicit score and
 * the bands of grades: an edit of these touches everybody, but what it does to most contacts
 * follows from the points that are stored. Only facts that end by themselves, and a qualification
 * that a contact may leave, make a judgement necessary.
 */

/** What the last evaluation of a contact shows. */
export type ShownPoints = {
  readonly written: Properties;
  /** points that explicit rules gave, with other lines of the explanation; null: not read */
  readonly points: readonly { readonly id: string; readonly kind: string; readonly milli: number }[] | null;
  /** facts that end by themselves may have ended since: answers of BANT, a hand-back */
  readonly ends: boolean;
};

export type Rescored = {
  /** the values that the draft shows otherwise: scores and the grade */
  readonly written: Properties;
  /** the explanation, too, is the same by both versions */
  readonly alike: boolean;
};

export type Rescoring = {
  /** it needs `points` */
  readonly readsPoints: boolean;
  /** what the draft makes of the points, until the contact is due; null: that is not certain */
  readonly rescored: (shown: ShownPoints) => Rescored | null;
};

/** The two models differ at most in what this file is about. Null: time has a say in it. */
export function rescoring(current: Model, draft: Model): Rescoring | null {
  const isRescaled = !isEqual(scaleOf(current), scaleOf(draft));
  if (isRescaled && isTimed(draft)) return null;
  const isShared = current.explicitShare !== draft.explicitShare;
  const scoresBy = isRescaled ? scorer(current, draft) : null;
  const ready = JSON.stringify(draft.ready);
  return {
    readsPoints: isRescaled,
    rescored: (shown) => {
      const { written } = shown;
      const was = scoresIn(written);
      const found = scoresBy === null ? { scores: was, alike: true } : scoresBy(shown, was);
      if (found === null) return null;
      const { scores } = found;
      const isOther = scores.explicit !== was.explicit || scores.combined !== was.combined;
      if ((isOther || isShared) && !staysBy(current, draft, written['ripen_qualification'], was, scores)) return null;
      for (const level of ['mql', 'sql'] as const)
        if (reaches(was, current.qualification[level].enter) !== reaches(scores, draft.qualification[level].enter))
          return null;
      const grade = gradeOf(scores.explicit, scores.implicit, draft.grade);
      const isOtherGrade = grade !== written['ripen_grade'];
      if (isOther && ready.includes('"score.combined"')) return null;
      if (isOtherGrade && (ready.includes('"score.fit"') || ready.includes('"score.interest"'))) return null;
      return {
        written: {
          ...(isOther && { ripen_score: `${scores.combined}`, ripen_explicit_score: `${scores.explicit}` }),
          ...(isOtherGrade && { ripen_grade: grade }),
        },
        alike: found.alike && !isOther && !isOtherGrade,
      };
    },
  };
}

/**
 * Whether a qualified contact that does not leave its level by the version in force surely does not
 * by the draft. That depends on the implicit score of an earlier instant, which is not stored: so
 * it must be sure for each of them.
 */
function staysBy(current: Model, draft: Model, level: string | undefined, was: Scores, is: Scores): boolean {
  if (level !== 'mql' && level !== 'sql') return true;
  const stays = ({ explicitShare, qualification }: Model, explicit: number, implicit: number) =>
    reaches({ explicit, implicit, combined: combine(explicit, implicit, explicitShare) }, qualification[level].leave);
  for (let implicit = 0; implicit <= 100; implicit++)
    if (stays(current, was.explicit, implicit) && !stays(draft, is.explicit, implicit)) return false;
  return true;
}

/** A function that gives the scores of a contact by the draft from the points that are stored. */
function scorer(current: Model, draft: Model) {
  const [before, after] = [compileModel(current), compileModel(draft)];
  const groupOf = new Map(after.explicit.map(({ rule, group }) => [rule.id, group]));
  const isAlike = current.explicitShare === draft.explicitShare && before.start.explicit === after.start.explicit;
  const changed = after.groups.flatMap((group, index) => {
    const was = before.groups[index]!;
    return was.cap === group.cap && was.floor === group.floor ? [] : [[was, group] as const];
  });
  return ({ points, ends }: ShownPoints, was: Scores): { readonly scores: Scores; readonly alike: boolean } | null => {
    if (points === null || ends) return null;
    const sums = noSums(after);
    for (const { id, kind, milli } of points) {
      if (kind !== 'rule') continue;
      const group = groupOf.get(id);
      if (group === undefined) return null;
      sums[group]! += milli;
    }
    if (scoreOf('explicit', before, sums) !== was.explicit) return null;
    const explicit = scoreOf('explicit', after, sums);
    const combined = combine(explicit, was.implicit, draft.explicitShare);
    const isWithin = changed.every((pair) =>
      pair.every(({ index, floor, cap }) => sums[index]! >= floor && sums[index]! <= cap),
    );
    return { scores: { explicit, implicit: was.implicit, combined }, alike: isAlike && isWithin };
  };
}

const isTimed = ({ explicit, personas }: Model): boolean =>
  JSON.stringify([explicit, personas]).includes('"withinDays"');

const scaleOf = ({ start, groups, explicitShare }: Model) => [
  start.explicit,
  explicitShare,
  groups.filter(({ kind }) => kind === 'explicit').map(({ cap, floor }) => [cap, floor]),
];

/** The rest of what makes scores of points. */
export const withoutScale = ({ start, groups }: Pick<Model, 'start' | 'groups'>) => ({
  start: start.implicit,
  groups: groups.map(({ cap, floor, ...group }) => (group.kind === 'explicit' ? group : { ...group, cap, floor })),
});

const scoresIn = (written: Properties): Scores => ({
  combined: Number(written['ripen_score']),
  explicit: Number(written['ripen_explicit_score']),
  implicit: Number(written['ripen_implicit_score']),
});

export const isEqual = (a: unknown, b: unknown): boolean =>
  JSON.stringify(sortedKeys(a)) === JSON.stringify(sortedKeys(b));
