import type { ListName } from '../domain/words.ts';
import { confirmListed, pendingListChanges } from '../store/lists.ts';
import { listCalls } from '../use-cases/sync-lists.ts';
import type { Session } from './session.ts';

/** Changes looked at in one go: room for a full call of each list. */
const CHANGES = 5_000;

/** Brings list membership in line with what it should be. While there is other work, only full calls are made. Returns how many contacts were moved. */
export async function workLists(session: Session, { onlyFull }: { readonly onlyFull: boolean }): Promise<number> {
  const { db, portalId, portal, hubspot } = session;
  const lists = Object.keys(portal.lists) as ListName[];
  const changes = await pendingListChanges(db, { portalId, limit: CHANGES });
  if (changes.length === 0 || (onlyFull && changes.length < 500)) return 0;
  const { calls, confirmed } = listCalls(changes, lists, onlyFull);
  for (const { list, add, remove } of calls) {
    await hubspot.changeMembership(portal.lists[list]!, { add: add.map(String), remove: remove.map(String) });
  }
  await confirmListed(db, { portalId, changes: confirmed });
  return confirmed.length;
}
