import type { CompiledModel } from './compile.ts';
import type { Activity } from './contact.ts';
import { dayOf } from './time.ts';
import type { JourneyStage } from './words.ts';

/* What the contact looked at lately: how far along it is, and which product it is about. Counted in whole UTC days. */

/** The furthest journey stage of which a signal occurred lately; null when none did. */
export function journeyStageOf(
  { model }: CompiledModel,
  activities: readonly Activity[],
  day: number,
): JourneyStage | null {
  let furthest: JourneyStage | null = null;
  const rank = (stage: JourneyStage | null) =>
    stage === null ? -1 : ['awareness', 'consideration', 'decision'].indexOf(stage);
  for (const { stage, signals, days } of model.journey) {
    if (rank(stage) <= rank(furthest)) continue;
    if (activities.some((a) => signals.includes(a.signal) && day - dayOf(a.at) < days)) furthest = stage;
  }
  return furthest;
}

/** The product seen most often lately; of two the one seen last; null when none was. */
export function productInterestOf(
  { products }: CompiledModel,
  activities: readonly Activity[],
  day: number,
): string | null {
  let best: { id: string; seen: number; last: number } | null = null;
  for (const { id, contains, days } of products) {
    let seen = 0;
    let last = 0;
    for (const { at, quantity, detail } of activities) {
      if (day - dayOf(at) >= days) break;
      const text = detail?.toLowerCase();
      if (text === undefined || !contains.some((part) => text.includes(part))) continue;
      seen += quantity;
      last = Math.max(last, at);
    }
    if (seen > 0 && (best === null || seen > best.seen || (seen === best.seen && last > best.last)))
      best = { id, seen, last };
  }
  return best?.id ?? null;
}

/** Days at which one of the two may change though nothing happens. */
export function interestEdges(
  { model, products }: CompiledModel,
  activities: readonly Activity[],
  edges: (day: number) => void,
): void {
  for (const { at, signal, detail } of activities) {
    for (const { signals, days } of model.journey) if (signals.includes(signal)) edges(dayOf(at) + days);
    if (detail !== undefined) for (const { days } of products) edges(dayOf(at) + days);
  }
}
