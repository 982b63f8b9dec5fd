import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { verifySignature } from '../hubspot/auth/signature.ts';
import { bytesOf, calledUrl } from './raw-request.ts';

export type CardTrust = {
  readonly clientSecret: string;
  readonly publicUrl: string;
  readonly clock: { now(): number };
  readonly log: Pick<Logger, 'warn'>;
};

/**
 * Reads the signed query of a request that HubSpot makes for a card or a page. Null: it cannot be
 * trusted, and was answered so.
 * https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/fetching-data
 */
export function signedQuery(
  { clientSecret, publicUrl, clock, log }: CardTrust,
  request: Request,
  response: Response,
): URLSearchParams | null {
  const url = calledUrl(request, publicUrl);
  const verification = verifySignature(
    { method: request.method, url, rawBody: bytesOf(request), headers: request.headers },
    { secret: clientSecret, now: clock.now(), accept: 'v3' },
  );
  if (verification.valid) return new URL(url).searchParams;
  log.warn({ reason: verification.reason }, 'A request of a card was refused');
  response.status(401).json({ error: verification.reason });
  return null;
}

/**
 * A number of the query. HubSpot appends who asks to an address that the browser chose, and signs
 * all of it. So a portal that the browser put there itself is signed as well: of two, none is
 * believed.
 */
export function onlyNumber(query: URLSearchParams, name: string): number | null {
  const [value = '', ...others] = query.getAll(name);
  const number = Number(value);
  return others.length === 0 && /^[1-9]\d{0,15}$/.test(value) && Number.isSafeInteger(number) ? number : null;
}

/** A browser must not keep what one user may see for the next. */
export const neverKept: RequestHandler = (_request, response, next) => {
  response.set('cache-control', 'no-store');
  next();
};
