import type { Properties } from './contact.ts';
import type { Condition } from './model.ts';
import { parseInstant, span } from './time.ts';

/** Facts as conditions see them: contact properties under their own name, others as `company.…` and `lead.…`. */
export type FactView = { readonly contact: Properties; readonly company: Properties; readonly lead: Properties };

export type Test = {
  readonly holds: (facts: FactView, now: number) => boolean;
  /** Instants at which `holds` may change though no fact does (edges of date recency), pushed onto `edges`. */
  readonly edges: ((facts: FactView, edges: number[]) => void) | null;
};

/** Compiles a condition once into closures. A condition on an unknown field does not hold, unless it asks for just that. */
export function compileCondition(condition: Condition): Test {
  if ('all' in condition) {
    const tests = condition.all.map(compileCondition);
    return { holds: (facts, now) => tests.every((t) => t.holds(facts, now)), edges: joinEdges(tests) };
  }
  if ('any' in condition) {
    const tests = condition.any.map(compileCondition);
    return { holds: (facts, now) => tests.some((t) => t.holds(facts, now)), edges: joinEdges(tests) };
  }
  if ('not' in condition) {
    const test = compileCondition(condition.not);
    return { holds: (facts, now) => !test.holds(facts, now), edges: test.edges };
  }
  const value = compileField(condition.field);
  if ('withinDays' in condition) {
    const lasts = span(condition.withinDays);
    return {
      holds: (facts, now) => {
        const at = parseInstant(value(facts));
        return at !== null && at <= now && now < at + lasts;
      },
      edges: (facts, edges) => {
        const at = parseInstant(value(facts));
        if (at !== null) edges.push(at, at + lasts);
      },
    };
  }
  return { holds: compileText(condition, value), edges: null };
}

type Reader = (facts: FactView) => string | undefined;
type TextCondition = Exclude<
  Condition,
  { all: unknown } | { any: unknown } | { not: unknown } | { withinDays: number }
>;

function compileText(condition: TextCondition, value: Reader): Test['holds'] {
  if ('known' in condition) return (facts) => (value(facts) !== undefined) === condition.known;
  if ('equals' in condition) return oneOf(value, [condition.equals]);
  if ('oneOf' in condition) return oneOf(value, condition.oneOf);
  if ('contains' in condition) return anyText(value, condition.contains, (text, part) => text.includes(part));
  if ('startsWith' in condition) return anyText(value, condition.startsWith, (text, part) => text.startsWith(part));
  if ('endsWith' in condition) return anyText(value, condition.endsWith, (text, part) => text.endsWith(part));
  if ('hasWord' in condition) {
    const words = condition.hasWord.map((word) => ` ${asWords(word)} `);
    return (facts) => {
      const text = value(facts);
      if (text === undefined) return false;
      const padded = ` ${asWords(text)} `;
      return words.some((word) => padded.includes(word));
    };
  }
  const { atLeast = -Infinity, below = Infinity } = condition;
  return (facts) => {
    const number = parseNumber(value(facts));
    return number !== null && atLeast <= number && number < below;
  };
}

/** Equal to one of the values, or, for a multiple-choice property (`a;b`), one of its choices is. */
function oneOf(value: Reader, values: readonly string[]): Test['holds'] {
  const wanted = new Set(values.map((v) => v.toLowerCase()));
  return (facts) => {
    const text = value(facts)?.toLowerCase();
    if (text === undefined) return false;
    return wanted.has(text) || (text.includes(';') && text.split(';').some((choice) => wanted.has(choice.trim())));
  };
}

function anyText(
  value: Reader,
  parts: readonly string[],
  fits: (text: string, part: string) => boolean,
): Test['holds'] {
  const wanted = parts.map((part) => part.toLowerCase());
  return (facts) => {
    const text = value(facts)?.toLowerCase();
    return text !== undefined && wanted.some((part) => fits(text, part));
  };
}

function compileField(field: string): Reader {
  const [prefix, name] = field.split('.');
  if (name === undefined) return (facts) => own(facts.contact, field);
  return prefix === 'company' ? (facts) => own(facts.company, name) : (facts) => own(facts.lead, name);
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

/**
 * Reads a number as people type it: `1,200,000`, `€ 5 000`, or a band of HubSpot's choice lists (`50-100`, `1000+`: its lower end).
 * Anything else is unknown.
 */
export function parseNumber(text: string | undefined): number | null {
  if (text === undefined) return null;
  const typed = /^(-?\d+(?:\.\d+)?)(?:[-–]\d+|\+)?$/.exec(text.replace(/[\s,'’_$€£]/g, ''));
  return typed === null ? null : Number(typed[1]);
}
