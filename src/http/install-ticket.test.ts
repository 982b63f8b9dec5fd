import { expect, test } from 'vitest';
import { ticketsFor } from './install-ticket.ts';

const NOW = Date.UTC(2026, 10, 16, 9);
const tickets = ticketsFor('install', Buffer.alloc(32, 1));
const ticket = tickets.issue(62_515, NOW);

test('a ticket names its account, for as long as the first reading may take', () => {
  expect(tickets.portalOf(ticket, NOW + 3_600_000)).toBe(62_515);
  expect(tickets.portalOf(ticket, NOW + 4 * 3_600_000)).toBeNull();
});

test.each([
  ['nothing', ''],
  ['another account', ticket.replace('62515', '62516')],
  ['a later end', ticket.replace(/\.(\d+)\./, (_, end) => `.${Number(end) + 1}.`)],
  ['no signature', ticket.slice(0, ticket.lastIndexOf('.'))],
  ['one for another purpose', ticketsFor('table', Buffer.alloc(32, 1)).issue(62_515, NOW)],
  ['one of another server', ticketsFor('install', Buffer.alloc(32, 2)).issue(62_515, NOW)],
])('%s is no ticket', (_what, forged) => {
  expect(tickets.portalOf(forged, NOW)).toBeNull();
});
