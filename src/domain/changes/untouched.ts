import type { Facts, Properties } from '../contact.ts';
import type { Condition, ExplicitRule, Model } from '../model/model.ts';
import { numberFieldsOf } from '../model/number-fields.ts';
import { compileCondition, type FactView } from '../rules/condition.ts';
import { contentOf, sortedKeys } from './documents.ts';
import { isEqual, type Rescored, rescoring, type ShownPoints, withoutScale } from './rescored.ts';

/*
 * Most edits change one or two rules, and most contacts have nothing to do with these rules. If two
 * versions surely judge a contact alike, a what-if need not judge it again: it takes what is
 * stored. Scores as shown are whole points, and what is shown holds until the contact is due: so a
 * threshold that moves, and has a contact's scores on the same side as before, changes nothing.
 */

/** What the last evaluation of a contact shows. */
type LastShown = ShownPoints & { readonly owed: number | null };

export type Untouched = {
  /** signals that a changed rule counts: the edit may touch every contact that shows one */
  readonly signals: readonly string[];
  /** it must see the points of explicit rules */
  readonly readsPoints: boolean;
  /**
   * what the draft shows otherwise of a contact without these signals, until it is due; null: the
   * contact must be judged. `lead`: derives facts; called only if a changed rule reads them
   */
  readonly changeOf: (facts: Facts, shown: LastShown, lead: () => Properties) => Rescored | null;
};

/**
 * Tells which contacts an edit leaves alone, of those without news; null: it may touch everybody.
 * It can tell only if nothing but these rules changed: rules on facts that time does not change,
 * and rules that count signals.
 */
export function untouchedBy(current: Model, draft: Model): Untouched | null {
  if (!isEqual(forEverybody(current), forEverybody(draft))) return null;
  const implicit = changedIn(current.implicit, draft.implicit);
  const explicit = changedIn(current.explicit, draft.explicit);
  if (implicit === null || explicit === null) return null;
  const signals = new Set<string>();
  for (const rule of implicit.flat()) {
    if (rule === undefined) continue;
    if (!('signals' in rule)) return null;
    for (const signal of rule.signals) signals.add(signal);
  }
  const tests: ((facts: FactView) => boolean)[] = [];
  const exclusions = exclusionsChanged(current, draft);
  if (exclusions === null) return null;
  tests.push(...exclusions);
  for (const pair of explicit) {
    const lines = pair.map((rule) => (rule === undefined ? NO_LINE : lineOf(rule, draft)));
    const [before, after] = lines;
    if (before == null || after == null) return null;
    tests.push((facts) => before(facts) === after(facts));
  }
  const readsLead = JSON.stringify([explicit, exclusions.length > 0 && excludersOf(current, draft)]).includes('"lead.');
  const looks = looksChanged(current, draft);
  const scale = rescoring(current, draft);
  if (scale === null) return null;
  return {
    signals: [...signals],
    readsPoints: scale.readsPoints,
    changeOf: (facts, shown, lead) => {
      if (!looks.every((look) => look(shown, facts))) return null;
      const change = scale.rescored(shown);
      if (change === null || tests.length === 0) return change;
      const view = { ...facts, lead: readsLead ? lead() : {} };
      return tests.every((test) => test(view)) ? change : null;
    },
  };
}

/** Whether what is shown of a contact is beyond the reach of a change. */
type Look = (shown: LastShown, facts: Facts) => boolean;

function looksChanged(current: Model, draft: Model): readonly Look[] {
  const looks: Look[] = [];
  for (const level of ['mql', 'sql'] as const) {
    const [was, is] = [current.qualification[level], draft.qualification[level]];
    // Asked only of who is qualified so far.
    const isBelow = (qualification: string | undefined) =>
      qualification === 'unqualified' || (level === 'sql' && qualification === 'mql');
    if (!isEqual(was.leave, is.leave)) looks.push(({ written }) => isBelow(written['ripen_qualification']));
  }
  // Who is given to whom concerns only those who wait for sales and belong to nobody.
  if (!isEqual(current.routing, draft.routing))
    looks.push(
      ({ written, owed }, { contact }) =>
        contact['hubspot_owner_id'] !== undefined ||
        (written['ripen_nurture_track'] !== 'sales_ready' && owed === null),
    );
  return looks;
}

const excludersOf = (...models: readonly Model[]) =>
  models.map(({ noCorrespondence, qualification: { never } }) => [noCorrespondence, never]);

/** Who never qualifies and who must not be written to; null: time has a say in it. */
function exclusionsChanged(current: Model, draft: Model): readonly ((facts: FactView) => boolean)[] | null {
  if (isEqual(excludersOf(current), excludersOf(draft))) return [];
  const compiled = [current, draft].map((model) => {
    const held = (rules: readonly { readonly when: Condition }[]) =>
      rules.map((rule) => ({ rule, ...compileCondition(rule.when, numberFieldsOf(model)) }));
    return { never: held(model.qualification.never), forbidding: held(model.noCorrespondence) };
  });
  if (compiled.some(({ never, forbidding }) => [...never, ...forbidding].some(({ edges }) => edges !== null)))
    return null;
  const said = (facts: FactView) =>
    compiled.map(({ never, forbidding }) =>
      JSON.stringify([
        never.some(({ holds }) => holds(facts, 0)),
        forbidding.filter(({ holds }) => holds(facts, 0)).map(({ rule }) => sortedKeys(rule)),
      ]),
    );
  return [
    (facts) => {
      const [before, after] = said(facts);
      return before === after;
    },
  ];
}

/** A function that gives the line of a rule in the explanation of a contact; empty: no line. */
type Line = (facts: FactView) => string;

const NO_LINE: Line = () => '';

/** The line of a rule; null: it also depends on time or on another part of the model. */
function lineOf(rule: ExplicitRule, model: Model): Line | null {
  if (!('when' in rule)) return null;
  const { holds, edges } = compileCondition(rule.when, numberFieldsOf(model));
  if (edges !== null) return null;
  const { when: _, ...told } = rule;
  const line = rule.points === 0 ? '' : JSON.stringify(sortedKeys(told));
  return (facts) => (holds(facts, 0) ? line : '');
}

/** Rules that differ; null: the order of the others differs, and the order breaks ties. */
function changedIn<T extends { readonly id: string }>(
  before: readonly T[],
  after: readonly T[],
): readonly (readonly [T | undefined, T | undefined])[] | null {
  const [were, are] = [byId(before), byId(after)];
  const kept = (rules: readonly T[]) => rules.map(({ id }) => id).filter((id) => were.has(id) && are.has(id));
  if (!isEqual(kept(before), kept(after))) return null;
  const ids = new Set([...were.keys(), ...are.keys()]);
  return [...ids].map((id) => [were.get(id), are.get(id)] as const).filter(([was, is]) => !isEqual(was, is));
}

const byId = <T extends { readonly id: string }>(rules: readonly T[]): ReadonlyMap<string, T> =>
  new Map(rules.map((rule) => [rule.id, rule]));

/**
 * The parts of a model that may touch everybody. Behaviours, forms and pages are left out: they
 * matter only for new activities, and these contacts have none. So are the name and the agreement,
 * which only people read.
 */
function forEverybody(model: Model) {
  const {
    name: _,
    agreement: __,
    explicit,
    implicit,
    behaviours,
    forms,
    pages,
    grade,
    start,
    groups,
    explicitShare: ___,
    routing,
    noCorrespondence,
    qualification: { mql, sql, never, ...qualification },
    ...rest
  } = contentOf(model);
  return { ...rest, ...withoutScale({ start, groups }), qualification };
}
