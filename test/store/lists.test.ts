import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { bigints, booleans, textList } from '../../src/store/transaction.ts';
import { freshDatabase } from '../support/database/database.ts';
import { law } from '../support/law.ts';

const { db } = await freshDatabase();

const oddText = fc
  .array(
    fc.oneof(
      fc.constantFrom('\\', '"', '{', '}', ',', 'null', 'NULL', '\n', '\t', '\u0001', '\u2028', '😀', "'"),
      fc.string(),
    ),
  )
  .map((parts) => parts.join('').replaceAll('\u0000', ''));
const listOf = <T>(one: fc.Arbitrary<T>) => fc.array(fc.option(one, { nil: undefined }), { maxLength: 20 });

test('PostgreSQL reads from a list what went into it', async () => {
  await fc.assert(
    fc.asyncProperty(
      listOf(oddText),
      listOf(fc.maxSafeInteger()),
      listOf(fc.boolean()),
      async (words, counts, facts) => {
        const { rows } = await sql`
        select to_json(${textList(words)}) as words, to_json(${bigints(counts)}) as counts, to_json(${booleans(facts)}) as facts`.execute(
          db,
        );
        expect(rows).toEqual([JSON.parse(JSON.stringify({ words, counts, facts }))]);
      },
    ),
    law(200),
  );
});
