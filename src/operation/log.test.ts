import { expect, test } from 'vitest';
import { createLog } from './log.ts';

const thrown = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return error;
  }
};

/** As the driver throws PostgreSQL's errors. */
const postgres = (code: string, message: string) => Object.assign(new Error(message), { code, severity: 'ERROR' });

test.each([
  ['a text that is no JSON', thrown(() => JSON.parse('ada@firm.example'))],
  ['a header', thrown(() => new Headers({ authorization: 'ada@firm.example\n7' }))],
  ['a value of another type', postgres('22P02', 'invalid input syntax for type bigint: "an "ada@firm.example" it"')],
  ['a cause', new Error('It failed.', { cause: postgres('22007', 'invalid date: "ada@firm.example"') })],
])('an error tells what happened, and nothing of %s', (_what, error) => {
  const lines: string[] = [];
  createLog('error', { write: (line) => void lines.push(line) }).error({ error }, 'It failed');
  const [line] = lines;

  expect(line).not.toContain('ada');
  expect(JSON.parse(line!).error).toMatchObject({
    message: expect.stringMatching(/\w/),
    stack: expect.stringMatching(/\n {4}at /),
  });
});

test('an error that quotes no value is logged as it is', () => {
  const lines: string[] = [];
  const error = postgres('23505', 'duplicate key value violates unique constraint "contact_pkey"');
  createLog('error', { write: (line) => void lines.push(line) }).error({ error }, 'It failed');

  expect(lines[0]).toContain('contact_pkey');
});
