import type { Activity, Properties } from '../contact.ts';
import type { Behaviour, Model } from '../model/model.ts';
import { own } from '../own.ts';
import { parseInstant } from '../time/time.ts';
import { type Apart, type Counter, count, growthOf, type MergeHabit, mergeHabit, type Shown } from './counters.ts';
import type { HistoricValue, History } from './history.ts';
import { fromHistory, type Happened, type Layout, spread } from './places.ts';

/*
 * Makes activities from counters and dates. HubSpot gives no events, so two readings of a contact
 * and the instant of the second become activities. Their ids consist of what the readings show, so
 * the same readings always give the same activities.
 */

export type ObserveOptions = {
  readonly history?: History | undefined;
  readonly layout?: Layout;
  /**
   * contacts became one since the earlier reading: counters may go on from any of them, or from
   * their sum
   */
  readonly merged?: boolean;
  /** what Ripen has counted and the earlier reading did not show */
  readonly apart?: Apart;
};

/** Activities between two readings, and what Ripen keeps apart from now on. */
export type Observation = {
  readonly activities: readonly Activity[];
  readonly apart: Apart;
};

/**
 * Activities that happened between two readings of a contact. `before` null: first sight, and the
 * past is placed at the dates that HubSpot gives beside the counters (or at the instants of
 * `history`, where it was read). A counter that grew by three is three occurrences, unless what was
 * counted before explains it (`counters.ts`). `when`: the instant of the later reading, used where
 * HubSpot gives no date.
 */
export function observe(
  model: Model,
  before: Properties | null,
  after: Properties,
  when: number,
  options: ObserveOptions = {},
): Activity[] {
  return [...observeAll(model, before, after, when, options).activities];
}

/** Like `observe`, with what Ripen keeps apart from now on. */
export function observeAll(
  model: Model,
  before: Properties | null,
  after: Properties,
  when: number,
  { history = {}, layout = 'even', merged = false, apart = {} }: ObserveOptions = {},
): Observation {
  if (before === null) {
    const activities = model.behaviours.flatMap((behaviour) => {
      if ('counter' in behaviour)
        return firstOfCounter(model, behaviour, after, when, { history: history[behaviour.counter], layout });
      if ('conversions' in behaviour)
        return firstOfConversions(model, behaviour, after, when, { history: history[behaviour.recentName], layout });
      return 'date' in behaviour
        ? observeDate(behaviour, NOWHERE, after, when)
        : observeFlag(behaviour, null, after, when);
    });
    return { activities, apart };
  }
  const counters = new Map(
    model.behaviours.flatMap((behaviour): [string, Counter][] => {
      const property = propertyOf(behaviour);
      const shown = { before: shownOf(behaviour, before), after: shownOf(behaviour, after) };
      return [[property, { ...shown, apart: apart[property] ?? [], merged }]];
    }),
  );
  const habit = merged ? mergeHabit([...counters.values()].filter(({ after }) => after.count > 0)) : null;
  const activities: Activity[] = [];
  const left: Record<string, readonly Shown[]> = {};
  for (const behaviour of model.behaviours) {
    const property = propertyOf(behaviour);
    const observed = observeOne(model, behaviour, counters.get(property)!, { before, after, when, habit });
    activities.push(...observed.activities);
    if (observed.apart.length > 0) left[property] = observed.apart;
  }
  return { activities, apart: left };
}

/**
 * What a reading showed of every behaviour. It is kept apart when the contact is merged into
 * another, since Ripen has counted all of it.
 */
export function shownBy(model: Model, facts: Properties): Apart {
  return Object.fromEntries(
    model.behaviours
      .map((behaviour) => [propertyOf(behaviour), [shownOf(behaviour, facts)]] as const)
      .filter(([, [shown]]) => shown!.count > 0),
  );
}

/**
 * The properties whose history Ripen must read to know when something happened: their counters tell
 * of more than the first and the last occurrence.
 */
export function uncertainBehaviours(model: Model, after: Properties): string[] {
  return model.behaviours.flatMap((b) => {
    const [total, first, last, telling] =
      'counter' in b
        ? [b.counter, b.first, b.last, b.counter]
        : 'conversions' in b
          ? [b.conversions, b.first, b.recent, b.recentName]
          : [undefined, undefined, undefined, undefined];
    if (total === undefined || count(own(after, total)) <= 2) return [];
    const firstAt = dateOf(after, first);
    const lastAt = dateOf(after, last);
    return firstAt !== null && lastAt !== null && lastAt > firstAt ? [telling] : [];
  });
}

