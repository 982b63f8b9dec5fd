import type { Activity } from '../contact.ts';
import type { CompiledModel } from '../rules/compile.ts';
import type { Occurrences } from '../rules/occurrences.ts';
import { type AwarenessDegree, JOURNEY_STAGES, type JourneyStage } from '../words.ts';
import { countAmong, countUntil, type Timeline } from './timeline.ts';

/*
 * What the contact looked at: how far along it is, which product it is about, and how well it knows
 * the brand. All fade by half-lives, by whole UTC days.
 *
 * A strength is a sum of 2^(−age / halfLife). Each is counted from a day of its own, the newest
 * occurrence's, so that only that one factor changes while nothing happens: the day on which it
 * falls below what the model asks for is known beforehand, and the order of products, which share
 * one half-life, never changes by time alone.
 */

export type Interest = {
  /** the furthest stage that is still reached */
  readonly stage: JourneyStage | null;
  /** the id of the product seen most */
  readonly product: string | null;
  /** how well the brand is known */
  readonly awareness: AwarenessDegree;
};

/** A strength as it is on the day of its newest occurrence, and how it fades. */
type Fading = {
  /** occurrences that it is made of */
  readonly count: number;
  readonly newest: number;
  readonly strength: number;
  /** what of it is older than that day */
  readonly older: number;
  readonly halfLife: number;
  readonly atLeast: number;
};

type StageInterest = { readonly stage: JourneyStage; readonly fading: Fading };
type ProductInterest = { readonly id: string; readonly last: number; readonly fading: Fading };

/** Everything about the interest of a contact that does not depend on the day. */
export type Interests = {
  readonly stages: readonly StageInterest[];
  /** the strongest first */
  readonly products: readonly ProductInterest[];
  /** what its degrees ask for */
  readonly degrees: CompiledModel['model']['brandAwareness'];
  /** of meeting the brand */
  readonly awareness: Fading | null;
  /** by stage and product, in the order of the model; then of the brand */
  readonly fadings: readonly (Fading | null)[];
};

/**
 * What there was of it until `now`. `before`: the same of an earlier instant, from which most can
 * be taken.
 */
export function interestsOf(
  { model, journey, products }: CompiledModel,
  timeline: Timeline,
  now: number,
  before?: Interests,
): Interests {
  let isSame = before !== undefined;
  const happened = countUntil(timeline.at, now);
  const fadings: (Fading | null)[] = [];
  const follow = (occurrences: Occurrences | undefined, by: Pick<Fading, 'halfLife' | 'atLeast'>, once: boolean) => {
    const known = before?.fadings[fadings.length] ?? null;
    const fading = occurrences === undefined ? null : fadingOf(occurrences, happened, by, once, known);
    if (fading !== known) isSame = false;
    fadings.push(fading);
  };
  // A stage counts each of its days once.
  journey.forEach(({ halfLifeDays, atLeast }, i) => {
    follow(timeline.stages[i], { halfLife: halfLifeDays, atLeast }, true);
  });
  const { halfLifeDays, atLeast } = model.productInterest;
  products.forEach((_, i) => {
    follow(timeline.products[i], { halfLife: halfLifeDays, atLeast }, false);
  });
  const degrees = model.brandAwareness;
  follow(timeline.meetings, { halfLife: degrees.halfLifeDays, atLeast: degrees.low }, false);
  if (before !== undefined && isSame) return before;

  const reached: StageInterest[] = [];
  journey.forEach(({ stage }, i) => {
    const fading = fadings[i]!;
    if (fading !== null) reached.push({ stage, fading });
  });
  const ofInterest: ProductInterest[] = [];
  products.forEach(({ id }, i) => {
    const fading = fadings[journey.length + i]!;
    if (fading !== null)
      ofInterest.push({ id, last: timeline.at[timeline.products[i]!.index[fading.count - 1]!]!, fading });
  });
  return { stages: reached, products: ofInterest.sort(strongerFirst), awareness: fadings.at(-1)!, degrees, fadings };
}

function fadingOf(
  occurrences: Occurrences,
  happened: number,
  { halfLife, atLeast }: Pick<Fading, 'halfLife' | 'atLeast'>,
  once: boolean,
  known: Fading | null,
): Fading | null {
  const count = countAmong(occurrences, happened);
  if (count === 0) return null;
  const { place, soFar, days, quantities } = occurrences;
  if (count === known?.count) return known;
  const last = place[count - 1]!;
  const newest = days[last]!;
  const isSameDay = known?.newest === newest;
  if (isSameDay && once) return { ...known, count };
  let older = isSameDay ? known.older : 0;
  // In the order of days: sums of fractions depend on it.
  if (!isSameDay)
    for (let i = 0; i < last; i++) older += (once ? 1 : quantities[i]!) * 2 ** ((days[i]! - newest) / halfLife);
  return { count, newest, strength: older + (once ? 1 : soFar[count - 1]!), older, halfLife, atLeast };
}

