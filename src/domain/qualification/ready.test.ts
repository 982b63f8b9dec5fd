import { describe, expect, test } from 'vitest';
import { START } from '../../../test/support/scenes/arbitraries.ts';
import { type News, occurrence, story } from '../../../test/support/scenes/story.ts';
import { DEFAULT_MODEL } from '../model/default-model.ts';
import { compileModel } from '../rules/compile.ts';
import { DAY } from '../time/time.ts';

const compiled = compileModel(DEFAULT_MODEL);
const day = (days: number) => START + days * DAY;
const FITS = {
  jobtitle: 'Chief Operating Officer',
  country: 'Germany',
  numemployees: '250',
  ripen_bant_authority: 'yes',
};
const BANT = { ripen_bant_budget: 'yes', ripen_bant_need: 'yes' };
const meet = (...news: readonly News[]) => {
  const ann = story(compiled);
  const steps = news.map((one, index) => ann.at(day(index), one).last!);
  return { ann, last: steps.at(-1)! };
};

describe('ready, though marketing has not noticed', () => {
  test.for<[string, readonly News[], string | null]>([
    ['nobody by default', [{}], null],
    [
      'fits, and looks at prices',
      [{ contact: FITS, did: [occurrence('pricing_page_view', START)] }],
      'Fits well and is deciding now',
    ],
    ['looks at prices, and does not fit', [{ did: [occurrence('pricing_page_view', START)] }], null],
    ['has a budget and a need', [{ contact: BANT }], 'Has a budget and a need'],
    ['is an SQL already', [{ contact: BANT, did: [occurrence('contact_request', START)] }], null],
    ['opted out', [{ contact: { ...BANT, hs_email_optout: 'true' } }], null],
    ['is a customer', [{ contact: { ...BANT, lifecyclestage: 'customer' } }], null],
    ['is with a deal', [{ contact: BANT, deals: { open: 1 } }], null],
    [
      'was decided to be left alone',
      [{ contact: BANT, decisions: { track: { value: 'no_correspondence', since: START, until: null } } }],
      null,
    ],
    ['was just handed back', [{ contact: BANT }, { decisions: { handedBackAt: day(1), handBackKind: 'other' } }], null],
  ])('%s', ([, news, reason]) => {
    const { last } = meet(...news);

    expect(last.ready).toBe(reason);
    expect(last.extra).toEqual(reason === null ? [] : ['ready']);
    expect(last.written['ripen_ready']).toBe(reason ?? '');
  });

  test('ends when the answers are too old, on the day that is known beforehand', () => {
    const { ann } = meet({ contact: BANT });
    const ends = START + DEFAULT_MODEL.bantFreshDays.need * DAY;
    // Somebody who is silent for long is left alone, whatever was answered.
    const before = ann.at(ends - 1, { did: [occurrence('page_view', ends - 1)] }).last;

    const { evaluations } = ann.at(ends);

    expect([before?.ready, ...evaluations.map((e) => e.ready)]).toEqual(['Has a budget and a need', null]);
    expect(evaluations.at(-1)!.at).toBe(ends);
  });

  test('ends when deciding fades', () => {
    const { ann } = meet({ contact: FITS, did: [occurrence('pricing_page_view', START)] });

    const { evaluations } = ann.at(day(90));
    const ended = evaluations.find((e) => e.ready === null)!;

    // One look counts down to an eighth in 45 days.
    expect(ended.at).toBe(day(46));
  });
});
