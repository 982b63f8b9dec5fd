import { expect, test } from 'vitest';
import { START } from '../../test/support/arbitraries.ts';
import { compileModel } from './compile.ts';
import { NO_FACTS } from './contact.ts';
import { DEFAULT_MODEL } from './default-model.ts';
import { evaluate } from './evaluate.ts';
import { OUTPUT_PROPERTIES } from './ripen-properties.ts';

test('what an evaluation writes are the properties that Ripen makes, and the instant of scoring', () => {
  const { written } = evaluate(compileModel(DEFAULT_MODEL), { ...NO_FACTS, lead: {}, memory: null }, [], START);

  expect([...Object.keys(written), 'ripen_scored_at'].sort()).toEqual(OUTPUT_PROPERTIES.map(({ name }) => name).sort());
});
