import type { Request } from 'express';
import type { Db } from '../../store/transaction.ts';
import { forgetRequest, noteRequest } from '../../store/work/requests-done.ts';
import { signedRequest } from './signed-requests.ts';

/**
 * Carries out a signed request, unless it came before: a signature is valid for five minutes, and
 * a repeated request must not undo what somebody did in between. A request that failed may come
 * again.
 */
export type OnlyOnce = <Outcome>(
  request: Request,
  portalId: number,
  act: () => Promise<Outcome>,
) => Promise<Outcome | 'done_before'>;

export const onlyOnce =
  ({ db, clock }: { readonly db: Db; readonly clock: { now(): number } }): OnlyOnce =>
  async (request, portalId, act) => {
    const { signature } = signedRequest(request);
    const noted = { portalId, signature, now: clock.now() };
    if (!(await noteRequest(db, noted))) return 'done_before';
    try {
      return await act();
    } catch (error) {
      await forgetRequest(db, noted);
      throw error;
    }
  };
