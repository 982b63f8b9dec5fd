import { expect, it } from 'vitest';
import { installAsABrowser } from '../../demo/world.ts';
import { readDrafts } from '../../src/use-cases/models/edit-draft.ts';
import { beginLearning, cancelLearning, readLearning, USUAL_WISHES } from '../../src/use-cases/models/learnings.ts';
import { WHOLE } from '../support/few-of-each.ts';
import { chance } from '../support/generated-leads.ts';
import { killableWorld } from '../support/killable.ts';
import { loadPast, type PastRow } from '../support/past-portal.ts';
import { until } from '../support/until.ts';

/** So many fields that the learner works for a second. */
const OWN = Array.from({ length: 60 }, (_, at) => ({
  name: `answer_${at}`,
  label: `Answer ${at}`,
  type: 'string' as const,
}));

/** Leads with the first answer buy; all other fields are noise. */
function leads(count: number): readonly PastRow[] {
  const draw = chance(3);
  return Array.from({ length: count }, () => {
    const answers = OWN.map(({ name }) => [name, ['yes', 'no', 'perhaps'][Math.floor(draw() * 3)]!] as const);
    return { properties: Object.fromEntries(answers), won: draw() < (answers[0]![1] === 'yes' ? 0.8 : 0.2) };
  });
}

it.skipIf(!WHOLE)(
  'learns anew after a kill, reads nothing twice, and a cancelled learning leaves no draft',
  async () => {
    const { sandbox, clock, publicUrl, database, kill, start, drained } = await killableWorld();
    const { db } = database;
    const context = { db, clock };
    const portalId = sandbox.portal().settings.id;
    loadPast(sandbox, { contacts: OWN }, leads(300), []);
    await installAsABrowser(publicUrl);
    await drained();
    const begin = () =>
      beginLearning(context, portalId, { wishes: USUAL_WISHES, by: { userId: 7, name: 'anna@engines.example' } });
    const inThread = () =>
      until('the thread learns', async () => {
        const learning = await readLearning(context, portalId);
        if (learning?.state !== 'running') throw new Error(`The learning is ${learning?.state} already.`);
        return ['collecting', 'looking_for_leaks', 'learning'].includes(learning.progress.step);
      });

    expect(await begin()).toMatchObject({ outcome: 'begun' });
    await inThread();
    const { progress } = (await readLearning(context, portalId))!;
    await kill();
    expect(await readLearning(context, portalId)).toMatchObject({ state: 'running', report: null, draftId: null });
    expect(await readDrafts(context, portalId)).toEqual([]);

    await start();
    await drained();
    const learnt = await readLearning(context, portalId);
    expect(learnt).toMatchObject({ state: 'done', report: { why: null, leads: 300, calls: progress.calls } });
    const [draft, ...others] = await readDrafts(context, portalId);
    expect(draft).toMatchObject({ draftId: learnt!.draftId });
    expect(others).toEqual([]);

    expect(await begin()).toMatchObject({ outcome: 'begun' });
    await inThread();
    expect(await cancelLearning(context, portalId)).toBe(true);
    await drained();
    expect(await readLearning(context, portalId)).toMatchObject({ state: 'cancelled', report: null, draftId: null });
    expect(await readDrafts(context, portalId)).toHaveLength(1);
  },
);
