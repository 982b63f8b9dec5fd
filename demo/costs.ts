import { listEditors } from '../src/store/portals/editors.ts';
import { putSourceCosts } from '../src/use-cases/figures/put-costs.ts';
import type { World } from './world.ts';

const MONTHS = 12;
/** What the company of the sample pays for each source a month. */
const PAID = { PAID_SEARCH: 1_450, PAID_SOCIAL: 620 } as const;

/** Tells Ripen what the sources of the sample cost, as whoever installed it would on the page. */
export async function tellCosts({ sandbox, app }: Pick<World, 'sandbox' | 'app'>): Promise<void> {
  const { db } = app.database;
  const portalId = sandbox.portal().settings.id;
  const now = new Date(sandbox.clock.now());
  const months = Array.from({ length: MONTHS }, (_, ago) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - ago)).toISOString().slice(0, 7),
  );
  const text = Object.entries(PAID)
    .flatMap(([source, amount]) => months.map((month) => `${source};${month};${amount}`))
    .join('\n');
  const [editor] = await listEditors(db, portalId);
  const user = editor === undefined ? null : { id: editor.userId, email: null };
  const done = await putSourceCosts({ db }, portalId, user, { text });
  if (done.outcome !== 'done') throw new Error(JSON.stringify(done));
}