const strengthAt = ({ newest, strength, halfLife }: Fading, day: number): number =>
  strength * 2 ** ((newest - day) / halfLife);

const holds = (fading: Fading, day: number): boolean => strengthAt(fading, day) >= fading.atLeast;

function strongerFirst({ fading: a, ...one }: ProductInterest, { fading: b, ...other }: ProductInterest): number {
  const day = Math.max(a.newest, b.newest);
  return strengthAt(b, day) - strengthAt(a, day) || other.last - one.last;
}

export function interestOn({ stages, products, awareness, degrees }: Interests, day: number): Interest {
  const rank = (stage: JourneyStage | null) => (stage === null ? -1 : JOURNEY_STAGES.indexOf(stage));
  let stage: JourneyStage | null = null;
  for (const s of stages) if (rank(s.stage) > rank(stage) && holds(s.fading, day)) stage = s.stage;
  const strength = awareness === null ? 0 : strengthAt(awareness, day);
  return {
    stage,
    product: products.find((p) => holds(p.fading, day))?.id ?? null,
    awareness: (['high', 'medium', 'low'] as const).find((degree) => strength >= degrees[degree]) ?? 'none',
  };
}

/**
 * The interest as it was on the day of the last sign of it, however long ago. It does not fade, so
 * that it can tell what to send to whoever has gone quiet.
 */
export function interestAtLast(interests: Interests): Pick<Interest, 'stage' | 'product'> {
  const { stages, products } = interests;
  const lastDay = (all: readonly (StageInterest | ProductInterest)[]) =>
    Math.max(...all.map(({ fading }) => fading.newest));
  return {
    stage: stages.length === 0 ? null : interestOn(interests, lastDay(stages)).stage,
    product: products.length === 0 ? null : interestOn(interests, lastDay(products)).product,
  };
}

/** Days after `from` at which something of it changes though nothing happens. */
export function interestChanges(interests: Interests, from: number): readonly number[] {
  const days = new Set<number>();
  const fadings = [...interests.stages, ...interests.products].map(({ fading }) => fading);
  const { awareness, degrees } = interests;
  if (awareness !== null)
    for (const atLeast of [degrees.low, degrees.medium, degrees.high]) fadings.push({ ...awareness, atLeast });
  for (const fading of fadings) {
    const lasts = Math.floor(fading.newest + fading.halfLife * Math.log2(fading.strength / fading.atLeast));
    // The logarithm may be off by a hair.
    for (const day of [lasts, lasts + 1, lasts + 2]) if (day > from) days.add(day);
  }
  let before = interestOn(interests, from);
  return [...days]
    .sort((a, b) => a - b)
    .filter((day) => {
      const { stage, product, awareness } = before;
      before = interestOn(interests, day);
      return before.stage !== stage || before.product !== product || before.awareness !== awareness;
    });
}

/** How many lines of evidence are shown. */
const EVIDENCE = 3;

/** One thing that an interest rests on: `Viewed the pricing page (/pricing)`, and when. */
export type InterestEvidence = { readonly what: string; readonly at: number };

/** What the interest rests on until `now`, the newest first. */
export function evidenceOf(
  { model, journey, products }: CompiledModel,
  { stage, product }: Pick<Interest, 'stage' | 'product'>,
  timeline: Timeline,
  now: number,
): { readonly stage: readonly InterestEvidence[]; readonly product: readonly InterestEvidence[] } {
  const label = (signal: string) => model.signals.find((s) => s.id === signal)?.label ?? signal;
  const say = ({ signal, at, detail }: Activity) => ({
    what: `${label(signal)}${detail === undefined ? '' : ` (${detail})`}`,
    at,
  });
  const lines = (occurrences: Occurrences | undefined) => {
    if (occurrences === undefined) return [];
    const count = countAmong(occurrences, countUntil(timeline.at, now));
    const newest = occurrences.index.slice(Math.max(0, count - EVIDENCE), count).reverse();
    return newest.map((index) => say(timeline.activities[index]!));
  };
  return {
    stage: lines(timeline.stages[journey.findIndex((j) => j.stage === stage)]),
    product: lines(timeline.products[products.findIndex((p) => p.id === product)]),
  };
}
