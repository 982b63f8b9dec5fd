import type { Decimal } from './plain-values.ts';

/*
 * Amounts with what people write beside them: `12 %`, `USD 1,234`, `1.234,50 €`, `1.2k`. In a text
 * that stands alone such signs are no number; a whole column of them is one.
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

const BESIDE = '\\p{Sc}|[A-Z]{3}';
const AMOUNT = new RegExp(
  `^([-+]?) ?(?:(${BESIDE}) ?)?([-+]?)(\\d(?:[\\d.,' ]*\\d)?)(?: ?(${Object.keys(TIMES).join('|')})\\.?)?(?: ?(${BESIDE}|%))?$`,
  'u',
);
const SPACES = /[\u00a0\u2007\u2009\u202f]/g;

/** What was written; null: no amount. */
type Amount = { readonly digits: string; readonly times: number; readonly isMoney: boolean; readonly isBare: boolean };

function amountOf(text: string): Amount | null {
  const [, sign = '', before, inner = '', digits, unit, after] = AMOUNT.exec(text.replace(SPACES, ' ')) ?? [];
  if (digits === undefined || sign.length + inner.length > 1 || /^0\d/.test(digits)) return null;
  const beside = [before, after].filter((one) => one !== undefined);
  if (beside.length > 1 || beside.some((one) => /^[A-Z]/.test(one) && !CURRENCIES.has(one))) return null;
  return {
    digits,
    times: (unit === undefined ? 1 : TIMES[unit]!) * (sign + inner === '-' ? -1 : 1),
    isMoney: beside.some((one) => one !== '%'),
    isBare: beside.length === 0 && unit === undefined,
  };
}

/** The number in a cell of a column of amounts; `decimal` decides what `1,234` is. */
export function amountIn(text: string, decimal: Decimal): number | null {
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
};

export const noAmountsSeen = (): AmountsSeen => ({
  count: 0,
  dressed: 0,
  money: 0,
  shows: { '.': 0, ',': 0 },
  unclear: { '.': 0, ',': 0 },
});

export function seeAmount(seen: AmountsSeen, cell: string): void {
  const amount = amountOf(cell);
  if (amount === null) return;
  const { digits, isMoney, isBare } = amount;
  const sign = decimalIn(digits);
  if (sign === null) return;
  seen.count++;
  const signs = digits.replace(/[^.,]/g, '');
  if (!isBare || signs !== '') seen.dressed++;
  if (isMoney) seen.money++;
  const last = signs.at(-1);
  if (last !== '.' && last !== ',') return;
  if (sign === 'unclear') seen.unclear[last]++;
  // A sign that comes twice separates thousands, so the other one begins the decimals.
  else seen.shows[signs.indexOf(last) < signs.length - 1 ? other(last) : last]++;
}

const other = (sign: Decimal): Decimal => (sign === '.' ? ',' : '.');

/**
 * The decimal sign of a column of amounts; null: its cells do not show it. Nobody writes money with
 * three decimals, so in `1,234 €` the sign separates thousands.
 */
export function decimalOfAmounts({ count, money, shows, unclear }: AmountsSeen): Decimal | null {
  if (shows['.'] !== shows[',']) return shows['.'] > shows[','] ? '.' : ',';
  if (unclear['.'] + unclear[','] === 0) return '.';
  if (money * 2 < count || unclear['.'] === unclear[',']) return null;
  return unclear['.'] > unclear[','] ? ',' : '.';
}
