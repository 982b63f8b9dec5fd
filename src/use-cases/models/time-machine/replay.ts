import { valueThen } from '../../../domain/activity/values-then.ts';
import { NO_PEERS } from '../../../domain/lead/validity/validity-peers.ts';
import { readModel } from '../../../domain/model/model.ts';
import { compileModel } from '../../../domain/rules/compile.ts';
import { parseInstant } from '../../../domain/time/time.ts';
import { readActivities } from '../../../store/contacts/activities.ts';
import { storedHistories, wantHistories } from '../../../store/contacts/histories.ts';
import { pointsOf } from '../../../store/ledgers/history.ts';
import { listHoldOuts } from '../../../store/ledgers/hold-outs.ts';
import type { ScorePoint } from '../../../store/ledgers/score-history.ts';
import { type BaseContact, readBase, someOfBase } from '../../../store/models/base.ts';
import { listVersions, versionsTakenUp } from '../../../store/models/versions.ts';
import { findModel } from '../../../store/portals/models.ts';
import { findPortal, type Portal } from '../../../store/portals/portals.ts';
import { addJobs, findJob } from '../../../store/work/jobs.ts';
import { latestFacts } from '../../contacts/contact-in-hand.ts';
import { lotsOf } from '../../contacts/judge/hold-outs.ts';
import type { RipenSettings } from '../../contacts/judge/judge-contact.ts';
import { takeTurns } from '../../contacts/judge/take-turns.ts';
import { type ContactPast, RECORDED } from '../../contacts/read/past-facts.ts';
import type { ReadPlan } from '../../contacts/read/read-contacts.ts';
import { onTrial, ripenSettingsOf } from '../../contacts/ripen-settings.ts';
import type { ModelContext } from '../model-context.ts';
import { type ReplayedStep, replayContact, type VersionThen } from './replay-contact.ts';

/*
 * Checks whether a replay of a past day gives what was recorded on that day. If it does, the time
 * machine can be trusted, as far as the histories go.
 */

/** One contact at the end of one past day. */
export type PastDay = { readonly contactId: number; readonly at: number };

/** Values of one contact on one day, by name. */
type Recorded = Readonly<Record<string, string>>;

export type ReplayedDay = PastDay & Comparison;

type Comparison =
  | { readonly outcome: 'equal'; readonly recorded: Recorded }
  | { readonly outcome: 'differs'; readonly recorded: Recorded; readonly replayed: Recorded }
  /** nobody can know the facts of then; `why`: fields named as in a model, or a code */
  | { readonly outcome: 'unknown'; readonly why: readonly string[] };

/** All versions of the portal's model, the oldest first. Each reads what any of them reads. */
async function versionsThen(
  { db, referenceData }: Pick<ModelContext, 'db' | 'referenceData'>,
  portal: Portal,
): Promise<readonly [VersionThen, ...VersionThen[]]> {
  const { portalId } = portal;
  const stored = (await listVersions(db, portalId)).toReversed();
  const plain = new Map<number, RipenSettings>();
  for (const { version } of stored) {
    const read = readModel(await findModel(db, portalId, version));
    if (read.outcome === 'invalid')
      throw new Error(`Ripen cannot use model ${version} of portal ${portalId}: ${read.problems.join('; ')}`);
    const compiled = compileModel({ ...read.model, version }, portal.timeZone ?? undefined);
    const takesUp = await versionsTakenUp(db, portalId, version);
    plain.set(version, ripenSettingsOf(portal, compiled, referenceData, takesUp));
  }
  const read = unionOf([...plain.values()]);
  const versions = stored.map(({ version, at, ramp }): VersionThen => {
    const settings = { ...plain.get(version)!, read };
    return {
      from: at,
      settings: ramp === null ? settings : { ...onTrial(settings, ramp, plain.get(ramp.from)!), read },
    };
  });
  const [first, ...later] = versions;
  if (first === undefined) throw new Error(`Portal ${portalId} has no model.`);
  return [first, ...later];
}

