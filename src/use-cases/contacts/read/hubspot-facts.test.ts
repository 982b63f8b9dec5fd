import { expect, test } from 'vitest';
import { DAY } from '../../../domain/time/time.ts';
import { dealFacts, knownContact } from './hubspot-facts.ts';

const NOW = Date.UTC(2026, 10, 16);
const iso = (days: number) => new Date(NOW + days * DAY).toISOString();
const STAGES = { won: 'won', lost: 'lost' } as const;

test.for<[string, Record<string, string>, number | null]>([
  ['its close date', { closedate: iso(-3), hs_lastmodifieddate: iso(-1) }, NOW - 3 * DAY],
  [
    'its last change, where it was hoped to close later',
    { closedate: iso(120), hs_lastmodifieddate: iso(-1) },
    NOW - DAY,
  ],
  ['the reading, where both dates lie ahead', { closedate: iso(120), hs_lastmodifieddate: iso(1) }, NOW],
  ['the reading, where only a date ahead is known', { closedate: iso(120) }, NOW],
  [
    'its last change, where the close date is none',
    { closedate: '2026-02-30', hs_lastmodifieddate: iso(-1) },
    NOW - DAY,
  ],
  ['unknown, where nothing is known', {}, null],
])('a deal that is over was over at %s', ([, dates, at]) => {
  expect(dealFacts([{ dealstage: 'lost', ...dates }], STAGES, NOW)).toMatchObject({ lost: 1, lastLostAt: at });
  expect(dealFacts([{ dealstage: 'won', ...dates }], STAGES, NOW)).toMatchObject({ won: 1, lastWonAt: at });
});

test('a date of what has happened is unknown while it lies in the future', () => {
  const ahead = {
    createdate: iso(2),
    first_conversion_date: iso(2),
    hs_lifecyclestage_salesqualifiedlead_date: iso(2),
    contract_ends: iso(2),
  };
  const past = { createdate: iso(-2), hs_lifecyclestage_lead_date: iso(-1) };

  expect(knownContact(ahead, Object.keys(ahead), NOW)).toEqual({ contract_ends: iso(2) });
  expect(knownContact(past, Object.keys(past), NOW)).toEqual(past);
});
