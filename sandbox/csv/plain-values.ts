/*
 * Cells that say a number or a moment. What could be another one is none: a wrong value is worse
 * than a bad row.
 */

export type Decimal = '.' | ',';

/** By what begins the decimals, where the mapping says it. */
const DECLARED: Readonly<Record<Decimal, RegExp>> = {
  '.': /^-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/,
  ',': /^-?(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?$/,
};

/** The number in a cell; `unclear`: `1.234` may be thousands or decimals; null: none. */
export function numberIn(text: string, decimal: Decimal | undefined): number | 'unclear' | null {
  if (decimal === undefined) {
    if (/^-?[1-9]\d{0,2}[.,]\d{3}$/.test(text)) return 'unclear';
    return /^-?\d+(?:[.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : null;
  }
  if (!DECLARED[decimal].test(text)) return null;
  return Number(text.replaceAll(decimal === '.' ? ',' : '.', '').replace(',', '.'));
}

/**
 * How a cell says a moment: `iso`: the year first; `dmy`, `mdy`: the day or the month first, the
 * year last; `epoch`: milliseconds since 1970.
 */
export const DATE_FORMATS = ['iso', 'dmy', 'mdy', 'epoch'] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];

const TIME =
  '(?:(?:T|,? )(0?\\d|1\\d|2[0-3]):([0-5]\\d)(?::([0-5]\\d)(?:\\.(\\d{1,9}))?)?(?: ?([AP])\\.?M\\.?)? ?(Z|UTC|[+-](?:0\\d|1[0-4]):?[0-5]\\d)?)?';
const YEAR_FIRST = new RegExp(`^(\\d{4})([-/.])(\\d\\d?)\\2(\\d\\d?)${TIME}$`, 'i');
const YEAR_LAST = new RegExp(`^(\\d\\d?)([-/.])(\\d\\d?)\\2(\\d{4})${TIME}$`, 'i');

/**
 * The moment in a cell of the format that the mapping names, in UTC where it names no zone;
 * undefined: none.
 */
export function momentIn(text: string, format: DateFormat): Date | undefined {
  if (format === 'epoch') return /^-?\d{12,13}$/.test(text) ? new Date(Number(text)) : undefined;
  const found = (format === 'iso' ? YEAR_FIRST : YEAR_LAST).exec(text);
  if (found === null) return undefined;
  const [, first = '', , second = '', third = '', ...time] = found;
  const [year, month, day] =
    format === 'iso' ? [first, second, third] : format === 'dmy' ? [third, second, first] : [third, first, second];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const midnight = new Date(`${date}T00:00Z`);
  // Dates that no calendar has would be days of the next month.
  if (Number.isNaN(midnight.getTime()) || !midnight.toISOString().startsWith(date)) return undefined;
  const clock = clockOf(time);
  return clock === undefined ? undefined : new Date(`${date}T${clock}`);
}

/** Hours as a clock of 24 hours has them, with the zone. */
function clockOf([hours = '0', minutes = '00', seconds = '00', fraction = '0', half, zone = 'Z']: readonly (
  | string
  | undefined
)[]): string | undefined {
  const hour = Number(hours);
  if (half !== undefined && (hour < 1 || hour > 12)) return undefined;
  const ofDay = half === undefined ? hour : (hour % 12) + (half.toUpperCase() === 'P' ? 12 : 0);
  const offset = /^[zu]/i.test(zone) ? 'Z' : zone;
  return `${String(ofDay).padStart(2, '0')}:${minutes}:${seconds}.${fraction.slice(0, 3)}${offset}`;
}
