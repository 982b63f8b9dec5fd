import { beforeEach, describe, expect, it } from 'vitest';
import type { RampWish } from '../../src/domain/changes/ramp.ts';
import { DEFAULT_MODEL } from '../../src/domain/model/default-model.ts';
import type { Model } from '../../src/domain/model/model.ts';
import { referenceData } from '../../src/reference-data/reference-data.ts';
import { findDraft } from '../../src/store/models/drafts.ts';
import { pauseRollout } from '../../src/store/models/rollouts.ts';
import { claimJobs, releaseJob } from '../../src/store/work/jobs.ts';
import {
  moveDraft,
  readDrafts,
  rebaseDraft,
  saveDraft,
  signDraft,
} from '../../src/use-cases/models/draft/edit-draft.ts';
import { publishPlan } from '../../src/use-cases/models/publish/publish-plan.ts';
import { putInForce } from '../../src/use-cases/models/publish/put-in-force.ts';
import { readVersionsPage } from '../../src/use-cases/models/publish/read-versions-page.ts';
import { readRollout, readVersion, readVersions } from '../../src/use-cases/models/read-models.ts';
import { wholeWhatIf } from '../../src/use-cases/models/what-if/what-if.ts';
import { activePortal, lease, NOW } from '../store/fixtures.ts';
import { freshDatabase } from '../support/database/database.ts';

const { db } = await freshDatabase();
const context = { db, clock: { now: () => NOW }, referenceData };
const [ANNA, BEN, CARA] = ['anna', 'ben', 'cara'].map((name, at) => ({ userId: at + 1, name })) as [
  Author,
  Author,
  Author,
];
type Author = { userId: number; name: string };

let portalId = 0;
const at = { document: DEFAULT_MODEL as unknown, by: null, note: '', backTo: null, plan: null, after: null };
beforeEach(async () => {
  portalId++;
  await activePortal(db, portalId);
  await putInForce(context, portalId, at);
});

const changed = (change: (model: Model) => void): Model => {
  const copy = structuredClone(DEFAULT_MODEL);
  change(copy);
  return copy;
};
const points = (of: number, to: number) =>
  changed(({ explicit }) => void ((explicit[of] as { points: number }).points = to));

async function saved(document: Model, by = ANNA, of?: { draftId: string; edit: number }) {
  const outcome = await saveDraft(context, portalId, { document, by, ...(of && { of }) });
  if (outcome.outcome !== 'saved') throw new Error(JSON.stringify(outcome));
  return outcome;
}
const hashOf = async (draftId: string) => (await findDraft(db, { portalId, draftId }))!.last.hash;
const bothSign = (model: Model): Model => ({ ...model, agreement: { ...model.agreement, bothSign: true } });

async function published(document: Model, ramp?: RampWish) {
  const plan = await wholeWhatIf(context, portalId, { document, ramp });
  if (plan.outcome !== 'done') throw new Error(plan.outcome);
  return publishPlan(context, portalId, { fingerprint: plan.fingerprint, by: ANNA, note: 'Why not.' });
}

