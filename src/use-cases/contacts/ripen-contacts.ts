import { needsFreshFacts, type Plan } from '../../domain/sync/plan.ts';
import { READ_BY_DEFAULT, unreadableFinder } from '../../domain/sync/unreadable.ts';
import { type ContactPart, isHeld, type WriteRule, waitsAreDue } from '../../domain/sync/write-rules.ts';
import { rememberLifecycleIntent } from '../../store/contacts/contacts.ts';
import { eraseContacts } from '../../store/contacts/erase-contacts.ts';
import { putMissing } from '../../store/contacts/note-missing.ts';
import { findWriteRules } from '../../store/portals/write-rules.ts';
import { addJobs, findJob } from '../../store/work/jobs.ts';
import type { Session } from '../session.ts';
import { accountRules } from './account-rules.ts';
import type { ContactInHand, UnjudgedContact } from './contact-in-hand.ts';
import { recordFailures } from './fail-contacts.ts';
import { giveOwners } from './judge/give-owners.ts';
import { type JudgedContact, type RipenSettings, withoutLacking } from './judge/judge-contact.ts';
import { judgeContacts } from './judge/judge-contacts.ts';
import { storeJudged } from './judge/store-judged.ts';
import { carryOver } from './merge-contacts.ts';
import { confirmAt } from './read/confirm-missing.ts';
import { lessFirstSight } from './read/hubspot-facts.ts';
import type { RowToWrite } from './write/refused-parts.ts';
import { writeContacts } from './write/write-contacts.ts';

/*
 * The heart of the app: takes a batch of due contacts, reads them where necessary, evaluates them,
 * writes them to HubSpot and stores them. Whatever made a contact due (an event, an instant, the
 * first backfill, a button) goes through here.
 */

/** Facts older than this are read again before a write that would harm if they were wrong. */
export const FRESH_FOR_MS = 60_000;

/**
 * Brings up to 100 claimed contacts up to date: each is completed, failed, erased or carried over.
 * Throws when HubSpot cannot be reached: nothing is lost then.
 */
export async function ripenContacts(given: Session, claimed: readonly ContactInHand[]): Promise<void> {
  const { db, portalId, lease, hubspot, clock, metrics } = given;
  const now = clock.now();
  const rules = await findWriteRules(db, portalId);
  const settings = readingRules(given.settings, rules);
  const session = { ...given, settings };
  // While all contacts are read again, for a model that reads more, older facts lack some values.
  const { startedAt = Number.NEGATIVE_INFINITY } = (await findJob(db, portalId, 'backfill', ''))?.payload ?? {};
  const due = claimed.map((contact) => ({
    ...contact,
    inputs: withoutLacking(contact.inputs, settings.lacking),
    ...((contact.pendingFacts?.at ?? contact.factsAt ?? now) < startedAt && { stale: true, relink: true }),
  }));
  // A contact that was reported as deleted a moment ago is not read yet: HubSpot may still show it.
  const [waiting, ready] = parted(due, ({ missing }) => missing !== null && now < confirmAt(missing));
  const mustRead = (contact: ContactInHand) => contact.stale || waitsAreDue(contact.waits, now);
  const first = await judgeContacts(session, ready, mustRead, now);
  // A plan that changes a stage, list or task, or tells what became of a touch, needs facts of this
  // minute; a mere change of points does not.
  const [hasty, sure] = parted(
    first.judged,
    (contact) =>
      now - contact.factsAt > FRESH_FOR_MS &&
      (needsFreshFacts(withoutHeld(contact, rules, now)) || contact.touchEvents.length > 0),
  );
  const second = await judgeContacts(
    session,
    hasty.map(({ contact }) => contact),
    () => true,
    now,
  );

  const judged = await giveOwners(session, rules, [...sure, ...second.judged], now);
  const rows = judged.map(rowOf).filter(hasWrites);
  const written = await writeContacts(
    {
      hubspot,
      rules: accountRules(session, rules),
      isRead: (name) => settings.read.properties.contact.includes(name),
      rememberStages: (stages) => rememberLifecycleIntent(db, { portalId, lease, rows: stages }),
    },
    rows,
    now,
  );

  const isFailed = new Set(written.failed.map(({ contactId }) => contactId));
  const done = judged.filter(({ contact }) => !isFailed.has(contact.contactId));
  const refused = await storeJudged(session, done, written.waits);
  const inDoubt = new Set(due.flatMap(({ contactId, missing }) => (missing === null ? [] : [contactId])));
  const unjudged: UnjudgedContact[] = [
    ...waiting.map(({ contactId, missing }) => ({ outcome: 'missing' as const, contactId, ...missing! })),
    ...first.unjudged,
    ...second.unjudged,
    // When a write does not find a contact, it counts as missing, as if a read had not found it;
    // unless it was in doubt already.
    ...written.failed.map(
      ({ contactId, code }): UnjudgedContact =>
        code === NOT_FOUND && !inDoubt.has(contactId)
          ? { outcome: 'missing', contactId, since: now, by: 'write' }
          : { outcome: 'failed', contactId, code },
    ),
    ...refused,
  ];
  await storeUnjudged(session, claimed, done, unjudged);
  countUnreadable(session, done);
  metrics.contacts.inc({ outcome: 'ripened' }, done.length - refused.length);
  metrics.contacts.inc({ outcome: 'written' }, rows.length);
  metrics.evaluations.inc(judged.reduce((sum, { steps }) => sum + steps.length, 0));
}

