import type { Activity } from '../contact.ts';
import type { CompiledModel } from '../rules/compile.ts';
import { type Filling, fill, type Occurrences, roomFor } from '../rules/occurrences.ts';
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
  const inOrder = isInOrder(activities) ? activities : yield* putInOrder(activities);
  const found = nothingFound(compiled);
  for (const [from, to] of stretches(inOrder.length)) {
    if (from > 0) yield;
    look(compiled, found, inOrder, from, to);
  }
  const { at, met } = found;
  const lists = found.sizes.map((size) => (size === 0 ? undefined : roomFor(size)));
  for (const [from, to] of stretches(inOrder.length)) {
    if (from > 0) yield;
    list(lists, found, inOrder, from, to);
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
  return [...byId.values()].sort(byTime);
}

/** Whether they are in order, as they are stored; then none is there twice. */
function isInOrder(activities: readonly Activity[]): boolean {
  for (let i = 1; i < activities.length; i++) {
    const [before, after] = [activities[i - 1]!, activities[i]!];
    if (before.at >= after.at && !(before.at === after.at && before.id > after.id)) return false;
  }
  return true;
}

/** What is found when each activity is looked at once, in order. */
type Found = {
  readonly at: number[];
  /** by activity, the lists it belongs to; and how long each list will be */
  readonly listed: (readonly number[])[];
  readonly sizes: number[];
  /** where the person met the brand in a way that is the first of its day; that day, by way */
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

function look(
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

function list(
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

const byTime = (a: Activity, b: Activity): number => a.at - b.at || (a.id < b.id ? 1 : -1);

/** How many of the sorted instants have come; also of sorted places, up to one of them. */
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

/** How many of some occurrences are among the first activities of the timeline. */
export const countAmong = (occurrences: Occurrences | undefined, activities: number): number =>
  occurrences === undefined ? 0 : countUntil(occurrences.index, activities - 1);

/** The last of the sorted instants that has come; null: none has. */
export function latestUntil(instants: readonly number[], now: number): number | null {
  const count = countUntil(instants, now);
  return count === 0 ? null : instants[count - 1]!;
}
