import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { activityOf } from '../../src/store/contacts/activity-pack.ts';
import { type ClaimedContact, claimContacts } from '../../src/store/contacts/claim-contacts.ts';
import { completeContacts } from '../../src/store/contacts/complete-contacts.ts';
import { eraseContacts } from '../../src/store/contacts/erase-contacts.ts';
import { failContacts } from '../../src/store/contacts/fail-contacts.ts';
import { storeReadContacts } from '../../src/store/contacts/store-read-contacts.ts';
import { acceptDeliveries, type InboxEvent } from '../../src/store/work/inbox.ts';
import { releaseLease, takePortals } from '../../src/store/work/leases.ts';
import { markNews, portalsWithNews } from '../../src/store/work/news.ts';
import { freshDatabase } from '../support/database/database.ts';
import { until } from '../support/until.ts';
import { activePortal, activity, event, facts, result } from './fixtures.ts';

/*
 * A world of contacts who visit a site. Every visit is counted in the world and then reported by an
 * event; batches of events come three times at once, in three orders. Workers read the world, some
 * die with all they hold, some fail; pages of a backfill come in between, and other contacts are
 * erased over and over. In the end the store must know every visit once.
 */

/** The test goes on until so much has happened, however slow the machine is. */
const HOT = { looks: 5_000, readings: 1_000, died: 3, failed: 3 };
const PORTALS = [1, 2, 3];
const CONTACTS = 300;
/** Contacts up to this id are erased and read again, to disturb the others. */
const ERASED = 20;
const LEASE_MS = 250;

const { db } = await freshDatabase();
const now = () => Date.now();
const random = seeded(20_261_121);

const visits = new Map(PORTALS.map((portalId) => [portalId, new Array<number>(CONTACTS + 1).fill(0)]));
const tally = { looks: 0, readings: 0, died: 0, failed: 0 };
const kinds = ['looks', 'readings', 'died', 'failed'] as const;
let eventId = 0;

describe('the queue under fire', () => {
  it('loses no event, counts none twice, strands no contact, and never deadlocks', async () => {
    for (const portalId of PORTALS) await activePortal(db, portalId);
    const burning = () => kinds.some((kind) => tally[kind] < HOT[kind]);
    let working = true;

    const workers = Promise.all(Array.from({ length: 4 }, () => work(() => working)));
    await Promise.all([produce(burning), produce(burning), backfill(burning)]);
    await until('everything is done', async () => (await waiting()) === 0);
    working = false;
    await workers;

    for (const portalId of PORTALS) {
      const known = await knownVisits(portalId);
      expect(known).toEqual(visitsOf(portalId));
    }
    // A contact that waits to be read already is not marked again.
    expect(await sequences()).toBeGreaterThan(tally.readings);
    expect(await sequences()).toBeLessThanOrEqual(tally.looks + tally.readings);
    expect(await deadlocks()).toBe(0);
  });
});

async function produce(burning: () => boolean): Promise<void> {
  while (burning()) {
    const portalId = PORTALS[whole(PORTALS.length)]!;
    const batch = Array.from({ length: 100 }, () => newEvent(portalId));
    const looks = batch.filter(({ effect }) => effect.kind === 'mark_stale' && effect.contactId > ERASED).length;
    const outcomes = await Promise.all(
      [batch, batch.toReversed(), shuffled(batch)].map((events) =>
        acceptDeliveries(db, { portalId, deliveries: [events], now: now(), debounceMs: 20 }),
      ),
    );
    const accepted = outcomes.flat().reduce((sum, one) => sum + (one.outcome === 'accepted' ? one.accepted : 0), 0);
    expect(accepted).toBe(batch.length);
    tally.looks += looks;
  }
}

function newEvent(portalId: number): InboxEvent {
  const contactId = 1 + whole(CONTACTS);
  if (contactId <= ERASED && random() < 0.5)
    return event({ kind: 'gone', contactId, by: 'told', afterMs: 20 }, { eventId: ++eventId });
  visits.get(portalId)![contactId]!++;
  return event({ kind: 'mark_stale', contactId }, { eventId: ++eventId });
}

async function backfill(burning: () => boolean): Promise<void> {
  while (burning()) {
    const portalId = PORTALS[whole(PORTALS.length)]!;
    const ids = Array.from({ length: 50 }, () => ERASED + 1 + whole(CONTACTS - ERASED));
    const readings = [...new Set(ids)].map((contactId) => ({ contactId, facts: seen(portalId, contactId), at: now() }));
    const stored = await storeReadContacts(db, { portalId, contacts: shuffled(readings), now: now() });
    if (stored.outcome === 'stored') tally.readings += stored.due;
  }
}

