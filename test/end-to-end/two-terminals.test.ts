import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { freePort, installAsABrowser } from '../../demo/world.ts';
import type { PortalProgress } from '../../src/use-cases/portals/settings/portal-progress.ts';
import { until } from '../support/until.ts';

/*
 * The server and a sandbox portal, started and installed by the lines of docs/operate.md as they
 * stand there; only ports and folders are free ones. What the operator sees stands in a picture;
 * `RIPEN_PICTURES=1 npm test -- test/end-to-end/two-terminals` draws it anew.
 */

const PICTURE = 'docs/images/operate-a-server.txt';
const commandsIn = (picture: string): readonly string[] => picture.split('\n').filter((line) => line.startsWith('$ '));

const run = promisify(execFile);

/** The lines of each terminal, from the document. */
async function terminals(): Promise<readonly string[]> {
  const page = await readFile('docs/operate.md', 'utf8');
  const section = page.match(/^## Try it on this machine$.*?(?=^## )/ms)?.[0] ?? '';
  return [...section.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, lines]) => lines!);
}

/** Another place for all that the lines write, and other ports. */
async function elsewhere() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'ripen-terminals-'));
  // PostgreSQL, which runs as another user where we are root, must be able to enter it.
  await chmod(folder, 0o755);
  const [account, server] = [await freePort(), await freePort()];
  const moved = (text: string): string =>
    text
      .replaceAll('sandbox/ripen.env', `${folder}/ripen.env`)
      .replaceAll('model.json', `${folder}/model.json`)
      .replaceAll('dist/hubspot', `${folder}/hubspot`)
      .replaceAll('./dist/', `${folder}/`)
      .replaceAll('4010', `${account}`)
      .replaceAll('localhost:3000', `localhost:${server}`);
  await writeFile(path.join(folder, 'ripen.env'), moved(await readFile('sandbox/ripen.env', 'utf8')));
  return { folder, account, server, moved };
}

/** A program that stays, with all that it starts; the way to end it. */
function stays(line: string, env: Readonly<Record<string, string>> = {}) {
  const child: ChildProcess = spawn('sh', ['-c', line], {
    detached: true,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  let said = '';
  for (const stream of [child.stdout!, child.stderr!])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  return {
    says: async (words: RegExp) => {
      await until(`${line} says ${words}`, () => words.test(said) || child.exitCode !== null);
      expect(said).toMatch(words);
    },
    end: async () => {
      if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, 'SIGTERM');
      await ended;
    },
  };
}

it('two terminals install the server in a sandbox portal, and a third asks both', async () => {
  const { folder, account, server, moved } = await elsewhere();
  onTestFinished(() => rm(folder, { recursive: true }));
  const [first = '', second = '', third = ''] = (await terminals()).map(moved);
  const [build = '', sandbox = ''] = first.trim().split('\n');

  await run('sh', ['-c', `${build} -- --out ${folder}/hubspot`]);
  // The port that the document names may be taken.
  const local = path.join(folder, 'hubspot/src/app/local.json');
  await writeFile(local, moved(await readFile(local, 'utf8')));
  const portal = stays(`${sandbox} --port ${account}`);
  onTestFinished(portal.end);
  await portal.says(/Portal 62515 with 303 contacts/);
  const app = stays(second.trim(), { PORT: `${server}`, OPERATOR_TOKEN: folder });
  onTestFinished(app.end);
  await app.says(/Ripen is ready/);

  await installAsABrowser(`http://localhost:${server}`);
  await app.says(/All contacts are read/);
  const health = `http://localhost:${server}/health/ready?detail=1`;
  const authorization = `Bearer ${folder}`;
  await until('everybody is scored', async () => {
    const { portals = [] } = (await (await fetch(health, { headers: { authorization } })).json()) as {
      portals?: readonly PortalProgress[];
    };
    return portals[0]?.contacts.scored === 303 && portals[0].contacts.due === 0;
  });

  const typed = third.trim().split('\n');
  const { stdout } = await run('sh', ['-e', '-c', typed.map((line) => `echo '$ ${line}'\n${line}`).join('\n')]);
  expect(stdout).toMatch(/^62515 {2}active {2}303 scored, 0 due, 0 set aside, backfill finished$/m);
  expect(stdout).toContain('0 contacts of 303 move');
  expect(stdout).toMatch(/^1 {2}\d{4}-.*\(in force\)$/m);
  expect(stdout).toMatch(/Portal 62515: \d+ contacts, \d+ days?, 0 sends/);
  expect(stdout).toMatch(/Portal 62515: \d+ touch/);
  const picture = stdout.replaceAll(`${folder}/model.json`, 'model.json').replaceAll(folder, 'sandbox');
  if (process.env['RIPEN_PICTURES'] !== undefined) await writeFile(PICTURE, picture);
  // What is due follows the day; what an operator types does not.
  expect(commandsIn(await readFile(PICTURE, 'utf8'))).toEqual(commandsIn(picture));

  // What happens in the account reaches the server by the webhooks that the project asks for.
  const sandboxUrl = `http://localhost:${account}/_sandbox`;
  const taken = async () => {
    const { counts } = (await (await fetch(`${sandboxUrl}/webhooks`)).json()) as { counts: { sent: number } };
    return counts.sent;
  };
  const before = await taken();
  const contact = `${sandboxUrl}/portals/62515/contacts/101`;
  const promoted = { properties: { jobtitle: 'Managing Director' } };
  expect(await fetch(contact, { method: 'PATCH', body: JSON.stringify(promoted) })).toHaveProperty('ok', true);
  await until('the server has taken the webhooks', async () => (await taken()) > before);
  await app.end();
  const after = await run('sh', ['-c', typed.slice(0, 2).join(' && ')]);
  expect(after.stdout).toContain('303 scored');
});
