import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { UnreadableFile } from '../../sandbox/csv/decode.ts';
import { columnsOf, findDialect, recordsOf } from '../../sandbox/csv/find-dialect.ts';
import { NO_DEALS } from '../../src/domain/contact.ts';
import { evaluate } from '../../src/domain/evaluation/evaluate.ts';
import { DEFAULT_MODEL } from '../../src/domain/model/default-model.ts';
import { parseModel } from '../../src/domain/model/model.ts';
import { compileModel } from '../../src/domain/rules/compile.ts';
import { READ_BY_DEFAULT } from '../../src/domain/sync/unreadable.ts';
import { law } from '../support/law.ts';
import { oddText, oddValue } from '../support/odd.ts';
import { known, START } from '../support/scenes/arbitraries.ts';

/*
 * What people write into models, properties and files: it is read or refused in a sentence, and
 * never ends anything.
 */

/** Every place of a document, as keys from the outside in. */
const placesOf = (value: unknown, at: readonly string[] = []): readonly (readonly string[])[] =>
  typeof value !== 'object' || value === null
    ? [at]
    : [at, ...Object.entries(value).flatMap(([key, inner]) => placesOf(inner, [...at, key]))];

function changed(document: unknown, at: readonly string[], value: unknown): unknown {
  const [key, ...rest] = at;
  if (key === undefined) return value;
  const copy = structuredClone(document) as Record<string, unknown>;
  copy[key] = changed(copy[key], rest, value);
  return copy;
}

it('a model with an odd value anywhere is refused in sentences, or works', () => {
  const places = placesOf(DEFAULT_MODEL).slice(1);
  const counts = { valid: 0, invalid: 0 };
  fc.assert(
    fc.property(fc.constantFrom(...places), oddValue, (at, value) => {
      const read = parseModel(changed(DEFAULT_MODEL, at, value));
      counts[read.outcome]++;
      if (read.outcome === 'invalid') expect(read.problems.join('')).not.toBe('');
      else evaluate(compileModel(read.model), known({ contact: {}, company: {}, deals: NO_DEALS }), [], START);
    }),
    law(400),
  );
  console.log(`Odd models: ${JSON.stringify(counts)} of ${places.length} places`);
  expect(counts.valid).toBeGreaterThan(0);
  expect(counts.invalid).toBeGreaterThan(0);
});

it('a contact with odd values has scores from 0 to 100', () => {
  const compiled = compileModel(DEFAULT_MODEL);
  const names = [...READ_BY_DEFAULT].filter((name) => !name.includes('.'));
  expect(names.length).toBeGreaterThan(5);
  let contacts = 0;
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names, 'email', 'phone', 'firstname'), oddText), (contact) => {
      const facts = known({ contact, company: { ...contact }, deals: NO_DEALS });
      const { scores } = evaluate(compiled, facts, [], START);
      contacts++;
      for (const { points } of Object.values(scores)) expect(points).toSatisfy((n: number) => n >= 0 && n <= 100);
    }),
    law(400),
  );
  console.log(`Odd contacts: ${contacts}, of ${names.length} properties`);
});

it('a file of odd bytes is read as a table, or refused in a sentence', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ripen-odd-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const counts = { read: 0, refused: 0 };
  const file = path.join(folder, 'odd.csv');
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }).map(Buffer.from),
    fc
      .array(fc.array(oddText, { maxLength: 5 }), { maxLength: 8 })
      .map((rows) => Buffer.from(rows.map((row) => row.join(';')).join('\n'))),
    fc.string({ maxLength: 100 }).map((text) => Buffer.from(`\ufeff"${text}`, 'utf16le')),
  );
  await fc.assert(
    fc.asyncProperty(bytes, async (content) => {
      writeFileSync(file, content);
      try {
        const dialect = await findDialect(file);
        const records = [];
        for await (const record of recordsOf(file, dialect)) records.push(record);
        columnsOf(records[0]);
        counts.read++;
      } catch (error) {
        expect(error).toBeInstanceOf(UnreadableFile);
        expect((error as Error).message).toMatch(/\w/);
        counts.refused++;
      }
    }),
    law(200),
  );
  console.log(`Odd files: ${JSON.stringify(counts)}`);
  expect(counts.read).toBeGreaterThan(0);
  expect(counts.refused).toBeGreaterThan(0);
});

it('no text becomes an address that the server asks, nor code, a command or a pattern', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
  );
  expect(files.length).toBeGreaterThan(300);
  const usersOf = (what: RegExp) => files.filter((file) => what.test(readFileSync(path.join('src', file), 'utf8')));
  // HubSpot alone is asked, by one file, which gets its origin from the environment.
  expect(
    usersOf(/\bfetch\(|\bhttps?\.(?:get|request)\(|\bnet\.(?:connect|createConnection)\(|new WebSocket\(/),
  ).toEqual(['hubspot/transport/plain-request.ts']);
  expect(usersOf(/\beval\(|new Function\(|from 'node:vm'/)).toEqual([]);
  expect(usersOf(/node:child_process/).filter((file) => !file.startsWith('postgres/embedded/'))).toEqual([]);
  // Its pattern is made of constants.
  expect(usersOf(/new RegExp\(/)).toEqual(['domain/lead/mail-address.ts']);
});
