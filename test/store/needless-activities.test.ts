import { sql } from 'kysely';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { MAIL_OPENED } from '../../src/domain/figures/mailings.ts';
import { DEFAULT_MODEL } from '../../src/domain/model/default-model.ts';
import { readActivities } from '../../src/store/contacts/activities.ts';
import { claimContacts } from '../../src/store/contacts/claim-contacts.ts';
import { completeContacts } from '../../src/store/contacts/complete-contacts.ts';
import { storeReadContacts } from '../../src/store/contacts/store-read-contacts.ts';
import { appendCorrespondence } from '../../src/store/ledgers/correspondence.ts';
import { noteMailings } from '../../src/store/ledgers/mailings.ts';
import { addModel } from '../../src/store/portals/models.ts';
import { FORGET_EVERY_MS, forgetNeedlessActivities } from '../../src/use-cases/contacts/forget-activities.ts';
import { freshDatabase } from '../support/database/database.ts';
import { activePortal, activity, facts, lease, NOW, result } from './fixtures.ts';

const DAY = 86_400_000;
const { db } = await freshDatabase();
const contact = { portalId: 1, contactId: 5 };
const opened = (daysAgo: number) => ({
  ...activity(`open ${daysAgo}`),
  signal: 'email_open',
  source: MAIL_OPENED,
  at: NOW - daysAgo * DAY,
});

const forget = (keepDays: number) =>
  forgetNeedlessActivities(
    {
      db,
      portalId: contact.portalId,
      clock: { now: () => NOW },
      log: pino({ level: 'silent' }),
      goOn: () => undefined,
      keepActivitiesMs: keepDays * DAY,
    },
    { after: 0 },
  );
const left = async () => (await readActivities(db, contact)).map(({ id }) => id);
const mails = async () => (await sql`select * from mailing order by at`.execute(db)).rows;

test('activities that no score needs go, and neither those that the operator keeps nor the first opening of an e-mail', async () => {
  await activePortal(db, 1);
  await addModel(db, { portalId: 1, document: DEFAULT_MODEL, now: NOW });
  await storeReadContacts(db, { portalId: 1, contacts: [{ contactId: 5, facts: facts(), at: NOW }], now: NOW });
  const held = lease();
  const [claimed] = await claimContacts(db, { portalId: 1, lease: held, now: NOW, limit: 1 });
  // As many as are shown as evidence of an interest.
  const visits = [62, 61, 60].map((daysAgo) => ({ ...activity(`visit ${daysAgo}`), at: NOW - daysAgo * DAY }));
  const activities = [...visits, ...[4_000, 3_999, 3_998, 2, 1].map(opened)];
  await completeContacts(db, { portalId: 1, lease: held, now: NOW, rows: [result(claimed!, { activities })] });
  await appendCorrespondence(db, 1, [{ contactId: 5, kind: 'send', at: NOW - 4_001 * DAY, campaign: 'first' }]);
  await noteMailings(db, 1, [5]);
  const before = await mails();
  expect(before).toMatchObject([{ opened: NOW - 4_000 * DAY }]);

  const all = await left();
  expect(await forget(5_000)).toEqual({ runAt: NOW + FORGET_EVERY_MS, payload: { after: 0 } });
  expect(await left(), 'the operator keeps them').toEqual(all);

  await addModel(db, { portalId: 1, document: { ...DEFAULT_MODEL, ofNextYear: [] }, now: NOW });
  await forget(30);
  expect(await left(), 'a version that a newer program wrote may need them').toEqual(all);

  await sql`delete from model where version = 2`.execute(db);
  await forget(30);
  expect(await left()).toEqual(['open 4000', 'visit 62', 'visit 61', 'visit 60', 'open 2', 'open 1']);
  await noteMailings(db, 1, [5]);
  expect(await mails()).toEqual(before);
});
