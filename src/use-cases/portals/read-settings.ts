import type { Settings, SettingsView } from '../../../cards/settings/contract.ts';
import type { Model } from '../../domain/model/model.ts';
import { agreementOf, trackName } from '../../domain/sales/agreement.ts';
import { DAY } from '../../domain/time/time.ts';
import { correspondenceSummary, violations as findViolations } from '../../store/ledgers/correspondence.ts';
import { countTouches, missedTouches, type Period } from '../../store/ledgers/touches.ts';
import { findPortal } from '../../store/portals/portals.ts';
import { countExcluded, dataQuality, missedCauses, readyContacts } from '../../store/portals/settings.ts';
import { countWaiting, findWriteRules } from '../../store/portals/write-rules.ts';
import type { Db } from '../../store/transaction.ts';
import { countDeadLetters } from '../../store/work/dead-letters.ts';
import { ownerNames } from '../contacts/owner-names.ts';
import { accountProblems } from './account-problems.ts';
import { readWorkList } from './read-work-list.ts';
import { parkedSentence, ruleSentence } from './what-failed.ts';

export type SettingsContext = {
  readonly db: Db;
  readonly clock: { now(): number };
  readonly model: (portalId: number, version: number) => Promise<Model>;
};

/** What is counted: long enough for a quarterly touch, short enough that it can still be mended. */
const TOUCHES_MS = 91 * DAY;
const AUDIT_MS = 365 * DAY;
/** Of lines that are told one by one. */
const SHOWN = 20;

/** Everything that the settings page shows of a portal, read-only. */
export async function readSettings(
  { db, clock, model: findModel }: SettingsContext,
  portalId: number,
): Promise<SettingsView> {
  const now = clock.now();
  const portal = await findPortal(db, portalId);
  if (portal === null) return { state: 'not_set_up' };
  const problems = accountProblems(portal);
  const found = problems.length === 0 ? {} : { problems };
  if (portal.status !== 'active' || portal.modelVersion === null) return { state: 'not_set_up', ...found };
  const model = await findModel(portalId, portal.modelVersion);
  const contactOf = (id: number) => ({
    id,
    url: `https://${portal.uiDomain ?? 'app.hubspot.com'}/contacts/${portalId}/record/0-1/${id}`,
  });
  const work = await readWorkList(db, portal, model, contactOf, now);
  return {
    state: 'ok',
    now,
    ...found,
    model: { name: model.name, version: portal.modelVersion },
    agreement: agreementOf(model, ownerNames(portal.account)).map(({ title, sentences }) => ({
      title,
      sentences: [...sentences],
    })),
    touches: await touchesOf(db, { portalId, since: now - TOUCHES_MS }, contactOf),
    correspondence: await correspondenceOf(db, { portalId, since: now - AUDIT_MS }, now, contactOf),
    ready: await readyOf(db, portalId, contactOf),
    quality: await dataQuality(db, portalId),
    workList: work.workList,
    ...(await attentionOf(db, portalId, work.attention)),
  };
}

/** What is nobody's, rules of the account that something waits for, and what is parked. */
async function attentionOf(
  db: Db,
  portalId: number,
  nobodys: NonNullable<Settings['attention']>,
): Promise<Pick<Settings, 'attention'>> {
  const waiting = await countWaiting(db, portalId);
  const rules = (await findWriteRules(db, portalId)).flatMap((rule) => {
    const count = waiting.find(({ part, value }) => part === rule.part && value === rule.value)?.count ?? 0;
    return count === 0 ? [] : [{ ...ruleSentence(rule), count, since: rule.since }];
  });
  const parked = (await countDeadLetters(db, portalId)).map(({ what, error, count, since }) => ({
    ...parkedSentence(what, error),
    count,
    since,
  }));
  const attention = [...nobodys, ...rules, ...parked];
  return attention.length === 0 ? {} : { attention };
}

type ContactOf = (id: number) => { id: number; url: string };

async function touchesOf(db: Db, period: Period, contactOf: ContactOf): Promise<Settings['touches']> {
  const counts = { open: 0, late: 0, done: 0, missed: 0, cancelled: 0 };
  for (const { state, touches } of await countTouches(db, period)) counts[state] += touches;
  const latest = await missedTouches(db, period, SHOWN);
  return {
    since: period.since,
    ...counts,
    causes: await missedCauses(db, period.portalId, period.since),
    latest: latest.map(({ contactId, track, kind, state, dueAt, cause }) => ({
      contact: contactOf(contactId),
      track: trackName(track),
      kind,
      state,
      dueAt,
      cause,
    })),
  };
}

async function correspondenceOf(
  db: Db,
  period: Period,
  now: number,
  contactOf: ContactOf,
): Promise<Settings['correspondence']> {
  const { firstAt, excluded } = await correspondenceSummary(db, period);
  const violations: Settings['correspondence']['violations'] = [];
  let sends = 0;
  for await (const { contactId, at, campaign, since, rules } of findViolations(db, period)) {
    sends += 1;
    violations.push({ contact: contactOf(contactId), at, campaign, excludedSince: since, rules: [...rules] });
    if (violations.length > SHOWN) violations.shift();
  }
  const watchedSince = Math.max(firstAt ?? now, period.since);
  return {
    excluded: await countExcluded(db, period.portalId),
    contacts: excluded,
    days: Math.floor((now - watchedSince) / DAY),
    sends,
    violations: violations.reverse(),
  };
}

async function readyOf(db: Db, portalId: number, contactOf: ContactOf): Promise<Settings['ready']> {
  const { count, reasons, contacts } = await readyContacts(db, portalId);
  return { count, reasons, contacts: contacts.map(({ contactId, why }) => ({ contact: contactOf(contactId), why })) };
}
