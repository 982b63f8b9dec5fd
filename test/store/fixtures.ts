import { randomUUID } from 'node:crypto';
import { type Memory, NO_FACTS, NO_STANDING } from '../../src/domain/contact.ts';
import { NO_PEERS } from '../../src/domain/lead/validity/validity-peers.ts';
import type { ExtraList, Track } from '../../src/domain/words.ts';
import type { ClaimedContact } from '../../src/store/contacts/claim-contacts.ts';
import type { CompletedContact } from '../../src/store/contacts/complete-contacts.ts';
import { storeInstalledPortal, updatePortal } from '../../src/store/portals/portals.ts';
import type { Db } from '../../src/store/transaction.ts';
import { acceptDeliveries, type Deliveries, type Effect, type InboxEvent } from '../../src/store/work/inbox.ts';
import { markNews } from '../../src/store/work/news.ts';
import { memoryAt } from '../support/scenes/memory.ts';

export const NOW = Date.UTC(2026, 10, 21, 12);
export const TOKENS = { access: Buffer.from('sealed'), refresh: Buffer.from('sealed too'), expiresAt: NOW + 1_800_000 };

export async function activePortal(db: Db, portalId: number): Promise<void> {
  await storeInstalledPortal(db, { portalId, tokens: TOKENS, scopes: ['oauth'], now: NOW });
  await updatePortal(db, portalId, { status: 'active' });
}

export function event(effect: Effect, key: Partial<InboxEvent> = {}): InboxEvent {
  const objectId = 'contactId' in effect ? effect.contactId : 0;
  const known = { eventId: 1, type: 'contact.propertyChange', objectId, property: 'email', occurredAt: NOW };
  return { ...known, effect, repeated: false, ...key };
}

/** Stores one delivery and marks the contacts that it tells of. */
export async function acceptEvents(
  db: Db,
  { events, ...batch }: Omit<Deliveries, 'deliveries'> & { readonly events: readonly InboxEvent[] },
) {
  const [acceptance] = await acceptDeliveries(db, { ...batch, deliveries: [events] });
  const { echoes } = await markNews(db, { portalId: batch.portalId, now: batch.now });
  return acceptance!.outcome === 'accepted' ? { ...acceptance!, echoes } : acceptance!;
}

export function facts(properties: Record<string, string> = {}) {
  return { ...NO_FACTS, contact: properties };
}

export const MEMORY = memoryAt(NOW);

/** The parts of an evaluation that a test sets; all other parts get the plainest value. */
export type Found = Omit<Partial<CompletedContact>, 'evaluation'> & {
  readonly memory?: Memory;
  readonly track?: Track;
  readonly extra?: readonly ExtraList[];
  readonly nextAt?: number | null;
  readonly evaluation?: object;
};

/** The plainest result for a claimed contact: nothing found out, never due again. */
export function result(claimed: ClaimedContact, found: Found = {}): CompletedContact {
  const {
    memory = claimed.memory ?? MEMORY,
    track = claimed.track,
    extra = [],
    nextAt = null,
    evaluation,
    ...rest
  } = found;
  return {
    contactId: claimed.contactId,
    seq: claimed.seq,
    facts: claimed.pendingFacts?.facts ?? claimed.facts ?? facts(),
    factsAt: NOW,
    activities: [],
    standing: NO_STANDING,
    evaluation: { at: NOW, memory, track, extra, nextChangeAt: nextAt, ...evaluation },
    points: [],
    tasks: [],
    closedTasks: [],
    touches: [],
    correspondence: [],
    excluded: null,
    traits: { createdAt: null, traits: [], peers: NO_PEERS },
    isWithSales: false,
    ...rest,
  };
}

/** An evaluation by a version that knows one rule. */
export const scored = (points: number, more: object = {}) => ({
  scores: {
    explicit: { points, contributions: [{ id: 'r', label: 'A rule', kind: 'rule', milli: points * 1000 }] },
    implicit: { points: 0, contributions: [] },
    combined: { points, contributions: [] },
  },
  ...more,
});

export function activity(id: string) {
  return { id, signal: 'page_view', at: NOW, quantity: 1, source: 'hs_analytics_num_page_views' };
}

export function lease(): string {
  return randomUUID();
}

/** The passage of a contact that came, and of which nothing more is known. */
export const PASSAGE = {
  captured: NOW - 80 * 86_400_000,
  mql: null,
  sql: null,
  opportunity: null,
  customer: null,
  lost: null,
  silentLead: null,
  silentMql: null,
  silentSql: null,
  source: null,
  campaign: null,
  firstForm: null,
  firstPage: null,
  validity: null,
  persona: null,
  country: null,
  industry: null,
  companySize: null,
  product: null,
  track: null,
  segment: null,
  ownerId: null,
} as const;
