import type { Model } from '../../model/model.ts';
import { combine, reaches, type Scores } from '../../rules/score.ts';
import { isEqual } from '../document/documents.ts';
import type { Gist } from './gist.ts';

/**
 * A function that tells whether a contact surely keeps its qualification by the draft, until it is
 * due. 'by other': by the draft it may keep it for longer. Null: it is not sure.
 */
export function levelHolder(current: Model, draft: Model) {
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
