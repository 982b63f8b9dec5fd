import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/**
 * Tickets let one browser see something of an account for a while, such as how far the installation
 * is. Ripen stores none: a ticket holds the account and its own end, signed.
 */
export type Tickets = {
  readonly issue: (portalId: number, now: number) => string;
  /** null: Ripen did not issue the ticket, or it has expired */
  readonly portalOf: (ticket: string, now: number) => number | null;
};

/** Longer than the first reading of a large account. */
const LIFE_MS = 3 * 3_600_000;

/** A ticket for one purpose is none for another. */
export function ticketsFor(purpose: 'install' | 'table', encryptionKey: Buffer): Tickets {
  const key = Buffer.from(hkdfSync('sha256', encryptionKey, '', `ripen ${purpose} ticket`, 32));
  const sign = (content: string) => createHmac('sha256', key).update(content).digest();
  return {
    issue(portalId, now) {
      const content = `${portalId}.${now + LIFE_MS}`;
      return `${content}.${sign(content).toString('base64url')}`;
    },
    portalOf(ticket, now) {
      const [portalId = '', end = '', signature = ''] = ticket.split('.');
      const [given, expected] = [Buffer.from(signature, 'base64url'), sign(`${portalId}.${end}`)];
      const ours = given.length === expected.length && timingSafeEqual(given, expected);
      return ours && Number(end) > now ? Number(portalId) : null;
    },
  };
}
