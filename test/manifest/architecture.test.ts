import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('every file that docs/architecture.md names exists, by its whole path', () => {
  const text = readFileSync('docs/architecture.md', 'utf8');
  const named = [...text.matchAll(/`([^`\s]+\.(?:ts|tsx|json|sql|cjs|md))`/g)].map(([, path]) => path!);

  expect(named.filter((path) => globSync(path).length === 0)).toEqual([]);
});
