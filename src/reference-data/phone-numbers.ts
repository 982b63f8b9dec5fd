// Ripen judges only lengths by country, so the smallest metadata of the package suffice. The makers
// of the package advise against patterns of digits: numbering plans change faster than programs,
// and then new numbers look wrong.
import {
  type CountryCode,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min';
import type { PhoneReading, ReadPhone } from '../domain/lead/phone.ts';
import { shorten } from '../domain/text/text.ts';

/**
 * No person has a number with fewer digits, and nobody can dial more:
 * https://www.itu.int/rec/T-REC-E.164
 */
const DIGITS = { fewest: 5, most: 15 };
const NOT_GIVEN = /^(?:n\.?\/?a\.?|none|no|nil|null|unknown|keine?s?|unbekannt|tbd|[^\p{L}\p{N}]*)$/iu;

/**
 * Reads phone numbers by the numbering plans of all countries, with extensions, letters for digits,
 * and words around them.
 */
export const readPhone: ReadPhone = (text, country) => {
  if (NOT_GIVEN.test(text)) return { outcome: 'unclear' };
  const home = country !== undefined && isSupportedCountry(country) ? country : undefined;
  const written = tidy(shorten(text, 100));
  const found = candidates(written).flatMap((candidate) => parse(candidate, home) ?? []);
  const possible = found.find((number) => number.isPossible());
  if (possible)
    return isFiller(possible.nationalNumber) ? FILLER : { outcome: 'number', key: comparableNumber(possible) };

  const digits = numbersIn(written)
    .map((number) => number.replace(/\D/g, ''))
    .reduce((longest, other) => (other.length > longest.length ? other : longest));
  if (digits.length < DIGITS.fewest) return wrong(digits === '' ? 'has no digits' : 'is too short');
  if (digits.length > DIGITS.most) return wrong('is too long');
  if (isFiller(digits)) return FILLER;
  // It may be a local number without area code, or a number of an unknown country.
  if (!written.startsWith('+') && (home === undefined || digits.length < 9)) return { outcome: 'unclear' };
  return wrong(found.length === 0 ? 'belongs to no country' : 'has a wrong number of digits for its country');
};

const wrong = (why: string): PhoneReading => ({ outcome: 'wrong', why });
const FILLER = wrong('is made up (one digit repeated, or digits in a row)');

const comparableNumber = ({ number, ext }: PhoneNumber): string =>
  ext === undefined ? number : `${number};ext=${ext}`;

/**
 * The text in one form: ASCII digits, `+` before a country code, `ext.` before an extension, and
 * keypad digits for letters.
 */
function tidy(text: string): string {
  const plain = text
    .normalize('NFKC')
    .trim()
    .replace(/^00(?=[1-9])/, '+')
    .replace(/\b(?:dw|durchwahl|klappe|kl|nst|poste|app)\b[.:]?\s*(?=\d{1,6}$)/i, 'ext. ');
  return /^\+?\d[\d\s().-]*[a-z]{3,}[a-z\d\s().-]*$/i.test(plain) && !/ext/i.test(plain)
    ? plain.replace(/[a-z]/gi, keypadDigit)
    : plain;
}

const KEYPAD = ['abc', 'def', 'ghi', 'jkl', 'mno', 'pqrs', 'tuv', 'wxyz'];
const keypadDigit = (letter: string): string =>
  `${KEYPAD.findIndex((letters) => letters.includes(letter.toLowerCase())) + 2}`;

/**
 * Texts that may be the number, in the order to try: the whole text; each of several numbers in it;
 * the text with a `+` before it.
 */
function candidates(written: string): string[] {
  const several = numbersIn(written).filter((number) => number !== written && number.length > DIGITS.fewest);
  return [written, ...several, ...(/^[1-9]\d{1,2}[\s(]/.test(written) ? [`+${written}`] : [])];
}

const numbersIn = (written: string): string[] =>
  written.split(/[/;,|]|\s(?:or|oder|ou|o)\s/).map((number) => number.trim());

function parse(text: string, home: CountryCode | undefined): PhoneNumber | undefined {
  return parsePhoneNumberFromString(text, home === undefined ? {} : { defaultCountry: home });
}

const isFiller = (digits: string): boolean =>
  /^(\d)\1{4,}$/.test(digits) ||
  ['01234567890', '09876543210'].some((row) => digits.length > 4 && row.includes(digits));
