import { expect, it } from 'vitest';
import { installAsABrowser } from '../../demo/world.ts';
import { readDrafts } from '../../src/use-cases/models/draft/edit-draft.ts';
import {
  beginLearning,
  cancelLearning,
  readLearning,
  USUAL_WISHES,
} from '../../src/use-cases/models/learn/learnings.ts';
import { WHOLE } from '../support/few-of-each.ts';
import { chance } from '../support/past/generated-leads.ts';
import { loadPast, type PastRow } from '../support/past/past-portal.ts';
import { killableWorld } from '../support/programs/killable.ts';
import { until } from '../support/until.ts';

/** So many fields that the learner works for a second. */
const OWN = Array.from({ length: 120 }, (_, at) => ({
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
  'goes on after kills while it reads and while it learns, and learns what it would have learnt without',
  async () => {
    const { sandbox, clock, publicUrl, database, tellTime, kill, start, drained } = await killableWorld();
    const { db } = database;
    const context = { db, clock };
    const portalId = sandbox.portal().settings.id;
    const ids = loadPast(sandbox, { contacts: OWN }, leads(600), []);
    await installAsABrowser(publicUrl);
    await drained();
    sandbox.calls.keep(Number.POSITIVE_INFINITY);
    const begin = (calls: number) => {
      // Of learnings that began at one instant, nobody knows which is the last.
      clock.set(clock.now() + 1_000);
      tellTime();
      return beginLearning(context, portalId, {
        wishes: { ...USUAL_WISHES, rules: 40, calls },
        by: { userId: 7, name: 'anna@engines.example' },
      });
    };
    const inThread = () =>
      until('the thread learns', async () => {
        const learning = await readLearning(context, portalId);
        if (learning?.state !== 'running') throw new Error(`The learning is ${learning?.state} already.`);
        return ['collecting', 'looking_for_leaks', 'learning'].includes(learning.progress.step);
      });
    /** the contacts whose history each call asked for */
    const asked = (): readonly (readonly string[])[] =>
      sandbox.calls.exchanges().flatMap(({ path, requestBody }) => {
        const body = requestBody as { propertiesWithHistory?: string[]; inputs: { id: string }[] };
        return path.endsWith('/contacts/batch/read') && (body.propertiesWithHistory ?? []).includes('answer_0')
          ? [body.inputs.map(({ id }) => id)]
          : [];
      });
    const pasts = async () =>
      (await database.pool.query('select contact_id, history, company, deals from contact_past order by 1')).rows;

    const over = () =>
      until('no learning is under way', async () => {
        const { rows } = await database.pool.query("select from job where kind = 'learn'");
        return rows.length === 0;
      });

    // Twelve calls read all; a kill in the second of three stretches costs that stretch anew.
    const budget = 16;
    sandbox.faults.add({
      path: '/crm/objects/2026-09/contacts/batch/read',
      skip: 6,
      effect: { kind: 'delay', milliseconds: 600_000 },
    });
    expect(await begin(budget)).toMatchObject({ outcome: 'begun' });
    await until('the second stretch is being read', () => asked().length >= 7);
    await kill();
    expect((await pasts()).length).toBe(200);
    expect(await readLearning(context, portalId)).toMatchObject({ state: 'running', progress: { step: 'reading' } });
    sandbox.faults.clear();
    const before = asked();

    await start();
    await inThread();
    const readTwice = asked()
      .slice(before.length)
      .flat()
      .filter((id) => before.flat().includes(id));
    expect(new Set(readTwice).size).toBe(before.slice(4).flat().length);
    expect(new Set(asked().flat())).toEqual(new Set(ids));
    expect(asked().length).toBeLessThanOrEqual(budget);
    const { progress } = (await readLearning(context, portalId))!;
    expect(progress).toMatchObject({ read: 600, all: 600 });
    expect(progress.calls).toBeGreaterThanOrEqual(asked().length);
    expect(progress.calls).toBeLessThanOrEqual(budget);

    await kill();
    expect(await readLearning(context, portalId)).toMatchObject({ state: 'running', report: null, draftId: null });
    expect(await readDrafts(context, portalId)).toEqual([]);
    const callsMade = asked().length;
    await start();
    await over();
    expect(asked().length).toBe(callsMade);
    const learnt = (await readLearning(context, portalId))!;
    expect(learnt).toMatchObject({ state: 'done', report: { why: null, leads: 600, calls: progress.calls } });
    const [draft, ...others] = await readDrafts(context, portalId);
    expect(draft).toMatchObject({ draftId: learnt.draftId });
    expect(others).toEqual([]);

    // The same without a kill.
    const afterKills = await pasts();
    await database.pool.query('delete from contact_past');
    expect(await begin(budget)).toMatchObject({ outcome: 'begun' });
    await over();
    const quiet = (await readLearning(context, portalId))!;
    expect(quiet.state).toBe('done');
    expect(quiet.report).toEqual({ ...learnt.report, calls: 12 });
    expect(await pasts()).toEqual(afterKills);
    const [second] = (await readDrafts(context, portalId)).filter(({ draftId }) => draftId === quiet.draftId);
    expect(second!.last.document).toEqual(draft!.last.document);

    expect(await begin(budget)).toMatchObject({ outcome: 'begun' });
    await inThread();
    expect(await cancelLearning(context, portalId)).toBe(true);
    await over();
    expect(await readLearning(context, portalId)).toMatchObject({ state: 'cancelled', report: null, draftId: null });
    expect(await readDrafts(context, portalId)).toHaveLength(2);
  },
);
