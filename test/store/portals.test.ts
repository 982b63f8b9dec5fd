import { beforeEach, describe, expect, it } from 'vitest';
import { addModel, findModel } from '../../src/store/models.ts';
import { disconnectPortal, findPortal, installPortal, listPortals, updatePortal } from '../../src/store/portals.ts';
import { emptyTables, freshDatabase } from '../support/database.ts';
import { activePortal, NOW, TOKENS } from './fixtures.ts';

const database = await freshDatabase();
const { db } = database;

const install = (portalId: number, now = NOW) =>
  installPortal(db, { portalId, tokens: TOKENS, scopes: ['oauth', 'crm.lists.write'], now });

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
      account: {},
      lists: {},
      modelVersion: null,
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
      account: { stages: ['lead', 'customer'] },
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

  it('that is installed again stays active, with the new tokens', async () => {
    await install(1);
    await updatePortal(db, 1, { status: 'active', lists: { customer: '7' } });
    const tokens = { ...TOKENS, access: Buffer.from('renewed') };

    const again = await installPortal(db, { portalId: 1, tokens, scopes: ['oauth'], now: NOW + 1 });

    expect(again).toMatchObject({ status: 'active', installedAt: NOW, tokens, lists: { customer: '7' } });
  });

  it('that is disconnected is remembered without anything of its own', async () => {
    await install(1);
    await updatePortal(db, 1, { status: 'active', hubDomain: 'example.com', account: { a: 1 }, modelVersion: 1 });

    expect(await disconnectPortal(db, 1, NOW + 5)).toBe(true);
    expect(await disconnectPortal(db, 2, NOW + 5)).toBe(false);

    expect(await findPortal(db, 1)).toMatchObject({
      status: 'disconnected',
      disconnectedAt: NOW + 5,
      hubDomain: null,
      scopes: [],
      tokens: null,
      account: {},
      lists: {},
      modelVersion: null,
    });
    expect(await updatePortal(db, 1, { tokens: TOKENS })).toBe(false);
  });

  it('that comes back begins anew', async () => {
    await install(1);
    await disconnectPortal(db, 1, NOW + 5);

    const back = await install(1, NOW + 9);

    expect(back).toMatchObject({ status: 'installing', installedAt: NOW + 9, disconnectedAt: null, tokens: TOKENS });
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
    expect(await findModel(db, 1, versions[2]!)).toEqual({ n: 3 });
    expect(await findModel(db, 1, 5)).toBeNull();
  });

  it('are not stored for a portal that is gone', async () => {
    expect(await addModel(db, { portalId: 1, document: {}, now: NOW })).toBeNull();
  });
});
