import { describe, expect, test } from 'vitest';
import { known, START } from '../../test/support/arbitraries.ts';
import { compileModel } from './compile.ts';
import { type Activity, NO_FACTS } from './contact.ts';
import { DEFAULT_MODEL } from './default-model.ts';
import { evaluate } from './evaluate.ts';
import { DAY } from './time.ts';

const NOON = START + DAY / 2;
const compiled = compileModel({
  ...DEFAULT_MODEL,
  products: [
    { id: 'crm', label: 'CRM', contains: ['/CRM', 'crm guide'], days: 30 },
    { id: 'shop', label: 'Shop', contains: ['/shop'], days: 10 },
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

describe('the journey stage is the furthest of which something happened lately', () => {
  test.for<[readonly Activity[], string]>([
    [[], ''],
    [[did('page_view', 89)], 'awareness'],
    [[did('page_view', 90)], ''],
    [[did('page_view', 1), did('webinar', 59)], 'consideration'],
    [[did('page_view', 1), did('webinar', 60)], 'awareness'],
    [[did('free_trial', 44), did('webinar', 1), did('page_view', 0)], 'decision'],
    [[did('free_trial', 45)], ''],
    [[did('unsubscribe', 0)], ''],
  ])('%o: %s', ([activities, stage]) => {
    expect(shown(...activities).written['ripen_journey_stage']).toBe(stage);
  });

  test('ends at a midnight', () => {
    expect(shown(did('unsubscribe', 0)).written['ripen_journey_stage']).toBe('');
    const before = evaluate(compiled, known(NO_FACTS), [did('free_trial', 0)], START + 45 * DAY - 1);
    const after = evaluate(compiled, known(NO_FACTS), [did('free_trial', 0)], START + 45 * DAY);

    expect([before, after].map((e) => e.written['ripen_journey_stage'])).toEqual(['decision', '']);
  });
});

describe('the product of interest is the one seen most often lately', () => {
  test.for<[string, readonly Activity[], string]>([
    ['nothing seen', [did('page_view', 1, '/about')], ''],
    ['one seen, in whatever case', [did('page_view', 1, 'https://x.example/Shop/shoes')], 'Shop'],
    ['the one seen more often', [did('page_view', 1, '/crm', 2), did('page_view', 1, '/shop', 3)], 'Shop'],
    ['of two the one seen last', [did('page_view', 2, '/shop'), did('page_view', 1, '/crm')], 'CRM'],
    ['any activity with a name', [did('premium_download', 5, 'The CRM guide')], 'CRM'],
    ['not what is too long ago', [did('page_view', 10, '/shop', 9), did('page_view', 29, '/crm')], 'CRM'],
  ])('%s', ([, activities, product]) => {
    expect(shown(...activities).written['ripen_product_interest']).toBe(product);
  });
});
