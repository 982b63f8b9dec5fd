import { expect, it } from 'vitest';
import { propertyNamed, valuesOf } from '../../sandbox/csv/headings.ts';
import { INPUT_PROPERTIES, OUTPUT_PROPERTIES } from '../../src/domain/sync/ripen-properties.ts';

it('knows every choice of a property that Ripen makes, as it is stored and as people see it', () => {
  const unknown = [...INPUT_PROPERTIES, ...OUTPUT_PROPERTIES].flatMap(({ name, options = [] }) => {
    const known = propertyNamed(name);
    const values = known === undefined ? undefined : valuesOf(known);
    if (values === undefined) return [];
    return options
      .flatMap(({ value, label }) => [value, label.toLowerCase()])
      .filter((word) => !Object.hasOwn(values, word))
      .map((word) => `${name}: ${word}`);
  });

  expect(unknown).toEqual([]);
});
