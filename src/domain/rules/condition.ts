import type { DealFacts, Properties } from '../contact.ts';
import type { Condition } from '../model/model.ts';
import { parseNumber } from '../text/number.ts';
import { isNumberProperty } from '../text/number-properties.ts';
import { parseInstant, span } from '../time/time.ts';

/**
 * Facts as conditions see them: contact properties under their own name, others as `company.…`,
 * `lead.…`, `deals.…` and `score.…`.
 */
export type FactView = {
  readonly contact: Properties;
  readonly company: Properties;
  readonly lead: Properties;
  readonly deals: DealFacts;
  /** until when a fact of `lead` holds, where it ends by itself; ms since 1970 */
  readonly until?: Readonly<Record<string, number>>;
  /** what Ripen has just found out */
  readonly score?: Properties;
  /**
   * texts in lower case, by their slots in the compiled model, filled as they are asked for; null:
   * unknown
   */
  readonly lower?: (string | null | undefined)[];
};

/** The slot of a field in `FactView.lower`: many rules look at one field. */
export type SlotOf = (field: string) => number;

export type Test = {
  readonly holds: (facts: FactView, now: number) => boolean;
  /**
   * Instants at which `holds` may change though no fact does (edges of date recency), pushed onto
   * `edges`.
   */
  readonly edges: ((facts: FactView, edges: number[]) => void) | null;
};

/**
 * Compiles a condition once into closures. A condition on an unknown field does not hold, unless it
 * asks for just that. `isNumber`: whether a field is a number as programs store it. `slotOf`: where
 * the facts may keep a field's text for other conditions of the same model.
 */
export function compileCondition(condition: Condition, isNumber = isNumberProperty, slotOf?: SlotOf): Test {
  const compile = (inner: Condition) => compileCondition(inner, isNumber, slotOf);
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
  const value = fieldReader(condition.field);
  if ('withinDays' in condition) {
    const lasts = span(condition.withinDays);
    return {
      holds: (facts, now) => {
        const at = parseInstant(value(facts, now));
        return at !== null && at <= now && now < at + lasts;
      },
      edges: (facts, edges) => {
        const at = parseInstant(value(facts, -Infinity));
        if (at !== null) edges.push(at, at + lasts);
      },
    };
  }
  const edges = endOf(condition.field);
  // What ends by itself, and what was found just now, may be another text at the next look.
  const stays = edges === null && !condition.field.startsWith('score.');
  const lower = lowerReader(value, stays && slotOf !== undefined ? slotOf(condition.field) : null);
  return { holds: compileText(condition, { value, lower }, isNumber), edges };
}

type Reader = (facts: FactView, now: number) => string | undefined;
type TextCondition = Exclude<
  Condition,
  { all: unknown } | { any: unknown } | { not: unknown } | { withinDays: number }
>;

/** Reads in lower case; with a slot only once for all conditions. */
function lowerReader(value: Reader, slot: number | null): Reader {
  if (slot === null) return (facts, now) => value(facts, now)?.toLowerCase();
  return (facts, now) => {
    const { lower } = facts;
    const known = lower?.[slot];
    if (known !== undefined) return known ?? undefined;
    const text = value(facts, now)?.toLowerCase();
    if (lower !== undefined) lower[slot] = text ?? null;
    return text;
  };
}

function compileText(
  condition: TextCondition,
  { value, lower }: { readonly value: Reader; readonly lower: Reader },
  isNumber: (field: string) => boolean,
): Test['holds'] {
  if ('known' in condition) return (facts, now) => (value(facts, now) !== undefined) === condition.known;
  if ('equals' in condition) return oneOf(lower, [condition.equals]);
  if ('oneOf' in condition) return oneOf(lower, condition.oneOf);
  if ('contains' in condition) return anyText(lower, condition.contains, (text, part) => text.includes(part));
  if ('startsWith' in condition) return anyText(lower, condition.startsWith, (text, part) => text.startsWith(part));
  if ('endsWith' in condition) return anyText(lower, condition.endsWith, (text, part) => text.endsWith(part));
  if ('hasWord' in condition) {
    const words = condition.hasWord.map((word) => ` ${asWords(word)} `);
    return (facts, now) => {
      const text = value(facts, now);
      if (text === undefined) return false;
      const padded = ` ${asWords(text)} `;
      return words.some((word) => padded.includes(word));
    };
  }
  const { atLeast = -Infinity, below = Infinity } = condition;
  const source = isNumber(condition.field) ? 'plain' : 'text';
  return (facts, now) => {
    const number = parseNumber(value(facts, now), source);
    return number !== null && atLeast <= number && number < below;
  };
}

/**
 * Equal to one of the values, or, for a multiple-choice property (`a;b`), one of its choices is.
 */
function oneOf(lower: Reader, values: readonly string[]): Test['holds'] {
  const wanted = new Set(values.map((v) => v.toLowerCase()));
  return (facts, now) => {
    const text = lower(facts, now);
    if (text === undefined) return false;
    return wanted.has(text) || (text.includes(';') && text.split(';').some((choice) => wanted.has(choice.trim())));
  };
}

function anyText(
  lower: Reader,
  parts: readonly string[],
  fits: (text: string, part: string) => boolean,
): Test['holds'] {
  const wanted = parts.map((part) => part.toLowerCase());
  return (facts, now) => {
    const text = lower(facts, now);
    return text !== undefined && wanted.some((part) => fits(text, part));
  };
}

/** Reads a field of the facts. */
export function fieldReader(field: string): Reader {
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

function dealReader(name: string): Reader {
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

/** The instant at which a fact that Ripen derives ceases to hold, where it does. */
function endOf(field: string): Test['edges'] {
  const [prefix, name] = field.split('.');
  if (prefix !== 'lead' || name === undefined || !/^(bant_|hand_back$)/.test(name)) return null;
  return ({ until }, edges) => {
    const end = until?.[name];
    if (end !== undefined) edges.push(end);
  };
}

/** A property may be called `constructor`. */
const own = (properties: Properties, name: string): string | undefined =>
  Object.hasOwn(properties, name) ? properties[name] : undefined;

function joinEdges(tests: readonly Test[]): Test['edges'] {
  const timed = tests.filter((t) => t.edges !== null);
  if (timed.length === 0) return null;
  return (facts, edges) => {
    for (const test of timed) test.edges?.(facts, edges);
  };
}

const asWords = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
