import type { RequestHandler } from 'express';

/**
 * What every answer tells a browser: to take it for nothing else than it says, to load nothing for
 * it, to show it in no frame, and to tell no other site its address, which may hold a ticket.
 */
export const cautious: RequestHandler = (_request, response, next) => {
  response.set({
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  next();
};