describe('a draft', () => {
  it('keeps the edits of two people, and tells where both changed the same', async () => {
    const { draftId } = await saved(points(0, 1));
    const other = changed(({ explicit, implicit }) => {
      (explicit[0] as { points: number }).points = 1;
      implicit[0]!.label = 'Came by';
    });
    await saved(other, BEN, { draftId, edit: 1 });

    expect(await saved(points(0, 7), ANNA, { draftId, edit: 1 })).toMatchObject({ edit: 3 });
    const mine = points(0, 9);
    expect(await saveDraft(context, portalId, { document: mine, by: BEN, of: { draftId, edit: 1 } })).toMatchObject({
      outcome: 'conflict',
      edit: 3,
      conflicts: [{ path: ['explicit', 'country_target', 'points'], mine: 9, theirs: 7 }],
    });

    const [draft] = await readDrafts(context, portalId);
    expect(draft?.authors.map(({ name }) => name).sort()).toEqual(['anna', 'ben']);
    expect(draft?.differences.map(({ path }) => path.join('.')).sort()).toEqual([
      'explicit.country_target.points',
      'implicit.visit.label',
    ]);
  });

  it('of the same instant are both kept, whoever comes first', async () => {
    const { draftId } = await saved(points(0, 1));
    const of = { draftId, edit: 1 };
    const other = changed(({ explicit, implicit }) => {
      (explicit[0] as { points: number }).points = 1;
      implicit[0]!.label = 'Came by';
    });
    const both = await Promise.all([saved(points(0, 2), ANNA, of), saved(other, BEN, of)]);
    expect(both.map(({ edit }) => edit).sort()).toEqual([2, 3]);
    const model = (await findDraft(db, { portalId, draftId }))!.last.document as Model;
    expect([model.explicit[0], model.implicit[0]]).toMatchObject([{ points: 2 }, { label: 'Came by' }]);
  });

  it('is one, though two begin at the same instant, or one presses twice', async () => {
    const begin = (document: Model, by = ANNA) => saveDraft(context, portalId, { document, by, onlyFirst: true });
    const done = await Promise.all([begin(points(0, 2)), begin(points(0, 2)), begin(points(1, 3), BEN)]);

    expect(done.map(({ outcome }) => outcome)).toEqual(['saved', 'saved', 'saved']);
    const drafts = await readDrafts(context, portalId);
    expect(drafts).toMatchObject([{ last: { edit: 2 } }]);
    expect(drafts[0]!.differences).toHaveLength(2);
    // Of another version.
    await putInForce(context, portalId, { ...at, document: points(2, 3) });
    expect(await begin(points(0, 5))).toMatchObject({ outcome: 'saved', edit: 1 });
    // Without the wish somebody may keep several.
    await saved(points(0, 6));
    expect(await readDrafts(context, portalId)).toHaveLength(3);
  });

  it('takes in what came into force meanwhile', async () => {
    const { draftId } = await saved(points(0, 1));
    await putInForce(context, portalId, { ...at, document: points(1, 3) });
    expect((await readDrafts(context, portalId))[0]).toMatchObject({ isBehind: true });

    expect(await rebaseDraft(context, portalId, { draftId, by: ANNA })).toMatchObject({ outcome: 'saved' });
    const [draft] = await readDrafts(context, portalId);
    expect(draft).toMatchObject({ isBehind: false, differences: [{ path: ['explicit', 'country_target', 'points'] }] });

    // Both changed the same: it is told, and whoever has seen both chooses.
    await putInForce(context, portalId, { ...at, document: points(0, 9) });
    const conflict = await rebaseDraft(context, portalId, { draftId, by: ANNA });
    expect(conflict).toMatchObject({ outcome: 'conflict', edit: 2, conflicts: [{ mine: 1, theirs: 9 }] });
    const settled = { edit: 2, holds: 'mine' } as const;
    expect(await rebaseDraft(context, portalId, { draftId, by: ANNA, settled: { ...settled, edit: 1 } })).toEqual(
      conflict,
    );
    expect(await rebaseDraft(context, portalId, { draftId, by: ANNA, settled })).toMatchObject({ outcome: 'saved' });
    const model = (await findDraft(db, { portalId, draftId }))!.last.document as Model;
    expect(model.explicit[0]).toMatchObject({ points: 1 });
  });
});

