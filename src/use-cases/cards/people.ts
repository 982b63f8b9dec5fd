import type { Account } from '../../domain/sync/account.ts';
import type { CardUser } from '../../store/ledgers/audit.ts';
import { ownerNames, userNames } from '../contacts/read/owner-names.ts';

/** The people of an account, and which of them reads the card. */
export type CardPeople = {
  readonly reader: CardUser | null;
  readonly nameOfOwner: (ownerId: string) => string;
  readonly nameOfUser: (user: CardUser) => string;
  /** which user an owner is; null: unknown */
  readonly userOfOwner: (ownerId: string) => number | null;
};

export function peopleOf(account: Pick<Account, 'owners' | 'leavers'>, reader: CardUser | null): CardPeople {
  return {
    reader,
    nameOfOwner: ownerNames(account),
    nameOfUser: userNames(account),
    userOfOwner: (ownerId) => account.owners.find(({ id }) => id === ownerId)?.userId ?? null,
  };
}