export function unionOf(all: readonly Pick<RipenSettings, 'read'>[]): ReadPlan {
  const names = (of: 'contact' | 'company') => [...new Set(all.flatMap(({ read }) => read.properties[of]))].sort();
  return { ...all[0]!.read, properties: { contact: names('contact'), company: names('company') } };
}

/** Histories that are younger than this need not be read again. */
const FRESH_MS = 24 * 3_600_000;

/**
 * Asks the worker to read the histories of contacts, in this order, with at most so many calls.
 * Returns how many contacts are to be read; 0: none need to be, or no calls are allowed.
 */
export async function askForHistories(
  { db, clock }: Pick<ModelContext, 'db' | 'clock'>,
  portalId: number,
  {
    contactIds,
    read,
    calls,
  }: { readonly contactIds: readonly number[]; readonly read: ReadPlan; readonly calls: number },
): Promise<number> {
  const now = clock.now();
  const asked = await wantHistories(db, { portalId, contactIds, now, freshSince: now - FRESH_MS });
  if (asked === 0 || calls === 0) return 0;
  const payload = { callsLeft: calls, read: 0, properties: read.properties };
  await addJobs(db, { portalId, jobs: [{ kind: 'histories', key: '', payload, runAt: now }], ifPresent: 'replace' });
  return asked;
}

/**
 * Picks past days of contacts at random, and asks for their histories. `random` gives a number in
 * [0, 1).
 */
export async function beginReplay(
  context: ModelContext,
  portalId: number,
  { days, calls, random }: { readonly days: number; readonly calls: number; readonly random: () => number },
): Promise<
  | { readonly outcome: 'begun'; readonly portal: Portal; readonly days: readonly PastDay[]; readonly asked: number }
  | { readonly outcome: 'not_installed' }
> {
  const { db, clock } = context;
  const portal = await findPortal(db, portalId);
  if (portal === null || portal.status === 'disconnected' || portal.modelVersion === null)
    return { outcome: 'not_installed' };
  // Three calls read fifty contacts with their companies and deals.
  const { contactIds: ids } = await someOfBase(db, portalId, Math.min(days, Math.ceil(calls / 3) * 50));
  const span = clock.now() - portal.installedAt;
  const taken = (ids.length === 0 ? [] : Array.from({ length: days })).map(() => ({
    contactId: ids[Math.floor(random() * ids.length)]!,
    at: portal.installedAt + Math.floor(random() * span),
  }));
  const [{ settings }] = await versionsThen(context, portal);
  const contactIds = [...new Set(taken.map(({ contactId }) => contactId))];
  const asked = await askForHistories(context, portalId, { contactIds, read: settings.read, calls });
  return { outcome: 'begun', portal, days: taken, asked };
}

/** How far the reading of histories has come; null: none is under way. */
export const readingOfHistories = async (
  { db }: Pick<ModelContext, 'db'>,
  portalId: number,
): Promise<{ readonly read: number; readonly callsLeft: number } | null> =>
  (await findJob(db, portalId, 'histories', ''))?.payload ?? null;

/** Ends the reading of histories; those that were read stay. */
export async function stopReadingHistories(
  context: Pick<ModelContext, 'db' | 'clock'>,
  portalId: number,
): Promise<void> {
  const { db, clock } = context;
  const reading = await findJob(db, portalId, 'histories', '');
  if (reading === null) return;
  const job = {
    kind: 'histories',
    key: '',
    payload: { ...reading.payload, callsLeft: 0 },
    runAt: clock.now(),
  } as const;
  await addJobs(db, { portalId, jobs: [job], ifPresent: 'replace' });
}

