import type { CardUser } from '../../store/ledgers/audit.ts';
import { listEditors } from '../../store/portals/editors.ts';
import { findPortal } from '../../store/portals/portals.ts';
import type { Db } from '../../store/transaction.ts';

/** At most so many editors are named: nobody asks more. */
const TOLD = 3;

/**
 * Why a user may not change the model, in a sentence that says who can help; null: the user may.
 * Editors may, and so may super admins, if the account lets Ripen read who they are. Everybody who
 * opens Ripen's settings becomes an editor, so nobody is locked out for good.
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

const NOBODY = 'HubSpot did not say who you are, so nothing was changed. Reload the page.';

export const ONLY_READS =
  'You can read the model, and not change it. Open Ripen’s settings in HubSpot once, if you may; or ask somebody who may to put you on the list of editors there.';

export const onlyReadsSentence = (names: readonly string[]): string =>
  `You can read the model, and not change it. Open Ripen’s settings in HubSpot once, if you may; or ask to be put on the list of editors there: ${names.join(', ')}.`;
