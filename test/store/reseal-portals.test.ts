import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { tokenCipher } from '../../src/operation/token-cipher.ts';
import { storeInstalledPortal, updatePortal } from '../../src/store/portals/portals.ts';
import { HOME, movePortal, type Place } from '../../src/use-cases/portals/move/move-portal.ts';
import { resealPortals } from '../../src/use-cases/portals/move/reseal-portals.ts';
import { freshDatabase } from '../support/database/database.ts';
import { until } from '../support/until.ts';
import { NOW } from './fixtures.ts';

const [home, two] = [await freshDatabase(), await freshDatabase()];
const PLACES: readonly Place[] = [
  { name: HOME, db: home.db },
  { name: 'two', db: two.db },
];
const OLD = Buffer.alloc(32, 1);
const NEW = Buffer.alloc(32, 2);

async function installAtHome(portalId: number): Promise<void> {
  const old = tokenCipher({ encryptionKey: OLD, encryptionKeyBefore: null });
  const tokens = { access: old.seal(portalId, 'a'), refresh: old.seal(portalId, 'r'), expiresAt: NOW };
  await storeInstalledPortal(home.db, { portalId, tokens, scopes: ['oauth'], now: NOW });
  await updatePortal(home.db, portalId, { status: 'active' });
}

it('finds a portal that comes to a database just after the look there', async () => {
  for (const portalId of [3, 7]) await installAtHome(portalId);
  await movePortal(PLACES, 7, 'two');
  const rotating = tokenCipher({ encryptionKey: NEW, encryptionKeyBefore: OLD });

  // The look at home lasts as long as somebody holds portal 3.
  const sealing = await home.db.transaction().execute(async (trx) => {
    await sql`select from portal where portal_id = 3 for update`.execute(trx);
    const begun = resealPortals(PLACES, rotating);
    await until('the look waits for portal 3', async () => {
      const { rows } = await sql`select from pg_locks where not granted`.execute(home.db);
      return rows.length > 0;
    });
    await movePortal(PLACES, 7, HOME);
    return { begun };
  });

  expect(await sealing.begun).toEqual({ portals: new Set([3, 7]), lost: [] });
  const alone = tokenCipher({ encryptionKey: NEW, encryptionKeyBefore: null });
  const { rows } = await sql<{ id: number; token: Buffer }>`
    select portal_id as id, access_token as token from portal`.execute(home.db);
  expect(rows.map(({ id, token }) => alone.open(id, token))).toEqual(['a', 'a']);
});
