import type { LearnBody, LearnView } from '../../../../cards/pages/contracts/learn-contract.ts';
import type { PlainDone } from '../../../../cards/pages/contracts/plain-done.ts';
import type { CardUser } from '../../../store/ledgers/audit.ts';
import { openDrafts } from '../../../store/models/drafts.ts';
import { findPortal } from '../../../store/portals/portals.ts';
import type { Db } from '../../../store/transaction.ts';
import { userNames } from '../../contacts/read/owner-names.ts';
import { whyOnlyReads } from '../may-edit.ts';
import { readLeadStatuses } from './lead-statuses.ts';
import { judgedSentences, leakSentences, pastSentences } from './learning-sentences.ts';
import { beginLearning, cancelLearning, readLearning, USUAL_WISHES } from './learnings.ts';

type Context = { readonly db: Db; readonly clock: { now(): number } };

export type LearnWish =
  | { readonly name: 'begin'; readonly body: LearnBody<'begin'> }
  | { readonly name: 'cancel'; readonly body: LearnBody<'cancel'> };

/** What the page Learn shows: how far the last learning is, and what came of it. */
export async function readLearnPage(context: Context, portalId: number, user: CardUser | null): Promise<LearnView> {
  const portal = await findPortal(context.db, portalId);
  if (portal === null || portal.status !== 'active' || portal.modelVersion === null) return { state: 'not_set_up' };
  const learning = await readLearning(context, portalId);
  const mayEdit = (await whyOnlyReads(context.db, portalId, user)) === null;
  const leadStatuses = [...(await readLeadStatuses(context.db, portalId))];
  if (learning === null) return { state: 'ok', mayEdit, leadStatuses, learning: null };
  const { progress, report } = learning;
  return {
    state: 'ok',
    mayEdit,
    leadStatuses,
    learning: {
      state: learning.state,
      by: learning.by.name,
      begunAt: learning.begunAt,
      step: progress.step,
      read: progress.read,
      all: progress.all,
      hasDraft: (await openDrafts(context.db, portalId)).some(({ draftId }) => draftId === learning.draftId),
      report: report && {
        wins: report.wins,
        losses: report.leads - report.wins,
        past: [...pastSentences(report)],
        leaks: [...leakSentences(report)],
        judged: [...judgedSentences(report)],
        why: report.why,
        rules: report.rules.map(({ sentence, ...rule }) => ({ ...rule, why: sentence })),
        changes: [...report.changes],
        details: [...report.found, ...report.held],
      },
    },
  };
}

/** Begins a learning, or cancels it. */
export async function actOnLearn(
  context: Context & { readonly wake: () => void },
  portalId: number,
  user: CardUser | null,
  wish: LearnWish,
): Promise<PlainDone> {
  const portal = await findPortal(context.db, portalId);
  if (portal === null)
    return refusal('Ripen is not set up in this account: its settings in HubSpot say what is missing.');
  const onlyReads = await whyOnlyReads(context.db, portalId, user);
  if (user === null || onlyReads !== null) return refusal(onlyReads ?? '');
  if (wish.name === 'cancel')
    return (await cancelLearning(context, portalId))
      ? { outcome: 'done' }
      : refusal('It had ended before you stopped it: load the page again to see how.');
  const by = { userId: user.id, name: userNames(portal.account)(user) };
  const begun = await beginLearning(context, portalId, { wishes: { ...USUAL_WISHES, ...wish.body }, by });
  if (begun.outcome === 'running')
    return refusal('Ripen learns already: wait until it has ended, or cancel it, before you begin anew.');
  if (begun.outcome === 'not_installed')
    return refusal('Ripen is not set up in this account: its settings in HubSpot say what is missing.');
  context.wake();
  return { outcome: 'done' };
}

const refusal = (sentence: string): PlainDone => ({ outcome: 'refused', sentences: [sentence] });
