import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { law } from '../../../test/support/law.ts';
import { bandOf, chanceOf, learnChances } from './chances.ts';
import { chanceAt, fitCurve } from './curve.ts';
import type { LeadCount } from './landmark.ts';
import { inWords } from './spoken.ts';

const SIZES = [null, '1-9', '10-49', '50-249'];

/** The same numbers for every run. */
function randomly(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Lead = { readonly score: number; readonly size: string | null; readonly won: boolean; readonly truth: number };

function leadsOf(seed: number, count: number): Lead[] {
  const random = randomly(seed);
  return Array.from({ length: count }, () => {
    const [score, kind] = [Math.floor(random() ** 1.6 * 21) * 5, Math.floor(random() * SIZES.length)];
    const truth = 1 / (1 + Math.exp(4.2 - score / 22 - [0, -0.6, 0.2, 0.7][kind]!));
    return { score, size: SIZES[kind]!, truth, won: random() < truth };
  });
}

function countsOf(leads: readonly Lead[], isOwn = true): LeadCount[] {
  const counts = new Map<string, LeadCount>();
  for (const { score, size, won } of leads) {
    const key = `${score} ${size}`;
    const before = counts.get(key) ?? { score, size, isOwn, seen: 0, won: 0 };
    counts.set(key, { ...before, seen: before.seen + 1, won: before.won + Number(won) });
  }
  return [...counts.values()];
}

const anyCounts = fc.array(
  fc
    .record({
      score: fc.integer({ min: 0, max: 100 }),
      size: fc.constantFrom(...SIZES),
      isOwn: fc.boolean(),
      seen: fc.integer({ min: 1, max: 60 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .map(({ share, ...one }) => ({ ...one, won: Math.round(one.seen * share) })),
  { maxLength: 40 },
);

describe('the chance of a lead', () => {
  it('is off by at most 3 percentage points on leads that did not teach', () => {
    const [learn, later] = [leadsOf(1, 6_000), leadsOf(2, 4_000)];
    const curve = fitCurve(countsOf(learn));

    const told = later
      .map((lead) => ({ ...lead, p: chanceAt(curve, lead.score, lead.size).is }))
      .sort((a, b) => a.p - b.p);

    const tenths = Array.from({ length: 10 }, (_, tenth) => told.slice(tenth * 400, (tenth + 1) * 400));
    const error = tenths.reduce(
      (sum, part) => sum + Math.abs(part.reduce((s, { p, won }) => s + p - Number(won), 0)),
      0,
    );
    expect(error / told.length).toBeLessThanOrEqual(0.03);
  });

  it('lies in its interval about 95 times in 100', () => {
    const runs = Array.from({ length: 100 }, (_, seed) => {
      const curve = fitCurve(countsOf(leadsOf(1_000 + seed, 600)));
      const { low, high } = chanceAt(curve, 60, '10-49');
      const truth = 1 / (1 + Math.exp(4.2 - 60 / 22 - 0.2));
      return Number(low <= truth && truth <= high);
    });

    const covered = runs.reduce((sum, one) => sum + one, 0) / runs.length;
    expect(covered).toBeGreaterThanOrEqual(0.92);
    expect(covered).toBeLessThanOrEqual(0.99);
  });

  it('never falls with the score, whatever is learnt from', () => {
    fc.assert(
      fc.property(anyCounts, fc.constantFrom(...SIZES, 'unseen'), (counts, size) => {
        const { curve } = learnChances(counts);
        if (curve === null) return;
        const told = Array.from({ length: 101 }, (_, score) => chanceAt(curve, score, size));
        for (const [at, { is, low, high }] of told.entries()) {
          expect(is).toBeGreaterThanOrEqual(told[at - 1]?.is ?? 0);
          expect(low).toBeLessThanOrEqual(is);
          expect(high).toBeGreaterThanOrEqual(is);
        }
      }),
      law(100),
    );
  });

  it('tells of a lead only what at least 20 like it did, and counts each of them once', () => {
    fc.assert(
      fc.property(anyCounts, fc.integer({ min: 0, max: 100 }), fc.constantFrom(...SIZES), (counts, score, size) => {
        const chances = learnChances(counts);
        const told = chanceOf(chances, score, size);
        const used = chances.of === 'own' ? counts.filter(({ isOwn }) => isOwn) : counts;
        if (told === null) {
          const same = used.filter((one) => bandOf(one.score) === bandOf(score));
          expect(same.reduce((sum, one) => sum + one.seen, 0)).toBeLessThan(20);
          return;
        }
        const like = used.filter(
          (one) => one.score >= told.from && one.score <= told.to && (told.size === null || one.size === told.size),
        );
        expect(told.seen).toBe(like.reduce((sum, one) => sum + one.seen, 0));
        expect(told.won).toBe(like.reduce((sum, one) => sum + one.won, 0));
        expect(told.seen).toBeGreaterThanOrEqual(20);
        expect(score).toBeGreaterThanOrEqual(told.from);
        expect(score).toBeLessThanOrEqual(told.to);
      }),
      law(100),
    );
  });

  it('prefers leads that the version in force has scored, once enough of them have bought', () => {
    const earlier = countsOf(leadsOf(3, 2_000), false);

    expect(learnChances([...earlier, ...countsOf(leadsOf(4, 2_000))])).toMatchObject({ of: 'own', seen: 2_000 });
    expect(learnChances([...earlier, ...countsOf(leadsOf(4, 30))])).toMatchObject({ of: 'all', seen: 2_030 });
    expect(learnChances(countsOf(leadsOf(4, 30)))).toMatchObject({ curve: null });
  });

  it('says nothing of the score where it foretells the opposite', () => {
    const counts = [
      { score: 10, size: null, isOwn: true, seen: 100, won: 60 },
      { score: 90, size: null, isOwn: true, seen: 100, won: 20 },
    ];

    expect(learnChances(counts).curve!.slope).toBe(0);
    expect(chanceOf(learnChances(counts), 90, null)).toMatchObject({ chance: null, seen: 100, won: 20 });
  });
});

describe('a chance in words', () => {
  it.each([
    [
      { is: 0.146, low: 0.11, high: 0.19 },
      { is: 'about', of: 1, among: 7 },
    ],
    [
      { is: 0.0213, low: 0.017, high: 0.027 },
      { is: 'about', of: 1, among: 50 },
    ],
    [
      { is: 0.0213, low: 0.0211, high: 0.0215 },
      { is: 'about', of: 1, among: 47 },
    ],
    [
      { is: 0.05, low: 0.01, high: 0.2 },
      { is: 'between', low: 100, high: 5 },
    ],
    [
      { is: 0.0001, low: 0, high: 0.001 },
      { is: 'under', among: 500 },
    ],
    [
      { is: 0.64, low: 0.55, high: 0.72 },
      { is: 'about', of: 6, among: 10 },
    ],
    [
      { is: 0.643, low: 0.64, high: 0.646 },
      { is: 'about', of: 64, among: 100 },
    ],
    [
      { is: 0.999, low: 0.9, high: 1 },
      { is: 'about', of: 99, among: 100 },
    ],
  ] as const)('%j', (chance, said) => {
    expect(inWords(chance)).toEqual(said);
  });

  it('is never further from the chance than its interval allows', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.005, max: 0.99, noNaN: true }),
        fc.double({ min: 0.01, max: 0.6, noNaN: true }),
        (is, wide) => {
          const [low, high] = [is * (1 - wide), Math.min(1, is * (1 + wide))];
          const said = inWords({ is, low, high });
          if (said.is !== 'about') return;
          const told = said.of / said.among;
          expect(Math.abs(told - is)).toBeLessThanOrEqual(Math.max((high - low) / 2, is * 0.2));
        },
      ),
    );
  });
});
