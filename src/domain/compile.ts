import { compileCondition, type Test } from './condition.ts';
import { type CompiledExplicitRule, type CompiledPersonas, compileExplicitRule, compilePersonas } from './explicit.ts';
import { type CompiledImplicitRule, compileImplicitRule, toMilli } from './implicit.ts';
import type { Model } from './model.ts';
import type { CompiledGroup } from './score.ts';

/** A model made ready to evaluate many contacts: rules as closures, decay as tables. Compile once per version. */
export type CompiledModel = {
  readonly model: Model;
  readonly groups: readonly CompiledGroup[];
  readonly explicit: readonly CompiledExplicitRule[];
  readonly implicit: readonly CompiledImplicitRule[];
  readonly personas: CompiledPersonas;
  readonly noCorrespondence: readonly { readonly label: string; readonly test: Test }[];
  readonly never: readonly Test[];
  readonly qualifying: ReadonlyMap<string, 'mql' | 'sql'>;
  /** signals that are no activity of the person */
  readonly quiet: ReadonlySet<string>;
  /** quiet signals that neither qualify nor cost points: no evidence of anything */
  readonly idle: ReadonlySet<string>;
  readonly products: readonly { readonly id: string; readonly contains: readonly string[]; readonly days: number }[];
  /** every test whose outcome can change with time alone */
  readonly timed: readonly Test[];
};

export function compileModel(model: Model): CompiledModel {
  const explicit = model.explicit.map((rule) => compileExplicitRule(rule, model));
  const personas = compilePersonas(model);
  const noCorrespondence = model.noCorrespondence.map(({ label, when }) => ({ label, test: compileCondition(when) }));
  const never = model.qualification.never.map(({ when }) => compileCondition(when));
  const tests: Test[] = [
    ...personas.edges,
    ...noCorrespondence.map((n) => n.test),
    ...never,
    ...explicit.map((r) => ({ holds: () => false, edges: r.edges })),
  ];
  return {
    model,
    groups: model.groups.map((g, index) => ({
      index,
      id: g.id,
      label: g.label,
      kind: g.kind,
      floor: toMilli(g.floor),
      cap: toMilli(g.cap),
    })),
    explicit,
    implicit: model.implicit.map((rule) => compileImplicitRule(rule, model)),
    personas,
    noCorrespondence,
    never,
    qualifying: new Map(model.signals.flatMap((s) => (s.qualifies ? [[s.id, s.qualifies] as const] : []))),
    quiet: new Set(model.signals.filter((s) => s.quiet).map((s) => s.id)),
    idle: new Set(model.signals.filter((s) => s.quiet && !s.qualifies && !costsPoints(model, s.id)).map((s) => s.id)),
    products: model.products.map((p) => ({
      id: p.id,
      days: p.days,
      contains: p.contains.map((text) => text.toLowerCase()),
    })),
    timed: tests.filter((t) => t.edges !== null),
  };
}

function costsPoints(model: Model, signal: string): boolean {
  return model.implicit.some((rule) => {
    if (!('signals' in rule) || !rule.signals.includes(signal)) return false;
    return 'tiers' in rule ? rule.tiers.some((tier) => tier.points < 0) : rule.points < 0;
  });
}
