import { setTimeout as delay } from 'node:timers/promises';
import type { Servers } from '../support/real-servers.ts';
import { quantile, type Row } from './row.ts';

const CHANGES = 16;
/** how long each change waits for others */
const DEBOUNCE_MS = 1_000;

type Account = { readonly servers: Servers; readonly contacts: number };

/**
 * Row 8: how much longer a change takes among many contacts than among few. The accounts, each of a
 * server process and a database of its own, change in turns, so that both meet what else the
 * machine does.
 */
export async function oneEvent(few: Account, many: Account): Promise<Row> {
  const changes = [few, many].map(({ servers }) => ({ change: changeOf(servers), times: [] as number[] }));
  for (let n = 0; n < CHANGES; n++)
    for (const { change, times } of changes) {
      times.push(await change(n % 2 === 1 ? 'Chief Executive Officer' : 'Student'));
      await delay(500);
    }
  const [small, large] = changes.map(({ times }) => quantile(times, 0.5)) as [number, number];
  return {
    row: 8,
    measure: `one event, from the change until HubSpot shows it without the second of debounce: ${few.contacts} and ${many.contacts} contacts, in turns`,
    goal: '≤ 1.2 ×',
    got: `${(large / small).toFixed(2)} × (${Math.round(small)} and ${Math.round(large)} ms, medians of ${CHANGES})`,
  };
}

/** Gives a contact another title; answers the milliseconds without the debounce. */
function changeOf({ sandbox }: Servers): (jobtitle: string) => Promise<number> {
  const portal = sandbox.portal();
  // Not by the state of the whole portal: to copy it takes longer than what is measured.
  const explicitOf = (id: string) => portal.records.contacts.get(id)!.properties['ripen_explicit_score'];
  const id = sandbox.state().contacts.find((one) => Number(explicitOf(one.id)) > 20)!.id;
  return async (jobtitle) => {
    const before = explicitOf(id);
    const began = performance.now();
    const changed = await fetch(`${sandbox.url}/_sandbox/portals/${portal.settings.id}/contacts/${id}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ properties: { jobtitle } }),
    });
    if (!changed.ok) throw new Error(await changed.text());
    while (explicitOf(id) === before) {
      if (performance.now() - began > 60_000) throw new Error('A change was not shown within a minute.');
      await delay(5);
    }
    return performance.now() - began - DEBOUNCE_MS;
  };
}
