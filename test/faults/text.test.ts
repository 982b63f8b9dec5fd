import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLoader } from '../../sandbox/portal/load.ts';
import { DEFAULT_MODEL } from '../../src/domain/default-model.ts';
import { makeDue } from '../../src/store/contacts.ts';
import { addJobs } from '../../src/store/jobs.ts';
import { addModel } from '../../src/store/models.ts';
import { updatePortal } from '../../src/store/portals.ts';
import { newBackfill } from '../../src/use-cases/backfill-contacts.ts';
import { publishModel } from '../../src/use-cases/publish-model.ts';
import { post, reach } from '../actions/workflow.ts';
import { propertiesOf } from '../actions/world.ts';
import { callAsCard } from '../support/card-client.ts';
import { someone } from '../support/someone.ts';
import { testWorld } from '../support/world.ts';

/* Text and values that people and programs really send: nobody's score may depend on how another contact is written. */

const MINUTE = 60_000;

/** Any UTF-16 units, those that PostgreSQL or JSON refuse among them oftener than chance has it. */
const oddText = fc
  .array(
    fc.oneof(
      fc.constantFrom('\u0000', '\ud83d', '\ude00', '\ud800', '😀', 'a', ' ', '"', '\\', '\\u0000', '\ufffe'),
      fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((units) => units.join(''));

const oddTexts = fc.sample(oddText, { seed: 8, numRuns: 24 });
const odd = (place: number): string => oddTexts[place % oddTexts.length]!;

describe('text that neither PostgreSQL nor JSON holds', () => {
  test('nul-facts, form-name-emoji: odd text comes in at every door, and everybody is scored', async () => {
    const world = await testWorld();
    const portal = world.sandbox.portal();
    const load = createLoader(portal);
    const ids = ['a', 'b', 'c', ...oddTexts.map((_, n) => `odd${n}`)].map(
      (key, n) =>
        load({
          key,
          properties: {
            email: `${key}@firm.example`,
            jobtitle: 'Owner',
            firstname: key === 'b' ? 'Bob\u0000' : `Ann${odd(n)}`,
            lastname: odd(n + 1),
            company: `${odd(n + 2)} Ltd`,
            phone: `+49 30 9018${n} ${odd(n + 3)}`,
          },
          deals: [],
        }).id,
    );
    await world.install();
    await world.settled();
    const unscored = () => ids.filter((id) => propertiesOf(world, id)['ripen_scored_at'] === undefined);
    expect(unscored()).toEqual([]);

    // Names of forms and addresses of pages, as they reach Ripen by property history and by the latest value.
    const user = someone(world.sandbox.url, portal.settings.id);
    const [ann, bob, cem] = ids as [string, string, string];
    const at199 = `${'x'.repeat(197)}😀 Request a demo`;
    await user.delivers(ann, { kind: 'form_submission', page: '', form: at199 });
    for (const [n, form] of oddTexts.entries())
      await user.delivers(ids[n + 3]!, { kind: 'form_submission', page: odd(n + 1), form: `${form} demo` });
    await user.changes(cem, { jobtitle: odd(5), firstname: odd(6) });

    // Steps of workflows, cards, a model, a delivery of webhooks.
    for (const [n, text] of oddTexts.slice(0, 8).entries()) {
      const fields = { signal: 'chat', source: text, detail: `${'x'.repeat(499 - n)}😀${text}` };
      const recorded = await reach(world, { action: 'record_engagement', contactId: ids[n]!, fields });
      expect(recorded.outputs['result']).toBe('OK');
      const qualified = { decision: 'mql', reason: `${'x'.repeat(499)}😀${text}` };
      const told = await reach(world, { action: 'qualify_lead', contactId: ids[n + 3]!, fields: qualified });
      expect(told.outputs['result']).toBe('OK');
    }
    const handed = await callAsCard(world, {
      method: 'POST',
      path: `/cards/score/hand-to-sales?contactId=${bob}`,
      body: { reason: `Called ${odd(7)}\u0000${odd(8)}` },
    });
    expect(handed.status).toBe(200);
    await publish(world, {
      ...DEFAULT_MODEL,
      name: `Model ${odd(9)}`,
      explicit: DEFAULT_MODEL.explicit.map((rule, n) =>
        n === 0 ? { ...rule, label: `\ud83d${rule.label}\u0000` } : rule,
      ),
    });
    const events = oddTexts.map((text, n) => ({
      ...{ eventId: 9_000 + n, subscriptionId: 7, portalId: portal.settings.id, appId: 1, attemptNumber: 0 },
      ...{ occurredAt: world.sandbox.clock.now(), changeSource: 'CRM', subscriptionType: 'contact.propertyChange' },
      ...{ objectId: Number(ids[n % ids.length]), propertyName: n % 3 === 0 ? text : 'firstname', propertyValue: text },
    }));
    expect((await post(world, '/webhooks/hubspot', {}, events)).status).toBe(204);

    world.sandbox.clock.advance(6 * MINUTE);
    await world.settled();
    await user.changes(bob, { jobtitle: 'Intern' });
    await world.settled();
    expect(propertiesOf(world, bob)['ripen_seniority']).toBe('student');
    expect(propertiesOf(world, ann)['ripen_qualification']).toBe('sql');
    expect(unscored()).toEqual([]);
    const { rows } = await world.app.database.pool.query(
      `select (select count(*)::int from dead_letter) as letters,
        (select count(*)::int from contact where run_at is null and next_at is null and attempts > 0) as parked`,
    );
    expect(rows).toEqual([{ letters: 0, parked: 0 }]);
  }, 120_000);
});

type World = Awaited<ReturnType<typeof testWorld>>;

async function publish({ app, sandbox }: World, document: unknown) {
  const { db } = app.database;
  const portalId = sandbox.portal().settings.id;
  const now = sandbox.clock.now();
  const backfill = { kind: 'backfill', key: '', payload: newBackfill(now), runAt: now } as const;
  const published = await publishModel(
    {
      addModel: (model) => addModel(db, { portalId, document: model, now }),
      chooseModel: (modelVersion) => updatePortal(db, portalId, { modelVersion }),
      judgeAgain: () => makeDue(db, { portalId, contactIds: 'all', now }),
      readAgain: () => addJobs(db, { portalId, jobs: [backfill], ifPresent: 'replace' }),
    },
    document,
  );
  expect(published).toMatchObject({ outcome: 'published' });
}
