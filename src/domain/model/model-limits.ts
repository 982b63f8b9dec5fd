import { cleanText } from '../text/text.ts';
import { isTimeZone } from '../time/time-zone.ts';
import type { Condition } from './document/condition.ts';
import type { Model } from './model-document.ts';
import { propertiesRead } from './reads.ts';

/*
 * How large a model may be. The limits are checked when somebody publishes a model, and not when
 * Ripen scores contacts: a model that was published before a limit existed is used as it is. Each
 * breach has a path and a sentence: what was expected, and what came.
 */

export type Breach = { readonly path: readonly (string | number)[]; readonly message: string };

/**
 * The greatest number of each part: far more than people can survey, and no more than an evaluation
 * can bear. The JSON Schema has these limits too.
 */
export const MOST: Readonly<Partial<Record<keyof Model, number>>> = {
  signals: 300,
  behaviours: 300,
  forms: 1_000,
  pages: 1_000,
  groups: 100,
  explicit: 1_000,
  implicit: 1_000,
  returns: 200,
  ready: 200,
  noCorrespondence: 200,
  personas: 100,
  journey: 100,
  products: 500,
};

const MOST_VALUES = 100_000;
/** The greatest depth. A condition within a condition takes two levels of JSON. */
const DEEPEST = 60;
const LONGEST_TEXT = 2_000;
/** HubSpot allows so many custom properties of an object, so more cannot exist. */
const MOST_PROPERTIES = 1_000;
const SHORTEST_DAYS = 0.001;
const MOST_OF = {
  territories: 300,
  owners: 300,
  attributes: 200,
  tiers: 100,
  cadence: 20,
  never: 200,
  promises: 100,
} as const;
const LARGEST_COUNT = 1_000_000;

/** Nothing that is seen, or what makes a text run the other way: a sentence around it too. */
const CONTROL = /(?![\t\n\r])\p{Cc}|[\u202D\u202E]/gu;
const SEEN = /[^\s\p{C}\p{Z}\u115F\u1160\u2800\u3164\uFFA0]/u;

const hasControl = (text: string): boolean => cleanText(text).search(CONTROL) >= 0;

/** Whether a model can name a text: people see it, and it is not too long. */
export const canBeNamed = (text: string): boolean =>
  text.length <= LONGEST_TEXT && SEEN.test(text) && !hasControl(text);

/** A text for people, with a blank for each sign that no model can have. */
export const withoutControls = (text: string): string => cleanText(text).replaceAll(CONTROL, ' ').trim();

/**
 * Checks any value that comes as a model: its size, its depth, and texts and numbers that no model
 * can have. It uses no recursion, so a deep value is safe. It stops at the first breach of size.
 */
export function breachesOfShape(document: unknown): Breach[] {
  const found: Breach[] = [];
  const open: { readonly value: unknown; readonly path: readonly (string | number)[] }[] = [
    { value: document, path: [] },
  ];
  for (let count = 1; open.length > 0; count++) {
    const { value, path } = open.pop()!;
    if (count > MOST_VALUES)
      return [{ path: [], message: `expected at most ${written(MOST_VALUES)} values in all, and more came` }];
    if (path.length > DEEPEST)
      return [
        { path: path.slice(0, 3), message: `expected at most ${DEEPEST} levels within each other, and more came` },
      ];
    if (typeof value === 'string') found.push(...textBreaches(path, value));
    else if (typeof value === 'number') found.push(...numberBreaches(path, value));
    else if (typeof value === 'object' && value !== null)
      for (const [name, inner] of Object.entries(value))
        open.push({ value: inner, path: [...path, Array.isArray(value) ? Number(name) : name] });
  }
  return found;
}

function textBreaches(path: Breach['path'], text: string): Breach[] {
  const found: Breach[] = [];
  if (text.length > LONGEST_TEXT) found.push({ path, message: longer(LONGEST_TEXT, text) });
  if (hasControl(text)) found.push({ path, message: 'expected text that can be seen, and a control character came' });
  else if (text !== '' && !SEEN.test(text))
    found.push({ path, message: 'expected text that can be seen, and only blanks came' });
  return found;
}

