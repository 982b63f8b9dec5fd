import PQueue from 'p-queue';
import type { Clock } from '../clock.ts';
import type { AppSettings, Grants } from '../oauth/grants.ts';
import type { CrmEvent } from '../portal/events.ts';
import { objectTypeFacts } from '../portal/object-types.ts';
import { createRandom } from '../random.ts';
import { payloadOf, type Subscription, subscribersOf, type WebhookEvent } from './payload.ts';
import { signatureHeaders } from './sign.ts';

export type WebhookSettings = {
  /** Where all portals' events go; undefined sends nothing and drops the events. */
  readonly targetUrl: string | undefined;
  readonly subscriptions: readonly Subscription[];
  /** At most 100 at HubSpot. */
  readonly batchSize: number;
  /** Events within so many real milliseconds form one batch. */
  readonly batchWindowMs: number;
  /** Parallel requests per portal. */
  readonly concurrency: number;
  /** An answer that takes longer counts as a failure; HubSpot waits 5 s. */
  readonly timeoutMs: number;
  /** Real milliseconds before each retry; HubSpot spreads 10 over 24 hours. */
  readonly retryDelaysMs: readonly number[];
  /** Whose time signatures carry. */
  readonly signingTime: 'sandbox' | 'real';
  readonly chaos: {
    /** Chance of an event to be sent twice. */
    readonly duplicate: number;
    /** Shuffles waiting events. */
    readonly reorder: boolean;
    /** Holds each request back for up to so many real milliseconds. */
    readonly delayMs: number;
    readonly seed: number;
  };
};

export const defaultWebhooks: WebhookSettings = {
  targetUrl: undefined,
  subscriptions: [],
  batchSize: 100,
  batchWindowMs: 20,
  concurrency: 10,
  timeoutMs: 5_000,
  retryDelaysMs: [100, 250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000],
  signingTime: 'sandbox',
  chaos: { duplicate: 0, reorder: false, delayMs: 0, seed: 1 },
};

type Delivery = {
  /** Sandbox time. */
  readonly at: number;
  readonly portalId: number;
  readonly attempt: number;
  readonly events: readonly WebhookEvent[];
  /** Status of the answer, or what went wrong. */
  readonly answer: number | string;
};

export type WebhookSender = {
  readonly accept: (portalId: number, event: CrmEvent) => void;
  readonly configure: (settings: Partial<WebhookSettings>) => void;
  readonly settings: () => WebhookSettings;
  /** The last attempts, oldest first. */
  readonly deliveries: () => readonly Delivery[];
  readonly counts: () => {
    readonly sent: number;
    readonly failed: number;
    readonly givenUp: number;
    readonly events: number;
  };
  /** Resolves when no event waits, is on its way or will be retried. */
  readonly idle: () => Promise<void>;
  readonly close: () => void;
};

const KEPT_DELIVERIES = 2_000;