type Kind<K extends string> = Extract<Behaviour, Record<K, string>>;

const propertyOf = (behaviour: Behaviour): string =>
  'counter' in behaviour
    ? behaviour.counter
    : 'date' in behaviour
      ? behaviour.date
      : 'flag' in behaviour
        ? behaviour.flag
        : behaviour.conversions;

function shownOf(behaviour: Behaviour, facts: Properties): Shown {
  const at = (property: string | undefined) => dateOf(facts, property);
  if ('counter' in behaviour)
    return { count: count(own(facts, behaviour.counter)), first: at(behaviour.first), last: at(behaviour.last) };
  if ('conversions' in behaviour)
    return { count: count(own(facts, behaviour.conversions)), first: at(behaviour.first), last: at(behaviour.recent) };
  if ('flag' in behaviour) return { count: isRaised(own(facts, behaviour.flag)) ? 1 : 0, first: null, last: null };
  const last = at(behaviour.date);
  return { count: last === null ? 0 : 1, first: null, last };
}

type Readings = {
  readonly before: Properties;
  readonly after: Properties;
  readonly when: number;
  readonly habit: MergeHabit;
};
type Observed = { readonly activities: readonly Activity[]; readonly apart: readonly Shown[] };

function observeOne(
  model: Model,
  behaviour: Behaviour,
  counter: Counter,
  { before, after, when, habit }: Readings,
): Observed {
  if ('date' in behaviour) {
    const dates = [counter.before, ...counter.apart];
    const earlier = (shown: Shown) => counter.after.last !== null && (shown.last ?? 0) > counter.after.last;
    return { activities: observeDate(behaviour, counter, after, when), apart: dates.filter(earlier) };
  }
  if ('flag' in behaviour) {
    // A merged contact may have raised the flag, and Ripen has counted that already.
    const isCounted = counter.merged && counter.apart.length > 0;
    return { activities: isCounted ? [] : observeFlag(behaviour, before, after, when), apart: [] };
  }
  const { grown, isNew, apart } = growthOf(counter, habit);
  if (grown === 0) return { activities: [], apart };
  const growth = { grown, isNew, places: placesOf(counter, grown, when) };
  const activities =
    'counter' in behaviour
      ? growthOfCounter(model, behaviour, growth, after)
      : growthOfConversions(model, behaviour, growth, after);
  return { activities, apart };
}

type Grown = { readonly grown: number; readonly isNew: boolean; readonly places: readonly Happened[] };

/**
 * Growth lies at the last date. What a merged contact brought along that Ripen did not know lies
 * between that contact's first date and the last date.
 */
function placesOf({ before, apart, after, merged }: Counter, grown: number, when: number): Happened[] {
  const last = atMost(after.last, when) ?? when;
  const isKnown = [before, ...apart].some(({ first }) => first === after.first);
  const isOlder = merged && after.first !== null && !isKnown && after.first < (before.first ?? Infinity);
  return isOlder ? spread(grown, atMost(after.first, when) ?? last, last, 'even') : [{ at: last, quantity: grown }];
}

function growthOfCounter(
  model: Model,
  { counter, signal, detail }: Kind<'counter'>,
  { isNew, places }: Grown,
  after: Properties,
): Activity[] {
  const text = detail === undefined ? undefined : own(after, detail);
  const mark = count(own(after, counter));
  const activities = places.map((place) => activity(counter, signal, place, mark, text));
  return [...activities, ...(isNew ? latestPage(model, counter, places, mark, text) : [])];
}

/** Only the latest address is known, so only the latest occurrence can tell its page. */
function latestPage(
  model: Model,
  counter: string,
  places: readonly Happened[],
  mark: number,
  text: string | undefined,
): Activity[] {
  const latest = places.at(-1);
  const page = text === undefined ? undefined : matching(model.pages, text);
  return page === undefined || latest === undefined ? [] : [activity(counter, page, once(latest.at), mark, text)];
}

/** What tells when something happened; without a history occurrences are laid out. */
type Telling = { readonly history: readonly HistoricValue[] | undefined; readonly layout: Layout };

function firstOfCounter(
  model: Model,
  { counter, signal, first, last, detail }: Kind<'counter'>,
  after: Properties,
  when: number,
  { history, layout }: Telling,
): Activity[] {
  const total = count(own(after, counter));
  if (total === 0) return [];
  const lastAt = atMost(dateOf(after, last), when) ?? when;
  const places =
    history !== undefined
      ? fromHistory(history, when)
      : spread(total, atMost(dateOf(after, first), when) ?? lastAt, lastAt, layout);
  const text = detail === undefined ? undefined : own(after, detail);
  const activities = places.map((place) => activity(counter, signal, place, total, text));
  return [...activities, ...latestPage(model, counter, places, total, text)];
}

