import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { removeLeftovers } from './memory-leftovers.ts';

it('what a killed run left in memory goes; what living processes have stays', async () => {
  const place = await mkdtemp(path.join(os.tmpdir(), 'ripen-leftovers-'));
  onTestFinished(() => rm(place, { recursive: true }));
  const dead = execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }).trim();
  for (const name of [
    `ripen-test-${dead}-a`,
    `ripen-own-${dead}-b`,
    `ripen-test-${process.pid}-c`,
    `other-${dead}-d`,
  ]) {
    await mkdir(path.join(place, name, 'postgres'), { recursive: true });
    // A number that another program has by now.
    await writeFile(path.join(place, name, 'postgres', 'postmaster.pid'), `${process.pid}\n`);
  }
  await removeLeftovers(place);

  expect((await readdir(place)).sort()).toEqual([`other-${dead}-d`, `ripen-test-${process.pid}-c`].sort());
});
