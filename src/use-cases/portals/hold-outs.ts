import type { HoldOutsView } from '../../../cards/pages/contracts/hold-out-contract.ts';
import { type HoldOutCount, holdOutSeen, OUTCOME_OF, planOf } from '../../domain/chance/hold-out-report.ts';
import { WINDOW_DAYS, WINDOW_MS, YEAR_MS } from '../../domain/chance/landmark.ts';
import { shareLeftOut } from '../../domain/nurture/hold-out.ts';
import { DAY } from '../../domain/time/time.ts';
import { HOLD_OUT_TRACKS, type HoldOutTrack } from '../../domain/words.ts';
import { makeDue } from '../../store/contacts/contacts.ts';
import {
  type CountedDraws,
  countDraws,
  countEntries,
  endHoldOut,
  leftOutOf,
  listHoldOuts,
  type StoredHoldOut,
} from '../../store/ledgers/hold-outs.ts';
import { findPortal } from '../../store/portals/portals.ts';
import { type Db, holdPortal, inTransaction } from '../../store/transaction.ts';
import type { Session } from '../session.ts';
import { modelInForce } from './score-check.ts';

/** The entries of the last so many days tell how many come in a month. */
const COUNTED_DAYS = 90;
const FEWEST_DAYS = 14;
const MONTH = 365 / 12;

const NOBODY: HoldOutCount = { seen: 0, sql: 0, customer: 0 };

/** What a hold-out shows at present. */
function seenOf({ track, since, share }: StoredHoldOut, counted: readonly CountedDraws[]) {
  const of = (isOut: boolean): HoldOutCount => {
    const found = counted.find((one) => one.track === track && one.since === since && one.isOut === isOut) ?? NOBODY;
    return { seen: found.seen, sql: found.sql, customer: found.customer };
  };
  return holdOutSeen(track, share, { treated: of(false), leftOut: of(true) });
}

/**
 * The effect of each nurture track, by its hold-out, and how long a hold-out would have to last.
 */
export async function readHoldOuts(
  { db, clock }: { readonly db: Db; readonly clock: { now(): number } },
  portalId: number,
): Promise<HoldOutsView> {
  const known = await modelInForce(db, portalId);
  const portal = await findPortal(db, portalId);
  if (known === null || portal === null) return { state: 'not_set_up' };
  const now = clock.now();
  const holdOuts = await listHoldOuts(db, portalId);
  const counted = holdOuts.length === 0 ? [] : await countDraws(db, portalId, WINDOW_MS);
  const begun = portal.backfill?.finishedAt ?? portal.installedAt;
  const days = Math.min(COUNTED_DAYS, (now - begun) / DAY);
  const entries = await countEntries(db, {
    portalId,
    from: now - days * DAY,
    until: now,
    after: Math.max(begun, now - WINDOW_MS - YEAR_MS),
    windowMs: WINDOW_MS,
  });
  const trackSeen = (track: HoldOutTrack) => {
    const { entered, ...over } = entries.find((one) => one.track === track) ?? { entered: 0, ...NOBODY };
    const aMonth = days < FEWEST_DAYS ? null : (entered / days) * MONTH;
    const base = { seen: over.seen, won: over[OUTCOME_OF[track]] };
    const ofTrack = holdOuts.filter((one) => one.track === track);
    const last = ofTrack.find(({ until }) => until === null) ?? ofTrack.at(-1);
    return {
      track,
      outcome: OUTCOME_OF[track],
      share: shareLeftOut(known.model, track),
      aMonth: aMonth === null ? null : Math.round(aMonth),
      base,
      plan: planOf({ aMonth, base }, WINDOW_DAYS).map((line) => ({ ...line, lifts: [...line.lifts] })),
      holdOut: last === undefined ? null : heldOut(last, counted),
    };
  };
  return { state: 'ok', now, windowDays: WINDOW_DAYS, tracks: HOLD_OUT_TRACKS.map(trackSeen) };
}

function heldOut(holdOut: StoredHoldOut, counted: readonly CountedDraws[]) {
  const { isHarm: _, ...seen } = seenOf(holdOut, counted);
  const { since, until, ended, share } = holdOut;
  return { since, until, ended, share, ...seen };
}

/**
 * Ends every hold-out that certainly harms: contacts who were left out enter the track from then
 * on.
 */
export async function endHarmfulHoldOuts({
  db,
  portalId,
  clock,
}: Pick<Session, 'db' | 'portalId' | 'clock'>): Promise<void> {
  const lasting = (await listHoldOuts(db, portalId)).filter(({ until }) => until === null);
  if (lasting.length === 0) return;
  const counted = await countDraws(db, portalId, WINDOW_MS);
  const now = clock.now();
  for (const holdOut of lasting) {
    if (!seenOf(holdOut, counted).isHarm) continue;
    await inTransaction(db, async (trx) => {
      if ((await holdPortal(trx, portalId)) === 'gone') return;
      if (!(await endHoldOut(trx, portalId, { track: holdOut.track, ended: 'harm', now }))) return;
      await makeDue(trx, { portalId, contactIds: await leftOutOf(trx, portalId, holdOut), now });
    });
  }
}
