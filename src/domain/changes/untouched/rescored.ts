import type { Properties } from '../../contact.ts';
import type { Model } from '../../model/model.ts';
import { compileModel } from '../../rules/compile.ts';
import type { FactView } from '../../rules/condition.ts';
import { combine, gradeOf, noSums, reaches, type Scores, scoreOf, whole } from '../../rules/score.ts';
import { isEqual } from '../document/documents.ts';
import type { Gist } from './gist.ts';
import type { Readiness } from './readiness.ts';

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
    const { written, sums } = shown;
    const was = scoresIn(written);
    const byPoints = isRescaled || shift !== null;
    const found = byPoints ? (ends ? null : scoresBy?.(sums, shift, was)) : { scores: was, alike: true };
    if (!found) return null;
    const { scores } = found;
    const isOther = scores.explicit !== was.explicit || scores.combined !== was.combined;
    // Other rules may give other reasons, which another explicit score shows anyway.
    const reasons = shift === null || scores.explicit !== was.explicit ? 'same' : reasonsBy(shift, shown);
    if (reasons === null) return null;
    const held = holds(shown, was, scores);
    if (held === null) return null;
    const shownGrade = written['ripen_grade'] ?? '';
    const grade = gradeOf(scores.explicit, scores.implicit, draft.grade);
    const isOtherGrade = grade !== shownGrade;
    const { combined } = scores;
    if (!isAlike(shown, { combined: was.combined, grade: shownGrade }, { combined, grade }, facts)) return null;
    const news = {
      ...(isOther && { ripen_score: `${combined}`, ripen_explicit_score: `${scores.explicit}` }),
      ...(isOtherGrade && { ripen_grade: grade }),
      ...(reasons === 'other' && { ripen_reasons: 'others' }),
    };
    return {
      written: isOther || isOtherGrade || reasons === 'other' ? news : {},
      alike: found.alike && !isOther && !isOtherGrade && held === 'by the same',
      byPoints,
    };
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

/**
 * A function that tells whether a contact surely keeps its qualification by the draft, until it is
 * due. 'by other': by the draft it may keep it for longer. Null: it is not sure.
 */
function levelHolder(current: Model, draft: Model) {
  const stays = stayer(current, draft);
  const isLeftAlike = {
    mql: isEqual(current.qualification.mql.leave, draft.qualification.mql.leave),
    sql: isEqual(current.qualification.sql.leave, draft.qualification.sql.leave),
  };
  return ({ written, isHandedBack }: Gist, was: Scores, is: Scores): 'by the same' | 'by other' | null => {
    const shown = written['ripen_qualification'];
    for (const level of ['sql', 'mql'] as const) {
      const [before, after] = [current.qualification[level], draft.qualification[level]];
      const [entered, enters] = [reaches(was, before.enter), reaches(is, after.enter)];
      if (shown !== level) {
        if (entered !== enters) return null;
        continue;
      }
      // Who is on a level stays there while it would enter it. After a hand-back none enters sql.
      if (enters && !(level === 'sql' && isHandedBack))
        return entered && isLeftAlike[level] ? 'by the same' : 'by other';
      if (entered !== enters || !stays(level, was.explicit, is.explicit)) return null;
      return isLeftAlike[level] ? 'by the same' : 'by other';
    }
    return 'by the same';
  };
}

/**
 * A function that tells whether a contact of a level that it does not leave by the version in force
 * surely does not by the draft. That depends on the implicit score of an earlier instant, which is
 * not stored: so it must be sure for each of them.
 */
function stayer(current: Model, draft: Model): (level: 'mql' | 'sql', was: number, is: number) => boolean {
  const known = new Map<string, boolean>();
  const stays = ({ explicitShare, qualification }: Model, level: 'mql' | 'sql', explicit: number, implicit: number) =>
    reaches({ explicit, implicit, combined: combine(explicit, implicit, explicitShare) }, qualification[level].leave);
  return (level, was, is) => {
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
    for (const id in shift?.more) sums[groups.get(id)!]! += shift.more[id]!;
    const explicit = scoreOf('explicit', after, sums);
    const combined = combine(explicit, was.implicit, draft.explicitShare);
    const isWithin = changed.every((pair) =>
      pair.every(({ index, floor, cap }) => sums[index]! >= floor && sums[index]! <= cap),
    );
    return { scores: { explicit, implicit: was.implicit, combined }, alike: isAlike && isWithin && shift === null };
  };
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
