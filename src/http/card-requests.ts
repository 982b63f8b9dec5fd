import type { RequestHandler } from 'express';
import type { CardUser } from '../store/ledgers/audit.ts';

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

/** Whose page it is, and for whom, as HubSpot signed them. */
export type Asker = { readonly portalId: number; readonly user: CardUser | null };

/** Who asks; null: HubSpot did not say; unclear: the browser says something too. */
export function userIn(query: URLSearchParams): CardUser | null | 'unclear' {
  if (!query.has('userId')) return null;
  const [id, emails] = [onlyNumber(query, 'userId'), query.getAll('userEmail')];
  return id === null || emails.length > 1 ? 'unclear' : { id, email: emails[0] || null };
}

/** A browser must not keep what one user may see for the next. */
export const neverKept: RequestHandler = (_request, response, next) => {
  response.set('cache-control', 'no-store');
  next();
};
