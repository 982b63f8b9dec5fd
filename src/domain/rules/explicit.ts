import type { ExplicitRule, Model } from '../model/model.ts';
import { numberFieldsOf } from '../model/number-fields.ts';
import { compileCondition, compileNumber, type FactView, type Test } from './condition.ts';
import type { Slots } from './fact-values.ts';
import { toMilli } from './implicit.ts';

/* Explicit rules and personas: points for who the contact is. */

export type CompiledExplicitRule = {
  readonly rule: ExplicitRule;
  readonly group: number;
  readonly milliAt: (facts: FactView, now: number, personaMatch: number) => number;
  readonly needsPersona: boolean;
  readonly edges: Test['edges'];
};

export function compileExplicitRule(rule: ExplicitRule, model: Model, slots: Slots<FactView>): CompiledExplicitRule {
  const group = model.groups.findIndex((g) => g.id === rule.group);
  if ('pointsAtFullMatch' in rule) {
    const full = toMilli(rule.pointsAtFullMatch);
    return {
      rule,
      group,
      needsPersona: true,
      milliAt: (_facts, _now, match) => Math.round((full * match) / 100),
      edges: null,
    };
  }
  const milli = toMilli(rule.points);
  if ('growing' in rule) {
    const { growing } = rule;
    const { number, edges } = compileNumber(growing.field, numberFieldsOf(model), slots);
    return {
      rule,
      group,
      needsPersona: false,
      milliAt: (facts, now) => grownMilli(milli, growing, number(facts, now)),
      edges,
    };
  }
  const test = compileCondition(rule.when, numberFieldsOf(model), slots);
  return {
    rule,
    group,
    needsPersona: false,
    milliAt: (facts, now) => (test.holds(facts, now) ? milli : 0),
    edges: test.edges,
  };
}

export type Growing = Extract<ExplicitRule, { growing: unknown }>['growing'];

/** Of points that grow, those of one number; null: unknown. */
export function grownMilli(milli: number, { from, to }: Pick<Growing, 'from' | 'to'>, number: number | null): number {
  if (number === null) return 0;
  const share = Math.min(1, Math.max(0, (number - from) / (to - from)));
  return Math.round(milli * share) || 0;
}

export type PersonaMatch = { readonly id: string | null; readonly match: number };
/**
 * How a contact matches a persona, attribute by attribute. `match`, 0–100: the weights of the
 * attributes that hold, as a share of all weights.
 */
export type PersonaExplanation = {
  readonly id: string;
  readonly label: string;
  readonly match: number;
  readonly attributes: readonly { readonly label: string; readonly weight: number; readonly holds: boolean }[];
};
export type CompiledPersonas = {
  readonly best: (facts: FactView, now: number) => PersonaMatch;
  /** the best match, attribute by attribute; null: no attribute of any persona holds */
  readonly explain: (facts: FactView, now: number) => PersonaExplanation | null;
  readonly edges: readonly Test[];
  /** whether time alone can change the best match */
  readonly isTimed: boolean;
};

/** Finds the persona that a contact matches best. Of equal matches the first in the model wins. */
export function compilePersonas(model: Model, slots: Slots<FactView>): CompiledPersonas {
  const isNumber = numberFieldsOf(model);
  const personas = model.personas.map((persona) => {
    const attributes = persona.attributes.map((a) => ({
      label: a.label,
      weight: a.weight,
      test: compileCondition(a.when, isNumber, slots),
    }));
    return {
      id: persona.id,
      label: persona.label,
      attributes,
      total: attributes.reduce((sum, a) => sum + a.weight, 0),
    };
  });
  const best = (facts: FactView, now: number): PersonaMatch => {
    let found: PersonaMatch = { id: null, match: 0 };
    for (const { id, attributes, total } of personas) {
      let weight = 0;
      for (const attribute of attributes) if (attribute.test.holds(facts, now)) weight += attribute.weight;
      const match = Math.round((100 * weight) / total);
      if (match > found.match) found = { id, match };
    }
    return found;
  };
  const edges = personas.flatMap((p) => p.attributes.map((a) => a.test));
  return {
    best,
    explain(facts, now) {
      const { id, match } = best(facts, now);
      const persona = personas.find((p) => p.id === id);
      if (persona === undefined) return null;
      const { label, attributes } = persona;
      return {
        id: persona.id,
        label,
        match,
        attributes: attributes.map((a) => ({ label: a.label, weight: a.weight, holds: a.test.holds(facts, now) })),
      };
    },
    edges,
    isTimed: edges.some((test) => test.edges !== null),
  };
}
