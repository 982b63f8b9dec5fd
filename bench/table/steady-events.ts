import type { World } from '../../demo/world.ts';
import { someone } from '../../test/support/someone.ts';
import { forward, WINDOW_MS } from './account-on-clock.ts';
import type { Row } from './row.ts';

/** Events of a window: a hundred a second. */
const EVENTS = WINDOW_MS / 10;

/** Row 5: a hundred events a second for so many minutes of the account's time. */
export async function steadyEvents(world: World, minutes: number): Promise<Row> {
  const { sandbox } = world;
  const ids = sandbox.state().contacts.map(({ id }) => id);
  const user = someone(sandbox.url, sandbox.portal().settings.id);
  sandbox.calls.reset();
  let fewest = 0;
  let sent = 0;
  for (let window = 0; window < (minutes * 60_000) / WINDOW_MS; window++) {
    const touched = new Set<string>();
    const before = membersOf(world);
    for (let n = 0; n < EVENTS; n++) {
      const id = ids[(sent++ * 7) % ids.length]!;
      touched.add(id);
      await user.changes(id, { jobtitle: `${sent % 2 === 0 ? 'Head' : 'Student'} of ${sent}` });
    }
    await world.settled();
    await forward(world, WINDOW_MS);
    // A hundred are read by a call, and written by one; a list takes 500 changes in a call.
    const changes = [...membersOf(world)].map(([list, now]) => differing(before.get(list)!, now));
    fewest += 2 * Math.ceil(touched.size / 100) + changes.reduce((sum, count) => sum + Math.ceil(count / 500), 0);
  }
  const { total, counts } = sandbox.calls.summary();
  const callsTo = (pattern: RegExp) =>
    counts.filter(({ route }) => pattern.test(route)).reduce((sum, { count }) => sum + count, 0);
  const [batches, ofLists] = [callsTo(/objects\/.*batch/), callsTo(/lists/)];
  return {
    row: 5,
    measure: `100 events a second, ${minutes} min of portal time, ${ids.length} contacts`,
    goal: '≤ 1.25 × the fewest calls',
    got: `${(total / fewest).toFixed(2)} × (${total} calls: ${batches} by the hundred, ${ofLists} of lists; fewest ${fewest})`,
  };
}

function differing(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return [...a].filter((one) => !b.has(one)).length + [...b].filter((one) => !a.has(one)).length;
}

function membersOf({ sandbox }: World): ReadonlyMap<string, Set<string>> {
  return new Map(sandbox.state().lists.map(({ name, members }) => [name, new Set(members)]));
}
