import type { Request, RequestHandler, Response } from 'express';
import type { CardUser } from '../../store/ledgers/audit.ts';
import { signedRequest } from './signed-requests.ts';

/**
 * A positive number of the query; null: there is none, or more than one. The browser chooses the
 * address, HubSpot appends portal and user and signs the whole. So a portal that the browser put
 * there itself is signed, too: when two come, Ripen believes neither.
 */
export function onlyNumber(query: URLSearchParams, name: string): number | null {
  const [value = '', ...others] = query.getAll(name);
  const number = Number(value);
  return others.length === 0 && /^[1-9]\d{0,15}$/.test(value) && Number.isSafeInteger(number) ? number : null;
}

/** Whose page it is, and for whom, as HubSpot signed them. */
export type Asker = { readonly portalId: number; readonly user: CardUser | null };

/** Who asks; null: HubSpot did not say; `unclear`: the browser added a user of its own. */
export function userIn(query: URLSearchParams): CardUser | null | 'unclear' {
  if (!query.has('userId')) return null;
  const [id, emails] = [onlyNumber(query, 'userId'), query.getAll('userEmail')];
  return id === null || emails.length > 1 ? 'unclear' : { id, email: emails[0] || null };
}

/**
 * Who asks for a page of an account; null: HubSpot did not sign it clearly, and 400 is answered.
 */
export function askerOf(request: Request, response: Response): Asker | null {
  const { query } = signedRequest(request);
  const [portalId, user] = [onlyNumber(query, 'portalId'), userIn(query)];
  if (portalId !== null && user !== 'unclear') return { portalId, user };
  response.status(400).json({ error: 'expected one portalId and userId, both numbers' });
  return null;
}

/** Forbids the browser to store the answer: the next user may not be allowed to see it. */
export const neverKept: RequestHandler = (_request, response, next) => {
  response.set('cache-control', 'no-store');
  next();
};
