import { expect, it } from 'vitest';
import { auditCommand } from '../../cli/audit.ts';
import type { World } from '../../demo/world.ts';
import { loadSample } from '../../sandbox/sample/sample.ts';
import { fewOfEach } from '../support/few-of-each.ts';
import { runCommand } from '../support/programs/run-command.ts';
import { someone } from '../support/someone.ts';
import { DAY, testWorld } from '../support/world.ts';

const audit = (world: World, ...args: string[]) => runCommand(world, auditCommand, 'touches', ...args);

it('an e-mail that was due is done when HubSpot shows a send, and otherwise shown with its cause', async () => {
  const world = await testWorld();
  const { sandbox } = world;
  loadSample(sandbox.portal(), fewOfEach(sandbox.clock.now()));
  await world.install();
  await world.settled();
  const touchOf = (c: { properties: Record<string, string> }) => Date.parse(c.properties['ripen_next_touch_at'] ?? '');
  const [sent, forgotten] = sandbox
    .state()
    .contacts.filter(({ properties }) => properties['ripen_next_touch_kind'] === 'email')
    .sort((a, b) => touchOf(a) - touchOf(b));
  const firstDue = touchOf(sent!);

  sandbox.clock.set(Math.max(firstDue, touchOf(forgotten!)) + 60_000);
  await world.settled();
  await someone(sandbox.url, sandbox.portal().settings.id).delivers(sent!.id, {
    kind: 'email_sent',
    name: 'Nurture 1',
  });
  sandbox.clock.advance(6 * 60_000);
  await world.settled();
  sandbox.clock.advance(10 * DAY);
  await world.settled();

  const touches = await world.app.database.db
    .selectFrom('touch')
    .select(['contact_id', 'state'])
    .where('contact_id', 'in', [Number(sent!.id), Number(forgotten!.id)])
    .where('due_at', '<=', touchOf(forgotten!))
    .execute();
  expect(new Map(touches.map((t) => [`${t.contact_id}`, t.state]))).toEqual(
    new Map([
      [sent!.id, 'done'],
      [forgotten!.id, 'missed'],
    ]),
  );
  const { code, said } = await audit(world);
  expect(code).toBe(1);
  const due = new Date(touchOf(forgotten!)).toISOString().slice(0, 16).replace('T', ' ');
  expect(said).toMatch(
    new RegExp(`contact ${forgotten!.id}: e-mail of \\w+, due ${due} UTC, missed: No workflow of the account sent`),
  );
  expect(said).not.toMatch(new RegExp(`contact ${sent!.id}: e-mail of \\w+, due ${due}`));
});
