import { isHurried } from '../use-cases/contacts/judge/take-turns.ts';

/** So many pieces of each kind of work make a round. */
const PIECES = 4;

/**
 * Does work piece by piece while each takes all that it may, up to a round; when it may not go on,
 * others wait for their turn. `piece` tells how many records it took, at most `full`; so does this.
 */
export async function inPieces(piece: () => Promise<number>, full: number, mayGoOn: () => boolean): Promise<number> {
  let worked = 0;
  for (let n = 0; n < PIECES; n++) {
    const taken = await piece();
    worked += taken;
    if (taken < full || isHurried() || !mayGoOn()) break;
  }
  return worked;
}
