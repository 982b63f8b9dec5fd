import { monthsBetween, monthsUntil } from '../../domain/figures/months.ts';
import { earliestCounted, forgetMonths, keepSomeMonths, markStaleMonths } from '../../store/figures/kept-months.ts';
import { LeaseLost, type Session } from '../session.ts';
import { LEAST_CHOSEN, zoneOf } from './prepare-figures.ts';

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
    lease,
    portal,
    clock,
    settings,
    goOn,
  }: Pick<Session, 'db' | 'portalId' | 'lease' | 'portal' | 'clock' | 'settings' | 'goOn'>,
  least = LEAST,
): Promise<number> {
  const now = clock.now();
  const lost = () => new LeaseLost(`Another process may count the months of portal ${portalId} now.`);
  const earliest = await earliestCounted(db, portalId, least);
  if (earliest === null) {
    if (!(await forgetMonths(db, { portalId, lease }))) throw lost();
    return now + LOOK_AGAIN_MS;
  }
  const timeZone = zoneOf(portal, settings.compiled.model);
  const bounds = monthsUntil(timeZone, now, Math.min(MOST_MONTHS, monthsBetween(timeZone, earliest, now)));
  const months = { portalId, lease, bounds, now };
  if (!(await markStaleMonths(db, months))) throw lost();
  const endsAt = performance.now() + TURN_MS;
  while (performance.now() < endsAt) {
    goOn();
    const kept = await keepSomeMonths(db, { ...months, most: AT_ONCE, least: LEAST_CHOSEN });
    if (kept === null) throw lost();
    if (kept === 0) return now + AGAIN_MS;
  }
  return now + PAUSE_MS;
}
