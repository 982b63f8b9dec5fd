import type { World } from '../../demo/world.ts';
import { putEditor } from '../../src/store/portals/editors.ts';

/** These users are on the list of editors: they may change the model and the settings. */
export async function letEdit(world: World, ...users: readonly number[]): Promise<void> {
  const portalId = world.sandbox.portal().settings.id;
  for (const userId of users)
    await putEditor(world.app.database.db, portalId, { userId, name: `user ${userId}`, at: 0, by: null });
}
