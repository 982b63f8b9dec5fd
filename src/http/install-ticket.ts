import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/**
 * Lets the browser that has just installed the app see how far its account is, and no other.
 * Nothing is stored: a ticket signs the account and its own end.
 */
export type InstallTickets = {
  readonly issue: (portalId: number, now: number) => string;
  /** null: not ours, or over */
  readonly portalOf: (ticket: string, now: number) => number | null;
};

/** Longer than the first reading of a large account. */
const LIFE_MS = 3 * 3_600_000;

export function installTickets(encryptionKey: Buffer): InstallTickets {
  const key = Buffer.from(hkdfSync('sha256', encryptionKey, '', 'ripen install ticket', 32));
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
