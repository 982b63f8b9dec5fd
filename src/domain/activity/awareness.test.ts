import { describe, expect, it } from 'vitest';
import { DEFAULT_MODEL } from '../model/default-model.ts';
import { DAY } from '../time/time.ts';
import { awarenessOf } from './awareness.ts';

const NOW = Date.UTC(2026, 10, 16, 9);
const ago = (signal: string, days: number) => ({ signal, at: NOW - days * DAY });
const every = (signal: string, count: number) => Array.from({ length: count }, (_, days) => ago(signal, days));

describe('brand awareness', () => {
  it.each([
    ['nothing', [], { degree: 'none', days: 0, ways: 0 }],
    ['one visit', [ago('web_visit', 1)], { degree: 'low', days: 1, ways: 1 }],
    ['one visit that was a year ago', [ago('web_visit', 366)], { degree: 'none' }],
    ['what is still to come', [ago('web_visit', -1)], { degree: 'none' }],
    ['what no stage of the journey names', [ago('unsubscribe', 1)], { degree: 'none' }],
    ['a busy day in one way', Array.from({ length: 50 }, () => ago('web_visit', 0)), { degree: 'low', days: 1 }],
    ['four visits', every('web_visit', 4), { degree: 'medium', days: 4, ways: 1 }],
    [
      'four visits, long ago',
      every('web_visit', 4).map(({ at }) => ({ signal: 'web_visit', at: at - 180 * DAY })),
      { degree: 'low' },
    ],
    [
      'four days in three ways',
      ['web_visit', 'social_visit', 'email_open'].flatMap((signal) => every(signal, 4)),
      { degree: 'high', days: 4, ways: 3 },
    ],
  ])('of %s', (_, activities, expected) => {
    expect(awarenessOf(DEFAULT_MODEL, activities, NOW)).toMatchObject(expected);
  });
});
