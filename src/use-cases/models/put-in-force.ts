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
  /** the version whose document it takes up again; null: it is not a roll-back */
  readonly backTo: number | null;
  /** the plan that is carried out, and its number of movers; null: there is none */
  readonly plan: { readonly planId: string; readonly movers: number; readonly ramp: Ramp | null } | null;
  /** the version that must be in force; null: any */
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
 * Puts a document in force as a new version of the portal's model, in one commit. From then on it
 * judges every contact, and a job rolls it out. All contacts are read again only if the model reads
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
  // Before the commit begins: it counts everybody, and webhooks of the account wait for the commit.
  const { contacts } = await markOfBase(db, portalId);
  return inTransaction(db, async (trx): Promise<PutInForceOutcome> => {
    // `addModel` locks the portal: from here on nobody else changes the version in force.
    const planId = plan?.planId ?? null;
    const ramp = plan?.ramp ?? null;
    const version = await addModel(trx, { portalId, document, now, by, note, backTo, planId, ramp, after });
    if (version === 'gone') return { outcome: 'not_installed' };
    if (version === 'overtaken') return { outcome: 'overtaken' };
    const before = (await findPortal(trx, portalId))?.modelVersion ?? null;
    const known = readModel(before === null ? null : await findModel(trx, portalId, before));
    // A document that is or was in force was signed then: a roll-back, or another ramp of the same
    // document, needs no new signature.
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
      if (!isSame) await changeHoldOut(trx, portalId, { track, share, isBack: backTo !== null, now });
    }
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
    // Last, since webhooks of the account wait for this row until the commit.
    await updatePortal(trx, portalId, { modelVersion: version });
    return { outcome: 'published', version };
  }).catch((error: unknown) => {
    if (error instanceof NotSigned) return { outcome: 'not_signed', missing: error.missing };
    throw error;
  });
}

/** Thrown inside of the transaction, to undo it. */
class NotSigned extends Error {
  readonly missing: readonly Side[];
  constructor(missing: readonly Side[]) {
    super('A model is not signed.');
    this.missing = missing;
  }
}
