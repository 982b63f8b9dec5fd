import type { Account } from '../../domain/sync/account.ts';

/** Names the owners of an account, as far as it is known who they are. */
export function ownerNames({ owners }: Pick<Account, 'owners'>): (ownerId: string) => string {
  const names = new Map(owners.map(({ id, name }) => [id, name]));
  return (ownerId) => names.get(ownerId) ?? `owner ${ownerId}`;
}
