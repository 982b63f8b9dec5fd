import { setTimeout as delay } from 'node:timers/promises';
import { troubleOf } from '../../../postgres/trouble.ts';

const AGAIN_MS = 250;

/**
 * Does `act` where the portal is. While the portal moves to another database it waits, at most
 * `forMs`, and then does it there; what it has done before in vain was undone.
 */
export async function wherePortalIs<Site, T>(
  siteOf: (portalId: number) => Promise<Site>,
  portalId: number,
  act: (site: Site) => Promise<T>,
  forMs = Number.POSITIVE_INFINITY,
): Promise<T> {
  const until = performance.now() + forMs;
  for (;;) {
    try {
      return await act(await siteOf(portalId));
    } catch (error) {
      if (troubleOf(error) !== 'moved' || performance.now() >= until) throw error;
      await delay(AGAIN_MS);
    }
  }
}
