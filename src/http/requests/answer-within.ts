import type { RequestHandler } from 'express';

/**
 * HubSpot waits 5 s for the answer to a webhook. When it gets one in time, even a 503, it delivers
 * the webhook again by its own plan.
 */
export const ANSWER_WITHIN_MS = 4_500;

/**
 * Answers 503 when the handler has not answered in time, and closes the connection, since the
 * body may still be on the way. The handler goes on; what it commits counts as done when the
 * request comes again.
 */
export function answerWithin(ms: number): RequestHandler {
  return (_request, response, next) => {
    const timer = setTimeout(() => {
      if (response.headersSent) return;
      response.locals['late'] = true;
      response.set('connection', 'close').status(503).json({ error: 'Ripen is too busy now; try again.' });
    }, ms);
    response.once('close', () => clearTimeout(timer));
    next();
  };
}
