import { isDeepStrictEqual } from 'node:util';
import type { LinkedFacts } from '../../domain/contact.ts';
import { isFirstSightOnly } from '../../domain/model/reads.ts';
import type { SweepProgress } from '../../domain/sync/jobs.ts';
import type { ReadPlan } from '../contacts/read-contacts.ts';
import { type BackfillPorts, backfillStretch, newBackfill } from './backfill-contacts.ts';

/*
 * Webhooks get lost: HubSpot gives up on a delivery after a day. So now and then, and at once when
 * that may have happened, all contacts of the account are held against those that are stored. Only
 * what differs makes work.
 */

export const newSweep = (lastAt: number | null = null): SweepProgress => ({
  startedAt: null,
  lastAt,
  after: null,
  lastId: 0,
  read: 0,
  differing: 0,
  absent: 0,
});

type Read = { readonly contactId: number; readonly facts: LinkedFacts };

export type SweepPorts = Pick<BackfillPorts, 'hubspot' | 'lookAgain'> & {
  /**
   * what is stored of contacts with ids above `after`, up to `upTo` (null: all); facts null: never
   * evaluated
   */
  readonly storedBetween: (
    after: number,
    upTo: number | null,
  ) => Promise<ReadonlyMap<number, { readonly facts: LinkedFacts | null }>>;
  /**
   * commits readings that differ, contacts that are not stored, those that were not listed, and the
   * progress
   */
  readonly store: (
    found: {
      readonly differing: readonly Read[];
      readonly unknown: readonly number[];
      readonly absent: readonly number[];
    },
    progress: SweepProgress,
  ) => Promise<void>;
};

/**
 * Holds the next stretch of contacts against what is stored. The last one answers a progress whose
 * `startedAt` is null.
 */
export async function sweepStretch(
  ports: SweepPorts,
  plan: ReadPlan,
  progress: SweepProgress,
  now: number,
): Promise<SweepProgress> {
  const startedAt = progress.startedAt ?? now;
  let next = progress;
  const properties = {
    ...plan.properties,
    contact: plan.properties.contact.filter((name) => !isFirstSightOnly(name)),
  };
  const unread: number[] = [];
  const lookAgain = async (ids: readonly number[]) => {
    unread.push(...ids);
    await ports.lookAgain(ids);
  };
  const store: BackfillPorts['store'] = async (read, { after }) => {
    const ids = read.map(({ contactId }) => contactId);
    const upTo = after === null ? null : Math.max(progress.lastId, ...ids);
    const stored = await ports.storedBetween(progress.lastId, upTo);
    const differing = read.filter(({ contactId, facts }) => {
      const known = stored.get(contactId)?.facts;
      return known !== undefined && known !== null && !isDeepStrictEqual(comparable(known), comparable(facts));
    });
    const listed = new Set([...ids, ...unread]);
    // HubSpot lists contacts by ascending id; a page that is not so ordered says nothing about who
    // is absent.
    const isOrdered = ids.every((id, i) => id > (ids[i - 1] ?? progress.lastId));
    const absent = isOrdered ? [...stored.keys()].filter((id) => !listed.has(id)) : [];
    const unknown = ids.filter((id) => !stored.has(id));
    next = {
      startedAt: after === null ? null : startedAt,
      lastAt: after === null ? startedAt : progress.lastAt,
      after,
      lastId: upTo ?? 0,
      read: progress.read + ids.length,
      differing: progress.differing + differing.length + unknown.length,
      absent: progress.absent + absent.length,
    };
    await ports.store({ differing, unknown, absent }, next);
  };
  const from = { ...newBackfill(startedAt), after: progress.after };
  await backfillStretch({ hubspot: ports.hubspot, lookAgain, store }, { ...plan, properties }, from, now);
  return next;
}

const comparable = ({ contact, company, deals, companyId, dealIds }: LinkedFacts) => ({
  contact: Object.fromEntries(Object.entries(contact).filter(([name]) => !isFirstSightOnly(name))),
  company,
  deals,
  companyId,
  dealIds: dealIds.toSorted(),
});
