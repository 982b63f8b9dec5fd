import type { CompiledModel } from './compile.ts';
import type { Activity } from './contact.ts';
import { dayOf } from './time.ts';
import { JOURNEY_STAGES, type JourneyStage } from './words.ts';

/*
 * What the contact looked at: how far along it is, and which product it is about. Both fade by half-lives, by whole UTC days.
 *
 * A strength is a sum of 2^(−age / halfLife). Each is counted from a day of its own, the newest occurrence's, so that only that one
 * factor changes while nothing happens: the day on which it falls below what the model asks for is known beforehand, and the
 * order of products, which share one half-life, never changes by time alone.
 */

export type Interest = {
  /** the furthest stage that is still reached */
  readonly stage: JourneyStage | null;
  /** the id of the product seen most */
  readonly product: string | null;
};

type Occurrence = { readonly day: number; readonly times: number };

/** A strength as it is on the day of its newest occurrence, and how it fades. */
type Fading = { readonly newest: number; readonly then: number; readonly halfLife: number; readonly atLeast: number };

type StageInterest = Fading & { readonly stage: JourneyStage };
type ProductInterest = Fading & { readonly id: string; readonly last: number };

/** Everything about the interest of a contact that does not depend on the day. */
export type Interests = {
  readonly stages: readonly StageInterest[];
  /** the strongest first */
  readonly products: readonly ProductInterest[];
};

export function interestsOf({ model, journey, products }: CompiledModel, activities: readonly Activity[]): Interests {
  const stages = journey.flatMap(({ stage, uses, halfLifeDays, atLeast }): StageInterest[] => {
    const days = new Set(activities.filter(uses).map((a) => dayOf(a.at)));
    const fading = fadingOf(
      [...days].map((day) => ({ day, times: 1 })),
      halfLifeDays,
      atLeast,
    );
    return fading === null ? [] : [{ stage, ...fading }];
  });
  const { halfLifeDays, atLeast } = model.productInterest;
  const seen = products.flatMap(({ id, shows }): ProductInterest[] => {
    const looks = activities.filter(shows);
    const fading = fadingOf(
      looks.map((a) => ({ day: dayOf(a.at), times: a.quantity })),
      halfLifeDays,
      atLeast,
    );
    return fading === null ? [] : [{ id, last: Math.max(...looks.map((a) => a.at)), ...fading }];
  });
  return { stages, products: seen.sort(strongerFirst) };
}

function fadingOf(occurrences: readonly Occurrence[], halfLife: number, atLeast: number): Fading | null {
  if (occurrences.length === 0) return null;
  const newest = occurrences.reduce((day, o) => Math.max(day, o.day), -Infinity);
  // In the order of days, whatever order they came in: sums of fractions depend on it.
  const ordered = occurrences.toSorted((a, b) => a.day - b.day);
  const then = ordered.reduce((sum, { day, times }) => sum + times * 2 ** ((day - newest) / halfLife), 0);
  return { newest, then, halfLife, atLeast };
}

const strengthAt = ({ newest, then, halfLife }: Fading, day: number): number => then * 2 ** ((newest - day) / halfLife);

const holds = (fading: Fading, day: number): boolean => strengthAt(fading, day) >= fading.atLeast;

function strongerFirst(a: ProductInterest, b: ProductInterest): number {
  const day = Math.max(a.newest, b.newest);
  return strengthAt(b, day) - strengthAt(a, day) || b.last - a.last;
}

export function interestOn({ stages, products }: Interests, day: number): Interest {
  const rank = (stage: JourneyStage | null) => (stage === null ? -1 : JOURNEY_STAGES.indexOf(stage));
  let stage: JourneyStage | null = null;
  for (const s of stages) if (rank(s.stage) > rank(stage) && holds(s, day)) stage = s.stage;
  return { stage, product: products.find((p) => holds(p, day))?.id ?? null };
}

/** Days at which one of the two may change though nothing happens. */
export function interestEdges({ stages, products }: Interests, edge: (day: number) => void): void {
  for (const fading of [...stages, ...products]) {
    const lasts = Math.floor(fading.newest + fading.halfLife * Math.log2(fading.then / fading.atLeast));
    // The logarithm may be off by a hair; a day too many does no harm.
    for (const day of [lasts, lasts + 1, lasts + 2]) edge(day);
  }
}

/** How many lines of evidence are shown. */
const EVIDENCE = 3;

/** What the interest rests on, in words, the newest first: `Viewed the pricing page on 2026-11-14`. */
export function evidenceOf(
  { model, journey, products }: CompiledModel,
  { stage, product }: Interest,
  activities: readonly Activity[],
): { readonly stage: readonly string[]; readonly product: readonly string[] } {
  const label = (signal: string) => model.signals.find((s) => s.id === signal)?.label ?? signal;
  const say = ({ signal, at, detail }: Activity) =>
    `${label(signal)}${detail === undefined ? '' : ` (${detail})`} on ${new Date(at).toISOString().slice(0, 10)}`;
  const lines = (fits: ((a: Activity) => boolean) | undefined) =>
    fits === undefined ? [] : activities.filter(fits).slice(0, EVIDENCE).map(say);
  return {
    stage: lines(journey.find((j) => j.stage === stage)?.uses),
    product: lines(products.find((p) => p.id === product)?.shows),
  };
}
