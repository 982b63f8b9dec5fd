import type { Activity } from '../contact.ts';
import type { CompiledModel } from '../rules/compile.ts';
import { type Filling, fill, type Occurrences, roomFor } from '../rules/occurrences.ts';
import { dayOf } from '../time/time.ts';

/*
 * The activities of a contact in order, with a list for each part of the model that reads them.
 * Ripen builds it once for all instants of a walk: what had happened until an instant is the
 * beginning of each list, so its length tells it.
 */

export type Timeline = {
  /** each once, the oldest first; at one instant the greatest id first */
  readonly activities: readonly Activity[];
  /** when each of them happened */
  readonly at: readonly number[];
  /**
   * for each implicit rule, each stage of the journey and each product, in the order of the model;
   * undefined: there is no occurrence
   */
  readonly rules: readonly (Occurrences | undefined)[];
  readonly stages: readonly (Occurrences | undefined)[];
  readonly products: readonly (Occurrences | undefined)[];
  /** when the person met the brand: each way counts once a day */
  readonly meetings: Occurrences | undefined;
  /**
   * instants, the oldest first: of what the person did (`own`), and of what is evidence for or
   * against a qualification
   */
  readonly own: readonly number[];
  readonly evidence: readonly number[];
  /** instants of activities that qualify for this level or a higher one */
  readonly qualifying: Readonly<Record<'mql' | 'sql', readonly number[]>>;
  /** instants at which the person sent a form */
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

/** So many activities are handled between two pauses. */
const STRETCH = 1000;

/** Like `timelineOf`, with pauses in which other work gets its turn. */
export function* buildTimeline(
  compiled: CompiledModel,
  activities: readonly Activity[],
): Generator<undefined, Timeline> {
  const inOrder = isInOrder(activities) ? activities : yield* putInOrder(activities);
  const found = nothingFound(compiled);
  for (const [from, to] of stretches(inOrder.length)) {
    if (from > 0) yield;
    sortIntoLists(compiled, found, inOrder, from, to);
  }
  const { at, met } = found;
  const lists = found.sizes.map((size) => (size === 0 ? undefined : roomFor(size)));
  for (const [from, to] of stretches(inOrder.length)) {
    if (from > 0) yield;
    fillLists(lists, found, inOrder, from, to);
  }
  const meetings = met.length === 0 ? undefined : roomFor(met.length);
  for (const index of met) fill(meetings!, index, dayOf(at[index]!), 1);
  const { stages, products } = compiled.lists;
  return {
    activities: inOrder,
    at,
    rules: lists.slice(0, stages),
    stages: lists.slice(stages, products),
    products: lists.slice(products),
    meetings,
    own: found.own,
    evidence: found.evidence,
    qualifying: found.qualifying,
    forms: found.forms,
  };
}

function stretches(count: number): readonly (readonly [from: number, to: number])[] {
  const parts: [number, number][] = [];
  for (let from = 0; from < count; from += STRETCH) parts.push([from, Math.min(count, from + STRETCH)]);
  return parts;
}

function* putInOrder(activities: readonly Activity[]): Generator<undefined, readonly Activity[]> {
  const byId = new Map<string, Activity>();
  for (const [from, to] of stretches(activities.length)) {
    if (from > 0) yield;
    for (let i = from; i < to; i++) if (!byId.has(activities[i]!.id)) byId.set(activities[i]!.id, activities[i]!);
  }
  return [...byId.values()].sort(timelineOrder);
}

/** Whether activities come in the order of the store; then no id is there twice. */
function isInOrder(activities: readonly Activity[]): boolean {
  for (let i = 1; i < activities.length; i++) {
    const [before, after] = [activities[i - 1]!, activities[i]!];
    if (before.at >= after.at && !(before.at === after.at && before.id > after.id)) return false;
  }
  return true;
}

/** What one pass over the activities, in order, has found so far. */
type Found = {
  readonly at: number[];
  /** for each activity, the lists that it belongs to; for each list, how long it will be */
  readonly listed: (readonly number[])[];
  readonly sizes: number[];
  /** indexes of activities that met the brand, each way once a day; the last day of each way */
  readonly met: number[];
  readonly lastMet: Map<string, number>;
  readonly own: number[];
  readonly evidence: number[];
  readonly qualifying: Readonly<Record<'mql' | 'sql', number[]>>;
  readonly forms: number[];
};

const nothingFound = ({ lists }: CompiledModel): Found => ({
  at: [],
  listed: [],
  sizes: new Array<number>(lists.end).fill(0),
  met: [],
  lastMet: new Map(),
  own: [],
  evidence: [],
  qualifying: { mql: [], sql: [] },
  forms: [],
});

/** The first pass: which lists each activity belongs to. */
function sortIntoLists(
  { usesOf, formSources }: CompiledModel,
  { at, listed, sizes, met, lastMet, own, evidence, qualifying, forms }: Found,
  activities: readonly Activity[],
  from: number,
  to: number,
): void {
  for (let index = from; index < to; index++) {
    const { at: instant, signal, source, detail } = activities[index]!;
    const use = usesOf(signal);
    const lists = use.listsOf(detail);
    for (let i = 0; i < lists.length; i++) sizes[lists[i]!]!++;
    listed.push(lists);
    at.push(instant);
    if (use.isOwn) own.push(instant);
    if (use.isEvidence) evidence.push(instant);
    if (use.qualifies !== null) qualifying.mql.push(instant);
    if (use.qualifies === 'sql') qualifying.sql.push(instant);
    if (formSources.has(source)) forms.push(instant);
    if (!use.isMeeting || lastMet.get(signal) === dayOf(instant)) continue;
    met.push(index);
    lastMet.set(signal, dayOf(instant));
  }
}

/** The second pass, when the length of every list is known. */
function fillLists(
  lists: readonly (Filling | undefined)[],
  { at, listed }: Found,
  activities: readonly Activity[],
  from: number,
  to: number,
): void {
  for (let index = from; index < to; index++) {
    const day = dayOf(at[index]!);
    const places = listed[index]!;
    for (let i = 0; i < places.length; i++) fill(lists[places[i]!]!, index, day, activities[index]!.quantity);
  }
}

export const timelineOrder = (a: Activity, b: Activity): number => a.at - b.at || (a.id < b.id ? 1 : -1);

/** How many of the sorted numbers are at most `now`: instants, or indexes of activities. */
export function countUntil(instants: readonly number[], now: number): number {
  let low = 0;
  let high = instants.length;
  // Mostly all of them are.
  if (high === 0 || instants[high - 1]! <= now) return high;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (instants[middle]! <= now) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many occurrences are among the first `activities` activities of the timeline. */
export const countAmong = (occurrences: Occurrences | undefined, activities: number): number =>
  occurrences === undefined ? 0 : countUntil(occurrences.index, activities - 1);

/** The last of the sorted instants that is at most `now`; null: none is. */
export function latestUntil(instants: readonly number[], now: number): number | null {
  const count = countUntil(instants, now);
  return count === 0 ? null : instants[count - 1]!;
}
