import { beforeEach, describe, expect, it } from 'vitest';
import { UNKNOWN_ACCOUNT } from '../../src/domain/sync/account.ts';
import { beginRefresh, doubtGrant, endRefresh, sealPortal } from '../../src/store/portals/grants.ts';
import { addModel, findModel } from '../../src/store/portals/models.ts';
import {
  erasePortal,
  eraseSealed,
  findPortal,
  listPortals,
  storeInstalledPortal,
  updatePortal,
} from '../../src/store/portals/portals.ts';
import { newBackfill } from '../../src/use-cases/portals/read/backfill-contacts.ts';
import { emptyTables, freshDatabase } from '../support/database/database.ts';
import { activePortal, NOW, TOKENS } from './fixtures.ts';

const database = await freshDatabase();
const { db } = database;

const install = (portalId: number, now = NOW) =>
  storeInstalledPortal(db, { portalId, tokens: TOKENS, scopes: ['oauth', 'crm.lists.write'], now });

beforeEach(() => emptyTables(database));

describe('a portal', () => {
  it('begins as installing, with its tokens', async () => {
    const installed = await install(1);

    expect(installed).toEqual({
      portalId: 1,
      status: 'installing',
      hubDomain: null,
      uiDomain: null,
      timeZone: null,
      scopes: ['oauth', 'crm.lists.write'],
      installedAt: NOW,
      disconnectedAt: null,
      tokens: TOKENS,
      account: UNKNOWN_ACCOUNT,
      backfill: null,
      lists: {},
      modelVersion: null,
      grant: null,
      formerRefresh: null,
      eraseAt: null,
      heardAt: null,
    });
    expect(await findPortal(db, 1)).toEqual(installed);
    expect(await findPortal(db, 2)).toBeNull();
  });

  it('keeps what is learned of it', async () => {
    await install(1);
    const learned = {
      status: 'active',
      hubDomain: 'example.com',
      uiDomain: 'app.hubspot.com',
      timeZone: 'Europe/Ljubljana',
      account: { ...UNKNOWN_ACCOUNT, stageOrder: ['lead', 'customer'] },
      lists: { mql_nurture: '12' },
      modelVersion: 3,
      tokens: { ...TOKENS, expiresAt: NOW + 1 },
      scopes: ['oauth'],
    } as const;

    expect(await updatePortal(db, 1, learned)).toBe(true);

    expect(await findPortal(db, 1)).toMatchObject(learned);
    await updatePortal(db, 1, { timeZone: null });
    expect(await findPortal(db, 1)).toMatchObject({ ...learned, timeZone: null });
  });

  it('keeps the account as it was provisioned last when the first reading ends', async () => {
    await install(1);
    const account = { ...UNKNOWN_ACCOUNT, stageOrder: ['lead'], problems: ['No room.'] };
    const backfill = { ...newBackfill(NOW), read: 7, finishedAt: NOW + 5 };
    await updatePortal(db, 1, { account: { ...account, problems: [] } });
    await updatePortal(db, 1, { account });

    await updatePortal(db, 1, { backfill });

    expect(await findPortal(db, 1)).toMatchObject({ account, backfill });
  });

  it.each([
    ['that was never provisioned', {}, UNKNOWN_ACCOUNT],
    ['that could not be provisioned', { problems: ['No.'] }, { ...UNKNOWN_ACCOUNT, problems: ['No.'] }],
    [
      'of an older version',
      { stageOrder: ['lead'], owners: 'many', odd: 1 },
      { ...UNKNOWN_ACCOUNT, stageOrder: ['lead'] },
    ],
  ])('reads what was stored of an account %s', async (_, stored, account) => {
    await install(1);
    await db
      .updateTable('portal')
      .set({ account: JSON.stringify(stored) })
      .execute();

    expect((await findPortal(db, 1))!.account).toEqual(account);
  });

  it('that is installed again stays active, with the new tokens', async () => {
    await install(1);
    await updatePortal(db, 1, { status: 'active', lists: { customer: '7' } });
    const tokens = { ...TOKENS, access: Buffer.from('renewed') };

    const again = await storeInstalledPortal(db, { portalId: 1, tokens, scopes: ['oauth'], now: NOW + 1 });

    expect(again).toMatchObject({ status: 'active', installedAt: NOW, tokens, lists: { customer: '7' } });
  });

  it('that is disconnected is remembered without anything of its own', async () => {
    await install(1);
    await updatePortal(db, 1, {
      status: 'active',
      hubDomain: 'example.com',
      account: { ...UNKNOWN_ACCOUNT, lacking: ['a'] },
      modelVersion: 1,
    });

    expect(await erasePortal(db, 1, NOW + 5)).toBe(true);
    expect(await erasePortal(db, 2, NOW + 5)).toBe(false);

    expect(await findPortal(db, 1)).toMatchObject({
      status: 'disconnected',
      disconnectedAt: NOW + 5,
      hubDomain: null,
      scopes: [],
      tokens: null,
      account: UNKNOWN_ACCOUNT,
      lists: {},
      modelVersion: null,
    });
    expect(await updatePortal(db, 1, { tokens: TOKENS })).toBe(false);
  });

  it('that comes back begins anew', async () => {
    await install(1);
    await erasePortal(db, 1, NOW + 5);

    const back = await install(1, NOW + 9);

    expect(back).toMatchObject({ status: 'installing', installedAt: NOW + 9, disconnectedAt: null, tokens: TOKENS });
  });

  it('that was sealed comes back with all its rows, and after its days without them', async () => {
    const sealed = async (portalId: number) => {
      await activePortal(db, portalId);
      await addModel(db, { portalId, document: { of: portalId }, now: NOW });
      await updatePortal(db, portalId, { account: { ...UNKNOWN_ACCOUNT, lacking: ['a'] }, modelVersion: 1 });
      await doubtGrant(db, { portalId, now: NOW, checkAt: NOW + 5 });
      expect(await sealPortal(db, { portalId, refusedAt: NOW, now: NOW + 5, eraseAt: NOW + 50 })).toBe(true);
    };
    await sealed(1);
    await sealed(2);

    expect(await updatePortal(db, 1, { tokens: TOKENS })).toBe(false);
    expect(await install(1, NOW + 49)).toMatchObject({
      status: 'installing',
      account: { ...UNKNOWN_ACCOUNT, lacking: ['a'] },
      eraseAt: null,
      grant: null,
    });
    expect(await findModel(db, 1, 1)).toEqual({ of: 1 });
    expect(await install(2, NOW + 50)).toMatchObject({
      status: 'installing',
      account: UNKNOWN_ACCOUNT,
      modelVersion: null,
    });
    expect(await findModel(db, 2, 1)).toBeNull();
  });

  it('is erased when the days of its seal are over, not earlier, and once', async () => {
    await activePortal(db, 1);
    await addModel(db, { portalId: 1, document: {}, now: NOW });
    await doubtGrant(db, { portalId: 1, now: NOW, checkAt: NOW + 5 });
    await sealPortal(db, { portalId: 1, refusedAt: NOW, now: NOW + 5, eraseAt: NOW + 50 });

    expect(await eraseSealed(db, 1, NOW + 49)).toBe(false);
    expect(await findModel(db, 1, 1)).toEqual({});
    expect(await eraseSealed(db, 1, NOW + 50)).toBe(true);
    expect(await eraseSealed(db, 1, NOW + 50)).toBe(false);

    expect(await findModel(db, 1, 1)).toBeNull();
    expect(await findPortal(db, 1)).toMatchObject({ status: 'disconnected', disconnectedAt: NOW + 5, tokens: null });
  });

  it('is not sealed when its grant was renewed, or another one came, since it was refused', async () => {
    await activePortal(db, 1);
    await doubtGrant(db, { portalId: 1, now: NOW, checkAt: NOW + 5 });
    await updatePortal(db, 1, { tokens: TOKENS });

    expect(await sealPortal(db, { portalId: 1, refusedAt: NOW, now: NOW + 5, eraseAt: NOW + 50 })).toBe(false);
    await doubtGrant(db, { portalId: 1, now: NOW + 1, checkAt: NOW + 6 });
    await install(1, NOW + 2);
    expect(await sealPortal(db, { portalId: 1, refusedAt: NOW + 1, now: NOW + 6, eraseAt: NOW + 50 })).toBe(false);
    expect(await findPortal(db, 1)).toMatchObject({ status: 'active', grant: null });
  });

  it('has its tokens renewed by one process at a time; one that never answered is remembered', async () => {
    await activePortal(db, 1);
    const begin = (now: number, forMs = 60_000) => beginRefresh(db, { portalId: 1, now, forMs });
    const end = (begunAt: number, answered: boolean) => endRefresh(db, { portalId: 1, begunAt, answered });
    const interrupted = async () => {
      await doubtGrant(db, { portalId: 1, now: NOW, checkAt: NOW });
      return (await findPortal(db, 1))?.grant?.interrupted;
    };

    expect(await begin(NOW)).toBe(true);
    expect(await begin(NOW + 1)).toBe(false);
    await end(NOW, true);
    expect(await interrupted()).toBe(false);

    expect(await begin(NOW + 2, 0)).toBe(true); // killed
    expect(await begin(NOW + 3)).toBe(true);
    await end(NOW + 3, true);
    expect(await interrupted()).toBe(true);

    await updatePortal(db, 1, { tokens: TOKENS, formerRefresh: Buffer.from('before') });
    expect(await findPortal(db, 1)).toMatchObject({ grant: null, formerRefresh: Buffer.from('before') });
    expect(await interrupted()).toBe(false);
  });

  it('is listed with the others', async () => {
    await install(2);
    await install(1);

    expect((await listPortals(db)).map(({ portalId }) => portalId)).toEqual([1, 2]);
  });
});

describe('models', () => {
  it('are numbered by portal and never change', async () => {
    await activePortal(db, 1);
    await activePortal(db, 2);

    const versions = await Promise.all(
      [1, 2, 3, 4].map((n) => addModel(db, { portalId: 1, document: { n }, now: NOW })),
    );
    const other = await addModel(db, { portalId: 2, document: { n: 9 }, now: NOW });

    expect(versions.toSorted()).toEqual([1, 2, 3, 4]);
    expect(other).toBe(1);
    expect(await findModel(db, 1, Number(versions[2]))).toEqual({ n: 3 });
    expect(await findModel(db, 1, 5)).toBeNull();
  });

  it('are not stored for a portal that is gone', async () => {
    expect(await addModel(db, { portalId: 1, document: {}, now: NOW })).toBe('gone');
  });
});
