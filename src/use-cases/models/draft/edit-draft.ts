import { randomUUID } from 'node:crypto';
import { type Difference, differencesOf } from '../../../domain/changes/document/differences.ts';
import { type Conflict, mergeModels } from '../../../domain/changes/document/merge.ts';
import { type ModelWarning, warningsOf } from '../../../domain/changes/warnings/warnings.ts';
import { type Model, parseModel, readModel } from '../../../domain/model/model.ts';
import {
  addEdit,
  findDraft,
  findEdit,
  openDrafts,
  putDraft,
  putSignature,
  type Side,
  type StoredDraft,
  setDraftState,
} from '../../../store/models/drafts.ts';
import type { Author } from '../../../store/models/versions.ts';
import { findModel } from '../../../store/portals/models.ts';
import { findPortal } from '../../../store/portals/portals.ts';
import type { ModelContext } from '../model-context.ts';
import { wordsFor } from '../words-for.ts';
import { documentHash } from './document-hash.ts';

/* A draft from its first edit until it is signed. `publishPlan` publishes it. */

type Drafting = Pick<ModelContext, 'db' | 'clock'>;

export type DraftSeen = StoredDraft & {
  /** what differs from the version in force */
  readonly differences: readonly Difference[];
  readonly warnings: readonly ModelWarning[];
  /** another version came into force since the draft began: `rebaseDraft` takes its changes in */
  readonly isBehind: boolean;
};

export type SaveOutcome =
  | {
      readonly outcome: 'saved';
      readonly draftId: string;
      readonly edit: number;
      readonly warnings: readonly ModelWarning[];
    }
  /** nothing is saved: somebody else changed the same; `edit` is theirs */
  | {
      readonly outcome: 'conflict';
      readonly draftId: string;
      readonly conflicts: readonly Conflict[];
      readonly edit: number;
    }
  /** `document`: what would be saved; with what others saved meanwhile, it is another one */
  | { readonly outcome: 'invalid'; readonly problems: readonly string[]; readonly document: unknown }
  /** there is no such draft, or it is published or discarded */
  | { readonly outcome: 'no_draft' }
  | { readonly outcome: 'not_installed' };

/** What a person chose after seeing the conflict with this edit of a colleague. */
type Settled = { readonly edit: number; readonly holds: 'mine' | 'theirs' };

export type DraftWish = {
  readonly document: unknown;
  readonly by: Author;
  readonly note?: string;
  /**
   * the draft, and its edit that the changes began with (0: the version that the draft began with);
   * absent: a new draft
   */
  readonly of?: { readonly draftId: string; readonly edit: number };
  /** a new draft only while none of the version in force is open; else changes go into that one */
  readonly onlyFirst?: boolean;
  /** what holds where a colleague changed the same */
  readonly settled?: Settled | undefined;
};

/**
 * Saves an edit. It merges in what somebody else has saved in the meantime, field by field. Where
 * both changed the same, it saves nothing and returns the conflicts.
 */
export async function saveDraft(context: Drafting, portalId: number, wish: DraftWish): Promise<SaveOutcome> {
  const { document, by, note = '', of, onlyFirst = false, settled } = wish;
  const { db, clock } = context;
  const parsed = parseModel(document);
  if (parsed.outcome === 'invalid') return { ...parsed, document };
  const version = (await findPortal(db, portalId))?.modelVersion ?? null;
  if (version === null) return { outcome: 'not_installed' };
  const edit = (model: Model) => ({ document: model, hash: documentHash(model), by, note, at: clock.now() });
  if (of === undefined) {
    const draftId = randomUUID();
    const begun = await putDraft(db, { portalId, draftId }, { ...edit(parsed.model), version, onlyFirst });
    if (begun === 'gone') return { outcome: 'not_installed' };
    if (begun === 'begun') return { outcome: 'saved', draftId, edit: 1, warnings: warningsOf(parsed.model) };
    const other = (await openDrafts(db, portalId)).find((draft) => draft.version === version);
    return saveDraft(context, portalId, { ...wish, ...(other && { of: { draftId: other.draftId, edit: 0 } }) });
  }
  const key = { portalId, draftId: of.draftId };
  const draft = await findDraft(db, key);
  if (draft === null || !isOpen(draft)) return { outcome: 'no_draft' };
  const base =
    of.edit === 0 ? await findModel(db, portalId, draft.version) : (await findEdit(db, key, of.edit))?.document;
  if (base == null) return { outcome: 'no_draft' };
  let model = parsed.model;
  if (draft.last.edit !== of.edit) {
    const [from, theirs, { edit: last }] = [modelIn(base), modelIn(draft.last.document), draft.last];
    const isSettled = settled?.edit === last;
    // Where both changed the same, `mergeModels` keeps its last argument.
    const isMine = isSettled && settled.holds === 'mine';
    const merge = isMine ? mergeModels(from, theirs, model) : mergeModels(from, model, theirs);
    if (merge.conflicts.length > 0 && !isSettled)
      return { outcome: 'conflict', draftId: of.draftId, conflicts: merge.conflicts, edit: last };
    const both = parseModel(merge.model);
    if (both.outcome === 'invalid') return { ...both, document: merge.model };
    model = both.model;
  }
  // Whoever saves the same again, by a second press, voids no signature.
  if (documentHash(model) === draft.last.hash)
    return { outcome: 'saved', draftId: of.draftId, edit: draft.last.edit, warnings: warningsOf(model) };
  const saved = await addEdit(db, key, { ...edit(model), after: draft.last.edit });
  // Somebody was a moment faster: begin again, and merge with their edit.
  if (saved === null) return saveDraft(context, portalId, wish);
  return { outcome: 'saved', draftId: of.draftId, edit: saved, warnings: warningsOf(model) };
}

