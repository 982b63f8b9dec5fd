import { remembered } from '../../text/remembered.ts';
import { shorten } from '../../text/text.ts';
import { isMash } from './validity-mash.ts';

/**
 * What is wrong with a name. `mash`: typed at random; `test`: entered to test something; `digits`:
 * digits instead of a name; `advertising`.
 */
export type Oddity = 'mash' | 'test' | 'digits' | 'advertising';

/** No name is longer: a longer text is advertising or an accident. Only its beginning is judged. */
const LONGEST = 100;

/** Mash if it is the whole name; as a part of a name or company it may be right (ASD, John III). */
const WHOLE_MASH = /^(?!i+$)(\p{L})\1{2,}$|^(?:asd|qwe|jkl|sdf|dfg|fgh)$/iu;

/** Names that only tests have. */
const TEST_WORDS = new Set(
  'test testing testtest mustermann musterfrau prueba тест тестов 测试 測試 テスト 테스트 اختبار asdf'.split(' '),
);
/**
 * Words that may be a name alone (Caterina Fake, Jon Tester). If first and last name both are such
 * words, it is a test.
 */
const TEST_PAIRS = new Set([
  ...TEST_WORDS,
  ...'tester teste user users demo dummy fake sample example beispiel admin name foo bar blah bla'.split(' '),
]);
const TEST_PEOPLE = new Set([
  'john doe',
  'jane doe',
  'max muster',
  'erika muster',
  'hans muster',
  'fulano de tal',
  'first last',
  'firstname lastname',
  'first name last name',
  'vorname nachname',
  'prénom nom',
  'nombre apellido',
  'nome cognome',
  'your name',
  'mickey mouse',
  'donald duck',
  'lorem ipsum',
]);
// Every new HubSpot account has two such contacts.
const HUBSPOT_SAMPLE = /\(sample contact\)/i;

const TEST_COMPANIES = new Set(
  'test testfirma testcompany muster mustermann musterfirma example beispiel beispielfirma prueba sample demo dummy my your foo foobar тест 测试 テスト'.split(
    ' ',
  ),
);
const LEGAL_FORMS = new Set(
  'gmbh ag kg ug inc ltd llc llp plc co corp corporation company firma empresa sa sl srl sarl spa bv nv ab as oy ooo ооо name 1 2 3'.split(
    ' ',
  ),
);

const WEB_ADDRESS = /https?:\/\/|\bwww\.|\.(?:com|net|org|ru|info|biz|top|xyz|online|site|shop|club)\b/i;
const OFFER = /\b(?:bitcoins?|btc|crypto|viagra|cialis|casino|click here|free money|earn money|porn|loan offer)\b/i;
const MONEY = /[$€£]\s?\d|\d\s?[$€£]/;

/** What is wrong with a first or last name; null: nothing, or there is no name. */
export const oddName = (text: string | undefined): Oddity | null => oddityOfName(text ?? '');

const oddityOfName = remembered((text): Oddity | null => {
  const name = plain(text);
  const words = wordsOf(name);
  if (words.some((word) => isMash(word)) || WHOLE_MASH.test(name)) return 'mash';
  if (HUBSPOT_SAMPLE.test(name) || TEST_WORDS.has(name.toLowerCase().replace(/\s?\d+$/, ''))) return 'test';
  // A mail address in a name field comes from a careless import and is no advertising.
  const offers = (OFFER.test(name) && words.length > 2) || MONEY.test(name) || WEB_ADDRESS.test(name);
  if ((offers && !name.includes('@')) || tidy(text).length >= LONGEST) return 'advertising';
  // "Customer 1234" may stand for a person; "abc123" and "12345" do not.
  return /\p{L}\d{3}|\d{3}\p{L}/u.test(name) || (/\d/.test(name) && words.length === 0) ? 'digits' : null;
});

/** Whether first and last name together are a test: John Doe, Test User. */
export function isTestPerson(firstName: string | undefined, lastName: string | undefined): boolean {
  const words = wordsOf(`${plain(firstName)} ${plain(lastName)}`.toLowerCase());
  return TEST_PEOPLE.has(words.join(' ')) || (words.length > 1 && words.every((word) => TEST_PAIRS.has(word)));
}

/** What is wrong with a company's name; null: nothing. Digits and web addresses are right. */
export const oddCompany = (text: string | undefined): ReturnType<typeof oddityOfCompany> => oddityOfCompany(text ?? '');

const oddityOfCompany = remembered((text): Extract<Oddity, 'mash' | 'test'> | null => {
  const words = wordsOf(plain(text));
  if (words.some((word) => isMash(word))) return 'mash';
  const names = words.map((word) => word.toLowerCase()).filter((word) => !LEGAL_FORMS.has(word));
  return names.length > 0 && names.every((word) => TEST_COMPANIES.has(word)) ? 'test' : null;
});

const tidy = (text: string | undefined): string => (text ?? '').normalize('NFC').trim();
const plain = (text: string | undefined): string => shorten(tidy(text), LONGEST);

/** Runs of letters; apostrophes, hyphens, digits and dots separate them. */
const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{M}]+/gu) ?? [];
