import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { startWorld } from '../demo/world.ts';
import { createClock } from '../sandbox/clock.ts';
import { loadSample } from '../sandbox/sample/sample.ts';

/* The sample account from its installation to the last write, for `npm run profile`. */

const dataDir = await mkdtemp(path.join(os.tmpdir(), 'ripen-onboarding-'));
const world = await startWorld({
  database: { dataDir },
  log: pino({ level: 'silent' }),
  sandbox: { clock: createClock(Date.UTC(2026, 10, 16, 9), 'frozen') },
});
loadSample(world.sandbox.portal());
const began = performance.now();
await world.install();
await world.settled();
console.log(`${world.sandbox.state().contacts.length} contacts in ${Math.round(performance.now() - began)} ms`);
await world.close();
await rm(dataDir, { recursive: true });
