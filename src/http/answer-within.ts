import type { RequestHandler } from 'express';

/**
 * HubSpot gives a webhook 5 s; an answer that comes in time, even this one, lets it try again by
 * its own plan.
 */
export const ANSWER_WITHIN_MS = 4_500;

/**
 * Answers 503 when nothing else was answered in time, and ends the connection: its body may still
 * be on the way. The work goes on; what it commits is found done when the request comes again.
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
