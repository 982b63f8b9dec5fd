import type { PlainDone } from '../../../cards/pages/contracts/plain-done.ts';
import type { SetUpBody, SetUpView } from '../../../cards/pages/contracts/set-up-contract.ts';
import { whatIsWrong } from '../../domain/changes/document/problems.ts';
import { type Model, readModel } from '../../domain/model/model.ts';
import { acceptStep } from '../../domain/set-up/accept.ts';
import { askedIn, SET_UP_STEPS } from '../../domain/set-up/steps.ts';
import type { CardUser } from '../../store/ledgers/audit.ts';
import type { Author } from '../../store/models/versions.ts';
import { type FormNames, findForms } from '../../store/portals/account-properties.ts';
import { findModel } from '../../store/portals/models.ts';
import { findPortal, type Portal } from '../../store/portals/portals.ts';
import { putSetUpStep, setUpSteps } from '../../store/portals/set-up.ts';
import type { Db } from '../../store/transaction.ts';
import { userNames } from '../contacts/read/owner-names.ts';
import { readDrafts, saveDraft } from './draft/edit-draft.ts';
import { whyOnlyReads } from './may-edit.ts';
import type { Surveys } from './surveys.ts';

export type SetUpContext = { readonly db: Db; readonly clock: { now(): number }; readonly surveys: Surveys };

export type SetUpWish =
  | { readonly name: 'accept'; readonly body: SetUpBody<'accept'> }
  | { readonly name: 'skip'; readonly body: SetUpBody<'skip'> };

type Known = {
  readonly portal: Portal;
  readonly model: Model;
  readonly forms: FormNames;
  readonly draft: { readonly draftId: string; readonly edit: number } | null;
};

/** What the page Set-up shows: every step, its questions, proposals and reasons, and its state. */
export async function readSetUp(context: SetUpContext, portalId: number, user: CardUser | null): Promise<SetUpView> {
  const known = await knownOf(context, portalId);
  if (known === null) return { state: 'not_set_up' };
  const { model, draft } = known;
  const { figures: survey, isDone } = context.surveys(portalId, model.lifecycle.customer);
  const stored = new Map((await setUpSteps(context.db, portalId)).map((step) => [step.step, step]));
  return {
    state: 'ok',
    survey: { contacts: survey.contacts, isDone },
    mayEdit: (await whyOnlyReads(context.db, portalId, user)) === null,
    draft,
    steps: SET_UP_STEPS.map((id) => {
      const { why, fields } = askedIn(id, { model, survey, account: accountOf(known) });
      return {
        id,
        state: stored.get(id)?.state ?? 'open',
        by: stored.get(id)?.by.name ?? null,
        why: [...why],
        fields: fields.map((field) =>
          field.kind === 'text'
            ? { ...field }
            : field.kind === 'one'
              ? { ...field, options: [...field.options] }
              : { ...field, options: [...field.options], value: [...field.value] },
        ),
      };
    }),
  };
}

/** What a user of HubSpot does on the page. */
export async function actOnSetUp(
  context: SetUpContext,
  portalId: number,
  user: CardUser | null,
  wish: SetUpWish,
): Promise<PlainDone> {
  const portal = await findPortal(context.db, portalId);
  if (portal === null) return NOT_SET_UP;
  const onlyReads = await whyOnlyReads(context.db, portalId, user);
  if (user === null || onlyReads !== null) return refused(onlyReads ?? '');
  return takeSetUpStep(context, portalId, { userId: user.id, name: userNames(portal.account)(user) }, wish);
}

/** Accepts a step, which edits the draft, or skips it. Both can be done again. */
export async function takeSetUpStep(
  context: SetUpContext,
  portalId: number,
  by: Author,
  wish: SetUpWish,
): Promise<PlainDone> {
  const known = await knownOf(context, portalId);
  if (known === null) return NOT_SET_UP;
  const { step } = wish.body;
  if (wish.name === 'accept') {
    const done = await accepted(context, known, by, wish.body);
    if (done.outcome === 'refused') return done;
  }
  const state = wish.name === 'accept' ? 'done' : 'skipped';
  const isStored = await putSetUpStep(context.db, portalId, { step, state, by, at: context.clock.now() });
  return isStored ? { outcome: 'done' } : NOT_SET_UP;
}

async function accepted(
  context: SetUpContext,
  known: Known,
  by: Author,
  { step, draft: seen, answers }: SetUpBody<'accept'>,
): Promise<PlainDone> {
  const { portal, model, draft } = known;
  // Accept only what the person saw.
  if (seen?.draftId !== draft?.draftId || seen?.edit !== draft?.edit)
    return refused('Somebody else has changed the draft meanwhile: look at the step again.');
  const { figures: survey } = context.surveys(portal.portalId, model.lifecycle.customer);
  const done = acceptStep(step, { model, survey, account: accountOf(known) }, answers);
  if (done.outcome === 'refused') return refused(...done.sentences);
  // A step that leaves everything as it is needs no draft.
  if (JSON.stringify(done.document) === JSON.stringify(model)) return { outcome: 'done' };
  const wish = {
    document: done.document,
    by,
    note: `Set-up: ${step}`,
    ...(draft === null ? { onlyFirst: true } : { of: draft }),
  };
  const saved = await saveDraft(context, portal.portalId, wish);
  switch (saved.outcome) {
    case 'saved':
      return { outcome: 'done' };
    case 'invalid':
      return refused(...whatIsWrong(saved.document, saved.problems, model));
    default:
      return refused('Somebody else has changed the draft meanwhile: look at the step again.');
  }
}

const refused = (...sentences: string[]): PlainDone => ({ outcome: 'refused', sentences });
const NOT_SET_UP = refused('Ripen is not set up in this account: its settings in HubSpot say what is missing.');

const accountOf = ({ portal, forms }: Known) => ({ ...portal.account, forms });

/** The draft that was edited last, or the version in force; null: Ripen is not set up. */
async function knownOf({ db }: SetUpContext, portalId: number): Promise<Known | null> {
  const portal = await findPortal(db, portalId);
  if (portal === null || portal.status !== 'active' || portal.modelVersion === null) return null;
  const forms = await findForms(db, portalId);
  const [draft = null] = await readDrafts({ db }, portalId);
  const drawn = draft === null ? null : readModel(draft.last.document);
  if (draft !== null && drawn?.outcome === 'valid')
    return { portal, model: drawn.model, forms, draft: { draftId: draft.draftId, edit: draft.last.edit } };
  const inForce = readModel(await findModel(db, portalId, portal.modelVersion));
  return inForce.outcome === 'valid' ? { portal, model: inForce.model, forms, draft: null } : null;
}
