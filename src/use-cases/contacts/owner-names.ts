import type { Account } from '../../domain/sync/account.ts';
import type { CardUser } from '../../store/ledgers/audit.ts';

/** Names the owners of an account, as far as it is known who they are. */
export function ownerNames({ owners }: Pick<Account, 'owners'>): (ownerId: string) => string {
  const names = new Map(owners.map(({ id, name }) => [id, name]));
  return (ownerId) => names.get(ownerId) ?? `owner ${ownerId}`;
}

/** Names a user of an account: as an owner of it, else by the address. */
export function userNames({ owners }: Pick<Account, 'owners'>): (user: CardUser) => string {
  const names = new Map(owners.flatMap(({ userId, name }) => (userId === null ? [] : [[userId, name] as const])));
  return ({ id, email }) => names.get(id) ?? email ?? `user ${id}`;
}
