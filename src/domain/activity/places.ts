import { count } from './counters.ts';
import type { HistoricValue } from './history.ts';

/* Where occurrences lie in time, of which a counter, two dates or a history tell. */

/** So many occurrences at an instant. */
export type Happened = { readonly at: number; readonly quantity: number };

/**
 * How occurrences are laid out between two dates when only these are known: evenly; or all early or
 * all late, to judge how much the unknown dates matter.
 */
export type Layout = 'even' | 'earliest' | 'latest';

/**
 * At most this many activities stand for occurrences of which only the first and last are dated.
 */
const PLACES = 8;

/** Lays `total` occurrences between two dates. Of two or more, the ends lie at the two dates. */
export function spread(total: number, first: number, last: number, layout: Layout): Happened[] {
  if (total <= 0) return [];
  if (total === 1 || last <= first) return [{ at: last, quantity: total }];
  if (layout === 'earliest')
    return [
      { at: first, quantity: total - 1 },
      { at: last, quantity: 1 },
    ];
  if (layout === 'latest')
    return [
      { at: first, quantity: 1 },
      { at: last, quantity: total - 1 },
    ];
  const places = Math.min(total, PLACES, last - first + 1);
  return Array.from({ length: places }, (_, i) => ({
    at: Math.round(first + ((last - first) * i) / (places - 1)),
    quantity: Math.floor((total * (i + 1)) / places) - Math.floor((total * i) / places),
  }));
}

/** Each growth of the counter at the instant it was stored. */
export function fromHistory(history: readonly HistoricValue[], when: number): Happened[] {
  const places: Happened[] = [];
  let counted = 0;
  for (const { value, at } of [...history].sort((a, b) => a.at - b.at)) {
    const total = count(value);
    if (total > counted && at <= when) places.push({ at, quantity: total - counted });
    counted = total;
  }
  return places;
}
