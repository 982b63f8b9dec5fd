import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { law } from '../../../test/support/law.ts';
import { scenes } from '../../../test/support/scenes/arbitraries.ts';
import { condition } from '../model/document/condition.ts';

/* A kind of condition that random models never use is one that no law holds. */

/** What tells the kinds apart: the names beside `field`. */
const nameOf = (names: readonly string[]): string => names.filter((name) => name !== 'field').join('/');

/** Worth the trouble of asking whether it is a condition. */
const isSmall = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.keys(value).length <= 3;

test('random models use every kind of condition that a model may use', () => {
  const { $defs } = z.toJSONSchema(condition);
  const { anyOf } = z
    .object({ anyOf: z.array(z.object({ required: z.array(z.string()) })) })
    .parse($defs?.['condition']);
  const used = new Set<string>();
  JSON.stringify(
    fc.sample(scenes({ lastDay: 1 }), law(40)).map(({ compiled }) => compiled.model),
    (_, value: unknown) => {
      if (isSmall(value) && condition.safeParse(value).success) used.add(nameOf(Object.keys(value)));
      return value;
    },
  );

  expect(anyOf.length).toBeGreaterThan(9);
  expect(anyOf.map(({ required }) => nameOf(required)).filter((kind) => !used.has(kind))).toEqual([]);
});
