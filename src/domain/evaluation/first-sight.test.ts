import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { law } from '../../../test/support/law.ts';
import { known, START, scenes } from '../../../test/support/scenes/arbitraries.ts';
import { NO_FACTS, type Properties } from '../contact.ts';
import { DEFAULT_MODEL } from '../model/default-model.ts';
import { compileModel } from '../rules/compile.ts';
import { DAY } from '../time/time.ts';
import { advance } from './advance.ts';
import { decisionAt, historyNeeded } from './first-sight.ts';
import { sheetOf } from './sheet.ts';

const compiled = compileModel(DEFAULT_MODEL);
const day = (days: number) => `${START + days * DAY}`;
const needed = (contact: Properties) => historyNeeded(compiled, contact, START, () => known({ ...NO_FACTS, contact }));

/** An executive, so that a good many page views of late make an MQL. */
const contact = { email: 'ann@company.example', jobtitle: 'CEO', country: 'Germany', numemployees: '100' };
const views = (count: number, first: number, last: number): Properties => ({
  hs_analytics_num_page_views: `${count}`,
  hs_analytics_first_timestamp: day(first),
  hs_analytics_last_timestamp: day(last),
});

describe('property history is read', () => {
  test('when the decision depends on when the past happened: on many days views count, on one day they hardly do', () => {
    expect(needed({ ...contact, ...views(200, -30, -1) })).toEqual(['hs_analytics_num_page_views']);
  });

  test.for<[string, Properties]>([
    ['no past', {}],
    ['only the first and the last', views(2, -300, -1)],
    ['all at one instant', views(200, -1, -1)],
    ['a past that is over either way', { ...contact, ...views(200, -900, -400) }],
    ['too little to matter', { ...contact, ...views(4, -300, -1) }],
  ])('not for %s', ([, properties]) => {
    expect(needed(properties)).toEqual([]);
  });
});

test('law: the decision at first sight is the one that the contact is stored with', () => {
  fc.assert(
    fc.property(scenes(), ({ compiled, facts, activities, now }) => {
      const stranger = { ...facts, memory: null };
      const { last } = advance(compiled, stranger, activities, now, { dueAt: null, news: true });
      expect(decisionAt(sheetOf(compiled, stranger), activities, now)).toBe(
        `${last!.qualification} ${last!.segment} ${last!.track}`,
      );
    }),
    law(500),
  );
});
