import type { Facts, Properties } from '../contact.ts';
import type { ExplicitRule, Model } from '../model/model.ts';
import { numberFieldsOf } from '../model/number-fields.ts';
import { compileCondition, type FactView } from '../rules/condition.ts';
import { contentOf, sortedKeys } from './documents.ts';

/*
 * Most edits change a rule or two, and most contacts have nothing to do with these. Whom two
 * versions judge alike for certain needs no second judgement: what is stored is the answer.
 */

export type Untouched = {
  /** signals that a changed rule counts: who shows one of them is touched */
  readonly signals: readonly string[];
  /**
   * whether both versions give a contact without these signals the same points, now and later.
   * `lead`: what Ripen derives from the facts; asked for only where a changed rule reads it.
   */
  readonly isUntouched: (facts: Facts, lead: () => Properties) => boolean;
};

/**
 * Whom an edit leaves alone, of those to whom nothing new has come; null: it may touch everybody.
 * Only rules that look at facts that time does not change, and rules that count signals, are told
 * apart contact by contact.
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

/** What a rule adds to the explanation of a contact; empty: nothing. */
type Line = (facts: FactView) => string;

const NO_LINE: Line = () => '';

/** Null: time or another part of the model has a say. */
function lineOf(rule: ExplicitRule, model: Model): Line | null {
  if (!('when' in rule)) return null;
  const { holds, edges } = compileCondition(rule.when, numberFieldsOf(model));
  if (edges !== null) return null;
  const { when: _, ...told } = rule;
  const line = rule.points === 0 ? '' : JSON.stringify(sortedKeys(told));
  return (facts) => (holds(facts, 0) ? line : '');
}

/** Rules that differ, before and after; null: the others have another order, which breaks ties. */
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
 * What decides for everybody. Behaviours, forms and pages decide what will be heard; of a contact
 * to whom nothing new has come, all that was heard is stored. Only people read name and agreement.
 */
function forEverybody(model: Model) {
  const { name: _, agreement: __, explicit, implicit, behaviours, forms, pages, ...rest } = contentOf(model);
  return rest;
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(sortedKeys(a)) === JSON.stringify(sortedKeys(b));
