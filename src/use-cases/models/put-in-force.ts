import type { Ramp } from '../../domain/changes/ramp.ts';
import { parseModel, readModel } from '../../domain/model/model.ts';
import { propertiesRead } from '../../domain/model/reads.ts';
import { shareLeftOut } from '../../domain/nurture/hold-out.ts';
import { HOLD_OUT_TRACKS } from '../../domain/words.ts';
import { changeHoldOut } from '../../store/ledgers/hold-outs.ts';
import { markOfBase } from '../../store/models/base.ts';
import { endDrafts, type Side, sidesSigned } from '../../store/models/drafts.ts';
import type { Author } from '../../store/models/versions.ts';
import { addModel, findModel } from '../../store/portals/models.ts';
import { findPortal, updatePortal } from '../../store/portals/portals.ts';
import { type Db, inTransaction } from '../../store/transaction.ts';
import { addJobs } from '../../store/work/jobs.ts';
import { newBackfill } from '../portals/backfill-contacts.ts';
import { documentHash } from './document-hash.ts';

export type NewVersion = {
  readonly document: unknown;
  readonly by: Author | null;
  readonly note: string;
  /** the version whose document it takes up again; null: it is no roll-back */
  readonly backTo: number | null;
  /** the plan that is carried out, with so many movers; null: there is none */
  readonly plan: { readonly planId: string; readonly movers: number; readonly ramp: Ramp | null } | null;
  /** the version in force that it was made for; null: any */
  readonly after: number | null;
};

export type PutInForceOutcome =
  | { readonly outcome: 'published'; readonly version: number }
  /** nothing has changed; each problem names the place and says what was expected */
  | { readonly outcome: 'invalid'; readonly problems: readonly string[] }
  /** another version came first */
  | { readonly outcome: 'overtaken' }
  /** the version in force asks for two signatures, and these sides have not signed */
  | { readonly outcome: 'not_signed'; readonly missing: readonly Side[] }
  | { readonly outcome: 'not_installed' };

/**
 * Makes a document the portal's model, as a new version, by which every contact is judged from then
 * on, in one commit; a job rolls it out. Contacts are read again only where the model reads
 * properties that were not read before.
 */
export async function putInForce(
  { db, clock }: { readonly db: Db; readonly clock: { now(): number } },
  portalId: number,
  { document, by, note, backTo, plan, after }: NewVersion,
): Promise<PutInForceOutcome> {
  const parsed = backTo === null ? parseModel(document) : readModel(document);
  if (parsed.outcome === 'invalid') return parsed;
  const now = clock.now();
  const reads = propertiesRead(parsed.model);
  const hash = documentHash(parsed.model);
  return inTransaction(db, async (trx): Promise<PutInForceOutcome> => {
    // From here on nobody else adds a version, so the one in force is known.
    const planId = plan?.planId ?? null;
    const ramp = plan?.ramp ?? null;
    const version = await addModel(trx, { portalId, document, now, by, note, backTo, planId, ramp, after });
    if (version === 'gone') return { outcome: 'not_installed' };
    if (version === 'overtaken') return { outcome: 'overtaken' };
    const before = (await findPortal(trx, portalId))?.modelVersion ?? null;
    const known = readModel(before === null ? null : await findModel(trx, portalId, before));
    // What is or was in force was signed when it came: taking it up again, or letting it hold for
    // others, must not wait.
    const isKnown = backTo !== null || (known.outcome === 'valid' && documentHash(known.model) === hash);
    if (known.outcome === 'valid' && known.model.agreement.bothSign === true && !isKnown) {
      const signed = await sidesSigned(trx, portalId, hash);
      const missing = (['marketing', 'sales'] as const).filter((side) => !signed.includes(side));
      if (missing.length > 0) throw new NotSigned(missing);
    }
    await endDrafts(trx, portalId, hash);
    const { contact, company } = known.outcome === 'valid' ? propertiesRead(known.model) : { contact: [], company: [] };
    const isMoreRead =
      reads.contact.some((name) => !contact.includes(name)) || reads.company.some((name) => !company.includes(name));
    for (const track of HOLD_OUT_TRACKS) {
      const share = shareLeftOut(parsed.model, track);
      const isSame = known.outcome === 'valid' && shareLeftOut(known.model, track) === share;
      if (!isSame) await changeHoldOut(trx, portalId, { track, share, now });
    }
    const { contacts } = await markOfBase(trx, portalId);
    const rollout = {
      version,
      planId,
      mover: null,
      movers: plan?.movers ?? 0,
      after: null,
      done: 0,
      total: contacts,
      startedAt: now,
      paused: false,
    };
    await addJobs(trx, {
      portalId,
      jobs: [
        { kind: 'rollout', key: '', payload: rollout, runAt: now },
        ...(isMoreRead ? [{ kind: 'backfill', key: '', payload: newBackfill(now), runAt: now } as const] : []),
      ],
      ifPresent: 'replace',
    });
    // Last: whoever hears from the account waits for this row no longer than for the commit.
    await updatePortal(trx, portalId, { modelVersion: version });
    return { outcome: 'published', version };
  }).catch((error: unknown) => {
    if (error instanceof NotSigned) return { outcome: 'not_signed', missing: error.missing };
    throw error;
  });
}

/** Undoes the transaction. */
class NotSigned extends Error {
  readonly missing: readonly Side[];
  constructor(missing: readonly Side[]) {
    super('A model is not signed.');
    this.missing = missing;
  }
}