/**
 * The settings that also read the properties which the account's rules require: once one is filled
 * in, the stage or owner that waits for it can be written.
 */
function readingRules(settings: RipenSettings, rules: readonly WriteRule[]): RipenSettings {
  const asked = rules.flatMap(({ part, properties }) => (part === 'task' ? [] : properties));
  const contact = [...new Set([...settings.read.properties.contact, ...asked])];
  return { ...settings, read: { ...settings.read, properties: { ...settings.read.properties, contact } } };
}

const NOT_FOUND = 'write_refused not_found';

/**
 * HubSpot refuses a value of a property of ours: somebody has taken an option away, or changed the
 * type. Ripen looks at the account soon, but not with each contact.
 */
const OURS_REFUSED = /^write_refused .*\bripen_/;
const LOOK_AFTER_MS = 10 * 60_000;

function parted<T>(all: readonly T[], test: (one: T) => boolean): [T[], T[]] {
  return [all.filter(test), all.filter((one) => !test(one))];
}

/**
 * The plan without a stage or owner that the account refuses at the moment: for these alone the
 * contact need not be read again.
 */
function withoutHeld({ contact, facts, plan }: JudgedContact, rules: readonly WriteRule[], now: number): Plan {
  const held = (part: ContactPart) => isHeld(part, { facts: facts.contact, waits: contact.waits }, rules, now);
  return {
    ...plan,
    stage: plan.stage === contact.waits?.stage?.value && held('stage') ? null : plan.stage,
    needsOwner: plan.needsOwner && !held('owner'),
  };
}

/** Everything that is to be written of the contact. */
const rowOf = ({ contact, facts, plan, owner }: JudgedContact): RowToWrite => ({
  contactId: contact.contactId,
  own: { ...contact.inputs, ...plan.properties },
  parts: { ...(plan.stage !== null && { stage: plan.stage }), ...(owner !== undefined && { owner }) },
  facts: facts.contact,
  waits: contact.waits,
});
const hasWrites = ({ own, parts }: RowToWrite): boolean => Object.keys(own).length + Object.keys(parts).length > 0;

/** Stores what became of contacts that were not completed: erased, missing, merged or failed. */
async function storeUnjudged(
  session: Session,
  claimed: readonly ContactInHand[],
  done: readonly JudgedContact[],
  unjudged: readonly UnjudgedContact[],
): Promise<void> {
  const { db, portalId, lease, clock, metrics } = session;
  const now = clock.now();
  const gone = unjudged.filter(({ outcome }) => outcome === 'gone').map(({ contactId }) => contactId);
  await eraseContacts(db, { portalId, contactIds: gone, now });
  const missing = unjudged.filter((one) => one.outcome === 'missing');
  await putMissing(db, { portalId, lease, contacts: missing.map((one) => ({ ...one, confirmAt: confirmAt(one) })) });
  for (const one of unjudged) if (one.outcome === 'merged') await carryOver(session, one);

  // A claimed contact without any outcome counts as failed: if it were released, it would be
  // claimed again at once, for ever.
  const known = new Set([...done.map(({ contact }) => contact.contactId), ...unjudged.map((one) => one.contactId)]);
  const failed = new Map(unjudged.flatMap((one) => (one.outcome === 'failed' ? [[one.contactId, one.code]] : [])));
  const failures = claimed.flatMap(({ contactId, seq }) => {
    const error = failed.get(contactId) ?? (known.has(contactId) ? undefined : 'unaccounted');
    return error === undefined ? [] : [{ contactId, seq, error }];
  });
  await recordFailures(session, failures);
  if (failures.some(({ error }) => OURS_REFUSED.test(error)))
    await addJobs(db, {
      portalId,
      jobs: [{ kind: 'provision', key: '', payload: null, runAt: now + LOOK_AFTER_MS }],
      ifPresent: 'keep',
    });
  metrics.contacts.inc({ outcome: 'gone' }, gone.length);
}

/** Counts unreadable values that are new since the last evaluation. */
function countUnreadable({ metrics, settings }: Session, judged: readonly JudgedContact[]): void {
  const unreadableIn = unreadableFinder(settings.compiled.model);
  for (const { contact, facts } of judged) {
    if (contact.facts === facts) continue;
    const old = new Set(contact.facts === null ? [] : unreadableIn(contact.facts).map(({ property }) => property));
    for (const { property, why } of unreadableIn(lessFirstSight(facts)))
      if (!old.has(property))
        metrics.unreadable.inc({ property: READ_BY_DEFAULT.has(property) ? property : 'other', why });
  }
}
