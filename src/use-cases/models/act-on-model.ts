import type { ModelAction, ModelBody, ModelDone } from '../../../cards/pages/contracts/model-contract.ts';
import { whatIsWrong } from '../../domain/changes/document/problems.ts';
import { DAY } from '../../domain/time/time.ts';
import { instantAtClock } from '../../domain/time/time-zone.ts';
import type { CardUser } from '../../store/ledgers/audit.ts';
import { findDraft } from '../../store/models/drafts.ts';
import { dropPublication, pauseRollout } from '../../store/models/rollouts.ts';
import { type Author, rampOf } from '../../store/models/versions.ts';
import { findModel } from '../../store/portals/models.ts';
import { findPortal, type Portal } from '../../store/portals/portals.ts';
import { userNames } from '../contacts/read/owner-names.ts';
import { countOf, namesSeen, valuesSeen } from './condition-help.ts';
import { moveDraft, signDraft } from './draft/edit-draft.ts';
import { rebaseChanges, saveChange } from './draft/save-change.ts';
import { holidaysOf } from './holidays-of.ts';
import { whyOnlyReads } from './may-edit.ts';
import { CHANGED, type ModelDeskContext, refused } from './model-desk.ts';
import { publishSeenPlan } from './publish/publish-seen-plan.ts';
import { explainOnPage } from './what-if/explain-on-page.ts';
import { findContacts } from './what-if/find-contacts.ts';
import type { Wanted } from './what-if/prepare-comparison.ts';

type Wish<Action extends ModelAction> = {
  [A in Action]: { readonly name: A; readonly body: ModelBody<A> };
}[Action];
export type ModelWish = Wish<ModelAction>;

/** Carries out what somebody does with the model on the app's page. Every change has an author. */
export async function actOnModel(
  context: ModelDeskContext,
  portalId: number,
  user: CardUser | null,
  wish: ModelWish,
): Promise<ModelDone> {
  const portal = await findPortal(context.db, portalId);
  if (portal === null || portal.status !== 'active' || portal.modelVersion === null)
    return refused('Ripen is not set up in this account: its settings in HubSpot say what is missing.');
  if (isQuestion(wish)) return answer({ context, portal }, wish.name, wish.body);
  const onlyReads = await whyOnlyReads(context.db, portalId, user);
  if (user === null || onlyReads !== null) return refused(onlyReads ?? '');
  return carryOut({ context, portal, by: authorOf(portal, user) }, wish.name, wish.body);
}

type Asked = { readonly context: ModelDeskContext; readonly portal: Portal };
type Wished = Asked & { readonly by: Author };

type Question = 'count' | 'values' | 'names' | 'holidays' | 'explain' | 'find';
type Answers = { readonly [A in Question]: (asked: Asked, body: ModelBody<A>) => Promise<ModelDone> };

/** What everybody may ask who sees the page. */
const ANSWERS: Answers = {
  count: ({ context, portal }, body) => countOf(context, portal, body),
  values: ({ context, portal }, body) => valuesSeen(context, portal, body),
  names: ({ context, portal }) => namesSeen(context, portal),
  holidays: async ({ context, portal }, body) => holidaysOf(context, portal, body),
  explain: async ({ context, portal }, body) =>
    (await explainOnPage(context, portal.portalId, body)) ?? refused(NOT_JUDGED),
  find: ({ context, portal }, body) => findContacts(context, portal, body),
};

const isQuestion = (wish: ModelWish): wish is Wish<Question> => Object.hasOwn(ANSWERS, wish.name);

const answer = <A extends Question>(asked: Asked, name: A, body: ModelBody<A>): Promise<ModelDone> =>
  ANSWERS[name](asked, body);

type Deed = Exclude<ModelAction, Question>;
type Deeds = { readonly [A in Deed]: (wished: Wished, body: ModelBody<A>) => Promise<ModelDone> };

