import { expect, test } from 'vitest';
import { longComments, namesDeclaredTwice, pathsNotThere } from './words.ts';

test('a name that two files of src export is told, with its files', () => {
  const files = [
    {
      path: 'src/a.ts',
      text: 'export type Note = string;\nexport function one(a: 1): 1;\nexport function one(a: 2): 2;',
    },
    { path: 'src/b.ts', text: 'export const Note = 1;\nconst one = 1;\nexport { one as two };' },
  ];

  expect(namesDeclaredTwice(files)).toEqual([{ name: 'Note', paths: ['src/a.ts', 'src/b.ts'] }]);
});

test('migrations, tests and other folders may use a name again', () => {
  const text = 'export async function up() {}';
  const paths = [
    'src/store/migrations/0001.ts',
    'src/store/migrations/0002.ts',
    'src/a.test.ts',
    'src/a.ts',
    'demo/a.ts',
  ];

  expect(namesDeclaredTwice(paths.map((path) => ({ path, text })))).toEqual([]);
});

test('a line of a comment has at most 100 columns, unless it is one address', () => {
  const long = 'x'.repeat(120);
  const text = [`// ${'x'.repeat(97)}`, ` * ${long}`, `// https://a.example/${long}`, `const a = '${long}';`].join(
    '\n',
  );

  expect(longComments([{ path: 'a.ts', text }])).toEqual([{ path: 'a.ts', line: 2, columns: 123 }]);
});

test('a page that names a file or a folder which is not there is told', () => {
  const text = '`src/a.ts` and `src/b.ts`, `cli/` and `demo/`, `src/*.ts`, `npm test -- src/c.ts`, `test/part`';

  expect(pathsNotThere([{ path: 'docs/x.md', text }], (path) => ['src/a.ts', 'cli/'].includes(path))).toEqual([
    { path: 'docs/x.md', name: 'src/b.ts' },
    { path: 'docs/x.md', name: 'demo/' },
  ]);
});
