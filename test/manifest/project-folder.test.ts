import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { PROFILE_NAMES, readProfile } from '../../app-manifest/profile.ts';
import { temporaryFolder, writeDevProject } from './project.ts';

const run = promisify(execFile);
const assemble = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  run(process.execPath, ['app-manifest/assemble.ts', ...args], { env: { PATH: process.env['PATH'], ...env } });
const REAL = {
  HUBSPOT_ACCOUNT_ID: '123456',
  PUBLIC_URL: 'https://ripen.acme.test',
  SUPPORT_EMAIL: 'help@acme.test',
  DOCUMENTATION_URL: 'https://acme.test/ripen',
};

test('the folder holds the declarations, the sources of the cards and pages and the pictures, and nothing else', async () => {
  await using temporary = await temporaryFolder();

  await writeDevProject(temporary.folder);

  const files = (await readdir(temporary.folder, { recursive: true })).filter((path) => /\.\w+$/.test(path));
  expect(files).toEqual(
    expect.arrayContaining([
      'hsproject.json',
      'src/app/logo.png',
      'src/app/cards/package-lock.json',
      'src/app/settings/package-lock.json',
      'src/app/pages/package-lock.json',
    ]),
  );
  expect(
    files.filter(
      (path) => !/^src\/app\/(cards|settings|pages)\/.+\.tsx?$|\.(json|png)$|eslint\.config\.js$/.test(path),
    ),
  ).toEqual([]);
  expect(files.filter((path) => /node_modules|\.test\.|(^|\/)(test|dist)\//.test(path))).toEqual([]);
});

test('a declaration names a picture that lies beside it, small enough for HubSpot', async () => {
  await using temporary = await temporaryFolder();

  await writeDevProject(temporary.folder);

  const cards = join(temporary.folder, 'src/app/cards');
  const declared = (await readdir(cards)).filter((name) => name.endsWith('-hsmeta.json'));
  expect(declared).toHaveLength(2);
  for (const name of declared) {
    const { config } = JSON.parse(await readFile(join(cards, name), 'utf8'));
    const picture = await readFile(join(cards, config.previewImage.file));
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
    expect(picture.length).toBeLessThan(5_000_000);
  }
});

test('an older project in the folder is replaced whole; anything else in it is left alone and refused', async () => {
  await using temporary = await temporaryFolder();
  const { folder } = temporary;
  await writeDevProject(folder);
  await writeFile(join(folder, 'src/app/webhooks/old-hsmeta.json'), '{}');

  await writeDevProject(folder);

  expect(await readdir(join(folder, 'src/app/webhooks'))).toEqual(['ripen_webhooks-hsmeta.json']);
  await using other = await temporaryFolder();
  await writeFile(join(other.folder, 'thesis.txt'), 'mine');
  await expect(writeDevProject(other.folder)).rejects.toThrow('holds files, but no HubSpot project');
  await expect(assemble(['--out', other.folder], REAL)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('not written:\n  - '),
  });
  expect(await readdir(other.folder)).toEqual(['thesis.txt']);
});

test('app:build writes one profile with the values of the environment', async () => {
  await using temporary = await temporaryFolder();
  const { folder } = temporary;

  const { stdout } = await assemble(['--profile', 'production', '--out', folder], REAL);

  const { HUBSPOT_ACCOUNT_ID, ...variables } = REAL;
  expect(stdout).toContain('hs project upload --profile production');
  expect(JSON.parse(await readFile(join(folder, 'src/hsprofile.production.json'), 'utf8'))).toEqual({
    accountId: Number(HUBSPOT_ACCOUNT_ID),
    variables,
  });
});

test.each([
  [
    'an example address in production',
    ['--profile', 'production'],
    { ...REAL, PUBLIC_URL: '' },
    'PUBLIC_URL: still an example',
  ],
  [
    'an address without encryption',
    [],
    { ...REAL, PUBLIC_URL: 'http://ripen.acme.test' },
    'PUBLIC_URL: expected an https:// origin',
  ],
  [
    'an address with a path',
    [],
    { ...REAL, PUBLIC_URL: 'https://acme.test/ripen' },
    'PUBLIC_URL: expected an https:// origin',
  ],
  [
    'this machine, which HubSpot cannot reach',
    [],
    { ...REAL, PUBLIC_URL: 'https://localhost:3000' },
    'PUBLIC_URL: expected',
  ],
  ['a profile that is none', ['--profile', 'staging'], REAL, 'There is no profile "staging"'],
  ['an option that it has not', ['--profil', 'dev'], REAL, 'Usage: npm run app:build'],
])('app:build refuses %s and writes nothing', async (_what, args, env, said) => {
  await using temporary = await temporaryFolder();

  const refused = assemble([...args, '--out', temporary.folder], env);

  await expect(refused).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining(said) });
  expect(await readdir(temporary.folder)).toEqual([]);
});

test.each(PROFILE_NAMES)('the profile %s says what of it is still an example', (name) => {
  expect(readProfile(name, {})).toMatchObject({
    missing: ['HUBSPOT_ACCOUNT_ID', 'PUBLIC_URL', 'SUPPORT_EMAIL', 'DOCUMENTATION_URL'],
  });
  expect(readProfile(name, REAL)).toMatchObject({ missing: [] });
});
