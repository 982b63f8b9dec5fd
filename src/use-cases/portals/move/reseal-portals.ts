import { SealedByAnother, type TokenCipher } from '../../../operation/token-cipher.ts';
import { resealTokens } from '../../../store/portals/grants.ts';
import { listPortals } from '../../../store/portals/portals.ts';
import type { Place } from './move-portal.ts';

/** `lost`: a sentence for each portal whose tokens no key of ours opens. */
export type Resealed = { readonly portals: ReadonlySet<number>; readonly lost: readonly string[] };

/**
 * Seals the tokens of every portal by the new key. A portal that moves meanwhile may be in no
 * database just when that one is looked through, so it looks again until everybody is where the
 * look before found them.
 */
export async function resealPortals(places: readonly Place[], cipher: TokenCipher): Promise<Resealed> {
  const portals = new Set<number>();
  const lost: string[] = [];
  const seen = new Set<string>();
  for (let known = -1; known < seen.size; ) {
    known = seen.size;
    for (const { name, db } of places)
      for (const { portalId } of await listPortals(db)) {
        const place = `${portalId} ${name}`;
        if (seen.has(place)) continue;
        seen.add(place);
        try {
          const again = (sealed: Buffer) => cipher.seal(portalId, cipher.open(portalId, sealed));
          if (await resealTokens(db, portalId, again)) portals.add(portalId);
        } catch (error) {
          if (!(error instanceof SealedByAnother)) throw error;
          lost.push(error.message);
        }
      }
  }
  return { portals, lost };
}
