import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import type { World } from '../../demo/world.ts';
import { readMapping } from '../../sandbox/csv/mapping.ts';
import { importCsv } from '../../sandbox/import-csv.ts';
import { defineProperties } from '../../sandbox/portal/load.ts';
import { historyOf } from '../../sandbox/portal/records.ts';
import { createSample, loadSample } from '../../sandbox/sample/sample.ts';
import { differencesOf } from '../../src/domain/changes/document/differences.ts';
import { DEFAULT_MODEL } from '../../src/domain/model/default-model.ts';
import type { Model } from '../../src/domain/model/model.ts';
import { referenceData } from '../../src/reference-data/reference-data.ts';
import { makeDue } from '../../src/store/contacts/contacts.ts';
import { publishPlan } from '../../src/use-cases/models/publish/publish-plan.ts';
import { readMovers, readPlan } from '../../src/use-cases/models/read-models.ts';
import type { Wanted } from '../../src/use-cases/models/what-if/prepare-comparison.ts';
import { wholeWhatIf } from '../../src/use-cases/models/what-if/what-if.ts';
import { whatIfRuns } from '../../src/use-cases/models/what-if/what-if-runs.ts';
import { publishAtOnce } from '../support/publish-at-once.ts';
import { editsOfEverySection } from '../support/scenes/random-edits.ts';
import { someone } from '../support/someone.ts';
import { until } from '../support/until.ts';
import { DAY, testWorld } from '../support/world.ts';

const ANNA = { userId: 7, name: 'anna@engines.example' };

/** The sample, with a few contacts of each kind; an older program has judged half of them. */
async function smallWorld(): Promise<World> {
  const world = await testWorld();
  const sample = createSample(world.sandbox.clock.now());
  loadSample(world.sandbox.portal(), { ...sample, contacts: sample.contacts.filter((_, at) => at % 4 === 0) });
  await world.install();
  await world.settled();
  await sql`update contact set gist = null where contact_id % 2 = 0`.execute(world.app.database.db);
  return world;
}

const folder = process.env['RIPEN_DATA_SETS'];
const EDITS = Number(process.env['RIPEN_MODEL_EDITS'] ?? 0);
const SEED = Number(process.env['RIPEN_MODEL_SEED'] ?? 17);
const ROWS = Number(process.env['RIPEN_MODEL_ROWS'] ?? 50_000);

/**
 * People who were called by a bank, so many of them and evenly from the file, with as large a part
 * of a shop's visitors; companies that were sold to; and some of every kind of contact.
 */
async function realWorld(): Promise<World> {
  const world = await testWorld();
  const portal = world.sandbox.portal();
  for (const [name, file, share] of [
    ['bank-marketing', 'bank-additional-full.csv', ROWS / 41_188],
    ['online-shoppers', 'online_shoppers_intention.csv', ROWS / 41_188],
    ['salvirt-b2b-sales', 'Salvirt_B2B_ML_dataset.csv', Math.min(1, ROWS / 1_000)],
  ] as const) {
    const mapping = readMapping(JSON.parse(await readFile(`sandbox/mappings/${name}.json`, 'utf8')));
    const [head, ...rows] = (await readFile(path.join(folder!, name, file), 'utf8')).split('\n');
    const some = rows.filter((_, at) => Math.floor(at * share) !== Math.floor((at + 1) * share));
    await importCsv(portal, Readable.from([Buffer.from([head, ...some].join('\n'))]), mapping);
  }
  loadSample(portal, createSample(world.sandbox.clock.now()));
  await world.install();
  await world.settled();
  return world;
}

const contextOf = ({ app, sandbox }: World) => ({ db: app.database.db, clock: sandbox.clock, referenceData });

