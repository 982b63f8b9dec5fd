import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WHOLE } from '../../../test/support/few-of-each.ts';
import { law } from '../../../test/support/law.ts';
import { halfWidth, holdOutDifference, isHarm, isOffShare, oddsAgainst, peopleFor } from './always-valid.ts';

/** Numbers from 0 on, less than 1, the same on every run (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type World = {
  readonly days: number;
  readonly aDay: number;
  readonly treated: number;
  /** the share of the draws that are carried out as drawn; absent: all */
  readonly leak?: number;
  readonly base: number;
  readonly lift?: number;
  /** wins come within so many days */
  readonly delay?: number;
  /** looked at for the interval alone */
  readonly plainly?: boolean;
};

type Looked = {
  readonly ever: { readonly shown: boolean; readonly harm: boolean; readonly off: boolean; readonly missed: boolean };
  readonly seenAt: number | null;
  readonly last: ReturnType<typeof holdOutDifference>;
};

/** A hold-out day by day, looked at every evening. */
function holdOut(
  random: () => number,
  { days, aDay, treated, leak = 0, base, lift = 0, delay = 30, plainly = false }: World,
): Looked {
  const [out, into] = [
    { seen: 0, won: 0 },
    { seen: 0, won: 0 },
  ];
  const coming = Array.from({ length: days + delay + 1 }, () => [0, 0] as [number, number]);
  const ever = { shown: false, harm: false, off: false, missed: false };
  let [seenAt, last] = [null as number | null, null as ReturnType<typeof holdOutDifference>];
  for (let day = 0; day < days; day++) {
    for (let n = 0; n < aDay; n++) {
      const isTreated = random() < treated ? 1 : 0;
      // A defect: some of those who are left out get lost on the way.
      if (isTreated === 0 && random() < leak) continue;
      (isTreated === 1 ? into : out).seen++;
      if (random() < base * (1 + (isTreated === 1 ? lift : 0)))
        coming[day + Math.floor(random() * delay)]![isTreated]++;
    }
    out.won += coming[day]![0];
    into.won += coming[day]![1];
    last = holdOutDifference(into, out, treated);
    const shows = last !== null && (last.low > 0 || last.high < 0);
    if (shows && seenAt === null) seenAt = into.seen + out.seen;
    ever.shown ||= shows;
    ever.harm ||= !plainly && isHarm(into, out, treated);
    ever.off ||= !plainly && isOffShare(treated, into.seen, out.seen);
    ever.missed ||= last !== null && (last.low > base * lift || last.high < base * lift);
  }
  return { ever, seenAt, last };
}

const many = (count: number, world: World, seed = 7): readonly Looked[] => {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => holdOut(random, world));
};
const shareOf = (all: readonly Looked[], test: (one: Looked) => boolean) => all.filter(test).length / all.length;

/** Half a year and more of small, middling and large accounts, tenths and halves left out. */
const ALIKE: readonly World[] = [
  { days: 200, aDay: 4, treated: 0.5, base: 0.1 },
  { days: 200, aDay: 8, treated: 0.9, base: 0.2 },
  { days: 200, aDay: 10, treated: 0.8, base: 0.05 },
  { days: 300, aDay: 2, treated: 0.5, base: 0.4 },
];

describe('1,000 hold-outs of tracks that do nothing, looked at every day', () => {
  const all = ALIKE.flatMap((world, at) => many(250, world, at));

  test('show a difference or end for harm in at most 5 of 100, whenever one looks', () => {
    expect(all).toHaveLength(1000);
    expect(shareOf(all, ({ ever }) => ever.shown || ever.harm)).toBeLessThanOrEqual(0.05);
    expect(all.some(({ last }) => last !== null)).toBe(true);
  });

  test('raise the alarm that the shares are off in at most 1 of 200', () => {
    expect(shareOf(all, ({ ever }) => ever.off)).toBeLessThanOrEqual(0.005);
  });
});

