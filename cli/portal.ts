import { type Config, readConfig } from '../src/app/config.ts';
import type { Directory } from '../src/app/directory.ts';
import { DEFAULT_MODEL } from '../src/domain/model/default-model.ts';
import { parseModel } from '../src/domain/model/model.ts';
import { UNREADABLE_SAYS, unreadableFinder } from '../src/domain/sync/unreadable.ts';
import { createLog } from '../src/operation/log.ts';
import { tokenCipher } from '../src/operation/token-cipher.ts';
import { exportContact } from '../src/store/contacts/export-contact.ts';
import { everyFacts } from '../src/store/contacts/facts.ts';
import { findModel } from '../src/store/portals/models.ts';
import { erasePortal, findPortal, listPortals, type Portal } from '../src/store/portals/portals.ts';
import { findWriteRules } from '../src/store/portals/write-rules.ts';
import type { Db } from '../src/store/transaction.ts';
import { listDeadLetters, retryDeadLetters } from '../src/store/work/dead-letters.ts';
import { addJobs } from '../src/store/work/jobs.ts';
import { listWebhookDeadLetters } from '../src/store/work/webhook-dead-letters.ts';
import { movePortal } from '../src/use-cases/portals/move/move-portal.ts';
import { resealPortals } from '../src/use-cases/portals/move/reseal-portals.ts';
import { newBackfill } from '../src/use-cases/portals/read/backfill-contacts.ts';
import { progressOf } from '../src/use-cases/portals/settings/portal-progress.ts';
import { ruleSentence } from '../src/use-cases/portals/settings/what-failed.ts';
import { openPlaces, runAsProgram, type Surroundings } from './command.ts';

/*
 * The operator's hand on single portals. Reads the same environment as the server, and may run
 * beside it.
 */

const USAGE = `npm run portal -- list              every portal and how far it is
npm run portal -- backfill ID       read every contact of the portal again
npm run portal -- dead-letters ID   what failed too often, why, when it is tried again, which rules of the account refuse
                                    what, and what its webhooks brought that could not be taken in
npm run portal -- dead-letters      what webhooks brought and could not be taken in, of all portals and of nobody's
npm run portal -- unreadable ID     values of contacts that should be numbers or dates and cannot be read
npm run portal -- retry ID          try all of it again
npm run portal -- export ID CONTACT all that is stored of one contact, as JSON, for a person who asks what is known of them
npm run portal -- move ID --to NAME move the portal to another of the databases while it is served (docs/operate.md)
npm run portal -- disconnect ID     remove the app from the account and erase its data, sealed ones too
npm run portal -- reseal            seal the tokens of every portal by ENCRYPTION_KEY, after a change of it (docs/operate.md)`;

/** Commands that are about one portal. */
const OF_ONE = ['backfill', 'dead-letters', 'unreadable', 'retry', 'export', 'disconnect', 'move'];

/** A problem that the operator can mend; the message is printed. */
class Refusal extends Error {}

const clock = { now: Date.now };
const log = createLog('warn');

/** How many words a command has, with its own name, if they are not two. */
const PARTS: Readonly<Record<string, number>> = { list: 1, reseal: 1, export: 3, move: 4 };

/** An id as HubSpot shows it; null: the text is none. */
function idIn(text: string): number | null {
  const id = /^\d+$/.test(text) ? Number(text) : 0;
  return Number.isSafeInteger(id) && id > 0 ? id : null;
}

type Held = Pick<Directory['places'][number], 'db'>;

