import { learnChances } from '../../../domain/chance/chances.ts';
import { LANDMARK_MS, WINDOW_MS, YEAR_MS } from '../../../domain/chance/landmark.ts';
import { checkQuarter } from '../../../domain/chance/quarter.ts';
import { countLandmarks, noteWins, putChances, takeLandmarks } from '../../../store/ledgers/landmarks.ts';
import type { Session } from '../../session.ts';

const DAY_MS = 86_400_000;
/** At most so many contacts are taken before other work gets its turn. */
const AT_ONCE = 2_000;

/**
 * Takes the landmarks of contacts that have reached them, notes who has bought, and learns from
 * landmarks whose window is over. Returns when to come again.
 */
export async function learnFromLandmarks({ db, portalId, clock, settings }: Session): Promise<number> {
  const now = clock.now();
  if ((await takeLandmarks(db, { portalId, afterMs: LANDMARK_MS, now, limit: AT_ONCE })) === AT_ONCE) return now;
  const until = now - WINDOW_MS;
  await noteWins(db, portalId, WINDOW_MS);
  const { version } = settings.compiled.model;
  const counts = await countLandmarks(db, portalId, { after: until - YEAR_MS, until, windowMs: WINDOW_MS, version });
  await putChances(db, portalId, { learnt: { ...learnChances(counts), quarter: checkQuarter(counts, until) }, now });
  return now + DAY_MS;
}