const NOWHERE: Counter = {
  before: { count: 0, first: null, last: null },
  apart: [],
  after: { count: 0, first: null, last: null },
  merged: false,
};

/**
 * A date that moved on is an occurrence. After a merge the date may also move back, to a date of
 * the other contact.
 */
function observeDate(
  { date, signal }: Kind<'date'>,
  { before, apart, merged }: Counter,
  after: Properties,
  when: number,
): Activity[] {
  const shown = dateOf(after, date);
  const at = atMost(shown, when);
  const known = [before, ...apart].flatMap(({ last }) => (last === null ? [] : [last]));
  // A date ahead of the reading is a mistake, and hides no occurrence.
  const dates = known.filter((last) => last <= when);
  const isNew = shown !== null && at !== null && !known.includes(shown);
  const isLater = dates.length === 0 || (at ?? 0) > (merged ? Math.min(...dates) : Math.max(...dates));
  return isNew && isLater ? [activity(date, signal, once(at), at)] : [];
}

function observeFlag(
  { flag, signal }: Kind<'flag'>,
  before: Properties | null,
  after: Properties,
  when: number,
): Activity[] {
  if (!isRaised(own(after, flag)) || (before !== null && isRaised(own(before, flag)))) return [];
  // An old flag was raised between the creation of the contact and the first sight of it: no more
  // is known. The last send lies between the two.
  const at =
    before === null
      ? (atMost(parseInstant(after['hs_email_last_send_date']) ?? parseInstant(after['createdate']), when) ?? when)
      : when;
  return [activity(flag, signal, once(at), at)];
}

const isRaised = (value: string | undefined): boolean => value !== undefined && value !== 'false';

const signalOfForm = (model: Model, signal: string, name: string | undefined): string =>
  (name === undefined ? undefined : matching(model.forms, name)) ?? signal;

function growthOfConversions(
  model: Model,
  { conversions, recentName, signal }: Kind<'conversions'>,
  { grown, isNew, places }: Grown,
  after: Properties,
): Activity[] {
  const total = count(own(after, conversions));
  const name = own(after, recentName);
  const latest = places.at(-1);
  if (latest === undefined) return [];
  const named = isNew ? [activity(conversions, signalOfForm(model, signal, name), once(latest.at), total, name)] : [];
  if (grown === named.length) return named;
  const others = places.map((place) =>
    place === latest ? { ...place, quantity: place.quantity - named.length } : place,
  );
  return [
    ...named,
    ...others
      .filter(({ quantity }) => quantity > 0)
      .map((place) => activity(conversions, signal, place, total - named.length)),
  ];
}

function firstOfConversions(
  model: Model,
  { conversions, first, firstName, recent, recentName, signal }: Kind<'conversions'>,
  after: Properties,
  when: number,
  { history, layout }: Telling,
): Activity[] {
  const total = count(own(after, conversions));
  if (total === 0) return [];
  const signalOf = (name: string | undefined) => signalOfForm(model, signal, name);
  const recentAt = atMost(dateOf(after, recent), when) ?? when;
  const latest = activity(conversions, signalOf(own(after, recentName)), once(recentAt), total, own(after, recentName));
  if (history !== undefined)
    return history
      .filter(({ value, at }) => value !== '' && at <= when)
      .map(({ value, at }) => activity(conversions, signalOf(value), once(at), at, value));
  const firstAt = atMost(dateOf(after, first), when) ?? recentAt;
  if (total === 1) return [latest];
  const earliest = activity(conversions, signalOf(own(after, firstName)), once(firstAt), 1, own(after, firstName));
  const between = spread(total - 2, firstAt, recentAt, layout).map((place) =>
    activity(conversions, signal, place, total - 1),
  );
  return [earliest, ...between, latest];
}

const once = (at: number): Happened => ({ at, quantity: 1 });

/** `mark`: tells it from others of its property at this instant: a count or an instant. */
function activity(
  source: string,
  signal: string,
  { at, quantity }: Happened,
  mark: number,
  detail?: string | undefined,
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

const dateOf = (facts: Properties, property: string | undefined): number | null =>
  property === undefined ? null : parseInstant(own(facts, property));

/** A date after our own reading comes from a clock that is ahead, so it counts as the reading's. */
const atMost = (at: number | null, when: number): number | null => (at === null ? null : Math.min(at, when));
