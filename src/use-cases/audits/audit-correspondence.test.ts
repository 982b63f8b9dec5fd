import { expect, it } from 'vitest';
import type { Violation } from '../../domain/nurture/correspondence.ts';
import { DAY } from '../../domain/time/time.ts';
import { type AuditPorts, auditCorrespondence, auditSentence, violationSentence } from './audit-correspondence.ts';

const NOW = Date.UTC(2027, 0, 1);
const VIOLATION: Violation = {
  contactId: 7,
  at: Date.UTC(2026, 2, 1, 8),
  campaign: 'Spring offer',
  since: Date.UTC(2026, 1, 1, 9, 30),
  rules: ['Opted out of e-mail', 'Never qualified, and silent'],
};

const ledger = (firstAt: number | null, ...found: Violation[]): AuditPorts => ({
  summary: async () => ({ firstAt, excluded: 2000, sends: 1 }),
  violations: async function* () {
    yield* found;
  },
});
const audit = (ports: AuditPorts, since = 0, found: (violation: Violation) => void = () => {}) =>
  auditCorrespondence(ports, { since, now: NOW }, found);

it('says of how many contacts and days it is the proof', async () => {
  const found = await audit(ledger(NOW - 365 * DAY - 1));

  expect(auditSentence(found)).toBe('2,000 contacts, 365 days, 0 sends to excluded contacts (1 send looked at)');
});

it.each([
  ['from when the ledger begins', NOW - 3 * DAY, 0, 3],
  ['from the instant asked for', NOW - 9 * DAY, NOW - 2 * DAY, 2],
  ['none, with an empty ledger', null, 0, 0],
  ['none, when it begins later than now', NOW + DAY, 0, 0],
])('counts days %s', async (_, firstAt, since, days) => {
  expect((await audit(ledger(firstAt), since)).days).toBe(days);
});

it('names every violation', async () => {
  const named: Violation[] = [];

  const found = await audit(ledger(NOW, VIOLATION, { ...VIOLATION, contactId: 8 }), 0, (one) => named.push(one));

  expect(found.violations).toBe(2);
  expect(named.map((one) => one.contactId)).toEqual([7, 8]);
});

it.each([
  [
    VIOLATION,
    'contact 7: “Spring offer” sent 2026-03-01 08:00 UTC, excluded since 2026-02-01 09:30 UTC (Opted out of e-mail; Never qualified, and silent)',
  ],
  [
    { ...VIOLATION, campaign: null, rules: ['A'] },
    'contact 7: an e-mail without a name sent 2026-03-01 08:00 UTC, excluded since 2026-02-01 09:30 UTC (A)',
  ],
])('says what was sent to whom, when, and why not', (violation, sentence) => {
  expect(violationSentence(violation)).toBe(sentence);
});
