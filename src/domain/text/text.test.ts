import fc from 'fast-check';
import { expect, test } from 'vitest';
import { law } from '../../../test/support/law.ts';
import { asLine, cleanJson, cleanText, onScreen, parseClean, shorten } from './text.ts';

/** Any UTF-16 units: halves of pairs, U+0000, pairs, plain letters. */
const units = fc
  .array(fc.oneof(fc.constantFrom(0, 0xd83d, 0xde00, 0xdc00, 0xd800, 0x41), fc.integer({ min: 0, max: 0xffff })))
  .map((codes) => String.fromCharCode(...codes));

test.each([
  ['Bob\u0000', 'Bob'],
  ['\ud83dx', '\ufffdx'],
  ['x\ude00', 'x\ufffd'],
  ['😀 fine', '😀 fine'],
  ['', ''],
])('%j is held as %j', (text, held) => {
  expect(cleanText(text)).toBe(held);
});

test('whatever comes in, what comes out is well formed, holds no U+0000, and is its own clean text', () => {
  fc.assert(
    fc.property(units, (text) => {
      const held = cleanText(text);
      expect(held.isWellFormed()).toBe(true);
      expect(held).not.toContain('\u0000');
      expect(cleanText(held)).toBe(held);
    }),
    law(),
  );
});

test('JSON is cleaned at every depth, names of fields too', () => {
  expect(cleanJson({ 'a\u0000': ['x\u0000', { b: '\ud83d' }, 1, null, true] })).toEqual({
    a: ['x', { b: '\ufffd' }, 1, null, true],
  });
});

test('JSON text is read as the clean value, however it writes its signs', () => {
  const escaped = (text: string) =>
    text.replaceAll(/[^ -~]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}`);
  fc.assert(
    fc.property(fc.dictionary(units, fc.array(units)), fc.boolean(), (value, isEscaped) => {
      const text = isEscaped ? escaped(JSON.stringify(value)) : JSON.stringify(value);
      expect(parseClean(text)).toEqual(cleanJson(JSON.parse(text)));
    }),
    law(),
  );
  expect(parseClean(`{"a":"${'{'.repeat(2_000)}"}`)).toEqual({ a: '{'.repeat(2_000) });
  expect(parseClean(`${'['.repeat(1_500)}${']'.repeat(1_500)}`)).not.toEqual(
    JSON.parse(`${'['.repeat(1_500)}${']'.repeat(1_500)}`),
  );
});

test('a cut never makes half a pair, keeps the beginning, and takes one unit less at most', () => {
  fc.assert(
    fc.property(units.map(cleanText), fc.integer({ min: 0, max: 20 }), (text, most) => {
      const cut = shorten(text, most);
      expect(text.startsWith(cut)).toBe(true);
      expect(cut.isWellFormed()).toBe(true);
      expect(cut.length).toBeLessThanOrEqual(most);
      expect(cut.length).toBeGreaterThanOrEqual(Math.min(text.length, most) - 1);
    }),
    law(),
  );
});

test('what a client made of an instant stays, and nesting without end is cut off', () => {
  const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);

  expect(cleanJson({ at: new Date(5) })).toEqual({ at: new Date(5) });
  expect(() => JSON.stringify(cleanJson(deep))).not.toThrow();
});

test.for([
  ['\u202eAnn\u200f Lee\ufeff', 'Ann\u200f Lee'],
  ['\u2067a\u2069\u00adb', 'ab'],
  ['c\td\r\ne\u2028f', 'c d e f'],
  ['👨‍👩‍👧 می‌خواهم', '👨‍👩‍👧 می‌خواهم'],
  ['\u200d\ufeff \u00a0', ''],
  ['x'.repeat(65_536), 'x'.repeat(200)],
] as const)('%j is %j in a sentence', ([typed, shown]) => {
  expect(asLine(typed)).toBe(shown);
});

test('a document on the screen says what it said, and steers no terminal', () => {
  const signs = fc.constantFrom('\u001b', '\u0007', '\u009b', '\r', '\u202e', '\u2066', '\n', '"', '\\', 'a');
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: signs }), fc.string({ unit: signs })), (document) => {
      const shown = onScreen(JSON.stringify(document, null, 2));
      expect(JSON.parse(shown)).toEqual(document);
      for (const sign of ['\u001b', '\u0007', '\u009b', '\r', '\u202e', '\u2066']) expect(shown).not.toContain(sign);
    }),
    law(),
  );
});
