import { shownBy } from '../domain/activity/observe.ts';
import type { Activity } from '../domain/contact.ts';
import type { Step } from '../domain/evaluation/advance.ts';
import type { TaskWanted } from '../domain/evaluation/asks.ts';
import { mergeMemories } from '../domain/evaluation/merge-memories.ts';
import { cohortKeys } from '../domain/sales/conversion.ts';
import { READ_BY_DEFAULT, unreadableFinder } from '../domain/sync/unreadable.ts';
import type { WriteRule } from '../domain/sync/write-rules.ts';
import { readActivities } from '../store/contacts/activities.ts';
import {
  ACTIVITIES_IN_BATCH,
  beginEvaluating,
  type ClaimedContact,
  claimContacts,
  releaseContacts,
  setAlone,
} from '../store/contacts/claim-contacts.ts';
import { type CompletedContact, completeContacts } from '../store/contacts/complete-contacts.ts';
import { rememberLifecycleIntent } from '../store/contacts/contacts.ts';
import { eraseContacts } from '../store/contacts/erase-contacts.ts';
import { failContacts } from '../store/contacts/fail-contacts.ts';
import { mergeContacts } from '../store/contacts/merge-contacts.ts';
import { knownOf, putMissing } from '../store/contacts/missing.ts';
import { peersOf } from '../store/contacts/peers.ts';
import { POINTS_KEPT, type ScorePoint } from '../store/ledgers/history.ts';
import { findWriteRules } from '../store/portals/write-rules.ts';
import { storeByHalves } from '../store/work/halves.ts';
import { failureCode, isAboutRecords } from '../use-cases/blame.ts';
import { accountRules } from '../use-cases/contacts/account-rules.ts';
import { confirmAt } from '../use-cases/contacts/confirm-missing.ts';
import { giveOwners } from '../use-cases/contacts/give-owners.ts';
import { type DueContact, type RipenSettings, withoutLacking } from '../use-cases/contacts/judge-contact.ts';
import { leadTypeOf } from '../use-cases/contacts/lead-type.ts';
import {
  type RipenedContact,
  type RipenPorts,
  type RipenResult,
  ripenContacts,
} from '../use-cases/contacts/ripen-contacts.ts';
import { MAX_ATTEMPTS, type Session } from '../use-cases/session.ts';
import { tellApart } from '../use-cases/tell-apart.ts';

/** Contacts that are read, written and stored together: as many as one call of HubSpot takes. */
const CONTACTS_IN_BATCH = 100;
/** Batches at the same time: enough to keep the quota busy while answers travel. */
const BATCHES = 3;

/**
 * Takes up to three batches of due contacts through evaluation and writing. Returns how many
 * contacts it took.
 */
