import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { law } from '../../../test/support/law.ts';
import countries from './countries.json' with { type: 'json' };
import industries from './industries.json' with { type: 'json' };
import { COMPANY_SIZES, COUNTRIES, INDUSTRIES, segmentsOf } from './segmentation.ts';

const countryOf = (country: string) => segmentsOf({ contact: { country }, company: {} }).country;
const industryOf = (industry: string) => segmentsOf({ contact: { industry }, company: {} }).industry;
const sizeOf = (numberofemployees: string) => segmentsOf({ contact: {}, company: { numberofemployees } }).company_size;

describe('country', () => {
  test.for<[string, string | undefined]>([
    ['Germany', 'DE'],
    ['Deutschland', 'DE'],
    ['Allemagne', 'DE'],
    ['deu', 'DE'],
    ['BRD', 'DE'],
    ['Germany (DE)', 'DE'],
    ['Deutschland / Germany', 'DE'],
    ['Österreich', 'AT'],
    ['Oesterreich', 'AT'],
    ['Osterreich', 'AT'],
    ['Schweiz/Suisse/Svizzera', 'CH'],
    ['Holland', 'NL'],
    ['The Netherlands', 'NL'],
    ['U.K.', 'GB'],
    ['uk', 'GB'],
    ['England', 'GB'],
    ['USA', 'US'],
    ['U.S.A.', 'US'],
    ['United States of America (USA)', 'US'],
    ['EE.UU.', 'US'],
    ['Czech Republic', 'CZ'],
    ['Czechia', 'CZ'],
    ['Türkiye', 'TR'],
    ['Turkey', 'TR'],
    ['Korea, Republic of', 'KR'],
    ["Côte d'Ivoire", 'CI'],
    ['Trinidad & Tobago', 'TT'],
    ['日本', 'JP'],
    ['Россия', 'RU'],
    ['Ethiopia', 'ET'],
    ['ET', 'ET'],
    ['Namibia', 'NA'],
    ['NA', undefined],
    ['n/a', undefined],
    ['Korea', undefined],
    ['Congo', undefined],
    ['Germany, Austria', undefined],
    ['Germany;Austria', undefined],
    ['Vienna, Austria', undefined],
    ['Georgia, USA', undefined],
    ['DACH', undefined],
    ['EU', undefined],
    ['Other', undefined],
    ['constructor', undefined],
    ['Germany '.repeat(20), 'DE'],
    ['Germany '.repeat(21), undefined],
    ['  ', undefined],
  ])('%s: %s', ([text, code]) => {
    expect(countryOf(text)).toBe(code);
  });

  it('is any ISO code of two or three letters', () => {
    for (const code of COUNTRIES) {
      expect(segmentsOf({ contact: { hs_country_region_code: code }, company: {} }).country).toBe(code);
      expect(countryOf(countries[code][0]!)).toBe(code);
      if (code !== 'NA') expect(countryOf(code.toLowerCase())).toBe(code);
    }
  });

  it('is never another one that is called so in a main language', () => {
    for (const language of ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'ru', 'tr', 'ar', 'ja', 'zh-Hans']) {
      const names = new Intl.DisplayNames(language, { type: 'region' });
      for (const code of COUNTRIES) expect([code, undefined]).toContain(countryOf(names.of(code)!));
    }
  });

  it("is the contact's own before its company's, and the code before the name", () => {
    const company = { country: 'France' };

    expect(segmentsOf({ contact: { country: 'Spain', hs_country_region_code: 'PT' }, company }).country).toBe('PT');
    expect(segmentsOf({ contact: { country: 'Spain' }, company }).country).toBe('ES');
    expect(segmentsOf({ contact: { country: 'somewhere' }, company }).country).toBe('FR');
  });
});