describe('two signatures', () => {
  beforeEach(async () => void (await putInForce(context, portalId, { ...at, document: bothSign(DEFAULT_MODEL) })));

  it('are asked for by the version in force: of two people, never of whoever changed it, and of what it says now', async () => {
    const document = bothSign(points(0, 1));
    const { draftId } = await saved(document);
    const sign = async (side: 'marketing' | 'sales', by: Author) =>
      (await signDraft(context, portalId, { draftId, hash: await hashOf(draftId), side, by })).outcome;

    expect(await sign('marketing', BEN), 'not reviewed').toBe('changed');
    await moveDraft(context, portalId, { draftId, edit: 1, to: 'reviewed' });
    expect(await sign('marketing', ANNA)).toBe('own_change');
    expect(await sign('marketing', BEN)).toBe('done');
    expect(await sign('sales', BEN)).toBe('signed_other_side');
    expect(await published(document)).toEqual({ outcome: 'not_signed', missing: ['sales'] });
    expect(await sign('sales', CARA)).toBe('done');

    const edited = bothSign(points(0, 2));
    await saved(edited, ANNA, { draftId, edit: 1 });
    expect((await readDrafts(context, portalId))[0], 'an edit voids them').toMatchObject({
      signatures: [],
      state: 'draft',
      voided: [
        { side: 'marketing', by: 'ben', editor: 'anna', at: NOW },
        { side: 'sales', by: 'cara', editor: 'anna', at: NOW },
      ],
    });
    await moveDraft(context, portalId, { draftId, edit: 2, to: 'reviewed' });
    expect(await published(document)).toMatchObject({ outcome: 'not_signed' });
    expect([await sign('marketing', BEN), await sign('sales', CARA)]).toEqual(['done', 'done']);
    expect((await readDrafts(context, portalId))[0]).toMatchObject({ voided: [] });
    // The words that were signed first come again: what an edit voided counts no more.
    await saved(document, ANNA, { draftId, edit: 2 });
    await saved(edited, ANNA, { draftId, edit: 3 });
    await moveDraft(context, portalId, { draftId, edit: 4, to: 'reviewed' });
    expect(await published(edited)).toMatchObject({ outcome: 'not_signed', missing: ['marketing', 'sales'] });
    expect([await sign('marketing', BEN), await sign('sales', CARA)]).toEqual(['done', 'done']);
    expect(await published(edited)).toMatchObject({ outcome: 'published', version: 3 });
    expect(await readDrafts(context, portalId)).toEqual([]);
  });

  it('are not needed anew to let what is on trial hold for others', async () => {
    const document = bothSign(points(0, 1));
    const { draftId } = await saved(document);
    await moveDraft(context, portalId, { draftId, edit: 1, to: 'reviewed' });
    for (const [side, by] of [
      ['marketing', BEN],
      ['sales', CARA],
    ] as const)
      await signDraft(context, portalId, { draftId, hash: await hashOf(draftId), side, by });
    expect(await published(document, { share: 10, owners: [] })).toMatchObject({ outcome: 'published', version: 3 });
    expect(await published(document, { share: 50, owners: ['7'] })).toMatchObject({ outcome: 'published', version: 4 });
    expect(await readVersionsPage(context, portalId, null)).toMatchObject({
      trial: { version: 4, ramp: { from: 2, share: 50, owners: ['owner 7'] }, contacts: { done: 0, of: 0 } },
    });
    expect(await published(document)).toMatchObject({ outcome: 'published', version: 5 });
    expect((await readVersionsPage(context, portalId, null)).trial).toBeUndefined();
  });

  it('are not needed to take up what was in force before', async () => {
    const plan = await wholeWhatIf(context, portalId, { backTo: 1 });
    if (plan.outcome !== 'done') throw new Error(plan.outcome);
    const wish = { fingerprint: plan.fingerprint, by: ANNA, note: 'It was wrong.' };
    expect(await publishPlan(context, portalId, wish)).toMatchObject({ outcome: 'published', version: 3 });
  });
});

