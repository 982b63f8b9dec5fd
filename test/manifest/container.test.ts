import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

type Entry = {
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly link?: boolean;
  readonly integrity?: string;
};
type Lock = { readonly packages: Readonly<Record<string, Entry>> };

const ROOT = path.join(import.meta.dirname, '../..');

/** Instructions of the container file, continued lines joined. */
async function instructions(): Promise<readonly (readonly [word: string, rest: string])[]> {
  const text = await readFile(path.join(ROOT, 'Containerfile'), 'utf8');
  return text
    .replaceAll('\\\n', ' ')
    .split('\n')
    .flatMap((line) => {
      const match = line.match(/^([A-Z]+)\s+(.*)$/);
      return match === null ? [] : [[match[1]!, match[2]!] as const];
    });
}

/** What `npm ci --omit=dev` would install, without asking a registry: links to what is here. */
async function installProduction(folder: string): Promise<void> {
  const { packages } = JSON.parse(await readFile(path.join(ROOT, 'package-lock.json'), 'utf8')) as Lock;
  for (const [place, { dev, devOptional }] of Object.entries(packages)) {
    const isTopLevel = /^node_modules\/(@[^/]+\/)?[^/]+$/.test(place);
    if (!isTopLevel || dev === true || devOptional === true) continue;
    await mkdir(path.dirname(path.join(folder, place)), { recursive: true });
    await symlink(path.join(ROOT, place), path.join(folder, place));
  }
}

test('the container holds what its server needs: it starts, and says what is missing from its environment', async () => {
  const found = await instructions();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'ripen-container-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const copies = found.filter(([word]) => word === 'COPY').map(([, rest]) => rest.trim().split(/\s+/));
  for (const names of copies)
    for (const name of names.slice(0, -1))
      await cp(path.join(ROOT, name), path.join(folder, names.at(-1) === './' ? name : names.at(-1)!), {
        recursive: true,
        filter: (from) => !/\/(node_modules|dist)(\/|$)/.test(from.slice(ROOT.length)),
      });
  await installProduction(folder);

  const command = JSON.parse(found.find(([word]) => word === 'CMD')![1]) as string[];
  expect(command[0]).toBe('node');
  const ran = await new Promise<{ code: unknown; complained: string }>((resolve) => {
    const env = { PATH: process.env['PATH'], NODE_ENV: 'production', NODE_OPTIONS: '--preserve-symlinks' };
    execFile(process.execPath, command.slice(1), { cwd: folder, env }, (error, _said, complained) =>
      resolve({ code: error?.code, complained }),
    );
  });

  expect(ran.complained).toMatch(/^Ripen cannot start:\n(.*\n)*.*HUBSPOT_CLIENT_ID is not set/);
  expect(ran.complained).toContain('PUBLIC_URL is not set to an https:// address');
  expect(ran.code).toBe(1);
});

test('the container runs on the Node that the project asks for, as a user of its own, and listens where it says', async () => {
  const found = await instructions();
  const of = (word: string) => found.filter(([name]) => name === word).map(([, rest]) => rest);
  const { engines } = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8')) as {
    engines: { node: string };
  };

  const [, image] = of('FROM')[0]!.match(/node:(\d+)/)!;
  expect(engines.node).toBe(`>=${image}`);
  expect(of('USER')).toEqual(['node']);
  expect(of('ENV').join(' ')).toContain(`PORT=${of('EXPOSE')[0]}`);
  expect(of('ENV').join(' ')).toContain(`DATA_DIR=${of('VOLUME')[0]}`);
});

test('the proxies of compose.yaml and of the guide log no address, and find processes that were made anew', async () => {
  const compose = await readFile(path.join(ROOT, 'compose.yaml'), 'utf8');
  const guide = await readFile(path.join(ROOT, 'docs/operate.md'), 'utf8');

  for (const text of [compose, guide])
    for (const [, server] of text.matchAll(/^\s*server \{\n([\s\S]*?proxy_pass)/gm)) {
      expect(server).toContain('access_log off;');
      // At other levels a line of a failure has the address of the request.
      expect(server).toContain('error_log /dev/stderr crit;');
    }
  expect(compose).toMatch(/resolver .*;\n.*upstream ripen \{\n.*zone ripen .*;\n.*server ripen:3000 resolve /);
});

test('every package of the lock file has a hash, on every platform', async () => {
  const { packages } = JSON.parse(await readFile(path.join(ROOT, 'package-lock.json'), 'utf8')) as Lock;
  const installed = Object.entries(packages).filter(([place, { link }]) => place.includes('node_modules/') && !link);

  expect(installed.length).toBeGreaterThan(100);
  expect(installed.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([place]) => place)).toEqual(
    [],
  );
});

test('the composition gives the server only what it reads, builds its container, and pools by transactions', async () => {
  const composition = await readFile(path.join(ROOT, 'compose.yaml'), 'utf8');
  const readme = await readFile(path.join(ROOT, 'README.md'), 'utf8');
  const ofRipen = /^ {2}ripen:\n(?: {4}.*\n)+/m.exec(composition)![0];
  const given = [...ofRipen.matchAll(/^ {6}([A-Z_]+):/gm)].map(([, name]) => name!);

  expect(given).toEqual(['PORT', 'DATABASE_URL']);
  for (const name of given) expect(readme).toContain(`\`${name}\``);
  expect(ofRipen).toContain('dockerfile: Containerfile');
  expect(composition).toContain('POOL_MODE: transaction');
});
