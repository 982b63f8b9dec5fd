import type { Settings } from '../../../../cards/settings/contract.ts';
import { trackName } from '../../../domain/sales/agreement.ts';
import { DAY } from '../../../domain/time/time.ts';
import type { ChosenTraits } from '../../../store/figures/present.ts';
import { watchedCorrespondence } from '../../../store/ledgers/correspondence.ts';
import { countLeftOut } from '../../../store/ledgers/hold-outs.ts';
import { type ChosenPeriod, countTouches, missedTouches } from '../../../store/ledgers/touches.ts';
import { excludedContacts } from '../../../store/portals/people.ts';
import { countExcluded, missedCauses } from '../../../store/portals/settings.ts';
import type { Db } from '../../../store/transaction.ts';
import { LISTED, listed } from './contact-lists.ts';
import type { NamedContacts } from './read-work-list.ts';

/**
 * The period of the touches that are counted: long enough for a quarterly touch, short enough to
 * make up for missed ones.
 */
export const TOUCHES_MS = 91 * DAY;
const AUDIT_MS = 365 * DAY;
/** The page shows at most so many touches and violations one by one. */
const SHOWN = 20;

/** Whether what was due has happened, and whether anybody was written to who must not be. */
export async function nurtureHealthOf(
  db: Db,
  portalId: number,
  people: NamedContacts,
  now: number,
  only: ChosenTraits = {},
): Promise<Pick<Settings, 'touches' | 'correspondence'>> {
  return {
    touches: await touchesOf(db, { portalId, since: now - TOUCHES_MS, only }, people),
    correspondence: await correspondenceOf(db, { portalId, since: now - AUDIT_MS, only }, now, people),
  };
}

async function touchesOf(db: Db, period: ChosenPeriod, people: NamedContacts): Promise<Settings['touches']> {
  const counts = { open: 0, late: 0, done: 0, missed: 0, cancelled: 0 };
  for (const { state, touches } of await countTouches(db, period)) counts[state] += touches;
  const latest = await missedTouches(db, period, SHOWN);
  const contactOf = await people(latest.map(({ contactId }) => contactId));
  const leftOut = await countLeftOut(db, period.portalId, period.only);
  return {
    since: period.since,
    ...counts,
    ...(leftOut > 0 && { leftOut }),
    causes: await missedCauses(db, period),
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
  period: ChosenPeriod,
  now: number,
  people: NamedContacts,
): Promise<Settings['correspondence']> {
  const { firstAt, excluded, sends, latest } = await watchedCorrespondence(db, period, SHOWN);
  const contactOf = await people(latest.map(({ contactId }) => contactId));
  const watchedSince = Math.max(firstAt ?? now, period.since);
  const excludedNow = await excludedContacts(db, period.portalId, LISTED, period.only);
  return {
    excluded: await countExcluded(db, period.portalId, period.only),
    excludedContacts: await listed(
      excludedNow.map(({ rules, ...contact }) => ({ ...contact, why: rules })),
      people,
    ),
    contacts: excluded,
    days: Math.floor((now - watchedSince) / DAY),
    sends,
    violations: latest.map(({ contactId, at, campaign, since, rules }) => ({
      contact: contactOf(contactId),
      at,
      campaign,
      excludedSince: since,
      rules: [...rules],
    })),
  };
}
