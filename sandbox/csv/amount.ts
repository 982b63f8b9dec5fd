import type { Decimal } from './plain-values.ts';

/*
 * Amounts with what people write beside them: `12 %`, `USD 1,234`, `1.234,50 zł`, `1.2k`, `48 kg`.
 * In a text that stands alone such signs are no number; a whole column of them is one.
 */

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

const TIMES: Readonly<Record<string, number>> = {
  k: 1e3,
  K: 1e3,
  M: 1e6,
  m: 1e6,
  mn: 1e6,
  Mio: 1e6,
  bn: 1e9,
  B: 1e9,
  Mrd: 1e9,
};

/** Abbreviations of currencies without a sign; `\\` is the yen of Japanese files. */
const BESIDE = '[A-Z]{0,2}\\p{Sc}|\\\\|[A-Z]{3}|zł|Kč|Ft|kr\\.?|Rs\\.?|руб\\.?|лв\\.?';
const AMOUNT = new RegExp(
  `^([-+]?) ?(?:(${BESIDE}) ?)?([-+]?)(\\d(?:[\\d.,' ]*\\d)?)(?: ?(${Object.keys(TIMES).join('|')})\\.?)?(?: ?(${BESIDE}|%))?$`,
  'u',
);
const SPACES = /[\u00a0\u2007\u2009\u202f]/g;

/** What was written; null: no amount. */
type Amount = { readonly digits: string; readonly times: number; readonly isMoney: boolean; readonly isBare: boolean };

/** `(1,234)` of accountants is below nought; in `1.234,-` no cents follow. */
const plainly = (text: string): string =>
  text
    .replace(SPACES, ' ')
    .replace(/^\((?=[^-+]+\)$)(.*)\)$/, '-$1')
    .replace(/(\d)[.,](?:--?|[–—])(?= ?\D*$)/u, '$1');

function amountOf(text: string): Amount | null {
  const [, sign = '', before, inner = '', digits, unit, after] = AMOUNT.exec(plainly(text)) ?? [];
  if (digits === undefined || sign.length + inner.length > 1 || /^0\d/.test(digits)) return null;
  const beside = [before, after].filter((one) => one !== undefined);
  if (beside.length > 1 || beside.some((one) => /^[A-Z]{3}$/.test(one) && !CURRENCIES.has(one))) return null;
  return {
    digits,
    times: (unit === undefined ? 1 : TIMES[unit]!) * (sign + inner === '-' ? -1 : 1),
    isMoney: beside.some((one) => one !== '%'),
    isBare: beside.length === 0 && unit === undefined && /\d$/.test(text),
  };
}

const UNIT = /^(.*\d) ?(\p{L}[^\d,;:]{0,14})$/u;

/** The cell without its unit (`48 kg`); null: it has none. A multiple (`k`) is no unit. */
function splitUnit(text: string): { readonly digits: string; readonly unit: string } | null {
  const [, digits, unit] = UNIT.exec(text.replace(SPACES, ' ')) ?? [];
  return digits === undefined || unit === undefined ? null : { digits, unit: unit.trim().toLowerCase() };
}

/** `51-200`, `1.000+`. */
const BAND = /^([^-\u2010-\u2015+]*\d) ?(?:\+|[-\u2010-\u2015] ?(\d[^-\u2010-\u2015]*))$/u;

/**
 * The number in a cell of a column of amounts, of a band the lower end; `decimal` decides what
 * `1,234` is, and `units` are those that the column has.
 */
export function amountIn(text: string, decimal: Decimal, units: readonly string[] = []): number | null {
  const split = units.length === 0 ? null : splitUnit(text);
  const digits = split !== null && units.includes(split.unit) ? split.digits : text;
  const single = singleIn(digits, decimal);
  if (single !== null) return single;
  const [, from, to] = BAND.exec(digits) ?? [];
  if (from === undefined) return null;
  const low = singleIn(from, decimal);
  const high = to === undefined ? Infinity : singleIn(to, decimal);
  return low !== null && high !== null && low < high ? low : null;
}

function singleIn(text: string, decimal: Decimal): number | null {
  const amount = amountOf(text);
  if (amount === null) return null;
  const size = sizeOf(amount.digits, decimal);
  // `1.1 * 1000` is 1100.0000000000002.
  return size === null ? null : Number((size * amount.times).toPrecision(15));
}

function sizeOf(digits: string, decimal: Decimal): number | null {
  const sign = decimalIn(digits);
  if (sign === null) return null;
  const thousands = (sign === 'unclear' ? decimal : sign) === '.' ? /[, ']/g : /[. ']/g;
  return Number(digits.replace(thousands, '').replace(',', '.'));
}

