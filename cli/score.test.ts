import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'ripen-score-'));
  await writeFile(path.join(folder, 'people.csv'), 'Email,Job Title,Email\nann@firm.example,CTO,\n');
  await writeFile(path.join(folder, 'nothing.csv'), 'a;b\n1;2\n');
  await writeFile(path.join(folder, 'other.json'), JSON.stringify({ name: 'other', contact: { email: 'Mail' } }));
});
afterAll(() => rm(folder, { recursive: true }));

function run(...args: string[]): Promise<{ code: unknown; said: string; complained: string }> {
  const at = args.map((arg) => arg.replace(/^(?=\w+\.(?:csv|json)$)/, `${folder}/`));
  return new Promise((resolve) => {
    execFile(process.execPath, ['cli/score.ts', ...at], (error, said, complained) =>
      resolve({ code: error?.code ?? 0, said, complained }),
    );
  });
}

it.each([
  [['people.csv', '--mapping', 'other.json'], /does not have: "Mail"\. Its columns are "Email \(1\)", "Job Title"/],
  [['nothing.csv'], /Its columns are "a", "b"\.\nThe model reads:\n.*email \("Email"\)/s],
  [['missing.csv'], /^There is no file .*missing\.csv\.$/m],
  [['people.csv', '--out', 'nowhere/x.csv'], /there is no folder/],
])('%j is refused with code 1, in a sentence on the standard error, and nothing is written', async (args, sentence) => {
  const before = await readdir(folder);

  const { code, complained } = await run(...args);

  expect({ code, before }).toEqual({ code: 1, before: await readdir(folder) });
  expect(complained).toMatch(sentence);
});

it('the standard output is the scored file alone, under the headings that came', async () => {
  const { code, said, complained } = await run('people.csv', '--out', '-');

  expect(code).toBe(0);
  expect(said.split('\n')[0]).toMatch(/^Email,Job Title,Email,ripen_score,/);
  expect(said.split('\n')[1]).toMatch(/^ann@firm\.example,CTO,,\d+,/);
  expect(complained).toContain('does not say who opted out');
  expect(await readFile(path.join(folder, 'people.csv'), 'utf8')).toBe(
    'Email,Job Title,Email\nann@firm.example,CTO,\n',
  );
});
