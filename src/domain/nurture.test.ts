import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { law, START } from '../../test/support/arbitraries.ts';
import { DEFAULT_MODEL } from './default-model.ts';
import type { Dormancy } from './dormancy.ts';
import { nextTouch, type Permission, touchesDue, trackOf } from './nurture.ts';
import { DAY } from './time.ts';
import { DORMANT_SEGMENTS, type DormantSegment, QUALIFICATIONS, SENDING_TRACKS, type Track } from './words.ts';

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

describe('touches', () => {
  const days = (touches: readonly { kind: string; at: number }[]) =>
    touches.map(({ kind, at }) => `${kind} ${(at - START) / DAY}`);
  const due = (segment: DormantSegment, after: number, until: number, permission = MAY) =>
    days(touchesDue(DEFAULT_MODEL, since(segment), permission, START + after * DAY, START + until * DAY));

  test.for<[string, DormantSegment, readonly string[]]>([
    ['a lost deal by hand, every half year', 'closed_lost', ['manual 182', 'manual 364']],
    [
      'a dormant SQL by mail monthly and by hand quarterly',
      'dormant_sql',
      [30, 45, 60, 90, 120, 136, 150, 180, 210, 227, 240, 270, 300, 318, 330, 360].map(
        (day) => `${[45, 136, 227, 318].includes(day) ? 'manual' : 'email'} ${day}`,
      ),
    ],
    ['a dormant MQL by mail, every two months', 'dormant_mql', [61, 122, 183, 244, 305].map((d) => `email ${d}`)],
    ['who never qualified not at all', 'dormant_unqualified', []],
  ])('reach %s', ([, segment, expected]) => {
    expect(due(segment, 0, 365)).toEqual(expected);
  });

  test('fall due after one instant and up to another', () => {
    expect(due('dormant_mql', 61, 122)).toEqual(['email 122']);
    expect(due('dormant_mql', 60.9, 121.9)).toEqual(['email 61']);
  });

  test('without an address are by hand only, and none when forbidden', () => {
    expect(due('dormant_sql', 0, 100, NO_ADDRESS)).toEqual(['manual 45']);
    expect(due('dormant_sql', 0, 100, OPTED_OUT)).toEqual([]);
    expect(nextTouch(DEFAULT_MODEL, since('dormant_sql'), OPTED_OUT, START)).toBe(null);
    expect(nextTouch(DEFAULT_MODEL, null, MAY, START)).toBe(null);
  });

  test('say what is to be done by hand', () => {
    const touch = nextTouch(DEFAULT_MODEL, since('closed_lost'), MAY, START);

    expect(touch).toEqual({
      kind: 'manual',
      at: START + 182 * DAY,
      task: 'Look again: the deal was lost half a year ago',
    });
  });

  test('the next one after an instant is the first that falls due after it', () => {
    const segments = fc.constantFrom(...DORMANT_SEGMENTS);
    const instants = fc.integer({ min: -10 * DAY, max: 800 * DAY });

    fc.assert(
      fc.property(segments, instants, (segment, offset) => {
        const now = START + offset;
        const next = nextTouch(DEFAULT_MODEL, since(segment), MAY, now);
        const [first] = touchesDue(DEFAULT_MODEL, since(segment), MAY, now, now + 400 * DAY);

        expect(next?.at).toBe(first?.at);
        if (next !== null) expect(next.at).toBeGreaterThan(now);
      }),
      law(1000),
    );
  });
});