/**
 * A holder takes a portal, works through some batches, and gives it back, or dies; then another
 * takes its place.
 */
async function work(working: () => boolean): Promise<void> {
  let holder = randomUUID();
  while (working()) {
    for (const portalId of await portalsWithNews(db, now(), 9)) await markNews(db, { portalId, now: now() });
    const terms = { holder, now: now(), limit: 1, leaseMs: LEASE_MS, quietMs: 0 };
    const [taken] = await takePortals(db, terms);
    if (taken === undefined) {
      await delay(5);
      continue;
    }
    const { portalId } = taken;
    if (await serve(portalId, holder)) await releaseLease(db, { portalId, holder });
    else holder = randomUUID();
  }
}

/** Returns false if the worker died in the middle. */
async function serve(portalId: number, lease: string): Promise<boolean> {
  for (let batch = 0; batch < 5; batch++) {
    const claimed = await claimContacts(db, { portalId, lease, now: now(), limit: 60 });
    if (random() < 0.03) {
      tally.died++;
      return false;
    }
    if (random() < 0.03) {
      const rows = claimed.map(({ contactId, seq }) => ({ contactId, seq, error: 'fire' }));
      await failContacts(db, { portalId, lease, now: now(), maxAttempts: 1_000, random: () => -0.9, rows });
      tally.failed++;
      continue;
    }
    const gone = claimed.filter(({ missing }) => missing !== null).map(({ contactId }) => contactId);
    await eraseContacts(db, { portalId, contactIds: gone, now: now() });
    const results = claimed.map((contact) => evaluated(portalId, contact));
    await completeContacts(db, { portalId, lease, now: now(), rows: shuffled(results) });
  }
  return true;
}

/** What a worker finds out: every visit since the facts before becomes an activity. */
function evaluated(portalId: number, contact: ClaimedContact) {
  const before = count(contact.facts);
  const found = contact.stale ? seen(portalId, contact.contactId) : (contact.pendingFacts?.facts ?? contact.facts);
  const after = Math.max(before, count(found));
  const activities = Array.from({ length: after - before }, (_, n) => activity(`visit ${before + n + 1}`));
  return result(contact, { facts: facts({ visits: `${after}` }), factsAt: now(), activities });
}

function seen(portalId: number, contactId: number) {
  return facts({ visits: `${visits.get(portalId)![contactId]}` });
}

function count(found: ClaimedContact['facts']): number {
  return Number(found?.contact['visits'] ?? 0);
}

function visitsOf(portalId: number): Record<number, number[]> {
  const ofAll = [...visits.get(portalId)!.entries()].slice(ERASED + 1).filter(([, n]) => n > 0);
  return Object.fromEntries(ofAll.map(([contactId, n]) => [contactId, [n, n]]));
}

/** By contact: the visits in its facts, and the visits among its activities. */
async function knownVisits(portalId: number): Promise<Record<number, number[]>> {
  const { rows } = await sql<{ id: number; facts: ClaimedContact['facts']; activities: number }>`
    select contact_id as id, facts, (
      select count(*) from ${activityOf(sql`k.portal_id`, sql`k.contact_id`)} a) as activities
    from contact k where portal_id = ${portalId} and contact_id > ${ERASED}`.execute(db);
  const visited = rows.map(({ id, facts, activities }): [number, number[]] => [id, [count(facts), activities]]);
  return Object.fromEntries(visited.filter(([, [inFacts, inActivities]]) => inFacts! + inActivities! > 0));
}

/** Contacts that are due at any time or in somebody's hands, and news that is not marked. */
async function waiting(): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select (select count(*) from news) + count(*) as n from contact where run_at is not null or lease is not null`.execute(
    db,
  );
  return rows[0]!.n;
}

async function sequences(): Promise<number> {
  const { rows } = await sql<{
    n: number;
  }>`select sum(seq)::bigint as n from contact where contact_id > ${ERASED}`.execute(db);
  return rows[0]!.n;
}

/** PostgreSQL counts them by session and reports them late, so all sessions are told to report. */
async function deadlocks(): Promise<number> {
  await Promise.all(
    Array.from({ length: 10 }, () => sql`select pg_stat_force_next_flush(), pg_sleep(0.05)`.execute(db)),
  );
  const { rows } = await sql<{ deadlocks: number }>`
    select deadlocks from pg_stat_database where datname = current_database()`.execute(db);
  return rows[0]!.deadlocks;
}

function whole(below: number): number {
  return Math.floor(random() * below);
}

function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => [random(), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);
}

/** Park and Miller's generator. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
