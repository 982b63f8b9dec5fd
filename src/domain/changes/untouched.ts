import type { Facts, Properties } from '../contact.ts';
import type { ExplicitRule, Model } from '../model/model.ts';
import { numberFieldsOf } from '../model/number-fields.ts';
import { compileCondition, type FactView } from '../rules/condition.ts';
import { contentOf, sortedKeys } from './documents.ts';

/*
 * Most edits change one or two rules, and most contacts have nothing to do with these rules. If two
 * versions surely judge a contact alike, a what-if need not judge it again: it takes what is
 * stored.
 */

export type Untouched = {
  /** signals that a changed rule counts: the edit may touch every contact that shows one */
  readonly signals: readonly string[];
  /**
   * whether both versions give a contact without these signals the same points, now and later.
   * `lead`: derives facts; called only if a changed rule reads them
   */
  readonly isUntouched: (facts: Facts, lead: () => Properties) => boolean;
};

/**
 * Tells which contacts an edit leaves alone, of those without news; null: it may touch everybody.
 * It can tell only if nothing but these rules changed: rules on facts that time does not change,
 * and rules that count signals.
 */
export function untouchedBy(current: Model, draft: Model): Untouched | null {
  if (!isSame(forEverybody(current), forEverybody(draft))) return null;
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
  for (const pair of explicit) {
    const lines = pair.map((rule) => (rule === undefined ? NO_LINE : lineOf(rule, draft)));
    const [before, after] = lines;
    if (before == null || after == null) return null;
    tests.push((facts) => before(facts) === after(facts));
  }
  const readsLead = explicit.some((pair) => JSON.stringify(pair).includes('"lead.'));
  return {
    signals: [...signals],
    isUntouched: (facts, lead) => {
      const view = { ...facts, lead: readsLead ? lead() : {} };
      return tests.every((test) => test(view));
    },
  };
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
  if (!isSame(kept(before), kept(after))) return null;
  const ids = new Set([...were.keys(), ...are.keys()]);
  return [...ids].map((id) => [were.get(id), are.get(id)] as const).filter(([was, is]) => !isSame(was, is));
}

const byId = <T extends { readonly id: string }>(rules: readonly T[]): ReadonlyMap<string, T> =>
  new Map(rules.map((rule) => [rule.id, rule]));

/**
 * The parts of a model that may touch everybody. Behaviours, forms and pages are left out: they
 * matter only for new activities, and these contacts have none. So are the name and the agreement,
 * which only people read.
 */
function forEverybody(model: Model) {
  const { name: _, agreement: __, explicit, implicit, behaviours, forms, pages, ...rest } = contentOf(model);
  return rest;
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(sortedKeys(a)) === JSON.stringify(sortedKeys(b));
