import { beforeEach, expect, it } from 'vitest';
import { DEFAULT_MODEL } from '../../src/domain/model/default-model.ts';
import { DAY } from '../../src/domain/time/time.ts';
import { referenceData } from '../../src/reference-data/reference-data.ts';
import { storeReadContacts } from '../../src/store/contacts/store-read-contacts.ts';
import { putPlan } from '../../src/store/models/plans.ts';
import { addModel } from '../../src/store/portals/models.ts';
import { updatePortal } from '../../src/store/portals/portals.ts';
import { findJob } from '../../src/store/work/jobs.ts';
import { lookBacks } from '../../src/use-cases/models/time-machine/look-backs.ts';
import { emptyTables, freshDatabase } from '../support/database/database.ts';
import { until } from '../support/until.ts';
import { activePortal, facts, NOW } from './fixtures.ts';

const database = await freshDatabase();
const { db } = database;
const PORTAL = 1;
const backs = lookBacks({ db, clock: { now: () => NOW }, referenceData, log: { error: () => {} }, wake: () => {} });
const begin = (calls: number) => backs.begin(PORTAL, { planId: 'plan', since: NOW - 30 * DAY, calls, author: 'Ada' });
const stateIs = (state: string) => async () => (await backs.of(PORTAL, 'plan')).state === state;
const callsLeft = async () => (await findJob(db, PORTAL, 'histories', ''))?.payload.callsLeft;

beforeEach(async () => {
  await emptyTables(database);
  await activePortal(db, PORTAL);
  const document = DEFAULT_MODEL;
  await addModel(db, { portalId: PORTAL, document, now: NOW });
  await updatePortal(db, PORTAL, { modelVersion: 1 });
  const plan = { version: 1, backTo: null, document, ramp: null, at: NOW, progress: { judged: 0, total: 3 } };
  await putPlan(db, PORTAL, { planId: 'plan', ...plan });
  const contacts = [1, 2, 3].map((contactId) => ({ contactId, facts: facts({ jobtitle: 'CEO' }), at: NOW }));
  await storeReadContacts(db, { portalId: PORTAL, contacts, now: NOW });
});

it('that is stopped while the past is read makes no call more, and another one can begin', async () => {
  expect(await begin(5)).toBe('begun');
  await until('the past is to be read', stateIs('reading'));
  expect(await callsLeft()).toBe(5);

  expect(await backs.cancel(PORTAL, 'plan')).toBe(true);

  expect(await backs.of(PORTAL, 'plan')).toEqual({ state: 'cancelled' });
  expect(await callsLeft()).toBe(0);
  expect(await backs.cancel(PORTAL, 'plan')).toBe(false);
  expect(await begin(0)).toBe('begun');
  await until('everybody is judged', stateIs('done'));
  expect(await backs.of(PORTAL, 'plan')).toMatchObject({ by: 'Ada', contacts: 3, failed: 0, used: 0 });
});
