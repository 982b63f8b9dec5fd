import type { ModelDone } from '../../cards/pages/contracts/model-contract.ts';
import { findDraft, type Side, type StoredDraft } from '../../src/store/models/drafts.ts';
import type { Author } from '../../src/store/models/versions.ts';
import { findPortal } from '../../src/store/portals/portals.ts';
import {
  moveDraft,
  readDrafts,
  type SaveOutcome,
  saveDraft,
  signDraft,
} from '../../src/use-cases/models/draft/edit-draft.ts';
import { rebaseChanges } from '../../src/use-cases/models/draft/save-change.ts';
import type { ModelContext } from '../../src/use-cases/models/model-context.ts';
import {
  argument,
  type Call,
  type Command,
  listed,
  portalOf,
  Refusal,
  textOf,
  withDatabase,
  wrongCall,
} from './call.ts';
import { documentOf, noPortal, versionOf } from './models.ts';

/*
 * Commands on the drafts that people see on Ripen's page. Who acts on a draft names with --hash the
 * content that they looked at: after another edit it is refused.
 */

export const DRAFTING: Readonly<Record<string, Command>> = {
  drafts: async (call) => {
    const portalId = portalOf(argument(call, 0, 'a portal'));
    const [, draftId] = call.args;
    await withDatabase(call, async (context) => {
      await versionOf(context, portalId, undefined);
      const drafts = await readDrafts(context, portalId);
      if (draftId !== undefined) {
        const found = drafts.find((one) => one.draftId === draftId);
        if (found === undefined) throw noDraft(portalId, draftId);
        return call.print(textOf(found.last.document));
      }
      for (const { draftId: id, authors, last, state, signatures, isBehind, differences } of drafts) {
        const by = authors.map(({ name }) => name).join(', ');
        call.print(
          `${id}  ${new Date(last.at).toISOString()}  by ${by}${state === 'reviewed' ? '  (to be signed)' : ''}`,
        );
        call.print(`   hash ${shortHash(last.hash)}`);
        if (isBehind) call.print('   begun from an earlier version than the one in force');
        for (const { side, by: signer } of signatures) call.print(`   signed for ${side} by ${signer.name}`);
        for (const { sentence } of differences) call.print(`   ${sentence}`);
      }
      if (drafts.length === 0) call.tell('There is no open draft.');
    });
  },
  save: async (call) => {
    const portalId = portalOf(argument(call, 0, 'a portal'));
    const document = await documentOf(argument(call, 1, 'a file'));
    const [, , draftId] = call.args;
    const { note = '' } = call.values;
    await withDatabase(call, async (context) => {
      const by = await authorIn(call, context, portalId);
      const draft = draftId === undefined ? null : await seenDraft(call, context, { portalId, draftId });
      const of = draft && { of: { draftId: draft.draftId, edit: draft.last.edit } };
      await sayDraft(call, context, portalId, await saveDraft(context, portalId, { document, by, note, ...of }));
    });
  },
  review: (call) => move(call, 'reviewed', 'is to be signed: what others save in it now voids the signatures.'),
  discard: (call) => move(call, 'discarded', 'is discarded.'),
  sign: (call) =>
    withSeenDraft(call, async (context, { portalId, draft }) => {
      const side = sideOf(call);
      const by = await authorIn(call, context, portalId);
      const { draftId, last, state } = draft;
      if (state !== 'reviewed')
        throw new Refusal(
          `This draft is not to be signed yet: "npm run -s model -- review ${portalId} ${draftId}" says that it is.`,
        );
      const { outcome } = await signDraft(context, portalId, { draftId, hash: last.hash, side, by });
      switch (outcome) {
        case 'done':
          return call.print(`${by.name} has signed for ${side}.`);
        case 'own_change':
          throw new Refusal('Nobody signs a change of their own: ask a colleague.');
        case 'signed_other_side':
          throw new Refusal(`${by.name} has signed for the other side: ask a colleague to sign for this one.`);
        default:
          throw changed(portalId);
      }
    }),
  rebase: (call) =>
    withSeenDraft(call, async (context, { portalId, draft }) => {
      const by = await authorIn(call, context, portalId);
      const holds = holdsOf(call);
      const portal = (await findPortal(context.db, portalId))!;
      const { draftId, last } = draft;
      const settled = holds && { edit: last.edit, holds };
      const done = await rebaseChanges(context, portal, by, { draftId, ...(settled && { settled }) });
      if (done.outcome !== 'done') throw notRebased(done);
      const rebased = (await findDraft(context.db, { portalId, draftId }))!;
      call.print(`Draft ${draftId} has the changes of the version in force now: hash ${shortHash(rebased.last.hash)}`);
    }),
};