export async function workContacts(session: Session): Promise<number> {
  const { db, portalId, lease, clock, log } = session;
  const held = { portalId, lease };
  const claimed = await claimContacts(db, { ...held, now: clock.now(), limit: CONTACTS_IN_BATCH * BATCHES });
  const heavy = claimed.filter(({ activities }) => activities === null).map(({ contactId }) => contactId);
  if (heavy.length > 0) {
    await setAlone(db, { ...held, contactIds: heavy });
    log.info({ portalId, contacts: heavy.length }, 'Heavy contacts are worked on alone');
  }
  const contacts = claimed.flatMap(({ activities, ...c }) => (activities === null ? [] : [{ ...c, activities }]));
  const batches = Array.from({ length: BATCHES }, (_, n) =>
    contacts.slice(n * CONTACTS_IN_BATCH, (n + 1) * CONTACTS_IN_BATCH),
  );
  const settled = await Promise.allSettled(
    batches.filter(({ length }) => length > 0).map((batch) => ripenClaimed(session, batch)),
  );
  const failure = settled.find((one) => one.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
  return claimed.length;
}

/**
 * Takes one contact through evaluation and writing that must not be in a batch: it may take long,
 * and others do not wait for it; and should it end the process, it is known which one did. Returns
 * how many it took.
 */
export async function workAlone(session: Session): Promise<number> {
  const { db, portalId, lease, clock } = session;
  const held = { portalId, lease };
  const [contact] = await claimContacts(db, { ...held, now: clock.now(), limit: 1, alone: true });
  if (contact === undefined) return 0;
  const { contactId } = contact;
  const activities = await releasing(session, [contactId], async () => {
    await beginEvaluating(db, { ...held, contactId });
    return readActivities(db, { portalId, contactId });
  });
  await ripenClaimed(session, [{ ...contact, activities }]);
  return 1;
}

/** A claimed contact with its activities. */
type Contact = Omit<ClaimedContact, 'activities'> & { readonly activities: readonly Activity[] };

async function ripenClaimed(session: Session, contacts: readonly Contact[]): Promise<void> {
  const { portalId, log } = session;
  // Whoever failed before is worked on apart: the same failure costs those that are well nothing.
  const groups = [contacts.filter(({ attempts }) => attempts <= 1), contacts.filter(({ attempts }) => attempts > 1)];
  await releasing(
    session,
    contacts.map(({ contactId }) => contactId),
    async () => {
      for (const group of groups.filter(({ length }) => length > 0))
        await tellApart(group, {
          work: (some) => ripen(session, some),
          isAboutRecords,
          costly: true,
          failed: (contact, error) => {
            log.error({ portalId, contactId: contact.contactId, error }, 'Work on a contact failed');
            return fail(session, [{ ...contact, error: failureCode('evaluation_failed', error) }]);
          },
        });
    },
  );
}

/**
 * Reads, evaluates, writes and stores these contacts: each of them is completed, failed, erased or
 * carried over.
 */
async function ripen(session: Session, contacts: readonly Contact[]): Promise<void> {
  const { db, portalId, lease, clock, hubspot, goOn } = session;
  const known = await findWriteRules(db, portalId);
  const ports: RipenPorts = {
    hubspot,
    goOn,
    rules: accountRules(session, known),
    rememberStages: (rows) =>
      rememberLifecycleIntent(db, {
        portalId,
        lease,
        rows: rows.map(({ contactId, stage }) => ({ contactId, lifecycle: stage })),
      }),
    knownOf: (contactIds) => knownOf(db, portalId, contactIds),
    beginEvaluating: (contactId) => beginEvaluating(db, { portalId, lease, contactId }),
    findPeers: (traits) => peersOf(db, portalId, traits),
    assignOwners: giveOwners(session),
  };
  const settings = readingRules(session.settings, known);
  const result = await ripenContacts(
    ports,
    settings,
    contacts.map((c) => dueContactOf(c, settings.lacking)),
    clock.now(),
  );
  await settle(session, contacts, result);
}

/**
 * What the account's rules ask for is read with the contacts: once it is filled in, what waits for
 * it can be written.
 */
function readingRules(settings: RipenSettings, rules: readonly WriteRule[]): RipenSettings {
  const asked = rules.flatMap(({ part, properties }) => (part === 'task' ? [] : properties));
  const contact = [...new Set([...settings.read.properties.contact, ...asked])];
  return { ...settings, read: { ...settings.read, properties: { ...settings.read.properties, contact } } };
}

/** Gives the contacts back when the work on them cannot go on. */
async function releasing<T>(session: Session, contactIds: readonly number[], work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await releaseContacts(session.db, { portalId: session.portalId, lease: session.lease, contactIds });
    throw error;
  }
}

const dueContactOf = (c: Contact, lacking: RipenSettings['lacking']): DueContact => ({
  contactId: c.contactId,
  stale: c.stale,
  relink: c.relink,
  facts: c.facts,
  reading: c.reading?.facts ?? null,
  readAt: c.reading?.at ?? c.factsAt,
  decisions: c.decisions ?? {},
  inputs: withoutLacking(c.inputs ?? {}, lacking),
  memory: c.memory,
  standing: c.standing,
  excluded: c.excluded,
  apart: c.apart,
  merged: c.merged,
  missing: c.missing,
  activities: c.activities,
  dueAt: c.nextAt,
  waits: c.waits,
  suspect: c.suspect,
});

async function settle(session: Session, claimed: readonly Contact[], result: RipenResult): Promise<void> {
  const { db, portalId, lease, clock, metrics } = session;
  const held = { portalId, lease, now: clock.now() };
  const seqOf = new Map(claimed.map((c) => [c.contactId, c.seq]));
  const isHeavy = new Set(claimed.flatMap((c) => (c.activities.length > ACTIVITIES_IN_BATCH ? [c.contactId] : [])));
  const unstored: { contactId: number; code: string }[] = [];
  await storeByHalves(
    result.ripened.map((r) => ({ ...completedOf(r, seqOf.get(r.contactId)!), alone: isHeavy.has(r.contactId) })),
    async (rows) => void (await completeContacts(db, { ...held, rows })),
    async ({ contactId }, code) => {
      unstored.push({ contactId, code: `store_refused ${code}` });
    },
  );
  await eraseContacts(db, { portalId, contactIds: result.gone, now: held.now });
  await putMissing(db, {
    ...held,
    contacts: result.missing.map((missing) => ({ ...missing, lookAt: confirmAt(missing) })),
  });
  const merges = [...result.moved.map(({ from, into }) => ({ from: [from], into })), ...result.tookOver];
  for (const { from, into } of merges) await mergeContacts(db, mergeOf(session, from, into));
  const failed = [...result.failed, ...unstored, ...unaccounted(claimed, result)];
  await fail(
    session,
    failed.map(({ contactId, code }) => ({ contactId, seq: seqOf.get(contactId)!, error: code })),
  );
  countUnreadable(session, claimed, result);
  metrics.contacts.inc({ outcome: 'ripened' }, result.ripened.length - unstored.length);
  metrics.contacts.inc({ outcome: 'written' }, result.written);
  metrics.contacts.inc({ outcome: 'gone' }, result.gone.length);
  metrics.evaluations.inc(result.evaluations);
}

