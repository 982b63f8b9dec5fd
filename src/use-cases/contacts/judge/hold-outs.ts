import { createHmac } from 'node:crypto';
import type { HoldOut } from '../../../domain/contact.ts';
import { listHoldOuts, type StoredHoldOut } from '../../../store/ledgers/hold-outs.ts';
import type { Db } from '../../../store/transaction.ts';
import type { RipenSettings } from './judge-contact.ts';

/** The hold-outs of a portal; where none of the models asks for one, none, without a query. */
export async function holdOutsFor(
  db: Db,
  portalId: number,
  ...judgedBy: readonly Pick<RipenSettings, 'compiled' | 'ramp'>[]
): Promise<readonly StoredHoldOut[]> {
  const asks = ({ compiled, ramp }: Pick<RipenSettings, 'compiled' | 'ramp'>): boolean =>
    compiled.model.holdOut !== undefined || (ramp !== undefined && asks(ramp.outside));
  return judgedBy.some(asks) ? listHoldOuts(db, portalId) : [];
}

/**
 * The hold-outs with the lots of a contact. A lot is in [0, 1) and never changes; only who has the
 * secret can foretell it.
 */
export const lotsOf = (holdOuts: readonly StoredHoldOut[], contactId: number): readonly HoldOut[] =>
  holdOuts.map(({ track, share, since, until, secret }) => ({
    track,
    share,
    since,
    until,
    lot: createHmac('sha256', secret).update(`${contactId}`).digest().readUIntBE(0, 6) / 2 ** 48,
  }));
