import { monthsBetween, monthsUntil } from '../../domain/figures/months.ts';
import { earliestCounted, forgetMonths, keepSomeMonths, markStaleMonths } from '../../store/figures/kept-months.ts';
import type { Session } from '../session.ts';
import { zoneOf } from './prepare-figures.ts';

/** An account with fewer contacts is counted when somebody opens a page. */
const LEAST = 20_000;
/** Nothing of longer ago is kept. */
const MOST_MONTHS = 600;
/** Months that one statement counts. */
const AT_ONCE = 4;
/** How long this goes on before other work gets its turn, and how long it then waits. */
const TURN_MS = 1_000;
const PAUSE_MS = 5_000;
const AGAIN_MS = 60_000;
const LOOK_AGAIN_MS = 60 * 60_000;

/**
 * Counts anew what has changed of the months that pages add up. Answers when to come again: at most
 * a sixth of the time is spent on this.
 */
export async function keepFigures(
  {
    db,
    portalId,
    portal,
    clock,
    settings,
    goOn,
  }: Pick<Session, 'db' | 'portalId' | 'portal' | 'clock' | 'settings' | 'goOn'>,
  least = LEAST,
): Promise<number> {
  const now = clock.now();
  const earliest = await earliestCounted(db, portalId, least);
  if (earliest === null) {
    await forgetMonths(db, portalId);
    return now + LOOK_AGAIN_MS;
  }
  const timeZone = zoneOf(portal, settings.compiled.model);
  const bounds = monthsUntil(timeZone, now, Math.min(MOST_MONTHS, monthsBetween(timeZone, earliest, now)));
  await markStaleMonths(db, { portalId, bounds, now });
  const endsAt = performance.now() + TURN_MS;
  while (performance.now() < endsAt) {
    goOn();
    if ((await keepSomeMonths(db, { portalId, bounds, now, most: AT_ONCE })) === 0) return now + AGAIN_MS;
  }
  return now + PAUSE_MS;
}