type Seen = {
  /** Ripen's values and lists of each contact, without the stamps of writing */
  readonly shown: ReadonlyMap<number, string>;
  /** what a plan tells of each contact */
  readonly moving: ReadonlyMap<number, string>;
  /** the marks of the tasks that somebody still has to do */
  readonly openTasks: readonly string[];
  /** tasks of one contact with the same subject and due time */
  readonly tasksTwice: readonly string[];
};

const MOVES = [
  'ripen_qualification',
  'ripen_nurture_track',
  'ripen_dormant_segment',
  'ripen_ready',
  'ripen_grade',
  'ripen_next_touch_at',
  'ripen_next_touch_kind',
  'hubspot_owner_id',
];

/** What the account shows. Of tens of thousands of contacts it is copied once for all of this. */
function see({ sandbox }: World): Seen {
  const { contacts, lists, tasks } = sandbox.state() as unknown as {
    contacts: { id: string; properties: Record<string, string> }[];
    lists: { name: string; members: string[] }[];
    tasks: { properties: Record<string, string> }[];
  };
  const listsOf = new Map<string, string[]>();
  for (const { name, members } of lists ?? [])
    for (const id of members ?? []) listsOf.set(id, [...(listsOf.get(id) ?? []), name]);
  const marks = tasks.map(({ properties }) => properties['hs_task_body'] ?? '');
  const met = new Set<string>();
  return {
    shown: new Map(
      contacts.map(({ id, properties }) => {
        const ours = Object.entries(properties).filter(
          ([name]) => name.startsWith('ripen_') && !['ripen_model_version', 'ripen_scored_at'].includes(name),
        );
        return [Number(id), JSON.stringify([ours.sort(), (listsOf.get(id) ?? []).sort()])];
      }),
    ),
    moving: new Map(
      contacts.map(({ id, properties }) => [Number(id), JSON.stringify(MOVES.map((name) => properties[name] ?? ''))]),
    ),
    openTasks: marks.filter((_, at) => tasks[at]!.properties['hs_task_status'] === 'NOT_STARTED').sort(),
    tasksTwice: marks.filter((mark) => mark !== '' && met.size === met.add(mark).size),
  };
}

const differing = (before: ReadonlyMap<number, string>, after: ReadonlyMap<number, string>): number[] =>
  [...after].flatMap(([id, text]) => (before.get(id) === text ? [] : [id])).sort((a, b) => a - b);

async function plan(world: World, wanted: Wanted) {
  const outcome = await wholeWhatIf(contextOf(world), world.sandbox.portal().settings.id, wanted);
  if (outcome.outcome !== 'done') throw new Error(JSON.stringify(outcome));
  const portalId = world.sandbox.portal().settings.id;
  const movers = await readMovers(contextOf(world), portalId, outcome.planId, { limit: 100_000 });
  expect(movers.length, 'who is named, of who is counted').toBe(outcome.result.movers);
  return { ...outcome, movers: movers.map(({ contactId }) => contactId).sort((a, b) => a - b) };
}

async function publish(world: World, fingerprint: string) {
  const wish = { fingerprint, by: ANNA, note: 'To see more of them.' };
  const outcome = await publishPlan(contextOf(world), world.sandbox.portal().settings.id, wish);
  world.app.worker.wake();
  await world.settled();
  return outcome;
}

const edited = (change: (model: Model) => void): { readonly document: Model } => {
  const document = structuredClone(DEFAULT_MODEL);
  change(document);
  return { document };
};

/** Publishes a draft and takes it back: exactly the planned contacts move, and nothing stays. */
async function tryOut(world: World, wanted: Wanted, version: number): Promise<number> {
  const before = see(world);
  const told = await plan(world, wanted);
  expect(await publish(world, told.fingerprint)).toMatchObject({ outcome: 'published', version: version + 1 });
  const after = see(world);
  expect(differing(before.moving, after.moving), `who moves by version ${version + 1}`).toEqual(told.movers);

  const back = await plan(world, { backTo: version });
  expect(await publish(world, back.fingerprint)).toMatchObject({ outcome: 'published', version: version + 2 });
  const end = see(world);
  expect(differing(after.moving, end.moving), `who moves when ${version + 1} is taken back`).toEqual(back.movers);
  expect(differing(before.shown, end.shown), `what is left of version ${version + 1}`).toEqual([]);
  expect(end.openTasks, `whom version ${version + 1} leaves another task`).toEqual(before.openTasks);
  expect(end.tasksTwice).toEqual([]);
  return told.movers.length;
}

