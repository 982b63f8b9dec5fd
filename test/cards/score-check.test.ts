import { expect, it } from 'vitest';
import { type CheckSeen, checkView } from '../../cards/pages/contracts/check-contract.ts';
import { cardAnswer } from '../../cards/score/contract.ts';
import type { World } from '../../demo/world.ts';
import { applyWrite, createRecord } from '../../sandbox/portal/write/write.ts';
import { openDrafts } from '../../src/store/models/drafts.ts';
import { callAsCard } from '../support/card-client.ts';
import { letEdit } from '../support/let-edit.ts';
import { DAY, testWorld } from '../support/world.ts';

const USER = { type: 'CRM_UI', id: 'userId:7' };
const CHECK = '/cards/pages/score-check';

const check = async (world: World, query = ''): Promise<CheckSeen> => {
  const { status, body } = await callAsCard(world, { path: `${CHECK}${query}` });
  const view = checkView.parse(body);
  expect(view, 'a field that the page does not know').toEqual(body);
  if (status !== 200 || view.state !== 'ok') throw new Error(`${status} ${view.state}`);
  return view;
};

const chanceOn = async (world: World, id: string) =>
  cardAnswer.parse((await callAsCard(world, { path: `/cards/score?contactId=${id}` })).body).view;

it('a lead counts when its days are over: on its card, on the page and in the table', async () => {
  const world = await testWorld();
  const portal = world.sandbox.portal();
  const add = (name: string, jobtitle: string, place: number) => {
    const country = name === 'chief' ? 'Germany' : 'Austria';
    return createRecord(portal, 'contacts', { email: `${name}${place}@acme.example`, country, jobtitle }, USER);
  };
  const chiefs = Array.from({ length: 22 }, (_, place) => add('chief', 'Chief Executive Officer', place));
  const students = Array.from({ length: 22 }, (_, place) => add('student', 'Student', place));
  await world.install();
  await world.settled();
  await letEdit(world, 7);
  const pass = async (days: number) => {
    world.sandbox.clock.advance(days * DAY);
    await world.settled();
  };

  expect(await chanceOn(world, chiefs[0]!.id)).toMatchObject({ chance: 'little' });
  expect(await check(world)).toMatchObject({ seen: 0, firstAt: null, dial: null });
  await pass(8);
  const early = await check(world, '?calls=5');
  expect(early).toMatchObject({ seen: 0, dial: { calls: 5, quarter: { wins: null } } });
  expect(early.firstAt).toBeGreaterThan(early.now);

  const draft = (userId: number) =>
    callAsCard(world, { method: 'POST', path: `${CHECK}/draft`, body: { calls: 3 }, userId });
  expect((await draft(99)).body).toMatchObject({ outcome: 'refused' });
  expect((await draft(7)).body).toEqual({ outcome: 'done' });
  const [open] = await openDrafts(world.app.database.db, portal.settings.id);
  expect(open!.last.document).toMatchObject({
    qualification: { callsAWeek: 3, sql: { enter: { combined: expect.any(Number) } } },
  });
  expect(open!.last.note).toMatch(/^SQL from \d+ points on: about 3 calls a week$/);

  await pass(20);
  for (const one of chiefs.slice(0, 20)) applyWrite(portal, one, { lifecyclestage: 'customer' }, USER);
  await pass(1);
  await pass(70);

  const { seen, won, bands, table } = await check(world);
  expect([seen, won]).toEqual([44, 20]);
  expect(bands.reduce((sum, band) => sum + band.seen, 0)).toBe(44);
  const ofCountry = async (country: string) => {
    const { seen, won, dial, filters } = await check(world, `?country=${country}`);
    return [seen, won, dial, filters.find(({ id }) => id === 'country')?.chosen];
  };
  expect(await ofCountry('DE')).toEqual([22, 20, null, 'DE']);
  expect(await ofCountry('AT')).toEqual([22, 0, null, 'AT']);
  expect(await ofCountry('FR')).toEqual([0, 0, null, 'FR']);
  expect(await chanceOn(world, chiefs[21]!.id)).toMatchObject({ chance: { seen: 22, won: 20, windowDays: 90 } });
  expect(await chanceOn(world, students[0]!.id)).toMatchObject({ chance: { seen: 22, won: 0 } });
  expect(await chanceOn(world, chiefs[0]!.id), 'a customer').toMatchObject({ chance: null });

  const url = table.replace(world.config.publicUrl, world.app.url);
  const file = await fetch(url);
  expect(file.headers.get('content-type')).toMatch(/^text\/csv/);
  const [head, ...lines] = (await file.text()).trimEnd().split('\r\n');
  expect(head).toMatch(/^contact_id,landmark,/);
  expect(lines).toHaveLength(44);
  expect(lines.filter((line) => line.includes(',yes,'))).toHaveLength(20);
  for (const cell of lines.flatMap((line) => line.split(','))) expect(cell).not.toMatch(/^[=+@\t-]/);
  expect((await fetch(url.replace(/ticket=\d+/, 'ticket=1'))).status).toBe(404);
});
