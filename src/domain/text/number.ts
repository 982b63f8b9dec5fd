/*
 * Numbers as people and programs of many countries write them. A text is unknown if two conventions
 * read it as different numbers, or if no convention reads all of it: unknown is better than wrong.
 */

/**
 * The source of a number decides what `1.234` means. `text`: people typed it, so it may be 1234 or
 * 1.234, and is unknown. `plain`: HubSpot stores the property as a number with a decimal point and
 * without separators of thousands, so it is 1.234. `whole`: it counts people, so it is 1234.
 */
export type NumberSource = 'text' | 'plain' | 'whole';

export type NumberReading =
  | { readonly outcome: 'number'; readonly value: number }
  /**
   * `two_readings`: two conventions read it as different numbers; `no_number`: none reads all of it
   */
  | { readonly outcome: 'unknown'; readonly why: 'two_readings' | 'no_number' };

/** The number in a text; null: there is none, or two readings are possible. */
export function parseNumber(text: string | undefined, source: NumberSource = 'text'): number | null {
  if (text === undefined) return null;
  const reading = readNumber(text, source);
  return reading.outcome === 'number' ? reading.value : null;
}

/**
 * Reads `1200`, `-12.5`, `12,5`, `1,234,567.8`, `1.234.567,8`, `1 234 567` (any space),
 * `1'234'567`, `12,34,567` (India), `1.5E+6`, with a currency sign before or after; of a band
 * (`50-100`, `1000+`) the lower end, of `whole` also in words, with the word for people (`51 to 200
 * employees`, `more than 1000`, `10k`). Full-width and Arabic digits are digits. Other units and
 * words (`5 Mio`, `10 %`), open beginnings (`<10`), `1e3` and `0x10` are no numbers.
 */
export function readNumber(text: string, source: NumberSource = 'text'): NumberReading {
  if (/^\d{1,15}$/.test(text)) return { outcome: 'number', value: Number(text) };
  if (source === 'plain' && /^\d{1,9}\.\d{1,6}$/.test(text)) return { outcome: 'number', value: Number(text) };
  if (text.length > LONGEST) return NOTHING;
  const typed = source === 'whole' ? bandOfPeople(inAscii(text)) : inAscii(text);
  const single = amountOf(typed, source);
  if (single !== NOTHING) return single;
  const more = /^([^+]+)\+$/.exec(typed)?.[1];
  if (more !== undefined) return amountOf(more.trim(), source);
  const [, from, to] = /^([^-]+)-([^-]+)$/.exec(typed) ?? [];
  if (from === undefined || to === undefined) return NOTHING;
  const [low, high] = [amountOf(from.trim(), source), amountOf(to.trim(), source)];
  if (low.outcome === 'unknown') return low;
  if (high.outcome === 'unknown') return high;
  return low.value < high.value ? low : NOTHING;
}

/** How lists of companies call the people that they count (`51-200 employees`). */
const PEOPLE =
  / ?(?:employees|people|persons|staff|mitarbeiter(?:innen)?|mitarbeitende|beschäftigte|salariés|employés|collaborateurs|personnes|empleados|trabajadores|personas|funcionários|colaboradores|pessoas|dipendenti|addetti|medewerkers|werknemers|personen|人|名|명)$/i;

/** `more than 1k people` as `1000+`, `51 to 200` as `51-200`. */
const bandOfPeople = (text: string): string =>
  text
    .replace(PEOPLE, '')
    .replace(/(?<![\d.,])(\d+)k(?!\p{L})/giu, '$1000')
    .replace(MORE_BEFORE, '$1+')
    .replace(MORE_AFTER, '+')
    .replace(FROM, '')
    .replace(TO, '-');

