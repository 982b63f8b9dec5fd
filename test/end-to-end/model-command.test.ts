import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { modelCommand } from '../../cli/model.ts';
import type { World } from '../../demo/world.ts';
import { createRecord } from '../../sandbox/portal/write/write.ts';
import { DEFAULT_MODEL } from '../../src/domain/model/default-model.ts';
import type { Model } from '../../src/domain/model/model.ts';
import { runProgram, settingsOf } from '../support/programs/run-command.ts';
import { tally, testWorld } from '../support/world.ts';

/** Runs `npm run -s model -- …` in this process: its output and exit code. */
async function run(world: World | null, args: readonly string[]) {
  const [said, complained]: [string[], string[]] = [[], []];
  const env = world === null ? {} : settingsOf(world);
  const code = await modelCommand(args, {
    env,
    print: (text) => void said.push(text),
    tell: (text) => void complained.push(text),
  });
  return { code, said: said.join('\n'), complained: complained.join('\n') };
}

async function folderOf(models: Readonly<Record<string, unknown>>): Promise<(name: string) => string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'ripen-model-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, document] of Object.entries(models))
    await writeFile(path.join(folder, name), typeof document === 'string' ? document : JSON.stringify(document));
  return (name) => path.join(folder, name);
}

const changed = (change: (model: Model) => void): Model => {
  const copy = structuredClone(DEFAULT_MODEL);
  change(copy);
  return copy;
};

it('lists the starting models with their reasons, and gives one as a document that may be checked', async () => {
  const [all, one, none] = [
    await run(null, ['starting']),
    await run(null, ['starting', 'e-commerce']),
    await run(null, ['starting', 'bakery']),
  ];
  const file = await folderOf({ 'shop.json': one.said });

  expect(all.said).toMatch(/^manufacturing: .*\n {2}\S.*\n {2}- Who they are: /m);
  expect(await run(null, ['check', file('shop.json')])).toMatchObject({ code: 0 });
  expect(none).toMatchObject({ code: 1, complained: expect.stringContaining('There are general, b2b_software') });
});

it('says without any portal what is wrong with a model, what is not meant, and what differs', async () => {
  const file = await folderOf({
    'a.json': DEFAULT_MODEL,
    'b.json': changed((model) => {
      model.qualification.sql.enter.combined = 55;
      model.implicit = [];
    }),
    'wrong.json': {
      ...DEFAULT_MODEL,
      explicitShare: 250,
      groups: DEFAULT_MODEL.groups.map((group) => ({ ...group, label: 'Both', capp: 5 })),
    },
    'none.json': 'no json',
  });
  const model = (...args: string[]) => run(null, args);

  expect(await model('check', file('wrong.json'))).toEqual({
    code: 1,
    said: '',
    complained: expect.stringMatching(
      /cannot be used:\n {2}- groups\.0 \(Both\): .* “capp”: is “cap” meant\?\n(?:.*\n)* {2}- explicitShare: expected at most 100, and 250 came/,
    ),
  });
  expect(await model('check', file('b.json'))).toMatchObject({
    code: 0,
    said: expect.stringMatching(/^qualification.mql.enter.*Nobody can become an MQL by score/m),
  });
  expect(await model('check', file('none.json'))).toMatchObject({
    code: 1,
    said: '',
    complained: expect.stringMatching(/is no JSON/),
  });
  expect(await model('check', file('nowhere.json'))).toMatchObject({
    code: 1,
    complained: expect.stringMatching(/There is no file/),
  });
  expect(await model('diff', file('a.json'), file('b.json'))).toMatchObject({
    code: 0,
    said: expect.stringMatching(/^The rule .* is taken out\.\nTo become an SQL: ‘Points in all’ is 55, and was 60\.$/m),
  });
  expect(await model('diff', file('a.json'), file('a.json'))).toEqual({
    code: 0,
    said: '',
    complained: 'Both say the same.',
  });
  expect(await model('publsh')).toMatchObject({
    code: 2,
    said: '',
    complained: expect.stringMatching(/no command "publsh"/),
  });
  expect(await model('diff', file('a.json'))).toMatchObject({ code: 2, said: '' });
  for (const [surplus, ...call] of [
    ['b.json', 'check', 'a.json'],
    ['2', 'roll-back', '7', '1'],
    ['all', 'versions', '7'],
    ['x', 'save', '7', 'a.json', 'draft'],
  ])
    expect(await model(...call, surplus!)).toEqual({
      code: 2,
      said: '',
      complained: expect.stringContaining(`"${surplus}"`),
    });
  for (const odd of ['', '0x10', '1e1', ' 5', '٥', '100.1'])
    expect(await model('what-if', '7', file('a.json'), '--share', odd), odd).toMatchObject({ code: 2, said: '' });
  expect((await runProgram('cli/model.ts', 'check', file('wrong.json'))).code).toBe(1);
});

