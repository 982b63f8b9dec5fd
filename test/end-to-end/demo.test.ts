import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { until } from '../support/until.ts';

const CSV = `Mail,First name,Job Title
ann@acme.example,Ann,Head of Sales
bob@acme.example,Bob,Purchasing manager
`;

/** The demo without a terminal, on two contacts, in a folder of its own for all that it writes. */
async function startDemo() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'demo-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  // PostgreSQL, which runs as another user where we are root, must be able to enter it.
  await chmod(folder, 0o755);
  const [contacts, temporary] = ['people.csv', 'tmp'].map((name) => path.join(folder, name));
  await writeFile(contacts!, CSV);
  // Left behind by a killed demo: no process has this number.
  await mkdir(path.join(temporary!, 'ripen-demo-4194305-x'), { recursive: true });
  const child = spawn(process.execPath, ['demo/main.ts', '--contacts', contacts!], {
    env: { ...process.env, TMPDIR: temporary! },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => {
      said += text;
    });
  return {
    child,
    ended: once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>,
    left: () => readdir(temporary!),
    /** Sends a line, and returns the output up to these words. */
    async hear(words: RegExp, line?: string): Promise<string> {
      said = '';
      if (line !== undefined) child.stdin.write(`${line}\n`);
      await until(`the demo says ${words}`, () => words.test(said) || child.exitCode !== null);
      return said;
    },
  };
}

/** Runs a line of a guide: its output and its exit code. */
function shell(line: string): Promise<{ code: unknown; said: string; complained: string }> {
  return new Promise((resolve) => {
    execFile('sh', ['-c', line], (error, said, complained) => resolve({ code: error?.code ?? 0, said, complained }));
  });
}

it('a person without a terminal follows the whole story, and nothing is left when nobody reads any more', async () => {
  const { child, ended, left, hear } = await startDemo();

  const opened = await hear(/npm run -s portal -- list/);
  expect(opened).toMatch(/"Mail" is email .*2 contacts from .*people\.csv\. Left out: 0 bad rows/s);
  const page = await fetch(opened.match(/Open (http:\S+)/)![1]!);
  expect(await page.text()).toContain('2 of 2 contacts');

  // The line that the demo prints for its operator.
  const settings = opened.match(/ (\. \S+) && npm run -s portal/)![1]!;
  const operator = (command: string) => shell(`${settings} && ${command}`);
  const list = await operator('npm run -s portal -- list');
  expect(list).toMatchObject({ code: 0, complained: '' });
  const portal = list.said.match(/\b\d{5,}\b/)![0];
  // Each program once, and these without npm, which would take as long as the command; all that
  // they can be asked is asked in operator.test.ts, grant.test.ts, text.test.ts and others.
  for (const command of [`portal.ts dead-letters ${portal}`, `audit.ts touches --portal ${portal}`])
    expect(await operator(`"${process.execPath}" cli/${command}`), command).toMatchObject({ code: 0, complained: '' });
  const model = await operator(`npm run -s model -- get ${portal}`);
  expect(JSON.parse(model.said)).toMatchObject({ version: 1, brandAwareness: { halfLifeDays: 90 } });

  expect(await hear(/quit/, 'dance')).toContain('There is no command "dance"');
  expect(await hear(/came\)/, 'advance soon')).toContain('a whole number of days from 1 to 400');
  expect(await hear(/came\)/, 'advance 401')).toContain('a whole number of days from 1 to 400');
  expect(await hear(/lists some/, 'demo 9')).toContain('There is no contact 9');
  expect(await hear(/says why/, 'demo 101')).toMatch(/qualification: unqualified → sql\n/);
  expect(await hear(/Nurture track/, 'advance 1')).toMatch(
    /Mails sent: \d+; opened: .*Tasks done: \d+; still open: \d+/,
  );
  expect(await hear(/says why/, 'mail 101')).toContain('is sent an e-mail');
  expect(await hear(/says why/, 'answer 101')).toContain('is answered by the rep');
  expect(await hear(/says why/, 'win 101')).toMatch(/lifecycle stage: .* → customer\n/);

  // One folder of this demo, one of its cards; that of the killed demo is gone.
  expect((await left()).filter((name) => name.startsWith('ripen-demo-'))).toHaveLength(1);
  child.stdout.destroy();
  child.stdin.write('table\n');
  expect(await ended).toEqual([0, null]);
  expect(await left()).toEqual([]);
});

it('who stops it while the cards are built finds nothing left', async () => {
  const { child, ended, left, hear } = await startDemo();
  await hear(/Building the cards/);

  child.kill('SIGINT');

  expect(await ended).toEqual([130, null]);
  expect(await left()).toEqual([]);
});
