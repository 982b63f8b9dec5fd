import type { Properties } from '../contact.ts';
import { own } from '../own.ts';
import type { HistoricValue, History } from './history.ts';

/*
 * The values that a record's properties had at an instant, read from their history. A property that
 * was empty, or was set only later, is unknown at that instant.
 */

export function valuesThen(history: History, at: number): Properties {
  const values: Record<string, string> = {};
  for (const [name, past] of Object.entries(history)) {
    const value = valueThen(past, at);
    if (value !== undefined) values[name] = value;
  }
  return values;
}

/**
 * The value at an instant. If two values have the same instant, the first in the list counts, since
 * HubSpot lists the newest first.
 */
export function valueThen(past: readonly HistoricValue[], at: number): string | undefined {
  let last: HistoricValue | undefined;
  for (const entry of past) if (entry.at <= at && (last === undefined || entry.at > last.at)) last = entry;
  return last === undefined || last.value === '' ? undefined : last.value;
}

/** The history as it stood at an instant, without the values that came later. */
export const historyUntil = (history: History, at: number): History =>
  Object.fromEntries(Object.entries(history).map(([name, past]) => [name, past.filter((entry) => entry.at <= at)]));

/** `cut`: HubSpot gave only newer values; `unkept`: the property has a value, but no history. */
type WhyUnknown = 'cut' | 'unkept';

/**
 * HubSpot gives at least so many values of a history, so a shorter history is complete. HubSpot
 * does not document the number; makers of connectors found it.
 */
const KEPT_AT_LEAST = 20;

/**
 * The properties whose values at an instant nobody can tell; `valuesThen` leaves them out.
 * `present`: their values today, as far as known.
 */
export function unknownThen(
  history: History,
  names: readonly string[],
  at: number,
  present: Properties = {},
): ReadonlyMap<string, WhyUnknown> {
  const unknown = new Map<string, WhyUnknown>();
  for (const name of names) {
    const past = own(history, name) ?? [];
    if (
      past.length === 0
        ? own(present, name) !== undefined
        : past.length >= KEPT_AT_LEAST && past.every((p) => p.at > at)
    )
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
  const instants = new Set(names.flatMap((name) => own(history, name) ?? []).map(({ at }) => at));
  return [...instants].filter((at) => at > from && at <= until).sort((a, b) => a - b);
}
