import { expect, it } from 'vitest';
import { portalCommand } from '../../cli/portal.ts';
import type { World } from '../../demo/world.ts';
import { createRecord } from '../../sandbox/portal/write/write.ts';
import { loadSample } from '../../sandbox/sample/sample.ts';
import { ticketsFor } from '../../src/http/install-ticket.ts';
import { tokenCipher } from '../../src/operation/token-cipher.ts';
import { findPortal } from '../../src/store/portals/portals.ts';
import { runCommand, runProgram } from '../support/programs/run-command.ts';
import { testWorld } from '../support/world.ts';

/** Runs `npm run portal -- …` beside the app: its standard output, which has data alone. */
const portal = async (world: World, ...args: string[]): Promise<string> => {
  const { code, said, complained } = await runCommand(world, portalCommand, ...args);
  expect({ code, complained }).toEqual({ code: 0, complained: '' });
  return said;
};

/** Runs a command that fails: its complaint. The standard output must stay empty. */
const refused = async (world: World, ...args: string[]): Promise<string> => {
  const { code, said, complained } = await runCommand(world, portalCommand, ...args);
  expect({ code, said }).toEqual({ code: 1, said: '' });
  return complained;
};

it('the operator sees a portal, and disconnects it: HubSpot removes the app, and the data are erased', async () => {
  const world = await testWorld({ sandbox: {} });
  loadSample(world.sandbox.portal());
  // The command runs on the real clock, by which the tokens must still be valid.
  world.sandbox.clock.set(Date.now());
  await world.install();
  await world.settled();
  const id = world.sandbox.portal().settings.id;

  expect(await portal(world, 'list')).toMatch(/^62515 {2}active {2}303 scored/);
  expect(await portal(world, 'dead-letters', `${id}`)).toBe(
    'No work is set aside.\nEverything that webhooks brought could be read.',
  );
  const contactId = world.sandbox.state().contacts[0]!.id;
  expect(JSON.parse(await portal(world, 'export', `${id}`, `${contactId}`))).toMatchObject({
    portalId: id,
    contactId: Number(contactId),
    stored: { contact: [expect.objectContaining({ facts: expect.anything() })] },
  });
  expect(await refused(world, 'export', `${id}`, '1')).toMatch(/^Nothing is stored of contact 1 of portal 62515/);
  expect(await refused(world, 'disconnect', '99')).toMatch(/no portal 99/);
  for (const odd of ['0xf433', '6.2515e4', ' 62515', '-62515', '9'.repeat(30), '٦٢٥١٥'])
    expect(await refused(world, 'disconnect', odd)).toMatch(/is no id of a portal/);
  for (const command of ['backfill', 'retry', 'move', 'export', 'unreadable'])
    expect(await refused(world, command)).toMatch(/^No id came/);
  expect(await refused(world, 'disconnect', `${id}`, '99')).toMatch(/^What is "99" for\?/);
  expect(await refused(world, 'list', 'all')).toMatch(/^What is "all" for\?/);
  expect(await refused(world, 'export', `${id}`, '1e2')).toMatch(/^Nothing is stored of contact 1e2/);
  expect(await refused(world, 'move', `${id}`, '--to', 'home', 'now')).toMatch(/^What is "now" for\?/);
  expect(await refused(world, 'model', `${id}`)).toMatch(/npm run -s model/);
  expect(await runProgram('cli/portal.ts', 'lists')).toEqual({
    code: 1,
    said: '',
    complained: expect.stringMatching(/^There is no command "lists".*npm run portal -- list/s),
  });
  expect(await portal(world, 'disconnect', `${id}`)).toMatch(/disconnected/);

  expect(world.sandbox.grants.installed(id)).toBeUndefined();
  expect(world.sandbox.calls.summary().counts.map((c) => `${c.method} ${c.route} ${c.status}`)).toContain(
    'DELETE /appinstalls/2026-09/external-install 204',
  );
  expect(await findPortal(world.app.database.db, id)).toMatchObject({ status: 'disconnected', tokens: null });
});

it('the operator changes the key: tokens stay readable, are sealed anew, and need the former key no more', async () => {
  const world = await testWorld();
  await world.install();
  await world.settled();
  const id = world.sandbox.portal().settings.id;
  const { encryptionKey: old } = world.config;
  const [next, third] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const withKeys = (encryptionKey: Buffer, encryptionKeyBefore: Buffer | null): World => ({
    ...world,
    config: { ...world.config, encryptionKey, encryptionKeyBefore },
  });
  const read = async (encryptionKey: Buffer, encryptionKeyBefore: Buffer | null) => {
    const { tokens } = (await findPortal(world.app.database.db, id))!;
    const cipher = tokenCipher({ encryptionKey, encryptionKeyBefore });
    return { access: cipher.open(id, tokens!.access), refresh: cipher.open(id, tokens!.refresh) };
  };
  const before = await read(old, null);

  expect(await refused(withKeys(next, third), 'reseal')).toMatch(
    /seals now: 0\.\n.*portal 62515 .*ENCRYPTION_KEY_BEFORE/,
  );
  expect(await read(next, old)).toEqual(before);
  expect(await portal(withKeys(next, old), 'reseal')).toMatch(/seals now: 1\. Nothing needs/);
  expect(await read(next, null)).toEqual(before);
  await expect(read(old, null)).rejects.toThrow('sealed by another key');
});

it('whoever has installed it sees how far it is and what to do next, and nobody else does', async () => {
  const world = await testWorld();
  createRecord(world.sandbox.portal(), 'contacts', { email: 'ada@acme.example' }, { type: 'CRM_UI', id: 'userId:7' });
  await world.install();
  const { config, sandbox } = world;
  const ticket = ticketsFor('install', config.encryptionKey).issue(sandbox.portal().settings.id, sandbox.clock.now());
  const look = async (given: string) => (await fetch(`${config.publicUrl}/oauth/progress?ticket=${given}`)).text();

  expect(await look(ticket)).toContain('Next step: put the score card');
  await world.settled();

  expect(await look(ticket)).toContain('All contacts are read and scored: 1.');
  expect(await look(`1${ticket}`)).not.toContain('are read and scored');
});
