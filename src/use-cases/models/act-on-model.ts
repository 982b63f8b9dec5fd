import type { ModelAction, ModelBody, ModelDone } from '../../../cards/pages/model-contract.ts';
import { whatIsWrong } from '../../domain/changes/problems.ts';
import { DAY } from '../../domain/time/time.ts';
import { instantAtClock } from '../../domain/time/time-zone.ts';
import type { CardUser } from '../../store/ledgers/audit.ts';
import { findDraft } from '../../store/models/drafts.ts';
import { dropPublication, pauseRollout } from '../../store/models/rollouts.ts';
import { type Author, rampOf } from '../../store/models/versions.ts';
import { findModel } from '../../store/portals/models.ts';
import { findPortal, type Portal } from '../../store/portals/portals.ts';
import { userNames } from '../contacts/owner-names.ts';
import { countOf, namesSeen, valuesSeen } from './condition-help.ts';
import { moveDraft, signDraft } from './edit-draft.ts';
import { explainOnPage } from './explain-on-page.ts';
import { findContacts } from './find-contacts.ts';
import { holidaysOf } from './holidays-of.ts';
import { whyOnlyReads } from './may-edit.ts';
import { CHANGED, type ModelDeskContext, refused } from './model-desk.ts';
import type { Wanted } from './prepare-comparison.ts';
import { publishSeenPlan } from './publish-seen-plan.ts';
import { rebaseChanges, saveChange } from './save-change.ts';

export type ModelWish = { [A in ModelAction]: { readonly name: A; readonly body: ModelBody<A> } }[ModelAction];

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
  if (wish.name === 'count') return countOf(context, portal, wish.body);
  if (wish.name === 'values') return valuesSeen(context, portal, wish.body);
  if (wish.name === 'names') return namesSeen(context, portal);
  if (wish.name === 'holidays') return holidaysOf(context, portal, wish.body);
  if (wish.name === 'explain') return (await explainOnPage(context, portalId, wish.body)) ?? refused(NOT_JUDGED);
  if (wish.name === 'find') return findContacts(context, portal, wish.body);
  const onlyReads = await whyOnlyReads(context.db, portalId, user);
  if (user === null || onlyReads !== null) return refused(onlyReads ?? '');
  const by = authorOf(portal, user);
  switch (wish.name) {
    case 'change':
      return saveChange(context, portal, by, wish.body);
    case 'discard':
    case 'review': {
      const to = wish.name === 'review' ? 'reviewed' : 'discarded';
      const { outcome } = await moveDraft(context, portalId, { ...wish.body, to });
      return outcome === 'done' ? { outcome } : refused(CHANGED);
    }
    case 'rebase':
      return rebaseChanges(context, portal, by, wish.body);
    case 'sign': {
      const { outcome } = await signDraft(context, portalId, { ...wish.body, by });
      if (outcome === 'own_change') return refused('Nobody signs a change of their own: ask a colleague.');
      if (outcome === 'signed_other_side')
        return refused('You have signed for the other side already: ask a colleague to sign for this one.');
      return outcome === 'done' ? { outcome } : refused(CHANGED);
    }
    case 'compare': {
      const wanted = await wantedOf(context, portal, wish.body);
      if (typeof wanted === 'string') return refused(wanted);
      const begun = await context.runs.begin(portalId, wanted, `user ${user.id}`);
      if (begun.outcome === 'begun') return begun;
      if (begun.outcome !== 'invalid') return refused(CHANGED);
      return refused(...('document' in wanted ? whatIsWrong(wanted.document, begun.problems) : begun.problems));
    }
    case 'look_back': {
      const { day, ...body } = wish.body;
      const since = instantAtClock(portal.account.timeZone, { day, time: '00:00' });
      const now = context.clock.now();
      if (since === null || since >= now || since < now - LONGEST_BACK) return refused(NOT_BACK);
      const begun = await context.lookBacks.begin(portalId, { ...body, since, author: by.name });
      return begun === 'begun' ? { outcome: 'done' } : refused(CHANGED);
    }
    case 'stop_looking_back': {
      const isStopped = await context.lookBacks.cancel(portalId, wish.body.planId);
      return isStopped
        ? { outcome: 'done' }
        : refused('It had ended before you stopped it: load the page again to see how.');
    }
    case 'drop': {
      const isDropped = await dropPublication(context.db, portalId, wish.body.fingerprint);
      return isDropped ? { outcome: 'done' } : refused('It does not wait any more: look at the versions again.');
    }
    case 'pause': {
      const isFound = await pauseRollout(context.db, {
        ...{ portalId, ...wish.body },
        ...{ now: context.clock.now(), by: by.name },
      });
      if (isFound && !wish.body.paused) context.wake();
      return isFound ? { outcome: 'done' } : refused('This roll-out is over: look at the versions again.');
    }
    default:
      return publishSeenPlan(context, portal, by, wish.body);
  }
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
