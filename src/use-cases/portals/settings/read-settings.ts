import type { Settings, SettingsView } from '../../../../cards/settings/contract.ts';
import { holidaysEndSentence } from '../../../domain/changes/warnings/account-warnings.ts';
import type { Model } from '../../../domain/model/model.ts';
import { agreementOf } from '../../../domain/sales/agreement.ts';
import type { AgreementLanguage } from '../../../domain/sales/agreement-words/words.ts';
import { SET_UP_STEPS } from '../../../domain/set-up/steps.ts';
import { holidaysEnding } from '../../../domain/time/holidays.ts';
import { leftOutOf, listHoldOuts } from '../../../store/ledgers/hold-outs.ts';
import { findQuarterCheck } from '../../../store/ledgers/landmarks.ts';
import { findPortal, type Portal } from '../../../store/portals/portals.ts';
import { setUpSteps } from '../../../store/portals/set-up.ts';
import { countWaiting, findWriteRules } from '../../../store/portals/write-rules.ts';
import type { Db } from '../../../store/transaction.ts';
import { countDeadLetters } from '../../../store/work/dead-letters.ts';
import { findJob } from '../../../store/work/jobs.ts';
import { ownerNames } from '../../contacts/read/owner-names.ts';
import { deedsOf, namedContactsOf, qualityOf, readyOf } from '../work-list/contact-lists.ts';
import { nurtureHealthOf, TOUCHES_MS } from '../work-list/nurture-health.ts';
import { readWorkList } from '../work-list/read-work-list.ts';
import { savedLists } from '../work-list/work-list-lists.ts';
import { accountProblems } from './account-problems.ts';
import { progressOfPortal } from './portal-progress.ts';
import { deadLetterSentence, ruleSentence } from './what-failed.ts';

export type SettingsContext = {
  readonly db: Db;
  readonly clock: { now(): number };
  readonly model: (portalId: number, version: number) => Promise<Model>;
};

/** Everything that the settings page shows of a portal, without editors; it changes nothing. */
export async function readSettings(
  { db, clock, model: findModel }: SettingsContext,
  portalId: number,
  language: AgreementLanguage = 'en',
): Promise<SettingsView> {
  const now = clock.now();
  const portal = await findPortal(db, portalId);
  if (portal === null) return { state: 'not_set_up' };
  const ofAccount = accountProblems(portal);
  if (portal.status !== 'active' || portal.modelVersion === null)
    return { state: 'not_set_up', ...found(ofAccount), ...(await progressIn(db, portal, now)) };
  const model = await findModel(portalId, portal.modelVersion);
  const last = holidaysEnding(model.calendar.holidays, now);
  const people = namedContactsOf(db, portal);
  const work = await readWorkList(db, portal, model, people, { now });
  return {
    state: 'ok',
    now,
    ...found(last === null ? ofAccount : [...ofAccount, holidaysEndSentence(last)]),
    model: { name: model.name, version: portal.modelVersion },
    agreement: agreementOf(model, ownerNames(portal.account), language).map(({ title, sentences }) => ({
      title,
      sentences: [...sentences],
    })),
    ...(await nurtureHealthOf(db, portalId, people, now)),
    ready: await readyOf(db, portalId, people),
    quality: await qualityOf(db, portalId, people),
    workList: work.workList,
    deeds: await deedsOf(db, portal, people),
    savedLists: await savedLists(db, portal),
    ...(await attentionOf(db, portalId, [...work.attention, ...(await endedHoldOuts(db, portalId, now))])),
    ...(await progressIn(db, portal, now)),
    setUpLeft: SET_UP_STEPS.length - (await setUpSteps(db, portalId)).length,
    ...(await stillRightOf(db, portalId)),
    syncedAt: (await findJob(db, portalId, 'reconcile', ''))?.payload.since ?? null,
  };
}

async function stillRightOf(db: Db, portalId: number): Promise<Pick<Settings, 'stillRight'>> {
  const stillRight = await findQuarterCheck(db, portalId);
  return stillRight === null ? {} : { stillRight };
}

const found = (problems: string[]) => (problems.length === 0 ? {} : { problems });

/** Hold-outs that ended by themselves lately, and how many contacts each left out. */
async function endedHoldOuts(db: Db, portalId: number, now: number): Promise<NonNullable<Settings['attention']>> {
  const ended = (await listHoldOuts(db, portalId)).filter(
    (holdOut) => holdOut.ended === 'harm' && (holdOut.until ?? 0) > now - TOUCHES_MS,
  );
  return Promise.all(
    ended.map(async (holdOut) => ({
      sentence: 'A hold-out of a nurture track has ended by itself: those who were left out did worse',
      toDo: 'Everybody is in the track now. See under Analytics, “Does nurture do anything?”.',
      count: (await leftOutOf(db, portalId, holdOut)).length,
      since: holdOut.until!,
    })),
  );
}

/**
 * What needs attention: leads of nobody, rules of the account that hold something up, dead letters.
 */
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
  const deadLetters = (await countDeadLetters(db, portalId)).map(({ what, error, count, since }) => ({
    ...deadLetterSentence(what, error),
    count,
    since,
  }));
  const attention = [...nobodys, ...rules, ...deadLetters];
  return attention.length === 0 ? {} : { attention };
}

/** How far the first reading is; nothing once it is over. */
async function progressIn(db: Db, portal: Portal, now: number): Promise<Pick<Settings, 'progress'>> {
  const { portalId, status } = portal;
  const isReading = portal.backfill === null || (await findJob(db, portalId, 'backfill', '')) !== null;
  if (status === 'disconnected' || (status === 'active' && !isReading)) return {};
  const { contacts, secondsLeft } = await progressOfPortal(db, portal, now, 0);
  const { total, read, scored } = contacts;
  return { progress: { total, read, scored, secondsLeft } };
}
