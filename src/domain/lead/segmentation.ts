import type { Facts } from '../contact.ts';
import { parseNumber } from '../text/number.ts';
import { remembered } from '../text/remembered.ts';
import { meaningOf, type Vocabulary, vocabularyOf } from '../text/vocabulary.ts';
import countries from './countries.json' with { type: 'json' };
import industries from './industries.json' with { type: 'json' };

/**
 * The country of a lead, the industry of its company, and the size of its company. What is unknown
 * or unclear is absent.
 */
export type Segments = {
  readonly country?: Country;
  readonly industry?: Industry;
  /** how many people work at the company */
  readonly company_size?: CompanySize;
};

/**
 * ISO 3166-1 alpha-2 in upper case, and XK (Kosovo): the keys of `countries.json`, which lists the
 * alpha-3 codes and unofficial names of each.
 */
export type Country = keyof typeof countries;
export const COUNTRIES = Object.keys(countries) as readonly Country[];
const CODES: ReadonlySet<string> = new Set(COUNTRIES);

/**
 * The keys of `industries.json`, which lists HubSpot's names of each industry and what people write
 * instead.
 */
export type Industry = keyof typeof industries;
export const INDUSTRIES = Object.keys(industries) as readonly Industry[];

export const COMPANY_SIZES = ['1-9', '10-49', '50-249', '250-999', '1000+'] as const;
type CompanySize = (typeof COMPANY_SIZES)[number];

/** The properties of HubSpot that segments are read from. */
export const SEGMENT_PROPERTIES = {
  contact: ['hs_country_region_code', 'country', 'industry', 'numemployees', 'company_size'],
  company: ['country', 'industry', 'numberofemployees'],
} as const;

/**
 * The segments of a lead, in whatever spelling its properties are. The first property that Ripen
 * understands counts: for the country the contact's before its company's, for industry and size the
 * company's before the contact's.
 */
export function segmentsOf({ contact, company }: Pick<Facts, 'contact' | 'company'>): Segments {
  const country =
    countryOfCode(contact['hs_country_region_code']) ?? countryOf(contact['country']) ?? countryOf(company['country']);
  const industry = industryOf(company['industry']) ?? industryOf(contact['industry']);
  const size =
    companySizeOf(company['numberofemployees']) ??
    companySizeOf(contact['numemployees']) ??
    companySizeOf(contact['company_size']);
  return {
    ...(country === undefined ? {} : { country }),
    ...(industry === undefined ? {} : { industry }),
    ...(size === undefined ? {} : { company_size: size }),
  };
}

/**
 * Languages whose names of countries Ripen understands. Vietnamese is left out: without accents
 * some of its names are codes of other countries.
 */
const LANGUAGES =
  'en de fr es it pt nl pl cs sk sl hr sr hu ro bg el ru uk sv da nb fi et lv lt tr ca he ar ja ko zh-Hans zh-Hant id hi'.split(
    ' ',
  );

/** Namibia's code. As a name it is unclear: it may mean "North America" or "not available". */
const UNCLEAR_CODE = 'NA';

let countryNames: Vocabulary<Country> | undefined;

/** Some 6,000 spellings, made at first use in about 70 ms. */
function countryVocabulary(): Vocabulary<Country> {
  countryNames ??= vocabularyOf(namesOfCountries());
  return countryNames;
}

function* namesOfCountries(): Generator<readonly [string, Country]> {
  for (const [code, others] of Object.entries(countries) as [Country, string[]][]) {
    if (code !== UNCLEAR_CODE) yield [code, code];
    for (const name of others) yield [name, code];
  }
  for (const language of LANGUAGES) {
    for (const style of ['long', 'short'] as const) {
      const names = new Intl.DisplayNames(language, { type: 'region', style, fallback: 'none' });
      for (const code of COUNTRIES) {
        const name = names.of(code);
        // A short name may be another country's code: RU is the Reino Unido.
        if (name !== undefined && !CODES.has(name)) yield [name, code];
      }
    }
  }
}

const countryNamed = remembered((text) => meaningOf(text, countryVocabulary()));
const countryOf = (text: string | undefined): Country | undefined => countryNamed(text ?? '');

function countryOfCode(text: string | undefined): Country | undefined {
  const code = text?.trim().toUpperCase();
  return code !== undefined && CODES.has(code) ? (code as Country) : countryOf(text);
}

/** Words that say nothing about what a company does. */
const IDLE = new Set(
  'industry industries industrie branche sector sektor secteur settore setor company companies firm agency b2b b2c platform provider services service solutions'.split(
    ' ',
  ),
);

const industryNames: Vocabulary<Industry> = vocabularyOf(
  (Object.entries(industries) as [Industry, string[]][]).flatMap(([industry, names]) =>
    [industry, ...names].map((name) => [name, industry] as const),
  ),
);

const industryNamed = remembered((text) => meaningOf(text, industryNames, IDLE));
const industryOf = (text: string | undefined): Industry | undefined => industryNamed(text ?? '');

/** The size of a company with so many people, or with a band (`50-100`) whose lower end counts. */
function companySizeOf(text: string | undefined): CompanySize | undefined {
  const people = parseNumber(text, 'whole');
  if (people === null || people < 1) return undefined;
  return COMPANY_SIZES.findLast((size) => Number.parseInt(size, 10) <= people);
}