async function run(directory: Directory, config: Config, argv: readonly string[]): Promise<string> {
  const [command = '', id = '', wish = '', target = ''] = argv;
  const portalId = idIn(id);
  const surplus = argv[PARTS[command] ?? 2];
  if (surplus !== undefined) throw new Refusal(`What is "${surplus}" for?\n\n${USAGE}`);
  const { places } = directory;
  if (command === 'list') return (await linesOf(places)).join('\n') || 'No portal is installed.';
  if (command === 'reseal') return reseal(places, config);
  if (command === 'dead-letters' && id === '') return webhookDeadLettersOf(places, 'all');
  if (portalId === null)
    throw new Refusal(
      `${id === '' ? 'No id came' : `"${id}" is no id of a portal`}; "npm run portal -- list" shows them.`,
    );
  if (command === 'move') return move(places, portalId, wish === '--to' ? target : '');
  const place = await directory.of(portalId);
  const { db } = place;
  const portal = await findPortal(db, portalId);
  if (portal?.eraseAt && command === 'disconnect') {
    await erasePortal(db, portalId, clock.now());
    return `The sealed data of portal ${portalId} are erased.`;
  }
  if (portal === null || portal.status === 'disconnected')
    throw new Refusal(`There is no portal ${id}; "npm run portal -- list" shows them.`);
  switch (command) {
    case 'backfill': {
      await readAgain(db, portalId);
      return 'The server reads every contact again, and writes only what changed.';
    }
    case 'dead-letters': {
      const letters = await listDeadLetters(db, { portalId, limit: 100 });
      const lines = [
        ...(await findWriteRules(db, portalId)).map(
          (rule) => `${new Date(rule.since).toISOString()}  ${ruleSentence(rule).sentence}  ${againAt(rule.tryAt)}`,
        ),
        ...letters.map((l) => `${new Date(l.at).toISOString()}  ${l.what} ${l.key}  ${l.error}  ${againAt(l.retryAt)}`),
      ];
      return [lines.join('\n') || 'No work is set aside.', await webhookDeadLettersOf([place], portalId)].join('\n');
    }
    case 'unreadable':
      return unreadableOf(db, portal);
    case 'export': {
      const contactId = idIn(wish);
      const stored = contactId === null ? null : await exportContact(db, { portalId, contactId });
      if (stored === null)
        throw new Refusal(
          `Nothing is stored of contact ${wish || '(no id came)'} of portal ${portalId}; the id is the number in the address of the record in HubSpot.`,
        );
      return JSON.stringify({ portalId, contactId, stored }, null, 2);
    }
    case 'retry':
      return `${await retryDeadLetters(db, { portalId, deadLetters: 'all', now: clock.now() })} tried again.`;
    default: {
      // HubSpot's client is half of what the program would load, and only this command uses it.
      const { disconnect } = await import('./portal/disconnect.ts');
      await disconnect({ db, dbOf: async (id) => (await directory.of(id)).db }, config, portal, { clock, log });
      return `Portal ${portalId} is disconnected, and its data are erased.`;
    }
  }
}

/** One line a portal; with several databases each names its own. */
async function linesOf(places: Directory['places']): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const { db, name } of places) {
    const where = places.length === 1 ? '' : `  in ${name}`;
    for (const p of await progressOf(db, clock.now(), () => 0))
      lines.push(
        `${p.portalId}  ${p.status}${where}  ${p.contacts.scored} scored, ${p.contacts.due} due, ${p.contacts.deadLetters} set aside, backfill ${p.backfill}`,
      );
    for (const { portalId, eraseAt } of await listPortals(db))
      if (eraseAt !== null)
        lines.push(
          `${portalId}  sealed${where}  its data are erased on ${new Date(eraseAt).toISOString().slice(0, 10)}`,
        );
  }
  return lines;
}

/** Progress goes to the terminal; killed, the same command goes on. */
async function move(places: Directory['places'], portalId: number, to: string): Promise<string> {
  const names = places.map(({ name }) => name);
  if (!names.includes(to))
    throw new Refusal(
      `Move it where? --to NAME, one of ${names.join(', ')} (DATABASES names them; home is DATABASE_URL).`,
    );
  const done = await movePortal(places, portalId, to);
  switch (done.outcome) {
    case 'moved':
      return `Portal ${portalId} has moved from ${done.from} to ${to}: ${done.rows} rows. Its writes stood still for ${(done.standstillMs / 1000).toFixed(1)} s.`;
    case 'there':
      return `Portal ${portalId} is in ${to}.`;
    case 'stays':
      return `The move is taken back: portal ${portalId} stays in ${to}.`;
    case 'moves_to':
      throw new Refusal(`Portal ${portalId} has begun to move to ${done.place}: end that move first.`);
    case 'twice':
      throw new Refusal(`The database ${done.place} has rows of portal ${portalId} too: somebody must look at it.`);
    case 'not_installed':
      throw new Refusal(`There is no portal ${portalId}; "npm run portal -- list" shows them.`);
  }
}

