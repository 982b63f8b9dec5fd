import { Engine, type NestedCondition, Operator, type RuleProperties } from 'json-rules-engine';
import type { Activity, Facts } from '../../src/domain/contact.ts';
import type { Condition, Model } from '../../src/domain/model/model.ts';
import { parseNumber } from '../../src/domain/text/number.ts';
import { DAY, parseInstant } from '../../src/domain/time/time.ts';
import { closuresOf, type Points, scoresOf } from './plan-closures.ts';
import type { DecodedContact } from './plan-of-40.ts';

/* The plan of 40 rules in another rule engine, for comparison. */

const NUMBERS = new Set(['numemployees', 'annualrevenue']);
const INSTANTS = new Set(['lastmodifieddate', 'createdate']);

export function decoded({ contact }: Facts, activities: readonly Activity[]): DecodedContact {
  const facts: Record<string, string | number> = {};
  for (const [name, text] of Object.entries(contact)) {
    const value = decodedValue(name, text);
    if (value !== null) facts[name] = value;
  }
  return {
    facts,
    activities: activities.map(({ signal, at, quantity }) => ({ signal, day: Math.floor(at / DAY), quantity })),
  };
}

function decodedValue(name: string, text: string): string | number | null {
  if (NUMBERS.has(name)) return parseNumber(text);
  return INSTANTS.has(name) ? parseInstant(text) : text.toLowerCase();
}

/** The plan in `json-rules-engine`. Points for behaviour are no conditions, so they are facts. */
export function jsonRulesEngine(plan: Model): (contact: DecodedContact, now: number) => Promise<Points> {
  const engine = new Engine([], { allowUndefinedFacts: true });
  const textual = (name: string, fits: (text: string, part: string) => boolean) =>
    engine.addOperator(
      new Operator<string, string[]>(
        name,
        (text, parts) => parts.some((part) => fits(text, part)),
        (text) => typeof text === 'string',
      ),
    );
  textual('includesText', (text, part) => text.includes(part));
  textual('startsWithText', (text, part) => text.startsWith(part));
  textual('endsWithText', (text, part) => text.endsWith(part));
  engine.addOperator<unknown, boolean>('isKnown', (value, wanted) => (value !== undefined) === wanted);

  const rules: RuleProperties[] = plan.explicit.map((rule, index) => {
    if (!('when' in rule)) throw new Error('The plan has no personas');
    return {
      conditions: { all: [nested(rule.when)] },
      event: { type: 'points', params: { index, milli: rule.points * 1000 } },
    };
  });
  const behaviour = closuresOf({ ...plan, explicit: [] });
  for (const rule of rules) engine.addRule(rule);
  for (const [place] of plan.implicit.entries())
    engine.addRule({
      conditions: { all: [{ fact: `behaviour_${place}`, operator: 'greaterThan', value: 0 }] },
      event: { type: 'behaviour', params: { place } },
    });
  const groups = [...plan.explicit, ...plan.implicit].map(({ group }) =>
    plan.groups.findIndex(({ id }) => id === group),
  );
  return async (contact, now) => {
    const facts: Record<string, unknown> = { ...contact.facts };
    const { rules: byBehaviour } = behaviour(contact, now);
    for (const [place, milli] of byBehaviour.entries()) facts[`behaviour_${place}`] = milli;
    for (const name of INSTANTS) {
      const at = contact.facts[name];
      if (typeof at === 'number' && at <= now) facts[`age_${name}`] = now - at;
    }
    const { events } = await engine.run(facts);
    const milli = new Array<number>(groups.length).fill(0);
    const sums = new Array<number>(plan.groups.length).fill(0);
    const give = (index: number, points: number) => {
      milli[index] = points;
      sums[groups[index]!]! += points;
    };
    for (const { type, params = {} } of events) {
      if (type === 'points') give(params['index'] as number, params['milli'] as number);
      else give(plan.explicit.length + (params['place'] as number), byBehaviour[params['place'] as number]!);
    }
    return { rules: milli, ...scoresOf(plan, sums) };
  };
}

function nested(condition: Condition): NestedCondition {
  if ('all' in condition) return { all: condition.all.map(nested) };
  if ('any' in condition) return { any: condition.any.map(nested) };
  if ('not' in condition) return { not: nested(condition.not) };
  const { field: fact } = condition;
  if ('known' in condition) return { fact, operator: 'isKnown', value: condition.known };
  if ('equals' in condition) return { fact, operator: 'equal', value: condition.equals };
  if ('oneOf' in condition) return { fact, operator: 'in', value: condition.oneOf };
  if ('contains' in condition) return { fact, operator: 'includesText', value: condition.contains };
  if ('startsWith' in condition) return { fact, operator: 'startsWithText', value: condition.startsWith };
  if ('endsWith' in condition) return { fact, operator: 'endsWithText', value: condition.endsWith };
  if ('withinDays' in condition)
    return { fact: `age_${fact}`, operator: 'lessThan', value: condition.withinDays * DAY };
  if ('hasWord' in condition || 'withinNextDays' in condition)
    throw new Error('The plan asks for no words and no dates ahead');
  const { atLeast, below } = condition;
  const bounds: NestedCondition[] = [];
  if (atLeast !== undefined) bounds.push({ fact, operator: 'greaterThanInclusive', value: atLeast });
  if (below !== undefined) bounds.push({ fact, operator: 'lessThan', value: below });
  return { all: bounds };
}
