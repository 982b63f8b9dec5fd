import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import pino from 'pino';
import { DEFAULT_MODEL } from '../src/domain/model/default-model.ts';
import { compileModel } from '../src/domain/rules/compile.ts';
import { openDatabase } from '../src/store/database.ts';
import type { ChosenTraits } from '../src/store/figures/present.ts';
import { countMails } from '../src/store/figures/tracks.ts';
import { addModel } from '../src/store/portals/models.ts';
import { findPortal, storeInstalledPortal, updatePortal } from '../src/store/portals/portals.ts';
import { type Db, inTransaction } from '../src/store/transaction.ts';
import { keepFigures } from '../src/use-cases/figures/keep-figures.ts';
import { readContent } from '../src/use-cases/figures/read-content.ts';
import { readFunnel } from '../src/use-cases/figures/read-funnel.ts';
import { readSources } from '../src/use-cases/figures/read-sources.ts';
import { readSpeed } from '../src/use-cases/figures/read-speed.ts';
import { readTracks } from '../src/use-cases/figures/read-tracks.ts';
import { makeFeed, openFeed } from '../src/use-cases/portals/feed.ts';
import type { Session } from '../src/use-cases/session.ts';
import { machine, serverMegabytes, serverMs } from './support/measure.ts';

/*
 * How long each page of figures takes in an account of so many contacts with five years behind
 * them: four stays, one answer, four touches, four pieces of content and four mails each, as they
 * came, so that the rows of a contact lie far apart. The median of some rounds, by the clock and by
 * processor time of PostgreSQL, and the memory that page took at most. Then, once each, what no
 * page waits for.
 *
 *     node bench/figures.ts [100000] [kept] [folder] [tracks,content]
 *
 * `kept`: from the kept months alone, since a large account is never counted otherwise. `folder`:
 * keeps what was made there, for the next time. The
 * last: these pages alone.
 */

const contacts = Number(process.argv[2] ?? 100_000);
const NOW = Date.UTC(2026, 10, 21, 12);
const DAY = 86_400_000;
const PORTAL = 1;
/** contacts that one statement makes: none may take longer than two minutes */
const AT_ONCE = 50_000;
const ROUNDS = Number(process.env['ROUNDS'] ?? 3);
/** Of nine sources, four personas, eight products and so on; a tenth has no territory. */
const CHOICES: Readonly<Record<string, ChosenTraits>> = {
  everybody: {},
  source: { source: 'source 3' },
  persona: { persona: 'persona 1' },
  segment: { country: 'C7' },
  track: { track: 'dormant_mql' },
  territory: { territory: 'territory 2' },
  product: { product: 'product 5' },
  two: { persona: 'persona 1', product: 'product 5' },
  'two others': { source: 'source 3', persona: 'persona 1' },
  'two wide': { segment: 'dormant_mql', persona: 'persona 1' },
};
const LEASE = randomUUID();

const KEPT_IN = process.argv[4];
const WANTED = process.argv[5]?.split(',');
const dataDir = KEPT_IN ?? (await mkdtemp(path.join(os.tmpdir(), 'ripen-bench-')));
await mkdir(dataDir, { recursive: true });
const { db, close } = await openDatabase({ dataDir }, pino({ level: 'warn' }));
try {
  if ((await findPortal(db, PORTAL)) === null) {
    const tokens = { access: Buffer.from('a'), refresh: Buffer.from('r'), expiresAt: NOW };
    await storeInstalledPortal(db, { portalId: PORTAL, tokens, scopes: [], now: NOW });
    await addModel(db, { portalId: PORTAL, document: DEFAULT_MODEL, now: NOW });
    await updatePortal(db, PORTAL, { status: 'active', timeZone: 'Europe/Berlin', modelVersion: 1 });
  }
  await fill();
  await sql`update portal set lease_holder = ${LEASE}, lease_until = now() + interval '1 day'`.execute(db);
  console.log(`${machine()}: ${contacts} contacts`);

  const session = {
    db,
    portalId: PORTAL,
    lease: LEASE,
    portal: (await findPortal(db, PORTAL))!,
    clock: { now: () => NOW },
    settings: { compiled: compileModel(DEFAULT_MODEL) } as Session['settings'],
    goOn: () => {},
  };
  // The months of an account that is as large as that are kept; the first time takes longest.
  await sql`delete from stale_day`.execute(db);
  await sql`delete from asked_choice`.execute(db);
  const keepAll = async () => {
    const began = performance.now();
    while ((await keepFigures(session)) === NOW + 5_000);
    return `${Math.round((performance.now() - began) / 100) / 10} s`;
  };
  console.log(`all months counted: ${await keepAll()}`);
  const { rows } = await sql<{
    size: string;
    choices: string;
    values: number;
  }>`select pg_size_pretty(pg_total_relation_size('kept_month')) as size,
    pg_size_pretty(pg_total_relation_size('kept_choice')) as choices,
    (select count(*) from (select distinct filter, value from kept_choice) c) as values`.execute(db);
  const [{ size, choices, values }] = rows as [(typeof rows)[number]];
  console.log(`kept: ${size}, and ${choices} of the contacts of each of ${values} values`);
  await measurePages(keepAll);
  await measureBeside();
} finally {
  await close();
  if (KEPT_IN === undefined) await rm(dataDir, { recursive: true, force: true });
}

