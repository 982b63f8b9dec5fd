import { expect, it } from 'vitest';
import { installAsABrowser } from '../../demo/world.ts';
import type { PortalState } from '../../sandbox/control/portal-state.ts';
import { createSample, loadSample } from '../../sandbox/sample/sample.ts';
import { DEFAULT_MODEL } from '../../src/domain/model/default-model.ts';
import type { Model } from '../../src/domain/model/model.ts';
import { referenceData } from '../../src/reference-data/reference-data.ts';
import { readDrafts, saveDraft } from '../../src/use-cases/models/draft/edit-draft.ts';
import { publishPlan } from '../../src/use-cases/models/publish/publish-plan.ts';
import type { Wanted } from '../../src/use-cases/models/what-if/prepare-comparison.ts';
import { wholeWhatIf } from '../../src/use-cases/models/what-if/what-if.ts';
import { WHOLE } from '../support/few-of-each.ts';
import { killableWorld, quietWorld } from '../support/programs/killable.ts';
import { someone } from '../support/someone.ts';
import { until } from '../support/until.ts';

const ANNA = { userId: 7, name: 'anna@engines.example' };
const BOB = { userId: 8, name: 'bob@engines.example' };

const changed = (change: (model: Model) => void): Model => {
  const copy = structuredClone(DEFAULT_MODEL);
  change(copy);
  return copy;
};
/** Two people edit one draft at the same time, each another part. */
const BY_ANNA = changed(
  ({ qualification }) => void (qualification.sql = { enter: { combined: 20, explicit: 10 }, leave: { combined: 5 } }),
);
const BY_BOB = changed(
  ({ qualification }) => void (qualification.mql = { enter: { explicit: 5 }, leave: { explicit: 5 } }),
);

/**
 * Two people edit, one publishes and takes it back, and contacts change all the while: against an
 * app that is killed in the middle of both roll-outs and of the comparison, or not at all.
 */
async function run({ kills }: { readonly kills: boolean }): Promise<{ state: PortalState; movers: number[] }> {
  const { sandbox, clock, publicUrl, database, kill, start, drained } = await (kills ? killableWorld : quietWorld)({
    retryDelaysMs: [200, 400, 800, 1_500, 3_000, 6_000, 12_000, 25_000, 50_000, 100_000],
    chaos: { duplicate: 0.3, reorder: true, delayMs: 40, seed: 5 },
  });
  const { db } = database;
  const portalId = sandbox.portal().settings.id;
  const context = { db, clock, referenceData };
  const sample = createSample(clock.now());
  loadSample(sandbox.portal(), { ...sample, contacts: sample.contacts.filter((_, at) => at % (WHOLE ? 5 : 9) === 0) });
  await installAsABrowser(publicUrl);
  await drained();

  const first = await saveDraft(context, portalId, { document: DEFAULT_MODEL, by: ANNA });
  if (first.outcome !== 'saved') throw new Error(first.outcome);
  const of = { draftId: first.draftId, edit: first.edit };
  const both = await Promise.all([
    saveDraft(context, portalId, { document: BY_ANNA, by: ANNA, of }),
    saveDraft(context, portalId, { document: BY_BOB, by: BOB, of }),
  ]);
  expect(both.map(({ outcome }) => outcome)).toEqual(['saved', 'saved']);
  const [draft] = await readDrafts(context, portalId);
  const document = draft!.last.document;
  expect(document).toMatchObject({ qualification: { sql: BY_ANNA.qualification.sql, mql: BY_BOB.qualification.mql } });

  const user = someone(sandbox.url, portalId);
  const ids = sandbox.state().contacts.map(({ id }) => id);
  const movers: number[] = [];
  /** Publishes while contacts change, and kills the app when a part of them has moved. */
  const rollOut = async (wanted: Wanted, version: number) => {
    const plan = await wholeWhatIf(context, portalId, wanted);
    if (plan.outcome !== 'done') throw new Error(plan.outcome);
    movers.push(plan.result.movers);
    const wish = { fingerprint: plan.fingerprint, by: ANNA, note: 'To see more of them.' };
    // Two publish at the same time: one of them succeeds.
    const outcomes = await Promise.all([publishPlan(context, portalId, wish), publishPlan(context, portalId, wish)]);
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['done_before', 'published']);
    await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        user.changes(ids[(version * 13 + i * 7) % ids.length]!, {
          country: 'Germany',
          jobtitle: 'Chief Executive Officer',
        }),
      ),
    );
    if (kills)
      for (const share of [0.1, 0.5]) {
        await until(`${share} of the contacts are judged by version ${version}`, async () => {
          const { rows } = await database.pool.query<{ share: number }>(
            'select avg((model_version = $1)::int)::float8 as share from contact',
            [version],
          );
          return rows[0]!.share >= share;
        });
        await kill();
        await start();
      }
    await drained();
  };
  await rollOut({ document }, 2);
  await rollOut({ backTo: 1 }, 3);
  return { state: withoutStamps(sandbox.state()), movers };
}

/** A killed app writes some contacts again, with other stamps: these do not count. */
const withoutStamps = (state: PortalState): PortalState => ({
  ...state,
  contacts: state.contacts.map(({ properties, ...contact }) => {
    const { ripen_model_version: _, ripen_scored_at: __, ...rest } = properties;
    return { ...contact, properties: rest };
  }),
});

it('edits, publishing and roll-back under kills leave the portal as a quiet run does', async () => {
  const quiet = await run({ kills: false });
  const killed = await run({ kills: true });

  expect(quiet.movers[0]).toBeGreaterThan(5);
  expect(killed.movers).toEqual(quiet.movers);
  expect(killed.state).toEqual(quiet.state);
});
