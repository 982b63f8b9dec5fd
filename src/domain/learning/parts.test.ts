import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { law } from '../../../test/support/law.ts';
import { chance, fieldOf } from '../../../test/support/past/generated-leads.ts';
import { NO_DEALS } from '../contact.ts';
import { breachesOfShape } from '../model/model-limits.ts';
import { compileCondition } from '../rules/condition.ts';
import { DAY } from '../time/time.ts';
import { areaOf, differenceOf } from './auc.ts';
import type { CardRule } from './card.ts';
import { labelOf } from './draft.ts';
import { factorise, inverse, inverseBand, logDeterminant, solve } from './fit/cholesky.ts';
import { fitAdditive } from './fit/fit.ts';
import { ageOf } from './ranges/ages.ts';
import { conditionOf } from './ranges/bin-condition.ts';
import { binField } from './ranges/bins.ts';
import { roundestIn } from './ranges/cut-ranges.ts';
import { formsOf } from './ranges/field-form.ts';
import { strongestFields } from './tells.ts';

describe('bins', () => {
  const texts = fc.constantFrom(
    undefined,
    '1',
    '2',
    '7',
    '7.5',
    '-3',
    '12',
    '1,200',
    'many',
    'Red',
    'RED',
    'blue',
    'a;b',
    'b',
    'a;\u0001',
    'right\u202Eleft',
    '\u200b',
    'long'.repeat(501),
  );

  test.each([
    ['Size\u0007 of firm', 'Size  of firm: known'],
    [`${'x'.repeat(197)}😀`, `${'x'.repeat(197)} …`],
  ])('a rule of the field %j has a label that a model can have', (label, expected) => {
    const field = { ...fieldOf('x', ['a', 'a', 'b', 'b']), label };
    const read = formsOf(field, 1);
    if (read.outcome === 'left_out') throw new Error(read.why);
    const binned = binField(field, read.forms[0]!, Uint8Array.of(1, 1, 0, 0), Int32Array.of(0, 1, 2, 3));

    expect(labelOf({ field: binned, gets: new Set([0]), points: 1 } as unknown as CardRule)).toBe(expected);
  });

  test('numbers stay numbers beside marks for a missing one, however many kinds there are', () => {
    const marks = ['NULL', 'n/a', '?', '-', '#N/A', 'nan', '(blank)', '#DIV/0!'];
    const values = Array.from({ length: 60 }, (_, at) => (at % 2 === 0 ? `${at * 7}` : marks[at % marks.length]!));

    expect(formsOf(fieldOf('x', values), 5)).toMatchObject({ forms: [{ is: 'number' }] });
  });

  test('the condition of some bins holds for the leads in them, and for no others', () => {
    fc.assert(
      fc.property(
        fc.array(texts, { minLength: 40, maxLength: 80 }),
        fc.infiniteStream(fc.boolean()),
        (values, chosen) => {
          const field = fieldOf('x', values);
          const won = Uint8Array.from(values, (_, at) => (at % 3) & 1);
          const read = formsOf(field, 2);
          if (read.outcome === 'left_out') return;
          for (const form of read.forms) {
            const binned = binField(field, form, won, Int32Array.from(values.keys()));
            const some = new Set([...binned.bins.keys()].filter(() => chosen.next().value === true));
            if (some.size === 0) continue;
            const condition = conditionOf(binned, some);
            expect(breachesOfShape(condition), 'a model can have it').toEqual([]);
            const { holds } = compileCondition(condition);

            const facts = (value: string | undefined) => ({
              contact: value === undefined ? {} : { x: value },
              company: {},
              lead: {},
              deals: NO_DEALS,
            });
            expect(values.map((value) => holds(facts(value), 0))).toEqual([...binned.of].map((bin) => some.has(bin)));
          }
        },
      ),
      law(300),
    );
  });

  const someOf = (length: number, chosen: Iterator<boolean>) =>
    new Set(Array.from({ length }, (_, bin) => bin).filter(() => chosen.next().value === true));

  test('so it is for dates by their age, and for codes by how they begin', () => {
    const NOW = Date.UTC(2026, 0, 1);
    const days = fc.option(fc.integer({ min: -40, max: 4_000 }), { nil: undefined });
    const codes = fc.option(fc.stringMatching(/^[0-2]\d{4}$/), { nil: undefined });
    const rows = fc.array(fc.tuple(days, codes), { minLength: 60, maxLength: 90 });
    fc.assert(
      fc.property(rows, fc.infiniteStream(fc.boolean()), (values, chosen) => {
        const dates = values.map(([age]) => (age === undefined ? undefined : NOW - age * DAY - 1));
        const ages = fieldOf(
          'date',
          dates.map((at) => ageOf(at ?? null, NOW)),
        );
        const zips = fieldOf(
          'zip',
          values.map(([, code]) => code),
        );
        const won = Uint8Array.from(values, (_, at) => (at % 3) & 1);
        for (const field of [{ ...ages, isAge: true } as const, zips]) {
          const read = formsOf(field, 2);
          for (const form of read.outcome === 'forms' ? read.forms : []) {
            const binned = binField(field, form, won, Int32Array.from(values.keys()), 6);
            const some = someOf(binned.bins.length, chosen);
            if (some.size === 0) continue;
            const { holds } = compileCondition(conditionOf(binned, some));

            const held = values.map(([, code], at) => {
              const date = dates[at];
              const contact = { ...(date && { date: new Date(date).toISOString() }), ...(code && { zip: code }) };
              return holds({ contact, company: {}, lead: {}, deals: NO_DEALS }, NOW);
            });
            expect(held).toEqual([...binned.of].map((bin) => some.has(bin)));
          }
        }
      }),
      law(100),
    );
  });

  test.for([
    ['Last visit', false, 'forms'],
    ['Closest shop opened', false, 'forms'],
    ['closed_at', false, 'left_out'],
    ['Last modified', false, 'left_out'],
    ['受注日', false, 'left_out'],
    ['Letzte Änderung', false, 'left_out'],
    ['Win date', false, 'left_out'],
    ['契約日', false, 'left_out'],
    ['Sign-up date', false, 'forms'],
    ['Geändert am', true, 'forms'],
  ] as const)('the age of the date "%s" (kept: %s) has %s', ([label, isKept, outcome]) => {
    const values = Array.from({ length: 60 }, (_, at) => `${at}`);

    expect(formsOf({ ...fieldOf(label, values), isAge: true }, 5, isKept).outcome).toBe(outcome);
  });

  test('few wins draw few edges', () => {
    const draw = chance(5);
    const values = Array.from({ length: 4_000 }, () => `${Math.floor(draw() * 1_000)}`);
    const field = fieldOf('x', values);
    const won = Uint8Array.from(values, (value) => Number(draw() < (Number(value) % 100 < 50 ? 0.05 : 0.2)));
    const form = formsOf(field, 20);
    if (form.outcome === 'left_out') throw new Error(form.why);
    const edgesOf = (leads: number) =>
      binField(field, form.forms[0]!, won, Int32Array.from(won.keys()).subarray(0, leads)).bins.filter(
        ({ is }) => is === 'range',
      ).length;

    expect(edgesOf(300)).toBeLessThanOrEqual(4);
    expect(edgesOf(4_000)).toBeGreaterThan(8);
  });

  test('an edge is the roundest number between two values', () => {
    expect([
      roundestIn(3, 7),
      roundestIn(17, 23),
      roundestIn(0.031, 0.0349),
      roundestIn(-42, -36),
      roundestIn(5, 6),
    ]).toEqual([5, 20, 0.034, -40, 6]);
    const numbers = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        fc.pre(a !== b);
        const edge = roundestIn(Math.min(a, b), Math.max(a, b));
        expect(edge).toBeGreaterThan(Math.min(a, b));
        expect(edge).toBeLessThanOrEqual(Math.max(a, b));
      }),
      law(300),
    );
  });
});

