import express, { type Router } from 'express';
import type { Logger } from 'pino';
import { verifySignature } from '../hubspot/signature.ts';
import { type Inbox, receiveWebhooks } from '../use-cases/receive-webhooks.ts';
import { PATHS } from './paths.ts';
import { bytesOf, calledUrl, parseJson, rawBody } from './raw-request.ts';

export type WebhookRoutes = {
  readonly inbox: Inbox;
  readonly clientSecret: string;
  readonly publicUrl: string;
  readonly clock: { now(): number };
  readonly log: Pick<Logger, 'info' | 'warn'>;
  readonly onEvents?: (counts: {
    readonly accepted: number;
    readonly duplicates: number;
    readonly echoes: number;
  }) => void;
};

/** Acknowledges a delivery (204) only once it is committed; an answer of 5xx makes HubSpot deliver it again. */
export function webhookRoutes({ inbox, clientSecret, publicUrl, clock, log, onEvents }: WebhookRoutes): Router {
  const router = express.Router();
  router.post(PATHS.webhooks, rawBody, async (request, response) => {
    const bytes = bytesOf(request);
    const verification = verifySignature(
      { method: request.method, url: calledUrl(request, publicUrl), rawBody: bytes, headers: request.headers },
      { secret: clientSecret, now: clock.now(), accept: 'v3' },
    );
    if (!verification.valid) {
      log.warn({ reason: verification.reason }, 'A webhook delivery was refused');
      return response.status(401).json({ error: verification.reason });
    }
    const received = await receiveWebhooks(parseJson(bytes), inbox, clock.now());
    if (received.outcome === 'unreadable') {
      // HubSpot itself signed it, so asking for it again would not help: note it and let it go.
      log.warn({ problem: received.problem }, 'A webhook delivery could not be read');
      return response.sendStatus(204);
    }
    if (received.unreadable > 0 || received.foreign > 0)
      log.warn({ unreadable: received.unreadable, foreign: received.foreign }, 'Webhook events were left out');
    onEvents?.(received);
    return response.sendStatus(204);
  });
  return router;
}
