import type { CardUser } from '../../store/ledgers/audit.ts';
import { listEditors } from '../../store/portals/editors.ts';
import { findPortal } from '../../store/portals/portals.ts';
import type { Db } from '../../store/transaction.ts';

/** At most so many editors are named: nobody asks more. */
const TOLD = 3;

/**
 * Why a user may not change the model, or who may, in a sentence that says who can help; null: the
 * user may. Super admins may, if the account lets Ripen read who they are, and so may everybody on
 * the list of editors: who installed Ripen, and whom an editor put there.
 */
export async function whyOnlyReads(db: Db, portalId: number, user: CardUser | null): Promise<string | null> {
  if (user === null) return NOBODY;
  const portal = await findPortal(db, portalId);
  if (portal?.account.superAdmins.includes(user.id) === true) return null;
  const editors = await listEditors(db, portalId);
  if (editors.some(({ userId }) => userId === user.id)) return null;
  const names = editors.map(({ name }) => name).filter((name) => name !== '');
  return names.length === 0 ? ONLY_READS : onlyReadsSentence(names.slice(0, TOLD));
}

/** Whether nobody may change the model, or nobody could once this editor is gone. */
export async function nobodyMay(db: Db, portalId: number, without: number | null = null): Promise<boolean> {
  const portal = await findPortal(db, portalId);
  if (portal === null || portal.account.superAdmins.length > 0) return false;
  return (await listEditors(db, portalId)).every(({ userId }) => userId === without);
}

const NOBODY = 'HubSpot did not say who you are, so nothing was changed. Reload the page.';

export const ONLY_READS =
  'You can read the model, and not change it. Ask a super admin of your account to put you on the list of editors in Ripen’s settings.';

export const onlyReadsSentence = (names: readonly string[]): string =>
  `You can read the model, and not change it. Ask to be put on the list of editors in Ripen’s settings: ${names.join(', ')}.`;
