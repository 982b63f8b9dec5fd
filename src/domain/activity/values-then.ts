import type { Properties } from '../contact.ts';
import type { HistoricValue, History } from './observe.ts';

/*
 * What a record's properties were at an instant, as their history tells. What was set later is
 * unknown then, and so is what was empty.
 */

export function valuesThen(history: History, at: number): Properties {
  const values: Record<string, string> = {};
  for (const [name, past] of Object.entries(history)) {
    const value = valueThen(past, at);
    if (value !== undefined) values[name] = value;
  }
  return values;
}

/** Of two values of one instant the first one counts, since HubSpot lists the newest first. */
export function valueThen(past: readonly HistoricValue[], at: number): string | undefined {
  let last: HistoricValue | undefined;
  for (const one of past) if (one.at <= at && (last === undefined || one.at > last.at)) last = one;
  return last === undefined || last.value === '' ? undefined : last.value;
}

/** History as it stood at an instant: what came later nobody could know. */
export const historyUntil = (history: History, at: number): History =>
  Object.fromEntries(Object.entries(history).map(([name, past]) => [name, past.filter((one) => one.at <= at)]));

/** `cut`: HubSpot gave only newer values; `unkept`: there is a value, and no history of it. */
type WhyUnknown = 'cut' | 'unkept';

/**
 * HubSpot does not document how many values it gives: at least so many, as far as connectors found.
 * A shorter history is whole.
 */
const KEPT_AT_LEAST = 20;

/**
 * Of which properties nobody can tell what they were at an instant; what they were is then not
 * among `valuesThen`. `present`: what they are today, as far as known.
 */
export function unknownThen(
  history: History,
  names: readonly string[],
  at: number,
  present: Properties = {},
): ReadonlyMap<string, WhyUnknown> {
  const unknown = new Map<string, WhyUnknown>();
  for (const name of names) {
    const past = history[name] ?? [];
    if (past.length === 0 ? present[name] !== undefined : past.length >= KEPT_AT_LEAST && past.every((p) => p.at > at))
      unknown.set(name, past.length === 0 ? 'unkept' : 'cut');
  }
  return unknown;
}

/** The instants after `from`, until `until`, at which one of these properties changed, in order. */
export function changesBetween(
  history: History,
  names: readonly string[],
  from: number,
  until: number,
): readonly number[] {
  const instants = new Set(names.flatMap((name) => history[name] ?? []).map(({ at }) => at));
  return [...instants].filter((at) => at > from && at <= until).sort((a, b) => a - b);
}
