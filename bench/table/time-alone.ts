import type { World } from '../../demo/world.ts';
import { forward } from './account-on-clock.ts';
import type { Row } from './row.ts';

const HOUR = 3_600_000;

/** Row 6: the third day without news, and the hundredth, when few were active lately. */
export async function timeAlone(world: World): Promise<readonly Row[]> {
  const { sandbox, app } = world;
  const evaluations = async () => (await app.metrics.evaluations.get()).values[0]?.value ?? 0;
  const shown = () => sandbox.state().contacts.map(({ properties }) => properties);
  const rows: Row[] = [];
  for (const [day, until] of [
    ['third', 2],
    ['hundredth', 96],
  ] as const) {
    for (let n = 0; n < until; n++) await forward(world, 24 * HOUR);
    const [before, was] = [shown(), await evaluations()];
    for (let hour = 0; hour < 24; hour++) await forward(world, HOUR);
    const evaluated = (await evaluations()) - was;
    const changes = shown().map((now, at) => changedIn(before[at]!, now));
    rows.push({
      row: 6,
      measure: `time alone, ${before.length} contacts, the ${day} day`,
      goal: "≤ 1/20 of a nightly pass's evaluations",
      got: `1/${(before.length / evaluated).toFixed(1)} (${evaluated} evaluations; ${changes.filter(({ length }) => length > 0).length} contacts show something new: ${most(changes.flat())})`,
    });
  }
  return rows;
}

function changedIn(before: Readonly<Record<string, unknown>>, now: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(now).filter((name) => now[name] !== before[name]);
}

/** The names that come most often, each with how often. */
function most(names: readonly string[]): string {
  const counted = Object.entries(Object.groupBy(names, (name) => name)).map(([name, all = []]) => ({
    name,
    times: all.length,
  }));
  return counted
    .sort((a, b) => b.times - a.times)
    .slice(0, 6)
    .map(({ name, times }) => `${name} ${times}`)
    .join(', ');
}
