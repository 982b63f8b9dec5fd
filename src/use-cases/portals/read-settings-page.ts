import type { SettingsView } from '../../../cards/settings/contract.ts';
import type { AgreementLanguage } from '../../domain/sales/agreement-words/words.ts';
import type { CardUser } from '../../store/ledgers/audit.ts';
import { listEditors, putEditor } from '../../store/portals/editors.ts';
import { findPortal } from '../../store/portals/portals.ts';
import { userNames } from '../contacts/owner-names.ts';
import { readSettings, type SettingsContext } from './read-settings.ts';

/**
 * What the settings page shows, editors of the model included. HubSpot opens this page only to
 * people who may edit the settings of apps, so everybody who opens it becomes an editor.
 */
export async function readSettingsPage(
  context: SettingsContext,
  portalId: number,
  user: CardUser | null,
  language: AgreementLanguage,
): Promise<SettingsView> {
  const { db, clock } = context;
  const portal = await findPortal(db, portalId);
  if (portal === null || portal.status === 'disconnected') return readSettings(context, portalId, language);
  const nameOf = userNames(portal.account);
  if (user !== null) await putEditor(db, portalId, { userId: user.id, name: nameOf(user), at: clock.now(), by: null });
  const view = await readSettings(context, portalId, language);
  if (view.state !== 'ok') return view;
  const may = (await listEditors(db, portalId)).map(({ userId, name }) => ({ userId, name }));
  const others = portal.account.owners.flatMap(({ userId, name }) =>
    userId === null || may.some((editor) => editor.userId === userId) ? [] : [{ userId, name }],
  );
  return { ...view, editors: { may, others } };
}
