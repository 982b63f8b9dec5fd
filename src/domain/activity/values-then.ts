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
function valueThen(past: readonly HistoricValue[], at: number): string | undefined {
  let last: HistoricValue | undefined;
  for (const one of past) if (one.at <= at && (last === undefined || one.at > last.at)) last = one;
  return last === undefined || last.value === '' ? undefined : last.value;
}

/** History as it stood at an instant: what came later nobody could know. */
export const historyUntil = (history: History, at: number): History =>
  Object.fromEntries(Object.entries(history).map(([name, past]) => [name, past.filter((one) => one.at <= at)]));
