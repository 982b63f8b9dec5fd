import type { Chance } from './curve.ts';

/** A chance as people say it, with no more digits than the evidence supports. */
export type Spoken =
  /** `of` in `among`: about 1 in 7, about 6 in 10 */
  | { readonly is: 'about'; readonly of: number; readonly among: number }
  /** between 1 in `low` and 1 in `high` */
  | { readonly is: 'between'; readonly low: number; readonly high: number }
  /** fewer than 1 in `among` */
  | { readonly is: 'under'; readonly among: number };

/** An interval whose upper end exceeds its lower end this many times is said as an interval. */
const WIDE = 4;
/** From this chance on people count in tens: "1 in 2" and "1 in 1" would be too coarse. */
const OFTEN = 0.4;
const RAREST = 500;

export function inWords({ is, low, high }: Chance): Spoken {
  const error = Math.max((high - low) / 4, 1e-6);
  if (is >= OFTEN) {
    const [inTen, inHundred] = [Math.round(is * 10), Math.round(is * 100)];
    const fine = inTen === 10 || Math.abs(inTen / 10 - is) > error;
    return fine ? { is: 'about', of: Math.min(99, inHundred), among: 100 } : { is: 'about', of: inTen, among: 10 };
  }
  if (high < 1 / RAREST) return { is: 'under', among: RAREST };
  if (high > WIDE * low) {
    const [rare, often] = [toOneDigit(1 / Math.max(low, 1 / RAREST)), Math.max(1, Math.round(1 / high))];
    return rare === often ? { is: 'about', of: 1, among: often } : { is: 'between', low: rare, high: often };
  }
  // Choose the roundest number that lies within the error.
  const exact = 1 / is;
  for (const step of [100, 50, 20, 10, 5, 2]) {
    const rounded = Math.round(exact / step) * step;
    if (rounded > 0 && exact >= 5 * step * 0.8 && Math.abs(1 / rounded - is) <= error)
      return { is: 'about', of: 1, among: rounded };
  }
  return { is: 'about', of: 1, among: Math.round(exact) };
}

/** Rounds to one significant digit. */
function toOneDigit(value: number): number {
  const step = 10 ** Math.floor(Math.log10(value));
  return Math.max(1, Math.round(value / step) * step);
}