/** Sends the events of portals to the app as HubSpot does: at least once, in no order. */
export function createWebhookSender(
  app: AppSettings,
  grants: Grants,
  clock: Clock,
  initial: WebhookSettings,
): WebhookSender {
  let settings = initial;
  let subscribers = subscribersOf(settings.subscriptions);
  let random = createRandom(settings.chaos.seed);
  let waiting: WebhookEvent[] = [];
  let flushTimer: NodeJS.Timeout | undefined;
  let deliveries: Delivery[] = [];
  let idleWaiters: (() => void)[] = [];
  const counts = { sent: 0, failed: 0, givenUp: 0, events: 0 };
  const eventIds = new Map<number, number>();
  const queues = new Map<number, PQueue>();
  const retries = new Set<NodeJS.Timeout>();
  const closing = new AbortController();

  const queueOf = (portalId: number) => {
    const queue = queues.get(portalId) ?? new PQueue({ concurrency: settings.concurrency });
    queues.set(portalId, queue);
    return queue;
  };
  const isIdle = () =>
    waiting.length === 0 &&
    retries.size === 0 &&
    [...queues.values()].every((queue) => queue.size + queue.pending === 0);
  const tellIdle = () => {
    if (!isIdle()) return;
    for (const resolve of idleWaiters) resolve();
    idleWaiters = [];
  };

  const post = async (url: string, events: readonly WebhookEvent[]): Promise<number | string> => {
    if (settings.chaos.delayMs > 0) await pause(random.between(0, settings.chaos.delayMs), closing.signal);
    const body = JSON.stringify(events);
    const timestamp = settings.signingTime === 'sandbox' ? clock.now() : Date.now();
    const headers = signatureHeaders({ method: 'POST', url, body, secret: app.clientSecret, timestamp }, 'v1');
    try {
      const response = await fetch(url, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', ...headers },
        redirect: 'manual',
        signal: AbortSignal.any([AbortSignal.timeout(settings.timeoutMs), closing.signal]),
      });
      await response.arrayBuffer();
      return response.status;
    } catch (error) {
      return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    }
  };

  const deliver = async (portalId: number, batch: readonly WebhookEvent[], attempt: number): Promise<void> => {
    const { targetUrl, retryDelaysMs } = settings;
    if (targetUrl === undefined || closing.signal.aborted || !grants.installed(portalId)) return;
    const events = batch.map((event) => ({ ...event, attemptNumber: attempt }));
    const answer = await post(targetUrl, events);
    deliveries.push({ at: clock.now(), portalId, attempt, events, answer });
    if (deliveries.length > KEPT_DELIVERIES * 2) deliveries = deliveries.slice(-KEPT_DELIVERIES);
    counts.sent++;
    if (typeof answer === 'number' && answer >= 200 && answer < 300) return;
    counts.failed++;
    const wait = retryDelaysMs[attempt];
    if (wait === undefined) counts.givenUp++;
    else retryLater(portalId, batch, attempt + 1, wait * (0.5 + random.next()));
  };
  const send = (portalId: number, batch: readonly WebhookEvent[], attempt: number) => {
    void queueOf(portalId)
      .add(() => deliver(portalId, batch, attempt))
      .finally(() => setImmediate(tellIdle));
  };
  const retryLater = (portalId: number, batch: readonly WebhookEvent[], attempt: number, wait: number) => {
    const timer = setTimeout(() => {
      retries.delete(timer);
      send(portalId, batch, attempt);
    }, wait);
    retries.add(timer);
  };

  const flush = () => {
    flushTimer = undefined;
    const { duplicate, reorder } = settings.chaos;
    const doubled = waiting.flatMap((event) => (duplicate > 0 && random.chance(duplicate) ? [event, event] : [event]));
    waiting = [];
    const events = reorder ? random.shuffle(doubled) : doubled;
    for (const [portalId, own] of Map.groupBy(events, (event) => event.portalId)) {
      for (let i = 0; i < own.length; i += settings.batchSize) send(portalId, own.slice(i, i + settings.batchSize), 0);
    }
    tellIdle();
  };

  return {
    accept: (portalId, event) => {
      const scopes = grants.installed(portalId);
      if (settings.targetUrl === undefined || !scopes?.includes(objectTypeFacts[event.type].readScope)) return;
      for (const { subscription, index } of subscribers(event)) {
        const subscriptionId = 5_000 + index;
        const eventId = (eventIds.get(subscriptionId) ?? 0) + 1;
        eventIds.set(subscriptionId, eventId);
        counts.events++;
        waiting.push(payloadOf(subscription, event, { portalId, appId: app.appId, subscriptionId, eventId }));
      }
      if (waiting.length > 0) flushTimer ??= setTimeout(flush, settings.batchWindowMs);
    },
    configure: (changes) => {
      settings = { ...settings, ...changes };
      subscribers = subscribersOf(settings.subscriptions);
      if (changes.chaos) random = createRandom(changes.chaos.seed);
      for (const queue of queues.values()) queue.concurrency = settings.concurrency;
    },
    settings: () => settings,
    deliveries: () => deliveries.slice(-KEPT_DELIVERIES),
    counts: () => ({ ...counts }),
    idle: () => (isIdle() ? Promise.resolve() : new Promise((resolve) => idleWaiters.push(resolve))),
    close: () => {
      closing.abort();
      clearTimeout(flushTimer);
      for (const timer of retries) clearTimeout(timer);
      retries.clear();
      waiting = [];
      for (const queue of queues.values()) queue.clear();
      setImmediate(tellIdle);
    },
  };
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