/** Compares replays of past days with what was recorded then. It reads only what is stored. */
export async function replayDays(
  context: ModelContext,
  portal: Portal,
  days: readonly PastDay[],
): Promise<readonly ReplayedDay[]> {
  const { db, clock } = context;
  const { portalId } = portal;
  const versions = await versionsThen(context, portal);
  const holdOuts = await listHoldOuts(db, portalId);
  const now = clock.now();
  const answers: ReplayedDay[] = [];
  const contactIds = [...new Set(days.map(({ contactId }) => contactId))];
  for (let from = 0; from < contactIds.length; from += CONTACTS_AT_ONCE) {
    const some = contactIds.slice(from, from + CONTACTS_AT_ONCE);
    const bases = new Map((await readBase(db, portalId, { contactIds: some })).map((base) => [base.contactId, base]));
    const pasts = await pastsOf(context, portalId, some);
    for (const contactId of some) {
      const wanted = days.filter((day) => day.contactId === contactId);
      const [base, past] = [bases.get(contactId), pasts.get(contactId)];
      if (base?.memory == null || past === undefined) {
        const why = [base === undefined ? 'contact_gone' : 'history_not_read'];
        answers.push(...wanted.map((day) => ({ ...day, outcome: 'unknown' as const, why })));
        continue;
      }
      const until = Math.max(...wanted.map(({ at }) => at));
      const metAt = base.memory.watchedSince;
      const who = { ...(await whoOf(context, portalId, base)), past, holdOuts: lotsOf(holdOuts, contactId) };
      const steps = await takeTurns(replayContact(who, versions, { metAt, until, ownWrites: true }));
      const points = await pointsOf(db, { portalId, contactId });
      for (const day of wanted)
        answers.push({
          ...day,
          ...(day.at > now ? { outcome: 'unknown', why: ['not_over'] } : compared(day.at, steps, points, past)),
        });
    }
  }
  return answers;
}

const CONTACTS_AT_ONCE = 100;

export async function pastsOf(
  { db }: Pick<ModelContext, 'db'>,
  portalId: number,
  contactIds: readonly number[],
): Promise<ReadonlyMap<number, ContactPast>> {
  const pasts = await storedHistories(db, portalId, contactIds);
  return new Map(pasts.map(({ contactId, histories }) => [contactId, histories as ContactPast]));
}

/** What a replay needs of a stored contact, beside its histories. */
export async function whoOf({ db }: Pick<ModelContext, 'db'>, portalId: number, base: BaseContact) {
  const { contactId, decisions } = base;
  return {
    contactId,
    present: latestFacts(base)!,
    activities: base.activities ?? (await readActivities(db, { portalId, contactId })),
    peers: base.peers ?? NO_PEERS,
    decisions,
  };
}

function compared(
  at: number,
  steps: readonly ReplayedStep[],
  points: readonly ScorePoint[],
  past: ContactPast,
): Comparison {
  const step = steps.findLast((one) => one.at <= at);
  const point = points.find((one) => one.at <= at);
  if (step === undefined || point === undefined) return { outcome: 'unknown', why: ['not_recorded'] };
  const recorded: Record<string, string> = {
    score: `${point.score}`,
    qualification: point.qualification,
    segment: point.segment ?? 'none',
  };
  const replayed: Record<string, string> = {
    score: `${step.scores.combined}`,
    qualification: step.qualification,
    segment: step.segment ?? 'none',
  };
  // HubSpot shows the evaluation that was written last, which may be older than that day.
  const write = valueThen(past.contact['ripen_scored_at'] ?? [], at);
  const writtenAt = parseInstant(write);
  const shown = writtenAt === null ? undefined : steps.findLast((one) => one.at <= writtenAt);
  for (const name of RECORDED) {
    const written = valueThen(past.contact[name] ?? [], at);
    if (name === 'ripen_scored_at' || written === undefined) continue;
    recorded[name] = written;
    replayed[name] = shown?.written[name] ?? '';
  }
  const isEqual = Object.keys(recorded).every((name) => recorded[name] === replayed[name]);
  if (isEqual) return { outcome: 'equal', recorded };
  return step.unknown.length > 0
    ? { outcome: 'unknown', why: step.unknown }
    : { outcome: 'differs', recorded, replayed };
}
