import fc from 'fast-check';
import { z } from 'zod';
import { oddText, oddValue } from './odd.ts';

type Shape = {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly items?: Shape;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly additionalProperties?: Shape | boolean;
  readonly minimum?: number;
  readonly maximum?: number;
};

/**
 * Bodies as a schema asks for them, with odd texts and numbers where it lets any stand, and now and
 * then something else altogether at any place.
 */
export const oddBody = (schema: z.core.$ZodType): fc.Arbitrary<unknown> =>
  withOdd(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline', cycles: 'ref' }) as Shape);

const withOdd = (shape: Shape): fc.Arbitrary<unknown> =>
  fc.oneof({ arbitrary: asAsked(shape), weight: 14 }, { arbitrary: oddValue, weight: 1 });

function asAsked(shape: Shape): fc.Arbitrary<unknown> {
  const { type, minimum = -1e9, maximum = 1e9, properties, additionalProperties, items } = shape;
  if ('const' in shape) return fc.constant(shape.const);
  if (shape.enum !== undefined) return fc.constantFrom(...shape.enum);
  const choices = shape.anyOf ?? shape.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map(withOdd));
  switch (type) {
    case 'string':
      return fc.oneof(oddText, fc.string({ maxLength: 20 }));
    case 'integer':
      return fc.integer({ min: Math.max(minimum, -(2 ** 31)), max: Math.min(maximum, 2 ** 31 - 1) });
    case 'number':
      return fc.double({ min: minimum, max: maximum, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(items === undefined ? oddValue : withOdd(items), { maxLength: 4 });
    case 'object':
      if (properties === undefined)
        return fc.dictionary(
          oddText,
          typeof additionalProperties === 'object' ? withOdd(additionalProperties) : oddValue,
          { maxKeys: 4 },
        );
      return fc.record(Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, withOdd(inner)])));
    default:
      return oddValue;
  }
}
