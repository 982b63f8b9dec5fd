import type { ModelBody, ModelDone } from '../../../../cards/pages/contracts/model-contract.ts';
import type { AccountWords } from '../../../domain/changes/condition-sentence.ts';
import { differencesOf } from '../../../domain/changes/document/differences.ts';
import { editModel } from '../../../domain/changes/document/edits.ts';
import { problemsIn, whatIsWrong } from '../../../domain/changes/document/problems.ts';
import { type Model, type ModelOutcome, readModel } from '../../../domain/model/model.ts';
import { findDraft, findEdit, openDrafts } from '../../../store/models/drafts.ts';
import { type Author, listVersions } from '../../../store/models/versions.ts';
import { findModel } from '../../../store/portals/models.ts';
import type { Portal } from '../../../store/portals/portals.ts';
import type { Db } from '../../../store/transaction.ts';
import { CHANGED, type ModelDeskContext, refused } from '../model-desk.ts';
import { wordsFor } from '../words-for.ts';
import { rebaseDraft, type SaveOutcome, saveDraft } from './edit-draft.ts';

/** Saves changes to what the person sees; what others saved in the meantime is kept, too. */
export async function saveChange(
  context: ModelDeskContext,
  { portalId, modelVersion }: Portal,
  by: Author,
  { seen, changes, settled }: ModelBody<'change'>,
): Promise<ModelDone> {
  const { db } = context;
  if (seen.version !== modelVersion) return refused(CHANGED);
  // When the person began with the version itself, and a colleague has begun a draft of it since,
  // the change goes into that draft.
  const of = seen.draft ?? (await newestDraft(db, portalId, modelVersion));
  const edit = of === null || of.edit === 0 ? null : await findEdit(db, { portalId, draftId: of.draftId }, of.edit);
  if (of !== null && of.edit > 0 && edit === null) return refused(CHANGED);
  const base = edit?.document ?? (await findModel(db, portalId, modelVersion));
  const read = readModel(base);
  if (read.outcome === 'invalid') return refused(...read.problems);
  const done = editModel(read.model, changes);
  if (done.outcome === 'refused') return refused(done.sentence);
  const { document } = done;
  const saved = await saveDraft(context, portalId, {
    document,
    by,
    ...(of === null ? { onlyFirst: true } : { of }),
    settled,
  });
  switch (saved.outcome) {
    case 'saved':
      return { outcome: 'done' };
    case 'invalid': {
      // With what a colleague saved: places in it are not those that this person sees.
      if (saved.document !== document) return refused(...whatIsWrong(saved.document, saved.problems, read.model));
      const places = problemsIn(document, read.model).map(({ path, sentence }) => ({ path: [...path], sentence }));
      return { ...refused(...whatIsWrong(document, saved.problems, read.model)), places };
    }
    case 'conflict':
      return conflicting(context, portalId, saved, { base: read.model, document });
    default:
      return refused(CHANGED);
  }
}

/** Brings the changes of the version in force into a draft that was begun before it. */
export async function rebaseChanges(
  context: Pick<ModelDeskContext, 'db' | 'clock'>,
  { portalId, modelVersion }: Portal,
  by: Author,
  { draftId, settled }: ModelBody<'rebase'>,
): Promise<ModelDone> {
  const { db } = context;
  const draft = await findDraft(db, { portalId, draftId });
  if (draft === null) return refused(CHANGED);
  const saved = await rebaseDraft(context, portalId, { draftId, by, settled });
  if (saved.outcome === 'saved') return { outcome: 'done' };
  const base = readModel(await findModel(db, portalId, draft.version));
  if (saved.outcome === 'invalid')
    return refused(...whatIsWrong(saved.document, saved.problems, base.outcome === 'valid' ? base.model : undefined));
  if (saved.outcome !== 'conflict') return refused(CHANGED);
  if (base.outcome === 'invalid') return refused(...base.problems);
  const theirs = await findModel(db, portalId, modelVersion!);
  const of = (await listVersions(db, portalId)).find(({ version }) => version === modelVersion);
  const words = await wordsFor(db, portalId);
  return told(saved, { words, base: base.model, mine: draft.last.document, theirs, by: of?.by?.name ?? 'Ripen' });
}

async function newestDraft(db: Db, portalId: number, version: number) {
  const [draft] = await openDrafts(db, portalId);
  return draft?.version === version ? { draftId: draft.draftId, edit: 0 } : null;
}

/** Tells a conflict: what each of two people says where both changed the same. */
async function conflicting(
  { db }: ModelDeskContext,
  portalId: number,
  saved: Conflicting,
  { base, document }: { readonly base: Model; readonly document: unknown },
): Promise<ModelDone> {
  const draft = await findDraft(db, { portalId, draftId: saved.draftId });
  const words = await wordsFor(db, portalId);
  return told(saved, { words, base, mine: document, theirs: draft?.last.document, by: draft?.last.by.name ?? '' });
}

type Conflicting = Extract<SaveOutcome, { readonly outcome: 'conflict' }>;

function told(
  { edit, conflicts }: Conflicting,
  {
    base,
    by,
    words,
    ...both
  }: {
    readonly base: Model;
    readonly mine: unknown;
    readonly theirs: unknown;
    readonly by: string;
    readonly words: AccountWords;
  },
): ModelDone {
  const [mine, theirs] = [both.mine, both.theirs].map(readModel);
  const said = (model: ModelOutcome | undefined, path: readonly string[]): string =>
    differencesOf(base, model?.outcome === 'valid' ? model.model : base, words)
      .filter(({ path: other }) => path.every((name, at) => other[at] === undefined || other[at] === name))
      .map(({ sentence }) => sentence)
      .join(' ');
  return {
    outcome: 'conflict',
    by,
    edit,
    conflicts: conflicts.map(({ path }) => ({ mine: said(mine, path), theirs: said(theirs, path) })),
  };
}