describe('what a field is', () => {
  const many = (of: (at: number) => string | undefined, name = 'x', length = 200) =>
    fieldOf(
      name,
      Array.from({ length }, (_, at) => of(at)),
    );
  const counter = (step: (at: number) => number) => {
    let last = 1_000;
    return many((at) => `${(last += step(at))}`, 'x', 500);
  };
  test.each([
    ['a number', many((at) => `${at % 30}`), 'number'],
    ['a number that is often unknown', many((at) => (at % 2 ? undefined : `${at % 30}`)), 'number'],
    ['a code with zeros', many((at) => `0${at % 12}`), 'levels'],
    ['a postcode', many((at) => `${(at * 7_919) % 100_000}`.padStart(5, '0')), 'beginning'],
    ['a postcode that says so', many((at) => `${10_000 + ((at * 7_919) % 90_000)}`, 'Zip code'), 'beginning'],
    ['a British postcode', many((at) => `${'LMB'[at % 3]}${at % 20} ${at % 9}XY`, 'Postcode'), 'beginning'],
    [
      'a key with letters',
      many((at) => `C-${(at * 7_919) % 100_000}`),
      'it is free text or a name: 200 different values in 200 leads',
    ],
    ['levels', many((at) => ['a', 'B', 'c'][at % 3]), 'levels'],
    ['a flag', many((at) => `${at % 2}`), 'levels'],
    ['choices', many((at) => ['a;b', 'b', 'c'][at % 3]), 'choice'],
    ['the number of the row', many((at) => `${at + 1_000}`), 'it numbers the leads'],
    ['a key', many((at) => `${4_900_000_000 + at * 7_919}`), 'it numbers the leads'],
    ['a counter that skips numbers', counter((at) => 1 + ((at * 7_919) % 9)), 'it numbers the leads'],
    ['a key of chance that says so', many((at) => `${(at * 7_919) % 100_000}`, 'Kunden-Nr.'), 'it numbers the leads'],
    ['a key of two leads', many((at) => `${((at >> 1) * 7_919) % 100_000}`, 'customerId'), 'it numbers the leads'],
    ['an amount of chance', counter((at) => Math.ceil(-900 * Math.log(1 - ((at * 7_919) % 997) / 997)) + 1), 'number'],
    ['a count that is called a number', many((at) => `${at % 30}`, 'Number'), 'number'],
    [
      'a day of some form',
      many((at) => `${1 + (at % 28)}.05.26`),
      'its dates cannot be read for sure: write them as 2026-11-05',
    ],
    [
      'a second of some day',
      many((at) => `${1_700_000_000 + 86_400 * (at % 20)}`),
      'its dates cannot be read for sure: write them as 2026-11-05',
    ],
    ['a name', many((at) => `Person ${at}`), 'it is free text or a name: 200 different values in 200 leads'],
    ['one value', many(() => 'same'), 'it is the same for everybody'],
    ['nothing', many(() => undefined), 'it is empty'],
    ['numbers with a word for none', many((at) => (at % 3 === 0 ? 'NULL' : `${at}.5`)), 'number'],
    ['a few marks, and words', many((at) => ['1', '2', '3', 'late', 'none'][at % 5]!), 'levels'],
    ['an amount that nobody shares', many((at) => `${(at * 7_919) % 100_000}.5`), 'number'],
  ])('%s', (_, field, expected) => {
    const read = formsOf(field, 8);

    expect(read.outcome === 'forms' ? read.forms[0]!.is : read.why).toBe(expected);
  });
});

