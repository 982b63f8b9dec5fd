import { parseModel } from '../../domain/model/model.ts';
import { makeDue } from '../../store/contacts/contacts.ts';
import { addModel } from '../../store/portals/models.ts';
import { updatePortal } from '../../store/portals/portals.ts';
import { type Db, inTransaction } from '../../store/transaction.ts';
import { addJobs } from '../../store/work/jobs.ts';
import { newBackfill } from './backfill-contacts.ts';

export type PublishOutcome =
  | { readonly outcome: 'published'; readonly version: number }
  /** nothing has changed; each problem names the place and says what was expected */
  | { readonly outcome: 'invalid'; readonly problems: readonly string[] }
  | { readonly outcome: 'not_installed' };

/**
 * Makes a document the portal's model, as a new version, by which every contact is judged from then
 * on, in one commit. Every contact is read again too: the model may read properties that nobody has
 * read before.
 */
export async function publishModel(
  { db, clock }: { readonly db: Db; readonly clock: { now(): number } },
  portalId: number,
  document: unknown,
): Promise<PublishOutcome> {
  const parsed = parseModel(document);
  if (parsed.outcome === 'invalid') return parsed;
  const now = clock.now();
  return inTransaction(db, async (trx): Promise<PublishOutcome> => {
    const version = await addModel(trx, { portalId, document, now });
    if (version === null) return { outcome: 'not_installed' };
    await makeDue(trx, { portalId, contactIds: 'all', now });
    await addJobs(trx, {
      portalId,
      jobs: [{ kind: 'backfill', key: '', payload: newBackfill(now), runAt: now }],
      ifPresent: 'replace',
    });
    // Last: whoever hears from the account waits for this row no longer than for the commit.
    await updatePortal(trx, portalId, { modelVersion: version });
    return { outcome: 'published', version };
  });
}
