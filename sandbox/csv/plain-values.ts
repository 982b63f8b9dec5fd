/*
 * Numbers and instants in cells. A cell that could mean two values gives none: a wrong value is
 * worse than a bad row.
 */

export type Decimal = '.' | ',';

/** How numbers look, for each decimal sign that a mapping can declare. */
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
 * How a cell writes an instant. `iso`: the year first (`20240305` too), or the month by its name;
 * `dmy`, `mdy`: the day or the month first, the year last; `epoch`: milliseconds since 1970.
 */
export const DATE_FORMATS = ['iso', 'dmy', 'mdy', 'epoch'] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];

const TIME =
  '(?:(?:T|,? )(0?\\d|1\\d|2[0-3]):([0-5]\\d)(?::([0-5]\\d)(?:\\.(\\d{1,9}))?)?(?: ?([AP])\\.?M\\.?)? ?(Z|UTC|[+-](?:0\\d|1[0-4]):?[0-5]\\d)?)?';
const YEAR_FIRST = new RegExp(`^(\\d{4})([-/.])(\\d\\d?)\\2(\\d\\d?)${TIME}$`, 'i');
const TOGETHER = /^((?:19|20)\d\d)()(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/;
const YEAR_LAST = new RegExp(`^(\\d\\d?)([-/.])(\\d\\d?)\\2(\\d{4})${TIME}$`, 'i');
const DAY_NAME = new RegExp(`^(\\d\\d?)(?:st|nd|rd|th|\\.)?[- ](\\p{L}{3,10})\\.?,?[- ](\\d{4})${TIME}$`, 'iu');
const NAME_DAY = new RegExp(`^(\\p{L}{3,10})\\.? (\\d\\d?)(?:st|nd|rd|th)?,? (\\d{4})${TIME}$`, 'iu');

/** The first letters of the months in English, German, French, Spanish, Italian, Dutch. */
const MONTHS: readonly RegExp[] = [
  /^(?:jan|ene|gen)/,
  /^(?:feb|fev)/,
  /^(?:mar|mrz|mrt|maa)/,
  /^(?:apr|avr|abr)/,
  /^(?:may|mai|mei|mag)/,
  /^(?:jun|juin|giu)/,
  /^(?:jul|juil|lug)/,
  /^(?:aug|aou|ago)/,
  /^(?:sep|set)/,
  /^(?:oct|okt|ott|out)/,
  /^nov/,
  /^(?:dec|dez|dic)/,
];

/** `1. 5. 2026`, `2026. 05. 01.`, `2026年5月1日`, `2026년 5월 1일`. */
const SPACED = /^(\d{1,4})\. ?(\d\d?)\. ?(\d{1,4})\.?(?= |$)/;
const SIGNED = /^(\d{4})[年년] ?(\d\d?)[月월] ?(\d\d?)[日일]/;

/** Year, month and day, and then the parts of the clock. */
const partsOf = (text: string, format: 'iso' | 'dmy' | 'mdy') =>
  plainPartsOf(text.replace(SPACED, '$1.$2.$3').replace(SIGNED, '$1-$2-$3'), format);

function plainPartsOf(text: string, format: 'iso' | 'dmy' | 'mdy'): readonly (string | undefined)[] | undefined {
  if (format === 'iso') {
    const [, year, , month, day, ...time] = YEAR_FIRST.exec(text) ?? TOGETHER.exec(text) ?? [];
    if (year !== undefined) return [year, month, day, ...time];
    const [, first, name, yearLast, ...clock] = DAY_NAME.exec(text) ?? [];
    if (name !== undefined) return [yearLast, monthOf(name), first, ...clock];
    const [, named, second, last, ...rest] = NAME_DAY.exec(text) ?? [];
    return named === undefined ? undefined : [last, monthOf(named), second, ...rest];
  }
  const [, first, , second, year, ...time] = YEAR_LAST.exec(text) ?? [];
  if (first === undefined) return undefined;
  return format === 'dmy' ? [year, second, first, ...time] : [year, first, second, ...time];
}

function monthOf(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return `${1 + MONTHS.findIndex((month) => month.test(plain))}`;
}

/**
 * The instant in a cell of a format, in UTC unless the cell names a zone; undefined: there is none.
 */
export function momentIn(text: string, format: DateFormat): Date | undefined {
  if (format === 'epoch') return /^-?\d{12,13}$/.test(text) ? new Date(Number(text)) : undefined;
  const [year, month, day, ...time] = partsOf(text, format) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const midnight = new Date(`${date}T00:00Z`);
  // JavaScript reads 31 February as a day of March: such a date is none.
  if (Number.isNaN(midnight.getTime()) || !midnight.toISOString().startsWith(date)) return undefined;
  const clock = clockOf(time);
  return clock === undefined ? undefined : new Date(`${date}T${clock}`);
}

/** The time of a 24-hour clock, with the zone. */
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
