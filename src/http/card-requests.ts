import type { RequestHandler } from 'express';

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
