import type { Activity } from '../contact.ts';
import type { CompiledModel } from '../rules/compile.ts';
import type { Occurrences } from '../rules/occurrences.ts';
import { type AwarenessDegree, JOURNEY_STAGES, type JourneyStage } from '../words.ts';
import { countAmong, countUntil, type Timeline } from './timeline.ts';

/*
 * What the contact looked at: how far it is on its journey, which product it wants, and how well it
 * knows the brand. All three fade by half-lives, by whole UTC days.
 *
 * A strength is a sum of 2^(−age / halfLife). Ages count from the day of the newest occurrence, so
 * that one factor alone changes while nothing happens. So Ripen knows beforehand on which day a
 * strength falls below what the model asks for. Products share one half-life, so time alone never
 * changes their order.
 */

export type Interest = {
  /** the furthest stage whose strength still suffices */
  readonly stage: JourneyStage | null;
  /** the id of the product with the greatest strength */
  readonly product: string | null;
  /** how well the brand is known */
  readonly awareness: AwarenessDegree;
};

/** A strength on the day of its newest occurrence, and how it fades from then on. */
type Fading = {
  /** how many occurrences it sums up */
  readonly count: number;
  /** the UTC day of the newest occurrence */
  readonly newest: number;
  readonly strength: number;
  /** the part of the strength that comes from earlier days */
  readonly older: number;
  /** days */
  readonly halfLife: number;
  /** the strength that the model asks for */
  readonly atLeast: number;
};

type StageInterest = { readonly stage: JourneyStage; readonly fading: Fading };
type ProductInterest = { readonly id: string; readonly last: number; readonly fading: Fading };

/** Everything about the interest of a contact that does not depend on the day. */
export type Interests = {
  readonly stages: readonly StageInterest[];
  /** the strongest first */
  readonly products: readonly ProductInterest[];
  /** the strength that each degree of brand awareness asks for */
  readonly degrees: CompiledModel['model']['brandAwareness'];
  /** of the days on which the contact met the brand */
  readonly awareness: Fading | null;
  /** of each stage, then of each product, in the order of the model; last of the brand */
  readonly fadings: readonly (Fading | null)[];
};

/**
 * The interests until `now`. `before`: those of an earlier instant, reused where they still hold.
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

/**
 * Days before the newest occurrence after which an occurrence no longer counts: less than a
 * thousandth of it is left.
 */
export const interestDays = (halfLifeDays: number): number => Math.ceil(10 * halfLifeDays);

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
  if (!isSameDay) {
    let first = last;
    while (first > 0 && newest - days[first - 1]! < interestDays(halfLife)) first--;
    // Add in the order of days: the last digits of a sum of fractions depend on the order.
    for (let i = first; i < last; i++) older += (once ? 1 : quantities[i]!) * 2 ** ((days[i]! - newest) / halfLife);
  }
  return { count, newest, strength: older + (once ? 1 : soFar[count - 1]!), older, halfLife, atLeast };
}

const strengthAt = ({ newest, strength, halfLife }: Fading, day: number): number =>
  strength * 2 ** ((newest - day) / halfLife);

const holds = (fading: Fading, day: number): boolean => strengthAt(fading, day) >= fading.atLeast;

function strongerFirst({ fading: a, ...one }: ProductInterest, { fading: b, ...other }: ProductInterest): number {
  const day = Math.max(a.newest, b.newest);
  return strengthAt(b, day) - strengthAt(a, day) || other.last - one.last;
}

/** The interest on a UTC day. */
export function interestOn({ stages, products, awareness, degrees }: Interests, day: number): Interest {
  const rank = (stage: JourneyStage | null) => (stage === null ? -1 : JOURNEY_STAGES.indexOf(stage));
  let stage: JourneyStage | null = null;
  for (const candidate of stages)
    if (rank(candidate.stage) > rank(stage) && holds(candidate.fading, day)) stage = candidate.stage;
  const strength = awareness === null ? 0 : strengthAt(awareness, day);
  return {
    stage,
    product: products.find((p) => holds(p.fading, day))?.id ?? null,
    awareness: (['high', 'medium', 'low'] as const).find((degree) => strength >= degrees[degree]) ?? 'none',
  };
}

/**
 * The interest on the day of its last sign, however long ago. It does not fade, so that a nurture
 * track knows what to send to a dormant contact.
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

/** The days after `from` on which the interest changes though nothing happens, in order. */
export function interestChanges(interests: Interests, from: number): readonly number[] {
  const days = new Set<number>();
  const fadings = [...interests.stages, ...interests.products].map(({ fading }) => fading);
  const { awareness, degrees } = interests;
  if (awareness !== null)
    for (const atLeast of [degrees.low, degrees.medium, degrees.high]) fadings.push({ ...awareness, atLeast });
  for (const fading of fadings) {
    const lasts = Math.floor(fading.newest + fading.halfLife * Math.log2(fading.strength / fading.atLeast));
    // The logarithm may be rounded to the day beside.
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
export const EVIDENCE = 3;

/** One activity behind an interest: `Viewed the pricing page (/pricing)`, and when. */
export type InterestEvidence = { readonly what: string; readonly at: number };

/** The newest activities until `now` behind a stage and a product, the newest first. */
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
