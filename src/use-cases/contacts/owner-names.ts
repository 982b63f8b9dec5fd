import type { Account } from '../../domain/sync/account.ts';
import type { CardUser } from '../../store/ledgers/audit.ts';

/** Names the owners of an account: by their name, else `owner 7`. */
export function ownerNames({ owners }: Pick<Account, 'owners'>): (ownerId: string) => string {
  const names = new Map(owners.map(({ id, name }) => [id, name]));
  return (ownerId) => names.get(ownerId) ?? `owner ${ownerId}`;
}

/** Names the users of an account: by the owner's name, else by the address, else `user 7`. */
export function userNames({ owners }: Pick<Account, 'owners'>): (user: CardUser) => string {
  const names = new Map(owners.flatMap(({ userId, name }) => (userId === null ? [] : [[userId, name] as const])));
  return ({ id, email }) => names.get(id) ?? email ?? `user ${id}`;
}
