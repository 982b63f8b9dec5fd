/**
 * Some of the activities, oldest first, and what they come to by UTC day: points age by whole days,
 * so a day is one number. Their number is known before they are listed, so that no list grows.
 */
export type Occurrences = {
  /** where each is in the timeline */
  readonly index: readonly number[];
  /** where its day is in `days` */
  readonly place: readonly number[];
  /** the quantity of its day until then, its own included */
  readonly soFar: readonly number[];
  /** the days, and the whole quantity of each; what stands behind the last day is not used */
  readonly days: readonly number[];
  readonly quantities: readonly number[];
};

/** An empty list for so many occurrences, and how many are in it. */
export type Filling = { readonly [Name in keyof Occurrences]: number[] } & { count: number };

export const roomFor = (count: number): Filling => ({
  index: new Array<number>(count),
  place: new Array<number>(count),
  soFar: new Array<number>(count),
  days: new Array<number>(count),
  quantities: new Array<number>(count),
  count: 0,
});

export function fill(filling: Filling, index: number, day: number, quantity: number): void {
  const at = filling.count++;
  let place = at === 0 ? -1 : filling.place[at - 1]!;
  if (place === -1 || filling.days[place] !== day) {
    place++;
    filling.days[place] = day;
    filling.quantities[place] = quantity;
  } else filling.quantities[place]! += quantity;
  filling.index[at] = index;
  filling.place[at] = place;
  filling.soFar[at] = filling.quantities[place]!;
}
