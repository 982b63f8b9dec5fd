import { type AccountWords, PLAIN_WORDS, wordsOfAccount } from '../../domain/changes/condition-sentence.ts';
import { findProperties } from '../../store/portals/account-properties.ts';
import { findPortal } from '../../store/portals/portals.ts';
import type { Db } from '../../store/transaction.ts';

/** The account's own names for its properties, their options and its owners. */
export async function wordsFor(db: Db, portalId: number): Promise<AccountWords> {
  const portal = await findPortal(db, portalId);
  return portal === null ? PLAIN_WORDS : wordsOfAccount(await findProperties(db, portalId), portal.account.owners);
}
