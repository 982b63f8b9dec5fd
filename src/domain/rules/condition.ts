import type { DealFacts, Properties } from '../contact.ts';
import type { Condition } from '../model/model.ts';
import { own } from '../own.ts';
import { isNumberProperty } from '../text/number-properties.ts';
import { span } from '../time/time.ts';
import { asWords, type FactValue, type Slots, valueReader } from './fact-values.ts';

/**
 * Facts as conditions see them: contact properties under their own name, others as `company.…`,
 * `lead.…`, `deals.…` and `score.…`.
 */
export type FactView = {
  readonly contact: Properties;
  readonly company: Properties;
  readonly lead: Properties;
  readonly deals: DealFacts;
  /** for facts of `lead` that end by themselves: until when they hold; ms since 1970 */
  readonly until?: Readonly<Record<string, number>>;
  /** results of the evaluation in progress, which `ready` rules may read */
  readonly score?: Properties;
  /** the values that the conditions of one model read, decoded, by slot */
  readonly decoded?: readonly FactValue[];
};

/** A compiled condition. */
export type Test = {
  readonly holds: (facts: FactView, now: number) => boolean;
  /**
   * Instants at which `holds` may change though no fact does (edges of date recency), pushed onto
   * `edges`.
   */
  readonly edges: ((facts: FactView, edges: number[]) => void) | null;
};

/**
 * Compiles a condition into closures. A condition on an unknown field does not hold, unless it is
 * `known: false`. `isNumber`: whether programs store a field as a number. `slots`: shared by all
 * conditions of a model, so that each fact is decoded only once; null: no sharing.
 */
export function compileCondition(
  condition: Condition,
  isNumber = isNumberProperty,
  slots: Slots<FactView> | null = null,
): Test {
  const compile = (inner: Condition) => compileCondition(inner, isNumber, slots);
  if ('all' in condition) {
    const tests = condition.all.map(compile);
    return { holds: (facts, now) => tests.every((t) => t.holds(facts, now)), edges: joinEdges(tests) };
  }
  if ('any' in condition) {
    const tests = condition.any.map(compile);
    return { holds: (facts, now) => tests.some((t) => t.holds(facts, now)), edges: joinEdges(tests) };
  }
  if ('not' in condition) {
    const test = compile(condition.not);
    return { holds: (facts, now) => !test.holds(facts, now), edges: test.edges };
  }
  const { source, end, own } = sourceOf(condition.field, slots);
  const isAhead = 'withinNextDays' in condition;
  if (isAhead || 'withinDays' in condition) {
    const lasts = span(isAhead ? condition.withinNextDays : condition.withinDays);
    const begins = isAhead ? -lasts : 0;
    const instant = valueReader(source, 'instant', own);
    return {
      holds: (facts, now) => {
        const at = instant(facts, now);
        return at !== null && at + begins <= now && now < at + begins + lasts;
      },
      edges: (facts, edges) => {
        const at = instant(facts, -Infinity);
        if (at !== null) edges.push(at + begins, at + begins + lasts);
      },
    };
  }
  return { holds: compileText(condition, source, isNumber, own), edges: end };
}

/** Compiles the reading of a number; null: unknown. `edges`: as those of a test. */
export function compileNumber(
  field: string,
  isNumber: (field: string) => boolean,
  slots: Slots<FactView> | null,
): { readonly number: (facts: FactView, now: number) => number | null; readonly edges: Test['edges'] } {
  const { source, end, own } = sourceOf(field, slots);
  return { number: valueReader(source, isNumber(field) ? 'plain' : 'typed', own), edges: end };
}

function sourceOf(field: string, slots: Slots<FactView> | null) {
  const end = endOf(field);
  // A fact that ends by itself, or a result of this evaluation, may differ at the next instant.
  const stays = end === null && !field.startsWith('score.');
  return { source: { field, text: fieldReader(field) }, end, own: stays ? slots : null };
}

type Source = { readonly field: string; readonly text: (facts: FactView, now: number) => string | undefined };
type TextCondition = Exclude<
  Condition,
  { all: unknown } | { any: unknown } | { not: unknown } | { withinDays: number } | { withinNextDays: number }
>;

