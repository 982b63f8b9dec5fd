import type { Ramp } from '../../../domain/changes/ramp.ts';
import { type Model, parseModel, readModel } from '../../../domain/model/model.ts';
import { propertiesRead } from '../../../domain/model/reads.ts';
import { shareLeftOut } from '../../../domain/nurture/hold-out.ts';
import { HOLD_OUT_TRACKS } from '../../../domain/words.ts';
import { changeHoldOut } from '../../../store/ledgers/hold-outs.ts';
import { markOfBase } from '../../../store/models/base.ts';
import { endDrafts, type Side, sidesSigned } from '../../../store/models/drafts.ts';
import type { Author } from '../../../store/models/versions.ts';
import { addModel, findModel } from '../../../store/portals/models.ts';
import { findPortal, updatePortal } from '../../../store/portals/portals.ts';
import { type Db, inTransaction } from '../../../store/transaction.ts';
import { addJobs } from '../../../store/work/jobs.ts';
import { newBackfill } from '../../portals/read/backfill-contacts.ts';
import { documentHash } from '../draft/document-hash.ts';

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
  const { model } = parsed;
  const now = clock.now();
  const hash = documentHash(model);
  const { planId = null, ramp = null, movers = 0 } = plan ?? {};
  // Before the commit begins: it counts everybody, and webhooks of the account wait for the commit.
  const { contacts } = await markOfBase(db, portalId);
  return inTransaction(db, async (trx): Promise<PutInForceOutcome> => {
    // `addModel` locks the portal: from here on nobody else changes the version in force.
    const version = await addModel(trx, { portalId, document, now, by, note, backTo, planId, ramp, after });
    if (version === 'gone') return { outcome: 'not_installed' };
    if (version === 'overtaken') return { outcome: 'overtaken' };
    const before = await modelInForce(trx, portalId);
    if (before !== null && backTo === null) await refuseUnsigned(trx, portalId, before, hash);
    await endDrafts(trx, portalId, hash);
    await changeHoldOuts(trx, portalId, { before, model, isBack: backTo !== null, now });
    const rollout = {
      version,
      planId,
      mover: null,
      movers,
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
        ...(readsMore(model, before)
          ? [{ kind: 'backfill', key: '', payload: newBackfill(now), runAt: now } as const]
          : []),
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

/** Null: no version is in force, or it cannot be read. */
async function modelInForce(trx: Db, portalId: number): Promise<Model | null> {
  const version = (await findPortal(trx, portalId))?.modelVersion ?? null;
  const read = readModel(version === null ? null : await findModel(trx, portalId, version));
  return read.outcome === 'valid' ? read.model : null;
}

/**
 * Whether both sides have signed, where the version in force asks for it. Its own document was
 * signed then, so another ramp of it needs no new signature; nor does a roll-back.
 */
async function refuseUnsigned(trx: Db, portalId: number, before: Model, hash: string): Promise<void> {
  if (before.agreement.bothSign !== true || documentHash(before) === hash) return;
  const signed = await sidesSigned(trx, portalId, hash);
  const missing = (['marketing', 'sales'] as const).filter((side) => !signed.includes(side));
  if (missing.length > 0) throw new NotSigned(missing);
}

async function changeHoldOuts(
  trx: Db,
  portalId: number,
  change: { readonly before: Model | null; readonly model: Model; readonly isBack: boolean; readonly now: number },
): Promise<void> {
  const { before, model, isBack, now } = change;
  for (const track of HOLD_OUT_TRACKS) {
    const share = shareLeftOut(model, track);
    const isSame = before !== null && shareLeftOut(before, track) === share;
    if (!isSame) await changeHoldOut(trx, portalId, { track, share, isBack, now });
  }
}

/** Whether it reads properties that were not read before, so that all contacts are read again. */
function readsMore(model: Model, before: Model | null): boolean {
  const reads = propertiesRead(model);
  if (before === null) return reads.contact.length > 0 || reads.company.length > 0;
  const { contact, company } = propertiesRead(before);
  return reads.contact.some((name) => !contact.includes(name)) || reads.company.some((name) => !company.includes(name));
}

/** Thrown inside of the transaction, to undo it. */
class NotSigned extends Error {
  readonly missing: readonly Side[];
  constructor(missing: readonly Side[]) {
    super('A model is not signed.');
    this.missing = missing;
  }
}
