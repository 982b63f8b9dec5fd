import { chooseLandmark, isUndecided } from '../../../domain/learning/past/landmark.ts';
import type { TaughtReport } from '../../../domain/learning/teach.ts';
import { countDecided } from '../../../store/contacts/past.ts';
import { endLearning } from '../../../store/models/learnings.ts';
import { inTransaction } from '../../../store/transaction.ts';
import type { Session } from '../../session.ts';
import { saveDraft } from '../draft/edit-draft.ts';
import { datedLeads } from './dated-leads.ts';
import type { LearningPlan } from './learning-plan.ts';
import type { LearningReport } from './learnings.ts';

/** Stores the report, and the draft if there is one, in one transaction. */
export async function storeLearnt(
  session: Session,
  plan: LearningPlan,
  taught: {
    readonly portalId: number;
    readonly learningId: string;
    readonly calls: number;
    readonly report: TaughtReport;
    readonly draft: unknown;
  },
): Promise<void> {
  const { db, clock, portalId } = session;
  const { all, known } = await countDecided(db, portalId, plan);
  const dated = await datedLeads(session, plan);
  const landmark = chooseLandmark(dated.leads);
  const able = dated.leads.filter((lead) => isUndecided(landmark, lead));
  const report: LearningReport = {
    ...taught.report,
    landmark: landmark.text,
    from: able.length === 0 ? null : Math.min(...able.map(({ bornAt }) => bornAt)),
    to: able.length === 0 ? null : Math.max(...able.map(({ bornAt }) => bornAt)),
    statuses: {
      lost: plan.leadStatuses.flatMap(({ label, isLost }) => (isLost ? [label] : [])),
      open: plan.leadStatuses.flatMap(({ label, isLost }) => (isLost ? [] : [label])),
      leads: able.filter(({ won, isLostByStatus }) => !won && isLostByStatus).length,
    },
    calls: taught.calls,
    missing: {
      unread: all - known,
      undated: dated.undated,
      open: dated.open,
      tooEarly: dated.leads.length - able.length,
      properties: plan.left,
    },
  };
  await inTransaction(db, async (trx) => {
    const saved =
      taught.draft === null
        ? null
        : await saveDraft({ db: trx, clock }, portalId, {
            document: taught.draft,
            by: { userId: null, name: 'Ripen' },
            note: `Learnt from ${report.wins} wins and ${report.leads - report.wins} losses.`,
          });
    const draftId = saved?.outcome === 'saved' ? saved.draftId : null;
    const isOver = await endLearning(trx, taught, { state: 'done', report, draftId, now: clock.now() });
    // Somebody cancelled the learning: undo the draft.
    if (!isOver) throw new LearningOver();
  }).catch((error: unknown) => {
    if (!(error instanceof LearningOver)) throw error;
  });
}

class LearningOver extends Error {
  override readonly name = 'LearningOver';
}
