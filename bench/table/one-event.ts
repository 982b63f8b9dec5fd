import { setTimeout as delay } from 'node:timers/promises';
import type { Servers } from '../support/real-servers.ts';
import { quantile, type Row } from './row.ts';

const CHANGES = 8;
/** how long each change waits for others */
const DEBOUNCE_MS = 1_000;

/** Row 8: how much longer a change takes among many contacts than among few. */
export const oneEvent = (
  small: { readonly contacts: number; readonly ms: number },
  large: { readonly contacts: number; readonly ms: number },
): Row => ({
  row: 8,
  measure: `one event, from the change until HubSpot shows it without the second of debounce: ${small.contacts} and ${large.contacts} contacts`,
  goal: '≤ 1.2 ×',
  got: `${(large.ms / small.ms).toFixed(2)} × (${Math.round(small.ms)} and ${Math.round(large.ms)} ms, medians of ${CHANGES})`,
});

/** Milliseconds without the debounce, the median. */
export async function shownAfter({ sandbox }: Servers, ids: readonly string[]): Promise<number> {
  const portal = sandbox.portal();
  // Not by the state of the whole portal: to copy it takes longer than what is measured.
  const explicitOf = (id: string) => portal.records.contacts.get(id)!.properties['ripen_explicit_score'];
  const id = ids.find((one) => Number(explicitOf(one)) > 20)!;
  const times: number[] = [];
  for (let n = 0; n < CHANGES; n++) {
    const before = explicitOf(id);
    const began = performance.now();
    const changed = await fetch(`${sandbox.url}/_sandbox/portals/${portal.settings.id}/contacts/${id}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        properties: { jobtitle: n % 2 === 1 ? 'Chief Executive Officer' : 'Student' },
      }),
    });
    if (!changed.ok) throw new Error(await changed.text());
    while (explicitOf(id) === before) {
      if (performance.now() - began > 60_000) throw new Error('A change was not shown within a minute.');
      await delay(5);
    }
    times.push(performance.now() - began - DEBOUNCE_MS);
    await delay(500);
  }
  return quantile(times, 0.5);
}
