import type { Account } from '../../../domain/sync/account.ts';
import { SEALED_DAYS } from '../install/check-grant.ts';

type Connection = {
  readonly status: 'installing' | 'active' | 'disconnected';
  readonly account: Pick<Account, 'problems'>;
  /** HubSpot refuses to renew our access */
  readonly grant?: object | null;
};

/** Problems between the account and Ripen that an admin can mend, in sentences. */
export function accountProblems({ status, account, grant = null }: Connection): string[] {
  if (status === 'disconnected')
    return [
      `Ripen is disconnected from this account: install it again. Its data are sealed for ${SEALED_DAYS} days after that, and then erased.`,
    ];
  const lost =
    'HubSpot refuses to renew the access of Ripen to this account. Ripen looks again by itself; installing it again mends it at once.';
  return [...(grant === null ? [] : [lost]), ...account.problems];
}
