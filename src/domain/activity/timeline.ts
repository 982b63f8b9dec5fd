import type { Activity } from '../contact.ts';
import type { CompiledModel } from '../rules/compile.ts';
import type { Occurrences } from '../rules/occurrences.ts';
import { dayOf } from '../time/time.ts';

/*
 * The activities of a contact, put in order once, with what each part of the model looks for in
 * them. Every instant of the past can be asked for: what had happened until then is the beginning
 * of each list, found by its length.
 */

export type Timeline = {
  /** each once, oldest first; of those at one instant the last id first */
  readonly activities: readonly Activity[];
  /** when each of them happened */
  readonly at: readonly number[];
  /**
   * by implicit rule, stage of the journey, and product, in the order of the model; absent: there
   * is none
   */
  readonly rules: readonly (Occurrences | undefined)[];
  readonly stages: readonly (Occurrences | undefined)[];
  readonly products: readonly (Occurrences | undefined)[];
  /** how the person met the brand: each way once a day */
  readonly meetings: Occurrences | undefined;
  /**
   * instants, oldest first: of the person's own activities, and of those that say something of it
   */
  readonly own: readonly number[];
  readonly evidence: readonly number[];
  /** of what qualifies at least for a level */
  readonly qualifying: Readonly<Record<'mql' | 'sql', readonly number[]>>;
  /** of forms that were filled in */
  readonly forms: readonly number[];
};

/** The timeline of activities in any order; two with the same id are one. */
export function timelineOf(compiled: CompiledModel, activities: readonly Activity[]): Timeline {
  const building = buildTimeline(compiled, activities);
  for (;;) {
    const { done, value } = building.next();
    if (done) return value;
  }
}

/** Activities that are put in order between two pauses. */
const STRETCH = 1000;

/** As `timelineOf`, with pauses in which others may be let through. */
export function* buildTimeline(
  compiled: CompiledModel,
  activities: readonly Activity[],
): Generator<undefined, Timeline> {
  const inOrder: Activity[] = [];
  const ids = new Set<string>();
  for (const activity of activities) {
    const known = ids.size;
    ids.add(activity.id);
    if (ids.size === known) continue;
    inOrder.push(activity);
    if (inOrder.length % STRETCH === 0) yield;
  }
  // They are stored in this order.
  if (!isInOrder(inOrder)) inOrder.sort(byTime);

  const at: number[] = [];
  const rules = emptyFor(compiled.implicit);
  const stages = emptyFor(compiled.journey);
  const products = emptyFor(compiled.products);
  const meetings = emptyFor(['all']);
  const own: number[] = [];
  const evidence: number[] = [];
  const qualifying = { mql: [] as number[], sql: [] as number[] };
  const forms: number[] = [];
  let waysOfDay = new Set<string>();
  let dayOfWays = Number.NaN;
  for (const activity of inOrder) {
    const { at: instant, quantity } = activity;
    const use = compiled.usesOf(activity.signal);
    const day = dayOf(instant);
    const index = at.length;
    at.push(instant);
    for (const rule of use.rules) add(rules, rule, index, instant, day, quantity);
    for (const stage of use.stages) add(stages, stage, index, instant, day, 1);
    if (use.stages.length > 0) {
      if (day !== dayOfWays) waysOfDay = new Set();
      dayOfWays = day;
      if (!waysOfDay.has(activity.signal)) add(meetings, 0, index, instant, day, 1);
      waysOfDay.add(activity.signal);
    }
    if (activity.detail !== undefined && compiled.looksAtDetails) {
      const shown = compiled.shownBy(activity.detail);
      for (const stage of shown.stages) if (!use.stages.includes(stage)) add(stages, stage, index, instant, day, 1);
      for (const product of shown.products) add(products, product, index, instant, day, quantity);
    }
    if (use.isOwn) own.push(instant);
    if (use.isEvidence) evidence.push(instant);
    if (use.qualifies !== null) qualifying.mql.push(instant);
    if (use.qualifies === 'sql') qualifying.sql.push(instant);
    if (compiled.formSources.has(activity.source)) forms.push(instant);
    if (at.length % STRETCH === 0) yield;
  }
  return { activities: inOrder, at, rules, stages, products, meetings: meetings[0], own, evidence, qualifying, forms };
}

function isInOrder(activities: readonly Activity[]): boolean {
  for (let i = 1; i < activities.length; i++) if (byTime(activities[i - 1]!, activities[i]!) > 0) return false;
  return true;
}

const byTime = (a: Activity, b: Activity): number => a.at - b.at || (a.id < b.id ? 1 : -1);

type Growing = { [Name in keyof Occurrences]: number[] };

const emptyFor = (parts: readonly unknown[]): (Growing | undefined)[] => parts.map(() => undefined);

function add(
  lists: (Growing | undefined)[],
  which: number,
  index: number,
  at: number,
  day: number,
  quantity: number,
): void {
  let list = lists[which];
  if (list === undefined) {
    list = { index: [], at: [], place: [], soFar: [], days: [], quantities: [] };
    lists[which] = list;
  }
  const { days, quantities } = list;
  if (days[days.length - 1] !== day) {
    days.push(day);
    quantities.push(0);
  }
  const place = days.length - 1;
  quantities[place]! += quantity;
  list.index.push(index);
  list.at.push(at);
  list.place.push(place);
  list.soFar.push(quantities[place]!);
}

/** How many of the sorted instants have come. */
export function countUntil(instants: readonly number[], now: number): number {
  let low = 0;
  let high = instants.length;
  // Mostly all of them have.
  if (high === 0 || instants[high - 1]! <= now) return high;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (instants[middle]! <= now) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The last of the sorted instants that has come; null: none has. */
export function latestUntil(instants: readonly number[], now: number): number | null {
  const count = countUntil(instants, now);
  return count === 0 ? null : instants[count - 1]!;
}
