import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { MappingError, readMapping } from '../sandbox/csv/mapping.ts';
import { importCsv } from '../sandbox/import-csv.ts';
import { loadSample } from '../sandbox/sample/sample.ts';
import { progressOf } from '../src/app/progress.ts';
import type { PortalProgress } from '../src/http/health-routes.ts';
import { createLog } from '../src/operation/log.ts';
import { converse } from './converse.ts';
import { explain } from './explain.ts';
import { callReport, overview } from './report.ts';
import { openShopWindow } from './shop-window.ts';
import { startWorld, type World } from './world.ts';

/*
 * The shop window: a sandbox portal and the app, from installation to the last write, and then
 * yours to play with.
 */

const { values } = parseArgs({
  options: { exit: { type: 'boolean', default: false }, contacts: { type: 'string' }, mapping: { type: 'string' } },
});

async function demo(): Promise<void> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'ripen-demo-'));
  console.log('Starting PostgreSQL, the sandbox portal and the app …');
  const world = await startWorld({ database: { dataDir }, log: createLog('warn') });
  const end = async () => {
    await world.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await fill(world);
    await onboard(world);
    await report(world);
    if (!values.exit) await stayUp(world);
  } finally {
    await end();
  }
}

/** The portal as a web page, and a prompt to play with it. */
async function stayUp(world: World): Promise<void> {
  console.log('\nBuilding the cards for the web page …');
  const web = await openShopWindow(world);
  console.log(`Open ${web.url} in a browser: the portal, its contacts, the cards, a workflow runner, the clock.`);
  await converse(world);
  await web.close();
}

async function fill({ sandbox }: World): Promise<void> {
  const portal = sandbox.portal();
  if (values.contacts === undefined || values.mapping === undefined) {
    loadSample(portal);
    console.log(`The sandbox portal has ${portal.records.contacts.size()} contacts of a software company, made up.`);
    return;
  }
  const mapping = readMapping(JSON.parse(await readFile(values.mapping, 'utf8')));
  const { imported, bad } = await importCsv(portal, values.contacts, mapping);
  for (const { line, reason } of bad.slice(0, 20)) console.error(`Line ${line}: ${reason}`);
  console.log(
    `The sandbox portal has ${imported} contacts from ${values.contacts}; ${bad.length} bad rows were left out.`,
  );
}

/**
 * Installs, and shows how the first reading, scoring and writing go on, at HubSpot's own pace of
 * 110 calls in 10 seconds.
 */
async function onboard(world: World): Promise<void> {
  await world.install();
  console.log('Installed. Reading, scoring and writing every contact:');
  const bar = new SingleBar({
    format: '  {bar} {value}/{total} scored · {read} read · {calls} calls · {left}',
    barsize: 30,
    hideCursor: true,
    noTTYOutput: true,
    notTTYSchedule: 5_000,
  });
  bar.start(world.sandbox.portal().records.contacts.size(), 0, { read: 0, calls: 0, left: '' });
  const timer = setInterval(() => {
    progress(world).then(
      (p) =>
        p &&
        bar.update(p.contacts.scored, {
          read: p.contacts.read,
          calls: p.calls,
          left: p.secondsLeft === null ? '' : `${p.secondsLeft} s left`,
        }),
      () => undefined,
    );
  }, 500);
  await world.settled();
  clearInterval(timer);
  const done = await progress(world);
  bar.update(done?.contacts.scored ?? 0, { read: done?.contacts.read ?? 0, calls: done?.calls ?? 0, left: 'done' });
  bar.stop();
}

async function progress({ app, sandbox }: World): Promise<PortalProgress | undefined> {
  const calls = () => sandbox.calls.summary().total;
  return (await progressOf(app.database.db, sandbox.clock.now(), calls))[0];
}

async function report(world: World): Promise<void> {
  const state = world.sandbox.state();
  console.log(`\n${overview(state)}\n`);
  const wanted = [
    { ripen_nurture_track: 'sales_ready' },
    { ripen_nurture_track: 'dormant_mql' },
    { ripen_nurture_track: 'no_correspondence' },
  ];
  const explained = new Set<string>();
  for (const filter of wanted) {
    const others = state.contacts.filter(({ id }) => !explained.has(id));
    const fits = ({ properties }: (typeof others)[number]) =>
      Object.entries(filter).every(([name, value]) => properties[name] === value);
    const contact = others.find(fits) ?? others[Math.floor(others.length / 2)];
    if (contact === undefined) break;
    explained.add(contact.id);
    console.log(`${await explain(world, contact.id)}\n`);
  }
  console.log(callReport(state, world.sandbox.calls.summary()));
}

try {
  await demo();
} catch (error) {
  if (!(error instanceof MappingError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
