import { describe, expect, it } from 'vitest';
import { type ModelSeen, modelView } from '../../cards/pages/contracts/contract.ts';
import { type LookedBack, lookBackView } from '../../cards/pages/contracts/look-back-contract.ts';
import {
  loadView,
  modelDone,
  type PlanSeen,
  type PlanWish,
  planView,
  versionsView,
} from '../../cards/pages/contracts/model-contract.ts';
import { partView } from '../../cards/pages/contracts/part-contract.ts';
import { plainDone } from '../../cards/pages/contracts/plain-done.ts';
import { type SetUpSeen, setUpView } from '../../cards/pages/contracts/set-up-contract.ts';
import { speechView } from '../../cards/pages/contracts/speech-contract.ts';
import { SPEECHES } from '../../cards/pages/words/speeches.ts';
import { lastEvaluation } from '../../demo/last-evaluation.ts';
import type { World } from '../../demo/world.ts';
import { createRecord } from '../../sandbox/portal/write/write.ts';
import { DEFAULT_MODEL } from '../../src/domain/model/default-model.ts';
import { OUTPUT_PROPERTIES } from '../../src/domain/sync/ripen-properties.ts';
import { saveDraft } from '../../src/use-cases/models/draft/edit-draft.ts';
import { callAsCard } from '../support/card-client.ts';
import { letEdit } from '../support/let-edit.ts';
import { until } from '../support/until.ts';
import { testWorld } from '../support/world.ts';

const USER = { type: 'CRM_UI', id: 'userId:7' };
const MODEL = '/cards/pages/model';

async function modelOf(world: World, query = ''): Promise<ModelSeen> {
  const reply = await callAsCard(world, { path: `${MODEL}${query}` });
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

    const given = new Map<string, number[]>();
    const all = [...portal.records.contacts.walk()].map(({ id }) => Number(id));
    expect(all).toEqual(expect.arrayContaining(ids));
    for (const id of all) {
      const { scores } = (await lastEvaluation(world, id))!;
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

  it('warns of an owner who left the account, by name, wherever one is named', async () => {
    const routing = { ...DEFAULT_MODEL.routing, fallbackOwner: '70004' };
    const world = await testWorld({ app: { firstModel: { ...DEFAULT_MODEL, routing } } });
    const portal = world.sandbox.portal();
    const { id } = createRecord(portal, 'contacts', { email: 'eve@acme.example', hubspot_owner_id: '70004' }, USER);
    await world.install();
    await world.settled();

    const sentence = 'The fallback names the owner Dan Leftlastyear, whom this account does not have any more.';
    expect((await modelOf(world)).warnings).toEqual([sentence]);
    const part = partView.parse((await callAsCard(world, { path: `${MODEL}-part?part=routing` })).body);
    expect(part).toMatchObject({
      choices: { owners: expect.arrayContaining([{ value: '70004', label: 'Dan Leftlastyear (left)' }]) },
    });
    const { body } = await callAsCard(world, { path: `/cards/score?contactId=${id}` });
    expect(body).toMatchObject({ view: { next: { owner: 'Dan Leftlastyear (left)' } } });
  });

  it('offers what Ripen writes only where a condition asks for it already, and by its label', async () => {
    const world = await testWorld();
    await world.install();
    await world.settled();
    await letEdit(world, 7);
    const offered = async () => {
      const part = partView.parse((await callAsCard(world, { path: `${MODEL}-part?part=explicit` })).body);
      if (part.state !== 'ok') throw new Error(part.state);
      return part.choices['properties']!.filter(({ value }) => OUTPUT_PROPERTIES.some(({ name }) => name === value));
    };
    expect(await offered()).toEqual([]);
    const value = { label: 'Good grade', group: 'geography', points: 1, when: { field: 'ripen_grade', oneOf: ['A1'] } };
    const changes = [{ what: 'add', path: ['explicit'], value }];
    const body = { seen: { version: 1, draft: null }, changes };
    expect(await callAsCard(world, { method: 'POST', path: `${MODEL}/change`, body })).toMatchObject({
      body: { outcome: 'done' },
    });
    expect(await offered()).toMatchObject([{ value: 'ripen_grade', label: 'Ripen grade' }]);
  });

  it('belongs to the portal that HubSpot signed, and to no other', async () => {
    const world = await testWorld();
    await world.install();

    expect(await callAsCard(world, { path: MODEL, portalId: 4711 })).toMatchObject({ body: { state: 'not_set_up' } });
    expect(await callAsCard(world, { path: MODEL, secret: 'guessed' })).toMatchObject({ status: 401 });
    expect(await callAsCard(world, { path: `${MODEL}?portalId=4711` })).toMatchObject({ status: 400 });

    const words = (language: string, secret?: string) =>
      callAsCard(world, { path: `/cards/pages/words?language=${language}`, ...(secret && { secret }) });
    const japanese = await words('ja');
    expect(speechView.parse(japanese.body)).toEqual(speechView.parse(SPEECHES.ja));
    expect(japanese.headers.get('cache-control')).toBe('private, max-age=3600');
    expect(await words('en')).toMatchObject({ status: 404 });
    expect(await words('ja', 'guessed')).toMatchObject({ status: 401 });
  });
});