const GROUPS = /^[1-9]\d{0,2}([., '])\d{3}(?:\1\d{3})*(?:(?!\1)([.,])\d+)?$/;
const GROUPS_OF_INDIA = /^\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d+)?$/;

/** The decimal sign of digits with separators; null: they are no number. */
function decimalIn(digits: string): Decimal | 'unclear' | null {
  if (/^[1-9]\d{0,2}[.,]\d{3}$/.test(digits)) return 'unclear';
  if (/^\d+(?:\.\d+)?$/.test(digits) || GROUPS_OF_INDIA.test(digits)) return '.';
  if (/^\d+,\d+$/.test(digits)) return ',';
  const [whole, thousands, decimal] = GROUPS.exec(digits) ?? [];
  if (whole === undefined) return null;
  return decimal === ',' || thousands === '.' ? ',' : '.';
}

/** How the cells of a column write amounts. */
export type AmountsSeen = {
  count: number;
  /** with a sign, a unit or separators */
  dressed: number;
  money: number;
  /** cells that can be read with this decimal sign alone */
  readonly shows: Record<Decimal, number>;
  /** cells such as `1,234`, by their sign */
  readonly unclear: Record<Decimal, number>;
  /** whole numbers of up to three digits, and longer ones without separators */
  short: number;
  long: number;
  /** how many cells have each unit; several only if they are forms of one (`month`, `months`) */
  readonly units: Map<string, number>;
};

export const noAmountsSeen = (): AmountsSeen => ({
  count: 0,
  dressed: 0,
  money: 0,
  shows: { '.': 0, ',': 0 },
  unclear: { '.': 0, ',': 0 },
  short: 0,
  long: 0,
  units: new Map(),
});

/** Notes a plain number: it shows its decimal sign, or how long numbers without separators are. */
export function seePlain(seen: AmountsSeen, cell: string): void {
  const whole = /^-?(\d+)$/.exec(cell)?.[1];
  if (whole !== undefined) seen[whole.length > 3 ? 'long' : 'short']++;
  else if (/^-?[1-9]\d{0,2}\.\d{3}$/.test(cell)) seen.unclear['.']++;
  else seen.shows['.']++;
}

/** Notes a cell that is no plain number; returns whether it is an amount. */
export function seeAmount(seen: AmountsSeen, cell: string): boolean {
  const split = amountOf(cell) === null ? splitUnit(cell) : null;
  const amount = amountOf(split?.digits ?? cell);
  if (amount === null || (split !== null && !mayHaveUnit(seen, split.unit))) return false;
  const { digits, isMoney, isBare } = amount;
  const sign = decimalIn(digits);
  if (sign === null) return false;
  if (split !== null) {
    seen.units.set(split.unit, (seen.units.get(split.unit) ?? 0) + 1);
    seen.dressed++;
  }
  seen.count++;
  const signs = digits.replace(/[^.,]/g, '');
  if (!isBare || signs !== '') seen.dressed++;
  if (isMoney) seen.money++;
  const last = signs.at(-1);
  if (signs === '' && /^\d+$/.test(digits)) seen[digits.length > 3 ? 'long' : 'short']++;
  if (last !== '.' && last !== ',') return true;
  if (sign === 'unclear') seen.unclear[last]++;
  // A sign that comes twice separates thousands, so the other one begins the decimals.
  else seen.shows[signs.indexOf(last) < signs.length - 1 ? other(last) : last]++;
  return true;
}

/** One unit in a column, or forms of it: grams and kilograms would not compare. */
const mayHaveUnit = ({ units }: AmountsSeen, unit: string): boolean =>
  units.has(unit) ||
  (units.size < 3 && [...units.keys()].every((one) => one.length > 2 && one.slice(0, 3) === unit.slice(0, 3)));

/** So many smaller numbers are whole by no chance. */
const FEWEST_WHOLE = 10;

/** Of so many decimals some end with a nought, which programs leave out. */
const FEWEST_GROUPED = 30;

/**
 * Whether plain numbers such as `1.234` are thousands: the smaller ones are whole, and the larger
 * ones all have that point. `isWhole`: they count something, so none has decimals.
 */
export const arePointsThousands = ({ shows, unclear, short, long }: AmountsSeen, isWhole: boolean): boolean =>
  shows['.'] + shows[','] + unclear[','] + long === 0 &&
  (isWhole ? unclear['.'] > 0 : unclear['.'] >= FEWEST_GROUPED && short >= FEWEST_WHOLE);

const other = (sign: Decimal): Decimal => (sign === '.' ? ',' : '.');

/**
 * The decimal sign of a column of amounts; null: its cells do not show it. Nobody writes money with
 * three decimals, so in `1,234 €` the sign separates thousands. So it does where smaller numbers
 * are whole and larger ones all have it: decimals would not all be three, or none.
 */
export function decimalOfAmounts({ count, money, shows, unclear, short, long }: AmountsSeen): Decimal | null {
  if (shows['.'] !== shows[',']) return shows['.'] > shows[','] ? '.' : ',';
  if (unclear['.'] + unclear[','] === 0) return '.';
  const isGrouped = long === 0 && short >= FEWEST_WHOLE && Math.min(unclear['.'], unclear[',']) === 0;
  if ((money * 2 < count && !isGrouped) || unclear['.'] === unclear[',']) return null;
  return unclear['.'] > unclear[','] ? ',' : '.';
}
