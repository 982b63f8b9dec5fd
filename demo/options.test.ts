import { expect, test } from 'vitest';
import { readOptions } from './options.ts';

test('nothing is enough', () => {
  expect(readOptions([])).toEqual({ outcome: 'run', port: 0, exit: false, file: null });
});

test('a port, an end, and a file of one’s own', () => {
  expect(readOptions(['--port', '4020', '--exit', '--contacts', 'a.csv', '--mapping', 'm.json'])).toEqual({
    outcome: 'run',
    port: 4020,
    exit: true,
    file: { contacts: 'a.csv', mapping: 'm.json' },
  });
});

test('a file whose columns its headings explain', () => {
  expect(readOptions(['--contacts', 'a.csv'])).toMatchObject({ file: { contacts: 'a.csv', mapping: null } });
});

test.each([['--help'], ['-h'], ['--port', 'x', '--help']])('%s asks for help', (...args) => {
  expect(readOptions(args)).toEqual({ outcome: 'help' });
});

test.each([
  [['--mapping', 'm.json'], /--mapping belongs to --contacts/],
  [['--port', '70000'], /--port expects a number from 0 to 65535, and "70000" came/],
  [['--port', '-1'], /--port/],
  [['--port'], /--port/],
  [['--ports', '1'], /Unknown option '--ports'/],
  [['contacts.csv'], /contacts\.csv/],
] as const)('%j is refused in a sentence', (args, sentence) => {
  expect(readOptions(args)).toEqual({ outcome: 'wrong', sentence: expect.stringMatching(sentence) });
});