function numberBreaches(path: Breach['path'], number: number): Breach[] {
  if (Math.abs(number) <= Number.MAX_SAFE_INTEGER) return [];
  return [{ path, message: `expected a number of at most ${written(Number.MAX_SAFE_INTEGER)}, and ${number} came` }];
}

/** Checks a model that the schema accepts. */
export function breachesOfLimits(model: Model): Breach[] {
  return [
    ...Object.entries(MOST).flatMap(([name, most]) => tooMany([name], model[name as keyof Model] as unknown[], most)),
    ...listsWithin(model),
    ...routingBreaches(model),
    ...propertyBreaches(model),
    ...conditionBreaches(model),
    ...durationBreaches(model),
    ...calendarBreaches(model),
  ];
}

function listsWithin(model: Model): Breach[] {
  const { territories } = model.routing;
  return [
    ...tooMany(['routing', 'territories'], territories, MOST_OF.territories),
    ...territories.flatMap(({ owners }, i) => tooMany(['routing', 'territories', i, 'owners'], owners, MOST_OF.owners)),
    ...model.personas.flatMap((p, i) => tooMany(['personas', i, 'attributes'], p.attributes, MOST_OF.attributes)),
    ...model.implicit.flatMap((r, i) =>
      'tiers' in r ? tooMany(['implicit', i, 'tiers'], r.tiers, MOST_OF.tiers) : [],
    ),
    ...Object.entries(model.cadence).flatMap(([name, steps]) => tooMany(['cadence', name], steps, MOST_OF.cadence)),
    ...tooMany(['qualification', 'never'], model.qualification.never, MOST_OF.never),
    ...(['marketing', 'sales'] as const).flatMap((side) =>
      tooMany(['agreement', side], model.agreement[side], MOST_OF.promises),
    ),
  ];
}

function routingBreaches({ routing: { territories } }: Model): Breach[] {
  return [
    ...twice(territories.map(({ id }) => id)).map(({ at, value }) => ({
      path: ['routing', 'territories', at, 'id'],
      message: `expected every territory once, and ${value} came twice`,
    })),
    ...territories.flatMap(({ owners }, i) =>
      twice(owners.map(({ id }) => id)).map(({ at, value }) => ({
        path: ['routing', 'territories', i, 'owners', at],
        message: `expected every owner once in a territory (a weight gives more turns), and ${value} came twice`,
      })),
    ),
    ...territories.flatMap(({ owners }, i) =>
      owners.flatMap(({ capacity = 1 }, j) =>
        tooLarge(['routing', 'territories', i, 'owners', j, 'capacity'], capacity),
      ),
    ),
  ];
}

function propertyBreaches(model: Model): Breach[] {
  const { contact, company } = propertiesRead(model);
  const [most, ...read] = [MOST_PROPERTIES, ['contact', contact.length], ['company', company.length]] as const;
  return read
    .filter(([, count]) => count > most)
    .map(([object, count]) => ({
      path: [],
      message: `expected at most ${written(most)} properties of a ${object} to be read, and ${written(count)} came`,
    }));
}

function conditionBreaches(model: Model): Breach[] {
  const places: (readonly [Breach['path'], Condition | undefined])[] = [
    ...model.explicit.map((r, i) => [['explicit', i, 'when'], 'when' in r ? r.when : undefined] as const),
    ...(['returns', 'ready', 'noCorrespondence'] as const).flatMap((name) =>
      model[name].map(({ when }, i) => [[name, i, 'when'], when] as const),
    ),
    ...model.qualification.never.map(({ when }, i) => [['qualification', 'never', i, 'when'], when] as const),
    ...model.routing.territories.map(({ when }, i) => [['routing', 'territories', i, 'when'], when] as const),
    ...model.personas.flatMap((p, i) =>
      p.attributes.map(({ when }, j) => [['personas', i, 'attributes', j, 'when'], when] as const),
    ),
  ];
  return places.flatMap(([path, condition]) => (condition === undefined ? [] : emptyRanges(condition, path)));
}