describe('the area under the curve', () => {
  const scored = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 8 }), fc.boolean()), {
      minLength: 4,
      maxLength: 40,
    })
    .filter((all) => new Set(all.map(([, , won]) => won)).size === 2);

  test('is the share of pairs that the winner wins, and the difference that of two', () => {
    fc.assert(
      fc.property(scored, (all) => {
        const won = Uint8Array.from(all, ([, , one]) => Number(one));
        const [one, other] = [0, 1].map((at) => Float64Array.from(all, (scores) => scores[at as 0 | 1]));
        const pairs = (of: Float64Array) => {
          const wins = [...of].filter((_, at) => won[at] === 1);
          const losses = [...of].filter((_, at) => won[at] === 0);
          return (
            wins.flatMap((w) => losses.map((l) => (w > l ? 1 : w === l ? 0.5 : 0) as number)).reduce((a, b) => a + b) /
            (wins.length * losses.length)
          );
        };

        expect(areaOf(one!, won).auc).toBeCloseTo(pairs(one!), 10);
        expect(differenceOf(one!, other!, won).by).toBeCloseTo(pairs(one!) - pairs(other!), 10);
      }),
      law(100),
    );
  });
});

test('of neighbours a range that nobody has is worth what lies between those beside it', () => {
  const of = Uint8Array.from({ length: 400 }, (_, lead) => [0, 0, 2, 2][lead % 4]!);
  const won = Uint8Array.from(of, (bin, lead) => Number(lead % 10 < (bin === 0 ? 2 : 6)));
  const leads = Int32Array.from(of.keys());
  const effectsOf = (ordered: number) =>
    fitAdditive({ leads, won, fields: [{ of, bins: 3, ordered }], columns: [] }).effects;

  const [low, between, high] = effectsOf(3);

  expect(between).toBeCloseTo((low! + high!) / 2, 1);
  expect(high! - low!).toBeGreaterThan(1);
  const [first, alone] = effectsOf(0);
  expect(Math.abs(alone!)).toBeLessThan(Math.abs(first!) / 10);
});

