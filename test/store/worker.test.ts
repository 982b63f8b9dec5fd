import { sql } from 'kysely';
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { acceptDeliveries } from '../../src/store/work/inbox.ts';
import { portalsWithNews } from '../../src/store/work/news.ts';
import { startWorker, type WorkerOptions } from '../../src/worker/worker.ts';
import { freshDatabase } from '../support/database/database.ts';
import { until } from '../support/until.ts';
import { activePortal, event } from './fixtures.ts';

const database = await freshDatabase();
const { db } = database;
const PORTAL = 1;
const DEBOUNCE_MS = 300;
const NEVER_MS = 86_400_000;

it('takes a portal when a contact that it has marked is due, not at its next poll', async () => {
  await activePortal(db, PORTAL);
  const served: number[] = [];
  const open = async () => {
    served.push(Date.now());
    throw new Error('This test does no work.');
  };
  const context = { db, clock: Date, log: pino({ level: 'silent' }), open } as Partial<WorkerOptions> as WorkerOptions;
  const worker = startWorker({ ...context, terms: { pollMs: NEVER_MS } });
  onTestFinished(worker.stop);
  await worker.idle();
  const now = Date.now();
  const deliveries = [[event({ kind: 'mark_stale', contactId: 7 }, { eventId: 1 })]];

  await acceptDeliveries(db, { portalId: PORTAL, now, debounceMs: DEBOUNCE_MS, deliveries });
  worker.wake();
  await until('its contacts are marked', async () => (await portalsWithNews(db, now, 1)).length === 0);
  await until('the portal is served', () => served.length > 0);

  expect(served[0]).toBeGreaterThanOrEqual(now + DEBOUNCE_MS);
});

it('takes other portals while somebody holds the row of one that could not be given back', async () => {
  await activePortal(db, 2);
  await activePortal(db, 3);
  const served: number[] = [];
  const { promise: locked, resolve } = Promise.withResolvers<void>();
  const open = async ({ portalId }: { portalId: number }) => {
    served.push(portalId);
    await locked;
    throw new Error('This test does no work.');
  };
  const context = { db, clock: Date, log: pino({ level: 'silent' }), open } as Partial<WorkerOptions> as WorkerOptions;
  const tell = (portalId: number, eventId: number) =>
    acceptDeliveries(db, {
      portalId,
      now: Date.now(),
      debounceMs: 0,
      deliveries: [[event({ kind: 'mark_stale', contactId: 7 }, { eventId })]],
    });
  const worker = startWorker(context);
  onTestFinished(worker.stop);
  await tell(2, 1);
  await until('it is in hand', () => served.includes(2));

  await db.transaction().execute(async (trx) => {
    await sql`select from portal where portal_id = 2 for update`.execute(trx);
    resolve();
    const waiting = `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and query like '%update portal set %'`;
    for (const what of ['the wait of the portal', 'its release'])
      await until(`${what} is ended`, async () => (await database.pool.query(waiting)).rowCount === 1);
    await tell(3, 2);
    await until('the other one is served', () => served.includes(3));
  });
});
