import express, { type Router } from 'express';
import type { Logger } from 'pino';
import type { WebhookDeadLetter } from '../domain/sync/webhook-dead-letter.ts';
import { type Inbox, receiveWebhooks, type WebhookOutcome } from '../use-cases/webhooks/receive-webhooks.ts';
import { ROUTES } from './paths.ts';
import { largeBody } from './requests/large-body.ts';
import { signedByHubspot, signedRequest, type Trust } from './requests/signed-requests.ts';

export type WebhookRoutes = Trust & {
  readonly inbox: Inbox;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
  readonly onDelivery?: (received: WebhookOutcome) => void;
};

/**
 * Bytes of the largest delivery: HubSpot sends at most 100 events, a property holds 65,536
 * characters, and JSON may write six bytes for each.
 */
const MOST = 100 * (65_536 * 6 + 8_192);
const LIMITS = { most: MOST, together: 2 * MOST };

/** How many dead letters of one delivery are logged one by one. */
const LOGGED = 5;

/**
 * Takes deliveries of webhooks, and acknowledges each (204) only once it is committed. After 4xx or
 * 5xx HubSpot delivers again, up to ten times in 24 hours; so a delivery without one readable event
 * is answered 400.
 */
export function webhookRoutes({ inbox, onDelivery, ...trust }: WebhookRoutes): Router {
  const { clock, log } = trust;
  const router = express.Router();
  router.post(ROUTES.webhooks, ...signedByHubspot(trust, { keep: largeBody(LIMITS) }), async (request, response) => {
    const received = await receiveWebhooks(signedRequest(request), inbox, clock.now());
    onDelivery?.(received);
    for (const deadLetter of received.deadLetters.slice(0, LOGGED))
      log.error(loggable(deadLetter), 'A webhook could not be read');
    if (received.outcome === 'unreadable')
      return response.status(400).json({ error: 'expected a JSON array of events; nothing in the body can be read' });
    const { foreign, unknown, unreadable } = received;
    if (foreign + unknown + unreadable > 0) log.warn({ foreign, unknown, unreadable }, 'Webhook events were left out');
    return response.status(204).end();
  });
  return router;
}

const loggable = ({ key: _, ...deadLetter }: WebhookDeadLetter) => deadLetter;
