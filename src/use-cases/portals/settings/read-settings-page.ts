import type { SettingsView } from '../../../../cards/settings/contract.ts';
import type { AgreementLanguage } from '../../../domain/sales/agreement-words/words.ts';
import type { CardUser } from '../../../store/ledgers/audit.ts';
import { listEditors, putEditor } from '../../../store/portals/editors.ts';
import { findFeed } from '../../../store/portals/feeds.ts';
import { findPortal } from '../../../store/portals/portals.ts';
import { userNames } from '../../contacts/read/owner-names.ts';
import { nobodyMay, whyOnlyReads } from '../../models/may-edit.ts';
import { countSegments } from './count-segments.ts';
import { readSettings, type SettingsContext } from './read-settings.ts';

/**
 * What the settings page shows, with who may change the model. To look makes nobody an editor:
 * HubSpot signs whatever the browser of any user asks for. Only while nobody may change the model,
 * the first user who looks becomes an editor, so that no account is locked out for good.
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
  if (user !== null && (await nobodyMay(db, portalId)))
    await putEditor(db, portalId, { userId: user.id, name: nameOf(user), at: clock.now(), by: null });
  const view = await readSettings(context, portalId, language);
  if (view.state !== 'ok') return view;
  const may = (await listEditors(db, portalId)).map(({ userId, name, by }) => ({ userId, name, by }));
  const { superAdmins } = portal.account;
  const others = portal.account.owners.flatMap(({ userId, name }) =>
    userId === null || may.some((editor) => editor.userId === userId) ? [] : [{ userId, name }],
  );
  const feed = await findFeed(db, portalId);
  const model = await context.model(portalId, view.model.version);
  return {
    ...view,
    segments: await countSegments(db, { portal, model, now: view.now }),
    feed: feed && { madeAt: feed.madeAt, madeBy: feed.madeBy, usedAt: feed.usedAt },
    editors: {
      may,
      others,
      superAdmins: superAdmins.map((id) => nameOf({ id, email: null })),
      mayChange: (await whyOnlyReads(db, portalId, user)) === null,
    },
  };
}
