import type { Activity, Properties } from './contact.ts';
import type { Behaviour, Model } from './model.ts';
import { parseNumber } from './number.ts';
import { parseInstant } from './time.ts';

/*
 * How behaviour is known. HubSpot gives counters and dates, not events: "facts before, facts after, when" becomes activities.
 * Ids are made of what was seen, so seeing it twice makes the same activity.
 */

/** One stored value of a property, as property history gives it. */
export type HistoricValue = { readonly value: string; readonly at: number };
export type History = Readonly<Record<string, readonly HistoricValue[]>>;

type Place = { readonly at: number; readonly quantity: number };

/** How a past of which only the ends are known is laid out: evenly, or for judging what could be, all early or all late. */
export type Layout = 'even' | 'earliest' | 'latest';

export type ObserveOptions = {
  readonly history?: History | undefined;
  readonly layout?: Layout;
  /** the contact has just taken over another one: its counters may hold what the other one did, whose activities it has already */
  readonly merged?: boolean;
};

/**
 * Activities that happened between two readings of a contact. `before` null: first sight, and the past is placed at the dates
 * that HubSpot gives beside the counters (or at the instants of `history`, where it was read). A counter that grew by three is
 * three occurrences; one that fell (a merge, a changed address) is none. `when`: the instant of the later reading, used where
 * HubSpot gives no date.
 */
export function observe(
  model: Model,
  before: Properties | null,
  after: Properties,
  when: number,
  { history = {}, layout = 'even', merged = false }: ObserveOptions = {},
): Activity[] {
  return model.behaviours.flatMap((behaviour) => {
    if (merged && before !== null && ('counter' in behaviour || 'conversions' in behaviour)) return [];
    if ('counter' in behaviour)
      return observeCounter(model, behaviour, before, after, when, history[behaviour.counter], layout);
    if ('date' in behaviour) return observeDate(behaviour, before, after, when);
    if ('flag' in behaviour) return observeFlag(behaviour, before, after, when);
    return observeConversions(model, behaviour, before, after, when, history[behaviour.recentName], layout);
  });
}

/** Behaviours whose past could lie anywhere between two dates: the properties whose history would tell. */
export function uncertainBehaviours(model: Model, after: Properties): string[] {
  return model.behaviours.flatMap((b) => {
    const [total, first, last, telling] =
      'counter' in b
        ? [b.counter, b.first, b.last, b.counter]
        : 'conversions' in b
          ? [b.conversions, b.first, b.recent, b.recentName]
          : [undefined, undefined, undefined, undefined];
    if (total === undefined || count(after[total]) <= 2) return [];
    const firstAt = dateOf(after, first);
    const lastAt = dateOf(after, last);
    return firstAt !== null && lastAt !== null && lastAt > firstAt ? [telling] : [];
  });
}

type Kind<K extends string> = Extract<Behaviour, Record<K, string>>;

function observeCounter(
  model: Model,
  { counter, signal, first, last, detail }: Kind<'counter'>,
  before: Properties | null,
  after: Properties,
  when: number,
  history: readonly HistoricValue[] | undefined,
  layout: Layout,
): Activity[] {
  const total = count(after[counter]);
  const grown = total - count(before?.[counter]);
  if (grown <= 0) return [];
  const lastAt = atMost(dateOf(after, last), when) ?? when;
  const places =
    before !== null
      ? [{ at: lastAt, quantity: grown }]
      : history !== undefined
        ? fromHistory(history, when)
        : spread(total, atMost(dateOf(after, first), when) ?? lastAt, lastAt, layout);
  const text = detail === undefined ? undefined : after[detail];
  const activities = places.map(({ at, quantity }) => activity(counter, signal, at, quantity, total, text));

  // Only the latest address is known, so only the latest occurrence can be of a certain page.
  const latest = places.at(-1);
  const page = text === undefined ? undefined : matching(model.pages, text);
  if (page !== undefined && latest !== undefined && movedOn(last, before, after))
    activities.push(activity(counter, page, latest.at, 1, total, text));
  return activities;
}

function observeDate(
  { date, signal }: Kind<'date'>,
  before: Properties | null,
  after: Properties,
  when: number,
): Activity[] {
  const at = atMost(dateOf(after, date), when);
  const beforeAt = before === null ? null : dateOf(before, date);
  return at === null || (beforeAt !== null && at <= beforeAt) ? [] : [activity(date, signal, at, 1, at, undefined)];
}

