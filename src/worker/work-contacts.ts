import PQueue from 'p-queue';
import { readActivities } from '../store/contacts/activities.ts';
import {
  beginEvaluating,
  type ClaimedContact,
  claimContacts,
  releaseContacts,
  returnContacts,
  setAlone,
} from '../store/contacts/claim-contacts.ts';
import { allOf } from '../use-cases/all-of.ts';
import { failureCode, isAboutRecords } from '../use-cases/blame.ts';
import type { ContactInHand } from '../use-cases/contacts/contact-in-hand.ts';
import { recordFailures } from '../use-cases/contacts/fail-contacts.ts';
import { isHurried } from '../use-cases/contacts/judge/take-turns.ts';
import { ripenContacts } from '../use-cases/contacts/ripen-contacts.ts';
import type { Session } from '../use-cases/session.ts';
import { tellApart } from '../use-cases/tell-apart.ts';
import { inPieces } from './in-pieces.ts';

/** So many contacts are read, written and stored together: as many as one call of HubSpot takes. */
const CONTACTS_IN_BATCH = 100;
/**
 * So many batches at the same time keep the quota busy while answers travel. Each lane takes some
 * one after another: while one waits for an answer, another judges, and another one stores.
 */
const LANES = 3;
const lanesNow = () => (isHurried() ? 1 : LANES);

/**
 * Takes batches of due contacts through evaluation and writing. Returns how many contacts. When it
 * may not go on, no lane takes another batch: others wait for their turn.
 */
export async function workContacts(session: Session, mayGoOn: () => boolean): Promise<number> {
  // Lanes claim one after another: claims at the same time would share what is due, and no batch
  // would be full.
  const claims = new PQueue({ concurrency: 1 });
  const lanes = Array.from({ length: lanesNow() }, () =>
    inPieces(() => workSome(session, claims), CONTACTS_IN_BATCH, mayGoOn),
  );
  return sum(await allOf(lanes));
}

async function workSome(session: Session, claims: PQueue): Promise<number> {
  const { db, portalId, lease, clock } = session;
  const claimed = await claims.add(() =>
    claimContacts(db, { portalId, lease, now: clock.now(), limit: CONTACTS_IN_BATCH }),
  );
  await takeThrough(session, claimed);
  return claimed.length;
}

/**
 * Takes claimed contacts through evaluation and writing, some batches at the same time. Gives those
 * back that it has not begun when it may not go on.
 */
export async function takeThrough(
  session: Session,
  claimed: readonly ClaimedContact[],
  mayGoOn = () => true,
): Promise<void> {
  const { db, portalId, lease, log } = session;
  const heavy = claimed.filter(({ activities }) => activities === null).map(({ contactId }) => contactId);
  if (heavy.length > 0) {
    await setAlone(db, { portalId, lease, contactIds: heavy });
    log.info({ portalId, contacts: heavy.length }, 'Heavy contacts are worked on alone');
  }
  const contacts = claimed.flatMap(({ activities, ...contact }) =>
    activities === null ? [] : [{ ...contact, activities }],
  );
  const batches = Array.from({ length: Math.ceil(contacts.length / CONTACTS_IN_BATCH) }, (_, n) =>
    contacts.slice(n * CONTACTS_IN_BATCH, (n + 1) * CONTACTS_IN_BATCH),
  );
  const lanes = new PQueue({ concurrency: lanesNow() });
  const giveBack = (batch: readonly ContactInHand[]) =>
    returnContacts(db, { portalId, lease, contactIds: batch.map(({ contactId }) => contactId) });
  await allOf(batches.map((batch) => lanes.add(() => (mayGoOn() ? workBatch(session, batch) : giveBack(batch)))));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, number) => all + number, 0);

/**
 * Takes one heavy contact through evaluation and writing, in no batch: it may take long, and if it
 * ends the process, the store knows which contact did. Returns how many contacts it took.
 */
export async function workAlone(session: Session): Promise<number> {
  const { db, portalId, lease, clock } = session;
  const [contact] = await claimContacts(db, { portalId, lease, now: clock.now(), limit: 1, alone: true });
  if (contact === undefined) return 0;
  const { contactId } = contact;
  const activities = await releasing(session, [contactId], async () => {
    await beginEvaluating(db, { portalId, lease, contactId });
    return readActivities(db, { portalId, contactId });
  });
  await workBatch(session, [{ ...contact, activities }]);
  return 1;
}

async function workBatch(session: Session, contacts: readonly ContactInHand[]): Promise<void> {
  const { portalId, log } = session;
  // Contacts that failed before are worked on apart, so that they do not hinder the others.
  const groups = [contacts.filter(({ attempts }) => attempts <= 1), contacts.filter(({ attempts }) => attempts > 1)];
  await releasing(
    session,
    contacts.map(({ contactId }) => contactId),
    async () => {
      for (const group of groups.filter(({ length }) => length > 0))
        await tellApart(group, {
          work: (some) => ripenContacts(session, some),
          isAboutRecords,
          costly: true,
          failed: (contact, error) => {
            log.error({ portalId, contactId: contact.contactId, error }, 'Work on a contact failed');
            return recordFailures(session, [{ ...contact, error: failureCode('evaluation_failed', error) }]);
          },
        });
    },
  );
}

/** Gives the contacts back when the work on them cannot go on. */
async function releasing<T>(
  { db, portalId, lease }: Session,
  contactIds: readonly number[],
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await releaseContacts(db, { portalId, lease, contactIds });
    throw error;
  }
}
