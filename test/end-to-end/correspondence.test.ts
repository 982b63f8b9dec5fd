import { expect, it } from 'vitest';
import { auditCommand } from '../../cli/audit.ts';
import { openShopWindow } from '../../demo/shop-window.ts';
import type { World } from '../../demo/world.ts';
import { loadSample } from '../../sandbox/sample/sample.ts';
import type { Violation } from '../../src/domain/nurture/correspondence.ts';
import { violations } from '../../src/store/ledgers/correspondence.ts';
import { builtCards } from '../support/built-cards.ts';
import { fewOfEach } from '../support/few-of-each.ts';
import { runCommand } from '../support/programs/run-command.ts';
import { someone } from '../support/someone.ts';
import { DAY, testWorld } from '../support/world.ts';

const HOUR = 3_600_000;

/** The sample portal, installed a day ago, with contacts of the kinds that matter. */
async function plantation() {
  const world = await testWorld();
  const { sandbox } = world;
  loadSample(sandbox.portal(), fewOfEach(sandbox.clock.now()));
  await world.install();
  await world.settled();
  sandbox.clock.advance(DAY);
  await world.settled();
  const portalId = sandbox.portal().settings.id;
  const taken = new Set<string>();
  const idWith = (wanted: Record<string, string>): string => {
    const fits = ({ id, properties }: { id: string; properties: Record<string, string> }) =>
      !taken.has(id) && Object.entries(wanted).every(([name, value]) => (properties[name] ?? '') === value);
    const { id } = sandbox.state().contacts.find(fits)!;
    taken.add(id);
    return id;
  };
  const user = someone(sandbox.url, portalId);
  const sends = async (id: string, name: string): Promise<number> => {
    sandbox.clock.advance(HOUR);
    await user.delivers(id, { kind: 'email_sent', name });
    return sandbox.clock.now();
  };
  /** Lets the timed search find sends, after the search index has caught up. */
  const found = async () => {
    sandbox.clock.advance(6 * 60_000);
    await world.settled();
  };
  return { world, portalId, user, idWith, sends, found };
}

async function violationsOf({ app }: World, portalId: number): Promise<Violation[]> {
  const all: Violation[] = [];
  for await (const one of violations(app.database.db, { portalId, since: 0 })) all.push(one);
  return all;
}

const audit = (world: World, ...args: string[]) => runCommand(world, auditCommand, 'correspondence', ...args);

it('planted sends to contacts that must be left alone are found, named and dated: all of them, and nothing else', async () => {
  const { world, portalId, user, idWith, sends, found } = await plantation();
  const silent = idWith({ ripen_dormant_segment: 'dormant_unqualified', hs_email_optout: '' });
  const optedOut = idWith({ hs_email_optout: 'true' });
  const nurtured = idWith({ ripen_nurture_track: 'mql_nurture' });
  const leaving = idWith({ ripen_nurture_track: 'mql_nurture' });
  const waking = idWith({ ripen_dormant_segment: 'dormant_unqualified', hs_email_optout: '' });
  const planted: { contactId: number; at: number; campaign: string }[] = [];
  const plants = async (id: string, campaign: string) => {
    planted.push({ contactId: Number(id), at: await sends(id, campaign), campaign });
  };

  await sends(nurtured, 'Nurture 1');
  await plants(silent, 'Everybody');
  await found();
  // Several e-mails between two searches, two of them with the same name.
  await plants(optedOut, 'Spring offer');
  await plants(optedOut, 'Spring offer again');
  await sends(leaving, 'Nurture 1');
  await plants(optedOut, 'Spring offer again');
  await found();
  await user.delivers(leaving, { kind: 'unsubscribe' });
  await plants(waking, 'Everybody');
  await found();
  await user.delivers(waking, { kind: 'form_submission', page: 'Home', form: 'Newsletter' });
  await found();
  await sends(waking, 'Welcome back');
  await plants(leaving, 'Nurture 2');
  await sends(nurtured, 'Nurture 2');
  await found();

  const all = await violationsOf(world, portalId);
  expect(all.map(({ contactId, at, campaign }) => ({ contactId, at, campaign }))).toEqual(planted);
  const rulesOf = (id: string) => all.find(({ contactId }) => contactId === Number(id))!.rules;
  expect(rulesOf(silent)).toContain('Never qualified, and silent');
  expect(rulesOf(optedOut)).toContain('Opted out of e-mail');
  expect(rulesOf(leaving)).toContain('Opted out of e-mail');
  expect(all.every(({ since, at }) => since < at)).toBe(true);

  const { code, said } = await audit(world, '--portal', `${portalId}`);
  expect(code).toBe(1);
  for (const { contactId, campaign, at } of planted)
    expect(said).toContain(
      `contact ${contactId}: “${campaign}” sent ${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    );
  expect(said.split('\n')).toHaveLength(planted.length + 1);
  expect(said).toMatch(/Portal \d+: \d+ contacts, \d+ days, 6 sends to excluded contacts \(\d+ sends looked at\)$/);
  expect(await audit(world, '--since', '2100-01-01')).toMatchObject({ code: 0 });
});

it('nobody was written to who must be left alone: the audit and the shop window say so', async () => {
  const { world, portalId, idWith, sends, found } = await plantation();
  await sends(idWith({ ripen_nurture_track: 'mql_nurture' }), 'Nurture 1');
  await found();

  expect(await violationsOf(world, portalId)).toEqual([]);
  expect(await audit(world)).toMatchObject({ code: 0, said: expect.stringMatching(/ 0 sends to excluded contacts/) });
  const web = await openShopWindow(world, await builtCards());
  const page = await (await fetch(`${web.url}/no-correspondence`)).text();
  const touches = await fetch(`${web.url}/touches`);
  await web.close();
  expect(page).toMatch(/<strong>\d+ contacts, 1 day, 0 sends to excluded contacts \(1 send looked at\)<\/strong>/);
  expect(touches.status).toBe(200);
});

it.each([
  [['correspondenze'], 'Audit what?'],
  [['correspondence', '--since', 'soon'], '--since is a date'],
])('a question that cannot be answered (%j) says what was expected', async (args, expected) => {
  const { code, complained } = await runCommand(null, auditCommand, ...args);

  expect(code).toBe(2);
  expect(complained).toContain(expected);
});
