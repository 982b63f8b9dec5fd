import { readFile } from 'node:fs/promises';
import { dirname, normalize } from 'node:path/posix';
import { expect, it } from 'vitest';

/*
 * Checks the walk of one contact in docs/architecture.md: every file exists, is imported by the
 * file that the page names as its caller, and imports no file before it in the walk.
 */

/** HubSpot's operations are handed on by the client that gathers them. */
const CLIENT = 'src/hubspot/portal-client.ts';

type Step = { readonly file: string; readonly callers: readonly string[] };

function stepsOf(page: string): Step[] {
  const [, block = ''] = /```walk\n(.*?)```/s.exec(page) ?? [];
  const above: string[] = [];
  return block
    .trimEnd()
    .split('\n')
    .map((line) => {
      const depth = (line.length - line.trimStart().length) / 2;
      above.length = depth;
      const step = { file: line.trim(), callers: [...above] };
      above.push(step.file);
      return step;
    });
}

async function importsOf(file: string): Promise<readonly string[]> {
  const paths = (await readFile(file, 'utf8')).matchAll(/from '(\.[^']+)'/g);
  return [...paths].map(([, path = '']) => normalize(`${dirname(file)}/${path}`));
}

const steps = stepsOf(await readFile('docs/architecture.md', 'utf8'));

it('touches at most 20 files, each once', () => {
  expect(steps.length).toBeGreaterThan(10);
  expect(steps.length).toBeLessThanOrEqual(20);
  expect(new Set(steps.map(({ file }) => file)).size).toBe(steps.length);
});

it.each(steps)('$file is called from above, and calls nobody above', async ({ file, callers }) => {
  const imports = await importsOf(file);
  expect(imports.filter((path) => callers.includes(path))).toEqual([]);
  const caller = callers.at(-1);
  if (caller === undefined) return;
  const called = await importsOf(caller);
  const isOperation = file.startsWith('src/hubspot/operations/') && called.includes(CLIENT);
  expect(isOperation ? await importsOf(CLIENT) : called).toContain(file);
});