/** Ranges in which no number lies. `breachesOfShape` bounds the depth of the recursion. */
function emptyRanges(condition: Condition, path: Breach['path']): Breach[] {
  if ('all' in condition) return condition.all.flatMap((inner, i) => emptyRanges(inner, [...path, 'all', i]));
  if ('any' in condition) return condition.any.flatMap((inner, i) => emptyRanges(inner, [...path, 'any', i]));
  if ('not' in condition) return emptyRanges(condition.not, [...path, 'not']);
  if (!('atLeast' in condition) || condition.atLeast === undefined || condition.below === undefined) return [];
  const { atLeast, below } = condition;
  return atLeast < below
    ? []
    : [{ path, message: `expected atLeast under below, and ${atLeast} and ${below} came: no number is both` }];
}

/** A duration under a minute and a half is a slip: points would be gone at once. */
function durationBreaches(model: Model): Breach[] {
  const { dormancy, qualification, productInterest, brandAwareness } = model;
  const all: (readonly [Breach['path'], number | null | undefined])[] = [
    ...model.groups.map((g, i) => [['groups', i, 'halfLifeDays'], g.halfLifeDays] as const),
    ...model.implicit.map(
      (r, i) => [['implicit', i, 'halfLifeDays'], 'halfLifeDays' in r ? r.halfLifeDays : null] as const,
    ),
    ...model.journey.map((j, i) => [['journey', i, 'halfLifeDays'], j.halfLifeDays] as const),
    [['productInterest', 'halfLifeDays'], productInterest.halfLifeDays],
    [['brandAwareness', 'halfLifeDays'], brandAwareness.halfLifeDays],
    ...Object.entries(dormancy).map(([name, value]) => [['dormancy', name], value] as const),
    [['qualification', 'signalDays'], qualification.signalDays],
  ];
  const tiers = model.implicit.flatMap((r, i) =>
    'tiers' in r ? r.tiers.flatMap((t, j) => tooLarge(['implicit', i, 'tiers', j, 'atLeast'], t.atLeast)) : [],
  );
  const times = model.implicit.flatMap((r, i) =>
    'limit' in r && r.limit !== undefined ? tooLarge(['implicit', i, 'limit', 'times'], r.limit.times) : [],
  );
  return [
    ...all.flatMap(([path, days]) =>
      days === null || days === undefined || days >= SHORTEST_DAYS
        ? []
        : [{ path, message: `expected at least ${SHORTEST_DAYS} days, and ${days} came` }],
    ),
    ...tiers,
    ...times,
  ];
}

function calendarBreaches({ calendar }: Model): Breach[] {
  const { timeZone, holidays } = calendar;
  return [
    ...(timeZone === undefined || isTimeZone(timeZone)
      ? []
      : [
          {
            path: ['calendar', 'timeZone'],
            message: `expected a time zone such as Europe/Berlin, and ${timeZone.slice(0, 60)} came`,
          },
        ]),
    ...holidays.flatMap((day, i) =>
      isDay(day)
        ? []
        : [{ path: ['calendar', 'holidays', i], message: `expected a day that there is, and ${day} came` }],
    ),
  ];
}

function isDay(text: string): boolean {
  const date = text.length === 5 ? `2024-${text}` : text; // a leap year has every day
  const instant = Date.parse(`${date}T00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(date);
}

function tooMany(path: Breach['path'], items: readonly unknown[] | undefined, most: number): Breach[] {
  if (items === undefined || items.length <= most) return [];
  return [{ path, message: `expected at most ${written(most)}, and ${written(items.length)} came` }];
}

function tooLarge(path: Breach['path'], value: number): Breach[] {
  if (value <= LARGEST_COUNT) return [];
  return [{ path, message: `expected at most ${written(LARGEST_COUNT)}, and ${written(value)} came` }];
}

const longer = (most: number, text: string): string =>
  `expected at most ${written(most)} characters, and ${written(text.length)} came`;

function twice(values: readonly string[]): { readonly at: number; readonly value: string }[] {
  return values.flatMap((value, at) => (values.indexOf(value) < at ? [{ at, value }] : []));
}

/** With separators of thousands (`1,000`), the same on every machine. */
const written = (number: number): string => `${number}`.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
