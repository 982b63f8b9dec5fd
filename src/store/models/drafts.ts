import { sql } from 'kysely';
import type { DraftState } from '../schema.ts';
import { type Db, holdPortal, inTransaction, json } from '../transaction.ts';
import type { Author } from './versions.ts';

export type Side = 'marketing' | 'sales';

/** A draft after one of its edits. */
export type DraftEdit = {
  readonly edit: number;
  readonly document: unknown;
  readonly hash: string;
  readonly by: Author;
  readonly note: string;
  readonly at: number;
};

export type StoredSignature = {
  readonly side: Side;
  /** the hash of the document that was signed */
  readonly hash: string;
  readonly by: Author;
  readonly at: number;
};

export type StoredDraft = {
  readonly draftId: string;
  /** the version that the draft was made from */
  readonly version: number;
  readonly state: DraftState;
  /** the last edit */
  readonly last: DraftEdit;
  /** everybody who has edited the draft, once */
  readonly authors: readonly Author[];
  readonly signatures: readonly StoredSignature[];
  /** signatures that a later edit voided: who signed, and (`editor`) who edited */
  readonly voided: readonly {
    readonly side: Side;
    readonly by: string;
    readonly editor: string;
    readonly at: number;
  }[];
};

type Key = { readonly portalId: number; readonly draftId: string };
type NewEdit = Omit<DraftEdit, 'edit'>;

/**
 * Begins a draft. `onlyFirst`: unless one of this version is open, so that two who press at the
 * same moment, or one who presses twice, do not begin two.
 */
export async function putDraft(
  db: Db,
  { portalId, draftId }: Key,
  { version, onlyFirst = false, ...edit }: NewEdit & { readonly version: number; readonly onlyFirst?: boolean },
): Promise<'begun' | 'there_is_one' | 'gone'> {
  return inTransaction(db, async (trx) => {
    if ((await holdPortal(trx, portalId)) === 'gone') return 'gone';
    if (onlyFirst) {
      await sql`select pg_advisory_xact_lock(hashtextextended('draft', ${portalId}))`.execute(trx);
      const { rows } = await sql`
        select from draft
        where portal_id = ${portalId} and version = ${version} and state in ('draft', 'reviewed') limit 1`.execute(trx);
      if (rows.length > 0) return 'there_is_one';
    }
    await trx
      .insertInto('draft')
      .values({ portal_id: portalId, draft_id: draftId, version, edit: 1, state: 'draft' })
      .execute();
    await insertEdit(trx, { portalId, draftId }, { ...edit, edit: 1 });
    return 'begun';
  });
}

/**
 * Adds an edit to a draft if `after` is still its last one, and voids its signatures, which are of
 * the document before. Returns the number of the new edit; null: somebody else was first, or the
 * draft has ended.
 */
export async function addEdit(
  db: Db,
  key: Key,
  { after, version, ...edit }: NewEdit & { readonly after: number; readonly version?: number },
): Promise<number | null> {
  return inTransaction(db, async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('draft')
      .set({ edit: after + 1, state: 'draft', ...(version !== undefined && { version }) })
      .where('portal_id', '=', key.portalId)
      .where('draft_id', '=', key.draftId)
      .where('edit', '=', after)
      .where('state', 'in', ['draft', 'reviewed'])
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return null;
    await insertEdit(trx, key, { ...edit, edit: after + 1 });
    await trx
      .updateTable('signature')
      .set({ voided_by: after + 1 })
      .where('portal_id', '=', key.portalId)
      .where('draft_id', '=', key.draftId)
      .where('voided_by', 'is', null)
      .execute();
    return after + 1;
  });
}

async function insertEdit(trx: Db, { portalId, draftId }: Key, { by, ...edit }: DraftEdit): Promise<void> {
  await sql`
    insert into draft_edit (portal_id, draft_id, edit, document, hash, user_id, author, note, at)
    values (${portalId}, ${draftId}, ${edit.edit}, ${json(edit.document)}, ${edit.hash}, ${by.userId}, ${by.name}, ${edit.note},
      ${edit.at})`.execute(trx);
}

