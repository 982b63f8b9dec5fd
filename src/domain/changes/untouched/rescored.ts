import type { Properties } from '../../contact.ts';
import type { Model } from '../../model/model.ts';
import type { FactView } from '../../rules/condition.ts';
import { gradeOf, type Scores, whole } from '../../rules/score.ts';
import { isEqual } from '../document/documents.ts';
import type { Gist } from './gist.ts';
import { levelHolder } from './kept-level.ts';
import type { Readiness } from './readiness.ts';
import { type Shift, scorer } from './scores-by-points.ts';

/*
 * Where scores start, what groups of explicit rules may give, the share of the explicit score and
 * the bands of grades: an edit of these touches everybody, but what it does to most contacts
 * follows from the points that are stored. So does what other explicit rules give. Only facts that
 * end by themselves, and a qualification that a contact may leave, make a judgement necessary.
 */

export type Rescored = {
  /** values that the draft shows otherwise: scores, the grade; of reasons only that they differ */
  readonly written: Properties;
  /** the explanation, too, is the same by both versions */
  readonly alike: boolean;
  /** it follows from points, which answers of BANT give until they end */
  readonly byPoints: boolean;
};

/**
 * What the draft makes of the points, until the contact is due; null: that is not certain. `ends`:
 * facts that end by themselves may have ended since: answers of BANT, a hand-back. `shift` null:
 * every explicit rule has the same line in the explanation. `facts` null: they are not known.
 */
type Rescoring = (shown: Gist, ends: boolean, shift: Shift | null, facts: FactView | null) => Rescored | null;

/**
 * The two models differ at most in what this file is about, and in rules of `ready`. Null: time has
 * a say in it.
 */
export function rescoring(current: Model, draft: Model, { isAlike }: Readiness): Rescoring | null {
  const isRescaled = !isEqual(scaleOf(current), scaleOf(draft));
  if (isRescaled && isTimed(draft)) return null;
  const scoresBy = isTimed(draft) ? null : scorer(current, draft);
  const holds = levelHolder(current, draft);
  return (shown, ends, shift, facts) => {
    const was = scoresIn(shown.written);
    const byPoints = isRescaled || shift !== null;
    if (byPoints && ends) return null;
    const found = byPoints ? scoresBy?.(shown.sums, shift, was) : { scores: was, alike: true };
    if (!found) return null;
    const { scores } = found;
    // Other rules may give other reasons, which another explicit score shows anyway.
    const reasons = shift === null || scores.explicit !== was.explicit ? 'same' : reasonsBy(shift, shown);
    const held = reasons === null ? null : holds(shown, was, scores);
    if (reasons === null || held === null) return null;
    const [gradeWas, grade] = [
      shown.written['ripen_grade'] ?? '',
      gradeOf(scores.explicit, scores.implicit, draft.grade),
    ];
    const [before, after] = [
      { combined: was.combined, grade: gradeWas },
      { combined: scores.combined, grade },
    ];
    if (!isAlike(shown, before, after, facts)) return null;
    const news = scoresOtherwise(was, scores, gradeWas, grade);
    return {
      written: reasons === 'other' ? { ...news, ripen_reasons: 'others' } : news,
      alike: found.alike && news === NO_NEWS && held === 'by the same',
      byPoints,
    };
  };
}

const NO_NEWS: Properties = {};

/** The scores and the grade that the draft shows otherwise. */
function scoresOtherwise(was: Scores, is: Scores, gradeWas: string, grade: string): Properties {
  const isOther = is.explicit !== was.explicit || is.combined !== was.combined;
  if (!isOther && grade === gradeWas) return NO_NEWS;
  return {
    ...(isOther && { ripen_score: `${is.combined}`, ripen_explicit_score: `${is.explicit}` }),
    ...(grade !== gradeWas && { ripen_grade: grade }),
  };
}

/** Whether the reasons of a contact are others, if one rule gives otherwise; null: not certain. */
function reasonsBy({ only }: Shift, { weakest }: Gist): 'same' | 'other' | null {
  if (only === null) return null;
  const [was, is] = [whole(only[0].milli), whole(only[1].milli)];
  if (was === is && (was === 0 || only[0].label === only[1].label)) return 'same';
  const strongest = Math.max(Math.abs(was), Math.abs(is));
  return strongest > weakest ? 'other' : strongest < weakest ? 'same' : null;
}

const isTimed = ({ explicit, personas }: Model): boolean =>
  /"within(?:Next)?Days"/.test(JSON.stringify([explicit, personas]));

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
