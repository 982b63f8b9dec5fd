import { expect, it } from 'vitest';
import { isInRamp, type Ramp } from './ramp.ts';

const ramp = (change: Partial<Ramp>): Ramp => ({ from: 1, since: 100, share: 0, owners: [], ...change });
const contact = (change: object) => ({ contactId: 5, metAt: 200, owner: undefined, ...change });

it('a share of new contacts is in it, evenly, and a larger share has all of a smaller one', () => {
  for (const start of [1, 40_000_000_000]) {
    const inShare = (share: number) =>
      Array.from({ length: 10_000 }, (_, n) => start + n * 50).filter((contactId) =>
        isInRamp(ramp({ share }), contact({ contactId })),
      );
    expect(inShare(0)).toEqual([]);
    expect(inShare(100)).toHaveLength(10_000);
    expect(Math.abs(inShare(10).length - 1_000)).toBeLessThan(100);
    const more = new Set(inShare(30));
    expect(inShare(10).every((id) => more.has(id))).toBe(true);
  }
});

it('who was there before is not in it, unless it belongs to one of its owners', () => {
  expect(isInRamp(ramp({ share: 100 }), contact({ metAt: 99 }))).toBe(false);
  expect(isInRamp(ramp({ owners: ['7'] }), contact({ metAt: 99, owner: '7' }))).toBe(true);
  expect(isInRamp(ramp({ owners: ['7'] }), contact({ metAt: 99, owner: '8' }))).toBe(false);
});
