/**
 * Some activities of a timeline, the oldest first, added up by UTC day: points age by whole days,
 * so a day needs one number. `index`, `place` and `soFar` have an entry for each activity.
 */
export type Occurrences = {
  /** the place of the activity in the timeline */
  readonly index: readonly number[];
  /** the place of its day in `days` */
  readonly place: readonly number[];
  /** the quantity of its day up to this activity, its own included */
  readonly soFar: readonly number[];
  /** the days and the quantity of each; entries after the last day are unused */
  readonly days: readonly number[];
  readonly quantities: readonly number[];
};

/** Occurrences while they are filled in; `count`: how many are there already. */
export type Filling = { readonly [Name in keyof Occurrences]: number[] } & { count: number };

/** Empty lists with room for `count` activities: the number is known, so that no list grows. */
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
