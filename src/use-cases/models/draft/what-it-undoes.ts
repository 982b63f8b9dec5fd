import type { ModelSeen } from '../../../../cards/pages/contracts/contract.ts';
import { differencesOf } from '../../../domain/changes/document/differences.ts';
import { readModel } from '../../../domain/model/model.ts';
import type { StoredDraft } from '../../../store/models/drafts.ts';
import { listVersions } from '../../../store/models/versions.ts';
import { findModel } from '../../../store/portals/models.ts';
import type { Portal } from '../../../store/portals/portals.ts';
import type { Db } from '../../../store/transaction.ts';
import { wordsFor } from '../words-for.ts';

/** What came into force since a draft began, and publishing the draft as it is would undo. */
export async function whatItUndoes(
  { db }: { readonly db: Db },
  { portalId, modelVersion }: Pick<Portal, 'portalId' | 'modelVersion'>,
  draft: Pick<StoredDraft, 'version'>,
): Promise<Pick<NonNullable<ModelSeen['draft']>, 'behind'>> {
  const latest = (await listVersions(db, portalId)).find(({ version }) => version === modelVersion);
  if (latest === undefined) return {};
  const [begun, inForce] = await Promise.all(
    [draft.version, latest.version].map(async (version) => readModel(await findModel(db, portalId, version))),
  );
  if (begun?.outcome !== 'valid' || inForce?.outcome !== 'valid') return {};
  const undoes = differencesOf(begun.model, inForce.model, await wordsFor(db, portalId)).map(
    ({ sentence }) => sentence,
  );
  // The version may say the same, such as a trial that now holds for all: then nothing is undone.
  if (undoes.length === 0) return {};
  return { behind: { version: latest.version, by: latest.by?.name ?? 'Ripen', at: latest.at, undoes } };
}