/** Counts values that came since the evaluation before and cannot be read. */
function countUnreadable(
  { metrics, settings }: Session,
  claimed: readonly ClaimedContact[],
  { ripened }: RipenResult,
): void {
  const unreadableIn = unreadableFinder(settings.compiled.model);
  const before = new Map(claimed.map(({ contactId, facts }) => [contactId, facts]));
  for (const { contactId, facts } of ripened) {
    const known = before.get(contactId);
    if (known === facts) continue;
    const old = new Set(known ? unreadableIn(known).map(({ property }) => property) : []);
    for (const { property, why } of unreadableIn(facts))
      if (!old.has(property))
        metrics.unreadable.inc({ property: READ_BY_DEFAULT.has(property) ? property : 'other', why });
  }
}

/** What a merge of contacts asks of the store. */
export const mergeOf = (
  { portalId, clock, settings }: Session,
  from: readonly number[],
  into: number,
): Parameters<typeof mergeContacts>[1] => ({
  portalId,
  from,
  into,
  now: clock.now(),
  mergeMemory: mergeMemories,
  shownBy: (contact) => shownBy(settings.compiled.model, contact),
});

/** Counts the attempt of each; after the last one it is parked. */
async function fail(
  { db, portalId, lease, clock, metrics, log }: Session,
  rows: readonly { readonly contactId: number; readonly seq: number; readonly error: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  const held = { portalId, lease, now: clock.now() };
  const { parked } = await failContacts(db, { ...held, rows, maxAttempts: MAX_ATTEMPTS, random: Math.random });
  const told = rows.slice(0, 10).map(({ contactId, error }) => ({ contactId, code: error }));
  log.warn({ portalId, failed: told, parked: parked.length }, 'Contacts could not be brought up to date');
  metrics.contacts.inc({ outcome: 'failed' }, rows.length);
  metrics.contacts.inc({ outcome: 'parked' }, parked.length);
}

/**
 * A claimed contact of which nothing is said has failed: given back, it would be asked for again at
 * once, for ever.
 */
function unaccounted(
  claimed: readonly Contact[],
  { ripened, gone, moved, missing, tookOver, failed }: RipenResult,
): { readonly contactId: number; readonly code: string }[] {
  const said = new Set([
    ...[...ripened, ...failed].map(({ contactId }) => contactId),
    ...gone,
    ...missing.map(({ contactId }) => contactId),
    ...tookOver.map(({ into }) => into),
    ...moved.map(({ from }) => from),
  ]);
  return claimed.flatMap(({ contactId }) => (said.has(contactId) ? [] : [{ contactId, code: 'unaccounted' }]));
}

function completedOf(r: RipenedContact, seq: number): CompletedContact {
  const { evaluation, steps } = r;
  const { asks, standing } = r.plan;
  return {
    contactId: r.contactId,
    seq,
    facts: r.facts,
    factsAt: r.readAt,
    activities: r.newActivities,
    memory: evaluation.memory,
    apart: r.apart,
    standing,
    track: standing.track,
    extra: evaluation.extra,
    evaluation,
    scoredAt: evaluation.at,
    points: steps
      .filter((step, i) => i === 0 || changed(steps[i - 1]!, step))
      .slice(-POINTS_KEPT)
      .map((step) => pointOf(step, r)),
    tasks: asks.tasks.map((task) => taskOf(task, r.owner)),
    closedTasks: asks.closed.map((closed) => ({ key: keyOf(closed), as: closed.as })),
    touches: r.touchEvents.map((event) => ({ ...event, key: `${event.programme}:${event.kind}:${event.dueAt}` })),
    correspondence: [...r.exclusion.entries, ...r.sends],
    excluded: r.exclusion.excluded,
    traits: r.traits,
    cohort: cohortKeys(leadTypeOf(evaluation, r.facts)),
    converted: evaluation.relation === 'customer',
    isWithSales:
      evaluation.relation === 'prospect' && evaluation.qualification === 'sql' && evaluation.segment === null,
    nextAt: evaluation.nextChangeAt,
    waits: r.waits,
  };
}

const keyOf = ({ kind, occasion }: Pick<TaskWanted, 'kind' | 'occasion'>): string => `${kind}:${occasion}`;

const taskOf = (task: TaskWanted, contactOwner: string | null) => ({
  key: keyOf(task),
  kind: task.kind,
  dueAt: task.dueAt,
  body: {
    subject: task.subject,
    ownerId: task.to === null ? contactOwner : 'owner' in task.to ? task.to.owner : null,
    queueId: task.to !== null && 'queue' in task.to ? task.to.queue : null,
  },
});

const changed = (a: Step, b: Step): boolean =>
  a.scores.combined !== b.scores.combined || a.qualification !== b.qualification || a.segment !== b.segment;

function pointOf(e: Step, { newActivities }: RipenedContact): ScorePoint {
  return {
    at: e.at,
    explicit: e.scores.explicit,
    implicit: e.scores.implicit,
    score: e.scores.combined,
    qualification: e.qualification,
    segment: e.segment,
    cause: newActivities.find((a) => a.at === e.at)?.signal ?? '',
  };
}
