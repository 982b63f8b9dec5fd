import { describe, expect, test } from 'vitest';
import { lotsOf } from './hold-outs.ts';

const stored = (secret: string) =>
  ({ track: 'mql_nurture', share: 20, since: 0, until: null, ended: null, secret }) as const;
const lotOf = (secret: string, contactId: number) => lotsOf([stored(secret)], contactId)[0]!.lot;
const SECRETS = ['5f2c1a54-9d0e-4f0f-8f5c-0b6a4a9a6f10', 'a7e0d2f1-3c44-4a71-9b1d-6f1b7c2e8d35'] as const;

describe('the lots of a hold-out', () => {
  test('are always the same of one contact, and others with another secret', () => {
    expect(lotOf(SECRETS[0], 101)).toBe(lotOf(SECRETS[0], 101));
    expect(lotOf(SECRETS[0], 101)).not.toBe(lotOf(SECRETS[1], 101));
  });

  test('are spread evenly over the numbers that HubSpot gives one after the other', () => {
    const count = 20_000;
    for (const secret of SECRETS) {
      const lots = Array.from({ length: count }, (_, at) => lotOf(secret, 101 + at));
      for (const share of [0.01, 0.1, 0.2, 0.5]) {
        const out = lots.filter((lot) => lot < share).length;
        const deviation = Math.sqrt(count * share * (1 - share));
        expect(Math.abs(out - count * share)).toBeLessThan(4 * deviation);
      }
    }
  });

  test('of two hold-outs have nothing to do with each other', () => {
    const both = Array.from({ length: 20_000 }, (_, at) => SECRETS.map((secret) => lotOf(secret, 101 + at) < 0.5));
    const alike = both.filter(([a, b]) => a === b).length;

    expect(Math.abs(alike - 10_000)).toBeLessThan(4 * Math.sqrt(5_000));
  });
});
