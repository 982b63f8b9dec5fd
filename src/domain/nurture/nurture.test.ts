import { describe, expect, test } from 'vitest';
import { START } from '../../../test/support/scenes/arbitraries.ts';
import { memoryAt } from '../../../test/support/scenes/memory.ts';
import { type DealFacts, NO_DEALS } from '../contact.ts';
import { DEFAULT_MODEL } from '../model/default-model.ts';
import type { Dormancy } from '../qualification/dormancy.ts';
import { DAY } from '../time/time.ts';
import { DORMANT_SEGMENTS, type DormantSegment, QUALIFICATIONS, SENDING_TRACKS, type Track } from '../words.ts';
import { type Permission, type TrackInput, touchSpanOf, trackOf } from './nurture.ts';

const MAY: Permission = { forbidden: false, reasons: [], hasAddress: true };
const OPTED_OUT: Permission = { forbidden: true, reasons: ['Opted out of e-mail'], hasAddress: true };
const NO_ADDRESS: Permission = { ...MAY, hasAddress: false };
const since = (segment: DormantSegment, at = START): Dormancy => ({ segment, since: at });

describe('a decided track', () => {
  const decided = {
    relation: 'prospect',
    qualification: 'mql',
    dormancy: null,
    permission: MAY,
    paused: false,
    leftOut: false,
  } as const;
  const since = 0;

  test.for<[string, Partial<Parameters<typeof trackOf>[0]>, Track]>([
    ['holds for a prospect', { decided: 'dormant_mql' }, 'dormant_mql'],
    ['takes anybody out', { relation: 'customer', decided: 'none' }, 'none'],
    ['moves no customer', { relation: 'customer', decided: 'mql_nurture' }, 'customer'],
    [
      'puts no lost deal into automated mail',
      { dormancy: { segment: 'closed_lost', since }, decided: 'mql_nurture' },
      'closed_lost_review',
    ],
    [
      'puts nobody into mail who never qualified and is silent',
      { dormancy: { segment: 'dormant_unqualified', since }, decided: 'dormant_mql' },
      'no_correspondence',
    ],
    [
      'may give a lost deal to sales',
      { dormancy: { segment: 'closed_lost', since }, decided: 'sales_ready' },
      'sales_ready',
    ],
    ['sends nothing to whom a hold-out leaves out', { qualification: 'mql', leftOut: true }, 'none'],
    ['sends nothing in a pause', { decided: 'mql_nurture', paused: true }, 'none'],
    ['never beats an opt-out', { decided: 'mql_nurture', permission: OPTED_OUT }, 'no_correspondence'],
  ])('%s', ([, input, track]) => {
    expect(trackOf({ ...decided, decided: null, ...input })).toBe(track);
  });
});

describe('the track', () => {
  const prospect = {
    relation: 'prospect',
    qualification: 'unqualified',
    dormancy: null,
    permission: MAY,
    decided: null,
    paused: false,
    leftOut: false,
  } as const;

  test.for<[string, Partial<Parameters<typeof trackOf>[0]>, Track]>([
    ['an active contact', {}, 'none'],
    ['an active MQL', { qualification: 'mql' }, 'mql_nurture'],
    ['an active SQL', { qualification: 'sql' }, 'sales_ready'],
    ['a customer', { relation: 'customer', qualification: 'sql' }, 'customer'],
    ['an opportunity', { relation: 'opportunity', qualification: 'sql' }, 'none'],
    ['a stage that the model does not know', { relation: 'other', qualification: 'mql' }, 'none'],
    ['closed lost', { dormancy: since('closed_lost'), qualification: 'sql' }, 'closed_lost_review'],
    ['a dormant SQL', { dormancy: since('dormant_sql'), qualification: 'sql' }, 'dormant_sql'],
    ['a dormant MQL', { dormancy: since('dormant_mql'), qualification: 'mql' }, 'dormant_mql'],
    ['never qualified and silent', { dormancy: since('dormant_unqualified') }, 'no_correspondence'],
    ['an MQL without an address', { qualification: 'mql', permission: NO_ADDRESS }, 'none'],
    ['an SQL without an address', { qualification: 'sql', permission: NO_ADDRESS }, 'sales_ready'],
    ['a customer without an address', { relation: 'customer', permission: NO_ADDRESS }, 'none'],
    [
      'a lost deal without an address',
      { dormancy: since('closed_lost'), permission: NO_ADDRESS },
      'closed_lost_review',
    ],
  ])('of %s', ([, input, track]) => {
    expect(trackOf({ ...prospect, ...input })).toBe(track);
  });

  test('an opt-out wins over every rule', () => {
    for (const relation of ['prospect', 'opportunity', 'customer', 'other'] as const)
      for (const qualification of QUALIFICATIONS)
        for (const dormancy of [null, ...DORMANT_SEGMENTS.map((s) => since(s))])
          expect(trackOf({ ...prospect, relation, qualification, dormancy, permission: OPTED_OUT })).toBe(
            'no_correspondence',
          );
  });

  test('none that sends is one by hand or of silence', () => {
    expect(SENDING_TRACKS).not.toContain('sales_ready');
    expect(SENDING_TRACKS).not.toContain('closed_lost_review');
    expect(SENDING_TRACKS).not.toContain('no_correspondence');
  });
});

describe('the track of touches', () => {
  const memory = memoryAt(START, { qualification: 'mql', qualifiedSince: START + DAY });
  const deals = { ...NO_DEALS, lastWonAt: START - 9 * DAY };
  const prospect = {
    relation: 'prospect',
    qualification: 'mql',
    dormancy: null,
    permission: MAY,
    decided: null,
    paused: false,
    leftOut: false,
  } as const;
  const track = (input: Partial<TrackInput>, won: DealFacts = deals) =>
    touchSpanOf(DEFAULT_MODEL, { ...prospect, ...input }, { memory, deals: won });

  test.for<[string, Partial<TrackInput>, ReturnType<typeof touchSpanOf>]>([
    ['an MQL: short-term, for its days', {}, { track: 'mql_nurture', since: START + DAY, until: START + 31 * DAY }],
    ['an SQL is with sales', { qualification: 'sql' }, null],
    ['who never qualified has none', { qualification: 'unqualified' }, null],
    ...(['closed_lost', 'dormant_sql', 'dormant_mql'] as const).map(
      (segment): [string, Partial<TrackInput>, ReturnType<typeof touchSpanOf>] => [
        `${segment}: since it began`,
        { dormancy: since(segment) },
        { track: segment === 'closed_lost' ? 'closed_lost_review' : segment, since: START, until: null },
      ],
    ),
    ['dormant_unqualified: none', { dormancy: since('dormant_unqualified') }, null],
    [
      'a customer: since it bought',
      { relation: 'customer' },
      { track: 'customer', since: START - 9 * DAY, until: null },
    ],
    ['an opportunity is with sales', { relation: 'opportunity' }, null],
    ['in a pause it goes on', { paused: true }, { track: 'mql_nurture', since: START + DAY, until: START + 31 * DAY }],
    ['taken out by decision: none', { decided: 'none' }, null],
  ])('of %s', ([, input, expected]) => {
    expect(track(input)).toEqual(expected);
  });

  test('of a customer without a deal: since it was first seen', () => {
    expect(track({ relation: 'customer' }, NO_DEALS)?.since).toBe(START);
  });
});