const SQL_FOR_MANY = edited((model) => {
  model.qualification.sql = {
    enter: { combined: 20, explicit: 10, implicit: 10 },
    leave: { combined: 5 },
  };
});

const MQL_FOR_NOBODY = edited((model) => {
  model.qualification.mql.enter = { explicit: 100, implicit: 100 };
  model.qualification.mql.leave = { explicit: 100, implicit: 100 };
  for (const signal of model.signals) delete signal.qualifies;
});

/** Most of whom it moves get another grade, which follows from what is stored. */
const MORE_FOR_ALL = edited(({ start }) => void (start.explicit += 7));

/** What most have done is something that sales is to answer. */
const ANSWERS_FOR_ALL = edited(({ signals }) => {
  for (const signal of signals) if (signal.id === 'page_view') signal.qualifies = 'sql';
});

/** Publishes two drafts one after the other, and takes both back at once. */
async function tryOutTwo(world: World, drafts: readonly Wanted[], version: number): Promise<void> {
  const before = see(world);
  for (const wanted of drafts) await publish(world, (await plan(world, wanted)).fingerprint);
  const after = see(world);
  const back = await plan(world, { backTo: version });
  expect(await publish(world, back.fingerprint)).toMatchObject({ outcome: 'published' });
  const end = see(world);
  expect(differing(after.moving, end.moving), 'who moves when two versions are taken back').toEqual(back.movers);
  expect(differing(before.shown, end.shown), 'what is left of two versions').toEqual([]);
  expect(end.openTasks, 'whom two versions leave another task').toEqual(before.openTasks);
}

it('a plan names who moves, publishing moves exactly those, and a roll-back puts all of them back', async () => {
  const world = await smallWorld();
  await supersedes(world);
  await tellsWhatMoved(world);
  expect(await tryOut(world, SQL_FOR_MANY, 1)).toBeGreaterThan(10);
  await tryOutTwo(world, [SQL_FOR_MANY, MQL_FOR_NOBODY], 3);
  expect(await tryOut(world, MORE_FOR_ALL, 6)).toBeGreaterThan(5);
  expect(await tryOut(world, ANSWERS_FOR_ALL, 8)).toBeGreaterThan(10);
  for (const [n, document] of editsOfEverySection(DEFAULT_MODEL, 2, 16).entries()) {
    // Time passes: its changes do not come from the edit.
    world.sandbox.clock.advance(DAY);
    world.app.worker.wake();
    await world.settled();
    await tryOut(world, { document }, 2 * n + 10);
  }
  await settlesAsUsual(world);
  await writesTwice(world);
});

/** Where everybody gets other points, a roll-out claims a row and completes it, and no more. */
async function writesTwice(world: World): Promise<void> {
  const { db } = world.app.database;
  await sql`create sequence writes minvalue 0 start 0`.execute(db);
  await sql`
    create function count_write() returns trigger language plpgsql as 'begin perform nextval(''writes''); return null; end'`.execute(
    db,
  );
  await sql`
    create trigger counted after update on contact for each row execute function count_write()`.execute(db);
  const told = await plan(world, MORE_FOR_ALL);
  expect(await publish(world, told.fingerprint)).toMatchObject({ outcome: 'published' });
  const { rows } = await sql<{ writes: number; contacts: number }>`
    select nextval('writes')::int as writes, (select count(*)::int from contact) as contacts`.execute(db);
  const [{ writes, contacts }] = rows as [(typeof rows)[number]];
  // A contact that changes its list or its stage is written once more.
  expect(writes, `of ${contacts} contacts, ${told.movers.length} movers`).toBeLessThan(2.2 * contacts);
  expect(writes, 'hardly anybody was judged').toBeGreaterThan(1.8 * contacts);
}

