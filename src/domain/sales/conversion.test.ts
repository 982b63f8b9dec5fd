import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Conversion,
  type Counts,
  cohortKeys,
  conversionOf,
  ENOUGH_SEEN,
  explainConversion,
  type LeadType,
  leadTypeOfKeys,
} from './conversion.ts';

const law = { seed: 20_260_301, numRuns: 500 };

const TYPE: LeadType = { companySize: '10-49', source: 'ORGANIC_SEARCH', persona: 'it_head', product: 'crm' };
const KEYS = cohortKeys(TYPE);
const MODEL = {
  personas: [{ id: 'it_head', label: 'Head of IT', attributes: [] }],
  products: [{ id: 'crm', label: 'the CRM', contains: [] }],
};

/** Counts of the groups of a lead, the widest first. */
const groups = (...counts: readonly (readonly [seen: number, won: number])[]): ReadonlyMap<string, Counts> =>
  new Map(counts.map(([seen, won], level) => [KEYS[level]!, { seen, won }]));

/** Five groups, each a part of the wider one. */
const nested = fc
  .array(fc.tuple(fc.nat(400), fc.nat(400)), { minLength: KEYS.length, maxLength: KEYS.length })
  .map((parts) =>
    parts.map((_, level) => {
      const within = parts.slice(level);
      const won = within.reduce((sum, [more]) => sum + more, 0);
      return [won + within.reduce((sum, [, more]) => sum + more, 0), won] as const;
    }),
  )
  .filter(([all]) => all![0] > 0);

describe('the groups that a lead is counted in', () => {
  it('go from all leads to those of the same size, source, persona and product', () => {
    expect(KEYS).toEqual([
      '[]',
      '["10-49"]',
      '["10-49","ORGANIC_SEARCH"]',
      '["10-49","ORGANIC_SEARCH","it_head"]',
      '["10-49","ORGANIC_SEARCH","it_head","crm"]',
    ]);
  });

  it('hold those of unknown size or source apart, and end where the persona or the product is unknown', () => {
    expect(cohortKeys({ ...TYPE, companySize: null, product: null }).at(-1)).toBe('[null,"ORGANIC_SEARCH","it_head"]');
    expect(cohortKeys({ ...TYPE, source: null, persona: null }).at(-1)).toBe('["10-49",null]');
  });

  it('are the same for two leads only as far as they share everything', () => {
    const value = fc.constantFrom('a', 'b', '"', ',', 'a","b', 'null', null);
    const type = fc.record({ companySize: value, source: value, persona: value, product: value });
    fc.assert(
      fc.property(type, type, (a, b) => {
        const order = ['companySize', 'source', 'persona', 'product'] as const;
        const different = order.findIndex((what) => a[what] !== b[what]);
        const shared = cohortKeys(a).filter((key) => cohortKeys(b).includes(key));
        expect(shared).toEqual(cohortKeys(a).slice(0, different === -1 ? undefined : different + 1));
      }),
      law,
    );
  });
});

describe('the keys of a lead', () => {
  it('tell what type of lead it is, in any order', () => {
    expect(leadTypeOfKeys(KEYS.toReversed())).toEqual(TYPE);
    expect(leadTypeOfKeys(cohortKeys({ ...TYPE, source: null, product: null }))).toEqual({
      ...TYPE,
      source: null,
      product: null,
    });
    expect(leadTypeOfKeys([])).toEqual({ companySize: null, source: null, persona: null, product: null });
  });
});