type Measured = { readonly ms: number; readonly serverMs: number; readonly heap: number; readonly server: number };

/** Prints each line as soon as it is known: a large account takes long. */
async function measurePages(keepAll: () => Promise<string>): Promise<void> {
  const context = { db, clock: { now: () => NOW }, model: async () => DEFAULT_MODEL };
  const pages = {
    funnel: readFunnel,
    speed: readSpeed,
    tracks: readTracks,
    sources: readSources,
    content: readContent,
  };
  const wanted = Object.entries(pages).filter(([name]) => WANTED?.includes(name) ?? true);
  const views = wanted.flatMap(([name, read]) => [12, 60].map((months) => ({ name, read, months })));
  for (const [choice, only] of Object.entries(CHOICES)) {
    const look = ({ name, read, months }: (typeof views)[number]) =>
      measured(async () => {
        const { state } = await read(context, PORTAL, { months, only });
        if (state !== 'ok') throw new Error(`${name}: ${state}`);
      });
    // Several values are kept once somebody has asked for them.
    if (Object.keys(only).length > 1) {
      for (const view of views)
        console.log(
          `${view.name}, ${choice}, ${view.months} months, asked for the first time: ${inWords([await look(view)])}`,
        );
      console.log(`${choice} counted: ${await keepAll()}`);
    }
    for (const view of views) {
      const found = new Map<string, Measured[]>();
      const note = (from: string, one: Measured) => found.set(from, [...(found.get(from) ?? []), one]);
      for (let round = 0; round < ROUNDS; round++) {
        note('kept', await look(view));
        // Both in turns, since other programs may keep the machine busy.
        if (process.argv[3] !== 'kept') await withoutKept(async () => note('ledgers', await look(view)));
      }
      for (const [from, of] of found)
        console.log(`${view.name}, ${choice}, ${view.months} months, ${from}: ${inWords(of)}`);
    }
  }
}

async function withoutKept(look: () => Promise<unknown>): Promise<void> {
  await sql`alter table kept_month rename to kept_elsewhere`.execute(db);
  await sql`create table kept_month (like kept_elsewhere)`.execute(db);
  await look();
  await sql`drop table kept_month`.execute(db);
  await sql`alter table kept_elsewhere rename to kept_month`.execute(db);
}

function inWords(of: readonly Measured[]): string {
  const median = (what: keyof Measured) =>
    Math.round(of.map((one) => one[what]).sort((a, b) => a - b)[of.length >> 1]!);
  const most = (what: keyof Measured) => Math.round(Math.max(...of.map((one) => one[what])));
  return `${median('ms')} ms, ${median('serverMs')} ms of PostgreSQL's processors; at most ${most('heap')} MB of heap more, ${most('server')} MB of PostgreSQL`;
}

async function measured(read: () => Promise<void>): Promise<Measured> {
  const heapBefore = process.memoryUsage().heapUsed;
  let [heap, server] = [0, 0];
  const look = async () => {
    heap = Math.max(heap, process.memoryUsage().heapUsed - heapBefore);
    server = Math.max(server, await serverMegabytes(dataDir));
  };
  const before = await serverMs(dataDir);
  const began = performance.now();
  const looks = setInterval(() => void look(), 200);
  await read();
  const ms = performance.now() - began;
  clearInterval(looks);
  await look();
  return { ms, serverMs: (await serverMs(dataDir)) - before, heap: heap / 1e6, server };
}

/** What no page waits for: e-mails by name, once a day, and the history that a program fetches. */
async function measureBeside(): Promise<void> {
  const began = performance.now();
  const mails = await countMails(db, { portalId: PORTAL, since: NOW - 365 * DAY, until: NOW, most: 50 });
  console.log(`${mails.length} e-mails by name, a year: ${Math.round(performance.now() - began)} ms`);
  const made = await makeFeed({ db, clock: { now: () => NOW }, publicUrl: '' }, PORTAL, 'bench');
  if (made.outcome !== 'feed_made') throw new Error(made.outcome);
  const secret = made.links[0]!.split(/[./]/)[3]!;
  const from = performance.now();
  const before = process.memoryUsage().heapUsed;
  let [size, most] = [0, 0];
  for await (const part of (await openFeed({ db, clock: { now: () => NOW } }, PORTAL, secret, 'entries.csv')) ?? []) {
    size += part.length;
    most = Math.max(most, process.memoryUsage().heapUsed - before);
  }
  const seconds = Math.round((performance.now() - from) / 100) / 10;
  console.log(
    `entries.csv: ${Math.round(size / 1e6)} MB in ${seconds} s, ${Math.round(most / 1e6)} MB of heap more at most`,
  );
}

/**
 * Contacts whose instants and traits depend on their ids alone; those that are there already stay.
 * Without triggers, which would note each day and look for each contact.
 */