const MORE_BEFORE =
  /^(?:>=?|≥|more than|over|above|at least|mehr als|über|ab|mindestens|plus de|au moins|más de|mais de|più di|oltre|meer dan) ?(\d[\d.,' ]*)$/i;
const MORE_AFTER =
  /(?: ?\+| (?:plus|and|or|und|oder|et|ou|y|o|e|en|of) (?:more|above|over|up|mehr|plus|más|più|mais|meer)| ?以上)$/i;
const FROM = /^(?:from|between|von|zwischen|de|entre|da|van|tussen) (?=\d)/i;
const TO = / (?:to|and|bis|und|à|et|a|y|e|até|tot|en) (?=\d)/i;

/** No number has more characters, separators included. */
const LONGEST = 60;

const NOTHING: NumberReading = { outcome: 'unknown', why: 'no_number' };
const TWO_READINGS: NumberReading = { outcome: 'unknown', why: 'two_readings' };

const MINUS = /[\u2010-\u2015\u2212]/g;
const SPACE = /[\u00a0\u2007\u2009\u202f\u3000]/g;
const APOSTROPHE = /[\u2019\u02bc`´]/g;

/** The text with one spelling for each sign, so that the patterns below stay short. */
const inAscii = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => `${digit.charCodeAt(0) & 0xf}`)
    .replace(MINUS, '-')
    .replace(SPACE, ' ')
    .replace(APOSTROPHE, "'")
    .trim();

const AMOUNT = /^(-?) ?(?:\p{Sc} ?)?(-?)([\d.,' _]*\d|\d[\d.,]*[eE][-+]?\d{1,2})(?: ?\p{Sc})?$/u;

function amountOf(text: string, source: NumberSource): NumberReading {
  const [, before = '', after = '', digits] = AMOUNT.exec(text) ?? [];
  if (digits === undefined || before + after === '--') return NOTHING;
  const size = sizeOf(digits, source);
  if (size === null) return NOTHING;
  if (size === 'two_readings') return TWO_READINGS;
  if (size > Number.MAX_SAFE_INTEGER || (source === 'whole' && !Number.isInteger(size))) return NOTHING;
  return { outcome: 'number', value: before + after === '' || size === 0 ? size : -size };
}

const GROUPED = [
  // Spaces, apostrophes and underscores separate thousands only; a comma or point after them begins
  // the decimals.
  /^[1-9]\d{0,2}([' _])\d{3}(?:\1\d{3})*(?:[.,]\d+)?$/,
  /^[1-9]\d{0,2}(?:,\d{3})+\.\d+$|^[1-9]\d{0,2}(?:,\d{3}){2,}$/,
  /^[1-9]\d{0,2}(?:\.\d{3})+,\d+$|^[1-9]\d{0,2}(?:\.\d{3}){2,}$/,
  // India: the last three digits, then pairs.
  /^[1-9]\d?(?:,\d\d)+,\d{3}(?:\.\d+)?$/,
];

/** The value of digits with their separators; null: they are no number. */
function sizeOf(digits: string, source: NumberSource): number | 'two_readings' | null {
  if (/^\d+$/.test(digits)) return Number(digits);
  // `1E3` may be the number of a room; a program writes decimals or a sign.
  if (/^[1-9](?:[.,]\d+[eE][-+]?|[eE]\+)\d{1,2}$/.test(digits)) return Number(digits.replace(',', '.'));
  const [, units, sign, decimals] = /^(\d+)([.,])(\d+)$/.exec(digits) ?? [];
  if (units !== undefined && decimals !== undefined) {
    const mayBeThousands = /^[1-9]\d{0,2}$/.test(units) && decimals.length === 3;
    if (!mayBeThousands || (source === 'plain' && sign === '.')) return Number(`${units}.${decimals}`);
    return source === 'whole' ? Number(units + decimals) : 'two_readings';
  }
  if (!GROUPED.some((grouping) => grouping.test(digits))) return null;
  // A point or comma that comes once, after the others, begins the decimals; the others separate.
  const signs = digits.replace(/\d/g, '');
  const last = signs.at(-1) ?? '';
  const hasDecimals = '.,'.includes(last) && signs.indexOf(last) === signs.length - 1;
  const end = hasDecimals ? digits.lastIndexOf(last) : digits.length;
  return Number(`${digits.slice(0, end).replace(/\D/g, '')}.${digits.slice(end + 1)}`);
}
