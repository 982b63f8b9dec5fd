import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { acceptDeliveries } from '../../src/store/work/inbox.ts';
import { portalsWithNews } from '../../src/store/work/news.ts';
import { startWorker, type WorkerOptions } from '../../src/worker/worker.ts';
import { freshDatabase } from '../support/database/database.ts';
import { until } from '../support/until.ts';
import { activePortal, event } from './fixtures.ts';

const { db } = await freshDatabase();
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
