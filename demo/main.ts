import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { buildCards } from '../cards/build.ts';
import { print, tell } from '../cli/printing.ts';
import { plural } from '../cli/score/tally.ts';
import type { Mapping } from '../sandbox/csv/mapping.ts';
import { importCsv } from '../sandbox/import-csv.ts';
import { loadSample } from '../sandbox/sample/sample.ts';
import { createLog } from '../src/operation/log.ts';
import { type PortalProgress, progressOf } from '../src/use-cases/portals/settings/portal-progress.ts';
import { bar } from './bar.ts';
import { converse } from './converse.ts';
import { tellCosts } from './costs.ts';
import { DEMO_MODEL } from './demo-model.ts';
import { explain } from './explain.ts';
import { startLife } from './life.ts';
import { type DemoOptions, readOptions, USAGE } from './options.ts';
import { meaningOfFile } from './own-contacts.ts';
import { callReport, overview } from './report.ts';
import { openShopWindow } from './shop-window.ts';
import { watchWaysOut } from './ways-out.ts';
import { isFree, startWorld, type World } from './world.ts';

/*
 * The demo: starts a sandbox portal and the app, installs the app, waits for its last write, prints
 * what Ripen found, and then stays up for the person to play with.
 */

type Run = Extract<DemoOptions, { readonly outcome: 'run' }>;

/** A problem that the person can mend. The demo prints the sentence and ends with code 2. */
class Refusal extends Error {}

const { undo, leave, fail } = watchWaysOut();

async function demo({ port, exit, file }: Run): Promise<void> {
  if (port !== 0 && !(await isFree(port)))
    throw new Refusal(`Another program listens on port ${port}. Give --port another number, or end that program.`);
  const csv = file && { contacts: file.contacts, mapping: await mappingOf(file) };
  const dataDir = await ownFolder();
  // A build under way cannot be called off and may still write cards, so removing tries again.
  undo(() => rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
  print('Starting PostgreSQL, the sandbox portal and the app …');
  const world = await startWorld({
    database: { dataDir },
    log: createLog('warn'),
    app: { debounceMs: 0, firstModel: DEMO_MODEL },
  }).catch((cause: Error) => {
    throw new Refusal(cause.message, { cause });
  });
  undo(() => world.close());

  await fill(world, csv);
  await onboard(world);
  if (csv === null) await tellCosts(world);
  await report(world);
  if (exit) return;

  print('\nBuilding the cards for the web page …');
  const life = startLife(world);
  const cards = await buildCards({ outputDir: path.join(dataDir, 'cards') });
  const web = await openShopWindow(world, cards, { port, pass: async (days) => void (await life.pass(days)) });
  undo(() => web.close());
  print(`Open ${web.url} in a browser: the portal, its contacts, the cards, a workflow runner, the clock.`);
  print(
    `The operator's commands, in another terminal:  . ${await settingsFile(world, dataDir)} && npm run -s portal -- list`,
  );
  await converse(world, life, () => void leave(130));
}

const FOLDER = 'ripen-demo-';

/** Makes a folder that names this process. First removes folders of demos that were killed. */
async function ownFolder(): Promise<string> {
  for (const name of await readdir(os.tmpdir())) {
    const pid = Number(name.match(/^ripen-demo-(\d+)-/)?.[1]);
    if (pid > 0 && !isAlive(pid)) await rm(path.join(os.tmpdir(), name), { recursive: true, force: true });
  }
  return mkdtemp(path.join(os.tmpdir(), `${FOLDER}${process.pid}-`));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/**
 * Writes the app's environment for a shell. The secrets serve this demo alone; only its user can
 * read them.
 */
async function settingsFile({ config }: World, dataDir: string): Promise<string> {
  const env = {
    DATA_DIR: dataDir,
    PUBLIC_URL: config.publicUrl,
    HUBSPOT_CLIENT_ID: config.hubspot.clientId,
    HUBSPOT_CLIENT_SECRET: config.hubspot.clientSecret,
    HUBSPOT_APP_ID: config.hubspot.appId,
    HUBSPOT_API_URL: config.hubspot.apiUrl,
    HUBSPOT_APP_URL: config.hubspot.appUrl,
    ENCRYPTION_KEY: config.encryptionKey.toString('base64'),
  };
  const file = path.join(dataDir, 'environment');
  const lines = Object.entries(env).map(([name, value]) => `export ${name}='${value}'\n`);
  await writeFile(file, lines.join(''), { mode: 0o600 });
  return file;
}

async function mappingOf(file: NonNullable<Run['file']>): Promise<Mapping> {
  const meaning = await meaningOfFile(file);
  if (meaning.outcome === 'refused') throw new Refusal(meaning.sentence);
  for (const sentence of meaning.sentences) print(sentence);
  return meaning.mapping;
}

async function fill({ sandbox }: World, csv: { contacts: string; mapping: Mapping } | null): Promise<void> {
  const portal = sandbox.portal();
  if (csv === null) {
    loadSample(portal);
    print(`The sandbox portal has ${portal.records.contacts.size()} contacts of a software company, made up.`);
    return;
  }
  const { imported, bad, leftOut } = await importCsv(portal, csv.contacts, csv.mapping);
  for (const { line, reason } of bad.slice(0, 20)) tell(`Line ${line}: ${reason}`);
  for (const { cells, reason } of leftOut) tell(`Left out ${plural(cells, 'cell')}, the first because ${reason}`);
  if (imported === 0) throw new Refusal(`${csv.contacts} has no row with a contact; ${plural(bad.length, 'bad row')}.`);
  print(
    `The sandbox portal has ${plural(imported, 'contact')} from ${csv.contacts}. Left out: ${plural(bad.length, 'bad row')}.`,
  );
}

/** Installs the app and shows its progress, at HubSpot's own pace of 110 calls in 10 seconds. */
async function onboard(world: World): Promise<void> {
  await world.install();
  print('Installed. Reading, scoring and writing every contact:');
  const progressBar = bar('  {bar} {value}/{total} scored · {read} read · {calls} calls · {left}');
  const show = (p: PortalProgress | undefined, left: string) =>
    progressBar.update(p?.contacts.scored ?? 0, { read: p?.contacts.read ?? 0, calls: p?.calls ?? 0, left });
  progressBar.start(world.sandbox.portal().records.contacts.size(), 0, { read: 0, calls: 0, left: '' });
  const timer = setInterval(() => {
    progress(world).then(
      (p) => show(p, p?.secondsLeft == null ? '' : `${p.secondsLeft} s left`),
      () => undefined,
    );
  }, 500);
  await world.settled();
  clearInterval(timer);
  show(await progress(world), 'done');
  progressBar.stop();
}

async function progress({ app, sandbox }: World): Promise<PortalProgress | undefined> {
  const calls = () => sandbox.calls.summary().total;
  return (await progressOf(app.database.db, sandbox.clock.now(), calls))[0];
}

async function report(world: World): Promise<void> {
  const state = world.sandbox.state();
  print(`\n${overview(state)}\n`);
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
    print(`${await explain(world, contact.id)}\n`);
  }
  print(callReport(state, world.sandbox.calls.summary()));
}

const options = readOptions(process.argv.slice(2));
if (options.outcome === 'run') {
  await demo(options).then(
    () => leave(0),
    (error: unknown) => (error instanceof Refusal ? fail(error.message, 2) : fail(error)),
  );
} else if (options.outcome === 'help') print(USAGE);
else {
  tell(`${options.sentence}\nnpm run demo -- --help says what there is.`);
  process.exitCode = 2;
}