it('reads a model as editors and shells of all systems write it, and says what a file is instead', async () => {
  const text = JSON.stringify(DEFAULT_MODEL);
  const file = await folderOf({ 'empty.json': ' ', 'bom.json': `\ufeff${text}` });
  await writeFile(file('powershell.json'), `\ufeff${text}`, 'utf16le');
  const checked = async (name: string) => run(null, ['check', file(name)]);

  expect(await checked('bom.json')).toMatchObject({ code: 0 });
  expect(await checked('powershell.json')).toMatchObject({ code: 0 });
  expect(await checked('empty.json')).toMatchObject({ code: 1, complained: expect.stringMatching(/is empty\.$/) });
  expect(await checked('.')).toMatchObject({ code: 1, complained: expect.stringMatching(/is a folder: name a file/) });
});

it('lists public holidays by place, and takes those that a model lacks', async () => {
  const year = new Date().getUTCFullYear();
  const file = await folderOf({
    'model.json': changed(({ calendar }) => void (calendar.holidays = ['12-25', `${year}-01-06`])),
  });
  const holidays = (...args: string[]) => run(null, ['holidays', ...args]);

  expect((await holidays()).said).toMatch(/^DE {2}Germany$/m);
  const bayern = await holidays('de-by');
  expect(bayern).toMatchObject({ code: 0, complained: 'Germany, Bayern.' });
  expect(bayern.said).toMatch(new RegExp(`^${year + 1}-01-06 {2}Epiphany$`, 'm'));
  expect(await holidays('DE')).toMatchObject({ complained: expect.stringMatching(/^DE-BY {2}Bayern$/m) });
  expect(await holidays('XX')).toMatchObject({ code: 1, complained: expect.stringContaining('no country "XX"') });
  expect(await holidays('DE-XX')).toMatchObject({ code: 1, complained: expect.stringContaining('no region "XX"') });

  const taken = await holidays('DE-BY', file('model.json'));
  const { calendar } = JSON.parse(taken.said) as Model;
  expect(calendar.holidays.slice(0, 2)).toEqual(['12-25', `${year}-01-06`]);
  expect(calendar.holidays).toContain(`${year + 1}-01-06`);
  expect(calendar.holidays, 'the day that comes every year covers it').not.toContain(`${year}-12-25`);
  expect(new Set(calendar.holidays).size).toBe(calendar.holidays.length);
  expect(taken.complained).toMatch(/^Germany, Bayern: the calendar takes \d+ of \d+ days, and knows holidays up to/);
});