/**
 * Takes the changes of the version in force into a draft that began with an earlier one. `settled`:
 * what holds where both changed the same; absent: it returns the conflicts.
 */
export async function rebaseDraft(
  { db, clock }: Drafting,
  portalId: number,
  { draftId, by, settled }: { readonly draftId: string; readonly by: Author; readonly settled?: Settled | undefined },
): Promise<SaveOutcome> {
  const key = { portalId, draftId };
  const draft = await findDraft(db, key);
  const inForce = (await findPortal(db, portalId))?.modelVersion ?? null;
  if (inForce === null) return { outcome: 'not_installed' };
  if (draft === null || !isOpen(draft)) return { outcome: 'no_draft' };
  const [base, theirs] = await Promise.all([draft.version, inForce].map((version) => findModel(db, portalId, version)));
  const isSettled = settled?.edit === draft.last.edit;
  const [mine, other] = [modelIn(draft.last.document), modelIn(theirs)];
  const { model, conflicts } =
    isSettled && settled.holds === 'mine'
      ? mergeModels(modelIn(base), other, mine)
      : mergeModels(modelIn(base), mine, other);
  if (conflicts.length > 0 && !isSettled) return { outcome: 'conflict', draftId, conflicts, edit: draft.last.edit };
  const parsed = parseModel(model);
  if (parsed.outcome === 'invalid') return { ...parsed, document: model };
  const note = `Taken up what version ${inForce} changed.`;
  const edit = { document: parsed.model, hash: documentHash(parsed.model), by, note, at: clock.now() };
  const saved = await addEdit(db, key, { ...edit, after: draft.last.edit, version: inForce });
  if (saved === null) return { outcome: 'no_draft' };
  return { outcome: 'saved', draftId, edit: saved, warnings: warningsOf(parsed.model) };
}

/** Drafts that are neither published nor discarded, the last edited first. */
export async function readDrafts({ db }: Pick<Drafting, 'db'>, portalId: number): Promise<readonly DraftSeen[]> {
  const portal = await findPortal(db, portalId);
  if (portal === null || portal.modelVersion === null) return [];
  const inForce = portal.modelVersion;
  const words = await wordsFor(db, portalId);
  const current = readModel(await findModel(db, portalId, inForce));
  return (await openDrafts(db, portalId)).map((draft) => {
    const model = modelIn(draft.last.document);
    return {
      ...draft,
      differences: current.outcome === 'valid' ? differencesOf(current.model, model, words) : [],
      warnings: warningsOf(model),
      isBehind: draft.version !== inForce,
    };
  });
}

/** The draft `draftId`, else the one that was edited last, else none; and all other drafts. */
export async function readChosenDraft(
  context: Pick<Drafting, 'db'>,
  portalId: number,
  draftId: string | null,
): Promise<{ readonly draft: DraftSeen | null; readonly others: readonly DraftSeen[] }> {
  const drafts = await readDrafts(context, portalId);
  const chosen = drafts.find((draft) => draft.draftId === draftId) ?? drafts[0] ?? null;
  return { draft: chosen, others: drafts.filter((draft) => draft !== chosen) };
}

export type DraftMove =
  | { readonly outcome: 'done' }
  /** somebody has edited the draft since, or it is published or discarded */
  | { readonly outcome: 'changed' }
  | { readonly outcome: 'no_draft' };

/** Marks a draft as ready to be signed, or discards it. */
export async function moveDraft(
  { db }: Pick<Drafting, 'db'>,
  portalId: number,
  { draftId, edit, to }: { readonly draftId: string; readonly edit: number; readonly to: 'reviewed' | 'discarded' },
): Promise<DraftMove> {
  if ((await findDraft(db, { portalId, draftId })) === null) return { outcome: 'no_draft' };
  return { outcome: (await setDraftState(db, { portalId, draftId }, { edit, state: to })) ? 'done' : 'changed' };
}

export type SignOutcome =
  | DraftMove
  /** nobody signs a change of their own */
  | { readonly outcome: 'own_change' }
  /** nobody signs for both sides */
  | { readonly outcome: 'signed_other_side' };

/** Signs a reviewed draft for one side; `hash` says which content. */
export async function signDraft(
  { db, clock }: Drafting,
  portalId: number,
  wish: { readonly draftId: string; readonly hash: string; readonly side: Side; readonly by: Author },
): Promise<SignOutcome> {
  const { draftId, hash, side, by } = wish;
  const draft = await findDraft(db, { portalId, draftId });
  if (draft === null) return { outcome: 'no_draft' };
  if (draft.authors.some((author) => isSamePerson(author, by))) return { outcome: 'own_change' };
  if (draft.signatures.some((other) => other.side !== side && isSamePerson(other.by, by)))
    return { outcome: 'signed_other_side' };
  const isSigned = await putSignature(db, { portalId, draftId }, { side, hash, by, at: clock.now() });
  return { outcome: isSigned ? 'done' : 'changed' };
}

const isOpen = ({ state }: StoredDraft): boolean => state === 'draft' || state === 'reviewed';

const isSamePerson = (a: Author, b: Author): boolean =>
  a.userId !== null && b.userId !== null ? a.userId === b.userId : a.name.toLowerCase() === b.name.toLowerCase();

/** The model of a document that this or an earlier version of Ripen stored. */
function modelIn(document: unknown): Model {
  const read = readModel(document);
  if (read.outcome === 'invalid') throw new Error(`Ripen cannot use a stored draft: ${read.problems.join('; ')}`);
  return read.model;
}