function compileText(
  condition: TextCondition,
  source: Source,
  isNumber: (field: string) => boolean,
  slots: Slots<FactView> | null,
): Test['holds'] {
  const anyPart = (parts: readonly string[], fits: (text: string, part: string) => boolean): Test['holds'] => {
    const lower = valueReader(source, 'lower', slots);
    const wanted = parts.map((part) => part.toLowerCase());
    return (facts, now) => {
      const text = lower(facts, now);
      if (text === null) return false;
      for (let i = 0; i < wanted.length; i++) if (fits(text, wanted[i]!)) return true;
      return false;
    };
  };
  if ('known' in condition) {
    const lower = valueReader(source, 'lower', slots);
    return (facts, now) => (lower(facts, now) !== null) === condition.known;
  }
  if ('equals' in condition) return oneOf(source, [condition.equals], slots);
  if ('oneOf' in condition) return oneOf(source, condition.oneOf, slots);
  if ('contains' in condition) return anyPart(condition.contains, (text, part) => text.includes(part));
  if ('startsWith' in condition) return anyPart(condition.startsWith, (text, part) => text.startsWith(part));
  if ('endsWith' in condition) return anyPart(condition.endsWith, (text, part) => text.endsWith(part));
  if ('hasWord' in condition) {
    const words = valueReader(source, 'words', slots);
    const wanted = condition.hasWord.map((word) => ` ${asWords(word)} `);
    return (facts, now) => {
      const text = words(facts, now);
      return text !== null && wanted.some((word) => text.includes(word));
    };
  }
  const { atLeast = -Infinity, below = Infinity } = condition;
  const number = valueReader(source, isNumber(condition.field) ? 'plain' : 'typed', slots);
  return (facts, now) => {
    const value = number(facts, now);
    return value !== null && atLeast <= value && value < below;
  };
}

/** Whether a value, or one of its choices in a multiple-choice property (`a;b`), is wanted. */
function oneOf(source: Source, values: readonly string[], slots: Slots<FactView> | null): Test['holds'] {
  const choices = valueReader(source, 'choices', slots);
  const wanted = new Set(values.map((v) => v.toLowerCase()));
  const [only] = wanted;
  const isWanted = wanted.size === 1 ? (text: string) => text === only : (text: string) => wanted.has(text);
  return (facts, now) => {
    const value = choices(facts, now);
    if (value === null) return false;
    return typeof value === 'string' ? isWanted(value) : value.some(isWanted);
  };
}

/** A function that reads a field of the facts; undefined: unknown. */
export function fieldReader(field: string): Source['text'] {
  const [prefix, name] = field.split('.');
  if (name === undefined) return (facts) => own(facts.contact, field);
  switch (prefix) {
    case 'company':
      return (facts) => own(facts.company, name);
    case 'deals':
      return dealReader(name);
    case 'score':
      return (facts) => own(facts.score ?? {}, name);
    default:
      return (facts, now) => (now < (facts.until?.[name] ?? Infinity) ? own(facts.lead, name) : undefined);
  }
}

function dealReader(name: string): Source['text'] {
  const key = DEAL_FIELDS.get(name);
  if (key === undefined) return () => undefined;
  return ({ deals }) => (deals[key] === null ? undefined : `${deals[key]}`);
}

const DEAL_FIELDS: ReadonlyMap<string, keyof DealFacts> = new Map([
  ['open', 'open'],
  ['won', 'won'],
  ['lost', 'lost'],
  ['last_won_at', 'lastWonAt'],
  ['last_lost_at', 'lastLostAt'],
]);

/** The edge at which a fact that Ripen derives ends by itself; null: the field never does. */
function endOf(field: string): Test['edges'] {
  const [prefix, name] = field.split('.');
  if (prefix !== 'lead' || name === undefined || !/^(bant_|hand_back$)/.test(name)) return null;
  return ({ until }, edges) => {
    const end = until?.[name];
    if (end !== undefined) edges.push(end);
  };
}

function joinEdges(tests: readonly Test[]): Test['edges'] {
  const timed = tests.filter((t) => t.edges !== null);
  if (timed.length === 0) return null;
  return (facts, edges) => {
    for (const test of timed) test.edges?.(facts, edges);
  };
}