const move = (call: Call, to: 'reviewed' | 'discarded', told: string): Promise<void> =>
  withSeenDraft(call, async (context, { portalId, draft: { draftId, last } }) => {
    const { outcome } = await moveDraft(context, portalId, { draftId, edit: last.edit, to });
    if (outcome !== 'done') throw changed(portalId);
    call.print(`Draft ${draftId} ${told}`);
  });

const withSeenDraft = (
  call: Call,
  work: (context: ModelContext, seen: { readonly portalId: number; readonly draft: StoredDraft }) => Promise<void>,
): Promise<void> => {
  const portalId = portalOf(argument(call, 0, 'a portal'));
  const draftId = argument(call, 1, 'a draft');
  return withDatabase(call, async (context) =>
    work(context, { portalId, draft: await seenDraft(call, context, { portalId, draftId }) }),
  );
};

/** The open draft, if it still holds what the caller looked at. */
async function seenDraft(
  { values: { hash } }: Call,
  context: ModelContext,
  { portalId, draftId }: { readonly portalId: number; readonly draftId: string },
): Promise<StoredDraft> {
  if (hash === undefined || hash.length < HASH_SHOWN)
    throw wrongCall('Expected --hash with the hash of the draft that was looked at; "drafts" shows it.');
  await versionOf(context, portalId, undefined);
  const draft = await findDraft(context.db, { portalId, draftId });
  if (draft === null || draft.state === 'published' || draft.state === 'discarded') throw noDraft(portalId, draftId);
  if (!draft.last.hash.startsWith(hash)) throw changed(portalId);
  return draft;
}

/** Who acts: a user of the account if the name, or the user id, is one's. */
export async function authorIn({ values: { by } }: Call, { db }: ModelContext, portalId: number): Promise<Author> {
  if (by === undefined || by.trim() === '') throw wrongCall('Expected --by with a name.');
  const portal = await findPortal(db, portalId);
  if (portal === null) throw noPortal(portalId);
  const user = portal.account.owners.find(
    ({ userId, name }) => userId !== null && (`${userId}` === by || name.toLowerCase() === by.trim().toLowerCase()),
  );
  return user ? { userId: user.userId, name: user.name } : { userId: null, name: by.trim() };
}

async function sayDraft(call: Call, context: ModelContext, portalId: number, saved: SaveOutcome): Promise<void> {
  switch (saved.outcome) {
    case 'saved': {
      const { draftId, warnings } = saved;
      const { last } = (await findDraft(context.db, { portalId, draftId }))!;
      call.print(`Draft ${draftId} is saved: hash ${shortHash(last.hash)}`);
      return warnings.forEach(({ sentence }) => void call.tell(sentence));
    }
    case 'invalid':
      throw new Refusal(listed('The model cannot be used, and nothing is saved:', saved.problems));
    case 'not_installed':
      throw noPortal(portalId);
    default:
      throw changed(portalId);
  }
}

function notRebased(done: ModelDone): Refusal {
  if (done.outcome === 'refused') return new Refusal(listed('Nothing is saved:', done.sentences));
  if (done.outcome !== 'conflict') return new Refusal(`Nothing is saved (${done.outcome}).`);
  const lines = done.conflicts.flatMap(({ mine, theirs }) => [`draft: ${mine}`, `version: ${theirs}`]);
  return new Refusal(
    listed('Both changed the same, and nothing is saved. --holds draft or --holds version says which holds:', lines),
  );
}

function sideOf({ values: { side } }: Call): Side {
  if (side !== 'marketing' && side !== 'sales') throw wrongCall('Expected --side with marketing or sales.');
  return side;
}

function holdsOf({ values: { holds } }: Call): 'mine' | 'theirs' | undefined {
  if (holds === undefined) return undefined;
  if (holds !== 'draft' && holds !== 'version') throw wrongCall('Expected --holds with draft or version.');
  return holds === 'draft' ? 'mine' : 'theirs';
}

/** As much of a hash as tells drafts apart. */
const HASH_SHOWN = 12;
const shortHash = (hash: string): string => hash.slice(0, HASH_SHOWN);

const noDraft = (portalId: number, draftId: string): Refusal =>
  new Refusal(`Portal ${portalId} has no open draft ${draftId}.`);

const changed = (portalId: number): Refusal =>
  new Refusal(
    `Somebody has changed the draft since, and nothing has changed now: look at it again with "npm run -s model -- drafts ${portalId}".`,
  );
