import type { Calendar } from './calendar.ts';
import { compileCondition, type Test } from './condition.ts';
import type { Activity } from './contact.ts';
import { type CompiledExplicitRule, type CompiledPersonas, compileExplicitRule, compilePersonas } from './explicit.ts';
import { type CompiledImplicitRule, compileImplicitRule, toMilli } from './implicit.ts';
import type { Model } from './model.ts';
import type { CompiledGroup } from './score.ts';
import type { JourneyStage } from './words.ts';

/** A model made ready to evaluate many contacts: rules as closures, decay as tables. Compile once per version and time zone. */
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
  readonly journey: readonly {
    readonly stage: JourneyStage;
    readonly uses: (activity: Activity) => boolean;
    readonly halfLifeDays: number;
    readonly atLeast: number;
  }[];
  readonly products: readonly { readonly id: string; readonly shows: (activity: Activity) => boolean }[];
  /** why a customer is a lead again */
  readonly returns: readonly Test[];
  readonly ready: readonly { readonly label: string; readonly test: Test }[];
  /** when the account's people work, and when e-mail may be due, by the account's clocks */
  readonly work: Calendar;
  readonly mail: Calendar;
  /** every test whose outcome can change with time alone */
  readonly timed: readonly Test[];
};

/** `timeZone`: the account's, by IANA name; the model may have another. */
export function compileModel(model: Model, timeZone = 'UTC'): CompiledModel {
  const explicit = model.explicit.map((rule) => compileExplicitRule(rule, model));
  const personas = compilePersonas(model);
  const noCorrespondence = model.noCorrespondence.map(({ label, when }) => ({ label, test: compileCondition(when) }));
  const never = model.qualification.never.map(({ when }) => compileCondition(when));
  const returns = model.returns.map(({ when }) => compileCondition(when));
  const ready = model.ready.map(({ label, when }) => ({ label, test: compileCondition(when) }));
  const tests: Test[] = [
    ...personas.edges,
    ...returns,
    ...ready.map((r) => r.test),
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
    journey: model.journey.map(({ stage, signals, contains, halfLifeDays, atLeast }) => {
      const shown = showsAnyOf(contains);
      return { stage, halfLifeDays, atLeast, uses: (a) => signals.includes(a.signal) || shown(a) };
    }),
    products: model.products.map(({ id, contains }) => ({ id, shows: showsAnyOf(contains) })),
    returns,
    ready,
    ...calendarsOf(model, timeZone),
    timed: tests.filter((t) => t.edges !== null),
  };
}

/** Whether what the contact looked at contains one of the texts, in whatever case. */
function showsAnyOf(texts: readonly string[]): (activity: Activity) => boolean {
  const wanted = texts.map((text) => text.toLowerCase());
  return ({ detail }) => {
    if (detail === undefined || wanted.length === 0) return false;
    const text = detail.toLowerCase();
    return wanted.some((part) => text.includes(part));
  };
}

function calendarsOf({ calendar, touch }: Model, accountZone: string): Pick<CompiledModel, 'work' | 'mail'> {
  const { timeZone = accountZone, workingDays, from, to, holidays } = calendar;
  return {
    work: { timeZone, workingDays, from, to, holidays },
    mail: {
      timeZone,
      workingDays: touch.weekends ? [1, 2, 3, 4, 5, 6, 7] : workingDays,
      from: touch.from,
      to: touch.to,
      holidays,
    },
  };
}

function costsPoints(model: Model, signal: string): boolean {
  return model.implicit.some((rule) => {
    if (!('signals' in rule) || !rule.signals.includes(signal)) return false;
    return 'tiers' in rule ? rule.tiers.some((tier) => tier.points < 0) : rule.points < 0;
  });
}