describe('how leads convert', () => {
  it('is told of the narrowest group of which enough were seen', () => {
    const seen = (...counts: [number, number][]) => conversionOf(TYPE, groups(...counts))!;

    expect(seen([500, 50], [100, 10], [30, 3], [29, 29])).toMatchObject({ seen: 30, won: 3 });
    expect(seen([500, 50], [29, 10], [28, 3])).toMatchObject({ seen: 500, won: 50, like: [] });
    expect(seen([500, 50], [100, 10])).toMatchObject({ like: [{ what: 'companySize', value: '10-49' }] });
  });

  it('is told of all leads, however few, where there is nothing narrower, and of none when none was seen', () => {
    expect(conversionOf(TYPE, groups([3, 1]))).toEqual({ seen: 3, won: 1, rate: 1 / 3, like: [], widerRate: null });
    expect(conversionOf(TYPE, groups())).toBeNull();
    expect(conversionOf(TYPE, groups([0, 0]))).toBeNull();
  });

  it('is what was counted together with twenty more leads at the rate of the wider group', () => {
    const { rate, widerRate } = conversionOf(TYPE, groups([1000, 100], [80, 20]))!;

    expect(widerRate).toBe(0.1);
    expect(rate).toBeCloseTo((20 + 2) / (80 + 20), 12);
  });

  it('lies between what was counted and the rate of the wider group', () => {
    fc.assert(
      fc.property(nested, (counts) => {
        const { rate, seen, won, widerRate } = conversionOf(TYPE, groups(...counts))!;
        const bounds = [won / seen, widerRate ?? won / seen];
        expect(rate).toBeGreaterThanOrEqual(Math.min(...bounds) - 1e-12);
        expect(rate).toBeLessThanOrEqual(Math.max(...bounds) + 1e-12);
      }),
      law,
    );
  });

  it('is better, never worse, when one more of any group became a customer', () => {
    fc.assert(
      fc.property(nested, fc.nat(KEYS.length - 1), (counts, depth) => {
        const more = counts.map(([seen, won], level) => [seen, level <= depth ? won + 1 : won] as const);
        fc.pre(more.every(([seen, won]) => won <= seen));
        const before = conversionOf(TYPE, groups(...counts))!;
        const after = conversionOf(TYPE, groups(...more))!;
        expect(after.seen).toBe(before.seen);
        expect(after.rate).toBeGreaterThan(before.rate);
      }),
      law,
    );
  });

  it('is what was counted as numbers grow', () => {
    fc.assert(
      fc.property(nested, (counts) => {
        const grown = counts.map(([seen, won]) => [seen * 1e6, won * 1e6] as const);
        const { rate, seen, won } = conversionOf(TYPE, groups(...grown))!;
        expect(Math.abs(rate - won / seen)).toBeLessThan(1e-4);
      }),
      law,
    );
  });
});

describe('in words', () => {
  const explain = (found: Partial<Conversion>) =>
    explainConversion({ seen: 320, won: 46, rate: 0.1434, widerRate: 0.121, like: [], ...found }, MODEL);
  const shared = (type: Partial<LeadType>) =>
    explain({ like: Object.entries(type).map(([what, value]) => ({ what: what as keyof LeadType, value })) }).shared;

  it('says how leads like this convert, what they share, and how that was counted', () => {
    const like = [{ what: 'companySize', value: '10-49' }] as const;

    expect(explain({ like })).toEqual({
      summary: 'Leads like this convert 14 % (320 seen)',
      shared: 'They share: company of 10–49 people',
      workings: '46 of 320 became customers (14 %), counted together with 20 more at the 12 % of the wider group',
    });
  });

  it('says so of all leads where no narrower group is large enough', () => {
    expect(explain({ seen: 12_000, won: 480, rate: 0.04, widerRate: null })).toEqual({
      summary: 'Your leads convert 4 % (12,000 seen)',
      shared: 'All leads of this account',
      workings: '480 of 12,000 became customers',
    });
  });

  it('gives no rate while too few were seen', () => {
    expect(explain({ seen: ENOUGH_SEEN - 1, won: 1, rate: 1 / 29, widerRate: null }).summary).toBe(
      'Too few leads yet to say how they convert (29 seen)',
    );
  });

  it('names everything that leads may share', () => {
    expect(shared(TYPE)).toBe(
      'They share: company of 10–49 people, came by organic search, persona Head of IT, interested in the CRM',
    );
    expect(shared({ companySize: '1000+', source: 'SOME_NEW_SOURCE', persona: 'gone' })).toBe(
      'They share: company of 1,000 or more people, came by some new source, persona gone',
    );
    expect(shared({ companySize: null, source: null })).toBe('They share: company size unknown, source unknown');
  });

  it.each([
    [0, '0 %'],
    [0.0004, 'less than 0.1 %'],
    [0.0123, '1.2 %'],
    [0.0994, '9.9 %'],
    [0.0996, '10 %'],
    [0.5, '50 %'],
    [1, '100 %'],
  ])('rounds %d to %s', (rate, percents) => {
    expect(explain({ rate }).summary).toBe(`Your leads convert ${percents} (320 seen)`);
  });
});