/** Changes the state of a draft if this edit is still its last one. False: it is not. */
export async function setDraftState(
  db: Db,
  { portalId, draftId }: Key,
  { edit, state }: { readonly edit: number; readonly state: DraftState },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('draft')
    .set({ state })
    .where('portal_id', '=', portalId)
    .where('draft_id', '=', draftId)
    .where('edit', '=', edit)
    .where('state', 'in', ['draft', 'reviewed'])
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Signs a draft for one side, in place of an earlier signature of that side. False: it changed. */
export async function putSignature(
  db: Db,
  { portalId, draftId }: Key,
  { side, hash, by, at }: StoredSignature,
): Promise<boolean> {
  const { rows } = await sql`
    insert into signature as s (portal_id, draft_id, side, hash, user_id, author, at)
    select e.portal_id, e.draft_id, ${side}, e.hash, ${by.userId}::bigint, ${by.name}, ${at}::bigint
    from draft d join draft_edit e using (portal_id, draft_id, edit)
    where d.portal_id = ${portalId} and d.draft_id = ${draftId} and d.state = 'reviewed' and e.hash = ${hash}
    on conflict (portal_id, draft_id, side) do update set
      hash = excluded.hash, user_id = excluded.user_id, author = excluded.author, at = excluded.at, voided_by = null
    returning side`.execute(db);
  return rows.length === 1;
}

/** The sides that have signed this document in a reviewed draft. */
export async function sidesSigned(db: Db, portalId: number, hash: string): Promise<readonly Side[]> {
  const { rows } = await sql<{ side: Side }>`
    select distinct s.side from signature s join draft d using (portal_id, draft_id)
    where s.portal_id = ${portalId} and s.hash = ${hash} and s.voided_by is null and d.state = 'reviewed' order by s.side`.execute(
    db,
  );
  return rows.map(({ side }) => side);
}

/** Ends the drafts with the document that is published. Returns how many. */
export async function endDrafts(db: Db, portalId: number, hash: string): Promise<number> {
  const { rows } = await sql`
    update draft d set state = 'published' from draft_edit e
    where d.portal_id = ${portalId} and d.state in ('draft', 'reviewed')
      and e.portal_id = d.portal_id and e.draft_id = d.draft_id and e.edit = d.edit and e.hash = ${hash}
    returning d.draft_id`.execute(db);
  return rows.length;
}

/** A draft as it is now; null: there is none. */
export async function findDraft(db: Db, { portalId, draftId }: Key): Promise<StoredDraft | null> {
  return (await draftsOf(db, portalId, draftId))[0] ?? null;
}

/** Drafts that are neither published nor discarded, the last edited first. */
export const openDrafts = (db: Db, portalId: number): Promise<readonly StoredDraft[]> => draftsOf(db, portalId, null);

/** A draft as it was after one of its edits; null: there is no such edit. */
export async function findEdit(db: Db, { portalId, draftId }: Key, edit: number): Promise<DraftEdit | null> {
  const { rows } = await sql<DraftEdit>`
    select edit, document, hash, jsonb_build_object('userId', user_id, 'name', author) as by, note, at from draft_edit
    where portal_id = ${portalId} and draft_id = ${draftId} and edit = ${edit}`.execute(db);
  return rows[0] ?? null;
}

export type LatestEdit = Pick<DraftEdit, 'document' | 'by' | 'at'> & {
  /** the document before: of the edit before, or of the version that the draft was made from */
  readonly before: unknown;
};

/** The latest edits of drafts that are neither published nor discarded, the newest first. */
export async function latestEdits(db: Db, portalId: number, limit: number): Promise<readonly LatestEdit[]> {
  const { rows } = await sql<LatestEdit>`
    select e.document, jsonb_build_object('userId', e.user_id, 'name', e.author) as by, e.at,
      coalesce(b.document, m.document) as before
    from draft d join draft_edit e on e.portal_id = d.portal_id and e.draft_id = d.draft_id
    left join draft_edit b on b.portal_id = e.portal_id and b.draft_id = e.draft_id and b.edit = e.edit - 1
    left join model m on e.edit = 1 and m.portal_id = d.portal_id and m.version = d.version
    where d.portal_id = ${portalId} and d.state in ('draft', 'reviewed')
    order by e.at desc, e.draft_id, e.edit desc limit ${limit}`.execute(db);
  return rows;
}

async function draftsOf(db: Db, portalId: number, draftId: string | null): Promise<readonly StoredDraft[]> {
  const wanted = draftId === null ? sql`d.state in ('draft', 'reviewed')` : sql`d.draft_id = ${draftId}`;
  const { rows } = await sql<StoredDraft>`
    select d.draft_id as "draftId", d.version, d.state,
      jsonb_build_object('edit', e.edit, 'document', e.document, 'hash', e.hash,
        'by', jsonb_build_object('userId', e.user_id, 'name', e.author), 'note', e.note, 'at', e.at) as last,
      (select jsonb_agg(distinct jsonb_build_object('userId', a.user_id, 'name', a.author)) from draft_edit a
        where a.portal_id = d.portal_id and a.draft_id = d.draft_id) as authors,
      (select coalesce(jsonb_agg(jsonb_build_object('side', s.side, 'hash', s.hash,
          'by', jsonb_build_object('userId', s.user_id, 'name', s.author), 'at', s.at) order by s.side), '[]')
        from signature s where s.portal_id = d.portal_id and s.draft_id = d.draft_id and s.voided_by is null) as signatures,
      (select coalesce(jsonb_agg(jsonb_build_object('side', s.side, 'by', s.author, 'editor', v.author, 'at', v.at)
          order by s.side), '[]')
        from signature s join draft_edit v on v.portal_id = s.portal_id and v.draft_id = s.draft_id and v.edit = s.voided_by
        where s.portal_id = d.portal_id and s.draft_id = d.draft_id) as voided
    from draft d join draft_edit e using (portal_id, draft_id, edit)
    where d.portal_id = ${portalId} and ${wanted} order by e.at desc, d.draft_id`.execute(db);
  return rows;
}
