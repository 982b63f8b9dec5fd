import { compileCondition, type FactView, type Test } from './condition.ts';
import { toMilli } from './implicit.ts';
import type { ExplicitRule, Model } from './model.ts';

/* Who the contact is. */

export type CompiledExplicitRule = {
  readonly rule: ExplicitRule;
  readonly group: number;
  readonly milliAt: (facts: FactView, now: number, personaMatch: number) => number;
  readonly edges: Test['edges'];
};

export function compileExplicitRule(rule: ExplicitRule, model: Model): CompiledExplicitRule {
  const group = model.groups.findIndex((g) => g.id === rule.group);
  if ('pointsAtFullMatch' in rule) {
    const full = toMilli(rule.pointsAtFullMatch);
    return { rule, group, milliAt: (_facts, _now, match) => Math.round((full * match) / 100), edges: null };
  }
  const milli = toMilli(rule.points);
  const test = compileCondition(rule.when);
  return { rule, group, milliAt: (facts, now) => (test.holds(facts, now) ? milli : 0), edges: test.edges };
}

export type PersonaMatch = { readonly id: string | null; readonly match: number };
export type CompiledPersonas = {
  readonly best: (facts: FactView, now: number) => PersonaMatch;
  readonly edges: readonly Test[];
};

/** The persona whose weighted attributes fit best, 0–100; the first listed wins a tie; none when nothing fits. */
export function compilePersonas(model: Model): CompiledPersonas {
  const personas = model.personas.map((persona) => {
    const attributes = persona.attributes.map((a) => ({ weight: a.weight, test: compileCondition(a.when) }));
    return { id: persona.id, attributes, total: attributes.reduce((sum, a) => sum + a.weight, 0) };
  });
  return {
    best: (facts, now) => {
      let best: PersonaMatch = { id: null, match: 0 };
      for (const { id, attributes, total } of personas) {
        const weight = attributes.reduce((sum, a) => sum + (a.test.holds(facts, now) ? a.weight : 0), 0);
        const match = Math.round((100 * weight) / total);
        if (match > best.match) best = { id, match };
      }
      return best;
    },
    edges: personas.flatMap((p) => p.attributes.map((a) => a.test)),
  };
}
