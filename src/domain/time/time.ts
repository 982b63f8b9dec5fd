/** One day in ms. The domain counts in UTC days, so that all processes agree. */
export const DAY = 86_400_000;

/** Days in whole ms: a model may have fractions of a day. */
export const span = (days: number): number => Math.round(days * DAY);

/** The number of the UTC day an instant lies in. */
export const dayOf = (instant: number): number => Math.floor(instant / DAY);

/** The first instant of a UTC day. */
export const startOfDay = (day: number): number => day * DAY;

/** Ripen believes only these years: `0026` is a typing error, `9999` stands for "never". */
const FIRST = Date.UTC(1900, 0);
const LAST = Date.UTC(2200, 0);

const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:T([01]\d|2[0-3])(:[0-5]\d(?::[0-5]\d(?:\.\d+)?)?)(Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?)?$/;
/**
 * Since March 1973 epoch ms have 12 digits or more. A number with fewer digits is in seconds, a day
 * of a spreadsheet, or a date such as `20261115`.
 */
const EPOCH_MS = /^-?\d{12,13}$/;
/** `202611151230` may be this date or epoch ms in 1976, so it is unknown. */
const DIGITS_OF_A_DATE = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d$/;

/**
 * Reads a date or datetime property: ISO 8601 (UTC if it names no zone), `YYYY-MM-DD`, or epoch ms
 * as text (HubSpot gives all three). Everything else is null, also days that no calendar has and
 * years before 1900 or after 2199. `Date.parse` would read `room 5` as the year 2001, 30 February
 * as 2 March, and a text without a zone as local time.
 */
export function parseInstant(text: string | undefined): number | null {
  if (text === undefined) return null;
  const instant = ofProgram(text) ?? ofAnyForm(text);
  return instant !== null && instant >= FIRST && instant < LAST ? instant : null;
}

function ofAnyForm(text: string): number | null {
  const iso = ISO.exec(text);
  return iso !== null ? ofIso(iso) : EPOCH_MS.test(text) && !DIGITS_OF_A_DATE.test(text) ? Number(text) : null;
}

/**
 * Reads, without slow patterns, what HubSpot nearly always writes: `YYYY-MM-DD`, and
 * `YYYY-MM-DDTHH:MM:SSZ` with or without three digits of milliseconds. null: it is another form, or
 * no instant.
 */
function ofProgram(text: string): number | null {
  const { length } = text;
  if ((length !== 10 && length !== 20 && length !== 24) || text[4] !== '-' || text[7] !== '-') return null;
  const [year, month, day] = [digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)];
  // `Date.UTC` takes years up to 99 for years of the last century.
  if (!(year > 99) || !isInCalendar(year, month, day)) return null;
  if (length === 10) return Date.UTC(year, month - 1, day);
  if (text[10] !== 'T' || text[13] !== ':' || text[16] !== ':' || text[length - 1] !== 'Z') return null;
  if (length === 24 && text[19] !== '.') return null;
  const [hours, minutes, seconds] = [digits(text, 11, 13), digits(text, 14, 16), digits(text, 17, 19)];
  const ms = length === 24 ? digits(text, 20, 23) : 0;
  const isTime = hours < 24 && minutes < 60 && seconds < 60 && ms < 1000;
  return isTime ? Date.UTC(year, month - 1, day, hours, minutes, seconds, ms) : null;
}

/** The number that the digits from `from` to `to` make; NaN: one of them is no digit. */
function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    number = 10 * number + digit;
  }
  return number;
}

function ofIso([, year = '', month = '', day = '', hours = '00', rest = ':00', zone = 'Z']: RegExpExecArray):
  | number
  | null {
  if (!isInCalendar(Number(year), Number(month), Number(day))) return null;
  return Date.parse(`${year}-${month}-${day}T${hours}${rest}${zone}`);
}

const DAYS_OF_MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isInCalendar(year: number, month: number, day: number): boolean {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 && isLeap ? 29 : (DAYS_OF_MONTHS[month - 1] ?? 0);
  return day >= 1 && day <= days;
}

/** What `Date.toISOString` gives, in less than half of its time; for the years 1000 to 9999. */
export function isoOf(instant: number): string {
  const date = new Date(instant);
  const day = `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
  const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
  const ms = date.getUTCMilliseconds();
  return `${day}T${time}.${ms < 100 ? '0' : ''}${two(ms)}Z`;
}

const two = (number: number): string => (number < 10 ? `0${number}` : `${number}`);
