import { globSync, readFileSync } from 'node:fs';
import path from 'node:path/posix';
import { expect, test } from 'vitest';
import { readConfig } from '../../src/app/config.ts';

const DOCUMENTS = globSync(['*.md', 'docs/*.md', '{app-manifest,cards,sandbox,workflows-actions}/**/README.md']).filter(
  (file) => !file.includes('node_modules'),
);
const textOf = (file: string): string => readFileSync(file, 'utf8');

const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Readonly<Record<string, string>> };
const TESTS = globSync('{src,test,sandbox,cards,workflows-actions,cli,bench,app-manifest}/**/*.test.{ts,tsx}');

/** What GitHub makes of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');

const anchorsOf = (file: string): readonly string[] =>
  [...textOf(file).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading!));

test.each(DOCUMENTS)('every file and folder that %s names exists, by its whole path', (document) => {
  const folder = path.dirname(document);
  const named = [...textOf(document).matchAll(/`([\w./*-]+(?:\.(?:ts|tsx|json|sql|cjs|md)|\w\/))`/g)].map(
    ([, name]) => name!,
  );

  expect(named.filter((name) => globSync([name, path.join(folder, name)]).length === 0)).toEqual([]);
});

test.each(DOCUMENTS)('every link of %s leads to a file, and to a heading of it', (document) => {
  const links = [...textOf(document).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, link]) => link!);

  const dead = links.filter((link) => {
    const [, name = '', anchor] = /^([^#]*)#?(.*)$/.exec(link)!;
    const file = name === '' ? document : path.join(path.dirname(document), name);
    return globSync(file).length === 0 || (anchor !== '' && !anchorsOf(file).includes(anchor!));
  });
  expect(dead).toEqual([]);
});

test.each(DOCUMENTS)(
  'every command of %s is a script of the project, and every test that it runs is there',
  (document) => {
    const text = textOf(document);
    const named = [...text.matchAll(/\bnpm run (?:-s )?([a-z][\w:-]*)/g)].map(([, name]) => name!);
    const files = [...text.matchAll(/\bnode ((?:cli|bench|demo|sandbox|app-manifest)\/[\w./-]+)/g)].map(
      ([, name]) => name!,
    );
    const tests = [...text.matchAll(/\bnpm test -- ((?:[\w-]+\/[\w./-]+ ?)+)/g)].flatMap(([, names]) =>
      names!.trim().split(' '),
    );

    expect(named.filter((name) => !(name in scripts))).toEqual([]);
    expect(files.filter((name) => globSync(name).length === 0)).toEqual([]);
    expect(tests.filter((name) => !TESTS.some((file) => file.includes(name)))).toEqual([]);
  },
);

test('the changelog names every migration beside which no older process runs', () => {
  const [, upgrading = ''] = /### Upgrading\n(.*?)\n### /s.exec(textOf('CHANGELOG.md'))!;
  const names = globSync('src/store/migrations/*-alone.ts').map((file) => path.basename(file, '.ts'));

  expect(names.length).toBeGreaterThan(5);
  expect(names.filter((name) => !upgrading.includes(`\`${name}\``))).toEqual([]);
});

test('every picture is shown by a document', () => {
  const texts = DOCUMENTS.map(textOf);

  expect(globSync('docs/images/*').filter((file) => !texts.some((text) => text.includes(path.basename(file))))).toEqual(
    [],
  );
});

test('the README explains every setting of the server, and no other', () => {
  const [, table = ''] = /## Configure\n(.*?)\n## /s.exec(textOf('README.md'))!;
  const explained = [...table.matchAll(/^\| (`.+?) \|/gm)].flatMap(([, names]) => names!.match(/[A-Z_]+/g)!);
  const asked: string[] = [];
  readConfig(new Proxy({}, { get: (_, name) => void asked.push(String(name)), ownKeys: () => [] }));

  expect(explained.sort()).toEqual(asked.filter((name) => name !== 'NODE_ENV').sort());
});

const USAGE = { model: 'cli/model/usage.ts', portal: 'cli/portal.ts' } as const;
const commandsOf = (program: keyof typeof USAGE): ReadonlySet<string> =>
  new Set(
    [...textOf(USAGE[program]).matchAll(new RegExp(`npm run (?:-s )?${program} -- ([a-z-]+)`, 'g'))].map(
      ([, name]) => name!,
    ),
  );

test.each(DOCUMENTS)('every command on models and portals in %s is there', (document) => {
  const named = [...textOf(document).matchAll(/\bnpm run (?:-s )?(model|portal) -- ([a-z-]+)/g)];

  expect(named.filter(([, program, name]) => !commandsOf(program as keyof typeof USAGE).has(name!))).toEqual([]);
});

test('the README names every command on single portals', () => {
  const [, named = ''] = /`npm run portal -- ([^`]+)`/.exec(textOf('README.md'))!;

  const names = named.split(' | ').map((one) => one.split(' ')[0]!);
  expect(names.sort()).toEqual([...commandsOf('portal')].sort());
});

test('every variable of the project that a document names is read somewhere', () => {
  const named = new Set(DOCUMENTS.flatMap((file) => textOf(file).match(/\bRIPEN_[A-Z_]+\b/g) ?? []));
  const sources = globSync('{test,bench,cli,sandbox,src,demo}/**/*.ts').map(textOf);

  expect([...named].filter((name) => !sources.some((source) => source.includes(name)))).toEqual([]);
});
