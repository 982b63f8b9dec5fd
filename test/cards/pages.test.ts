import { describe, expect, it } from 'vitest';
import { type ModelSeen, modelView } from '../../cards/pages/contract.ts';
import type { World } from '../../demo/world.ts';
import { createRecord } from '../../sandbox/portal/write.ts';
import type { Evaluation } from '../../src/domain/evaluation/evaluate.ts';
import { DEFAULT_MODEL } from '../../src/domain/model/default-model.ts';
import { findContact } from '../../src/store/contacts/contacts.ts';
import { callAsCard } from '../support/card-client.ts';
import { until } from '../support/until.ts';
import { testWorld } from '../support/world.ts';

const USER = { type: 'CRM_UI', id: 'userId:7' };
const MODEL = '/cards/pages/model';

async function modelOf(world: World): Promise<ModelSeen> {
  const reply = await callAsCard(world, { path: MODEL });
  expect(reply).toMatchObject({ status: 200 });
  const parsed = modelView.parse(reply.body);
  expect(parsed, 'a field that the page does not know').toEqual(reply.body);
  if (parsed.state !== 'ok') throw new Error(`Not set up: ${parsed.state}`);
  return parsed;
}

describe('the model on the page of the app', () => {
  it('counts for every rule for whom it gives points, and how many, as the evaluations say', async () => {
    const world = await testWorld();
    const portal = world.sandbox.portal();
    const titles = ['CEO', 'Chief Financial Officer', 'Head of Sales', 'Student', ''];
    const ids = titles.map((jobtitle, index) => {
      const email = `p${index}@acme.example`;
      return Number(createRecord(portal, 'contacts', { email, country: 'Germany', jobtitle }, USER).id);
    });
    await world.install();
    await world.settled();

    await until('everybody is counted', async () => (await modelOf(world)).use.isDone);
    const seen = await modelOf(world);

    const portalId = portal.settings.id;
    const given = new Map<string, number[]>();
    const all = [...portal.records.contacts.walk()].map(({ id }) => Number(id));
    expect(all).toEqual(expect.arrayContaining(ids));
    for (const id of all) {
      const { evaluation } = (await findContact(world.app.database.db, portalId, id))!;
      const { scores } = evaluation as Evaluation;
      for (const line of [...scores.explicit.contributions, ...scores.implicit.contributions])
        if (line.kind === 'rule') given.set(line.id, [...(given.get(line.id) ?? []), line.milli]);
    }
    expect(given.size).toBeGreaterThan(3);
    expect(seen.use).toMatchObject({ contacts: all.length, waiting: 0 });
    expect(seen.rules.map(({ id }) => id)).toEqual(
      [...DEFAULT_MODEL.explicit, ...DEFAULT_MODEL.implicit].map(({ id }) => id),
    );
    for (const { id, holds } of seen.rules) {
      const points = given.get(id) ?? [];
      const average = points.reduce((sum, milli) => sum + milli, 0) / Math.max(1, points.length) / 1000;
      expect(holds, id).toEqual({ contacts: points.length, average: expect.closeTo(average, 1) });
    }
    expect(seen.rules.find(({ id }) => id === 'country_target')?.holds).toEqual({ contacts: all.length, average: 10 });
  });

  it('belongs to the portal that HubSpot signed, and to no other', async () => {
    const world = await testWorld();
    await world.install();

    expect(await callAsCard(world, { path: MODEL, portalId: 4711 })).toMatchObject({ body: { state: 'not_set_up' } });
    expect(await callAsCard(world, { path: MODEL, secret: 'guessed' })).toMatchObject({ status: 401 });
    expect(await callAsCard(world, { path: `${MODEL}?portalId=4711` })).toMatchObject({ status: 400 });
  });
});
