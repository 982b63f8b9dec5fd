import type { Condition } from '../model/model.ts';
import { compileCondition, type FactView } from './condition.ts';

/** Whether a condition holds; a text: that depends on what is not known, which the text tells. */
export type Reduced = boolean | string;

/**
 * Compiles a condition of which only some fields are known. What is left of two conditions is equal
 * only if they hold for the same contacts, of those who have the known values.
 */
export function compileReduced(
  condition: Condition,
  isNumber: (field: string) => boolean,
  isKnown: (field: string) => boolean,
): (facts: FactView) => Reduced {
  const compile = (inner: Condition) => compileReduced(inner, isNumber, isKnown);
  if ('all' in condition) return joined('all', condition.all.map(compile));
  if ('any' in condition) return joined('any', condition.any.map(compile));
  if ('not' in condition) {
    const reduced = compile(condition.not);
    return (facts) => {
      const found = reduced(facts);
      return typeof found === 'string' ? `not ${found}` : !found;
    };
  }
  const { holds, edges } = compileCondition(condition, isNumber);
  if (edges === null && isKnown(condition.field)) return (facts) => holds(facts, 0);
  const left = JSON.stringify(condition);
  return () => left;
}

function joined(by: 'all' | 'any', parts: readonly ((facts: FactView) => Reduced)[]): (facts: FactView) => Reduced {
  const decides = by === 'any';
  return (facts) => {
    const left: string[] = [];
    for (const part of parts) {
      const found = part(facts);
      if (found === decides) return decides;
      if (typeof found === 'string') left.push(found);
    }
    return left.length === 0 ? !decides : `${by} (${left.join()})`;
  };
}
