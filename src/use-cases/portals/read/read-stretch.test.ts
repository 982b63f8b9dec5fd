import { expect, test } from 'vitest';
import type { Trail } from '../../../domain/sync/trail.ts';
import type { PortalClient } from '../../../hubspot/portal-client.ts';
import { readPages } from './read-stretch.ts';

const PLAN = { searchable: [], properties: { contact: [], company: [] }, dealStages: {} };

/** HubSpot, whose page at a cursor names the next one; '' is the first page. */
function hubspotWith(next: Readonly<Record<string, string>>): PortalClient {
  const pageContacts = async ({ after = '' }: { readonly after?: string | undefined }) => ({
    contacts: [],
    unread: [],
    after: next[after],
  });
  return { pageContacts, readDeals: async () => ({ found: [], unread: [] }) } as unknown as PortalClient;
}

/** How many stretches it takes to read everybody. */
async function readAll(hubspot: PortalClient, most: number): Promise<number> {
  let from: { readonly after: string | null; readonly trail?: Trail | undefined } = { after: null };
  for (let stretches = 1; stretches <= most; stretches++) {
    from = await readPages(hubspot, PLAN, from);
    if (from.after === null) return stretches;
  }
  return Number.POSITIVE_INFINITY;
}

test('pages whose cursors go in a circle are refused, since the reading would never end', async () => {
  const circle = { '': 'a', a: 'b', b: 'c', c: 'a' };

  await expect(readAll(hubspotWith(circle), 1_000)).rejects.toMatchObject({ code: 'contract' });
});

test('any number of pages that end is read to the end', async () => {
  const line = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [n === 0 ? '' : `${n}`, `${n + 1}`]));

  expect(await readAll(hubspotWith(line), 1_000)).toBeLessThan(1_000);
});