it('takes a model out, shows what another one would change, publishes that plan, and takes it back', async () => {
  const firstModel = changed(({ agreement }) => void (agreement.bothSign = true));
  const world = await testWorld({ app: { firstModel } });
  const portal = world.sandbox.portal();
  for (let n = 0; n < 3; n++)
    createRecord(
      portal,
      'contacts',
      { email: `ada${n}@acme.example`, country: 'Germany' },
      { type: 'CRM_UI', id: 'userId:7' },
    );
  // The commands run on the real clock.
  world.sandbox.clock.set(Date.now());
  await world.install();
  await world.settled();
  const id = `${portal.settings.id}`;
  const model = (...args: string[]) => run(world, args);
  const settled = async () => {
    world.app.worker.wake();
    world.sandbox.clock.set(Date.now());
    await world.settled();
  };
  const planIn = (said: string) => /^Plan (\w+)$/m.exec(said)![1]!;

  const taken = await model('get', id);
  const document = JSON.parse(taken.said) as Model;
  expect(Object.keys(document).slice(0, 3)).toEqual(['$schema', 'version', 'name']);
  document.qualification.mql = { enter: { explicit: 1 }, leave: { explicit: 1 } };
  document.implicit[0]!.off = true;
  document.returns.push({ label: 'Back', when: { field: 'hs_lead_status', oneOf: ['GONE'] } });
  const file = await folderOf({ 'model.json': document });

  const shown = await model('what-if', id, file('model.json'), '--movers', '2');
  expect(shown).toMatchObject({ code: 0, said: expect.stringMatching(/^3 contacts of 3 move;/m) });
  expect(shown.complained).toMatch(/^“Lead Status” has no option “GONE” in this account/m);
  expect(shown.said).toMatch(/^“Visited the website.*” .* is switched off\.$/m);
  expect(shown.said.match(/^contact \d+: score .*qualification unqualified → mql/gm)).toHaveLength(2);
  expect(tally(world, 'ripen_qualification')).toEqual({ unqualified: 3 });
  const [contact] = world.sandbox.state().contacts;
  expect((await model('what-if', id, file('model.json'), '--contact', contact!.id)).said).toMatch(
    /In force: .*unqualified.*Lives where you sell.*Draft: .*mql/s,
  );

  expect(await model('drafts', id)).toEqual({ code: 0, said: '', complained: 'There is no open draft.' });

  const byAnna = ['--by', 'Anna'];
  expect((await model('set-up', id)).said).toMatch(
    /^starting: open\n {2}\S.*\n.*\n {2}starting = general\nowners: open/m,
  );
  expect((await model('set-up', id, 'show', 'owners')).said).toMatch(/^ {6}70002: Ben Rainmaker$/m);
  expect(await model('set-up', id, 'skip', 'hours', ...byAnna)).toMatchObject({ code: 0, said: 'hours is skipped.' });
  expect(
    await model('set-up', id, 'accept', 'owners', ...byAnna, '--answer', 'fallback=70002', '--answer', 'automatic=yes'),
  ).toMatchObject({ code: 0 });
  expect((await model('set-up', id)).said).toMatch(/^owners: done by Anna$.*^hours: skipped by Anna$/ms);
  const drawnUp = (await model('drafts', id)).said;
  expect(drawnUp).toMatch(/by Anna/);
  expect(drawnUp).toContain('Ben Rainmaker');
  expect((await model('set-up', id, 'accept', 'owners', ...byAnna, '--answer', 'nobody=1')).code).toBe(2);
  const [draftId] = drawnUp.split(' ');
  await model('discard', id, draftId!, '--hash', /hash (\w+)/.exec(drawnUp)![1]!);
  const savedAs = ({ said }: { readonly said: string }) => /^Draft (\S+) is saved: hash (\w+)$/.exec(said)!.slice(1);
  const [draft, hash] = savedAs(await model('save', id, file('model.json'), '--by', 'Anna')) as [string, string];
  expect((await model('drafts', id)).said).toMatch(
    new RegExp(`^${draft} {2}.* {2}by Anna\\n {3}hash ${hash}\\n(?: {3}.*\\n)* {3}To become an MQL: `),
  );
  expect(JSON.parse((await model('drafts', id, draft)).said)).toMatchObject({ name: document.name });
  expect(await model('drafts', id, 'none')).toMatchObject({ code: 1, said: '' });

  const publish = (plan: string, ...more: string[]) => model('publish', id, '--plan', plan, ...more);
  expect(await publish(planIn(shown.said))).toMatchObject({ code: 2, said: '' });
  for (const at of [[], ['--at', '2199-01-01T08:00Z']])
    expect(await publish('other', '--by', 'Anna', '--note', 'x', ...at)).toMatchObject({
      code: 1,
      said: '',
      complained: expect.stringMatching(/^There is no plan other: /),
    });
  expect(await publish(planIn(shown.said), '--by', 'Anna', '--note', 'x')).toMatchObject({
    code: 1,
    complained: expect.stringMatching(/: marketing and sales must sign the draft first\.$/),
  });

  const sign = (side: string, by: string, seen = hash) =>
    model('sign', id, draft, '--hash', seen, '--side', side, '--by', by);
  expect(await sign('sales', 'Ben')).toMatchObject({
    code: 1,
    complained: expect.stringMatching(/not to be signed yet/),
  });
  expect(await model('review', id, draft, '--hash', hash)).toMatchObject({ code: 0 });
  expect(await sign('sales', 'anna')).toMatchObject({
    code: 1,
    complained: expect.stringMatching(/a change of their own/),
  });
  expect(await sign('sales', 'Ben')).toMatchObject({ code: 0, said: 'Ben has signed for sales.' });
  expect(await sign('marketing', 'Ben')).toMatchObject({ code: 1, said: '' });
  expect(await sign('legal', 'Ben')).toMatchObject({ code: 2, said: '' });
  const reworded = await folderOf({ 'other.json': { ...document, name: 'Other' } });
  const [, other] = savedAs(await model('save', id, reworded('other.json'), draft, '--hash', hash, '--by', 'Carl'));
  expect(await sign('marketing', 'Dora')).toMatchObject({
    code: 1,
    complained: expect.stringMatching(/changed the draft/),
  });
  expect((await model('drafts', id)).said, 'the edit voided the signature').not.toContain('signed for');
  await model('save', id, file('model.json'), draft, '--hash', other!, '--by', 'Carl');
  await model('review', id, draft, '--hash', hash);
  expect([await sign('sales', 'Ben'), await sign('marketing', 'Dora')]).toMatchObject([{ code: 0 }, { code: 0 }]);
  const [late, lateHash] = savedAs(await model('save', id, reworded('other.json'), '--by', 'Carl')) as [string, string];
  const done = await publish(planIn(shown.said), '--by', 'Anna', '--note', 'More of them.');
  expect(done).toMatchObject({ code: 0, said: expect.stringMatching(/^Version 2 holds now\./) });
  await settled();
  expect(tally(world, 'ripen_qualification')).toEqual({ mql: 3 });
  expect((await model('rollout', id)).said).toBe('The version in force has reached every contact.');
  expect(await model('rollout', id, 'pause', '--by', 'Anna')).toMatchObject({
    code: 1,
    said: '',
    complained: 'No roll-out is under way, so there is none to pause.',
  });
  expect((await model('what-if', id, file('model.json'), '--owners', '70002,8')).complained).toMatch(
    /^This account has no owner 8: /m,
  );
  expect(await publish(planIn(shown.said), '--by', ' ', '--note', 'x')).toMatchObject({ code: 2, said: '' });
  expect((await model('versions', id)).said).toMatch(
    /^2 {2}.*Anna {2}\(in force\)\n {3}why: More of them\.\n {3}moved 3 of 3 contacts/,
  );
  const onLate = (command: string, seen: string) => model(command, id, late, '--hash', seen, '--by', 'Carl');
  const rebased = await onLate('rebase', lateHash);
  expect(rebased).toMatchObject({ code: 0, said: expect.stringContaining(`Draft ${late} has the changes`) });
  expect(await onLate('discard', '000000000000')).toMatchObject({ code: 1, said: '' });
  expect(await onLate('discard', rebased.said.slice(-12))).toMatchObject({
    code: 0,
    said: `Draft ${late} is discarded.`,
  });
  expect(await model('drafts', id)).toMatchObject({ code: 0, complained: 'There is no open draft.' });
  expect((await model('diff', `${id}@1`, id)).said).toMatch(
    /To become an MQL: ‘Points in all’ is not set any more; it was 30\./,
  );

  // A new contact came, so the plan is out of date.
  const back = planIn((await model('roll-back', id, '1')).said);
  createRecord(
    portal,
    'contacts',
    { email: 'eve@acme.example', country: 'Germany' },
    { type: 'CRM_UI', id: 'userId:7' },
  );
  await settled();
  const moved = await publish(back, '--by', 'Ben', '--note', 'Too many.');
  expect(moved).toMatchObject({
    code: 3,
    complained: expect.stringMatching(/3 contacts were to move, and 4 would move now/),
  });
  expect((await publish(planIn(moved.said), '--by', 'Ben', '--note', 'Too many.')).said).toMatch(/^Version 3/);
  await settled();
  expect(tally(world, 'ripen_qualification')).toEqual({ unqualified: 4 });
});