/** What a roll-out stores in short of whom it finds as before is what the usual way stores. */
async function settlesAsUsual(world: World): Promise<void> {
  const { db } = world.app.database;
  const rows = async () => {
    const found = await sql<{ id: number; seq: number; row: Record<string, unknown> }>`
      select contact_id as id, seq, to_jsonb(k) - 'seq' as row from contact k order by contact_id`.execute(db);
    return found.rows;
  };
  const judgeAll = async () => {
    const portalId = world.sandbox.portal().settings.id;
    await makeDue(db, { portalId, contactIds: 'all', now: world.sandbox.clock.now() });
    world.app.worker.wake();
    await world.settled();
  };
  // Points age: an evaluation of an earlier day is another one.
  await judgeAll();
  const before = await rows();
  // No gist tells whom it touches.
  const wanted = edited((model) => void model.qualification.signalDays++);
  expect(await publish(world, (await plan(world, wanted)).fingerprint)).toMatchObject({ outcome: 'published' });
  const settled = await rows();
  const untaken = settled.filter(({ seq }, at) => seq === before[at]!.seq).length;
  expect(untaken, 'most did not go the usual way').toBeGreaterThan(settled.length / 2);

  await judgeAll();
  expect((await rows()).map(({ row }) => row)).toEqual(settled.map(({ row }) => row));
}

/** Edits on tens of thousands of contacts take hours; each says when it has ended. */
const NO_DEADLINE = 0;
const minutesSince = (began: number): number => Math.round((performance.now() - began) / 6_000) / 10;

const noEdits = folder === undefined || EDITS === 0;
if (noEdits) console.log('Edits on real contacts are skipped: RIPEN_DATA_SETS and RIPEN_MODEL_EDITS=100 ask for them.');
it.skipIf(noEdits)(
  `so do ${EDITS} random edits on real contacts`,
  async () => {
    const began = performance.now();
    const world = await realWorld();
    console.log(`${world.sandbox.state().contacts.length} contacts onboarded after ${minutesSince(began)} minutes.`);
    let movers = 0;
    for (const [n, document] of editsOfEverySection(DEFAULT_MODEL, EDITS, SEED).entries()) {
      const moved = await tryOut(world, { document }, 2 * n + 1).catch((error: unknown) => {
        const sentences = differencesOf(DEFAULT_MODEL, document).map(({ sentence }) => sentence);
        throw new Error(`Edit ${n} of seed ${SEED}: ${sentences.join(' ')}`, { cause: error });
      });
      movers += moved;
      console.log(`Edit ${n + 1} of ${EDITS}, seed ${SEED}: ${moved} movers, after ${minutesSince(began)} minutes.`);
    }
    const contacts = world.sandbox.state().contacts.length;
    console.log(`${EDITS} random edits on ${contacts} contacts: ${movers} movers told and moved, each taken back.`);
  },
  NO_DEADLINE,
);

