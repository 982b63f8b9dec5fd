import { NO_FACTS } from '../../contact.ts';
import type { Condition, Model } from '../../model/model.ts';
import { numberFieldsOf } from '../../model/number-fields.ts';
import type { FactView } from '../../rules/condition.ts';
import { compileReduced } from '../../rules/reduced.ts';
import type { Scores } from '../../rules/score.ts';
import type { Gist } from './gist.ts';

/*
 * Whether a contact is ready by a draft as it is by the version in force, with the same reason.
 * Most of what rules of `ready` read is in the gist; where the rest decides, the contact is judged.
 */

/** The facts where none were read. */
export const NOTHING_KNOWN: FactView = { ...NO_FACTS, lead: {} };

/** What the two versions may find otherwise. */
type Found = { readonly combined: Scores['combined']; readonly grade: string };

/** `facts`: null where the rules need none, or they were not read. */
export type Readiness = {
  readonly readsFacts: boolean;
  readonly isAlike: (gist: Gist, was: Found, is: Found, facts: FactView | null) => boolean;
};

/** `isEdited`: the rules differ, or read something in another way. */
export function readinessOf(current: Model, draft: Model, isEdited: boolean): Readiness {
  const readsFacts = isEdited && /"field":"(?!score\.)/.test(JSON.stringify([current.ready, draft.ready]));
  const [before, after] = [current, draft].map((model) => compiled(model, readsFacts)) as [Said, Said];
  const readsScore = JSON.stringify(draft.ready).includes('"score.combined"');
  const readsGrade = /"score\.(?:fit|interest)"/.test(JSON.stringify(draft.ready));
  return {
    readsFacts,
    isAlike(gist, was, is, facts) {
      const mayDiffer =
        isEdited || (readsScore && was.combined !== is.combined) || (readsGrade && was.grade !== is.grade);
      return !mayDiffer || !mayBeReady(gist) || before(gist, was, facts) === after(gist, is, facts);
    },
  };
}

/** Nobody else is ready. */
const mayBeReady = ({ relation, written }: Gist): boolean =>
  relation === 'prospect' &&
  written['ripen_qualification'] !== 'sql' &&
  written['ripen_nurture_track'] !== 'no_correspondence';

/** The rules that hold or may hold, as a text, up to the first that holds. */
type Said = (gist: Gist, found: Found, facts: FactView | null) => string;

const KNOWN = new Set(['combined', 'fit', 'interest', 'qualification', 'segment', 'brand_awareness', 'journey_stage']);

function compiled(model: Model, readsFacts: boolean): Said {
  const isKnown = (field: string) => {
    const [source, name] = field.split('.');
    return source === 'score' ? KNOWN.has(name ?? '') : readsFacts;
  };
  const rules = model.ready.map(({ label, when }: { readonly label: string; readonly when: Condition }) => ({
    label: JSON.stringify(label),
    reduced: compileReduced(when, numberFieldsOf(model), isKnown),
  }));
  return ({ written }, { combined, grade }, facts) => {
    const stage = written['ripen_journey_stage'] ?? '';
    const score = {
      combined: `${combined}`,
      fit: grade.charAt(0),
      interest: grade.charAt(1),
      qualification: written['ripen_qualification'] ?? '',
      segment: written['ripen_dormant_segment'] ?? '',
      brand_awareness: written['ripen_brand_awareness'] ?? '',
      ...(stage !== '' && { journey_stage: stage }),
    };
    const view = { ...(facts ?? NOTHING_KNOWN), score };
    let said = '';
    for (const { label, reduced } of rules) {
      const holds = reduced(view);
      if (holds !== false) said += `${label} ${holds} `;
      if (holds === true) return said;
    }
    return said;
  };
}
