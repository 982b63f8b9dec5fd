import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { law } from '../../../test/support/law.ts';
import { activities, instant, known, models, START } from '../../../test/support/scenes/arbitraries.ts';
import { type Activity, NO_FACTS } from '../contact.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import { DEFAULT_MODEL } from '../model/default-model.ts';
import { compileModel } from '../rules/compile.ts';
import { DAY, dayOf } from '../time/time.ts';
import { interestChanges, interestOn, interestsOf } from './interest.ts';
import { timelineOf } from './timeline.ts';

const NOON = START + DAY / 2;
/*
 * The default model's half-lives: awareness 45 days down to a quarter, consideration 30 and a
 * quarter, decision 15 and an eighth.
 */
const compiled = compileModel({
  ...DEFAULT_MODEL,
  products: [
    { id: 'crm', label: 'CRM', contains: ['/CRM', 'crm guide'] },
    { id: 'shop', label: 'Shop', contains: ['/shop'] },
  ],
});
const did = (signal: string, daysAgo: number, detail?: string, quantity = 1): Activity => ({
  id: `${signal} ${daysAgo} ${detail}`,
  signal,
  at: NOON - daysAgo * DAY,
  quantity,
  source: 'test',
  ...(detail !== undefined && { detail }),
});
const shown = (...activities: Activity[]) => evaluate(compiled, known(NO_FACTS), activities, NOON);

describe('the journey stage is the furthest that is still reached', () => {
  test.for<[readonly Activity[], string]>([
    [[], ''],
    [[did('page_view', 90)], 'awareness'],
    [[did('page_view', 91)], ''],
    [[did('page_view', 91), did('page_view', 92)], 'awareness'],
    [[did('page_view', 91, '/a'), did('page_view', 91, '/b')], ''],
    [[did('page_view', 1), did('webinar', 60)], 'consideration'],
    [[did('page_view', 1), did('webinar', 61)], 'awareness'],
    [[did('free_trial', 45), did('webinar', 1), did('page_view', 0)], 'decision'],
    [[did('free_trial', 46)], ''],
    [[did('unsubscribe', 0)], ''],
  ])('%o: %s', ([activities, stage]) => {
    expect(shown(...activities).written['ripen_journey_stage']).toBe(stage);
  });

  test('what was looked at counts too, whatever the signal', () => {
    const journey = [{ stage: 'decision' as const, signals: [], contains: ['/Pricing'], halfLifeDays: 15, atLeast: 1 }];
    const reading = compileModel({ ...DEFAULT_MODEL, journey });
    const stageOf = (detail: string) =>
      evaluate(reading, known(NO_FACTS), [did('page_view', 0, detail)], NOON).interest.stage;

    expect(['https://x.example/pricing?a', '/about'].map(stageOf)).toEqual(['decision', null]);
  });

  test('ends at a midnight', () => {
    const trial = did('free_trial', 0);
    const stageAt = (now: number) => evaluate(compiled, known(NO_FACTS), [trial], now).interest.stage;

    expect([START + 46 * DAY - 1, START + 46 * DAY].map(stageAt)).toEqual(['decision', null]);
  });

  test('is told with what it rests on, the newest first', () => {
    const { interest } = shown(did('pricing_page_view', 2, '/pricing'), did('contact_request', 1), did('page_view', 0));

    expect(interest).toMatchObject({
      stage: 'decision',
      stageEvidence: [
        { what: 'Asked to be contacted', at: NOON - DAY },
        { what: 'Viewed the pricing page (/pricing)', at: NOON - 2 * DAY },
      ],
    });
  });
});

describe('the product of interest is the one looked at most, the later the more', () => {
  test.for<[string, readonly Activity[], string]>([
    ['nothing seen', [did('page_view', 1, '/about')], ''],
    ['one seen, in whatever case', [did('page_view', 1, 'https://x.example/Shop/shoes')], 'Shop'],
    ['the one seen more often', [did('page_view', 1, '/crm', 2), did('page_view', 1, '/shop', 3)], 'Shop'],
    ['of two the one seen last', [did('page_view', 2, '/shop'), did('page_view', 1, '/crm')], 'CRM'],
    ['any activity with a name', [did('premium_download', 5, 'The CRM guide')], 'CRM'],
    ['often, but long ago', [did('page_view', 61, '/shop', 2), did('page_view', 1, '/crm')], 'CRM'],
    ['long ago, but very often', [did('page_view', 60, '/shop', 9), did('page_view', 1, '/crm')], 'Shop'],
    ['not what has faded', [did('page_view', 61, '/shop')], ''],
  ])('%s', ([, activities, product]) => {
    expect(shown(...activities).written['ripen_product_interest']).toBe(product);
  });

  test('nextChangeAt finds the day on which it fades', () => {
    const facts = known(NO_FACTS);
    const look = did('wishlist', 0, '/shop');
    let evaluation = evaluate(compiled, facts, [look], NOON);
    const changes: string[] = [];
    while (evaluation.nextChangeAt !== null && evaluation.interest.product !== null) {
      evaluation = evaluate(compiled, { ...facts, memory: evaluation.memory }, [look], evaluation.nextChangeAt);
      changes.push(`${evaluation.interest.product} ${(evaluation.at - START) / DAY}`);
    }

    expect(changes.at(-1)).toBe('null 61');
  });
});

describe('laws of interest', () => {
  const past = fc.tuple(models(), activities(-100, 0), instant(0, 0)).map(([model, list, now]) => {
    const compiled = compileModel(model);
    return { interests: interestsOf(compiled, timelineOf(compiled, list), now), today: dayOf(now) };
  });
  const later = fc.integer({ min: 0, max: 400 });

  test('the order of products never changes by time alone: the strongest stays until there is none', () => {
    fc.assert(
      fc.property(past, later, ({ interests, today }, days) => {
        const strongest = interestOn(interests, today).product;

        expect([strongest, null]).toContain(interestOn(interests, today + days).product);
      }),
      law(120),
    );
  });

  test('it changes on the days that are known beforehand, and on no others', () => {
    fc.assert(
      fc.property(past, later, ({ interests, today }, days) => {
        const day = today + days;
        const changes = interestChanges(interests, today);
        if (changes.includes(day + 1)) {
          expect(interestOn(interests, day + 1)).not.toEqual(interestOn(interests, day));
          return;
        }

        expect(interestOn(interests, day + 1)).toEqual(interestOn(interests, day));
      }),
      law(120),
    );
  });
});