it.each(['demo', 'company.demo'])(
  'a version that reads %s, too, judges nobody by it before that is read',
  async (field) => {
    const world = await testWorld();
    const { sandbox } = world;
    const portal = sandbox.portal();
    for (const type of ['contacts', 'companies'] as const)
      defineProperties(portal, type, [{ name: 'demo', label: 'Demo', type: 'string' }]);
    const sample = createSample(sandbox.clock.now());
    const answered = sample.contacts.map((contact) => ({
      ...contact,
      properties: { ...contact.properties, demo: 'no' },
      ...(contact.company && { company: { ...contact.company, demo: 'no' } }),
    }));
    loadSample(portal, { ...sample, contacts: answered.filter(({ company }, at) => company && at % 8 === 0) });
    await world.install();
    await world.settled();
    sandbox.clock.advance(1_000);
    const scores = () =>
      [...portal.records.contacts.walk()].map((contact) => historyOf(contact, 'ripen_explicit_score').length);
    // Whoever says no gets what the score starts with, and loses it again: nothing changes.
    const { document } = edited((model) => {
      model.start.explicit = 20;
      model.groups.push({ id: 'demo', label: 'Demo', kind: 'explicit', cap: 0, floor: -20, halfLifeDays: null });
      const when = { field, oneOf: ['no'] };
      model.explicit.push({ id: 'no_demo', label: 'No demo', group: 'demo', points: -20, when });
    });
    // While the rule is switched off, nobody is read for it.
    const off = structuredClone(document);
    off.start.explicit = 0;
    off.explicit.at(-1)!.off = true;
    await publishAtOnce(contextOf(world), portal.settings.id, off);
    world.app.worker.wake();
    await world.settled();
    sandbox.clock.advance(1_000);
    const before = scores();

    await publishAtOnce(contextOf(world), portal.settings.id, document);
    const late = sandbox.clock.now() + DAY;
    await sql`update job set run_at = ${late} where kind = 'backfill'`.execute(world.app.database.db);
    world.app.worker.wake();
    await world.settled();
    expect(scores(), 'the reading is late').toEqual(before);
    sandbox.clock.advance(DAY);
    world.app.worker.wake();
    await world.settled();

    expect(scores()).toEqual(before);
    expect(await rolledOut(world, 3), 'who was judged by the version').toBe(before.length);
  },
);

/** How many contacts count as judged by a version. */
async function rolledOut({ app }: World, version: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from contact where model_version = ${version}`.execute(app.database.db);
  return rows[0]!.n;
}

/** A contact changes between a plan and its publishing: Ripen publishes nothing and says why. */
async function tellsWhatMoved(world: World): Promise<void> {
  const told = await plan(world, SQL_FOR_MANY);
  const mover = world.sandbox
    .state()
    .contacts.find(
      ({ id, properties }) => told.movers.includes(Number(id)) && properties['lifecyclestage'] !== 'customer',
    );
  if (mover === undefined) throw new Error('Nobody moves but customers.');
  const before = see(world);
  const { sandbox } = world;
  await someone(sandbox.url, sandbox.portal().settings.id).changes(mover.id, { lifecyclestage: 'customer' });
  await world.settled();
  expect(await publish(world, told.fingerprint)).toMatchObject({
    outcome: 'moved',
    sentences: [
      `${told.movers.length} contacts were to move, and ${told.movers.length} would move now.`,
      '1 would move in another way.',
    ],
  });
  expect(differing(before.shown, see(world).shown), 'nothing but the customer').toEqual([Number(mover.id)]);
}

/** A comparison goes on by itself, and ends when the same person begins another one. */
async function supersedes(world: World): Promise<void> {
  const portalId = world.sandbox.portal().settings.id;
  const runs = whatIfRuns({ ...contextOf(world), log: { error: (message: unknown) => expect(message).toBeNull() } });
  const begun = async () => {
    const outcome = await runs.begin(portalId, SQL_FOR_MANY, 'anna');
    if (outcome.outcome !== 'begun') throw new Error(outcome.outcome);
    return outcome.planId;
  };
  const [first, second] = [await begun(), await begun()];
  const plans = () => Promise.all([first, second].map((id) => readPlan(contextOf(world), portalId, id)));
  await until('both have ended', async () => (await plans()).every((one) => one?.state !== 'running'));
  expect(await plans()).toMatchObject([{ state: 'cancelled' }, { state: 'done', progress: { judged: 76, total: 76 } }]);
  expect(await runs.begin(portalId, { document: {} }, 'anna')).toMatchObject({ outcome: 'invalid' });
  runs.stop();
}
