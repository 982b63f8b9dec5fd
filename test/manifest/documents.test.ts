import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test.each(['README.md', 'CONTRIBUTING.md', ...globSync('docs/*.md')])(
  'every file that %s names exists, by its whole path',
  (document) => {
    const text = readFileSync(document, 'utf8');
    const named = [...text.matchAll(/`([\w./*-]+\.(?:ts|tsx|json|sql|cjs|md))`/g)].map(([, path]) => path!);

    expect(named.filter((path) => globSync(path).length === 0)).toEqual([]);
  },
);