describe('industry', () => {
  test.for<[string, string | undefined]>([
    ['COMPUTER_SOFTWARE', 'software_it'],
    ['Computer Software', 'software_it'],
    ['B2B SaaS platform', 'software_it'],
    ['IT-Dienstleistungen', 'software_it'],
    ['Hospital & Health Care', 'healthcare'],
    ['Apparel and Fashion', 'consumer_goods'],
    ['Maschinenbau', 'manufacturing'],
    ['Manufacturing industry', 'manufacturing'],
    ['Automobil-Industrie', 'automotive'],
    ['Großhandel', 'retail_wholesale'],
    ['Banque', 'finance'],
    ['Retail Banking', 'finance'],
    ['Construcción', 'construction'],
    ['Öffentlicher Dienst', 'public_sector'],
    ['Oil & Gas', 'energy_environment'],
    ['Retail / Software', undefined],
    ['Medical software', undefined],
    ['we make things', undefined],
    ['Industry', undefined],
    ['Other', undefined],
    ['', undefined],
  ])('%s: %s', ([text, industry]) => {
    expect(industryOf(text)).toBe(industry);
  });

  it('is what the list says, for every name on it', () => {
    for (const industry of INDUSTRIES) {
      for (const name of industries[industry]) expect([name, industryOf(name)]).toEqual([name, industry]);
    }
  });

  it("is the company's before the contact's", () => {
    const contact = { industry: 'Retail' };

    expect(segmentsOf({ contact, company: { industry: 'BANKING' } }).industry).toBe('finance');
    expect(segmentsOf({ contact, company: { industry: 'UNHEARD_OF' } }).industry).toBe('retail_wholesale');
  });
});

describe('company size', () => {
  test.for<[string, string | undefined]>([
    ['1', '1-9'],
    ['9', '1-9'],
    ['10', '10-49'],
    ['49', '10-49'],
    ['50', '50-249'],
    ['249', '50-249'],
    ['250', '250-999'],
    ['250.0', '250-999'],
    ['999', '250-999'],
    ['1000', '1000+'],
    ['12,500', '1000+'],
    ['12.500', '1000+'],
    ['1-5', '1-9'],
    ['5-25', '1-9'],
    ['25-50', '10-49'],
    ['50-100', '50-249'],
    ['100-500', '50-249'],
    ['500-1000', '250-999'],
    ['1000+', '1000+'],
    ['0', undefined],
    ['-5', undefined],
    ['many', undefined],
  ])('%s people: %s', ([text, band]) => {
    expect(sizeOf(text)).toBe(band);
  });

  it("is the company's before the contact's", () => {
    const contact = { numemployees: '5-25', company_size: '300' };

    expect(segmentsOf({ contact, company: { numberofemployees: '60' } }).company_size).toBe('50-249');
    expect(segmentsOf({ contact, company: {} }).company_size).toBe('1-9');
    expect(segmentsOf({ contact: { company_size: '300' }, company: {} }).company_size).toBe('250-999');
  });
});

describe('any segment', () => {
  const names = fc.constantFrom(...Object.values(countries).flat(), ...Object.values(industries).flat());
  const text = fc.oneof(
    names,
    fc.array(names, { minLength: 2, maxLength: 3 }).map((some) => some.join(' ')),
    fc.string(),
  );

  it('means itself', () => {
    for (const industry of INDUSTRIES) expect(industryOf(industry)).toBe(industry);
    for (const size of COMPANY_SIZES) expect(sizeOf(size)).toBe(size);
    fc.assert(
      fc.property(text, text, text, (country, industry, size) => {
        const once = segmentsOf({ contact: { country }, company: { industry, numberofemployees: size } });
        const again = segmentsOf({
          contact: { hs_country_region_code: once.country ?? '' },
          company: { industry: once.industry ?? '', numberofemployees: once.company_size ?? '' },
        });
        expect(again).toEqual(once);
      }),
      law(500),
    );
  });

  it('is the same in any case, without accents, and with spaces around and between', () => {
    const written = fc.constantFrom<(name: string) => string>(
      (name) => name.toLowerCase(),
      (name) => name.toUpperCase(),
      (name) => name.normalize('NFD').replace(/[\u0300-\u036f]/g, ''),
      (name) => `  ${name.replaceAll(' ', '   ')} `,
      (name) => name.replaceAll(' ', ' - '),
    );
    fc.assert(
      fc.property(text, written, (name, write) => {
        const segments = (name: string) => segmentsOf({ contact: { country: name }, company: { industry: name } });
        expect(segments(write(name))).toEqual(segments(name));
      }),
      law(500),
    );
  });
});
