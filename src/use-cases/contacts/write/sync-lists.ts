import type { ListName } from '../../../domain/words.ts';
import { ROWS_PER_CALL } from '../../../hubspot/operations/records.ts';
import {
  confirmListed,
  doubtListed,
  holdListed,
  type PendingListChange,
  pendingListChanges,
} from '../../../store/work/lists.ts';
import { failureCode, isAboutRecords } from '../../blame.ts';
import type { Session } from '../../session.ts';
import { tellApart } from '../../tell-apart.ts';
import { membershipChanges } from './membership-changes.ts';

/** Contacts whose changes are taken at once: enough for a full call of each list. */
const CHANGES = 5_000;
const FULL_CALL = ROWS_PER_CALL.memberships;

/**
 * Brings the lists in HubSpot in line with the evaluations. While there is other work (`onlyFull`),
 * it makes only full calls. Returns how many contacts it took.
 */
export async function syncLists(session: Session, { onlyFull }: { readonly onlyFull: boolean }): Promise<number> {
  const { db, portalId, clock } = session;
  const changes = await pendingListChanges(db, { portalId, limit: CHANGES, now: clock.now() });
  if (changes.length === 0 || (onlyFull && changes.length < FULL_CALL)) return 0;
  // Contacts that a list refused before go apart, so that they do not hold up the others.
  const isNew = ({ tries }: PendingListChange) => tries === 0;
  return (
    (await changeLists(session, changes.filter(isNew), onlyFull)) +
    (onlyFull
      ? 0
      : await changeLists(
          session,
          changes.filter((change) => !isNew(change)),
          false,
        ))
  );
}

async function changeLists(
  session: Session,
  changes: readonly PendingListChange[],
  onlyFull: boolean,
): Promise<number> {
  const { db, portalId, portal, hubspot, clock, log } = session;
  const lists = Object.keys(portal.lists) as ListName[];
  const { changed, confirmed } = membershipChanges(changes, lists, onlyFull ? FULL_CALL : undefined);
  const touched = new Map<number, ListName[]>();
  for (const { list, add, remove } of changed)
    for (const id of [...add, ...remove]) touched.set(id, [...(touched.get(id) ?? []), list]);
  await doubtListed(db, { portalId, lists: touched });
  const refused = new Map<number, string>();
  for (const { list, add, remove } of changed) {
    const joins = new Set(add);
    const ids = [...add, ...remove];
    const failed = async (contactId: number, error: unknown) => {
      refused.set(contactId, `list_refused ${failureCode(list, error)}`);
    };
    const change = async (some: readonly number[]) => {
      await hubspot.changeMembership(portal.lists[list]!, {
        add: some.filter((id) => joins.has(id)).map(String),
        remove: some.filter((id) => !joins.has(id)).map(String),
      });
    };
    await tellApart(ids, { work: change, isAboutRecords, costly: true, failed }).catch(async (error: unknown) => {
      if (!isAboutRecords(error)) throw error;
      for (const id of ids) await failed(id, error);
    });
  }
  if (refused.size > 0)
    log.warn(
      { portalId, contacts: refused.size, codes: [...new Set(refused.values())] },
      'A list did not take contacts',
    );
  const taken = confirmed.filter(({ contactId }) => !refused.has(contactId));
  await confirmListed(db, { portalId, changes: taken });
  await holdListed(db, { portalId, refused, now: clock.now() });
  return taken.length + refused.size;
}
