import { expect, test } from 'vitest';
import { START } from '../../../test/support/scenes/arbitraries.ts';
import { NO_FACTS } from '../contact.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import { DEFAULT_MODEL } from '../model/default-model.ts';
import { compileModel } from '../rules/compile.ts';
import { OUTPUT_PROPERTIES } from './ripen-properties.ts';

test('what an evaluation writes are the properties that Ripen makes, and the instant of scoring', () => {
  const { written } = evaluate(compileModel(DEFAULT_MODEL), { ...NO_FACTS, lead: {}, memory: null }, [], START);

  expect([...Object.keys(written), 'ripen_scored_at'].sort()).toEqual(OUTPUT_PROPERTIES.map(({ name }) => name).sort());
});