/** What only those do who may edit the model. */
const DEEDS: Deeds = {
  change: ({ context, portal, by }, body) => saveChange(context, portal, by, body),
  rebase: ({ context, portal, by }, body) => rebaseChanges(context, portal, by, body),
  discard: ({ context, portal }, body) => moved(context, portal, { ...body, to: 'discarded' }),
  review: ({ context, portal }, body) => moved(context, portal, { ...body, to: 'reviewed' }),
  sign: ({ context, portal, by }, body) => sign(context, portal, { ...body, by }),
  compare,
  look_back: lookBack,
  async stop_looking_back({ context, portal }, { planId }) {
    const isStopped = await context.lookBacks.cancel(portal.portalId, planId);
    return doneOr(isStopped, 'It had ended before you stopped it: load the page again to see how.');
  },
  async drop({ context, portal }, { fingerprint }) {
    const isDropped = await dropPublication(context.db, portal.portalId, fingerprint);
    return doneOr(isDropped, 'It does not wait any more: look at the versions again.');
  },
  async pause({ context, portal: { portalId }, by }, { version, paused }) {
    const change = { portalId, version, paused, now: context.clock.now(), by: by.name };
    const isFound = await pauseRollout(context.db, change);
    if (isFound && !paused) context.wake();
    return doneOr(isFound, 'This roll-out is over: look at the versions again.');
  },
  publish: ({ context, portal, by }, body) => publishSeenPlan(context, portal, by, body),
};

const carryOut = <A extends Deed>(wished: Wished, name: A, body: ModelBody<A>): Promise<ModelDone> =>
  DEEDS[name](wished, body);

const doneOr = (isDone: boolean, sentence: string): ModelDone => (isDone ? { outcome: 'done' } : refused(sentence));

async function moved(
  context: ModelDeskContext,
  { portalId }: Portal,
  move: Parameters<typeof moveDraft>[2],
): Promise<ModelDone> {
  return doneOr((await moveDraft(context, portalId, move)).outcome === 'done', CHANGED);
}

async function sign(
  context: ModelDeskContext,
  { portalId }: Portal,
  signature: Parameters<typeof signDraft>[2],
): Promise<ModelDone> {
  const { outcome } = await signDraft(context, portalId, signature);
  if (outcome === 'own_change') return refused('Nobody signs a change of their own: ask a colleague.');
  if (outcome === 'signed_other_side')
    return refused('You have signed for the other side already: ask a colleague to sign for this one.');
  return doneOr(outcome === 'done', CHANGED);
}

async function compare({ context, portal, by }: Wished, body: ModelBody<'compare'>): Promise<ModelDone> {
  const wanted = await wantedOf(context, portal, body);
  if (typeof wanted === 'string') return refused(wanted);
  const begun = await context.runs.begin(portal.portalId, wanted, `user ${by.userId}`);
  if (begun.outcome === 'begun') return begun;
  if (begun.outcome !== 'invalid') return refused(CHANGED);
  return refused(...('document' in wanted ? whatIsWrong(wanted.document, begun.problems) : begun.problems));
}

async function lookBack({ context, portal, by }: Wished, { day, ...body }: ModelBody<'look_back'>): Promise<ModelDone> {
  const since = instantAtClock(portal.account.timeZone, { day, time: '00:00' });
  const now = context.clock.now();
  if (since === null || since >= now || since < now - LONGEST_BACK) return refused(NOT_BACK);
  const begun = await context.lookBacks.begin(portal.portalId, { ...body, since, author: by.name });
  return doneOr(begun === 'begun', CHANGED);
}

/** Further back than this, HubSpot keeps few of the values that were true then. */
const LONGEST_BACK = 731 * DAY;
const NOT_BACK = 'Choose a day that is over, of the last two years.';
const NOT_JUDGED = 'This contact cannot be judged at the moment: load the page again.';

const authorOf = ({ account }: Portal, user: CardUser): Author => ({
  userId: user.id,
  name: userNames(account)(user),
});

/** What is to be compared with the version in force; a text says why it cannot be. */
async function wantedOf(
  { db }: ModelDeskContext,
  { portalId, modelVersion }: Portal,
  body: ModelBody<'compare'>,
): Promise<Wanted | string> {
  if ('backTo' in body) return { backTo: body.backTo };
  if (body.ramp?.share === 0 && body.ramp.owners.length === 0) return NOBODY;
  const ramp = body.ramp ?? undefined;
  if ('trial' in body) {
    const isOnTrial = body.trial === modelVersion && (await rampOf(db, portalId, modelVersion)) !== null;
    return isOnTrial ? { document: await findModel(db, portalId, modelVersion), ramp } : CHANGED;
  }
  const draft = await findDraft(db, { portalId, draftId: body.draftId });
  return draft === null ? CHANGED : { document: draft.last.document, ramp };
}

const NOBODY = 'Choose a share of the contacts that come from now on, or whose contacts it is tried with.';
