import type { Logger } from 'pino';
import { MANIFEST } from '../../app-manifest/manifest.ts';
import type { Config } from '../../src/app/config.ts';
import { modelsOf } from '../../src/app/models.ts';
import { portalsInHand } from '../../src/app/portals-in-hand.ts';
import { createOAuth } from '../../src/hubspot/auth/oauth.ts';
import { createMetrics } from '../../src/operation/metrics.ts';
import { tokenCipher } from '../../src/operation/token-cipher.ts';
import { rampOf, versionsTakenUp } from '../../src/store/models/versions.ts';
import { findModel } from '../../src/store/portals/models.ts';
import type { Portal } from '../../src/store/portals/portals.ts';
import type { Db } from '../../src/store/transaction.ts';
import { disconnectPortal } from '../../src/use-cases/portals/install/disconnect-portal.ts';

/** Removes the app from the account and erases its data, without a server. */
export async function disconnect(
  { db, dbOf }: { readonly db: Db; readonly dbOf: (portalId: number) => Promise<Db> },
  config: Config,
  portal: Portal,
  { clock, log }: { readonly clock: { now(): number }; readonly log: Logger },
): Promise<void> {
  const cipher = tokenCipher(config);
  const oauth = createOAuth({ ...config.hubspot, clock });
  const portals = portalsInHand({
    db,
    oauth,
    cipher,
    apiUrl: config.hubspot.apiUrl,
    clock,
    log,
    metrics: createMetrics(),
    actions: MANIFEST.actions,
    models: modelsOf(
      {
        find: (id, version) => findModel(db, id, version),
        takenUp: (id, version) => versionsTakenUp(db, id, version),
        rampOf: (id, version) => rampOf(db, id, version),
      },
      log,
    ),
    keepActivitiesMs: config.keepActivitiesMs,
  });
  await disconnectPortal({ dbOf, hubspot: portals.client(portal.portalId), oauth, cipher, clock }, portal);
}