test('a matrix times its inverse is one, and its determinant that of its factor', () => {
  const matrix = Float64Array.from([4, 2, 0.6, 2, 5, 1, 0.6, 1, 3]);
  const factor = matrix.slice();

  expect(factorise(factor, 3)).toBe(true);
  const inverted = inverse(factor, 3);
  const { diagonal, beside } = inverseBand(factor, 3);
  expect([...diagonal]).toEqual([0, 1, 2].map((i) => inverted[4 * i]));
  expect([...beside.subarray(0, 2)]).toEqual([0, 1].map((i) => inverted[4 * i + 3]));
  const product = [0, 1, 2].map((i) =>
    [0, 1, 2].map((j) => [0, 1, 2].reduce((sum, k) => sum + matrix[3 * i + k]! * inverted[3 * k + j]!, 0)),
  );
  product.forEach((row, i) => {
    row.forEach((value, j) => {
      expect(value).toBeCloseTo(i === j ? 1 : 0, 12);
    });
  });
  expect([...solve(factor, 3, Float64Array.from([6.6, 8, 4.6]))].map((x) => Math.round(x * 1e9) / 1e9)).toEqual([
    1, 1, 1,
  ]);
  expect(Math.exp(logDeterminant(factor, 3))).toBeCloseTo(4 * 14 - 2 * 5.4 + 0.6 * -1, 9);
  expect(factorise(Float64Array.from([1, 2, 2, 1]), 2)).toBe(false);
});

/**
 * Scores of winners lie `apart` above those of losers; a second score sees them less clearly, so
 * that both areas are known: Φ(apart / √2) and Φ(apart / √2(1 + noise²)).
 */
