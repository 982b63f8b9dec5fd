import type { Account } from '../../../domain/sync/account.ts';
import type { CardUser } from '../../../store/ledgers/audit.ts';

/**
 * Names the owners of an account: `Ada Sellers`, `Ben Rainmaker (left)`. Of whom HubSpot keeps no
 * name: `owner 7 (left)`, or `owner 7` as long as the account's owners are unknown.
 */
export function ownerNames({ owners, leavers }: Pick<Account, 'owners' | 'leavers'>): (ownerId: string) => string {
  const names = new Map([
    ...leavers.map(({ id, name }) => [id, leftName(name)] as const),
    ...owners.map(({ id, name }) => [id, name] as const),
  ]);
  return (ownerId) => {
    const nameless = `owner ${ownerId}`;
    return names.get(ownerId) ?? (owners.length === 0 ? nameless : leftName(nameless));
  };
}

/** Pages and cards say `(left)` in the reader's language. */
export const leftName = (name: string): string => `${name} (left)`;

/** Names the users of an account: by the owner's name, else by the address, else `user 7`. */
export function userNames({ owners }: Pick<Account, 'owners'>): (user: CardUser) => string {
  const names = new Map(owners.flatMap(({ userId, name }) => (userId === null ? [] : [[userId, name] as const])));
  return ({ id, email }) => names.get(id) ?? email ?? `user ${id}`;
}
