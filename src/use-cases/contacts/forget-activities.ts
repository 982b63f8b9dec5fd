import { needlessActivities } from '../../domain/activity/needless.ts';
import { type Model, readModel } from '../../domain/model/model.ts';
import { type CompiledModel, compileModel } from '../../domain/rules/compile.ts';
import type { PayloadOf } from '../../domain/sync/jobs.ts';
import { readActivities } from '../../store/contacts/activities.ts';
import { documentsInUse, forgetActivities, longPasts, packRows } from '../../store/contacts/needless-activities.ts';
import type { Session } from '../session.ts';

/** How often Ripen looks for activities that no score needs any more. */
export const FORGET_EVERY_MS = 7 * 24 * 3_600_000;

/** So many contacts are looked at, and so long, before other work gets its turn. */
const PAGE = 500;
const TURN_MS = 1_000;
const PAUSE_MS = 5_000;

/**
 * Deletes activities that are older than the operator keeps them and that no evaluation needs, by
 * no version, plan or open draft of the model. Answers when to come again, and where to go on. If a
 * document cannot be read (a newer program wrote it), all activities stay.
 */
export async function forgetNeedlessActivities(
  {
    db,
    portalId,
    clock,
    log,
    goOn,
    keepActivitiesMs,
  }: Pick<Session, 'db' | 'portalId' | 'clock' | 'log' | 'goOn' | 'keepActivitiesMs'>,
  { after }: PayloadOf<'forget_activities'>,
): Promise<{ readonly runAt: number; readonly payload: PayloadOf<'forget_activities'> }> {
  const now = clock.now();
  const until = now - keepActivitiesMs;
  const models = modelsOf(await documentsInUse(db, portalId));
  const contacts = models === null ? [] : await longPasts(db, portalId, { after, until, limit: PAGE });
  const endsAt = performance.now() + TURN_MS;
  let last = after;
  let forgotten = 0;
  for (const { contactId, judgedAt, isOld, hasRows } of contacts) {
    if (performance.now() > endsAt) break;
    goOn();
    last = contactId;
    if (hasRows) await packRows(db, portalId, contactId);
    if (!isOld) continue;
    const needless = needlessActivities(
      models!,
      await readActivities(db, { portalId, contactId }),
      Math.min(until, judgedAt),
    );
    forgotten += await forgetActivities(db, portalId, { contactId, activities: needless });
  }
  if (forgotten > 0) log.info({ portalId, forgotten }, 'Activities that no score needs any more are deleted');
  const isOver = contacts.length < PAGE && last === (contacts.at(-1)?.contactId ?? after);
  return isOver
    ? { runAt: now + FORGET_EVERY_MS, payload: { after: 0 } }
    : { runAt: now + PAUSE_MS, payload: { after: last } };
}

/** The models of documents, of those alike in what they read of activities one; null: unknown. */
function modelsOf(documents: readonly unknown[]): readonly CompiledModel[] | null {
  const alike = new Map<string, Model>();
  for (const document of documents) {
    const read = readModel(document);
    if (read.outcome === 'invalid') return null;
    alike.set(readsOf(read.model), read.model);
  }
  return [...alike.values()].map((model) => compileModel(model));
}

const readsOf = ({
  signals,
  behaviours,
  implicit,
  groups,
  journey,
  products,
  productInterest,
  brandAwareness,
}: Model) =>
  JSON.stringify([signals, behaviours, implicit, groups, journey, products, productInterest, brandAwareness]);
