import fc from 'fast-check';
import { expect, test } from 'vitest';
import { law } from '../../test/support/law.ts';
import { cleanJson } from '../domain/text/text.ts';
import { jsonText } from './transaction.ts';

const oddText = fc
  .array(fc.oneof(fc.constantFrom('\u0000', '\ud83d', '\ude00', '😀', '\\u0000', '\\', '"'), fc.string()))
  .map((parts) => parts.join(''));

test('whatever text escaped the doors, its JSON is one that PostgreSQL takes, and nothing else changes', () => {
  fc.assert(
    fc.property(fc.dictionary(oddText, fc.oneof(oddText, fc.array(oddText), fc.integer())), (value) => {
      const read: unknown = JSON.parse(jsonText(value));
      expect(read).toEqual(cleanJson(JSON.parse(JSON.stringify(value))));
      expect(JSON.stringify(read)).toBe(jsonText(value));
    }),
    law(),
  );
});