describe('the interval of the difference', () => {
  test('holds the true one at all looks together in 95 of 100, also where there is one', () => {
    const all = many(150, { days: 150, aDay: 10, treated: 0.5, base: 0.1, lift: 0.5, delay: 1, plainly: true });

    expect(shareOf(all, ({ ever }) => !ever.missed)).toBeGreaterThanOrEqual(0.95);
  });

  test('at one look holds it in more than 97 of 100: that is the price of looking every day', () => {
    const all = many(150, { days: 150, aDay: 10, treated: 0.5, base: 0.1, delay: 1, plainly: true });

    expect(shareOf(all, ({ last }) => last !== null && last.low <= 0 && last.high >= 0)).toBeGreaterThan(0.97);
  });

  test('says nothing before ten have won in each group', () => {
    const group = (won: number) => ({ seen: 200, won });

    expect(holdOutDifference(group(9), group(60), 0.5)).toBeNull();
    expect(holdOutDifference(group(60), group(9), 0.5)).toBeNull();
    expect(holdOutDifference(group(10), group(10), 0.5)).toMatchObject({ is: 0 });
  });

  test('grows narrower with people, and is the widest where hardly anybody is left out', () => {
    const people = fc.integer({ min: 20, max: 1_000_000 });
    const chance = fc.double({ min: 0.01, max: 0.99, noNaN: true });
    fc.assert(
      fc.property(people, chance, chance, (n, p, share) => {
        expect(halfWidth(n * 2, p, share)).toBeLessThan(halfWidth(n, p, share));
        expect(halfWidth(n, p, 0.5)).toBeLessThanOrEqual(halfWidth(n, p, share) + 1e-12);
      }),
      law(100),
    );
  });
});

describe('the alarm for shares', () => {
  test('rings for a planted defect: a third of those who are left out are lost', () => {
    const all = many(40, { days: 200, aDay: 20, treated: 0.8, base: 0, leak: 1 / 3 });

    expect(shareOf(all, ({ ever }) => ever.off)).toBe(1);
  });

  test('is a ratio of chances: over all outcomes of n draws it comes to 1', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.double({ min: 0.05, max: 0.95, noNaN: true }), (n, share) => {
        let [sum, ways] = [0, 1];
        for (let hits = 0; hits <= n; hits++) {
          sum += ways * share ** hits * (1 - share) ** (n - hits) * oddsAgainst(share, hits, n - hits);
          ways = (ways * (n - hits)) / (hits + 1);
        }
        expect(sum).toBeCloseTo(1, 6);
      }),
      law(50),
    );
  });
});

describe('harm', () => {
  test('is seen before ten of those who are left out have won', () => {
    expect(isHarm({ seen: 1800, won: 90 }, { seen: 200, won: 0 }, 0.9)).toBe(true);
    expect(isHarm({ seen: 1800, won: 90 }, { seen: 200, won: 10 }, 0.9)).toBe(false);
  });

  test('is none where those who are left out win more often', () => {
    expect(isHarm({ seen: 500, won: 10 }, { seen: 500, won: 90 }, 0.5)).toBe(false);
  });
});

describe('how many people it takes', () => {
  test.for([
    { treated: 0.5, base: 0.1, lift: 0.5 },
    { treated: 0.8, base: 0.1, lift: 1 },
    ...(WHOLE ? [{ treated: 0.5, base: 0.03, lift: 1 / 3 }] : []),
  ])('is enough in four cases of five, and not much more: %o', ({ treated, base, lift }) => {
    const people = peopleFor(base, lift, treated)!;
    const all = many(150, { days: Math.ceil(people / 20), aDay: 20, treated, base, lift, delay: 1, plainly: true });

    const found = shareOf(all, ({ seenAt }) => seenAt !== null);
    expect(found).toBeGreaterThanOrEqual(0.75);
    expect(found).toBeLessThanOrEqual(0.88);
  });

  test('a tenth of 2,000 people that is left out can show a doubling, not a tenth more', () => {
    expect(peopleFor(0.15, 1, 0.9)!).toBeLessThan(2_000);
    expect(peopleFor(0.15, 0.1, 0.9)!).toBeGreaterThan(20_000);
  });

  test('is more for a smaller lift; of nobody, or of more than everybody, it is not known', () => {
    expect(peopleFor(0.03, 0.25, 0.5)!).toBeGreaterThan(peopleFor(0.03, 0.5, 0.5)!);
    expect(peopleFor(0, 1, 0.5)).toBeNull();
    expect(peopleFor(0.6, 1, 0.5)).toBeNull();
  });
});