describe('publishing', () => {
  it('says who, when, why and what differed; a plan holds once, and for the version it was made for', async () => {
    const [first, second] = [
      await wholeWhatIf(context, portalId, { document: points(0, 1) }),
      await wholeWhatIf(context, portalId, { document: points(0, 2) }),
    ];
    if (first.outcome !== 'done' || second.outcome !== 'done') throw new Error('no plan');
    const wish = { by: ANNA, note: 'Fewer of them.' };
    expect(await publishPlan(context, portalId, { ...wish, note: ' ', fingerprint: first.fingerprint })).toEqual({
      outcome: 'no_note',
    });
    expect(await publishPlan(context, portalId, { ...wish, fingerprint: 'other' })).toEqual({ outcome: 'no_plan' });
    expect(await publishPlan(context, portalId, { ...wish, fingerprint: first.fingerprint })).toMatchObject({
      outcome: 'published',
      version: 2,
    });
    expect(await publishPlan(context, portalId, { ...wish, fingerprint: first.fingerprint })).toEqual({
      outcome: 'done_before',
      version: 2,
    });
    expect(await publishPlan(context, portalId, { ...wish, fingerprint: second.fingerprint })).toMatchObject({
      outcome: 'moved',
      sentences: [expect.stringMatching(/Version 2 is in force now/), expect.anything()],
    });

    expect(await readVersions(context, portalId)).toMatchObject([
      { version: 2, by: ANNA, note: 'Fewer of them.', at: NOW, inForce: true, moved: { movers: 0 }, differences: [{}] },
      { version: 1, by: null, differences: null },
    ]);
    expect(await readRollout(context, portalId)).toMatchObject({ version: 2, done: 0, paused: false });
  });

  it('is rolled out by a job that can be paused, and goes on where it was', async () => {
    const claimed = async () => {
      const { jobs } = await claimJobs(db, { portalId, lease: lease(), now: NOW + 1, limit: 1 });
      for (const job of jobs) await releaseJob(db, job);
      return jobs.map(({ kind }) => kind);
    };
    expect(await claimed()).toEqual(['rollout']);
    await pauseRollout(db, { portalId, paused: true, now: NOW });
    expect(await claimed()).toEqual(['backfill']);
    expect(await readRollout(context, portalId)).toMatchObject({ paused: true });
    await pauseRollout(db, { portalId, paused: false, now: NOW });
    expect(await claimed()).toEqual(['rollout']);
    expect(await readRollout(context, portalId)).toMatchObject({ paused: false });

    // The page pauses what it shows, and says who did.
    const byAnna = { portalId, paused: true, now: NOW + 5, by: 'anna' };
    expect(await pauseRollout(db, { ...byAnna, version: 7 })).toBe(false);
    expect(await pauseRollout(db, { ...byAnna, version: 1 })).toBe(true);
    expect(await readVersionsPage(context, portalId, null)).toMatchObject({
      mayEdit: false,
      rollout: { version: 1, paused: { by: 'anna', at: NOW + 5 }, doneAt: null },
    });
    await pauseRollout(db, { portalId, paused: false, now: NOW + 9 });
    expect(await readRollout(context, portalId)).toMatchObject({ resumed: { at: NOW + 9, done: 0 }, pausedBy: null });
  });

  it('two at once make one version; the other one is told', async () => {
    const plans = await Promise.all([1, 2].map((to) => wholeWhatIf(context, portalId, { document: points(0, to) })));
    const outcomes = await Promise.all(
      plans.map((plan) =>
        publishPlan(context, portalId, {
          fingerprint: plan.outcome === 'done' ? plan.fingerprint : '',
          by: ANNA,
          note: 'x',
        }),
      ),
    );
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['moved', 'published']);
  });

  it('of a model in the words of an earlier Ripen works; one of a newer Ripen is refused in a sentence', async () => {
    const earlier = JSON.parse(
      JSON.stringify(points(0, 4)).replaceAll('"score.', '"now.').replaceAll('"passive":', '"quiet":'),
    );
    expect(await published(earlier)).toMatchObject({ outcome: 'published' });
    const read = await readVersion(context, portalId);
    expect(read).toMatchObject({
      outcome: 'found',
      model: { explicit: expect.arrayContaining([expect.objectContaining({ points: 4 })]) },
    });
    expect(JSON.stringify(read)).not.toContain('"now.');

    const newer = await wholeWhatIf(context, portalId, { document: { ...DEFAULT_MODEL, moods: [] } });
    expect(newer).toEqual({
      outcome: 'invalid',
      problems: [
        'model: this version of Ripen does not know “moods”: it is a slip, or a newer version wrote the document',
      ],
    });
  });
});
