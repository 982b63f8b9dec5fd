import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { modelSchemaText } from '../../../cli/model-schema.ts';
import { law } from '../../../test/support/law.ts';
import { models } from '../../../test/support/scenes/arbitraries.ts';
import document from './default-model.json' with { type: 'json' };
import { parseModel } from './model.ts';

const published = readFileSync(new URL('../../../docs/model.schema.json', import.meta.url), 'utf8');
const validate = new Ajv2020({ allErrors: true }).compile(JSON.parse(published));

describe('the published JSON Schema', () => {
  test('is current: `node cli/model-schema.ts` writes it', () => {
    expect(published).toBe(modelSchemaText());
  });

  test('accepts the default model, which points to it', () => {
    validate(document);

    expect(validate.errors).toBe(null);
    const pointed = new URL(document.$schema, new URL('default-model.json', import.meta.url));
    expect(readFileSync(pointed, 'utf8')).toBe(published);
  });

  test('accepts every valid model', () => {
    fc.assert(
      fc.property(models(), (model) => {
        validate(model);

        expect(validate.errors).toBe(null);
      }),
      law(100),
    );
  });

  test.for<[string, object]>([
    ['a key that does not exist', { weight: 1 }],
    ['a version that is no whole number', { version: 1.5 }],
    ['an unknown condition', { noCorrespondence: [{ label: 'Opted out', when: { field: 'x', equal: 'y' } }] }],
    [
      'a rule without points',
      { explicit: [{ id: 'a', label: 'A', group: 'company', when: { field: 'x', known: true } }] },
    ],
    ['an e-mail cadence for lost deals', { cadence: { closed_lost_review: [{ kind: 'email', everyDays: 30 }] } }],
    ['a share of more than all', { explicitShare: 101 }],
  ])('refuses what the engine refuses: %s', ([, wrong]) => {
    const model = { ...document, ...wrong };

    expect(validate(model)).toBe(false);
    expect(parseModel(model).outcome).toBe('invalid');
  });
});