function observeFlag(
  { flag, signal }: Kind<'flag'>,
  before: Properties | null,
  after: Properties,
  when: number,
): Activity[] {
  const raised = (facts: Properties) => facts[flag] !== undefined && facts[flag] !== 'false';
  if (!raised(after) || (before !== null && raised(before))) return [];
  // Of an old flag only this is sure: it was raised after the contact was created and before it was seen.
  const at =
    before === null
      ? (atMost(parseInstant(after['hs_email_last_send_date']) ?? parseInstant(after['createdate']), when) ?? when)
      : when;
  return [activity(flag, signal, at, 1, at, undefined)];
}

function observeConversions(
  model: Model,
  { conversions, first, firstName, recent, recentName, signal }: Kind<'conversions'>,
  before: Properties | null,
  after: Properties,
  when: number,
  history: readonly HistoricValue[] | undefined,
  layout: Layout,
): Activity[] {
  const total = count(after[conversions]);
  const grown = total - count(before?.[conversions]);
  if (grown <= 0) return [];
  const signalOf = (name: string | undefined) =>
    (name === undefined ? undefined : matching(model.forms, name)) ?? signal;
  const recentAt = atMost(dateOf(after, recent), when) ?? when;
  const name = after[recentName];
  const latest = activity(conversions, signalOf(name), recentAt, 1, total, name);
  if (before !== null) {
    const named = movedOn(recent, before, after) ? [latest] : [];
    const others = grown - named.length;
    return others === 0
      ? named
      : [...named, activity(conversions, signal, recentAt, others, total - named.length, undefined)];
  }
  if (history !== undefined)
    return history
      .filter(({ value, at }) => value !== '' && at <= when)
      .map(({ value, at }) => activity(conversions, signalOf(value), at, 1, at, value));
  const firstAt = atMost(dateOf(after, first), when) ?? recentAt;
  if (total === 1) return [latest];
  const earliest = activity(conversions, signalOf(after[firstName]), firstAt, 1, 1, after[firstName]);
  const between = spread(total - 2, firstAt, recentAt, layout).map(({ at, quantity }) =>
    activity(conversions, signal, at, quantity, total - 1, undefined),
  );
  return [earliest, ...between, latest];
}

/** At most this many activities stand for a past of which only the ends are known. */
const PLACES = 8;

/** Lays `total` occurrences between two dates. With two or more, the first and the last are where they are known to be. */
function spread(total: number, first: number, last: number, layout: Layout): Place[] {
  if (total <= 0) return [];
  if (total === 1 || last <= first) return [{ at: last, quantity: total }];
  if (layout === 'earliest')
    return [
      { at: first, quantity: total - 1 },
      { at: last, quantity: 1 },
    ];
  if (layout === 'latest')
    return [
      { at: first, quantity: 1 },
      { at: last, quantity: total - 1 },
    ];
  const places = Math.min(total, PLACES, last - first + 1);
  return Array.from({ length: places }, (_, i) => ({
    at: Math.round(first + ((last - first) * i) / (places - 1)),
    quantity: Math.floor((total * (i + 1)) / places) - Math.floor((total * i) / places),
  }));
}

/** Each growth of the counter at the instant it was stored. */
function fromHistory(history: readonly HistoricValue[], when: number): Place[] {
  const places: Place[] = [];
  let seen = 0;
  for (const { value, at } of [...history].sort((a, b) => a.at - b.at)) {
    const total = count(value);
    if (total > seen && at <= when) places.push({ at, quantity: total - seen });
    seen = total;
  }
  return places;
}

function activity(
  source: string,
  signal: string,
  at: number,
  quantity: number,
  mark: number,
  detail: string | undefined,
): Activity {
  return {
    id: `${source}:${signal}:${mark}@${at}`,
    signal,
    at,
    quantity,
    source,
    ...(detail === undefined ? {} : { detail }),
  };
}

function matching(
  patterns: readonly { readonly contains: readonly string[]; readonly signal: string }[],
  text: string,
): string | undefined {
  const lower = text.toLowerCase();
  return patterns.find(({ contains }) => contains.some((part) => lower.includes(part.toLowerCase())))?.signal;
}

/** More than anybody does; sums of points stay exact below it. */
const MOST = 1e8;

function count(value: string | undefined): number {
  const number = Math.floor(parseNumber(value) ?? 0);
  return number > 0 ? Math.min(number, MOST) : 0;
}

/** Whether the latest occurrence is one that the reading before did not show: its date moved on, or there is none to tell. */
function movedOn(date: string | undefined, before: Properties | null, after: Properties): boolean {
  const at = dateOf(after, date);
  return before === null || at === null || at !== dateOf(before, date);
}

const dateOf = (facts: Properties, property: string | undefined): number | null =>
  property === undefined ? null : parseInstant(facts[property]);

/** A date of HubSpot's that lies after our own reading is a clock apart, not the future. */
const atMost = (at: number | null, when: number): number | null => (at === null ? null : Math.min(at, when));