describe('a model that is changed on the page of the app', () => {
  const post = (world: World, action: string, body: unknown, userId = 7) =>
    callAsCard(world, { method: 'POST', path: `${MODEL}/${action}`, body, userId }).then((reply) => {
      expect(reply.status).toBe(200);
      return modelDone.parse(reply.body);
    });
  const planOf = async (world: World, planId: string) =>
    planView.parse((await callAsCard(world, { path: `/cards/pages/plan?planId=${planId}` })).body);
  const versionsPageOf = async (world: World) => {
    const { body } = await callAsCard(world, { path: '/cards/pages/versions' });
    expect(versionsView.parse(body), 'a field that the page does not know').toEqual(body);
    return versionsView.parse(body);
  };
  const versionsOf = async (world: World) => (await versionsPageOf(world)).versions;

  /** The comparison when it is done. */
  async function compared(world: World, wish: PlanWish): Promise<PlanSeen> {
    const begun = await post(world, 'compare', wish);
    if (begun.outcome !== 'begun') throw new Error(JSON.stringify(begun));
    await until('the comparison is done', async () => (await planOf(world, begun.planId)).state === 'done');
    return (await planOf(world, begun.planId)) as PlanSeen;
  }

  it('says what it reads that was not read before, and calls no rule useless that only the draft has', async () => {
    const world = await testWorld();
    createRecord(world.sandbox.portal(), 'contacts', { email: 'p@acme.example', city: 'Bonn' }, USER);
    await world.install();
    await world.settled();
    await letEdit(world, 7);
    const group = 'geography';
    const [known, unread] = [
      { label: 'Lives in Chile', group, points: 9, when: { field: 'lead.country', equals: 'CL' } },
      { label: 'Lives in Bonn', group, points: 9, when: { field: 'city', equals: 'Bonn' } },
    ];
    const changes = [known, unread].map((value) => ({ what: 'add', path: ['explicit'], value }));
    expect(await post(world, 'change', { seen: { version: 1, draft: null }, changes })).toEqual({ outcome: 'done' });

    const counted = async () => {
      const { rules, use } = await modelOf(world);
      return use.isDone ? rules : null;
    };
    await until('the rules are counted', async () => (await counted()) !== null);
    const rules = (await counted())!;
    expect(rules.filter(({ label }) => /^Lives in [BC]/.test(label)).map(({ holds }) => holds)).toEqual([null, null]);
    expect(rules.find(({ id }) => id === 'country_target')!.holds).toMatchObject({ contacts: expect.any(Number) });

    const { draftId } = (await modelOf(world)).draft!;
    expect((await compared(world, { draftId })).unread).toEqual(['“City”']);
  });

  it('is drafted, counted, compared, signed by two others, published, and taken back', async () => {
    const world = await testWorld();
    const portal = world.sandbox.portal();
    for (let i = 0; i < 4; i++)
      createRecord(portal, 'contacts', { email: `p${i}@acme.example`, country: i < 3 ? 'Germany' : 'Chile' }, USER);
    await world.install();
    await world.settled();
    const all = [...portal.records.contacts.walk()].length;
    await letEdit(world, 7, 8, 9);

    const when = { field: 'lead.country', equals: 'CL' };
    expect(await post(world, 'count', { when })).toEqual({
      outcome: 'counted',
      contacts: 1,
      of: all,
      sentence: expect.any(String),
      isEstimate: false,
    });
    const industry = { field: 'company.industry', oneOf: ['COMPUTER_SOFTWARE'] };
    expect(await post(world, 'count', { when: industry }), 'as the account calls it').toMatchObject({
      sentence: '“Industry” of the company is one of “Computer software”',
    });
    expect(await post(world, 'values', { field: 'company.industry' })).toMatchObject({
      options: expect.arrayContaining([{ value: 'COMPUTER_SOFTWARE', label: 'Computer software' }]),
    });
    expect(await post(world, 'values', { field: 'lead.country' })).toMatchObject({
      seen: expect.arrayContaining([{ value: 'CL', label: 'Chile', contacts: 1 }]),
    });
    const rule = { label: 'Lives in Chile', group: 'geography', points: 9, when };
    const add = { what: 'add', path: ['explicit'], value: rule };
    const nothing = { version: 1, draft: null };
    expect(await post(world, 'change', { seen: nothing, changes: [add] })).toEqual({ outcome: 'done' });
    const first = (await modelOf(world)).draft!;
    expect(first).toMatchObject({ isMine: true, differences: [expect.stringContaining('Lives in Chile')] });

    // A change that makes the model invalid changes nothing, and says at which field.
    const key = { draftId: first.draftId, edit: first.edit };
    const seen = { version: 1, draft: key };
    const { at } = (await modelOf(world)).rules.find(({ id }) => id === 'country_target')!;
    const path = ['explicit', `${at}`, 'points'];
    const set = (value: number) => ({ what: 'set', path, value });
    expect(await post(world, 'change', { seen, changes: [set(5_000)] })).toMatchObject({
      outcome: 'refused',
      places: [{ path, sentence: 'Enter at most 1000.' }],
    });
    expect(await post(world, 'change', { seen, changes: [set(4)] })).toEqual({ outcome: 'done' });
    const draft = (await modelOf(world)).draft!;
    expect(draft.differences).toHaveLength(2);

    const plan = await compared(world, { draftId: draft.draftId });
    expect(plan).toMatchObject({ judged: all, total: all, backTo: null });
    const loadOf = async () =>
      loadView.parse((await callAsCard(world, { path: `/cards/pages/load?planId=${plan.planId}` })).body);
    await until('the load of sales is reckoned', async () => (await loadOf()).state !== 'running');
    expect(await loadOf()).toEqual({ state: 'done', weeks: 8, watchedDays: 0, rows: [] });
    expect((await callAsCard(world, { path: '/cards/pages/load?planId=none' })).body).toEqual({ state: 'none' });

    // A look back of a month: by stored facts, and then by facts as they were.
    const { planId } = plan;
    const backOf = async () => {
      const { body } = await callAsCard(world, { path: `/cards/pages/look-back?planId=${planId}` });
      expect(lookBackView.parse(body), 'a field that the page does not know').toEqual(body);
      return lookBackView.parse(body);
    };
    const lookedBack = async (calls: number): Promise<LookedBack> => {
      expect(await post(world, 'look_back', { planId, day: aMonthAgo, calls })).toEqual({ outcome: 'done' });
      await until('everybody is judged', async () => (await backOf()).state === 'done');
      return (await backOf()) as LookedBack;
    };
    const dayAt = (instant: number) => new Date(instant).toISOString().slice(0, 10);
    const [aMonthAgo, tomorrow] = [-30, 2].map((days) => dayAt(world.sandbox.clock.now() + days * 86_400_000)) as [
      string,
      string,
    ];
    expect(await backOf()).toEqual({ state: 'none' });
    for (const day of [tomorrow, '2020-01-01', '2026-02-30'])
      expect(await post(world, 'look_back', { planId, day, calls: 0 })).toMatchObject({ outcome: 'refused' });
    expect(await post(world, 'look_back', { planId: 'none', day: aMonthAgo, calls: 0 })).toMatchObject({
      outcome: 'refused',
    });
    const thin = await lookedBack(0);
    expect(thin).toMatchObject({ day: aMonthAgo, contacts: all, failed: 0, used: 0 });
    expect(thin.missing + thin.others).toBe(all);
    expect(thin.weeks).toHaveLength(5);
    const calls = world.sandbox.calls.summary().total;
    expect(await lookedBack(9)).toMatchObject({ contacts: all, used: all, missing: 0, others: 0, calls: 0 });
    const called = world.sandbox.calls.summary().total - calls;
    expect(called).toBeGreaterThan(0);
    expect(called).toBeLessThanOrEqual(9);
    expect(await post(world, 'stop_looking_back', { planId })).toMatchObject({ outcome: 'refused' });

    const why = await post(world, 'explain', {
      planId: plan.planId,
      contactId: Number([...portal.records.contacts.walk()].at(-1)!.id),
    });
    if (why.outcome !== 'explained') throw new Error(JSON.stringify(why));
    expect(why.lines).toContainEqual({ label: 'Lives in Chile', before: null, after: 9 });

    // One contact, found by name, by the draft and by the version in force.
    const found = await post(world, 'find', { text: 'P3@ACME' });
    if (found.outcome !== 'found') throw new Error(JSON.stringify(found));
    expect(found.contacts).toMatchObject([{ name: 'p3@acme.example', url: expect.stringContaining('/record/0-1/') }]);
    const tested = await post(world, 'explain', { draftId: draft.draftId, contactId: found.contacts[0]!.id });
    expect(tested).toMatchObject({ after: { score: expect.any(Number) }, lines: expect.arrayContaining(why.lines) });
    if (tested.outcome !== 'explained') throw new Error(JSON.stringify(tested));
    expect(tested.changesAt?.before).toBe((await lastEvaluation(world, found.contacts[0]!.id))!.nextChangeAt);
    expect(await post(world, 'find', { text: '100%_' })).toEqual({ outcome: 'found', contacts: [] });

    expect(await post(world, 'review', { draftId: draft.draftId, edit: draft.edit })).toEqual({ outcome: 'done' });
    const sign = { draftId: draft.draftId, hash: draft.hash };
    expect(await post(world, 'sign', { ...sign, side: 'sales' })).toMatchObject({ outcome: 'refused' });
    expect(await post(world, 'sign', { ...sign, side: 'marketing' }, 8)).toEqual({ outcome: 'done' });
    expect(await post(world, 'sign', { ...sign, side: 'sales' }, 8)).toMatchObject({ outcome: 'refused' });
    expect(await post(world, 'sign', { ...sign, side: 'sales' }, 9)).toEqual({ outcome: 'done' });

    const { fingerprint } = plan;
    expect(await post(world, 'publish', { fingerprint, note: ' ' })).toMatchObject({ outcome: 'refused' });

    // Scheduled by the clock of the account, and then called off.
    const note = 'We sell in Chile';
    const then = (day: string) => post(world, 'publish', { fingerprint, note, at: { day, time: '08:30' } });
    expect(await then('2026-02-30')).toMatchObject({ sentences: [expect.stringMatching(/does not exist/)] });
    expect(await then('2020-03-01')).toMatchObject({ sentences: [expect.stringMatching(/This instant is over/)] });
    const timeZone = portal.settings.timeZone;
    const scheduled = await then('2099-07-01');
    if (scheduled.outcome !== 'scheduled') throw new Error(JSON.stringify(scheduled));
    expect(new Date(scheduled.at).toLocaleString('sv', { timeZone })).toBe('2099-07-01 08:30:00');
    expect((await versionsPageOf(world)).publication).toMatchObject({
      ...{ fingerprint, at: scheduled.at, note, refused: null, movers: plan.counts!.movers },
      differences: plan.differences,
    });
    expect(await post(world, 'drop', { fingerprint: 'another' })).toMatchObject({ outcome: 'refused' });
    expect(await post(world, 'drop', { fingerprint })).toEqual({ outcome: 'done' });
    const { publication: none, edits } = await versionsPageOf(world);
    expect(none).toBeUndefined();
    expect(edits?.map(({ differences }) => differences)).toEqual([[expect.any(String)], [expect.any(String)]]);
    expect(await post(world, 'pause', { version: 1, paused: true })).toMatchObject({
      sentences: [expect.stringMatching(/is over/)],
    });

    expect(await post(world, 'publish', { fingerprint, note })).toMatchObject({ version: 2 });
    await world.settled();
    expect(await modelOf(world)).toMatchObject({ version: 2, draft: null });
    expect((await versionsOf(world))[0]).toMatchObject({
      version: 2,
      inForce: true,
      note: 'We sell in Chile',
      differences: [expect.any(String), expect.any(String)],
    });

    const back = await compared(world, { backTo: 1 });
    expect(await post(world, 'publish', { fingerprint: back.fingerprint, note: 'A mistake' })).toMatchObject({
      outcome: 'published',
      version: 3,
    });
    await world.settled();
    expect((await versionsOf(world))[0]).toMatchObject({ version: 3, backTo: 1, inForce: true });

    // A newer version came: the draft says what it would undo, and takes these changes in.
    const second = { version: 3, draft: null };
    expect(await post(world, 'change', { seen: second, changes: [set(6)] })).toEqual({ outcome: 'done' });
    const { draftId } = (await modelOf(world)).draft!;
    const again = await compared(world, { backTo: 2 });
    await post(world, 'publish', { fingerprint: again.fingerprint, note: 'It was none' });
    const behind = { version: 4, by: expect.any(String), undoes: [expect.any(String), expect.any(String)] };
    expect((await modelOf(world)).draft).toMatchObject({ behind });
    expect(await post(world, 'rebase', { draftId })).toMatchObject({
      outcome: 'conflict',
      edit: 1,
      conflicts: [{ mine: expect.stringMatching(/gives \+6/), theirs: expect.stringMatching(/gives \+4/) }],
    });
    expect(await post(world, 'rebase', { draftId, settled: { edit: 1, holds: 'mine' } })).toEqual({ outcome: 'done' });
    const taken = (await modelOf(world)).draft!;
    expect(taken.behind).toBeUndefined();
    expect(taken.differences).toHaveLength(1);

    // On trial with a team, then for all.
    const { owners, teams } = await versionsPageOf(world);
    expect(teams).toEqual([{ name: 'North', owners: owners!.slice(0, 2).map(({ id }) => id) }]);
    const nobody = { share: 0, owners: [] };
    expect(await post(world, 'compare', { draftId, ramp: nobody })).toMatchObject({
      sentences: [expect.stringMatching(/^Choose a share/)],
    });
    expect(await post(world, 'compare', { trial: 4, ramp: null }), 'not on trial').toMatchObject({
      outcome: 'refused',
    });
    const trying = await compared(world, { draftId, ramp: { share: 0, owners: teams![0]!.owners } });
    expect(trying.ramp).toMatchObject({ from: 4, share: 0, owners: owners!.slice(0, 2).map(({ name }) => name) });
    await post(world, 'publish', { fingerprint: trying.fingerprint, note: 'North tries it' });
    await world.settled();
    const { trial } = await versionsPageOf(world);
    expect(trial).toMatchObject({ version: 5, ramp: trying.ramp, contacts: { done: 0, of: all } });
    const whole = await compared(world, { trial: 5, ramp: null });
    expect(whole).toMatchObject({ ofVersion: 5, differences: [] });
    expect(whole.ramp).toBeUndefined();
    await post(world, 'publish', { fingerprint: whole.fingerprint, note: 'It works' });
    expect((await versionsPageOf(world)).trial).toBeUndefined();
  });

  it('tells what two people changed both, field by field, and saves what one of them then chooses', async () => {
    const world = await testWorld();
    for (const who of ['a', 'b'])
      createRecord(
        world.sandbox.portal(),
        'contacts',
        { email: `${who}@acme.example`, num_conversion_events: '1', recent_conversion_event_name: 'Ask for a demo' },
        USER,
      );
    await world.install();
    await world.settled();
    await letEdit(world, 7, 8);
    const nothing = { version: 1, draft: null };
    const at = (await modelOf(world)).rules.find(({ id }) => id === 'country_target')!.at;
    const points = (value: number) => ({ what: 'set', path: ['explicit', `${at}`, 'points'], value });
    const cap = (value: number) => ({ what: 'set', path: ['groups', '0', 'cap'], value });
    expect(await post(world, 'change', { seen: nothing, changes: [points(4)] })).toEqual({ outcome: 'done' });

    const mine = { seen: nothing, changes: [points(7), cap(16)] };
    expect(await post(world, 'change', mine, 8)).toEqual({
      outcome: 'conflict',
      by: expect.any(String),
      edit: 1,
      conflicts: [
        { mine: expect.stringMatching(/gives \+7 points, and gave \+10/), theirs: expect.stringMatching(/gives \+4/) },
      ],
    });

    const settled = (holds: string, edit: number) => ({ ...mine, settled: { edit, holds } });
    expect(await post(world, 'change', settled('theirs', 1), 8)).toEqual({ outcome: 'done' });
    expect((await modelOf(world)).draft).toMatchObject({
      edit: 2,
      differences: [expect.stringMatching(/most points is 16/), expect.stringMatching(/gives \+4/)],
    });
    expect(await post(world, 'change', settled('mine', 1), 8), 'another edit came').toMatchObject({
      outcome: 'conflict',
      edit: 2,
    });
    expect(await post(world, 'change', settled('mine', 2), 8)).toEqual({ outcome: 'done' });
    expect((await modelOf(world)).draft!.differences).toContainEqual(expect.stringMatching(/gives \+7/));

    expect(await post(world, 'change', mine, 10), 'who is on no list').toMatchObject({
      outcome: 'refused',
      sentences: [expect.stringMatching(/You can read the model, and not change it/)],
    });
    expect((await callAsCard(world, { path: MODEL, userId: 10 })).body).toMatchObject({
      mayEdit: false,
      onlyReads: expect.stringMatching(/put on the list of editors in Ripen’s settings: .+/),
    });
    expect((await callAsCard(world, { path: MODEL, userId: 903 })).body, 'a super admin').toMatchObject({
      mayEdit: true,
    });
    expect((await modelOf(world)).mayEdit).toBe(true);

    // One takes out what another has just begun to use: it is said with both names.
    const fair = { id: 'fair', label: 'Met at a fair' };
    const { draftId } = (await modelOf(world)).draft!;
    const onTop = (edit: number) => ({ version: 1, draft: { draftId, edit } });
    const add = (path: string, value: unknown) => [{ what: 'add', path: [path], value }];
    expect(await post(world, 'change', { seen: onTop(3), changes: add('signals', fair) })).toEqual({ outcome: 'done' });
    const out = [{ what: 'remove', path: ['signals', `${DEFAULT_MODEL.signals.length}`] }];
    expect(await post(world, 'change', { seen: onTop(4), changes: out }, 8)).toEqual({ outcome: 'done' });
    const { group } = DEFAULT_MODEL.implicit[0]!;
    const stand = { label: 'Came to our stand', group, signals: ['fair'], points: 3 };
    expect(await post(world, 'change', { seen: onTop(4), changes: add('implicit', stand) })).toEqual({
      outcome: 'refused',
      sentences: [
        'The model has no signal “Met at a fair”, and this needs it: “Came to our stand”. Choose another one there.',
      ],
    });

    expect(await post(world, 'values', { field: 'lifecyclestage' }, 10)).toMatchObject({
      outcome: 'values',
      type: 'enumeration',
      options: expect.arrayContaining([{ value: 'lead', label: 'Lead' }]),
      isRead: true,
    });
    expect(await post(world, 'values', { field: 'city' })).toMatchObject({ isRead: expect.any(Boolean) });

    const names = async () => {
      const answer = await post(world, 'names', {});
      if (answer.outcome !== 'names') throw new Error(answer.outcome);
      return answer;
    };
    await until('all names are counted', async () => (await names()).isDone);
    expect((await names()).forms).toContainEqual({ name: 'Ask for a demo', contacts: 2 });
    expect((await names()).forms, 'nobody has filled it in').toContainEqual({ name: 'Partner enquiry', contacts: 0 });
    expect(await names()).toMatchObject({ formsAreRead: true });

    const bavaria = await post(world, 'holidays', { country: 'DE', region: 'BY', language: 'fr' }, 10);
    if (bavaria.outcome !== 'holidays') throw new Error(bavaria.outcome);
    expect(bavaria.countries).toContainEqual({ value: 'DE', label: 'Allemagne' });
    expect(bavaria.regions).toContainEqual({ value: 'BY', label: expect.any(String) });
    const year = new Date((await modelOf(world)).now).getUTCFullYear();
    const years = [year, year + 1, year + 2].map(String);
    expect([...new Set(bavaria.days.map(({ day }) => day.slice(0, 4)))]).toEqual(years);
    expect(bavaria.days).toContainEqual({ day: `${year + 1}-01-06`, name: 'l’Épiphanie' });
    expect(await post(world, 'holidays', { country: null, region: null, language: 'xx' })).toMatchObject({
      outcome: 'holidays',
      country: expect.stringMatching(/^[A-Z]{2}$/),
      region: null,
    });

    const part = partView.parse((await callAsCard(world, { path: `${MODEL}-part?part=routing` })).body);
    if (part.state !== 'ok') throw new Error(part.state);
    expect(part.seen).toEqual({ version: 1, draft: { draftId: expect.any(String), edit: 5 } });
    expect(part.value['routing']).toEqual(DEFAULT_MODEL.routing);
    expect(part.choices['owners']).toContainEqual({ value: expect.any(String), label: expect.any(String) });
    const none = await callAsCard(world, { path: `${MODEL}-part?part=nothing` });
    expect(none).toMatchObject({ status: 200, body: { state: 'none' } });
  });
});

