import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { World } from '../../demo/world.ts';
import { loadSample } from '../../sandbox/sample/sample.ts';
import { DEFAULT_MODEL } from '../../src/domain/model/default-model.ts';
import type { Model } from '../../src/domain/model/model.ts';
import { referenceData } from '../../src/reference-data/reference-data.ts';
import { publishPlan } from '../../src/use-cases/models/publish-plan.ts';
import { readMovers } from '../../src/use-cases/models/read-models.ts';
import { type Wanted, wholeWhatIf } from '../../src/use-cases/models/what-if.ts';
import { editsOf } from '../support/random-edits.ts';
import { testWorld } from '../support/world.ts';

const ANNA = { userId: 7, name: 'anna@engines.example' };

async function sampleWorld(): Promise<World> {
  const world = await testWorld();
  loadSample(world.sandbox.portal());
  await world.install();
  await world.settled();
  return world;
}

const contextOf = ({ app, sandbox }: World) => ({ db: app.database.db, clock: sandbox.clock, referenceData });

/** What Ripen shows of each contact, and on which lists it is; stamps of the writing apart. */
function shown({ sandbox }: World): ReadonlyMap<number, string> {
  const { contacts, lists } = sandbox.state() as unknown as {
    contacts: { id: string; properties: Record<string, string> }[];
    lists: { name: string; members: string[] }[];
  };
  return new Map(
    contacts.map(({ id, properties }) => {
      const ours = Object.entries(properties).filter(
        ([name]) => name.startsWith('ripen_') && !['ripen_model_version', 'ripen_scored_at'].includes(name),
      );
      const on = (lists ?? []).filter(({ members }) => members?.includes(id)).map(({ name }) => name);
      return [Number(id), JSON.stringify([ours.sort(), on.sort()])];
    }),
  );
}

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
const moving = ({ sandbox }: World): ReadonlyMap<number, string> =>
  new Map(
    sandbox
      .state()
      .contacts.map(({ id, properties }) => [Number(id), JSON.stringify(MOVES.map((name) => properties[name] ?? ''))]),
  );

const differing = (before: ReadonlyMap<number, string>, after: ReadonlyMap<number, string>): number[] =>
  [...after].flatMap(([id, text]) => (before.get(id) === text ? [] : [id])).sort((a, b) => a - b);

async function plan(world: World, wanted: Wanted) {
  const outcome = await wholeWhatIf(contextOf(world), world.sandbox.portal().settings.id, wanted);
  if (outcome.outcome !== 'done') throw new Error(JSON.stringify(outcome));
  const portalId = world.sandbox.portal().settings.id;
  const movers = await readMovers(contextOf(world), portalId, outcome.planId, { limit: 100_000 });
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

it('a plan says who moves, publishing moves exactly those, and a roll-back puts all of them back', async () => {
  const world = await sampleWorld();
  const [before, shownBefore] = [moving(world), shown(world)];
  const told = await plan(
    world,
    edited((model) => {
      model.qualification.sql.enter.combined = 20;
      model.qualification.sql.enter.explicit = 10;
      model.qualification.sql.enter.implicit = 10;
      model.qualification.sql.leave = { combined: 5 };
    }),
  );
  expect(told.movers.length).toBeGreaterThan(10);

  expect(await publish(world, told.fingerprint)).toMatchObject({ outcome: 'published', version: 2 });
  const after = moving(world);
  expect(differing(before, after)).toEqual(told.movers);

  const back = await plan(world, { backTo: 1 });
  expect(await publish(world, back.fingerprint)).toMatchObject({ outcome: 'published', version: 3 });
  expect(differing(after, moving(world))).toEqual(back.movers);
  expect(differing(shownBefore, shown(world))).toEqual([]);
});

const EDITS = Number(process.env['RIPEN_MODEL_EDITS'] ?? 5);

it(`of ${EDITS} random edits each moves exactly whom its plan named, and is taken back as if it had not been`, async () => {
  const world = await sampleWorld();
  for (const [n, document] of fc.sample(editsOf(DEFAULT_MODEL), { numRuns: EDITS, seed: 16 }).entries()) {
    const [before, shownBefore] = [moving(world), shown(world)];
    const told = await plan(world, { document });
    const done = await publish(world, told.fingerprint);
    expect(done).toMatchObject({ outcome: 'published', version: 2 * n + 2 });
    const after = moving(world);
    expect(differing(before, after), `edit ${n}`).toEqual(told.movers);

    const back = await plan(world, { backTo: 2 * n + 1 });
    expect(await publish(world, back.fingerprint)).toMatchObject({ outcome: 'published' });
    expect(differing(after, moving(world)), `edit ${n}, taken back`).toEqual(back.movers);
    expect(differing(shownBefore, shown(world)), `edit ${n}: what is left of it`).toEqual([]);
    expect(tasksTwice(world)).toEqual([]);
  }
});

/** Tasks of one contact that ask for the same at the same time. */
function tasksTwice({ sandbox }: World): string[] {
  const { tasks } = sandbox.state() as unknown as { tasks: { properties: Record<string, string> }[] };
  const marks = tasks.map(({ properties }) => properties['hs_task_body'] ?? '');
  return marks.filter((mark, at) => mark !== '' && marks.indexOf(mark) < at);
}