async function webhookDeadLettersOf(places: readonly Held[], portalId: number | 'all'): Promise<string> {
  const found = await Promise.all(places.map(({ db }) => listWebhookDeadLetters(db, { portalId, limit: 100 })));
  const letters = found.flat();
  const lines = letters.map(({ portalId, what, reason, type, objectIds, shape, times, firstAt, lastAt }) => {
    const [first, last] = [firstAt, lastAt].map((at) => new Date(at).toISOString());
    const ids = objectIds.length === 0 ? 'none' : objectIds.join(', ');
    return `${last}  portal ${portalId ?? 'unknown'}  ${what} ${type || 'of no type'}  ${reason}  ${times} times since ${first}
  records: ${ids}
  shape: ${shape}`;
  });
  return lines.join('\n') || 'Everything that webhooks brought could be read.';
}

const againAt = (retryAt: number | null): string =>
  retryAt === null ? 'being tried again' : `tried again at ${new Date(retryAt).toISOString()}`;

async function reseal(places: Directory['places'], config: Config): Promise<string> {
  const { portals, lost } = await resealPortals(places, tokenCipher(config));
  const done = `Portals whose tokens ENCRYPTION_KEY seals now: ${portals.size}.`;
  if (lost.length > 0) throw new Refusal([done, ...lost].join('\n'));
  return `${done} Nothing needs ENCRYPTION_KEY_BEFORE any more.`;
}

async function readAgain(db: Db, portalId: number): Promise<void> {
  const now = clock.now();
  await addJobs(db, {
    portalId,
    jobs: [{ kind: 'backfill', key: '', payload: newBackfill(now), runAt: now }],
    ifPresent: 'replace',
  });
}

/** Counts by property, and never values. */
async function unreadableOf(db: Db, { portalId, modelVersion }: Portal): Promise<string> {
  const parsed = parseModel(await findModel(db, portalId, modelVersion ?? 0));
  const unreadableIn = unreadableFinder(parsed.outcome === 'valid' ? parsed.model : DEFAULT_MODEL);
  const counts = new Map<string, number>();
  for await (const facts of everyFacts(db, portalId))
    for (const { property, why } of unreadableIn(facts)) {
      const line = `${property} ${UNREADABLE_SAYS[why]}`;
      counts.set(line, (counts.get(line) ?? 0) + 1);
    }
  const lines = [...counts].sort(([, a], [, b]) => b - a).map(([line, contacts]) => `${line}: ${contacts} contacts`);
  return lines.join('\n') || 'Every number and date can be read.';
}

/** Runs a command to its end; answers its exit code. */
export async function portalCommand(argv: readonly string[], { env, print, tell }: Surroundings): Promise<number> {
  const [command = ''] = argv;
  if (['help', '--help', '-h'].includes(command)) {
    print(USAGE);
    return 0;
  }
  try {
    if (command === 'model') throw new Refusal('Models have a command of their own: npm run -s model -- help');
    if (!['list', 'reseal'].includes(command) && !OF_ONE.includes(command))
      throw new Refusal(`${command === '' ? 'Expected a command.' : `There is no command "${command}".`}\n\n${USAGE}`);
    const read = readConfig(env);
    if (read.outcome === 'invalid') throw new Refusal(read.problems.map((p) => `  - ${p}`).join('\n'));
    const directory = await openPlaces(read.config, log);
    try {
      print(await run(directory, read.config, argv));
    } finally {
      await directory.close();
    }
    return 0;
  } catch (error) {
    if (!(error instanceof Error) || !(error instanceof Refusal || 'code' in error)) throw error;
    tell(error.message);
    return 1;
  }
}

if (import.meta.main) await runAsProgram(portalCommand);