describe('the set-up on the page of the app', () => {
  const SET_UP = '/cards/pages/set-up';
  const readOf = async (world: World): Promise<SetUpSeen> => {
    const reply = await callAsCard(world, { path: SET_UP });
    const parsed = setUpView.parse(reply.body);
    expect(parsed, 'a field that the page does not know').toEqual(reply.body);
    if (parsed.state !== 'ok') throw new Error(`Not set up: ${parsed.state}`);
    return parsed;
  };

  it('puts what is accepted into one draft, remembers every step, and refuses what was seen before somebody else', async () => {
    const world = await testWorld();
    const portal = world.sandbox.portal();
    for (let n = 0; n < 3; n++)
      createRecord(portal, 'contacts', { email: `p${n}@acme.example`, recent_conversion_event_name: 'Rückruf' }, USER);
    await world.install();
    await world.settled();
    const act = async (action: string, body: object, userId = 7) =>
      plainDone.parse((await callAsCard(world, { method: 'POST', path: `${SET_UP}/${action}`, body, userId })).body);

    await until('everybody is looked at', async () => (await readOf(world)).survey.isDone);
    const first = await readOf(world);
    expect(first.steps.map(({ state }) => state)).toEqual(first.steps.map(() => 'open'));
    expect(first.draft).toBeNull();

    const hours = { step: 'hours', draft: null, answers: { from: '07:30' } };
    expect(await act('accept', hours), 'who is on no list').toMatchObject({ outcome: 'refused' });
    await letEdit(world, 7, 8, 9);
    expect(await act('accept', hours)).toEqual({ outcome: 'done' });
    expect(await act('accept', { ...hours, answers: { from: '06:30' } })).toMatchObject({ outcome: 'refused' });
    const { draft } = await readOf(world);
    expect(await act('accept', { step: 'hours', draft, answers: { from: 'noon' } })).toMatchObject({
      outcome: 'refused',
      sentences: [expect.stringMatching(/09:00 was expected, and “noon” came/)],
    });
    expect(await act('accept', { step: 'starting', draft, answers: { starting: 'services' } })).toEqual({
      outcome: 'done',
    });
    expect(await act('skip', { step: 'owners' })).toEqual({ outcome: 'done' });

    const last = await readOf(world);
    expect(last.draft).toEqual({ draftId: draft?.draftId, edit: 2 });
    const states = Object.fromEntries(last.steps.map(({ id, state }) => [id, state]));
    expect(states).toMatchObject({ starting: 'done', owners: 'skipped', buyers: 'open', hours: 'done' });
    const { draft: seen } = await modelOf(world);
    expect(seen?.differences.join(' ')).toMatch(/the opening hour is “07:30”/);

    // A learnt draft hides no draft of a person: both are listed and can be read.
    const context = { db: world.app.database.db, clock: { now: () => world.sandbox.clock.now() + 1_000 } };
    const by = { userId: 8, name: 'Ben' };
    const document = { ...DEFAULT_MODEL, name: 'Learnt' };
    const learnt = await saveDraft(context, portal.settings.id, { document, by });
    if (learnt.outcome !== 'saved') throw new Error(learnt.outcome);
    const newest = await modelOf(world);
    expect(newest).toMatchObject({ name: 'Learnt', draft: { draftId: learnt.draftId } });
    const [other] = newest.others!;
    expect(other).toMatchObject({ draftId: draft?.draftId, changes: seen?.differences.length });
    const before = await modelOf(world, `?draft=${other!.draftId}`);
    expect(before).toMatchObject({
      draft: { differences: seen?.differences },
      others: [{ draftId: learnt.draftId, authors: ['Ben'], changes: 1 }],
    });
    const part = await callAsCard(world, { path: `/cards/pages/model-part?part=calendar&draft=${other!.draftId}` });
    expect(partView.parse(part.body)).toMatchObject({ seen: { draft: { draftId: draft?.draftId } } });

    const unknown = await callAsCard(world, { method: 'POST', path: `${SET_UP}/accept`, body: { step: 'else' } });
    expect(unknown.status).toBe(400);
  });
});
