import { expect, test } from 'vitest';
import type { PortalClient } from '../../../hubspot/portal-client.ts';
import { type ReadPlan, resolveLinks } from './read-contacts.ts';

/** The company that counts for each contact, where HubSpot has these companies. */
async function companyOf(
  linked: Readonly<Record<string, readonly string[]>>,
  there: readonly string[],
  refused: readonly string[] = [],
) {
  const asked: (readonly string[])[] = [];
  const hubspot = {
    readCompanies: async (ids: readonly string[]) => {
      asked.push(ids);
      const found = ids.filter((id) => there.includes(id)).map((id) => ({ id, properties: { name: id } }));
      return { found, unread: ids.filter((id) => refused.includes(id)) };
    },
    readDeals: async () => ({ found: [], unread: [] }),
  } as unknown as PortalClient;
  const plan = { properties: { contact: [], company: ['name'] }, dealStages: {} } as unknown as ReadPlan;
  const links = await resolveLinks(
    hubspot,
    plan,
    Object.entries(linked).map(([id, companyIds]) => ({ id, companyIds, dealIds: [] })),
    0,
  );
  return { calls: asked.length, of: Object.fromEntries([...links].map(([id, { companyId }]) => [id, companyId])) };
}

test('the first company that is there counts, whoever else is read in the same batch', async () => {
  const ann = ['gone', 'old', 'new'];

  expect((await companyOf({ ann }, ['old', 'new'])).of).toEqual({ ann: 'old' });
  expect((await companyOf({ ann, bob: ['new'] }, ['old', 'new'])).of).toEqual({ ann: 'old', bob: 'new' });
  expect((await companyOf({ ann, bob: ['new', 'old'] }, ['new'])).of).toEqual({ ann: 'new', bob: 'new' });
});

test('a look at one company each suffices where all are there, and of very many gone ones not all are asked for', async () => {
  const many = Array.from({ length: 50 }, (_, at) => `gone ${at}`);

  expect(await companyOf({ ann: ['a', 'b'], bob: ['b'] }, ['a', 'b'])).toEqual({
    calls: 1,
    of: { ann: 'a', bob: 'b' },
  });
  expect(await companyOf({ ann: [...many, 'b'], bob: ['b'] }, ['b'])).toEqual({
    calls: 5,
    of: { ann: 'gone 0', bob: 'b' },
  });
});

test('a company that HubSpot cannot give is not none: whose it is is not known', async () => {
  const { of } = await companyOf({ ann: ['a', 'b'], bob: ['gone', 'a'], cid: ['b', 'a'] }, ['b'], ['a']);

  expect(of).toEqual({ cid: 'b' });
});
