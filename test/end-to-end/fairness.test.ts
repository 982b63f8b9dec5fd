import { expect, it } from 'vitest';
import { createLoader } from '../../sandbox/portal/load.ts';
import { FAST } from '../support/fast-limits.ts';
import { someone } from '../support/someone.ts';
import { until } from '../support/until.ts';
import { testWorld } from '../support/world.ts';

const [LARGE, SMALL] = [911, 912];
const CONTACTS = 1_200;

it('an account whose contacts are read for the first time, by a process that serves one at a time, does not keep another waiting', async () => {
  const world = await testWorld({
    sandbox: { portals: [{ id: LARGE }, { id: SMALL }] },
    app: {
      // With so few calls the large account has work for many turns.
      limits: { ...FAST, general: { ...FAST.general, cap: 10 } },
      terms: { portals: 1, turnMs: 300, quietMs: 1_100, pollMs: 50 },
    },
  });
  const load = createLoader(world.sandbox.portal(LARGE));
  for (let n = 0; n < CONTACTS; n++)
    load({ key: `${n}`, properties: { email: `ann${n}@firm${n}.example` }, deals: [] });
  const user = someone(world.sandbox.url, SMALL);
  const id = await user.creates({ email: 'bob@firm.example', jobtitle: 'Head of Marketing' });
  await world.install(SMALL);
  await world.settled();
  const areaOf = () => world.sandbox.portal(SMALL).records.contacts.get(id)?.properties['ripen_job_area'];
  const scored = () =>
    world.sandbox.state(LARGE).contacts.filter(({ properties }) => properties['ripen_score'] !== undefined).length;

  await world.install(LARGE);
  await until('the large account is at work', () => scored() > 0);
  const seen: number[] = [];
  for (const [title, area] of [
    ['Head of Finance', 'finance'],
    ['Head of Engineering', 'engineering'],
  ] as const) {
    await user.changes(id, { jobtitle: title });
    await until('the small account is served', () => areaOf() === area);
    seen.push(scored());
  }
  await world.settled();

  console.log(`two changes of the small account were written when ${seen.join(' and ')} of ${CONTACTS} were scored`);
  expect(seen.at(-1)).toBeLessThan(CONTACTS);
  expect(scored()).toBe(CONTACTS);
});