async function fill(): Promise<void> {
  const { rows } = await sql<{ last: number | null }>`select max(contact_id) as last from contact`.execute(db);
  const last = rows[0]!.last ?? 0;
  for (let from = last + 1; from <= contacts; from += AT_ONCE)
    await inTransaction(db, async (trx) => {
      await sql`set local session_replication_role = replica`.execute(trx);
      await fillPart(trx, from, Math.min(contacts, from + AT_ONCE - 1));
    });
  if (last === contacts) return;
  for (const table of ['encounter', 'mailing', 'contact', 'passage', 'answer', 'stay', 'touch'])
    await sql`vacuum analyze ${sql.table(table)}`.execute(db);
}

async function fillPart(db: Db, from: number, to: number): Promise<void> {
  const ids = sql`generate_series(${from}::bigint, ${to}::bigint) as n`;
  const since = sql`(${NOW}::bigint - (n * 7919::bigint % 1825) * ${DAY})`;
  await sql`insert into contact (portal_id, contact_id) select ${PORTAL}, n from ${ids}`.execute(db);
  await sql`
    insert into passage (portal_id, contact_id, captured, mql, sql, opportunity, customer, silent_lead, silent_mql,
      source, campaign, first_form, first_page, validity, persona, country, industry, company_size, product, owner_id, territory, track, segment)
    select ${PORTAL}, n, c, case when n % 2 = 0 then c + n % 90 * ${DAY} end, case when n % 6 = 0 then c + n % 150 * ${DAY} end,
      case when n % 24 = 0 then c + n % 200 * ${DAY} end, case when n % 72 = 0 then c + n % 300 * ${DAY} end,
      case when n % 5 = 1 then c + ${180 * DAY} end, case when n % 4 = 0 then c + ${120 * DAY} end,
      'source ' || n % 9, 'campaign ' || n % 400, 'form ' || n % 60, 'www.acme.example/page/' || n % 500, case when n % 9 = 0 then 'suspect' else 'valid' end,
      'persona ' || n % 4, 'C' || n % 60, 'industry ' || n % 30, 'size ' || n % 5, 'product ' || n % 8, (n % 40)::text,
      case when n % 10 > 0 then 'territory ' || n % 6 end, case when n % 3 = 0 then 'dormant_mql' else 'none' end,
      case when n % 3 = 0 then 'dormant_mql' when n % 3 = 1 then 'dormant_unqualified' else 'none' end
    from (select n, ${since} as c from ${ids}) s`.execute(db);
  await sql`
    insert into answer (portal_id, contact_id, since, occasion, why, due, escalate, answered, hours, owner_id)
    select ${PORTAL}, n, c, c, case when n % 3 = 0 then 'hand_raise' else 'sql' end, c + ${DAY}, c + ${2 * DAY},
      case when n % 5 > 0 then c + n % 72 * ${DAY / 24} end, case when n % 5 > 0 then n % 24 end, (n % 40)::text
    from (select n, ${since} as c from ${ids}) s`.execute(db);
  await sql`
    insert into stay (portal_id, contact_id, kind, since, value, until, next)
    select ${PORTAL}, n, kind, c + place::bigint * ${30 * DAY}, case when kind = 'track' then 'dormant_mql' else 'dormant_sql' end,
      case when place = 0 then c + ${20 * DAY} end, case when place = 0 then 'none' end
    from (select n, ${since} as c from ${ids}) s
    cross join (values ('track', 0), ('track', 1), ('segment', 0), ('segment', 1)) v(kind, place) order by place, n`.execute(
    db,
  );
  await sql`
    insert into touch (portal_id, contact_id, track, kind, due_at, state, cause)
    select ${PORTAL}, n, 'dormant_mql', 'email', c + place::bigint * ${61 * DAY},
      case when n % 9 = 0 then 'missed' else 'done' end, case when n % 9 = 0 then 'Nobody sent it' end
    from (select n, ${since} as c from ${ids}) s cross join generate_series(0, 3) as place order by place, n`.execute(
    db,
  );
  await sql`
    insert into encounter (portal_id, contact_id, kind, what, at)
    select ${PORTAL}, n, case when place = 0 then 'form' else 'page' end, 'content ' || place || '/' || n % 97,
      c + place::bigint * ${20 * DAY}
    from (select n, ${since} as c from ${ids}) s cross join generate_series(0, 3) as place order by place, n`.execute(
    db,
  );
  await sql`
    insert into mailing (portal_id, contact_id, at, campaign, track, opened, clicked)
    select ${PORTAL}, n, c + place::bigint * ${61 * DAY}, 'mail ' || (c / ${DAY}::bigint + 61 * place) % 60, 'dormant_mql',
      case when n % 3 = 0 then c + place::bigint * ${61 * DAY} + ${DAY} end,
      case when n % 9 = 0 then c + place::bigint * ${61 * DAY} + ${DAY} end
    from (select n, ${since} as c from ${ids}) s cross join generate_series(0, 3) as place order by place, n`.execute(
    db,
  );
}
