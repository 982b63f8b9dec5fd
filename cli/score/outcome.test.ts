import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { law } from '../../test/support/law.ts';
import { bandsOf, type Judged, judgeOutcome, outcomeSentences } from './outcome.ts';

const judged = (score: number, outcome: string): Judged => ({ score, explicit: score, implicit: 0, outcome });
const many = (times: number, score: number, outcome: string) =>
  Array.from({ length: times }, () => judged(score, outcome));

describe('which cell is the outcome', () => {
  it.each([
    [
      'in several words, beside open ones',
      ['Closed Won', 'won', 'Closed Lost', 'open', ''],
      '"closed won" or "won"',
      3,
      2,
    ],
    ['by an amount', [...Array.from({ length: 10 }, (_, at) => `${900 + at},00 €`), '0,00 €', ''], 'an amount', 11, 10],
    ['by a cross, and nothing where it is not so', ['x', 'X', '', ''], '"x"', 4, 2],
  ])('is found out as for learning: %s', (_, outcomes, positive, contacts, positives) => {
    const report = judgeOutcome(
      outcomes.map((outcome, at) => judged(at, outcome)),
      'y',
      null,
    );

    expect(report).toMatchObject({ outcome: 'judged', positive, contacts, positives });
  });

  it.each([
    ['what was said, whatever the case', ['Customer', 'Lead'], 'customer', 'customer'],
    ['the one that says that it happened', ['yes', 'no'], null, 'yes'],
    ['the only one, beside nothing said', ['Won', 'Lost'], null, 'won'],
  ])('is %s', (_, [a, b], value, positive) => {
    expect(judgeOutcome([judged(1, a!), judged(2, b!)], 'y', value)).toMatchObject({
      outcome: 'judged',
      positive: `"${positive}"`,
    });
  });

  it.each([
    ['which of several is not clear', ['gold', 'silver', 'bronze'], null, 'it has "gold", "silver", "bronze"'],
    ['nobody has it', ['yes', 'no'], 'maybe', 'Nobody has "maybe"'],
    ['everybody has it', ['yes', 'yes'], 'yes', 'Everybody has "yes"'],
    ['nothing stands there', ['', ''], null, 'Column "y" is empty'],
    ['nobody is decided', ['open', 'open'], null, 'it has "open"'],
  ])('is asked for where %s', (_, outcomes, value, why) => {
    const report = judgeOutcome(
      outcomes.map((outcome) => judged(1, outcome)),
      'y',
      value,
    );

    expect(report).toMatchObject({ outcome: 'unclear' });
    expect(report.outcome === 'unclear' && report.why.toLowerCase()).toContain(why.toLowerCase());
  });
});

describe('the report', () => {
  it('says what empty cells count as: nothing is known of them, unless the value was said', () => {
    const all = [...many(4, 1, 'yes'), ...many(4, 1, 'no'), ...many(2, 1, '')];
    const says = (value: string | null) => {
      const report = judgeOutcome(all, 'y', value);
      return report.outcome === 'judged' ? outcomeSentences(report, 'y').split('\n')[0] : report.why;
    };

    expect(says(null)).toBe('Outcome: 4 of 8 contacts (50.0 %) have "yes" in "y"; empty for 2 contacts, not counted.');
    expect(says('yes')).toBe(
      'Outcome: 4 of 10 contacts (40.0 %) have "yes" in "y"; empty for 2 contacts, counted as without it.',
    );
  });

  it('finds the rates that the data were made with', () => {
    const all = [
      ...many(60, 10, 'no'),
      ...many(20, 10, 'yes'),
      ...many(20, 80, 'no'),
      ...many(60, 80, 'yes'),
      ...many(5, 50, ''),
    ];

    const report = judgeOutcome(all, 'Bought', null);

    if (report.outcome !== 'judged') throw new Error(report.why);
    expect(report).toMatchObject({ contacts: 160, positives: 80, empty: 5 });
    expect(report.auc.score.auc).toBeCloseTo(0.75, 10);
    expect(report.auc.implicit.auc).toBe(0.5);
    expect(report.bands.map(({ from, to, rate }) => [from, to, rate])).toEqual([
      [10, 10, 0.25],
      [80, 80, 0.75],
    ]);
    expect(report.calibrationError).toBe(0);
    expect(report.brier).toBeCloseTo(0.1875, 10);
    expect(report.brierOfAverage).toBe(0.25);
    expect(outcomeSentences(report, 'Bought')).toContain(
      '80 of 160 contacts (50.0 %) have "yes" in "Bought"; empty for 5 contacts',
    );
    expect(outcomeSentences(report, 'Bought')).toContain('25.0 % better');
  });

  it('has bands that part the contacts and rise, each with its rate inside its interval', () => {
    const contact = fc.record({ score: fc.integer({ min: 0, max: 100 }), positive: fc.boolean() });
    fc.assert(
      fc.property(fc.array(contact, { minLength: 1, maxLength: 200 }), (scored) => {
        const bands = bandsOf(scored);

        expect(bands.reduce((all, { contacts }) => all + contacts, 0)).toBe(scored.length);
        for (const [at, { from, to, rate, low, high }] of bands.entries()) {
          expect(from).toBeLessThanOrEqual(to);
          expect(from).toBeGreaterThan(bands[at - 1]?.to ?? -1);
          expect(low).toBeLessThanOrEqual(rate + 1e-12);
          expect(high).toBeGreaterThanOrEqual(rate - 1e-12);
        }
        expect(bands.length).toBeLessThanOrEqual(11);
      }),
      law(300),
    );
  });
});