test.each([
  { wins: 30, losses: 150, apart: 0.8 },
  { wins: 100, losses: 100, apart: 0.5 },
  { wins: 50, losses: 250, apart: 1.2 },
])('93 to 97 % of the intervals contain the true area and the true difference: %o', ({ wins, losses, apart }) => {
  const draw = chance(wins);
  const normal = () => Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw());
  const noise = 1.5;
  const truth = phi(apart / Math.SQRT2);
  const less = truth - phi(apart / Math.sqrt(2 * (1 + noise ** 2)));
  const won = Uint8Array.from({ length: wins + losses }, (_, at) => Number(at < wins));
  let [areas, differences] = [0, 0];
  const draws = 1_000;
  for (let time = 0; time < draws; time++) {
    const scores = Float64Array.from(won, (one) => one * apart + normal());
    const others = scores.map((score) => score + noise * normal());
    const area = areaOf(scores, won);
    const difference = differenceOf(scores, others, won);
    areas += Number(area.low <= truth && truth <= area.high);
    differences += Number(difference.low <= less && less <= difference.high);
  }

  for (const covered of [areas / draws, differences / draws]) {
    expect(covered).toBeGreaterThanOrEqual(0.93);
    expect(covered).toBeLessThanOrEqual(0.97);
  }
});

/** Of the normal distribution (Abramowitz and Stegun 26.2.17, to seven digits). */
function phi(x: number): number {
  const t = 1 / (1 + 0.2316419 * x);
  const sum = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return 1 - (Math.exp(-(x * x) / 2) / Math.sqrt(2 * Math.PI)) * sum;
}

test('of more fields than can be learnt from at once, those stay that tell the most alone', () => {
  const draw = chance(3);
  const won = Uint8Array.from({ length: 600 }, () => Number(draw() < 0.3));
  const all = Int32Array.from(won.keys());
  const fields = Array.from({ length: 300 }, (_, at) => {
    const values = [...won].map((one) => (at % 100 === 7 && draw() < 0.4 ? `${one}` : 'abc'[Math.floor(draw() * 3)]!));
    const field = fieldOf(`f${at}`, values);
    return binField(field, { is: 'levels' }, won, all);
  });

  const { fields: kept, weakest } = strongestFields(fields, won, all);

  expect(kept.reduce((sum, { bins }) => sum + bins.length, 0)).toBeLessThanOrEqual(400);
  expect(kept.map(({ field }) => field.name)).toEqual(expect.arrayContaining(['f7', 'f107', 'f207']));
  expect(kept.length + weakest.length).toBe(300);
  expect(strongestFields(fields.slice(0, 20), won, all)).toEqual({ fields: fields.slice(0, 20), weakest: [] });
});

test('scores of two cards are compared within what each of them scores', () => {
  const draw = chance(9);
  const won = Uint8Array.from({ length: 600 }, (_, at) => Number(draw() < (at % 2 ? 0.6 : 0.1)));
  const strata = won.map((_, at) => at % 2);
  const plain = Float64Array.from(won, (one) => one + 2 * draw());
  // The card of the second half says twenty points more of everybody, and they win less often.
  const shifted = plain.map((score, at) => score + (at % 2 ? 0 : 20));

  expect(areaOf(shifted, won, strata)).toEqual(areaOf(plain, won, strata));
  expect(areaOf(shifted, won).auc).toBeLessThan(areaOf(plain, won).auc - 0.2);
  expect(differenceOf(shifted, plain, won, strata).by).toBe(0);
  expect(areaOf(plain, won, won)).toEqual(areaOf(plain, won));
});

test('bins that were joined by who won are believed no more than before they were joined', () => {
  const leads = Int32Array.from({ length: 80 }, (_, lead) => lead);
  const won = Uint8Array.from(leads, (lead) => Number(lead % 4 === 0));
  const joined = { of: Uint8Array.from(leads, (lead) => Number(lead % 4 === 0 || lead % 8 === 1)), bins: 2 };
  const design = { leads, won, fields: [joined], columns: [] };
  const spread = ({ effects }: ReturnType<typeof fitAdditive>) => effects[1]! - effects[0]!;

  const anew = fitAdditive(design);

  expect(anew.believed.reduce((sum, one) => sum + one)).toBeCloseTo(1);
  expect(spread(fitAdditive(design, [1, 0, 0, 0]))).toBeLessThan(spread(anew) / 2);
  expect(fitAdditive(design, anew.believed).effects).toEqual(anew.effects);
});
